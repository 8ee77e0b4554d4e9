#pragma once

// How a computer becomes a clinic's keeper: it asks (ledger::NewDevice::named), a computer that may admit
// others admits it without keys, and what it is given here makes its folder. It learns who is of the clinic
// and the number by which its devices know each other; nothing that opens anything.

#include "ledger/joining.h"
#include "sync/device_list.h"

namespace twinward::sync {

struct KeeperPack
{
    QByteArray vault; // its id: known to every device of the clinic and nobody else
    QByteArray genesis; // hash of the clinic's first commit
    record::DeviceId device; // that was admitted
    DeviceList list; // of who admitted it: the first that is believed

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static std::optional<KeeperPack> fromBytes(const QByteArray& bytes);
};

// Administrators and the founder admit keepers; errors as ledger::admitKeyless(). Admitting one twice gives
// the pack again.
[[nodiscard]] base::Result<KeeperPack> admitKeeper(ledger::Vault& vault, const ledger::JoinRequest& request);

// On the computer that shall be a keeper, before it is one: makes the folder and this device's key in it, and
// gives what is to be admitted; the same again until it is a keeper. InvalidInput where one is already, or
// for an empty name; the disk's errors.
[[nodiscard]] base::Result<ledger::JoinRequest> askToKeep(const QString& folder, const QString& name);
// With what the clinic gave for it. Errors as KeeperStore::create(), NotFound where nothing was asked.
base::Status becomeKeeper(const QString& folder, const KeeperPack& pack);

} // namespace twinward::sync
