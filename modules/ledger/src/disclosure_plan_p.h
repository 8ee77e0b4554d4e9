#pragma once

// What goes into each letter of a disclosure: worked out from the event that says it was made, the same each
// time and on each device.

#include "disclosure_body_p.h"
#include "sharing_p.h"

namespace twinward::ledger {

class DisclosurePlan
{
public:
    // Throws NotAuthorised where a category's keys are not held.
    DisclosurePlan(
        const Vault& vault, const Sharing& sharing, record::EventId id, const record::DisclosureMade& made);

    [[nodiscard]] qint64 letters() const;
    [[nodiscard]] qint64 entries() const { return m_entries; }
    [[nodiscard]] qint64 tooLarge() const { return m_tooLarge; }
    [[nodiscard]] const std::vector<record::EventId>& leftOut() const
    {
        return m_leftOut;
    } // entries whose content is
    [[nodiscard]] SealedLetter write(qint64 part) const; // from 1

private:
    // A segment in the database.
    struct Place
    {
        base::HybridTime recorded;
        record::DeviceId device;
        quint64 chain = 0;
        quint64 seq = 0;
        quint32 position = 0;
        record::Category category = record::Category::Clinical;
        SubjectTag tag{};
        quint32 keyEpoch = firstKeyEpoch;
        qint64 bytes = 0;
        bool withSources = false;
        friend auto operator<=>(const Place&, const Place&) = default;
    };
    struct Content
    {
        record::PatientId patient;
        record::Category category = record::Category::Clinical;
        base::Hash256 name;
        qint64 bytes = 0;
    };
    enum class Group : quint8 { Entries, Emergency };

    void collect(const std::vector<record::Category>& categories, Group group);
    void addSourceBytes(std::vector<Place>& places) const;
    void planContents(const std::vector<record::RecordedEvent>& events);
    [[nodiscard]] DisclosureHead headOf(qint64 part) const;
    [[nodiscard]] Released released(const std::vector<Place>& places) const;
    void addCommit(Released& released, const Place& place) const;
    void addSigners(Released& released, const CommitHeader& header) const;
    [[nodiscard]] ReleasedSegment segmentAt(const Place& place) const;

    const Vault::Private& m_inside;
    const Sharing& m_sharing;
    record::EventId m_id;
    const record::DisclosureMade& m_made;
    const record::Consent& m_consent;
    const ClinicCard& m_to;
    std::vector<record::PatientId> m_subjects;
    std::vector<std::vector<Place>> m_entryGroups; // one letter each
    std::vector<std::vector<Place>> m_emergencyGroups;
    std::vector<std::vector<Content>> m_contentGroups;
    qint64 m_entries = 0;
    qint64 m_tooLarge = 0;
    std::vector<record::EventId> m_leftOut;
};

} // namespace twinward::ledger
