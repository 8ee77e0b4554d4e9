#pragma once

// Sealed segments out of the database and into events: the rows in one scan, then opened and decoded on all
// cores.

#include "database_p.h"
#include "segment_p.h"

namespace twinward::ledger {

struct Chain
{
    record::DeviceId device;
    quint32 epoch = 1;
};
using Chains = std::map<quint64, Chain>;
[[nodiscard]] Chains loadChains(Database& database);

struct StoredSegment
{
    SegmentPlace place;
    quint64 chain = 0;
    quint32 events = 0;
    record::CommitId commit;
    QByteArray body;
};

// Those of one patient in one category, or of a whole category, added to what is there already.
void scanSubject(Database& database, const Chains& chains, VaultId vault, record::Category category,
    const SubjectTag& tag, std::vector<StoredSegment>& into);
void scanCategory(Database& database, const Chains& chains, VaultId vault, record::Category category,
    std::vector<StoredSegment>& into);

// Throws IntegrityBroken for the first segment that does not open or does not belong to its patient.
[[nodiscard]] std::vector<record::RecordedEvent> openSegments(
    const std::vector<StoredSegment>& segments, const Keyring& keyring);

// One segment's events with what its commit proves of them.
void openSegment(
    const StoredSegment& segment, const Keyring& keyring, std::vector<record::RecordedEvent>& into);

struct StoredSources
{
    SegmentPlace place;
    QByteArray body;
};
[[nodiscard]] std::vector<StoredSources> scanSources(Database& database, const Chains& chains, VaultId vault,
    record::Category category, const SubjectTag& tag);

} // namespace twinward::ledger
