#pragma once

// Makes a vault and fills it with an invented clinic, signed by the people who would have signed: years
// brought over in bulk when the clinic began to use Twinward, then what came since as it came.

#include "demo/clinic.h"
#include "ledger/vault.h"

namespace twinward::demo {

struct FillRequest
{
    QString folder;
    QString userName; // the first user, a physician
    ClinicPlan plan;
    int passphraseMs = 500; // as ledger::VaultOptions
};

struct FillReport
{
    quint64 patients = 0;
    quint64 events = 0;
    quint64 commits = 0;
    ledger::Secret recoveryCode;
};

// Every user gets the same passphrase. Progress counts patients; cancelling leaves a vault with those done so
// far, which verifies but is not the whole clinic.
[[nodiscard]] base::Result<FillReport> fill(
    const FillRequest& request, const ledger::Secret& passphrase, const ledger::ProgressFn& progress = {});

} // namespace twinward::demo
