#include "blob_packing_p.h"

#include <algorithm>
#include <blosc.h>
#include <cstring>

namespace twinward::ledger {

namespace {

// Larger blocks were quicker to open than 64 KiB, much larger ones no more.
constexpr qsizetype blockBytes = 256 * 1024;
constexpr qsizetype leastContent = 4096;
constexpr quint64 mostRatio = 256; // LZ4 ends at 255
constexpr int level = 5; // of 9; from 6 on packing takes longer than it saves
constexpr size_t sampleBytes = 2; // most pixels are of 16 bits

// Below this saving, unpacking costs what unsealing less gains.
constexpr qsizetype worthwhile(qsizetype bytes)
{
    return bytes - bytes / 8;
}

// The frame that `packed` begins with; empty where there is none that holds `contentBytes` of content. Blosc
// frames can name other codecs: those are refused, so that only LZ4 ever reads what came from elsewhere.
QByteArrayView firstFrame(QByteArrayView packed, size_t contentBytes)
{
    if (packed.size() < BLOSC_MIN_HEADER_LENGTH)
        return {};
    size_t claimed = 0;
    size_t frameBytes = 0;
    size_t ignored = 0;
    blosc_cbuffer_sizes(packed.data(), &claimed, &frameBytes, &ignored);
    const char* codec = blosc_cbuffer_complib(packed.data());
    if (frameBytes > static_cast<size_t>(packed.size()) || codec == nullptr
        || std::strcmp(codec, BLOSC_LZ4_LIBNAME) != 0
        || blosc_cbuffer_validate(packed.data(), frameBytes, &claimed) != 0 || claimed != contentBytes)
        return {};
    return packed.first(static_cast<qsizetype>(frameBytes));
}

} // namespace

std::optional<QByteArray> packContent(QByteArrayView content)
{
    if (content.size() < leastContent)
        return std::nullopt;
    QByteArray packed(worthwhile(content.size()), Qt::Uninitialized);
    qsizetype end = 0;
    for (qsizetype at = 0; at < content.size(); at += blockBytes) {
        const qsizetype size = std::min(blockBytes, content.size() - at);
        const int frame = blosc_compress_ctx(level, BLOSC_SHUFFLE, sampleBytes, static_cast<size_t>(size),
            content.data() + at, packed.data() + end, static_cast<size_t>(packed.size() - end),
            BLOSC_LZ4_COMPNAME, 0, 1);
        const bool isFirst = at == 0;
        if (frame <= 0 || (isFirst && frame > worthwhile(size))) // no room, or nothing gained
            return std::nullopt;
        end += frame;
    }
    packed.truncate(end);
    return packed;
}

std::optional<QByteArray> unpackContent(QByteArrayView packed, quint64 size)
{
    if (size > static_cast<quint64>(packed.size()) * mostRatio)
        return std::nullopt;
    QByteArray content(static_cast<qsizetype>(size), Qt::Uninitialized);
    for (qsizetype at = 0; at < content.size(); at += blockBytes) {
        const auto block = static_cast<size_t>(std::min(blockBytes, content.size() - at));
        const QByteArrayView frame = firstFrame(packed, block);
        if (frame.isEmpty()
            || blosc_decompress_ctx(frame.data(), content.data() + at, block, 1) != static_cast<int>(block))
            return std::nullopt;
        packed = packed.sliced(frame.size());
    }
    if (!packed.isEmpty())
        return std::nullopt;
    return content;
}

} // namespace twinward::ledger
