#pragma once

// The letters that tell a clinic of the end, or the narrowing, of a contract that it was granted: which are
// due, what they say, and how they stand in the record of the clinic that takes them in.

#include "disclosure_body_p.h"
#include "sharing_p.h"

namespace twinward::ledger {

// Those that were not acknowledged yet. Only of contracts under which something went.
void addConsentChanges(const Sharing& sharing, std::vector<OutgoingLetter>& letters);
struct FoundChange
{
    const record::Consent* consent = nullptr;
    const record::ConsentChange* change = nullptr;
    explicit operator bool() const { return change != nullptr; }
};
[[nodiscard]] FoundChange findChange(const Sharing& sharing, record::EventId change);
[[nodiscard]] ConsentChangeBody bodyOf(const FoundChange& found);

// What a letter tells. None for what can't be told of a contract.
[[nodiscard]] std::optional<record::ConsentTold> toldBy(const OpenedLetter& letter);
// One event for each change, whichever device takes the letter in.
[[nodiscard]] record::EventId eventIdOf(const record::ConsentTold& told);
// Does it say what that clinic signed, with a key that is known of it?
[[nodiscard]] bool isAsSigned(const record::ConsentTold& told, const record::ClinicId& own,
    const std::map<record::ClinicId, KnownClinic>& clinics);

} // namespace twinward::ledger
