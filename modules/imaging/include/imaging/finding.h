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
// the image is no cross-section the finding has no frame of reference and its points are column, row (from
// the centre of the first pixel) and 0 instead of millimetres in the patient. Errors of measure().
[[nodiscard]] base::Result<record::ImagingFinding> findingOf(const Mark& mark, const FindingSource& source);
// `event`: where it is kept; `layer`: where its series is in the scene.
[[nodiscard]] Mark markOf(const record::ImagingFinding& finding, const Ruler& ruler,
    std::optional<record::EventId> event, int layer);

// Who says it, and when.
struct ReportSource
{
    ObjectHeader header; // of the image it refers to: patient and study are taken from here
    QString observer; // the person's name
    base::Moment observed;
};

// A DICOM Part 10 object in memory. Comprehensive 3D SR with TID 1500 for measures and annotations, Key
// Object Selection for KeyImage. InvalidInput for a Segmentation (its object is a SEG, seg_object.h) and for
// findings without an image.
[[nodiscard]] base::Result<QByteArray> writeReport(
    const record::ImagingFinding& finding, const ReportSource& source);
// All findings of one study in one report, for export. Key images and segmentations are left out: they are
// objects of their own.
[[nodiscard]] base::Result<QByteArray> writeReport(
    const std::vector<record::ImagingFinding>& findings, const ReportSource& source);

// What a report written by this or another program says of images: measurement groups of TID 1500 with
// coordinates, key images. Groups without coordinates or image are passed over. `object` is left empty.
[[nodiscard]] base::Result<std::vector<record::ImagingFinding>> readReport(const QByteArray& object);

} // namespace twinward::imaging
