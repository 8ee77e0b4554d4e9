#include "imaging/index.h"

#include "base/cbor.h"
#include "index_p.h"

#include <climits>
#include <cmath>
#include <QtEndian>

namespace twinward::imaging {

using base::CborReader;
using base::ErrorCode;

namespace {

constexpr quint64 mostInstances = 200'000;
constexpr quint64 mostFrames = 200'000; // of one object
constexpr quint64 mostOfAKind = 1'000; // windows, regions, tables ...

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

std::optional<qint64> readInteger(CborReader& in)
{
    if (in.skipNull())
        return std::nullopt;
    return in.integer();
}

std::optional<int> readSmall(CborReader& in)
{
    if (in.skipNull())
        return std::nullopt;
    return bounded(in, INT_MIN, INT_MAX);
}

LookupTable readTable(CborReader& in)
{
    LookupTable table;
    in.enterArray(16);
    table.firstMapped = bounded(in, INT_MIN, INT_MAX);
    table.bits = bounded(in, 0, 16);
    const QByteArrayView values = in.bytesView();
    if (values.isEmpty() || values.size() % 2 != 0 || values.size() > 2 * 65'536) {
        in.markFailed();
        return table;
    }
    table.values.resize(static_cast<size_t>(values.size() / 2));
    qFromLittleEndian<quint16>(values.data(), values.size() / 2, table.values.data());
    table.explanation = in.text();
    in.leaveArray();
    return table;
}

UltrasoundRegion readRegion(CborReader& in)
{
    UltrasoundRegion region;
    in.enterArray(16);
    for (int* side : {&region.left, &region.top, &region.right, &region.bottom})
        *side = bounded(in, INT_MIN, INT_MAX);
    region.mmPerColumn = finite(in);
    region.mmPerRow = finite(in);
    in.leaveArray();
    return region;
}

Window readWindow(CborReader& in)
{
    in.enterArray(8);
    Window window{finite(in), finite(in), {}};
    window.explanation = in.text();
    in.leaveArray();
    return window;
}

template <class T> std::vector<T> readList(CborReader& in, quint64 most, T (*readOne)(CborReader&))
{
    std::vector<T> list;
    in.enterArray(most);
    while (in.hasNext())
        list.push_back(readOne(in));
    in.leaveArray();
    return list;
}

FrameHeader readFrameHeader(CborReader& in)
{
    FrameHeader frame;
    in.enterArray(32);
    if (!in.skipNull()) {
        in.enterArray(16);
        frame.plane = FramePlane{readVector(in), readVector(in), readVector(in)};
        in.leaveArray();
    }
    frame.rescaleSlope = finite(in);
    frame.rescaleIntercept = finite(in);
    frame.windows = readList(in, mostOfAKind, &readWindow);
    frame.pixelSpacing = readPair(in);
    frame.temporalPosition = readInteger(in);
    frame.echoNumber = readInteger(in);
    frame.echoTimeMs = readReal(in);
    frame.triggerTimeMs = readReal(in);
    frame.diffusionBValue = readReal(in);
    frame.stackId = in.text();
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
    pixels.highBit = bounded(in, -1, 63);
    pixels.isSigned = in.boolean();
    pixels.planar = in.boolean();
    pixels.photometric = in.text();
    pixels.padding = readSmall(in);
    pixels.paddingLimit = readSmall(in);
    pixels.isFloat = in.boolean();
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

LossyCompression readLossy(CborReader& in)
{
    LossyCompression lossy;
    in.enterArray(3);
    if (!in.skipNull())
        lossy.happened = in.boolean();
    lossy.ratios = readList(in, mostOfAKind, &finite);
    in.enterArray(mostOfAKind);
    while (in.hasNext())
        lossy.methods.push_back(in.text());
    in.leaveArray();
    in.leaveArray();
    return lossy;
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
    header.acquisitionNumber = in.integer();
    in.enterArray(mostOfAKind);
    while (in.hasNext())
        header.imageType.push_back(in.text());
    in.leaveArray();
    header.acquired = readMoment(in);
    header.frameOfReferenceUid = in.text();
    header.rescaleType = in.text();
    header.pixelSpacing = readPair(in);
    header.imagerSpacing = readPair(in);
    header.pixelAspect = readPair(in);
    header.sliceThickness = readReal(in);
    header.gantryTilt = readReal(in);
    header.frameTimeMs = readReal(in);
    header.regions = readList(in, mostOfAKind, &readRegion);
    header.voiFunction = static_cast<VoiFunction>(bounded(in, 0, static_cast<qint64>(VoiFunction::Sigmoid)));
    if (!in.skipNull())
        header.modalityLut = readTable(in);
    header.voiLuts = readList(in, mostOfAKind, &readTable);
    header.inverted = in.boolean();
    header.lossy = readLossy(in);
    header.pixels = readPixels(in);
    header.frames = readList(in, mostFrames, &readFrameHeader);
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

base::Result<std::vector<ObjectHeader>> decodeIndex(const QByteArray& bytes)
{
    CborReader in(bytes);
    in.enterArray(16);
    const qint64 version = in.integer();
    if (!in.failed() && version != indexVersion) {
        return base::fail(ErrorCode::Unsupported,
            QStringLiteral("The index of the images is another version's (%1)").arg(version));
    }
    auto headers = readList(in, mostInstances, &readHeader);
    in.leaveArray();
    if (!in.atEnd())
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("The index of the images is damaged"));
    return headers;
}

} // namespace twinward::imaging
