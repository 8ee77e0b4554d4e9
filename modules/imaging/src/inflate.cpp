#include "structure_p.h"

#include <algorithm>
#include <zlib.h>

namespace twinward::imaging {

base::Result<Inflated> inflate(QByteArrayView bytes, const Structure& deflated, const QString& name)
{
    const QByteArrayView packed = bytes.sliced(deflated.datasetOffset);
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return base::fail(base::ErrorCode::Io, QStringLiteral("Not enough memory to unpack"), name);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(std::min<qsizetype>(packed.size(), 0xFFFFFFFF));
    Inflated result;
    const qint64 limit = std::min(maxInflated, (qint64(64) << 20) + packed.size() * 100);
    QByteArray chunk(1 << 16, Qt::Uninitialized);
    int state = Z_OK;
    while (state == Z_OK && result.bytes.size() <= limit) {
        stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
        stream.avail_out = static_cast<uInt>(chunk.size());
        state = ::inflate(&stream, Z_NO_FLUSH);
        result.bytes.append(chunk.constData(), chunk.size() - static_cast<qsizetype>(stream.avail_out));
    }
    inflateEnd(&stream);
    if (state != Z_STREAM_END)
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral(
                "The deflated dataset is damaged, cut short or unpacks to more than it could hold"),
            name);
    result.structure = deflated;
    result.structure.datasetOffset = 0;
    result.structure.encoding = Encoding::ExplicitLittle;
    if (auto walked = walkDataset(result.bytes, name, result.structure); !walked)
        return base::fail(walked.error());
    return result;
}

} // namespace twinward::imaging
