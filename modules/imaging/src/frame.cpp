#include "decode_p.h"
#include "object_header_p.h"
#include "stored_bits_p.h"

#include <algorithm>
#include <cstring>

namespace twinward::imaging {

namespace {

uchar clamped(double value)
{
    return static_cast<uchar>(std::clamp(value + 0.5, 0.0, 255.0));
}

// PS3.3 C.7.6.3.1.2, solved for RGB (ITU-T T.871, 7).
void toRgb(double y, double cb, double cr, uchar* out)
{
    out[0] = clamped(y + 1.402 * (cr - 128));
    out[1] = clamped(y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128));
    out[2] = clamped(y + 1.772 * (cb - 128));
}

// YBR_PARTIAL: black at 16, white at 235, colours from 16 to 240 (ITU-R BT.601).
void partialToRgb(double y, double cb, double cr, uchar* out)
{
    const double whole = 255.0 / 219.0;
    const double colour = 255.0 / 224.0;
    toRgb((y - 16) * whole, 128 + (cb - 128) * colour, 128 + (cr - 128) * colour, out);
}

base::Status checkCopyable(const PixelFormat& format, const QByteArray& bytes)
{
    const bool isOther = format.bitsAllocated < 8 || format.photometric == QLatin1String("PALETTE COLOR")
        || format.photometric.endsWith(QLatin1String("_422"));
    if (isOther)
        return base::fail(
            base::ErrorCode::Unsupported, QStringLiteral("These pixels can't be copied as they stand"));
    if (bytes.size() < nativeFrameBits(format) / 8)
        return base::fail(
            base::ErrorCode::InvalidInput, QStringLiteral("The pixels of the frame are cut short"));
    return {};
}

} // namespace

int bytesPerSample(SampleType type)
{
    switch (type) {
    case SampleType::U8:
    case SampleType::S8:
        return 1;
    case SampleType::U16:
    case SampleType::S16:
        return 2;
    case SampleType::U32:
    case SampleType::S32:
    case SampleType::F32:
        return 4;
    case SampleType::F64:
        return 8;
    }
    return 0;
}

SampleType sampleType(const PixelFormat& format)
{
    if (format.isFloat)
        return format.bitsAllocated == 64 ? SampleType::F64 : SampleType::F32;
    if (format.samples == 3 || format.photometric == QLatin1String("PALETTE COLOR"))
        return SampleType::U8;
    if (format.bitsAllocated <= 8)
        return format.isSigned ? SampleType::S8 : SampleType::U8;
    if (format.bitsAllocated == 16)
        return format.isSigned ? SampleType::S16 : SampleType::U16;
    return format.isSigned ? SampleType::S32 : SampleType::U32;
}

void normaliseBits(const PixelFormat& format, QByteArray& samples)
{
    if (format.isFloat || format.bitsStored == format.bitsAllocated)
        return;
    char* const own = samples.data();
    takeStoredBits(format, QByteArrayView(own, samples.size()), own);
}

void extendSign(const PixelFormat& format, QByteArray& samples)
{
    if (!format.isSigned)
        return;
    PixelFormat low = format;
    low.highBit = low.bitsStored - 1;
    normaliseBits(low, samples);
}

QByteArray toEightBits(const PixelFormat& format, const QByteArray& samples)
{
    if (format.bitsAllocated == 8)
        return samples;
    const int down = std::max(0, format.bitsStored - 8);
    const qsizetype size = format.bitsAllocated / 8;
    QByteArray bytes(samples.size() / size, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        quint32 value = 0;
        std::memcpy(
            &value, samples.constData() + i * size, static_cast<size_t>(std::min<qsizetype>(size, 4)));
        bytes[i] = static_cast<char>(std::min<quint32>(value >> down, 255));
    }
    return bytes;
}

void ybrFullToRgb(QByteArray& samples)
{
    auto* at = reinterpret_cast<uchar*>(samples.data());
    for (qsizetype i = 0; i + 2 < samples.size(); i += 3)
        toRgb(at[i], at[i + 1], at[i + 2], at + i);
}

