#pragma once

// A patient's entries for another clinic: no contract, no key. A letter holds the keys of exactly the
// patient, categories and key epochs that the contract covers, and the commits' segments of just those, with
// the headers as their authors and devices signed them, all sealed to the other clinic and signed by this
// one. Who takes it in checks every signature before an entry gets into a chart, and sends a receipt.
//
// What cryptography enforces: a carrier, or any third clinic, reads nothing; without a contract in force this
// program makes no key leave; what was not released does not open there; nobody alters an entry or puts words
// into somebody's mouth; a key that was released opens nothing sealed after the keys turned, which
// withdrawing and narrowing do. A header shows how many more segments its commit had, of which category and
// of how many entries; not whose.
//
// What it does not: once opened, entries stay readable there, after withdrawal and expiry too, and the screen
// says so. That they are used for the agreed purpose, or seen only by the clinician who is named, is the
// other clinic's word. The part for an emergency is sealed to the same clinic: that it opens only with a
// reason, on record, and that the granting clinic hears of it, is done by the program there. A contract that
// allows it trusts that clinic with all of the chart.

#include "ledger/clinic_card.h"
#include "record/consent.h"
#include "record/duplicates.h"

namespace twinward::ledger {

// ---- consent ----
// Signs a contract; its id. Demographics go with every contract: nobody is treated without a name.
// InvalidInput (faultOf), NotFound for a clinic whose card is not here, NotAuthorised.
[[nodiscard]] base::Result<record::EventId> grantConsent(Vault& vault, record::ConsentContract contract);
// Turned: what is written from now on does not open with what was released. Pending: this user may not turn
// keys; it is done when somebody who may signs in (turnAfterWithdrawals).
enum class Turn : quint8 { NotNeeded, Turned, Pending };
// The contract as it shall be from now on; it only ever gets narrower.
base::Result<Turn> narrowConsent(
    Vault& vault, record::EventId contract, const record::ConsentContract& narrower);
// What is told to the clinic it was granted to: that it ended and since when, and the reason only if chosen.
enum class Reason : quint8 { KeptHere, Told };
base::Result<Turn> withdrawConsent(
    Vault& vault, record::EventId contract, const QString& reason, Reason telling = Reason::KeptHere);
base::Result<Turn> turnAfterWithdrawals(Vault& vault);
// All that were ever signed, by their ids; of one patient (and those merged into them) where one is given.
[[nodiscard]] base::Result<std::vector<record::Consent>> consents(
    const Vault& vault, record::PatientId patient = {});
// Those that other clinics granted to this one, as far as their letters tell; without a patient also those of
// which only the end has come. Each end counts by that clinic's signature, which is checked again here.
[[nodiscard]] base::Result<std::vector<record::ReceivedConsent>> receivedConsents(
    const Vault& vault, record::PatientId patient = {});

// ---- letters out ----
struct SealedLetter
{
    record::ClinicId from;
    record::ClinicId to;
    QByteArray content; // at most maxSealedBytes
    [[nodiscard]] base::Hash256 id() const { return base::Hash256::of(content); }
};
inline constexpr qsizetype maxSealedBytes = qsizetype{64} << 20;

struct Disclosed
{
    record::EventId disclosure;
    record::ClinicId to;
    qint64 entries = 0;
    qint64 letters = 0;
    qint64 tooLarge = 0; // images and documents that no letter has room for
    std::vector<record::EventId> leftOut; // the entries they belong to: these wait there until they come
};
// Writes into the record what goes out, and the access log's line; the letters are then in the outbox.
// NotFound, NotAuthorised where the contract is not in force or this user lacks a category's keys, Busy where
// the chart is not whole yet.
[[nodiscard]] base::Result<Disclosed> disclose(Vault& vault, record::EventId contract);

// A letter that some other clinic has not acknowledged yet, and that may still go.
struct OutgoingLetter
{
    enum class Kind : quint8 {
        Disclosure,
        Receipt,
        Emergency,
        ConsentChange, // a contract under which something went was withdrawn or narrowed
    };
    Kind kind = Kind::Disclosure;
    record::ClinicId to;
    QString clinicName;
    record::EventId about; // the disclosure, the emergency access, or the change of the contract
    qint64 part = 1;
    qint64 parts = 1;
    base::Hash256 id; // of a disclosure's letter, as it was first written; none for the others
    base::HybridTime since;
};
// A fold of the clinic's events, so the same on each of its devices: any of them can carry. Letters under a
// contract that is in force no longer are not among them. Receipts stay for thirty days, for the other side
// to ask again.
[[nodiscard]] base::Result<std::vector<OutgoingLetter>> outbox(const Vault& vault);
// Letters that need not be carried any more: acknowledged, or their contract ended.
[[nodiscard]] base::Result<std::vector<std::pair<record::ClinicId, base::Hash256>>> settledLetters(
    const Vault& vault);
// The letter itself: the same bytes each time, on each device, as long as no keys turned.
[[nodiscard]] base::Result<SealedLetter> write(const Vault& vault, const OutgoingLetter& letter);

// ---- letters in ----
struct TakenLetter
{
    enum class Kind : quint8 { Disclosure, Receipt, Emergency, ConsentChange };
    Kind kind = Kind::Disclosure;
    record::ClinicId from;
    QString clinicName;
    record::EventId about;
    record::PatientId patient; // here
    qint64 entries = 0; // put into the chart
    qint64 known = 0; // that were there
    qint64 refused = 0; // whose author there might not sign them, or of a kind that is not shared
    qint64 waiting = 0; // for their images
    bool isAgain = false; // the letter was here before
    std::vector<record::DuplicateCandidate> candidates; // who this patient may already be here
};
// Verifies and takes in whatever kind it is; durable when it returns. A patient never seen from there is a
// new one: merging them is a person's decision (record::MergedInto). NotFound for a clinic that is not known
// here, InvalidInput for a letter to somebody else, IntegrityBroken for one that is not what was signed,
// NotAuthorised where this user can't keep a category in it.
[[nodiscard]] base::Result<TakenLetter> takeLetter(Vault& vault, const SealedLetter& letter);
// Which patient here another clinic's is: the same on every device.
[[nodiscard]] record::PatientId patientFrom(const record::ClinicId& clinic, record::PatientId theirs);

// A patient whom a letter brought and who is read by themselves still: nobody has said who they are here.
struct CameByLetter
{
    record::PatientId patient;
    QString clinicName; // whose letter brought them
    base::HybridTime since;
    std::optional<record::PatientId> sentFromHere; // who that clinic says it once had from here
};
// Newest first; of one patient where one is given.
[[nodiscard]] base::Result<std::vector<CameByLetter>> cameByLetter(
    const Vault& vault, record::PatientId patient = {});
// Who they may be, for a person to merge (record::MergedInto) or not. Asks every patient: away from the
// vault.
[[nodiscard]] std::vector<record::DuplicateCandidate> whoTheyMayBe(
    const CameByLetter& came, const record::PatientIndex& index);

// ---- emergencies ----
// Opens what came sealed for an emergency of this patient: the entries and the signed EmergencyAccess go into
// the record together or not at all, the access log has its line, and the granting clinic is sent a letter.
// InvalidInput without a reason, NotFound where nothing came sealed or the contract allows it no longer,
// NotAuthorised for who does not treat. Images and documents are not part of what comes sealed.
struct EmergencyOpened
{
    std::vector<record::EventId> accesses; // one for each clinic that the patient's entries came from
    qint64 entries = 0;
    qint64 withoutImages = 0; // entries that stay sealed, for their images or documents did not come
    std::vector<record::Category> categories;
    std::vector<record::Category> closed; // this user's role can't keep them
};
[[nodiscard]] base::Result<EmergencyOpened> openEmergency(
    Vault& vault, record::PatientId patient, const QString& reason);

// ---- what passed, for whoever shows it: newest first ----
struct SharingLog
{
    std::vector<record::RecordedEvent> made; // DisclosureMade
    std::vector<record::RecordedEvent> arrived; // DisclosureArrived
    std::vector<record::RecordedEvent> taken; // DisclosureTaken
    std::vector<record::RecordedEvent> emergencies; // EmergencyAccess: here, and told by others
};
[[nodiscard]] base::Result<SharingLog> sharingLog(const Vault& vault, record::PatientId patient = {});

} // namespace twinward::ledger
