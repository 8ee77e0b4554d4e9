#pragma once

// From the bytes of one frame to samples. Each codec checks that the stream is what the header says before it
// decodes a single pixel.

#include "imaging/frame.h"
#include "structure_p.h"

#include <array>
#include <optional>

namespace twinward::imaging {

// The three tables of PALETTE COLOR, eight bits each entry.
struct Palette
{
    int firstMapped = 0;
    std::array<QByteArray, 3> tables; // red, green, blue
};

enum class Codec : quint8 { Native, Jpeg, JpegLs, Jpeg2000, Rle, Unknown };
[[nodiscard]] Codec codecOf(const QString& transferSyntaxUid);

// How pixels are packed that can't be unpacked here, as a person would say it, with the UID: for messages.
[[nodiscard]] base::Error cannotUnpack(const QString& transferSyntaxUid, const QString& name);

// The fragment each frame begins with, and one past the last; empty where it can't be told.
[[nodiscard]] std::vector<qsizetype> frameStarts(
    const QByteArray& bytes, const PixelElement& pixels, int frames, Codec codec);

// The samples of one frame as the stream has them, before bits are cleared and colours turned: interleaved,
// bitsAllocated each, in the machine's order. isRgb: the codec has already turned YBR into RGB.
struct Decoded
{
    QByteArray samples;
    bool isRgb = false;
};

[[nodiscard]] base::Result<Decoded> decodeJpeg2000(const PixelFormat& format, const QByteArray& stream);
[[nodiscard]] base::Result<Decoded> decodeRle(const PixelFormat& format, const QByteArray& stream);
// JPEG and JPEG-LS.
[[nodiscard]] base::Result<Decoded> decodeByDcmtk(
    const PixelFormat& format, const QString& transferSyntaxUid, const QByteArray& stream);

// The size a JPEG or JPEG-LS stream says it has; nothing where there is no frame header.
struct StreamSize
{
    int rows = 0;
    int columns = 0;
    int samples = 0;
    int bits = 0;
    bool isLossless = false;
};
[[nodiscard]] std::optional<StreamSize> jpegSize(const QByteArray& stream);

// Compressed samples are whole values already: only the sign is filled in. In place.
void extendSign(const PixelFormat& format, QByteArray& samples);
// Clears or fills the bits above the high bit, shifts the stored bits down; in place.
void normaliseBits(const PixelFormat& format, QByteArray& samples);
// YBR to RGB, palette to RGB (PS3.3 C.7.6.3.1.2, C.7.6.3.1.5).
void ybrFullToRgb(QByteArray& samples);
[[nodiscard]] QByteArray ybr422ToRgb(const PixelFormat& format, const QByteArray& bytes);
[[nodiscard]] QByteArray weavePlanes(const PixelFormat& format, const QByteArray& planes);
// Colours of more than eight bits lose the lowest ones.
[[nodiscard]] QByteArray toEightBits(const PixelFormat& format, const QByteArray& samples);
[[nodiscard]] QByteArray applyPalette(const Palette& palette, const Frame& indices);
// 1-bit pixels: frame `index` begins at any bit.
[[nodiscard]] QByteArray unpackBits(QByteArrayView bytes, qint64 firstBit, qint64 count);
// 16, 32 and 64 bits: turns round every sample.
void swapBytes(QByteArray& samples, int bytesPerSample);

} // namespace twinward::imaging
