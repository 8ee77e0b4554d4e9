// Patients whom a letter brought and who may be here already: worked out of the record each time, so that it
// is said until a person has merged them, on whichever device the letter was taken in.

#include "clinic_keys_p.h"
#include "ledger/disclosure.h"
#include "sharing_p.h"

#include <algorithm>

namespace twinward::ledger {

using record::DisclosureTaken;
using record::RecordedEvent;

namespace {

class Comparing
{
public:
    Comparing(const Vault& vault, const Sharing& sharing)
        : m_own(clinicIdOf(Vault::Private::of(vault).keyring))
        , m_sharing(sharing)
        , m_index(vault.patients())
    { }

    [[nodiscard]] bool isReadAs(record::PatientId patient, record::PatientId asked) const
    {
        return asked.isNull() || m_index->resolve(patient) == m_index->resolve(asked);
    }

    // Whom that clinic once had from here comes first; then whoever looks alike.
    [[nodiscard]] std::vector<record::DuplicateCandidate> candidatesFor(const DisclosureTaken& taken) const
    {
        const record::PatientRow* row = m_index->find(taken.patient);
        if (row == nullptr || !row->mergedInto.isNull())
            return {};
        const std::vector<record::PatientId> same = m_index->mergedWith(taken.patient);
        std::vector<record::DuplicateCandidate> candidates;
        const auto add = [&](record::DuplicateCandidate candidate) {
            const bool isListed = std::any_of(candidates.begin(), candidates.end(),
                [&candidate](const auto& each) { return each.patient == candidate.patient; });
            if (!isListed && std::find(same.begin(), same.end(), candidate.patient) == same.end())
                candidates.push_back(std::move(candidate));
        };
        for (const RecordedEvent& recorded : m_sharing.made) {
            const auto* sent = recorded.event.as<record::DisclosureMade>();
            if (sent->clinic == taken.clinic && patientFrom(m_own, sent->patient) == taken.contract.patient)
                add({m_index->resolve(sent->patient), 1, {QStringLiteral("referral")}});
        }
        for (record::DuplicateCandidate& each : record::likelyDuplicates(row->details, *m_index))
            add(std::move(each));
        return candidates;
    }

private:
    record::ClinicId m_own;
    const Sharing& m_sharing;
    std::shared_ptr<const record::PatientIndex> m_index;
};

} // namespace

base::Result<std::vector<CameAsNew>> cameAsNew(const Vault& vault, record::PatientId patient)
{
    return guarded([&] {
        const Sharing sharing = Sharing::of(Vault::Private::of(vault));
        const Comparing comparing(vault, sharing);
        std::vector<CameAsNew> came;
        std::set<record::PatientId> seen;
        for (const RecordedEvent& recorded : sharing.taken) { // oldest first: who brought them
            const auto* taken = recorded.event.as<DisclosureTaken>();
            if (!comparing.isReadAs(taken->patient, patient) || !seen.insert(taken->patient).second)
                continue;
            auto candidates = comparing.candidatesFor(*taken);
            if (!candidates.empty())
                came.push_back({taken->patient, taken->clinicName, recorded.recorded, std::move(candidates)});
        }
        std::reverse(came.begin(), came.end());
        return came;
    });
}

} // namespace twinward::ledger
