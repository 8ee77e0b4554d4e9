#pragma once

// What the vault already holds of the resources an import brings: read only for patients who were there
// before, and only when something of theirs is not known by its name.

#include "fhir_outgoing_p.h"
#include "fhir_stage_p.h"
#include "ledger/vault.h"

#include <unordered_set>

namespace twinward::interop::fhir {

class KnownVersions
{
public:
    explicit KnownVersions(ledger::Vault& vault);

    struct Answer
    {
        enum class Kind { New, AlreadyHere, Amends, Older };
        Kind kind = Kind::New;
        std::vector<record::EventId> replaces; // for Amends
        record::Category category = record::Category::Clinical; // for Amends: of what is replaced
    };
    // Throws base::Error where the vault can't be read.
    [[nodiscard]] Answer ask(const StagedEvent& staged);
    // What was staged is to be committed in this import: it is known from now on.
    void remember(const StagedEvent& staged);
    // What is known of a patient now, where another resource is to add to it; null where they are not
    // registered.
    struct Registration
    {
        record::EventId version;
        record::PatientDetails details;
        bool cameIn = false; // the last word is a document's, not somebody's here
    };
    [[nodiscard]] const Registration* registration(record::PatientId patient);

private:
    struct Version
    {
        record::EventId latest; // the last version that came in
        base::HybridTime recorded;
        base::Moment lastUpdated;
        record::Category category = record::Category::Clinical;
        std::unordered_set<base::Hash256> contents;
    };
    using Key = base::Id<struct ResourceKeyTag>;
    [[nodiscard]] static Key keyOf(record::PatientId patient, const QString& type, const QString& id);
    void load(record::PatientId patient);
    void loadPatient(record::PatientId patient);
    void loadClinic();
    void addSourced(const record::RecordedEvent& recorded, const QByteArray& source);
    void addWrittenHere(record::PatientId patient, const record::Chart& chart,
        const std::vector<record::EventId>& registrations, const Sources& sources);

    ledger::Vault& m_vault;
    std::shared_ptr<const record::PatientIndex> m_index;
    std::unordered_set<record::PatientId> m_loaded; // the null id stands for the clinic
    std::unordered_map<Key, Version> m_versions;
    std::unordered_set<record::EventId> m_remembered;
    std::unordered_map<record::PatientId, Registration> m_registrations;
};

} // namespace twinward::interop::fhir
