#pragma once

// From a DCMTK dataset to an ObjectHeader.

#include "attributes_p.h"
#include "decode_p.h"
#include "imaging/header.h"
#include "structure_p.h"

namespace twinward::imaging {

// name: for messages. InvalidInput where what decides over pixels (sizes, bits, the number of frames) is
// missing or can't be.
[[nodiscard]] base::Result<ObjectHeader> headerFrom(
    DcmItem& dataset, const Structure& structure, const QString& name);

// One entry for each frame: functional groups, a dose's offsets, or the object's own values for all.
[[nodiscard]] std::vector<FrameHeader> framesFrom(DcmItem& dataset, const ObjectHeader& header, int count);

// Image Position and Orientation (Patient) of an item.
[[nodiscard]] std::optional<FramePlane> framePlaneFrom(DcmItem& item);

// Reconstructed nuclear medicine (RECON TOMO, RECON GATED TOMO): the detector's position is the first
// slice's, Slice Vector counts them from 1, and Spacing Between Slices leads from one to the next along the
// normal, or against it where it is negative (PS3.3 C.8.4.15). Where one of these is missing the frames stay
// unplaced.
void placeReconstructed(DcmItem& dataset, const ObjectHeader& header, std::vector<FrameHeader>& frames);

// Spacing, thickness and the rest that multi-frame objects say once for all frames (shared functional groups)
// and others at the top.
void readCommonMeasures(DcmItem& dataset, ObjectHeader& header);

// Window tables, modality tables, palettes: (descriptor, data) of an item. None where they don't agree.
// Writers give the first mapped value of signed pixels as US or SS as they please.
[[nodiscard]] std::optional<LookupTable> lookupTableFrom(
    DcmItem& item, const DcmTagKey& descriptor, const DcmTagKey& data, const PixelFormat& format);

// The descriptor alone: values are as many zeros as there are entries.
[[nodiscard]] std::optional<LookupTable> tableShapeFrom(
    DcmItem& item, const DcmTagKey& descriptor, const PixelFormat& format);
// Plain or segmented; none where a table is missing or damaged.
[[nodiscard]] std::optional<Palette> paletteFrom(DcmItem& dataset, const PixelFormat& format);

// What a frame's bytes come to when they are not compressed; rounded up for 1-bit pixels.
[[nodiscard]] qint64 nativeFrameBits(const PixelFormat& format);

constexpr qint64 maxFrameBytes = qint64(1) << 28; // of one decoded frame; OpenJPEG takes four times as much

} // namespace twinward::imaging
