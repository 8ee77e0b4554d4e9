#include "imaging/index.h"

#include "base/cbor.h"
#include "index_p.h"

namespace twinward::imaging {

using base::CborWriter;

namespace {

void write(CborWriter& out, const LookupTable& table);
void write(CborWriter& out, const UltrasoundRegion& region);
void write(CborWriter& out, const Window& window);
void write(CborWriter& out, const FrameHeader& frame);
void write(CborWriter& out, const ObjectHeader& header);

template <class T> void write(CborWriter& out, const std::vector<T>& list)
{
    out.array(list.size());
    for (const T& each : list)
        write(out, each);
}

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

void write(CborWriter& out, const std::optional<qint64>& value)
{
    if (value)
        out.integer(*value);
    else
        out.null();
}

void write(CborWriter& out, const std::optional<int>& value)
{
    write(out, value ? std::optional<qint64>(*value) : std::nullopt);
}

void write(CborWriter& out, const LookupTable& table)
{
    QByteArray values;
    for (const quint16 value : table.values)
        values.append(static_cast<char>(value & 0xFFU)).append(static_cast<char>(value >> 8));
    out.array(4).integer(table.firstMapped).integer(table.bits).bytes(values).text(table.explanation);
}

void write(CborWriter& out, const UltrasoundRegion& region)
{
    out.array(6).integer(region.left).integer(region.top).integer(region.right).integer(region.bottom);
    out.real(region.mmPerColumn).real(region.mmPerRow);
}

void write(CborWriter& out, const Window& window)
{
    out.array(3).real(window.centre).real(window.width).text(window.explanation);
}

void write(CborWriter& out, const FrameHeader& frame)
{
    out.array(11);
    if (frame.plane) {
        out.array(9);
        write(out, frame.plane->position);
        write(out, frame.plane->rowDirection);
        write(out, frame.plane->columnDirection);
    } else {
        out.null();
    }
    out.real(frame.rescaleSlope).real(frame.rescaleIntercept);
    write(out, frame.windows);
    write(out, frame.pixelSpacing);
    write(out, frame.temporalPosition);
    write(out, frame.echoNumber);
    write(out, frame.echoTimeMs);
    write(out, frame.triggerTimeMs);
    write(out, frame.diffusionBValue);
    out.text(frame.stackId);
}

void write(CborWriter& out, const PixelFormat& pixels)
{
    out.array(12).integer(pixels.rows).integer(pixels.columns).integer(pixels.samples);
    out.integer(pixels.bitsAllocated).integer(pixels.bitsStored).integer(pixels.highBit);
    out.boolean(pixels.isSigned).boolean(pixels.planar).text(pixels.photometric);
    write(out, pixels.padding);
    write(out, pixels.paddingLimit);
    out.boolean(pixels.isFloat);
}

void write(CborWriter& out, const LossyCompression& lossy)
{
    out.array(3);
    if (lossy.happened)
        out.boolean(*lossy.happened);
    else
        out.null();
    out.array(static_cast<quint64>(lossy.ratios.size()));
    for (const double ratio : lossy.ratios)
        out.real(ratio);
    out.array(static_cast<quint64>(lossy.methods.size()));
    for (const QString& method : lossy.methods)
        out.text(method);
}

void write(CborWriter& out, const ObjectHeader& header)
{
    out.array(36).array(5).text(header.patient.id).text(header.patient.issuer).text(header.patient.name);
    out.text(header.patient.birthDate.toString()).text(header.patient.sex);
    out.text(header.studyUid).text(header.studyDescription).text(header.accession);
    write(out, header.studyTime);
    out.text(header.seriesUid).text(header.seriesDescription).text(header.modality).text(header.bodyPart);
    out.text(header.laterality).text(header.patientPosition).integer(header.seriesNumber);
    out.text(header.sopInstanceUid).text(header.sopClassUid).text(header.transferSyntaxUid);
    out.integer(header.instanceNumber).integer(header.acquisitionNumber);
    out.array(static_cast<quint64>(header.imageType.size()));
    for (const QString& value : header.imageType)
        out.text(value);
    write(out, header.acquired);
    out.text(header.frameOfReferenceUid).text(header.rescaleType);
    write(out, header.pixelSpacing);
    write(out, header.imagerSpacing);
    write(out, header.pixelAspect);
    write(out, header.sliceThickness);
    write(out, header.gantryTilt);
    write(out, header.frameTimeMs);
    write(out, header.regions);
    out.integer(static_cast<qint64>(header.voiFunction));
    if (header.modalityLut)
        write(out, *header.modalityLut);
    else
        out.null();
    write(out, header.voiLuts);
    out.boolean(header.inverted);
    write(out, header.lossy);
    write(out, header.pixels);
    write(out, header.frames);
    if (header.native)
        out.array(2).integer(header.native->offset).integer(header.native->frameBytes);
    else
        out.null();
}

} // namespace

QByteArray encodeIndex(const std::vector<ObjectHeader>& headers)
{
    CborWriter out;
    out.array(2).integer(indexVersion);
    write(out, headers);
    return out.data();
}

} // namespace twinward::imaging
