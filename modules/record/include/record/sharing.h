#pragma once

// What happens between clinics, as events: what a patient agreed to, what was sent for it, what arrived, and
// what was opened in an emergency. They stand among the clinic's own events (Category::Clinic), because a
// chart that is shared with one clinic must not tell it of the others.

#include "base/moment.h"
#include "record/ids.h"

#include <QByteArray>
#include <QString>
#include <vector>

namespace twinward::record {

// A patient's consent: what releases keys. The event's id names the contract. One that replaces it can only
// narrow it; to widen it is a new contract. record/consent.h says what is in force.
struct ConsentContract
{
    PatientId patient;
    ClinicId clinic; // to whom
    QString clinicName;
    QString clinician; // whom there, as agreed; empty for the clinic. Words: keys are the clinic's
    std::vector<Category> categories; // Sensitive only where it is named
    QString purpose; // HL7 v3 PurposeOfUse: TREAT, HRESCH, PATRQT, ...
    base::Moment from;
    base::Moment until; // the first moment it holds no longer; unknown: until it is withdrawn
    bool breakGlass = false; // may the rest be opened there in an emergency?
    QString note;
    friend bool operator==(const ConsentContract&, const ConsentContract&) = default;
};

struct ConsentWithdrawn
{
    EventId contract;
    QString reason;
    bool reasonIsTold = false; // to the clinic that it was granted to, too
};

// That clinic's side of it: the word of the clinic that granted a contract that it covers less since then, or
// nothing any more. Several add up to what all of them leave.
struct ConsentTold
{
    ClinicId clinic; // whose word it is
    QString clinicName;
    EventId contract;
    EventId change; // the event there that this tells of
    std::vector<Category> categories; // what is left; none where it was withdrawn
    QString clinician;
    base::Moment from;
    base::Moment until;
    bool breakGlass = false;
    base::Moment since;
    QString reason; // only where whoever withdrew it chose to tell
    QByteArray letter; // as that clinic signed it
    friend bool operator==(const ConsentTold&, const ConsentTold&) = default;
};

// How far a device's chain had come.
struct ChainCut
{
    DeviceId device;
    qint64 epoch = 1;
    qint64 seq = 0;
    friend auto operator<=>(const ChainCut&, const ChainCut&) = default;
};

// What was sealed for another clinic, under which contract. The event's id names the disclosure.
struct DisclosureMade
{
    EventId contract;
    PatientId patient;
    ClinicId clinic;
    std::vector<Category> categories;
    std::vector<ChainCut> upTo; // what was written later is not in it
    qint64 entries = 0;
    std::vector<base::Hash256> letters; // by their ids
    bool breakGlass = false; // the rest went along, sealed for an emergency
    QString purpose;
    std::vector<EventId> leftOut; // entries with images or documents that no letter has room for
};

// The other clinic's signed word that it has the whole of a disclosure on its disk.
struct DisclosureArrived
{
    EventId disclosure;
    ClinicId clinic;
    QByteArray receipt; // as it was signed
};

// Content as it is called in the clinic it came from, and here.
struct ContentTaken
{
    base::Hash256 theirs;
    base::Hash256 ours;
    friend bool operator==(const ContentTaken&, const ContentTaken&) = default;
};

// A letter of another clinic's disclosure, taken in here. Event::source holds what of it is still sealed: the
// part for an emergency, and entries that wait for their images.
struct DisclosureTaken
{
    ClinicId clinic;
    QString clinicName;
    EventId disclosure;
    EventId contractId;
    ConsentContract contract; // as it was in force when it was sent
    PatientId patient; // here
    base::Hash256 letter;
    qint64 part = 1;
    qint64 parts = 1;
    qint64 entries = 0; // taken in now
    qint64 waiting = 0; // for their images
    bool sealedForEmergency = false;
    std::vector<ContentTaken> contents;
};

// Somebody broke the glass: opened, for a reason, what the contract holds back. Signed where it was opened;
// the clinic it came from is sent it.
struct EmergencyAccess
{
    EventId disclosure;
    EventId contract;
    ClinicId granting; // whose patient it is
    PatientId patient; // as the record it stands in names them
    ClinicId clinic; // where it was opened
    QString clinicName;
    QString who;
    Role role = Role::Physician;
    std::vector<Category> categories;
    QString reason;
};

// Another clinic's card: ledger/clinic_card.h.
struct ClinicKnown
{
    enum class How : quint8 {
        ByPerson, // somebody compared its words, or paired the two
        ByItself, // it turned its keys, and its earlier key says so
    };
    ClinicId clinic;
    QString name;
    QByteArray card;
    How how = How::ByPerson;
};

// Who wrote an entry that came from another clinic. It counts as that person's, by the word of the clinic
// that sent it; who took it in has signed that it came.
struct Origin
{
    ClinicId clinic; // who sent it, and vouches for the author
    QString clinicName;
    UserId author;
    QString authorName;
    Role role = Role::Physician;
    base::Moment recorded;
    CommitId commit;
    QString earlier; // the clinic where it was written, where that one had it from elsewhere itself

    // Worked out when an entry is read, and never written: whether a letter that was taken in here holds it,
    // and under which contract that came.
    enum class Letter : quint8 {
        NotAsked,
        Held,
        Missing, // none does: whoever wrote it here claims it, and it counts for nothing
    };
    Letter inLetter = Letter::NotAsked;
    EventId contract = {};
    base::Moment ended = {}; // when that contract was withdrawn or ran out; unknown while one is in force
    bool isWithdrawn = false; // else, where it ended, it ran out
    friend bool operator==(const Origin&, const Origin&) = default;
};

} // namespace twinward::record
