#include "relay_memory_p.h"

#include "base/cbor.h"

namespace twinward::sync {

namespace {

constexpr qint64 format = 1;

void write(base::CborWriter& writer, const std::vector<ledger::ChainHead>& heads)
{
    writer.array(heads.size());
    for (const ledger::ChainHead& head : heads) {
        writer.array(4)
            .bytes(head.chain.device.toBytes())
            .integer(head.chain.epoch)
            .integer(static_cast<qint64>(head.seq))
            .bytes(head.commit.toBytes());
    }
}

template <class T> T readId(base::CborReader& reader)
{
    const auto id = T::fromBytes(reader.bytes());
    if (!id)
        reader.markFailed();
    return id.value_or(T());
}

std::vector<ledger::ChainHead> readHeads(base::CborReader& reader)
{
    std::vector<ledger::ChainHead> heads;
    const quint64 size = reader.enterArray();
    for (quint64 i = 0; i < size && !reader.failed(); ++i) {
        ledger::ChainHead head;
        reader.enterArray();
        head.chain.device = readId<record::DeviceId>(reader);
        head.chain.epoch = static_cast<quint32>(reader.integer());
        head.seq = static_cast<quint64>(reader.integer());
        head.commit = readId<record::CommitId>(reader);
        reader.leaveArray();
        heads.push_back(head);
    }
    reader.leaveArray();
    return heads;
}

} // namespace

QByteArray RelayMemory::toBytes() const
{
    base::CborWriter writer;
    writer.array(9).integer(format).integer(static_cast<qint64>(mark));
    writer.array(carried.size());
    for (const CarriedLetter& letter : carried)
        writer.array(2).bytes(letter.id.toBytes()).boolean(letter.hasCommits);
    write(writer, from);
    write(writer, upTo);
    write(writer, said);
    writer.integer(leftMs).integer(timesAgain);
    writer.array(writers.size());
    for (const record::DeviceId& device : writers)
        writer.bytes(device.toBytes());
    return writer.data();
}

RelayMemory RelayMemory::fromBytes(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    RelayMemory memory;
    if (reader.enterArray() != 9 || reader.integer() != format)
        return {};
    memory.mark = static_cast<quint64>(reader.integer());
    const quint64 letters = reader.enterArray();
    for (quint64 i = 0; i < letters && !reader.failed(); ++i) {
        CarriedLetter letter;
        reader.enterArray();
        letter.id = readId<base::Hash256>(reader);
        letter.hasCommits = reader.boolean();
        reader.leaveArray();
        memory.carried.push_back(letter);
    }
    reader.leaveArray();
    memory.from = readHeads(reader);
    memory.upTo = readHeads(reader);
    memory.said = readHeads(reader);
    memory.leftMs = reader.integer();
    memory.timesAgain = static_cast<int>(reader.integer());
    const quint64 writers = reader.enterArray();
    for (quint64 i = 0; i < writers && !reader.failed(); ++i)
        memory.writers.insert(readId<record::DeviceId>(reader));
    reader.leaveArray();
    reader.leaveArray();
    return reader.atEnd() ? memory : RelayMemory();
}

} // namespace twinward::sync
