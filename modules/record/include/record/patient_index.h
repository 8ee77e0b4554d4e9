#pragma once

// Every patient of the vault in memory, for the list and the search: demographics alone, folded as Chart
// folds them.

#include "record/event.h"
#include "record/roster.h"

#include <memory>
#include <span>
#include <unordered_map>

namespace twinward::record {

struct PatientRow
{
    PatientId id;
    PatientDetails details;
    QString name; // details.displayName()
    PatientId mergedInto; // none unless this record is read as part of another
    bool conflict = false; // two amendments of the demographics did not know of each other
};

class PatientIndex
{
public:
    // Adds demographics and merge events in any order, among others that are passed over.
    void add(std::span<const RecordedEvent> events, const Roster& roster);

    [[nodiscard]] size_t size() const { return m_slots.size(); }
    [[nodiscard]] const PatientRow* find(PatientId id) const;
    // Follows merges to the record that is read; the same id where there are none.
    [[nodiscard]] PatientId resolve(PatientId id) const;
    // Whose events a chart is folded of: the id itself first, then those merged into it.
    [[nodiscard]] std::vector<PatientId> mergedWith(PatientId id) const;

    // Rows whose names, identifiers, birth date or phone hold every word of the text (case and accents do not
    // matter), best first: a name that begins with its first word, then the others; each by name. An empty
    // text gives all by name. Merged records are not listed.
    [[nodiscard]] std::vector<const PatientRow*> search(QStringView text, size_t limit = SIZE_MAX) const;

    // The patient who bears exactly this identifier; none where nobody or more than one does.
    [[nodiscard]] const PatientRow* findByIdentifier(const QString& system, const QString& value) const;

    [[nodiscard]] std::vector<const PatientRow*> rows() const; // by name, with merged ones

private:
    // A patient's row with what it was folded of. Shared between copies of the index, so that a copy is
    // cheap.
    struct Slot
    {
        std::vector<RecordedEvent> events;
        PatientRow row;
        QString sortKey; // folded name
        QByteArray searchKey; // folded UTF-8; fields parted by '\n', each beginning with a space
    };
    using SlotPtr = std::shared_ptr<const Slot>;
    [[nodiscard]] static SlotPtr makeSlot(
        PatientId id, std::vector<RecordedEvent> events, const Roster& roster);
    void link(const SlotPtr& slot);
    void unlink(const SlotPtr& slot);

    std::unordered_map<PatientId, SlotPtr> m_slots;
    std::unordered_multimap<size_t, PatientId> m_byIdentifier; // by hash of system and value
    std::unordered_multimap<PatientId, PatientId>
        m_mergedInto; // from the record that is read to those part of it
    std::vector<SlotPtr> m_byName; // sorted

    // What search() runs over: the rows that are listed, and their search keys end to end in one text.
    void layOut();
    std::vector<const PatientRow*> m_listed;
    QByteArray m_searchText;
    std::vector<qsizetype> m_searchEnds; // where each listed row's key ends in m_searchText
};

// Text as searches compare it: compatibility forms unified, accents and case dropped.
[[nodiscard]] QString foldedForSearch(QStringView text);

} // namespace twinward::record
