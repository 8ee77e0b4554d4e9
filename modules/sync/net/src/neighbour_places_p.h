#pragma once

// Where other clinics' computers may be reached, as people typed it and as one was last met: kept from one
// start to the next, sealed in the vault for who is signed in. Hints and no more.

#include "ledger/vault.h"
#include "sync_net/address.h"

#include <map>

namespace twinward::sync {

struct NeighbourPlaces
{
    struct Of
    {
        std::vector<PeerAddress> typed;
        std::optional<PeerAddress> met;
        friend bool operator==(const Of&, const Of&) = default;
    };
    std::map<record::ClinicId, Of> clinics;

    // What can't be read counts as nothing.
    [[nodiscard]] static NeighbourPlaces read(const ledger::Vault& vault);
    [[nodiscard]] base::Status write(ledger::Vault& vault) const;
};

} // namespace twinward::sync
