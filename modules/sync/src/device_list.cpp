#include "sync/device_list.h"

#include "base/cbor.h"
#include "ledger/device_keys.h"
#include "ledger/signed_statement.h"

namespace twinward::sync {

namespace {

constexpr QByteArrayView purpose("device list");
constexpr qint64 format = 1;
constexpr quint64 maxDevices = 100'000;
constexpr qsizetype maxBytes = 8 << 20;

QByteArray statementOf(const DeviceList& list)
{
    base::CborWriter writer;
    writer.array(4).integer(format).bytes(list.vault).bytes(list.signer.toBytes());
    writer.array(list.devices.size());
    for (const auto& [device, listed] : list.devices) {
        writer.array(4)
            .bytes(device.toBytes())
            .bytes(listed.signingKey)
            .boolean(listed.holdsKeys)
            .boolean(listed.isRemoved);
    }
    return writer.data();
}

record::DeviceId readDevice(base::CborReader& reader)
{
    const auto device = record::DeviceId::fromBytes(reader.bytesView());
    if (!device || device->isNull())
        reader.markFailed();
    return device.value_or(record::DeviceId());
}

std::optional<DeviceList> readStatement(const QByteArray& statement)
{
    base::CborReader reader(statement);
    if (reader.enterArray() < 4 || reader.integer() != format)
        return std::nullopt;
    DeviceList list;
    list.vault = reader.bytes();
    list.signer = readDevice(reader);
    const quint64 count = reader.enterArray(maxDevices);
    for (quint64 i = 0; i < count && !reader.failed(); ++i) {
        reader.enterArray();
        const record::DeviceId device = readDevice(reader);
        ListedDevice& listed = list.devices[device];
        listed.signingKey = reader.bytes();
        listed.holdsKeys = reader.boolean();
        listed.isRemoved = reader.boolean();
        reader.leaveArray();
    }
    reader.leaveArray();
    reader.leaveArray();
    return reader.atEnd() ? std::optional(std::move(list)) : std::nullopt;
}

} // namespace

QByteArray DeviceList::toBytes() const
{
    return ledger::SignedStatement{statement, signature}.toBytes();
}

std::optional<DeviceList> DeviceList::fromBytes(const QByteArray& bytes)
{
    const auto envelope = ledger::SignedStatement::fromBytes(bytes, maxBytes);
    auto list = envelope ? readStatement(envelope->statement) : std::nullopt;
    if (list) {
        list->statement = envelope->statement;
        list->signature = envelope->signature;
    }
    return list;
}

bool DeviceList::isSignedWith(QByteArrayView signingKey) const
{
    return ledger::deviceSigned(signingKey, purpose, statement, signature);
}

base::Result<DeviceList> writeDeviceList(const ledger::Vault& vault)
{
    const record::Roster roster = vault.roster();
    DeviceList list;
    list.vault = ledger::vaultId(vault);
    list.signer = vault.device();
    for (const auto& [device, enrolled] : roster.devices()) {
        list.devices[device]
            = {enrolled.signingKey, enrolled.holdsKeys, roster.removedDevices().contains(device)};
    }
    list.statement = statementOf(list);
    auto signature = ledger::signAsDevice(vault, purpose, list.statement);
    if (!signature)
        return base::fail(signature.error());
    list.signature = std::move(*signature);
    return list;
}

} // namespace twinward::sync
