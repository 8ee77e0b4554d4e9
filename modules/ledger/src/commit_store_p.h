#pragma once

// Commits as rows: made from events, sealed and signed, and put into the database; nothing of it decides who
// may.

#include "database_p.h"
#include "segment_p.h"

namespace twinward::ledger {

// Where a chain ends, and so what the next commit follows.
struct Head
{
    quint64 seq = 0; // of the last commit
    record::CommitId commit;
    quint64 events = 0; // in all commits so far
};

// A device's key and the chain it writes.
struct DeviceState
{
    record::DeviceId device;
    Secret signingSeed;
    quint64 chain = 1; // its row
    quint32 epoch = 1;
    Head head;
};

struct SealedSegment
{
    QByteArray body;
    QByteArray sources;
    std::vector<EventTag> eventTags;
};

struct SealedCommit
{
    CommitHeader header;
    QByteArray headerBytes;
    record::CommitId id;
    QByteArray deviceSignature;
    QByteArray authorSignature;
    std::vector<SealedSegment> segments;
    quint64 events = 0;

    [[nodiscard]] Head headAfter(const Head& before) const
    {
        return {header.seq, id, before.events + events};
    }
};

// Groups the events by patient and category, seals and signs: the commit after the device's head. The keyring
// must hold every category among them.
[[nodiscard]] SealedCommit sealCommit(const std::vector<record::Event>& events, const Identity& author,
    const Keyring& keyring, const DeviceState& device, base::HybridTime recorded);
// Within the caller's transaction.
void storeCommit(Database& database, const SealedCommit& commit, quint64 chain);

// The device's own rows: its key, sealed for the clinic, and the head of its chain, so that a cut tail is
// seen; both under the clinic's newest key.
void storeDevice(Database& database, const DeviceState& device, const Keyring& keyring, VaultId vault);
void storeDeviceKey(Database& database, const DeviceState& device, const Keyring& keyring, VaultId vault);
void storeHead(
    Database& database, const DeviceState& device, const Head& head, const Keyring& keyring, VaultId vault);
void storeOwnChain(Database& database, quint64 chain); // which row of chains the device writes

// Where a chain ends that another device writes, or this one no longer.
void storeChainHead(
    Database& database, quint64 chain, const Head& head, const Keyring& keyring, VaultId vault);
// Throws IntegrityBroken where it is not what was stored.
[[nodiscard]] Head loadChainHead(Database& database, quint64 chain, const Keyring& keyring, VaultId vault);
// The hash of a stored commit's header; none where there is no such commit.
[[nodiscard]] std::optional<record::CommitId> storedCommit(Database& database, quint64 chain, quint64 seq);
// Throws IntegrityBroken where they are not what was stored.
[[nodiscard]] DeviceState loadDevice(Database& database, const Keyring& keyring, VaultId vault);

} // namespace twinward::ledger
