#pragma once

// Small DICOM objects made for a test, and a vault to file them in.

#include "dcmtk_p.h"
#include "dicom_data.h"
#include "imaging/import.h"
#include "imaging/library.h"

#include <QTemporaryDir>
#include <QTest>

namespace twinward::imaging::test {

// Words that stand nowhere else, so that finding one is no chance.
struct Slice
{
    QString name = QStringLiteral("Zyxwvutska^Quetzal");
    QString id = QStringLiteral("MRN-7714-wombat");
    QString birthDate = QStringLiteral("19571123");
    QString sex = QStringLiteral("F");
    QString study = QStringLiteral("1.2.826.0.1.3680043.9.7777.1");
    QString series = QStringLiteral("1.2.826.0.1.3680043.9.7777.1.1");
    int number = 1;
    int grey = 1000; // of every pixel, and its column more

    [[nodiscard]] QString sop() const { return series + u'.' + QString::number(number); }
};

constexpr int sliceSide = 64;

inline void put(DcmItem& item, const DcmTagKey& tag, const QString& value)
{
    item.putAndInsertString(tag, value.toUtf8().constData());
}

inline void putPixels(DcmItem& item, const Slice& slice)
{
    std::vector<Uint16> pixels(sliceSide * sliceSide);
    for (size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<Uint16>(slice.grey + static_cast<int>(i % sliceSide));
    item.putAndInsertUint16(DCM_Rows, sliceSide);
    item.putAndInsertUint16(DCM_Columns, sliceSide);
    item.putAndInsertUint16(DCM_SamplesPerPixel, 1);
    item.putAndInsertUint16(DCM_BitsAllocated, 16);
    item.putAndInsertUint16(DCM_BitsStored, 12);
    item.putAndInsertUint16(DCM_HighBit, 11);
    item.putAndInsertUint16(DCM_PixelRepresentation, 0);
    put(item, DCM_PhotometricInterpretation, QStringLiteral("MONOCHROME2"));
    item.putAndInsertUint16Array(DCM_PixelData, pixels.data(), pixels.size());
}

inline void fillSlice(DcmDataset& dataset, const Slice& slice)
{
    put(dataset, DCM_SpecificCharacterSet, QStringLiteral("ISO_IR 192"));
    put(dataset, DCM_SOPClassUID, QStringLiteral("1.2.840.10008.5.1.4.1.1.2"));
    put(dataset, DCM_SOPInstanceUID, slice.sop());
    put(dataset, DCM_StudyInstanceUID, slice.study);
    put(dataset, DCM_SeriesInstanceUID, slice.series);
    put(dataset, DCM_PatientName, slice.name);
    put(dataset, DCM_PatientID, slice.id);
    put(dataset, DCM_PatientBirthDate, slice.birthDate);
    put(dataset, DCM_PatientSex, slice.sex);
    put(dataset, DCM_StudyDate, QStringLiteral("20240311"));
    put(dataset, DCM_StudyTime, QStringLiteral("101500"));
    put(dataset, DCM_StudyDescription, QStringLiteral("Thorax okapi"));
    put(dataset, DCM_SeriesDescription, QStringLiteral("Lung narwhal"));
    put(dataset, DCM_Modality, QStringLiteral("CT"));
    put(dataset, DCM_BodyPartExamined, QStringLiteral("CHEST"));
    put(dataset, DCM_SeriesNumber, QStringLiteral("2"));
    put(dataset, DCM_InstanceNumber, QString::number(slice.number));
    put(dataset, DCM_FrameOfReferenceUID, slice.study + QStringLiteral(".9"));
    put(dataset, DCM_ImageOrientationPatient, QStringLiteral("1\\0\\0\\0\\1\\0"));
    put(dataset, DCM_ImagePositionPatient, QStringLiteral("-20\\-20\\%1").arg(slice.number * 2));
    put(dataset, DCM_PixelSpacing, QStringLiteral("0.5\\0.5"));
    put(dataset, DCM_SliceThickness, QStringLiteral("2"));
    put(dataset, DCM_RescaleSlope, QStringLiteral("1"));
    put(dataset, DCM_RescaleIntercept, QStringLiteral("-1024"));
    putPixels(dataset, slice);
}

// DICOM Part 10, explicit little endian; `change` may add what a test needs.
inline QByteArray object(const Slice& slice, const std::function<void(DcmDataset&)>& change = {})
{
    startDcmtk();
    DcmFileFormat file;
    fillSlice(*file.getDataset(), slice);
    if (change)
        change(*file.getDataset());
    file.getDataset()->chooseRepresentation(EXS_LittleEndianExplicit, nullptr);
    file.getDataset()->updateOriginalXfer();
    const auto bytes = toPart10(file);
    if (!bytes)
        qFatal("no object: %s", qPrintable(bytes.error().message()));
    return *bytes;
}

inline std::vector<IncomingObject> stackOf(const Slice& first, int slices)
{
    std::vector<IncomingObject> objects;
    for (int i = 0; i < slices; ++i) {
        Slice slice = first;
        slice.number = first.number + i;
        slice.grey = first.grey + i;
        objects.push_back({QStringLiteral("slice %1").arg(slice.number), object(slice)});
    }
    return objects;
}

class ImagingClinic
{
public:
    explicit ImagingClinic(record::Role role = record::Role::Physician)
        : folder(QStringLiteral(TWINWARD_BUILD_DIR "/imaging-XXXXXX"))
    {
        ledger::VaultOptions options;
        options.passphraseMs = 0;
        auto created = ledger::Vault::create(path(QStringLiteral("vault")),
            {QStringLiteral("Hill clinic"), QStringLiteral("chen"), role, QStringLiteral("laptop")},
            ledger::Secret::copyOf("correct horse battery"), options);
        if (!created)
            qFatal("no vault: %s", qPrintable(created.error().message()));
        vault = std::move(created->vault);
    }

    [[nodiscard]] QString path(const QString& name) const { return folder.filePath(name); }
    QString write(const QString& name, const QByteArray& content) const
    {
        QDir().mkpath(QFileInfo(path(name)).absolutePath());
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the test's own file can't be written");
        return file.fileName();
    }
    [[nodiscard]] record::PatientId registered(const record::PatientDetails& details) const
    {
        record::Event event;
        event.patient = record::PatientId::random();
        event.category = record::Category::Demographics;
        event.body = details;
        const record::PatientId patient = event.patient;
        if (!vault->commit({event}))
            qFatal("no patient");
        return patient;
    }
    [[nodiscard]] record::Chart chart(record::PatientId patient) const
    {
        return record::Chart::fold(patient, vault->read(patient).value(), vault->roster());
    }
    [[nodiscard]] std::vector<Study> studies(record::PatientId patient) const
    {
        return studiesOf(chart(patient));
    }
    // Every study of the plan to one new patient, every difference confirmed.
    [[nodiscard]] std::vector<FilingDecision> allTo(
        const ImportPlan& plan, record::PatientId patient = record::PatientId::random()) const
    {
        std::vector<FilingDecision> decisions;
        for (size_t study = 0; study < plan.studies.size(); ++study) {
            decisions.push_back({study, patient, detailsFrom(plan.studies[study].patient),
                {PatientField::Name, PatientField::BirthDate, PatientField::Sex}});
        }
        return decisions;
    }

    QTemporaryDir folder;
    std::unique_ptr<ledger::Vault> vault;
};

} // namespace twinward::imaging::test

// The test ends here where the result is an error, and says which.
#define VERIFY_RESULT(result)                                                                                \
    do {                                                                                                     \
        const auto& given = (result);                                                                        \
        QVERIFY2(given.has_value(), qPrintable(given ? QString() : given.error().message()));                \
    } while (false)
