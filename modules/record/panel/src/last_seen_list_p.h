#pragma once

// When each patient was last seen, for the list: worked out beside everything else, kept sealed for this user
// between sessions, and worked out again only for patients about whom something was written since.

#include "workbench/job.h"

#include <unordered_map>

namespace twinward::record {

class LastSeenList : public QObject
{
    Q_OBJECT

public:
    LastSeenList(workbench::Session& session, QObject* parent);

    // Null where it is not known, or not worked out yet.
    [[nodiscard]] base::Moment of(PatientId patient) const;
    [[nodiscard]] bool isComplete() const { return m_complete; } // everybody has been looked at

signals:
    void changed(); // at most a few times a second while it is worked out

private:
    struct Known
    {
        quint64 mark = 0;
        base::Moment seen;
    };
    using Table = std::unordered_map<PatientId, Known>;

    void load();
    void look(std::vector<PatientId> patients);
    void lookAtNext();
    void take(const Table& found);
    void store();
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] static Table decoded(const QByteArray& stored);
    [[nodiscard]] static Table lookedAt(
        const ledger::Vault& vault, const std::vector<PatientId>& patients, const Table& before);

    workbench::Session& m_session;
    Table m_table;
    std::vector<PatientId> m_waiting;
    bool m_looking = false;
    bool m_complete = false;
    bool m_stale = false; // something to store
    bool m_closing = false;
};

} // namespace twinward::record
