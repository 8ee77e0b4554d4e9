#pragma once

// What goes through a pairing when a new computer joins a clinic, on both sides. The computer that let it in
// is pinned in the new vault, and with it those that it vouches for: the devices of its roster that are not
// removed, keepers too. Until the new computer's own enrolment has arrived there, these are believed, so that
// any of them can fill it while the host is off.
//
// From then on the roster alone counts, and as soon as it names one of them as removed, that one is cut off.
// One that was removed after the host's answer can keep the news of it to itself for as long as the new
// computer meets nobody else, as it can towards any computer that has not heard; what it writes after its
// removal counts for nothing once the news is here (ledger/replica.h).
//
// Host: PairingHost(Join) ► offered() ► joinAsked() shows the name ► admit() on a worker thread ► answer().
// Guest: NewDevice::named() ► PairingGuest(Join, request.toBytes()) ► answer() ► completeJoin() on a worker
// thread, again with another passphrase where it was wrong ► Service::run().

#include "ledger/joining.h"

namespace twinward::sync {

// Who asks; none for what is no request. Whether who asks signed it, admit() looks. Does not wait.
[[nodiscard]] std::optional<ledger::JoinRequest> joinAsked(const QByteArray& offered);

// Admits the device and packs what it is to be given. servicePort: SyncStatus::port. Waits for the disk.
// Errors as ledger::admitDevice().
[[nodiscard]] base::Result<QByteArray> admit(
    ledger::Vault& vault, const QByteArray& offered, quint16 servicePort);

// Makes the vault, pins the host in it and notes where it was met. Waits, for the passphrase's hashing too.
// Errors as ledger::join(); InvalidInput for an answer that is none.
[[nodiscard]] base::Result<std::unique_ptr<ledger::Vault>> completeJoin(const QString& folder,
    const QByteArray& answer, const ledger::NewDevice& device, const QString& hostAddress,
    const QString& userName, const ledger::Secret& passphrase, const ledger::VaultOptions& options = {});

} // namespace twinward::sync
