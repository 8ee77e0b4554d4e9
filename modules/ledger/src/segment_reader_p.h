#pragma once

// Sealed segments out of the database and into events: the rows in one scan, then opened and decoded on all
// cores.

#include "database_p.h"
#include "segment_p.h"

#include <limits>

namespace twinward::ledger {

// One run of a device's commits. Where a chain was forked, several runs share device and epoch: one up to the
// fork, and one for each branch behind it.
struct Chain
{
    record::DeviceId device;
    quint32 epoch = 1;
    quint64 first = 1; // its first commit's seq
    quint64 lastCounted = std::numeric_limits<quint64>::max(); // what is behind it is kept and not read
};
using Chains = std::map<quint64, Chain>;
[[nodiscard]] Chains loadChains(Database& database); // all counted

struct StoredSegment
{
    SegmentPlace place;
    quint64 chain = 0;
    quint32 events = 0;
    record::CommitId commit;
    QByteArrayView body; // sealed; whoever made this says how long it is valid
};

// Those of one patient in one category, or of a whole category, as far as they count. A body is valid until
// the sink returns.
using SegmentSink = std::function<void(const StoredSegment&)>;
void scanSubject(Database& database, const Chains& chains, VaultId vault, record::Category category,
    const SubjectTag& tag, const SegmentSink& take);
void scanCategory(Database& database, const Chains& chains, VaultId vault, record::Category category,
    const SegmentSink& take);

// Opens segments one after the other; what neighbours share, such as a patient's key, is worked out once.
class SegmentOpener
{
public:
    explicit SegmentOpener(const Keyring& keyring)
        : m_keyring(keyring)
    { }
    // Adds the segment's events with what its commit proves of them. Throws as openSegments.
    void open(const StoredSegment& segment, std::vector<record::RecordedEvent>& into);

private:
    [[nodiscard]] const PassingKey& keyOf(const SegmentPlace& place);
    void checkPatient(record::PatientId patient, const SegmentPlace& place);

    const Keyring& m_keyring;
    std::optional<std::tuple<record::Category, SubjectTag, quint32>> m_keyPlace; // whose key m_key is
    PassingKey m_key;
    std::optional<std::tuple<record::Category, SubjectTag, record::PatientId>>
        m_known; // found to belong together
};

struct StoredSources
{
    SegmentPlace place;
    QByteArray body;
};
[[nodiscard]] std::vector<StoredSources> scanSources(Database& database, const Chains& chains, VaultId vault,
    record::Category category, const SubjectTag& tag);

} // namespace twinward::ledger
