#pragma once

// What the service remembers from one start to the next, sealed in the vault for who is signed in: it is not
// part of the record.

#include "ledger/vault.h"
#include "sync/conversation.h"
#include "sync_net/address.h"

#include <set>

namespace twinward::sync {

// A device whose key was shown or told by a pairing: believed until the roster has arrived that vouches for
// it.
struct PinnedDevice
{
    record::DeviceId device;
    QByteArray signingKey; // Ed25519
    friend bool operator==(const PinnedDevice&, const PinnedDevice&) = default;
};

struct Kept
{
    std::vector<PeerAddress> addresses; // typed by hand, or where a device was met
    std::set<record::DeviceId> destinations;
    BlobPolicy images = BlobPolicy::OnDemand;
    std::vector<PinnedDevice> pinned;

    // What can't be read counts as nothing.
    [[nodiscard]] static Kept read(const ledger::Vault& vault);
    [[nodiscard]] base::Status write(ledger::Vault& vault) const;
};

} // namespace twinward::sync
