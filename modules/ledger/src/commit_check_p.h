#pragma once

// Every commit of a chain: its place in the order, its two signatures, and each of its segments down to the
// events. Throws IntegrityBroken for the first that is not as it was signed.

#include "record/roster.h"
#include "segment_reader_p.h"

#include <functional>
#include <set>

namespace twinward::ledger {

class CommitCheck
{
public:
    struct Counts
    {
        quint64 commits = 0;
        quint64 events = 0;
    };
    struct ChainEnd
    {
        Chain chain;
        quint64 seq = 0;
        record::CommitId id;
        base::HybridTime recorded;
        quint64 events = 0;
        quint32 keyEpoch = firstKeyEpoch; // a chain never goes back to keys that were turned
    };

    // own: the chain this device writes. Content that others name may still be with them.
    CommitCheck(Database& database, const Identity& identity, const Keyring& keyring, record::Roster roster,
        const Chain& own);

    // Branches after the run they grew from.
    void checkChain(quint64 number, const Chain& chain, const std::function<void(const Counts&)>& counted);
    // No row that no commit names.
    void checkNothingElse();

    [[nodiscard]] ChainEnd endOf(quint64 chain) const;
    [[nodiscard]] std::set<base::Hash256> documents() const { return m_documents; } // blobs that must be here

private:
    struct Segment
    {
        QByteArray body; // at which `stored` looks
        StoredSegment stored;
        QByteArray sources;
    };
    struct Commit
    {
        QByteArray headerBytes;
        QByteArray deviceSignature;
        QByteArray authorSignature;
        CommitHeader header;
        record::CommitId id;
        std::vector<Segment> segments;
    };
    // What checking a commit away from the database finds, for what must be looked up there.
    struct Findings
    {
        std::vector<std::pair<SegmentPlace, EventTag>> tags;
        std::vector<base::Hash256> documents;
        std::vector<record::UserId> removed;
    };

    [[nodiscard]] std::vector<Commit> loadBatch(quint64 number, const Chain& chain, quint64 after);
    void loadSegments(Commit& commit, quint64 number, const Chain& chain);
    [[nodiscard]] ChainEnd beginningOf(quint64 number, const Chain& chain);
    void checkOrder(const Commit& commit, ChainEnd& end) const;
    void checkBeginning(const Commit& commit) const;
    void checkAuthor(const Commit& commit, std::set<record::UserId>& removed) const;
    [[nodiscard]] Findings checkContent(const Commit& commit) const;
    void checkSignatures(const Commit& commit) const;
    void checkSegment(const SegmentEntry& entry, const Segment& segment, Findings& findings) const;
    void checkTags(const Findings& findings, quint64 number);
    [[nodiscard]] quint64 tagsOfSealedAway();
    [[nodiscard]] QString commitName(quint64 seq) const;

    Database& m_database;
    const Identity& m_identity;
    const Keyring& m_keyring;
    record::Roster m_roster;
    Chain m_own;
    std::map<quint64, ChainEnd> m_ends;
    QString m_deviceName; // of the chain at hand, where there are several
    bool m_genesisSeen = false;
    Counts m_counts;
    quint64 m_segments = 0;
    quint64 m_sources = 0;
    quint64 m_tags = 0; // that stand for an event's first place
    std::set<std::tuple<quint64, quint64, quint64>> m_sealedAway; // segments this user can't open
    std::set<std::tuple<quint64, quint64, quint64>> m_unopened; // whose entries nobody has listed yet
    quint64 m_unopenedSeen = 0;
    std::set<base::Hash256> m_documents;
};

} // namespace twinward::ledger
