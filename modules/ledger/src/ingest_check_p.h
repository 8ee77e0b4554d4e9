#pragma once

// One commit that somebody brought, looked at by itself: everything that can be said of it without its place
// in the chain. Pure, so that many are looked at on all cores.

#include "commit_store_p.h"
#include "record/roster.h"

#include "ledger/replica.h"

namespace twinward::ledger {

struct CheckContext
{
    const Identity& identity;
    const Keyring& keyring;
    const record::Roster& roster;
    qint64 latestMs = 0; // what is dated later is held off
    enum class Sources : quint8 { Here, LeftOut };
    Sources sources = Sources::Here;
};

struct Verdict
{
    enum class Outcome : quint8 { Good, Refused, Waits };
    Outcome outcome = Outcome::Good;
    Finding finding = Finding::Malformed; // where refused
    Missing::What waitsFor = Missing::What::Device;
    QString why;
    bool provesItsDevice = false; // the device's signature holds: worth keeping as evidence
    bool authorRemoved = false; // kept, and what it says is not followed

    SealedCommit sealed;
    std::vector<record::RecordedEvent> events; // that could be opened, without sources
    std::vector<quint32> unopened; // positions of the segments that could not
};

[[nodiscard]] Verdict checkWire(const CheckContext& context, const WireCommit& wire,
    const CommitHeader& header, const record::CommitId& id);

} // namespace twinward::ledger
