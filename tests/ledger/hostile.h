#pragma once

// What a device writes whose program was changed: sealed and signed with the keys it has, and never stored
// there.

#include "replicas.h"

#include "commit_store_p.h"

namespace twinward::test {

inline ledger::WireCommit wire(const ledger::SealedCommit& sealed)
{
    ledger::WireCommit commit{sealed.headerBytes, sealed.deviceSignature, sealed.authorSignature, {}};
    for (const ledger::SealedSegment& segment : sealed.segments)
        commit.segments.push_back({segment.body, segment.sources});
    return commit;
}

inline ledger::DeviceState stateOf(const ledger::Vault::Private& d)
{
    return {d.device.device, d.device.signingSeed.clone(), d.device.chain, d.device.epoch, d.device.head};
}

// What the vault's own device would write next, if its program let it.
inline ledger::WireCommit next(const Replicas& replicas, size_t i, std::vector<record::Event> events)
{
    auto& d = replicas.inside(i);
    return wire(ledger::sealCommit(events, d.identity, d.keyring, d.device, d.clock.next()));
}

inline ledger::WireCommit last(const Replicas& replicas, size_t i)
{
    const auto& d = replicas.inside(i);
    const auto commits
        = ledger::commitsAfter(replicas[i], {d.device.device, d.device.epoch}, d.device.head.seq - 1);
    return commits->front();
}

inline void refused(
    ledger::Vault& vault, const std::vector<ledger::WireCommit>& commits, ledger::Finding finding)
{
    const auto from = record::DeviceId::random();
    const auto before = ledger::heads(vault);
    const auto report = ledger::ingest(vault, commits, from);
    VERIFY_RESULT(report);
    QCOMPARE(report->stored, quint64{0});
    QCOMPARE(report->noted.size(), size_t{1});
    QCOMPARE(ledger::findingName(report->noted.front().finding), ledger::findingName(finding));
    QCOMPARE(report->noted.front().from, from);
    QVERIFY(!report->noted.front().why.isEmpty());
    QCOMPARE(*ledger::heads(vault), *before);
    verifies(vault);
}

} // namespace twinward::test
