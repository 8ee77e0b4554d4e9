#pragma once

// What makes a device useful that is still far behind: the charts that were written last, shown before their
// turn. A chain is taken in from its beginning, so today's patients come last; until they do, their commits
// are sent once more ahead of all others and shown from memory.
//
// What is shown early was checked like any commit, one by one: both signatures, what they sign, who may sign
// it. Not checked is its place in the chain, nor that whoever sent it left nothing out: that is known when
// the chain itself has arrived, and until then who shows such a chart says so. Nothing shown early counts as
// received, is passed on, or survives the lock.

#include "ledger/replica.h"

namespace twinward::ledger {

struct EarlyLimits
{
    size_t patients = 60;
    size_t commits = 8192;
    qsizetype bytes = 16 << 20;
};

// What the clinic says of itself and the charts that were written last, each whole or not at all, as far as
// they are not with whoever has these wishes; without source documents. Empty where nothing would be gained.
[[nodiscard]] base::Result<std::vector<WireCommit>> newestCharts(
    const Vault& vault, const std::vector<ChainWish>& lacking, const EarlyLimits& limits = {});

struct EarlyReport
{
    quint64 events = 0; // that are shown now
    quint64 refused = 0; // commits that can't be checked, or not yet
};

// Who listens to the vault is told as of commits. What is here already is passed over; what goes beyond
// twice EarlyLimits is not kept.
[[nodiscard]] base::Result<EarlyReport> showEarly(Vault& vault, const std::vector<WireCommit>& commits);
// All has arrived in its turn, or never will.
base::Status dropEarly(Vault& vault);
// Something of this patient, or of those merged into them, is shown that has not arrived in its turn.
[[nodiscard]] base::Result<bool> isShownEarly(const Vault& vault, record::PatientId patient);

} // namespace twinward::ledger
