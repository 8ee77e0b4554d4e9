// Commits as byte strings for a frame or a bundle.

#include "base/cbor.h"
#include "ledger/replica.h"

namespace twinward::ledger {

namespace {

constexpr qint64 wireFormat = 1;
constexpr quint64 maxSegments = 1'000'000;

} // namespace

qsizetype sizeOf(const WireCommit& commit)
{
    qsizetype size = commit.header.size() + commit.deviceSignature.size() + commit.authorSignature.size();
    for (const WireSegment& segment : commit.segments)
        size += segment.body.size() + segment.sources.size();
    return size;
}

QByteArray encodeCommit(const WireCommit& commit)
{
    base::CborWriter writer;
    writer.array(5).integer(wireFormat).bytes(commit.header).bytes(commit.deviceSignature);
    writer.bytes(commit.authorSignature).array(2 * commit.segments.size());
    for (const WireSegment& segment : commit.segments)
        writer.bytes(segment.body).bytes(segment.sources);
    return writer.data();
}

std::optional<WireCommit> decodeCommit(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    if (reader.enterArray() != 5 || reader.integer() != wireFormat)
        return std::nullopt;
    WireCommit commit;
    commit.header = reader.bytes();
    commit.deviceSignature = reader.bytes();
    commit.authorSignature = reader.bytes();
    const quint64 parts = reader.enterArray(2 * maxSegments);
    for (quint64 i = 0; i + 1 < parts && !reader.failed(); i += 2) {
        WireSegment segment;
        segment.body = reader.bytes();
        segment.sources = reader.bytes();
        commit.segments.push_back(std::move(segment));
    }
    reader.leaveArray();
    reader.leaveArray();
    if (parts % 2 != 0 || !reader.atEnd())
        return std::nullopt;
    return commit;
}

} // namespace twinward::ledger
