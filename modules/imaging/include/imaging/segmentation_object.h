#pragma once

// A DICOM Segmentation (PS3.3 A.51) as overlay: what is outlined, in which colour, and for each frame which
// segment it belongs to and where it lies. The masks themselves are the object's frames.

#include "imaging/dicom_object.h"

#include <QRgb>

namespace twinward::imaging {

struct OverlaySegment
{
    int number = 0; // as frames name it, from 1
    QString label;
    QString description;
    QRgb colour = 0; // opaque; 0 where none is recommended
    QString category; // "Tissue"
    QString categoryCode;
    QString categoryScheme;
    QString type; // "Liver"
    QString typeCode;
    QString typeScheme;
    bool isManual = false; // drawn by a person
    QString algorithm;
};

struct OverlayFrame
{
    int segment = 0; // number
    FramePlane plane;
    QStringList sources; // SOP instances it outlines
};

struct SegmentationObject
{
    enum class Kind : quint8 { Binary, Fractional, LabelMap };
    Kind kind = Kind::Binary;
    int wholeValue = 1; // the stored value that means 1; 255 or less for fractional ones
    bool isProbability = false; // fractional: probability, else how much of the pixel is filled
    std::array<double, 2> spacing{}; // mm between rows, between columns
    QString frameOfReferenceUid;
    QString referencedSeriesUid;
    std::vector<OverlaySegment> segments; // by number
    // One each of the object's frames; a label map's frames belong to no one segment (0).
    std::vector<OverlayFrame> frames;
};

// InvalidInput where it is no segmentation, a frame lies nowhere or names a segment that isn't there.
[[nodiscard]] base::Result<SegmentationObject> readSegmentationObject(const DicomObject& object);

// How much of each pixel of a frame belongs to the segment: 0 to 255, rows from the top.
[[nodiscard]] base::Result<QByteArray> segmentMask(
    const DicomObject& object, const SegmentationObject& segmentation, int frame, int segment);

} // namespace twinward::imaging
