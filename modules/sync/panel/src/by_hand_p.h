#pragma once

// What people carry between computers by hand: letters on a stick, a clinic's card, a keeper's request. Read
// and written beside the window.

#include "ledger/clinic_card.h"
#include "ledger/joining.h"
#include "sync/post.h"

namespace twinward::sync {

// ---- letters, in a folder ----
[[nodiscard]] base::Result<PostReport> leaveOnStick(ledger::Vault& vault, const QString& folder);
// What came for this clinic; the answers are left there.
[[nodiscard]] base::Result<PostReport> takeFromStick(ledger::Vault& vault, const QString& folder);

// ---- a clinic's card ----
[[nodiscard]] base::Status writeOwnCard(ledger::Vault& vault, const QString& path);
struct BothCards
{
    ledger::ClinicCard theirs;
    ledger::ClinicCard own;
};
// InvalidInput for a file that is no card.
[[nodiscard]] base::Result<BothCards> readCard(ledger::Vault& vault, const QString& path);

// ---- a keeper ----
// What the computer that wants to keep wrote. InvalidInput for another file.
[[nodiscard]] base::Result<ledger::JoinRequest> readKeeperRequest(const QString& path);
// Lets it in, and writes what it needs.
[[nodiscard]] base::Status admitKeeperTo(
    ledger::Vault& vault, const ledger::JoinRequest& request, const QString& path);

} // namespace twinward::sync
