#include "commit_header_p.h"

#include "base/cbor.h"

#include <cstring>
#include <limits>

namespace twinward::ledger {

namespace {

constexpr qint64 headerFormat = 1;
constexpr quint64 maxSegments = 1'000'000;

template <class T> T readId(base::CborReader& reader)
{
    const auto id = T::fromBytes(reader.bytes());
    if (!id)
        reader.markFailed();
    return id.value_or(T());
}

base::Hash256 readHash(base::CborReader& reader)
{
    if (reader.skipNull())
        return {};
    return readId<base::Hash256>(reader);
}

template <class T> T readNumber(base::CborReader& reader)
{
    const qint64 number = reader.integer();
    if (number < 0 || static_cast<quint64>(number) > std::numeric_limits<T>::max())
        reader.markFailed();
    return static_cast<T>(number);
}

void writeHash(base::CborWriter& writer, const base::Hash256& hash)
{
    if (hash.isNull())
        writer.null();
    else
        writer.bytes(hash.toBytes());
}

void writeSegment(base::CborWriter& writer, const SegmentEntry& segment)
{
    writer.array(6)
        .integer(static_cast<qint64>(segment.category))
        .bytes(toBytes(segment.tag))
        .integer(segment.keyEpoch)
        .integer(segment.events);
    writeHash(writer, segment.body);
    writeHash(writer, segment.source);
}

SegmentEntry readSegment(base::CborReader& reader)
{
    SegmentEntry segment;
    if (reader.enterArray() != 6)
        reader.markFailed();
    segment.category = static_cast<record::Category>(readNumber<quint8>(reader));
    const QByteArray tag = reader.bytes();
    if (static_cast<size_t>(tag.size()) == segment.tag.size())
        std::memcpy(segment.tag.data(), tag.constData(), segment.tag.size());
    else
        reader.markFailed();
    segment.keyEpoch = readNumber<quint32>(reader);
    segment.events = readNumber<quint32>(reader);
    segment.body = readHash(reader);
    segment.source = readHash(reader);
    reader.leaveArray();
    return segment;
}

} // namespace

QByteArray encodeHeader(const CommitHeader& header)
{
    base::CborWriter writer;
    writer.array(9)
        .integer(headerFormat)
        .bytes(header.vault.toBytes())
        .bytes(header.device.toBytes())
        .integer(header.epoch)
        .integer(static_cast<qint64>(header.seq));
    writeHash(writer, header.previous);
    writer.integer(static_cast<qint64>(header.recorded.packed())).bytes(header.author.toBytes());
    writer.array(header.segments.size());
    for (const SegmentEntry& segment : header.segments)
        writeSegment(writer, segment);
    return writer.data();
}

std::optional<CommitHeader> decodeHeader(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    CommitHeader header;
    if (reader.enterArray() != 9 || reader.integer() != headerFormat)
        return std::nullopt;
    header.vault = readId<VaultId>(reader);
    header.device = readId<record::DeviceId>(reader);
    header.epoch = readNumber<quint32>(reader);
    header.seq = readNumber<quint64>(reader);
    header.previous = readHash(reader);
    header.recorded = base::HybridTime(readNumber<quint64>(reader));
    header.author = readId<record::UserId>(reader);
    const quint64 segments = reader.enterArray(maxSegments);
    for (quint64 i = 0; i < segments && !reader.failed(); ++i)
        header.segments.push_back(readSegment(reader));
    reader.leaveArray();
    reader.leaveArray();
    if (!reader.atEnd() || encodeHeader(header) != bytes)
        return std::nullopt;
    return header;
}

Binding deviceSigns()
{
    return Binding("twinward commit signed by device 1");
}

Binding authorSigns()
{
    return Binding("twinward commit signed by author 1");
}

} // namespace twinward::ledger
