// What a device signs of the chains on its disk: as bytes, made and checked.

#include "ledger/device_keys.h"
#include "ledger/signed_statement.h"
#include "ledger/witness.h"

#include "base/cbor.h"
#include "witness_p.h"

#include <algorithm>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr qsizetype maxBytes = 4 << 20;

} // namespace

QByteArray statementOf(const Cosignature& said)
{
    base::CborWriter writer;
    writer.array(6)
        .bytes(said.device.toBytes())
        .bytes(said.vault)
        .integer(said.ownEpoch)
        .integer(static_cast<qint64>(said.ownSeq))
        .integer(static_cast<qint64>(said.at.packed()));
    writer.array(said.holds.size());
    for (const ChainHead& head : said.holds) {
        writer.array(3);
        writer.array(2).bytes(head.chain.device.toBytes()).integer(head.chain.epoch);
        writer.integer(static_cast<qint64>(head.seq)).bytes(head.commit.toBytes());
    }
    return writer.data();
}

namespace {

template <class T> T readNamed(base::CborReader& reader)
{
    const auto name = T::fromBytes(reader.bytesView());
    if (!name)
        reader.markFailed();
    return name.value_or(T());
}

template <class T> T readNumber(base::CborReader& reader)
{
    const qint64 number = reader.integer();
    if (number < 0 || static_cast<quint64>(number) > std::numeric_limits<T>::max())
        reader.markFailed();
    return static_cast<T>(number);
}

ChainHead readHead(base::CborReader& reader)
{
    ChainHead head;
    reader.enterArray();
    reader.enterArray();
    head.chain.device = readNamed<record::DeviceId>(reader);
    head.chain.epoch = readNumber<quint32>(reader);
    reader.leaveArray();
    head.seq = readNumber<quint64>(reader);
    head.commit = readNamed<base::Hash256>(reader);
    reader.leaveArray();
    return head;
}

// A newer writer's further fields are passed over: they are signed all the same.
std::optional<Cosignature> readStatement(const QByteArray& statement)
{
    base::CborReader reader(statement);
    Cosignature said;
    reader.enterArray();
    said.device = readNamed<record::DeviceId>(reader);
    said.vault = reader.bytes();
    said.ownEpoch = readNumber<quint32>(reader);
    said.ownSeq = readNumber<quint64>(reader);
    said.at = base::HybridTime(readNumber<quint64>(reader));
    const quint64 heads = reader.enterArray();
    for (quint64 i = 0; i < heads && !reader.failed(); ++i)
        said.holds.push_back(readHead(reader));
    reader.leaveArray();
    reader.leaveArray();
    return reader.atEnd() ? std::optional<Cosignature>(std::move(said)) : std::nullopt;
}

} // namespace

QByteArray Cosignature::toBytes() const
{
    return SignedStatement{statement, signature}.toBytes();
}

std::optional<Cosignature> Cosignature::fromBytes(const QByteArray& bytes)
{
    const auto envelope = SignedStatement::fromBytes(bytes, maxBytes);
    auto said = envelope ? readStatement(envelope->statement) : std::nullopt;
    if (said) {
        said->statement = envelope->statement;
        said->signature = envelope->signature;
    }
    return said;
}

base::Result<Cosignature> cosign(const Vault& vault)
{
    auto held = heads(vault);
    if (!held)
        return base::fail(held.error());
    Cosignature said;
    said.device = vault.device();
    said.vault = vaultId(vault);
    said.ownEpoch = ownEpoch(vault);
    said.holds = std::move(*held);
    for (const ChainHead& head : said.holds) {
        if (head.chain.device == said.device && head.chain.epoch == said.ownEpoch)
            said.ownSeq = std::max(said.ownSeq, head.seq);
    }
    said.at = base::HybridTime(static_cast<quint64>(Vault::Private::of(vault).options.wallClock()), 0);
    said.statement = statementOf(said);
    auto signature = signAsDevice(vault, cosignaturePurpose, said.statement);
    if (!signature)
        return base::fail(signature.error());
    said.signature = std::move(*signature);
    return said;
}

bool cosignatureHolds(QByteArrayView signingKey, const Cosignature& cosignature)
{
    return deviceSigned(signingKey, cosignaturePurpose, cosignature.statement, cosignature.signature);
}

base::Status verifyCosignature(const Vault& vault, const Cosignature& cosignature)
{
    const record::Roster roster = vault.roster();
    const auto device = roster.devices().find(cosignature.device);
    if (device == roster.devices().end() || roster.removedDevices().contains(cosignature.device)
        || cosignature.vault != vaultId(vault)) {
        return base::fail(ErrorCode::NotAuthorised,
            QStringLiteral("A receipt is not from a computer of this clinic"), cosignature.device.toString());
    }
    if (!cosignatureHolds(device->second.signingKey, cosignature)) {
        return base::fail(ErrorCode::IntegrityBroken, QStringLiteral("A receipt's signature does not hold"),
            cosignature.device.toString());
    }
    return {};
}

} // namespace twinward::ledger
