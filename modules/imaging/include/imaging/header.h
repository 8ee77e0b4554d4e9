#pragma once

// What the program asks of a DICOM object before it looks at the pixels: whose it is, what it is part of, and
// for each frame where in the patient it lies. Values are the object's own; nothing here is guessed.

#include "base/moment.h"
#include "base/partial_date.h"

#include <array>
#include <optional>
#include <QString>
#include <QStringList>
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

// How a window maps values to brightness, PS3.3 C.11.2.1.3.
enum class VoiFunction : quint8 { Linear, LinearExact, Sigmoid };

// A table of a Modality LUT or VOI LUT Sequence, PS3.3 C.11.1 and C.11.2: values up to firstMapped give the
// first entry, values past the end the last.
struct LookupTable
{
    int firstMapped = 0;
    int bits = 16; // of an entry
    std::vector<quint16> values;
    QString explanation; // for a modality table its unit: HU, US ...
    friend bool operator==(const LookupTable&, const LookupTable&) = default;
};

// A part of an ultrasound picture where lengths can be measured, PS3.3 C.8.5.5: columns and rows from 0, both
// ends inside.
struct UltrasoundRegion
{
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    double mmPerColumn = 1;
    double mmPerRow = 1;
    friend bool operator==(const UltrasoundRegion&, const UltrasoundRegion&) = default;
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
    // Where the frame's own differs from the object's: mm between rows, between columns.
    std::optional<std::array<double, 2>> pixelSpacing;
    // What tells frames at one place apart, where the object says so.
    std::optional<qint64> temporalPosition; // (0020,0100), (0020,9128)
    std::optional<qint64> echoNumber; // (0018,0086)
    std::optional<double> echoTimeMs; // (0018,0081), (0018,9082)
    std::optional<double> triggerTimeMs; // (0018,1060), (0020,9153)
    std::optional<double> diffusionBValue; // s/mm², (0018,9087)
    QString stackId; // (0020,9056)
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
    std::optional<int> paddingLimit; // Pixel Padding Range Limit: all from padding to here
    bool isFloat = false; // Float or Double Float Pixel Data
    friend bool operator==(const PixelFormat&, const PixelFormat&) = default;
};

// Native pixel data that can be copied out of the object's bytes (little endian, not encapsulated or
// deflated, no palette): frameFromNative() of frame.h makes a frame of frameBytes of them.
struct NativePixels
{
    qint64 offset = 0; // of the first frame in the file; frame n is n * frameBytes further
    qint64 frameBytes = 0;
    friend bool operator==(const NativePixels&, const NativePixels&) = default;
};

// What the object says of compression with loss it went through, at any time: PS3.3 C.7.6.1.1.5.
struct LossyCompression
{
    std::optional<bool> happened; // (0028,2110); none: it does not say
    std::vector<double> ratios; // (0028,2112), one each time
    QStringList methods; // (0028,2114), as many: ISO_10918_1 ...
    friend bool operator==(const LossyCompression&, const LossyCompression&) = default;
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
    qint64 acquisitionNumber = 0;
    QStringList imageType; // ORIGINAL, PRIMARY, LOCALIZER ...
    base::Moment acquired; // acquisition, else content, series, study time
    QString frameOfReferenceUid;
    QString rescaleType; // HU, US, OD ...; for CT without one, HU; GY for doses
    std::optional<std::array<double, 2>> pixelSpacing; // mm between rows, between columns: Pixel Spacing only
    std::optional<std::array<double, 2>>
        imagerSpacing; // Imager Pixel Spacing: at the detector, not in the patient
    std::optional<std::array<double, 2>>
        pixelAspect; // (0028,0034): height to width of a pixel, where no spacing is known
    std::optional<double> sliceThickness; // mm
    std::optional<double> gantryTilt; // degrees
    std::optional<double> frameTimeMs; // for cine
    std::vector<UltrasoundRegion> regions;
    VoiFunction voiFunction = VoiFunction::Linear;
    std::optional<LookupTable> modalityLut; // in place of slope and intercept
    std::vector<LookupTable> voiLuts; // in place of a window
    bool inverted = false; // the lowest value is white: MONOCHROME1 or Presentation LUT Shape INVERSE
    LossyCompression lossy;
    PixelFormat pixels; // rows 0: no pixels (report, waveform)
    std::vector<FrameHeader> frames; // one each; empty where there are no pixels
    std::optional<NativePixels> native;
    friend bool operator==(const ObjectHeader&, const ObjectHeader&) = default;
};

} // namespace twinward::imaging
