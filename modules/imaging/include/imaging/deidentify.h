#pragma once

// Copies of DICOM objects that do not say whose they are: the Basic Application Level Confidentiality Profile
// of DICOM PS3.15 annex E, without any of its options (dates, descriptions, devices and institutions go as
// well). Pixels are not touched: text burned into them, or a face, stays, and is warned of.

#include "imaging/dicom_object.h"

#include <QStringList>

namespace twinward::imaging {

struct DeidentifiedObject
{
    QByteArray bytes; // DICOM Part 10, in the transfer syntax it came in
    QString studyUid; // the new ones
    QString seriesUid;
    QString sopInstanceUid;
    QStringList warnings; // what may still tell who it is
};

// One export. Its secret key gives every UID and patient number a new one, the same throughout the export, so
// that references still lead where they led; nobody can get back from them without the key, which is
// forgotten with this object.
class Deidentification
{
public:
    Deidentification();
    ~Deidentification();
    Deidentification(const Deidentification&) = delete;
    Deidentification& operator=(const Deidentification&) = delete;

    // From any number of threads at once. Unsupported for what is text by its nature (reports, documents,
    // presentation states): de-identifying it would leave nothing.
    [[nodiscard]] base::Result<DeidentifiedObject> apply(const DicomObject& object) const;

private:
    QByteArray m_key;
};

} // namespace twinward::imaging
