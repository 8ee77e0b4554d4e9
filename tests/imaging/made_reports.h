#pragma once

// Reports and key object selections as other programs write them, of the study that Slice is of.

#include "attributes_p.h"
#include "marked_study.h"

namespace twinward::imaging::test {

inline const QString comprehensiveSr = QStringLiteral("1.2.840.10008.5.1.4.1.1.88.33");
inline const QString keyObjects = QStringLiteral("1.2.840.10008.5.1.4.1.1.88.59");

struct Coded
{
    const char* value;
    const char* scheme;
    const char* meaning;
};

inline void putCode(DcmItem& item, const DcmTagKey& sequence, const Coded& code)
{
    DcmItem* made = nullptr;
    item.findOrCreateSequenceItem(sequence, made, -2);
    put(*made, DCM_CodeValue, QString::fromLatin1(code.value));
    put(*made, DCM_CodingSchemeDesignator, QString::fromLatin1(code.scheme));
    put(*made, DCM_CodeMeaning, QString::fromLatin1(code.meaning));
}

inline DcmItem& add(DcmItem& parent, const char* type, const std::optional<Coded>& name = {})
{
    DcmItem* item = nullptr;
    parent.findOrCreateSequenceItem(DCM_ContentSequence, item, -2);
    put(*item, DCM_RelationshipType, QStringLiteral("CONTAINS"));
    put(*item, DCM_ValueType, QString::fromLatin1(type));
    if (name)
        putCode(*item, DCM_ConceptNameCodeSequence, *name);
    return *item;
}

inline DcmItem& addNumber(DcmItem& parent, const Coded& name, const QString& value, const Coded& unit)
{
    DcmItem& item = add(parent, "NUM", name);
    DcmItem* measured = nullptr;
    item.findOrCreateSequenceItem(DCM_MeasuredValueSequence, measured, -2);
    put(*measured, DCM_NumericValue, value);
    putCode(*measured, DCM_MeasurementUnitsCodeSequence, unit);
    return item;
}

inline void addImage(DcmItem& parent, const QString& sop, const QString& frames = {})
{
    DcmItem& item = add(parent, "IMAGE");
    DcmItem* reference = nullptr;
    item.findOrCreateSequenceItem(DCM_ReferencedSOPSequence, reference, -2);
    put(*reference, DCM_ReferencedSOPClassUID, QStringLiteral("1.2.840.10008.5.1.4.1.1.2"));
    put(*reference, DCM_ReferencedSOPInstanceUID, sop);
    if (!frames.isEmpty())
        put(*reference, DCM_ReferencedFrameNumber, frames);
}

inline void addPlace(
    DcmItem& parent, const char* graphic, const std::vector<Float32>& points, const QString& sop)
{
    DcmItem& item = add(parent, "SCOORD");
    put(item, DCM_GraphicType, QString::fromLatin1(graphic));
    item.putAndInsertFloat32Array(DCM_GraphicData, points.data(), points.size());
    addImage(item, sop);
}

inline DcmItem& addGroup(DcmItem& root)
{
    return add(add(root, "CONTAINER", Coded{"126010", "DCM", "Imaging Measurements"}), "CONTAINER",
        Coded{"125007", "DCM", "Measurement Group"});
}

inline const Coded mm{"mm", "UCUM", "millimeter"};
inline const Coded length{"G-D7FE", "SRT", "Length"};

// An SR or a key object selection of the study that Slice is of, as another program would write it.
struct Document
{
    QString sopClass = comprehensiveSr;
    QString sop = QStringLiteral("1.2.826.0.1.3680043.9.8888.1");
    QString date = QStringLiteral("20240312");
    std::function<void(DcmItem&)> content;

    [[nodiscard]] IncomingObject object() const
    {
        startDcmtk();
        DcmFileFormat file;
        DcmDataset& dataset = *file.getDataset();
        const Slice slice;
        fillSlice(dataset, slice);
        for (const DcmTagKey& tag : {DCM_PixelData, DCM_Rows, DCM_Columns, DCM_FrameOfReferenceUID})
            dataset.findAndDeleteElement(tag);
        put(dataset, DCM_SOPClassUID, sopClass);
        put(dataset, DCM_SOPInstanceUID, sop);
        put(dataset, DCM_SeriesInstanceUID, sop + QStringLiteral(".1"));
        put(dataset, DCM_Modality, sopClass == keyObjects ? QStringLiteral("KO") : QStringLiteral("SR"));
        put(dataset, DCM_ContentDate, date);
        put(dataset, DCM_ContentTime, QStringLiteral("093000"));
        put(dataset, DCM_ValueType, QStringLiteral("CONTAINER"));
        content(dataset);
        dataset.chooseRepresentation(EXS_LittleEndianExplicit, nullptr);
        return {sop, toPart10(file).value()};
    }
};

inline void addObserver(DcmItem& root, const QString& name)
{
    put(add(root, "PNAME", Coded{"121008", "DCM", "Person Observer Name"}), DCM_PersonName, name);
}

inline QString sliceSop(int number)
{
    Slice slice;
    slice.number = number;
    return slice.sop();
}

inline void receive(Marked& marked, std::vector<IncomingObject> objects)
{
    const auto plan = scan({{}, std::move(objects)});
    const auto filed = file(*marked.clinic.vault, *plan, marked.clinic.allTo(*plan, marked.patient));
    if (!filed || !filed->isComplete() || filed->added() == 0)
        qFatal("the document was not filed");
}

} // namespace twinward::imaging::test
