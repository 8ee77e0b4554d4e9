#pragma once

// What is known of a patient: the fold of their events, the same on every peer whatever the order they
// arrived in. Versions that did not know of each other are both kept, as a conflict for a person to settle.

#include "record/event.h"
#include "record/roster.h"
#include "record/version_index.h"

#include <memory>
#include <span>
#include <vector>

namespace twinward::record {

enum class EntryState : quint8 {
    Current,
    Retracted, // the last word is a retraction
    Conflict, // more than one last word
};

// Versions where the chart keeps them: nothing is copied, for a chart may hold a hundred thousand. They stay
// as long as anybody looks at them, also when the chart is gone.
class Versions : public std::span<const RecordedEvent>
{
public:
    Versions() = default;
    Versions(std::span<const RecordedEvent> versions, std::shared_ptr<const void> keeper)
        : std::span<const RecordedEvent>(versions)
        , m_keeper(std::move(keeper))
    { }

private:
    std::shared_ptr<const void> m_keeper;
};

// One thing with all its versions.
struct Entry
{
    EventId root; // the first version
    Versions versions; // the last word first, then the others, newest first; never empty
    std::span<const EventId> heads; // versions nothing replaces: more than one in a conflict
    std::span<const EventId>
        notAuthorised; // versions whose author's role may not sign them: shown, never followed
    EntryState state = EntryState::Current;
    bool authorised = true; // false where no version at all is

    // The last word: in a retracted entry, the retraction.
    [[nodiscard]] const RecordedEvent& current() const { return versions.front(); }
    // What it says, or said before it was retracted.
    [[nodiscard]] const RecordedEvent& content() const;
    [[nodiscard]] const Event& event() const { return content().event; }
    [[nodiscard]] bool isAmended() const { return versions.size() > 1; }
    template <class T> [[nodiscard]] const T* as() const { return event().as<T>(); }
};

using EventPieces = std::vector<std::vector<RecordedEvent>>;

class Chart
{
public:
    // events: those of the patient and of every patient merged into them, in any order; the same event twice
    // counts once. An event that replaces something not among them stands by itself until that arrives.
    // Nobody may replace what they may not sign: such an event is kept and shown as not authorised, and what
    // it replaced stands.
    [[nodiscard]] static Chart fold(
        PatientId patient, std::vector<RecordedEvent> events, const Roster& roster);
    // The same, of events as they were read: in pieces that are kept as they are.
    [[nodiscard]] static Chart fold(PatientId patient, EventPieces pieces, const Roster& roster);

    [[nodiscard]] PatientId patient() const { return m_patient; }
    // Everything but demographics and merges, oldest first by when it occurred (unknown times first), then by
    // id.
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    [[nodiscard]] const Entry* find(EventId anyVersion) const;

    [[nodiscard]] const Entry* demographics() const; // null where the patient was never registered
    [[nodiscard]] PatientDetails details() const; // empty where the patient was never registered

    // Those not retracted, authorised, of one kind, oldest first.
    template <class T> [[nodiscard]] std::vector<const Entry*> current() const
    {
        std::vector<const Entry*> found;
        for (const Entry& entry : m_entries) {
            if (entry.state != EntryState::Retracted && entry.authorised && entry.as<T>() != nullptr)
                found.push_back(&entry);
        }
        return found;
    }
    [[nodiscard]] std::vector<const Entry*> conflicts() const;
    [[nodiscard]] std::vector<const Entry*> notAuthorised() const; // with any version that is not

    // What a banner and a summary ask for.
    [[nodiscard]] std::vector<const Entry*> activeAllergies() const;
    [[nodiscard]] std::vector<const Entry*> activeConditions() const;
    [[nodiscard]] std::vector<const Entry*>
    activeMedications() const; // prescribed or stated, not stopped or ended

private:
    friend class Folding;

    PatientId m_patient;
    std::vector<Entry> m_entries;
    std::vector<Entry> m_identity; // demographics and merges
    VersionIndex m_versions; // of every event
    std::vector<quint32> m_entryOf; // by its place there: one of m_entries, or past their end of m_identity
};

// An event that amends (or, with a Retraction body, takes back) the entry as it is seen now. Its `replaces`
// holds every head, so that it settles a conflict too. What one head keeps as sensitive stays sensitive.
[[nodiscard]] Event amend(const Entry& entry, Body body);

// What has to be committed for an amendment that is kept in another category than the entry. Who can't read
// the new category must not go on reading the old version as if it stood: it is taken back for them, for
// movedToSensitive(), and the amendment replaces that too, so that who reads both sees one entry.
[[nodiscard]] std::vector<Event> withChangeOfCategory(const Entry& entry, Event amendment);

// Why such a version was taken back; for machines, as part of the record. Who may not read what it became is
// not shown it either.
[[nodiscard]] QString movedToSensitive();
[[nodiscard]] bool isMovedToSensitive(const Entry& entry);

} // namespace twinward::record
