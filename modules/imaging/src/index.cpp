#include "imaging/index.h"

#include "base/cbor.h"

#include <climits>
#include <cmath>

namespace twinward::imaging {

using base::CborReader;
using base::CborWriter;
using base::ErrorCode;

namespace {

constexpr qint64 indexVersion = 1;
constexpr quint64 mostInstances = 200'000;
constexpr quint64 mostFrames = 200'000; // of one object
constexpr quint64 mostWindows = 64;

// ---- out ----

void write(CborWriter& out, const Vec3& vector)
{
    out.real(vector[0]).real(vector[1]).real(vector[2]);
}

void write(CborWriter& out, const base::Moment& moment)
{
    out.array(3).integer(moment.utcMs()).integer(moment.offsetMinutes());
    out.integer(static_cast<qint64>(moment.precision()));
}

void write(CborWriter& out, const std::optional<double>& value)
{
    if (value)
        out.real(*value);
    else
        out.null();
}

void write(CborWriter& out, const std::optional<std::array<double, 2>>& pair)
{
    if (pair)
        out.array(2).real((*pair)[0]).real((*pair)[1]);
    else
        out.null();
}

void write(CborWriter& out, const FrameHeader& frame)
{
    out.array(4);
    if (frame.plane) {
        out.array(9);
        write(out, frame.plane->position);
        write(out, frame.plane->rowDirection);
        write(out, frame.plane->columnDirection);
    } else {
        out.null();
    }
    out.real(frame.rescaleSlope).real(frame.rescaleIntercept);
    out.array(frame.windows.size());
    for (const Window& window : frame.windows)
        out.array(3).real(window.centre).real(window.width).text(window.explanation);
}

void write(CborWriter& out, const PixelFormat& pixels)
{
    out.array(10).integer(pixels.rows).integer(pixels.columns).integer(pixels.samples);
    out.integer(pixels.bitsAllocated).integer(pixels.bitsStored).integer(pixels.highBit);
    out.boolean(pixels.isSigned).boolean(pixels.planar).text(pixels.photometric);
    if (pixels.padding)
        out.integer(*pixels.padding);
    else
        out.null();
}

void write(CborWriter& out, const ObjectHeader& header)
{
    out.array(27).array(5).text(header.patient.id).text(header.patient.issuer).text(header.patient.name);
    out.text(header.patient.birthDate.toString()).text(header.patient.sex);
    out.text(header.studyUid).text(header.studyDescription).text(header.accession);
    write(out, header.studyTime);
    out.text(header.seriesUid).text(header.seriesDescription).text(header.modality).text(header.bodyPart);
    out.text(header.laterality).text(header.patientPosition).integer(header.seriesNumber);
    out.text(header.sopInstanceUid).text(header.sopClassUid).text(header.transferSyntaxUid);
    out.integer(header.instanceNumber);
    write(out, header.acquired);
    out.text(header.frameOfReferenceUid).text(header.rescaleType);
    write(out, header.pixelSpacing);
    write(out, header.imagerSpacing);
    write(out, header.sliceThickness);
    write(out, header.gantryTilt);
    write(out, header.frameTimeMs);
    write(out, header.pixels);
    out.array(header.frames.size());
    for (const FrameHeader& frame : header.frames)
        write(out, frame);
    if (header.native)
        out.array(2).integer(header.native->offset).integer(header.native->frameBytes);
    else
        out.null();
}

// ---- in ----

double finite(CborReader& in)
{
    const double value = in.real();
    if (!std::isfinite(value))
        in.markFailed();
    return value;
}

int bounded(CborReader& in, qint64 least, qint64 most)
{
    const qint64 value = in.integer();
    if (value < least || value > most)
        in.markFailed();
    return static_cast<int>(value);
}

Vec3 readVector(CborReader& in)
{
    Vec3 vector{};
    for (double& part : vector)
        part = finite(in);
    return vector;
}

base::Moment readMoment(CborReader& in)
{
    in.enterArray(8);
    const qint64 utcMs = in.integer();
    const int offset = bounded(in, -24 * 60, 24 * 60);
    const int precision = bounded(in, 0, static_cast<qint64>(base::Moment::Precision::Millisecond));
    in.leaveArray();
    return in.failed() ? base::Moment()
                       : base::Moment(utcMs, offset, static_cast<base::Moment::Precision>(precision));
}

std::optional<double> readReal(CborReader& in)
{
    if (in.skipNull())
        return std::nullopt;
    return finite(in);
}

std::optional<std::array<double, 2>> readPair(CborReader& in)
{
    if (in.skipNull())
        return std::nullopt;
    in.enterArray(8);
    std::array<double, 2> pair{};
    pair[0] = finite(in);
    pair[1] = finite(in);
    in.leaveArray();
    return pair;
}

FrameHeader readFrameHeader(CborReader& in)
{
    FrameHeader frame;
    in.enterArray(16);
    if (!in.skipNull()) {
        in.enterArray(16);
        frame.plane = FramePlane{readVector(in), readVector(in), readVector(in)};
        in.leaveArray();
    }
    frame.rescaleSlope = finite(in);
    frame.rescaleIntercept = finite(in);
    in.enterArray(mostWindows);
    while (in.hasNext()) {
        in.enterArray(8);
        Window window{finite(in), finite(in), {}};
        window.explanation = in.text();
        frame.windows.push_back(std::move(window));
        in.leaveArray();
    }
    in.leaveArray();
    in.leaveArray();
    return frame;
}

PixelFormat readPixels(CborReader& in)
{
    PixelFormat pixels;
    in.enterArray(32);
    pixels.rows = bounded(in, 0, 65'535);
    pixels.columns = bounded(in, 0, 65'535);
    pixels.samples = bounded(in, 0, 4);
    pixels.bitsAllocated = bounded(in, 0, 64);
    pixels.bitsStored = bounded(in, 0, 64);
    pixels.highBit = bounded(in, 0, 63);
    pixels.isSigned = in.boolean();
    pixels.planar = in.boolean();
    pixels.photometric = in.text();
    if (!in.skipNull())
        pixels.padding = bounded(in, INT_MIN, INT_MAX);
    in.leaveArray();
    return pixels;
}

DicomPatient readPatient(CborReader& in)
{
    DicomPatient patient;
    in.enterArray(16);
    patient.id = in.text();
    patient.issuer = in.text();
    patient.name = in.text();
    patient.birthDate = base::PartialDate::fromString(in.text()).value_or(base::PartialDate());
    patient.sex = in.text();
    in.leaveArray();
    return patient;
}

ObjectHeader readHeader(CborReader& in)
{
    ObjectHeader header;
    in.enterArray(64);
    header.patient = readPatient(in);
    for (QString* text : {&header.studyUid, &header.studyDescription, &header.accession})
        *text = in.text();
    header.studyTime = readMoment(in);
    for (QString* text : {&header.seriesUid, &header.seriesDescription, &header.modality, &header.bodyPart,
             &header.laterality, &header.patientPosition})
        *text = in.text();
    header.seriesNumber = in.integer();
    for (QString* text : {&header.sopInstanceUid, &header.sopClassUid, &header.transferSyntaxUid})
        *text = in.text();
    header.instanceNumber = in.integer();
    header.acquired = readMoment(in);
    header.frameOfReferenceUid = in.text();
    header.rescaleType = in.text();
    header.pixelSpacing = readPair(in);
    header.imagerSpacing = readPair(in);
    header.sliceThickness = readReal(in);
    header.gantryTilt = readReal(in);
    header.frameTimeMs = readReal(in);
    header.pixels = readPixels(in);
    in.enterArray(mostFrames);
    while (in.hasNext())
        header.frames.push_back(readFrameHeader(in));
    in.leaveArray();
    if (!in.skipNull()) {
        in.enterArray(8);
        header.native = NativePixels{in.integer(), in.integer()};
        if (header.native->offset < 0 || header.native->frameBytes < 0)
            in.markFailed();
        in.leaveArray();
    }
    in.leaveArray();
    return header;
}

} // namespace

QByteArray encodeIndex(const std::vector<ObjectHeader>& headers)
{
    CborWriter out;
    out.array(2).integer(indexVersion).array(headers.size());
    for (const ObjectHeader& header : headers)
        write(out, header);
    return out.data();
}

base::Result<std::vector<ObjectHeader>> decodeIndex(const QByteArray& bytes)
{
    CborReader in(bytes);
    std::vector<ObjectHeader> headers;
    in.enterArray(16);
    const qint64 version = in.integer();
    if (!in.failed() && version != indexVersion) {
        return base::fail(ErrorCode::Unsupported,
            QStringLiteral("The index of the images is another version's (%1)").arg(version));
    }
    in.enterArray(mostInstances);
    while (in.hasNext())
        headers.push_back(readHeader(in));
    in.leaveArray();
    in.leaveArray();
    if (!in.atEnd())
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("The index of the images is damaged"));
    return headers;
}

} // namespace twinward::imaging
