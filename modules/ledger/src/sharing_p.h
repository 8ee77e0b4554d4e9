#pragma once

// What the clinic's events say of sharing, read once: contracts, known clinics, what went out and what came.

#include "ledger/clinic_card.h"
#include "record/consent.h"
#include "vault_p.h"

namespace twinward::ledger {

struct Sharing
{
    record::Roster roster;
    std::map<record::EventId, record::Consent> consents;
    std::map<record::ClinicId, KnownClinic> clinics;
    // Those whose authors may sign them, each event once, oldest first.
    std::vector<record::RecordedEvent> made;
    std::vector<record::RecordedEvent> arrived;
    std::vector<record::RecordedEvent> taken;
    std::vector<record::RecordedEvent> emergencies;
    std::vector<record::RecordedEvent> told; // as those clinics signed it
    std::vector<record::ReceivedConsent> received;

    [[nodiscard]] static Sharing of(const Vault::Private& inside);
    [[nodiscard]] const record::RecordedEvent* disclosure(record::EventId id) const;
    [[nodiscard]] bool isAcknowledged(record::EventId about) const; // by the clinic it went to
    // Of those taken in here from a clinic: the parts that have come.
    [[nodiscard]] std::set<qint64> partsTaken(const record::ClinicId& from, record::EventId about) const;
    [[nodiscard]] const record::ReceivedConsent* receivedUnder(
        const record::ClinicId& from, record::EventId contract) const;
    // May what was sent under it still go?
    [[nodiscard]] bool mayStillGo(const record::DisclosureMade& made, qint64 utcMs) const;
};

[[nodiscard]] base::Moment nowOf(const Vault::Private& inside);

} // namespace twinward::ledger
