// Key material as bytes: canonical, and read as hostile input.

#include "base/cbor.h"
#include "ledger/key_exchange.h"

namespace twinward::ledger {

using base::CborReader;
using base::CborWriter;

namespace {

constexpr qint64 materialFormat = 1;
constexpr quint64 maxRows = 200'000;
constexpr quint64 maxRoots = 64; // of one handout

template <class T> T readId(CborReader& reader)
{
    const auto id = T::fromBytes(reader.bytesView());
    if (!id)
        reader.markFailed();
    return id.value_or(T());
}

quint64 readNumber(CborReader& reader, quint64 limit)
{
    const qint64 number = reader.integer();
    if (number < 0 || static_cast<quint64>(number) > limit)
        reader.markFailed();
    return static_cast<quint64>(number);
}

constexpr quint64 anyNumber = std::numeric_limits<qint64>::max();

void write(CborWriter& writer, const SlotRow& row)
{
    writer.array(9).bytes(row.nameHash).integer(row.kind).bytes(row.salt);
    writer.integer(static_cast<qint64>(row.passes)).integer(static_cast<qint64>(row.memoryBytes));
    writer.bytes(row.sealed).bytes(row.user.toBytes()).integer(static_cast<qint64>(row.recorded.packed()));
    writer.bytes(row.signature);
}

SlotRow readSlot(CborReader& reader)
{
    SlotRow row;
    if (reader.enterArray() != 9)
        reader.markFailed();
    row.nameHash = reader.bytes();
    row.kind = static_cast<quint8>(readNumber(reader, 255));
    row.salt = reader.bytes();
    row.passes = readNumber(reader, anyNumber);
    row.memoryBytes = readNumber(reader, anyNumber);
    row.sealed = reader.bytes();
    row.user = readId<record::UserId>(reader);
    row.recorded = base::HybridTime(readNumber(reader, anyNumber));
    row.signature = reader.bytes();
    reader.leaveArray();
    return row;
}

void write(CborWriter& writer, const HandoutRow& row)
{
    writer.array(6).bytes(row.user.toBytes()).integer(row.keyEpoch).bytes(row.author.toBytes());
    writer.integer(static_cast<qint64>(row.recorded.packed())).bytes(row.signature);
    writer.array(2 * row.roots.size());
    for (const auto& [category, sealed] : row.roots)
        writer.integer(static_cast<qint64>(category)).bytes(sealed);
}

HandoutRow readHandout(CborReader& reader)
{
    HandoutRow row;
    if (reader.enterArray() != 6)
        reader.markFailed();
    row.user = readId<record::UserId>(reader);
    row.keyEpoch = static_cast<quint32>(readNumber(reader, std::numeric_limits<quint32>::max()));
    row.author = readId<record::UserId>(reader);
    row.recorded = base::HybridTime(readNumber(reader, anyNumber));
    row.signature = reader.bytes();
    const quint64 parts = reader.enterArray(2 * maxRoots);
    for (quint64 i = 0; i + 1 < parts && !reader.failed(); i += 2) {
        const auto category = static_cast<record::Category>(readNumber(reader, 255));
        row.roots.emplace_back(category, reader.bytes());
    }
    reader.leaveArray();
    reader.leaveArray();
    return row;
}

void write(CborWriter& writer, const TurnRow& row)
{
    writer.array(5).integer(row.keyEpoch).bytes(row.prints).bytes(row.author.toBytes());
    writer.integer(static_cast<qint64>(row.recorded.packed())).bytes(row.signature);
}

TurnRow readTurn(CborReader& reader)
{
    TurnRow row;
    if (reader.enterArray() != 5)
        reader.markFailed();
    row.keyEpoch = static_cast<quint32>(readNumber(reader, std::numeric_limits<quint32>::max()));
    row.prints = reader.bytes();
    row.author = readId<record::UserId>(reader);
    row.recorded = base::HybridTime(readNumber(reader, anyNumber));
    row.signature = reader.bytes();
    reader.leaveArray();
    return row;
}

template <class Row> void writeRows(CborWriter& writer, const std::vector<Row>& rows)
{
    writer.array(rows.size());
    for (const Row& row : rows)
        write(writer, row);
}

template <class Row> void readRows(CborReader& reader, std::vector<Row>& rows, Row (*readRow)(CborReader&))
{
    const quint64 count = reader.enterArray(maxRows);
    for (quint64 i = 0; i < count && !reader.failed(); ++i)
        rows.push_back(readRow(reader));
    reader.leaveArray();
}

} // namespace

QByteArray KeyMaterial::toBytes() const
{
    CborWriter writer;
    writer.array(4).integer(materialFormat);
    writeRows(writer, keySlots);
    writeRows(writer, handouts);
    writeRows(writer, turns);
    return writer.data();
}

std::optional<KeyMaterial> KeyMaterial::fromBytes(const QByteArray& bytes)
{
    CborReader reader(bytes);
    if (reader.enterArray() != 4 || reader.integer() != materialFormat)
        return std::nullopt;
    KeyMaterial material;
    readRows(reader, material.keySlots, &readSlot);
    readRows(reader, material.handouts, &readHandout);
    readRows(reader, material.turns, &readTurn);
    reader.leaveArray();
    if (!reader.atEnd())
        return std::nullopt;
    return material;
}

} // namespace twinward::ledger
