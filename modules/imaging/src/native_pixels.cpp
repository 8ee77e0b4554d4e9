#include "native_pixels_p.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <QtEndian>

namespace twinward::imaging {

namespace {

// By the run, whose length is known: compilers change that many at once.
template <class T, class Change> void changeEach(QByteArrayView from, char* to, const Change& change)
{
    constexpr qsizetype sampleBytes = sizeof(T);
    constexpr qsizetype run = 64;
    std::array<T, run> values{};
    for (qsizetype at = 0; at < from.size() / sampleBytes; at += run) {
        const qsizetype bytes = std::min(run, from.size() / sampleBytes - at) * sampleBytes;
        std::memcpy(values.data(), from.data() + at * sampleBytes, static_cast<size_t>(bytes));
        for (T& value : values)
            value = change(value);
        std::memcpy(to + at * sampleBytes, values.data(), static_cast<size_t>(bytes));
    }
}

// Only the stored bits, at the bottom, with their sign where they have one.
template <class T> void copyStoredBits(const PixelFormat& format, QByteArrayView from, char* to)
{
    const int below = format.highBit + 1 - format.bitsStored;
    const auto mask = static_cast<T>((1U << format.bitsStored) - 1);
    const auto sign = static_cast<T>(format.isSigned ? 1U << (format.bitsStored - 1) : 0U);
    const auto keep = [mask, sign](T value) { // makes no number wider, which would halve how many at once
        return static_cast<T>(static_cast<T>((value & mask) ^ sign) - sign);
    };
    if (below == 0)
        changeEach<T>(from, to, keep);
    else
        changeEach<T>(from, to, [below, keep](T value) { return keep(static_cast<T>(value >> below)); });
}

} // namespace

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
    else if (format.bitsAllocated == 8)
        copyStoredBits<quint8>(format, from, to);
    else
        copyStoredBits<quint16>(format, from, to);
}

} // namespace twinward::imaging
