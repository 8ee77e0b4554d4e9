#include "pixels_p.h"

#include <cstring>
#include <QtEndian>

namespace twinward::imaging {

namespace {

qint64 expectedFrameBytes(const PixelFormat& pixels)
{
    return qint64{pixels.rows} * pixels.columns * pixels.samples * (pixels.bitsAllocated / 8);
}

bool isPlain(const PixelFormat& pixels)
{
    if (pixels.samples == 1)
        return pixels.photometric == QLatin1String("MONOCHROME1")
            || pixels.photometric == QLatin1String("MONOCHROME2");
    return pixels.samples == 3 && pixels.bitsAllocated == 8 && !pixels.planar
        && pixels.photometric == QLatin1String("RGB");
}

// Moves the stored bits down and drops, or fills with the sign, what lies beside them.
template <class T> void keepStoredBits(char* data, qint64 bytes, const PixelFormat& pixels)
{
    const int above = pixels.bitsAllocated - 1 - pixels.highBit;
    const int unused = pixels.bitsAllocated - pixels.bitsStored;
    auto* at = reinterpret_cast<T*>(data);
    auto* const end = at + bytes / static_cast<qint64>(sizeof(T));
    for (; at != end; ++at)
        *at = static_cast<T>(static_cast<T>(*at << above) >> unused);
}

void keepStoredBits(char* data, qint64 bytes, const PixelFormat& pixels)
{
    if (pixels.bitsAllocated == 8)
        pixels.isSigned ? keepStoredBits<qint8>(data, bytes, pixels)
                        : keepStoredBits<quint8>(data, bytes, pixels);
    else if (pixels.isSigned)
        keepStoredBits<qint16>(data, bytes, pixels);
    else
        keepStoredBits<quint16>(data, bytes, pixels);
}

} // namespace

std::optional<SampleType> nativeSampleType(const ObjectHeader& header)
{
    const PixelFormat& pixels = header.pixels;
    const bool sizes = pixels.bitsStored >= 1 && pixels.bitsStored <= pixels.bitsAllocated
        && pixels.highBit >= pixels.bitsStored - 1 && pixels.highBit < pixels.bitsAllocated;
    if (!header.native || !isPlain(pixels) || !sizes || Q_BYTE_ORDER != Q_LITTLE_ENDIAN
        || header.native->frameBytes != expectedFrameBytes(pixels))
        return std::nullopt;
    if (pixels.bitsAllocated == 8)
        return pixels.isSigned ? SampleType::S8 : SampleType::U8;
    if (pixels.bitsAllocated == 16)
        return pixels.isSigned ? SampleType::S16 : SampleType::U16;
    return std::nullopt;
}

bool copyNativeFrame(const QByteArray& object, const ObjectHeader& header, int frame, char* to)
{
    const qint64 bytes = header.native->frameBytes;
    const qint64 most = object.size() - header.native->offset;
    if (frame < 0 || bytes <= 0 || header.native->offset < 0 || most < bytes || frame > most / bytes - 1)
        return false;
    std::memcpy(to, object.constData() + header.native->offset + frame * bytes, static_cast<size_t>(bytes));
    if (header.pixels.bitsStored != header.pixels.bitsAllocated)
        keepStoredBits(to, bytes, header.pixels);
    return true;
}

} // namespace twinward::imaging
