#include "sync_keeper/keeper_pack.h"

#include "base/cbor.h"
#include "ledger/device_keys.h"
#include "ledger/keyless.h"

namespace twinward::sync {

namespace {

constexpr qint64 format = 1;

} // namespace

QByteArray KeeperPack::toBytes() const
{
    base::CborWriter writer;
    writer.array(5).integer(format).bytes(vault).bytes(genesis).bytes(device.toBytes()).bytes(list.toBytes());
    return writer.data();
}

std::optional<KeeperPack> KeeperPack::fromBytes(const QByteArray& bytes)
{
    base::CborReader reader(bytes);
    if (reader.enterArray() != 5 || reader.integer() != format)
        return std::nullopt;
    KeeperPack pack;
    pack.vault = reader.bytes();
    pack.genesis = reader.bytes();
    const auto device = record::DeviceId::fromBytes(reader.bytesView());
    auto list = DeviceList::fromBytes(reader.bytes());
    reader.leaveArray();
    if (!reader.atEnd() || !device || !list || pack.vault.size() != 16 || pack.genesis.size() != 32)
        return std::nullopt;
    pack.device = *device;
    pack.list = std::move(*list);
    return pack;
}

base::Result<KeeperPack> admitKeeper(ledger::Vault& vault, const ledger::JoinRequest& request)
{
    if (const auto admitted = ledger::admitKeyless(vault, request); !admitted)
        return base::fail(admitted.error());
    auto list = writeDeviceList(vault);
    if (!list)
        return base::fail(list.error());
    return KeeperPack{ledger::vaultId(vault), ledger::genesisOf(vault), request.device, std::move(*list)};
}

} // namespace twinward::sync
