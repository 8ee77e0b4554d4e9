#pragma once

// What the service and the ledger found, in the words of a nurse: whole translated sentences, never a code.

#include "sync_panel/other_computers.h"
#include "workbench/widgets.h"

namespace twinward::sync::words {

struct Said
{
    QString text;
    workbench::Tone tone = workbench::Tone::Plain;
};

// The one sentence over everything, and the short one for the window's foot.
[[nodiscard]] Said overall(const OtherComputers& peers);
[[nodiscard]] Said brief(const OtherComputers& peers);
// How the service does; empty where there is nothing to say.
[[nodiscard]] Said service(const OtherComputers& peers);

[[nodiscard]] Said connection(PeerState state, const QDateTime& at); // at: of PeerStatus::since
[[nodiscard]] Said itLacks(const Standing& standing); // of what is here
[[nodiscard]] Said lackedHere(const Standing& standing);
[[nodiscard]] QString trouble(const PeerTrouble& trouble); // empty for none
[[nodiscard]] QString finding(ledger::Finding finding);

[[nodiscard]] QString since(base::HybridTime time); // "09:14" today, else with the date

} // namespace twinward::sync::words
