#include "sync_net/join.h"

#include "base/cbor.h"
#include "kept_p.h"
#include "ledger/device_keys.h"

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr qint64 answerFormat = 1;

struct Answer
{
    ledger::JoinPack pack;
    PinnedDevice host;
    quint16 port = 0;

    static std::optional<Answer> fromBytes(const QByteArray& bytes)
    {
        base::CborReader reader(bytes);
        if (reader.enterArray() < 5 || reader.integer() != answerFormat)
            return std::nullopt;
        auto pack = ledger::JoinPack::fromBytes(reader.bytes());
        const auto host = record::DeviceId::fromBytes(reader.bytesView());
        QByteArray signingKey = reader.bytes();
        const qint64 port = reader.integer();
        reader.leaveArray();
        if (!reader.atEnd() || !pack || !host || host->isNull() || signingKey.size() != 32 || port < 0
            || port > 65'535)
            return std::nullopt;
        return Answer{std::move(*pack), {*host, std::move(signingKey)}, static_cast<quint16>(port)};
    }
};

} // namespace

std::optional<ledger::JoinRequest> joinAsked(const QByteArray& offered)
{
    return ledger::JoinRequest::fromBytes(offered);
}

base::Result<QByteArray> admit(ledger::Vault& vault, const QByteArray& offered, quint16 servicePort)
{
    const auto request = joinAsked(offered);
    if (!request) {
        return base::fail(ErrorCode::InvalidInput,
            QStringLiteral("The other computer did not ask to join as it should"), {},
            QStringLiteral("Bring both to the same version, and begin again."));
    }
    const auto pack = ledger::admitDevice(vault, *request);
    if (!pack)
        return base::fail(pack.error());
    base::CborWriter writer;
    writer.array(5).integer(answerFormat).bytes(pack->toBytes()).bytes(vault.device().toBytes());
    writer.bytes(ledger::deviceSigningKey(vault)).integer(servicePort);
    return writer.data();
}

base::Result<std::unique_ptr<ledger::Vault>> completeJoin(const QString& folder, const QByteArray& answer,
    const ledger::NewDevice& device, const QString& hostAddress, const QString& userName,
    const ledger::Secret& passphrase, const ledger::VaultOptions& options)
{
    auto given = Answer::fromBytes(answer);
    if (!given) {
        return base::fail(ErrorCode::InvalidInput,
            QStringLiteral("What the other computer gave can't be understood"), {},
            QStringLiteral("Bring both to the same version, and begin again."));
    }
    auto vault = ledger::join(folder, given->pack, device, userName, passphrase, options);
    if (!vault)
        return vault;
    Kept kept = Kept::read(**vault);
    kept.pinned = {given->host};
    if (const auto address = PeerAddress::fromText(hostAddress, given->port))
        kept.addresses.push_back({address->host, given->port});
    if (const auto written = kept.write(**vault); !written)
        return base::fail(written.error());
    return vault;
}

} // namespace twinward::sync
