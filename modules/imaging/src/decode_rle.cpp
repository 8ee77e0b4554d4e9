#include "decode_p.h"

#include <QtEndian>

namespace twinward::imaging {

namespace {

// One byte of every sample of a plane, unpacked (PS3.5 G.3.2) to every `stride`-th byte of `out`. False where
// the segment ends before the plane is full or a run leaves it.
bool unpackSegment(QByteArrayView segment, qsizetype count, qsizetype stride, char* out)
{
    qsizetype written = 0;
    qsizetype at = 0;
    while (written < count) {
        if (at >= segment.size())
            return false;
        const auto control = static_cast<qint8>(segment[at++]);
        if (control == -128)
            continue;
        const qsizetype length = control >= 0 ? control + 1 : 1 - control;
        const qsizetype stored = control >= 0 ? length : 1;
        if (at + stored > segment.size() || written + length > count)
            return false;
        for (qsizetype i = 0; i < length; ++i)
            out[(written + i) * stride] = segment[at + (control >= 0 ? i : 0)];
        written += length;
        at += stored;
    }
    return true;
}

tl::unexpected<base::Error> damaged(const QString& what)
{
    return base::fail(base::ErrorCode::InvalidInput, what);
}

} // namespace

// PS3.5 annex G: sixteen longs say how many segments there are and where; each is one byte of one sample, the
// highest first.
base::Result<Decoded> decodeRle(const PixelFormat& format, const QByteArray& stream)
{
    const int width = format.bitsAllocated / 8;
    const int segments = format.samples * width;
    if (stream.size() < 64)
        return damaged(QStringLiteral("The RLE frame is cut short"));
    const auto word = [&](int i) { return qFromLittleEndian<quint32>(stream.constData() + 4 * i); };
    if (segments > 15 || word(0) != static_cast<quint32>(segments))
        return damaged(QStringLiteral("The RLE frame has %1 segments, the header asks for %2")
                           .arg(word(0))
                           .arg(segments));
    const qsizetype pixels = qsizetype(format.rows) * format.columns;
    Decoded decoded;
    decoded.samples.resize(pixels * segments);
    for (int i = 0; i < segments; ++i) {
        const qsizetype begin = word(i + 1);
        const qsizetype end = i + 1 < segments ? word(i + 2) : stream.size();
        if (begin < 64 || end > stream.size() || begin > end)
            return damaged(QStringLiteral("The RLE frame's segments are damaged"));
        const int sample = i / width;
        const int byte = Q_BYTE_ORDER == Q_LITTLE_ENDIAN ? width - 1 - i % width : i % width;
        char* out = decoded.samples.data() + qsizetype(sample) * width + byte;
        if (!unpackSegment(QByteArrayView(stream).sliced(begin, end - begin), pixels, segments, out))
            return damaged(QStringLiteral("The RLE frame is damaged or cut short"));
    }
    decoded.isRgb = format.photometric == QLatin1String("RGB");
    return decoded;
}

} // namespace twinward::imaging
