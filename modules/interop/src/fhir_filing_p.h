#pragma once

// The last stage of an import: what is staged and not yet known goes into the vault, some hundreds of events
// to a commit, and is counted once it is durable.

#include "fhir_versions_p.h"

#include <set>

namespace twinward::interop::fhir {

class Filing
{
public:
    Filing(ledger::Vault& vault, ImportReport& report, size_t refusalsListed);
    virtual ~Filing() = default;
    Filing(const Filing&) = delete;
    Filing& operator=(const Filing&) = delete;

    // Throws base::Error where the vault can't be read or written.
    void take(StagedDocument&& document);
    void refuse(Refusal refusal);
    void finish();

    [[nodiscard]] const std::set<record::PatientId>& patients() const { return m_patients; }

protected:
    // What a rehearsal leaves out.
    virtual void store(std::vector<record::Event> events);
    virtual base::Hash256 storeContent(const record::Event& event, const QByteArray& content);

private:
    enum class Gain { Added, Amended };
    void take(StagedEvent&& staged, const QString& file);
    void joinRegistration(StagedEvent& staged, KnownVersions::Answer& answer);
    void commit();

    ledger::Vault& m_vault;
    ImportReport& m_report;
    size_t m_refusalsListed;
    KnownVersions m_known;
    record::Roster m_roster;
    record::UserId m_user;
    std::vector<record::Event> m_batch;
    std::vector<std::pair<QString, Gain>> m_gains; // of the batch
    std::set<record::PatientId> m_patients; // whose record gained something
};

// Goes through the motions and writes nothing: what it refuses, the real one would.
class Rehearsal : public Filing
{
public:
    using Filing::Filing;

protected:
    void store(std::vector<record::Event>) override { }
    base::Hash256 storeContent(const record::Event&, const QByteArray&) override { return {}; }
};

} // namespace twinward::interop::fhir
