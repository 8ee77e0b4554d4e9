#pragma once

// A segmentation as a DICOM Segmentation object (PS3.3 A.51) and back. Written is a binary one: a frame for
// each slice of each segment that has something in it.

#include "imaging/segmentation.h"

namespace twinward::imaging {

// The images that were outlined: patient, study and the references come from them.
struct SegmentationSource
{
    std::vector<ObjectHeader> instances; // of the series
    std::vector<FrameRef> frames; // one for each slice of the grid, in its order: Stack::frames
    QString creator; // the person's name
    base::Moment made;
};

// A DICOM Part 10 object in memory. InvalidInput: nothing is outlined, or the grid does not fit the slices;
// Unsupported: a grid that is sheared (gantry tilt), which SEG's frames can't say; segments in fractions.
[[nodiscard]] base::Result<QByteArray> writeSegmentation(
    const Segmentation& segmentation, const SegmentationSource& source);

// Of this and other programs: binary ones, label maps, and fractional ones from one half on
// (Segmentation::fractions). `grid`: where the images are, so that slices with nothing in them are there too;
// none: the smallest grid that holds the frames. InvalidInput: frames that lie in no grid, or not in that
// one.
[[nodiscard]] base::Result<Segmentation> readSegmentation(
    const QByteArray& object, const std::optional<Grid>& grid);

} // namespace twinward::imaging
