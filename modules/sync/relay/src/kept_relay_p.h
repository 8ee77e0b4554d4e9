#pragma once

// Where the relay is and the password there, in the vault, sealed for who is signed in.

#include "sync_relay/relay_address.h"

#include "ledger/vault.h"

#include <optional>

namespace twinward::sync {

struct KeptRelay
{
    std::optional<RelayAddress> address; // with its password
    bool isPaused = false;

    // None is kept, or one that can't be read any more, is an empty one.
    [[nodiscard]] static base::Result<KeptRelay> load(const ledger::Vault& vault);
    [[nodiscard]] base::Status save(ledger::Vault& vault) const;
};

} // namespace twinward::sync
