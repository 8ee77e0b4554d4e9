#include "native_pixels_p.h"

#include "stored_bits_p.h"

#include <cstring>
#include <QtEndian>

namespace twinward::imaging {

bool isCopied(const ObjectHeader& header)
{
    const PixelFormat& format = header.pixels;
    const bool isGrey = format.samples == 1 && format.photometric.startsWith(QLatin1String("MONOCHROME"));
    const bool isRgb = format.samples == 3 && format.bitsStored == 8 && !format.planar
        && format.photometric == QLatin1String("RGB");
    const bool isWhole = format.bitsAllocated == 8 || format.bitsAllocated == 16;
    const bool isSound = format.bitsStored >= 1 && format.bitsStored <= format.bitsAllocated
        && format.highBit >= format.bitsStored - 1 && format.highBit < format.bitsAllocated;
    const qint64 bytes = qint64{format.rows} * format.columns * format.samples * (format.bitsAllocated / 8);
    return header.native && (isGrey || (isRgb && format.bitsAllocated == 8)) && isWhole && isSound
        && !format.isFloat && header.native->frameBytes == bytes && Q_BYTE_ORDER == Q_LITTLE_ENDIAN;
}

std::optional<QByteArrayView> nativeFrame(const QByteArray& object, const NativePixels& native, int frame)
{
    const qint64 after = object.size() - native.offset;
    if (frame < 0 || native.frameBytes <= 0 || native.offset < 0 || frame >= after / native.frameBytes)
        return std::nullopt;
    return QByteArrayView(object).sliced(native.offset + frame * native.frameBytes, native.frameBytes);
}

void copySamples(const PixelFormat& format, QByteArrayView from, char* to)
{
    if (format.bitsStored == format.bitsAllocated)
        std::memcpy(to, from.data(), static_cast<size_t>(from.size()));
    else
        takeStoredBits(format, from, to);
}

} // namespace twinward::imaging
