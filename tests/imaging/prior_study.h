#pragma once

// A prior examination made of a real one: another study of two years earlier, every third slice of it, moved
// by a known way in a frame of reference of its own.

#include "dicom_data.h"
#include "imaging/header.h"
#include "made_objects.h"

#include <QDirIterator>

namespace twinward::imaging::test {

inline const Vec3 priorShift{
    7, -5, 12}; // mm: what lies at p in the current one lies at p + this in the prior
inline const QString priorStudy = QStringLiteral("1.2.826.0.1.3680043.9.7777.40");

// Writes the prior into the folder; how many slices it has.
inline int writePrior(const QString& from, const QString& to)
{
    startDcmtk();
    QDir().mkpath(to);
    int written = 0;
    QDirIterator files(from, {QStringLiteral("*.dcm")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        DcmFileFormat file;
        if (file.loadFile(files.next().toLocal8Bit().constData()).bad())
            qFatal("the real slice can't be read");
        DcmDataset& set = *file.getDataset();
        Sint32 number = 0;
        OFString modality;
        set.findAndGetOFString(DCM_Modality, modality);
        if (modality != "CT" || set.findAndGetSint32(DCM_InstanceNumber, number).bad() || number % 3 != 0)
            continue;
        Vec3 position{};
        for (size_t axis = 0; axis < 3; ++axis)
            set.findAndGetFloat64(DCM_ImagePositionPatient, position[axis], static_cast<unsigned long>(axis));
        put(set, DCM_ImagePositionPatient,
            QStringLiteral("%1\\%2\\%3")
                .arg(position[0] + priorShift[0])
                .arg(position[1] + priorShift[1])
                .arg(position[2] + priorShift[2]));
        for (const DcmTagKey& date : {DCM_StudyDate, DCM_SeriesDate, DCM_AcquisitionDate, DCM_ContentDate})
            put(set, date, QStringLiteral("19980101"));
        delete set.remove(DCM_AcquisitionDateTime);
        put(set, DCM_StudyDescription, QStringLiteral("Chest before treatment"));
        put(set, DCM_SeriesDescription, QStringLiteral("Prior"));
        put(set, DCM_StudyInstanceUID, priorStudy);
        put(set, DCM_SeriesInstanceUID, priorStudy + QStringLiteral(".1"));
        put(set, DCM_SOPInstanceUID, priorStudy + QStringLiteral(".1.%1").arg(number));
        put(set, DCM_FrameOfReferenceUID, priorStudy + QStringLiteral(".9"));
        put(*file.getMetaInfo(), DCM_MediaStorageSOPInstanceUID,
            priorStudy + QStringLiteral(".1.%1").arg(number));
        const QString path = QStringLiteral("%1/%2.dcm").arg(to).arg(number, 4, 10, QLatin1Char('0'));
        if (file.saveFile(path.toLocal8Bit().constData(), EXS_LittleEndianExplicit).bad())
            qFatal("the prior can't be written");
        ++written;
    }
    return written;
}

} // namespace twinward::imaging::test