QByteArray ybr422ToRgb(const PixelFormat& format, const QByteArray& bytes)
{
    // Two pixels are Y1 Y2 Cb Cr.
    const qint64 pixels = qint64(format.rows) * format.columns;
    QByteArray rgb(pixels * 3, '\0');
    const auto* in = reinterpret_cast<const uchar*>(bytes.constData());
    auto* out = reinterpret_cast<uchar*>(rgb.data());
    const bool isPartial = format.photometric == QLatin1String("YBR_PARTIAL_422");
    for (qint64 pair = 0; pair < std::min<qint64>(pixels / 2, bytes.size() / 4); ++pair) {
        const uchar* four = in + pair * 4;
        for (int i = 0; i < 2; ++i) {
            uchar* pixel = out + (pair * 2 + i) * 3;
            isPartial ? partialToRgb(four[i], four[2], four[3], pixel)
                      : toRgb(four[i], four[2], four[3], pixel);
        }
    }
    return rgb;
}

QByteArray weavePlanes(const PixelFormat& format, const QByteArray& planes)
{
    const qsizetype size = format.bitsAllocated / 8;
    const qsizetype pixels = qsizetype(format.rows) * format.columns;
    QByteArray woven(planes.size(), Qt::Uninitialized);
    const char* in = planes.constData();
    char* out = woven.data();
    for (qsizetype sample = 0; sample < format.samples; ++sample) {
        for (qsizetype i = 0; i < pixels; ++i)
            std::copy_n(in + (sample * pixels + i) * size, size, out + (i * format.samples + sample) * size);
    }
    return woven;
}

QByteArray applyPalette(const Palette& palette, const Frame& indices)
{
    const qsizetype pixels = qsizetype(indices.rows) * indices.columns;
    QByteArray rgb(pixels * 3, Qt::Uninitialized);
    auto* out = rgb.data();
    const qsizetype last = palette.tables[0].size() - 1;
    for (qsizetype i = 0; i < pixels; ++i) {
        int value = 0;
        if (bytesPerSample(indices.type) == 1)
            value = static_cast<uchar>(indices.data[i]);
        else
            value = reinterpret_cast<const quint16*>(indices.data.constData())[i];
        const qsizetype entry = std::clamp<qsizetype>(value - palette.firstMapped, 0, last);
        for (size_t colour = 0; colour < 3; ++colour)
            *out++ = palette.tables[colour][entry];
    }
    return rgb;
}

QByteArray unpackBits(QByteArrayView bytes, qint64 firstBit, qint64 count)
{
    QByteArray unpacked(count, Qt::Uninitialized);
    for (qint64 i = 0; i < count; ++i) {
        const qint64 bit = firstBit + i;
        unpacked[i] = static_cast<char>(static_cast<uchar>(bytes[bit >> 3]) >> (bit & 7) & 1);
    }
    return unpacked;
}

void swapBytes(QByteArray& samples, int bytesPerSample)
{
    for (qsizetype i = 0; i + bytesPerSample <= samples.size(); i += bytesPerSample)
        std::reverse(samples.begin() + i, samples.begin() + i + bytesPerSample);
}

base::Result<Frame> frameFromNative(const PixelFormat& format, const QByteArray& bytes)
{
    if (auto fits = checkCopyable(format, bytes); !fits)
        return base::fail(fits.error());
    Frame frame{format.rows, format.columns, format.samples, sampleType(format), bytes};
    frame.data.truncate(nativeFrameBits(format) / 8);
    if (format.planar)
        frame.data = weavePlanes(format, frame.data);
    normaliseBits(format, frame.data);
    if (format.samples == 3)
        frame.data = toEightBits(format, frame.data);
    if (format.samples == 3 && format.photometric.startsWith(QLatin1String("YBR_FULL")))
        ybrFullToRgb(frame.data);
    return frame;
}

} // namespace twinward::imaging
