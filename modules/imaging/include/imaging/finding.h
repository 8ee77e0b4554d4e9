#pragma once

// From what is drawn to what is kept: a mark becomes an ImagingFinding event and a DICOM report that says the
// same (SR, template TID 1500; Key Object Selection for a key image), and both become a mark again.

#include "imaging/measure.h"

namespace twinward::imaging {

// The image a finding is on.
struct FindingSource
{
    ObjectHeader header;
    int frame = 0; // from 0
    const Volume* volume = nullptr; // for grey values
};

// Points are rounded to what DICOM can write (32 bit), so that event and report hold the same numbers. Where
// the image is no cross-section, or says no frame of reference, the finding has no frame of reference and its
// points are column, row (from the centre of the first pixel) and 0 instead of millimetres in the patient.
// Errors of measure(); InvalidInput: a point off an image that lies in no frame of reference.
[[nodiscard]] base::Result<record::ImagingFinding> findingOf(const Mark& mark, const FindingSource& source);
// `image`: the one the finding is on; `event`: where it is kept; `layer`: where its series is in the scene.
[[nodiscard]] Mark markOf(const record::ImagingFinding& finding, const ObjectHeader& image,
    std::optional<record::EventId> event, int layer);

// Who says it, when, and of which images.
struct ReportSource
{
    std::vector<ObjectHeader> images; // all that the findings are on; patient and study are the first one's
    QString observer; // the person's name
    base::Moment observed;
};

// A DICOM Part 10 object in memory: Comprehensive 3D SR with TID 1500, or a Key Object Selection where all
// findings are key images. Several findings of one study go into one report; those of the two kinds do not go
// together (InvalidInput), nor do segmentations, whose object is a SEG (seg_object.h). NotFound: a finding on
// an image that is not among the source's.
[[nodiscard]] base::Result<QByteArray> writeReport(
    const std::vector<record::ImagingFinding>& findings, const ReportSource& source);

// What a report says of one image, and who says it there.
struct ReportedFinding
{
    record::ImagingFinding finding; // `object` is empty; values as written, never measured again
    QString author; // as written: the observer, who verified it, or the device; empty where none is named
    base::Moment written; // of the document; null where it gives no date
    QString trackingUid; // Tracking Unique Identifier
    QString documentUid; // SOP Instance UID
    QStringList replaced; // documents that this one takes the place of
};

// What a report written by this or another program says of images: measurement groups of TID 1500 with
// coordinates, key images. Groups without coordinates or image are passed over, and points that make no
// shape.
[[nodiscard]] base::Result<std::vector<ReportedFinding>> readReportedFindings(const QByteArray& object);
[[nodiscard]] base::Result<std::vector<record::ImagingFinding>> readFindings(const QByteArray& object);

// The name a finding keeps in every report it is written to (Tracking Unique Identifier).
[[nodiscard]] QString trackingUidOf(const record::ImagingFinding& finding);

} // namespace twinward::imaging
