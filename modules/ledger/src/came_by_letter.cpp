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

// What that clinic calls this patient says from whom it had them.
std::optional<record::PatientId> sentFromHere(
    const DisclosureTaken& taken, const Sharing& sharing, const record::ClinicId& own)
{
    for (const RecordedEvent& recorded : sharing.made) {
        const auto* sent = recorded.event.as<record::DisclosureMade>();
        if (sent->clinic == taken.clinic && patientFrom(own, sent->patient) == taken.contract.patient)
            return sent->patient;
    }
    return std::nullopt;
}

} // namespace

base::Result<std::vector<CameByLetter>> cameByLetter(const Vault& vault, record::PatientId patient)
{
    return guarded([&] {
        const Vault::Private& inside = Vault::Private::of(vault);
        const Sharing sharing = Sharing::of(inside);
        const record::ClinicId own = clinicIdOf(inside.keyring);
        const auto index = vault.patients();
        std::vector<CameByLetter> came;
        std::set<record::PatientId> seen;
        for (const RecordedEvent& recorded : sharing.taken) { // oldest first: who brought them
            const auto* taken = recorded.event.as<DisclosureTaken>();
            const record::PatientRow* row = index->find(taken->patient);
            const bool isAsked
                = patient.isNull() || index->resolve(taken->patient) == index->resolve(patient);
            if (!isAsked || row == nullptr || !seen.insert(taken->patient).second)
                continue;
            // Merged either way, they are known to be somebody.
            if (row->mergedInto.isNull() && index->mergedWith(taken->patient).size() == 1)
                came.push_back({taken->patient, taken->clinicName, recorded.recorded,
                    sentFromHere(*taken, sharing, own)});
        }
        std::reverse(came.begin(), came.end());
        return came;
    });
}

std::vector<record::DuplicateCandidate> whoTheyMayBe(
    const CameByLetter& came, const record::PatientIndex& index)
{
    const record::PatientRow* row = index.find(came.patient);
    if (row == nullptr || !row->mergedInto.isNull())
        return {};
    std::vector<record::DuplicateCandidate> candidates;
    const auto add = [&](record::DuplicateCandidate candidate) {
        const bool isListed = std::any_of(candidates.begin(), candidates.end(),
            [&candidate](const auto& each) { return each.patient == candidate.patient; });
        if (!isListed && candidate.patient != came.patient)
            candidates.push_back(std::move(candidate));
    };
    if (came.sentFromHere && index.find(*came.sentFromHere) != nullptr)
        add({index.resolve(*came.sentFromHere), 1, {QStringLiteral("referral")}});
    for (record::DuplicateCandidate& each : record::likelyDuplicates(row->details, index))
        add(std::move(each));
    return candidates;
}

} // namespace twinward::ledger
