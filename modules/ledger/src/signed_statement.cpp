#include "ledger/signed_statement.h"

#include "base/cbor.h"

namespace twinward::ledger {

QByteArray SignedStatement::toBytes() const
{
    base::CborWriter writer;
    writer.array(2).bytes(statement).bytes(signature);
    return writer.data();
}

std::optional<SignedStatement> SignedStatement::fromBytes(const QByteArray& bytes, qsizetype maxBytes)
{
    if (bytes.size() > maxBytes)
        return std::nullopt;
    base::CborReader reader(bytes);
    if (reader.enterArray() != 2)
        return std::nullopt;
    SignedStatement read;
    read.statement = reader.bytes();
    read.signature = reader.bytes();
    reader.leaveArray();
    return reader.atEnd() ? std::optional(std::move(read)) : std::nullopt;
}

} // namespace twinward::ledger
