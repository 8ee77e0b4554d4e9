#pragma once

// Files what messages say under the right patient: identifies, compares with what is there, and gathers
// events until they are committed together.

#include "hl7_map_p.h"
#include "interop/hl7_filing.h"
#include "record/chart.h"

#include <map>
#include <unordered_map>

namespace twinward::interop {

class Hl7Filing
{
public:
    explicit Hl7Filing(ledger::Vault& vault, Unmatched unmatched = Unmatched::Register);

    // What came of one message: its patient and how many things of each type.
    struct Outcome
    {
        record::PatientId patient;
        std::map<QString, TypeCount> byType;
        std::vector<Hl7Refused> refused; // parts of the message; the rest is pending
    };
    // Reads one message and adds its events to what is pending. An Error refuses the message whole.
    [[nodiscard]] base::Result<Outcome> take(const Hl7Message& message);
    // The same under the patient a person chose.
    [[nodiscard]] base::Result<Outcome> takeFor(record::PatientId patient, const Hl7Message& message);
    // Why the last message taken was refused only for whom it is about; none where it was not.
    [[nodiscard]] const std::optional<base::Error>& doubt() const { return m_doubt; }
    // Goes into the same commit as what is pending.
    void alsoCommit(record::Event event) { m_pending.push_back({std::move(event), {}}); }

    [[nodiscard]] size_t pending() const { return m_pending.size(); }
    // Makes what is pending durable, in one commit; does nothing where nothing is pending.
    [[nodiscard]] base::Status commit();

private:
    struct Pending
    {
        record::Event event;
        QByteArray content; // of a document, still to be stored as a blob
    };

    [[nodiscard]] base::Result<record::PatientId> identify(const Hl7Statements& said);
    [[nodiscard]] base::Result<record::PatientId> inDoubt(base::Error error);
    [[nodiscard]] base::Result<record::PatientId> newPatient(const Hl7Statements& said);
    [[nodiscard]] base::Result<Outcome> takeAs(const Hl7Statements& said, record::PatientId patient);
    [[nodiscard]] std::vector<record::PatientId> bearersOf(const record::Identifier& identifier) const;
    [[nodiscard]] base::Result<record::Chart> chartOf(record::PatientId patient);
    [[nodiscard]] base::Status describe(const Hl7Statements& said, Outcome& outcome);
    [[nodiscard]] base::Status merge(const Hl7Statements& said, Outcome& outcome);
    [[nodiscard]] base::Status file(const Hl7Statement& statement, Outcome& outcome);
    void forgetPendingAfter(size_t kept);
    bool add(record::Event event, const QByteArray& content, const QString& place, Outcome& outcome);

    ledger::Vault& m_vault;
    Unmatched m_unmatched;
    std::optional<base::Error> m_doubt;
    std::shared_ptr<const record::PatientIndex> m_index;
    record::Roster m_roster;
    std::vector<Pending> m_pending;
    std::unordered_map<record::PatientId, std::vector<record::RecordedEvent>>
        m_known; // read once for each batch
    std::vector<std::pair<record::Identifier, record::PatientId>> m_registered; // in this batch
};

} // namespace twinward::interop
