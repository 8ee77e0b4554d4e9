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

} // namespace twinward::sync
