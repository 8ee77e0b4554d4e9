#pragma once

// Every patient of the vault in memory, for the list and the search: demographics alone, folded as Chart folds them.

#include "record/event.h"

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
    void add(std::span<const RecordedEvent> events);

    [[nodiscard]] size_t size() const { return m_rows.size(); }
    [[nodiscard]] const PatientRow* find(PatientId id) const;
    // Follows merges to the record that is read; the same id where there are none.
    [[nodiscard]] PatientId resolve(PatientId id) const;
    [[nodiscard]] std::vector<PatientId> mergedWith(PatientId id) const; // id itself first, then those merged into it

    // Rows whose names, identifiers, birth date or phone hold every word of the text (case and accents do not
    // matter; "zhang wei" finds 张伟 only where the name was also written in Latin letters), best first: a name
    // that begins with it, then the others by name. An empty text gives all by name. Merged records are not listed.
    [[nodiscard]] std::vector<const PatientRow*> search(QStringView text, size_t limit = SIZE_MAX) const;

    // The patient who bears exactly this identifier; none where nobody or more than one does.
    [[nodiscard]] const PatientRow* findByIdentifier(const QString& system, const QString& value) const;

    [[nodiscard]] std::vector<const PatientRow*> rows() const; // in no order

private:
    struct Versions;
    void refold(PatientId id);

    std::unordered_map<PatientId, PatientRow> m_rows;
    std::unordered_map<PatientId, std::vector<RecordedEvent>> m_events;
    std::unordered_map<PatientId, QByteArray> m_searchKeys; // folded UTF-8, fields parted by '\n'
    std::unordered_map<QString, std::vector<PatientId>> m_byIdentifier; // "system|value"
    mutable std::vector<PatientId> m_byName; // sorted; empty when it must be sorted again
};

} // namespace twinward::record
