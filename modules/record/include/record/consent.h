#pragma once

// Which consents are in force: a pure function of the clinic's events and a time, the same on every device
// whatever the order of arrival. A contract is the narrowest of all that was ever signed of it: whoever
// narrows or withdraws it wins over whoever did not know, because to share less can be mended and to share
// more can't. What widens is a new contract.

#include "record/event.h"
#include "record/roster.h"

#include <map>

namespace twinward::record {

enum class ConsentState : quint8 { InForce, NotYet, Expired, Withdrawn };

// One of those who made less of a contract: what the clinic that it was granted to is told.
struct ConsentChange
{
    EventId id; // of the event
    base::HybridTime at;
    ConsentContract left; // of the contract, were this the only change; no categories where it was withdrawn
    QString reason; // where it is told
};

struct Consent
{
    EventId id; // of the contract: its first version
    ConsentContract
        terms; // as narrowed; no categories are left where versions name different people or clinics
    UserId by; // who signed it
    base::HybridTime signedAt;
    CommitId commit; // of the first version
    std::optional<base::HybridTime> narrowed; // the last time
    std::optional<base::HybridTime> withdrawn; // the first time
    UserId withdrawnBy;
    QString reason; // of the withdrawal
    std::vector<ConsentChange> changes; // oldest first

    // Times as milliseconds since 1970. A contract without categories is as good as withdrawn.
    [[nodiscard]] ConsentState stateAt(qint64 utcMs) const;
    [[nodiscard]] bool isInForce(qint64 utcMs) const { return stateAt(utcMs) == ConsentState::InForce; }
    [[nodiscard]] bool covers(Category category) const;
};

// Contracts whose first version is among the events and was signed by somebody who may, by their ids. Later
// versions name any earlier one in `replaces` (a ConsentContract, or a Retraction, which withdraws), or the
// contract (ConsentWithdrawn); those signed by who may not are passed over.
[[nodiscard]] std::map<EventId, Consent> consentsAmong(
    const std::vector<RecordedEvent>& clinicEvents, const Roster& roster);

// A contract that another clinic granted to this one, as far as its letters tell.
struct ReceivedConsent
{
    ClinicId from;
    QString clinicName; // whose it is
    EventId id;
    PatientId patient; // here; none while nothing came under it
    ConsentContract terms; // as narrowed; patient and people as they are called there
    base::Moment withdrawn; // the first time, by that clinic's clock; unknown: it was not
    base::Moment narrowed; // the last time
    QString reason; // where it was told

    [[nodiscard]] ConsentState stateAt(qint64 utcMs) const;
    // When it ended: withdrawn, or by the clock; unknown while it is in force or has not begun.
    [[nodiscard]] base::Moment endedAt(qint64 utcMs) const;
};

// What came under contracts (DisclosureTaken) and what is left of these (ConsentTold): of all that is told
// the narrowest, in whatever order it came, the end of a contract before its first letter included.
[[nodiscard]] std::vector<ReceivedConsent> receivedAmong(
    const std::vector<RecordedEvent>& clinicEvents, const Roster& roster);

// demographics, vitals, clinical, imaging, sensitive, clinic, access: for machines; panels translate.
[[nodiscard]] QString categoryName(Category category);
[[nodiscard]] std::optional<Category> categoryFromName(QStringView name);
[[nodiscard]] QString stateName(ConsentState state); // in force, not yet, expired, withdrawn

// What a contract can cover: the categories of charts. In their order, each once.
[[nodiscard]] std::vector<Category> sharedCategories(const std::vector<Category>& named);
// What it holds back, and an emergency may open.
[[nodiscard]] std::vector<Category> heldBack(const ConsentContract& terms);

// Why a contract can't be signed as it is, in one sentence; empty where it can.
[[nodiscard]] QString faultOf(const ConsentContract& contract);

// A contract's fingerprint, for a printed sheet: of its id and of what was agreed, byte for byte.
[[nodiscard]] base::Hash256 fingerprintOf(EventId id, const ConsentContract& contract);

} // namespace twinward::record
