#include "sync_net/join.h"

#include "base/cbor.h"
#include "kept_p.h"
#include "ledger/device_keys.h"

#include <algorithm>

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr qint64 answerFormat = 1; // more may stand at its end
constexpr size_t maxOthers = 500; // computers of one clinic that are vouched for
constexpr size_t maxAddresses = 100;
constexpr qsizetype maxAddressChars = 300;

// What the host says: [format, pack, its device, its key, its port, [[device, key]...], [address...]].
struct Answer
{
    ledger::JoinPack pack;
    std::vector<PinnedDevice> pinned; // the host first
    quint16 port = 0; // of the host
    std::vector<PeerAddress> addresses; // where others might be

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static std::optional<Answer> fromBytes(const QByteArray& bytes);
};

PinnedDevice readPinned(base::CborReader& reader)
{
    const auto device = record::DeviceId::fromBytes(reader.bytesView());
    QByteArray signingKey = reader.bytes();
    if (!device || device->isNull() || signingKey.size() != 32)
        reader.markFailed();
    return {device.value_or(record::DeviceId()), std::move(signingKey)};
}

void readOthers(base::CborReader& reader, Answer& answer)
{
    for (quint64 left = reader.enterArray(maxOthers); left > 0 && !reader.failed(); --left) {
        reader.enterArray();
        answer.pinned.push_back(readPinned(reader));
        reader.leaveArray();
    }
    reader.leaveArray();
    for (quint64 left = reader.enterArray(maxAddresses); left > 0 && !reader.failed(); --left) {
        const QString text = reader.text();
        const auto address = text.size() <= maxAddressChars ? PeerAddress::fromText(text, 0) : std::nullopt;
        if (address && address->port != 0)
            answer.addresses.push_back(*address);
        else
            reader.markFailed();
    }
    reader.leaveArray();
}

QByteArray Answer::toBytes() const
{
    base::CborWriter writer;
    writer.array(7).integer(answerFormat).bytes(pack.toBytes());
    writer.bytes(pinned.front().device.toBytes()).bytes(pinned.front().signingKey).integer(port);
    writer.array(pinned.size() - 1);
    for (size_t i = 1; i < pinned.size(); ++i)
        writer.array(2).bytes(pinned[i].device.toBytes()).bytes(pinned[i].signingKey);
    writer.array(addresses.size());
    for (const PeerAddress& address : addresses)
        writer.text(address.toText());
    return writer.data();
}

std::optional<Answer> Answer::fromBytes(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    const quint64 size = reader.enterArray();
    if (size < 5 || reader.integer() != answerFormat)
        return std::nullopt;
    auto pack = ledger::JoinPack::fromBytes(reader.bytes());
    Answer answer;
    answer.pinned.push_back(readPinned(reader));
    const qint64 port = reader.integer();
    if (size >= 7) // fewer, where the host's version names nobody else
        readOthers(reader, answer);
    reader.leaveArray();
    if (!reader.atEnd() || !pack || port < 0 || port > 65'535)
        return std::nullopt;
    answer.pack = std::move(*pack);
    answer.port = static_cast<quint16>(port);
    return answer;
}

// The host, and whom its roster names and has not removed.
std::vector<PinnedDevice> vouchedFor(const ledger::Vault& vault, record::DeviceId newcomer)
{
    std::vector<PinnedDevice> all{{vault.device(), ledger::deviceSigningKey(vault)}};
    const record::Roster roster = vault.roster();
    for (const auto& [device, enrolled] : roster.devices()) {
        const bool isOther = device != vault.device() && device != newcomer;
        if (isOther && !roster.removedDevices().contains(device) && all.size() <= maxOthers)
            all.push_back({device, enrolled.signingKey});
    }
    return all;
}

// What people typed here, or where somebody was met: on another computer the same, but for a link-local one,
// which names an interface of this.
std::vector<PeerAddress> addressesToTry(const ledger::Vault& vault)
{
    std::vector<PeerAddress> all = Kept::read(vault).addresses;
    std::erase_if(
        all, [](const PeerAddress& address) { return address.host.contains(u'%') || address.port == 0; });
    all.resize(std::min(all.size(), maxAddresses));
    return all;
}

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
    auto pack = ledger::admitDevice(vault, *request);
    if (!pack)
        return base::fail(pack.error());
    Answer answer;
    answer.pinned = vouchedFor(vault, request->device);
    answer.port = servicePort;
    answer.addresses = addressesToTry(vault);
    answer.pack = std::move(*pack);
    return answer.toBytes();
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
    kept.pinned = given->pinned;
    if (const auto address = PeerAddress::fromText(hostAddress, given->port))
        kept.addresses.push_back({address->host, given->port});
    for (const PeerAddress& address : given->addresses) {
        if (std::count(kept.addresses.begin(), kept.addresses.end(), address) == 0)
            kept.addresses.push_back(address);
    }
    if (const auto written = kept.write(**vault); !written)
        return base::fail(written.error());
    return vault;
}

} // namespace twinward::sync
