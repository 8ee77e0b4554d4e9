#pragma once

// What the program asks of a DICOM object before it looks at the pixels: whose it is, what it is part of, and
// for each frame where in the patient it lies. Values are the object's own; nothing here is guessed.

#include "base/moment.h"
#include "base/partial_date.h"

#include <array>
#include <optional>
#include <QString>
#include <vector>

namespace twinward::imaging {

using Vec3
    = std::array<double, 3>; // mm in the DICOM patient system: x to the left, y to the back, z to the head

// As written in the object; matched to a patient of the record by a person, never by itself.
struct DicomPatient
{
    QString id; // (0010,0020)
    QString issuer; // (0010,0021)
    QString name; // (0010,0010), as a person would read it
    base::PartialDate birthDate;
    QString sex; // M, F, O or empty
    friend bool operator==(const DicomPatient&, const DicomPatient&) = default;
};

// Value of Interest window, PS3.3 C.11.2.1.2: centre and width in the units after rescale.
struct Window
{
    double centre = 0;
    double width = 1;
    QString explanation;
    friend bool operator==(const Window&, const Window&) = default;
};

// Where a frame lies, PS3.3 C.7.6.2.
struct FramePlane
{
    Vec3 position{}; // centre of the first pixel
    Vec3 rowDirection{1, 0, 0}; // along increasing columns; a unit vector
    Vec3 columnDirection{0, 1, 0}; // along increasing rows; a unit vector
    friend bool operator==(const FramePlane&, const FramePlane&) = default;
};

struct FrameHeader
{
    std::optional<FramePlane> plane; // none for what is no cross-section
    double rescaleSlope = 1;
    double rescaleIntercept = 0;
    std::vector<Window> windows;
    friend bool operator==(const FrameHeader&, const FrameHeader&) = default;
};

struct PixelFormat
{
    int rows = 0;
    int columns = 0;
    int samples = 1; // per pixel
    int bitsAllocated = 16;
    int bitsStored = 16;
    int highBit = 15;
    bool isSigned = false;
    bool planar = false; // Planar Configuration 1
    QString photometric; // MONOCHROME1, MONOCHROME2, PALETTE COLOR, RGB, YBR_FULL ...
    std::optional<int> padding; // Pixel Padding Value
    friend bool operator==(const PixelFormat&, const PixelFormat&) = default;
};

// Native pixel data that can be copied out of the object's bytes as it stands (little endian, not
// encapsulated).
struct NativePixels
{
    qint64 offset = 0; // of the first frame in the file
    qint64 frameBytes = 0;
    friend bool operator==(const NativePixels&, const NativePixels&) = default;
};

struct ObjectHeader
{
    DicomPatient patient;
    QString studyUid;
    QString studyDescription;
    QString accession;
    base::Moment studyTime;
    QString seriesUid;
    QString seriesDescription;
    QString modality;
    QString bodyPart;
    QString laterality;
    QString patientPosition; // HFS, FFS ...
    qint64 seriesNumber = 0;
    QString sopInstanceUid;
    QString sopClassUid;
    QString transferSyntaxUid;
    qint64 instanceNumber = 0;
    base::Moment acquired; // acquisition, else content, series, study time
    QString frameOfReferenceUid;
    QString rescaleType; // HU, US, OD ...; for CT without one, HU
    std::optional<std::array<double, 2>> pixelSpacing; // mm between rows, between columns: Pixel Spacing only
    std::optional<std::array<double, 2>>
        imagerSpacing; // Imager Pixel Spacing: at the detector, not in the patient
    std::optional<double> sliceThickness; // mm
    std::optional<double> gantryTilt; // degrees
    std::optional<double> frameTimeMs; // for cine
    PixelFormat pixels; // rows 0: no pixels (report, waveform)
    std::vector<FrameHeader> frames; // one each; empty where there are no pixels
    std::optional<NativePixels> native;
    friend bool operator==(const ObjectHeader&, const ObjectHeader&) = default;
};

} // namespace twinward::imaging
