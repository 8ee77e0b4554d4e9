#pragma once

// What a letter brings: checked to the last signature, and only then turned into entries of this vault.

#include "disclosure_body_p.h"
#include "sharing_p.h"

namespace twinward::ledger {

// An entry as it was signed where it comes from.
struct ForeignEvent
{
    record::Event event;
    Signer author;
    base::HybridTime recorded;
    record::CommitId commit;
};

// Throws IntegrityBroken for anything that is not as its author, its device and the clinic signed it, or that
// goes beyond these categories and patients.
// Vouched: by the clinic's own signature on the letter, and each was checked when it was taken in.
enum class Signatures : quint8 { Checked, Vouched };
[[nodiscard]] std::vector<ForeignEvent> openReleased(const Released& released,
    const std::vector<record::Category>& allowed, const std::vector<record::PatientId>& subjects,
    Signatures signatures = Signatures::Checked);

// Who wrote it, by the word of the clinic whose letter holds it.
[[nodiscard]] record::Origin originOf(const ForeignEvent& foreign, const OpenedLetter& letter);
// What an entry is called here whose own name something else has.
[[nodiscard]] record::EventId ownNameOf(const record::ClinicId& clinic, record::EventId theirs);

// The contract under which a letter came. Throws IntegrityBroken where it does not cover this letter,
// InvalidInput where it has ended, Busy where it has not begun by this computer's clock.
[[nodiscard]] record::ConsentContract checkHead(
    const DisclosureHead& head, const record::ClinicId& own, qint64 nowMs);

// Throws InvalidInput where that clinic has told since that it ended, or that less is agreed.
void requireStillAgreed(
    const record::ConsentContract& sent, const record::ReceivedConsent& known, qint64 nowMs);

// Makes entries of this vault of them.
class Filing
{
public:
    Filing(
        const Vault& vault, const Sharing& sharing, const OpenedLetter& letter, const DisclosureHead& head);

    void add(std::vector<ForeignEvent> foreign);
    // Throws NotAuthorised where this user can't keep one of them.
    void requireKeys() const;

    std::vector<record::Event> events; // to be committed
    qint64 known = 0;
    qint64 refused = 0;
    qint64 waiting = 0; // for their images
    record::PatientId patient; // here

    // Where that clinic's content stands here.
    std::map<base::Hash256, base::Hash256> contents;

private:
    void addOne(ForeignEvent foreign);
    // The id under which it is kept here; none where it is here already.
    [[nodiscard]] std::optional<record::EventId> idFor(const record::Event& event) const;
    [[nodiscard]] bool findContents(record::Body& body) const;

    const Vault& m_vault;
    const Vault::Private& m_inside;
    const record::Roster& m_roster;
    const OpenedLetter& m_letter;
    std::set<record::EventId> m_here; // of this patient
    std::set<record::EventId> m_claimed; // what says that it came from elsewhere, and is in no letter
    std::map<record::EventId, record::EventId> m_renamed;
};

} // namespace twinward::ledger
