#include "decode_p.h"

#include "dcmtk_p.h"

#include <algorithm>
#include <array>
#include <QtEndian>

namespace twinward::imaging {

namespace {

// A fragment begins a frame where it begins a JPEG or JPEG 2000 stream.
bool beginsStream(const QByteArray& bytes, const Extent& fragment, Codec codec)
{
    if (fragment.length < 2)
        return false;
    const auto* at = reinterpret_cast<const uchar*>(bytes.constData()) + fragment.offset;
    if (codec == Codec::Jpeg2000)
        return (at[0] == 0xFF && at[1] == 0x4F)
            || (at[0] == 0 && at[1] == 0 && fragment.length > 6 && at[4] == 'j');
    return at[0] == 0xFF && at[1] == 0xD8;
}

std::vector<qsizetype> startsFromTable(const QByteArray& bytes, const PixelElement& pixels, int frames)
{
    if (pixels.offsetTable.length < 4 * qint64(frames))
        return {};
    std::vector<qsizetype> starts;
    const qint64 base = pixels.fragments.front().offset - 8; // offsets count from the first fragment's tag
    for (int i = 0; i < frames; ++i) {
        const qint64 tag
            = base + qFromLittleEndian<quint32>(bytes.constData() + pixels.offsetTable.offset + 4 * i);
        const auto at = std::lower_bound(pixels.fragments.begin(), pixels.fragments.end(), tag + 8,
            [](const Extent& extent, qint64 offset) { return extent.offset < offset; });
        if (at == pixels.fragments.end() || at->offset != tag + 8)
            return {};
        starts.push_back(at - pixels.fragments.begin());
    }
    starts.push_back(static_cast<qsizetype>(pixels.fragments.size()));
    const bool ascends = std::is_sorted(starts.begin(), starts.end())
        && std::adjacent_find(starts.begin(), starts.end()) == starts.end() && starts.front() == 0;
    return ascends ? starts : std::vector<qsizetype>{};
}

} // namespace

base::Error cannotUnpack(const QString& transferSyntaxUid, const QString& name)
{
    // PS3.6 table A-1.
    struct Packing
    {
        const char* begin; // of the UID, after 1.2.840.10008.1.2.
        const char* words;
    };
    static constexpr std::array<Packing, 16> packings{{
        {"4.201", "High-Throughput JPEG 2000 (HTJ2K)"},
        {"4.202", "High-Throughput JPEG 2000 (HTJ2K)"},
        {"4.203", "High-Throughput JPEG 2000 (HTJ2K)"},
        {"4.204", "High-Throughput JPEG 2000 from a server (JPIP)"},
        {"4.205", "High-Throughput JPEG 2000 from a server (JPIP)"},
        {"4.100", "MPEG-2 video"},
        {"4.101", "MPEG-2 video"},
        {"4.102", "MPEG-4 (H.264) video"},
        {"4.103", "MPEG-4 (H.264) video"},
        {"4.104", "MPEG-4 (H.264) video"},
        {"4.105", "MPEG-4 (H.264) video"},
        {"4.106", "MPEG-4 (H.264) video"},
        {"4.107", "HEVC (H.265) video"},
        {"4.108", "HEVC (H.265) video"},
        {"4.94", "JPEG 2000 from a server (JPIP)"},
        {"4.95", "JPEG 2000 from a server (JPIP)"},
    }};
    const QLatin1String root("1.2.840.10008.1.2.");
    const QString ending = transferSyntaxUid.mid(root.size());
    for (const Packing& packing : packings) {
        const QLatin1String begin(packing.begin);
        if (!transferSyntaxUid.startsWith(root) || !ending.startsWith(begin)
            || (ending.size() > begin.size() && ending[begin.size()] != u'.'))
            continue;
        return {base::ErrorCode::Unsupported,
            QStringLiteral(
                "The pictures are packed as %1, which this program can't unpack (transfer syntax %2)")
                .arg(QLatin1String(packing.words), transferSyntaxUid),
            name, QStringLiteral("Have them sent or saved as JPEG 2000, JPEG or uncompressed.")};
    }
    return {base::ErrorCode::Unsupported,
        QStringLiteral("The pictures are packed in a way this program does not know (transfer syntax %1)")
            .arg(transferSyntaxUid),
        name, QStringLiteral("Have them sent or saved as JPEG 2000, JPEG or uncompressed.")};
}

Codec codecOf(const QString& transferSyntaxUid)
{
    switch (DcmXfer(transferSyntaxUid.toLatin1().constData()).getXfer()) {
    case EXS_LittleEndianImplicit:
    case EXS_LittleEndianExplicit:
    case EXS_BigEndianExplicit:
    case EXS_DeflatedLittleEndianExplicit:
        return Codec::Native;
    case EXS_JPEGProcess1:
    case EXS_JPEGProcess2_4:
    case EXS_JPEGProcess14:
    case EXS_JPEGProcess14SV1:
        return Codec::Jpeg;
    case EXS_JPEGLSLossless:
    case EXS_JPEGLSLossy:
        return Codec::JpegLs;
    case EXS_JPEG2000LosslessOnly:
    case EXS_JPEG2000:
        return Codec::Jpeg2000;
    case EXS_RLELossless:
        return Codec::Rle;
    default:
        return Codec::Unknown;
    }
}

std::vector<qsizetype> frameStarts(
    const QByteArray& bytes, const PixelElement& pixels, int frames, Codec codec)
{
    const auto count = static_cast<qsizetype>(pixels.fragments.size());
    std::vector<qsizetype> starts;
    if (count < frames)
        return starts;
    if (frames == 1)
        return {0, count};
    if (count == frames) {
        for (qsizetype i = 0; i <= count; ++i)
            starts.push_back(i);
        return starts;
    }
    starts = startsFromTable(bytes, pixels, frames);
    if (!starts.empty() || codec == Codec::Rle)
        return starts;
    for (qsizetype i = 0; i < count; ++i) {
        if (beginsStream(bytes, pixels.fragments[static_cast<size_t>(i)], codec))
            starts.push_back(i);
    }
    starts.push_back(count);
    if (starts.size() != static_cast<size_t>(frames) + 1 || starts.front() != 0)
        starts.clear();
    return starts;
}

} // namespace twinward::imaging
