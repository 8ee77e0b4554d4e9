#include "clinic_words_p.h"

#include "workbench/format.h"

#include <algorithm>
#include <QCoreApplication>

namespace twinward::sync {

using workbench::Tone;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Clinics)
};

const NeighbourStatus* neighbour(const OtherComputers& computers, const record::ClinicId& clinic)
{
    const auto& all = computers.status().neighbours;
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const NeighbourStatus& each) { return each.clinic == clinic; });
    return found == all.end() ? nullptr : &*found;
}

bool isConnected(const NeighbourStatus* neighbour)
{
    return neighbour != nullptr && neighbour->state == PeerState::Connected;
}

// Does the relay carry for it, as far as is known here?
bool isByRelay(const RelayStatus& relay, const record::ClinicId& clinic)
{
    return relay.state == RelayState::Connected && !relay.notThere.contains(clinic);
}

QString connection(const OtherClinics& clinics, const NeighbourStatus* near, const record::ClinicId& clinic)
{
    if (isConnected(near))
        return words::connection(near->state, near->since).text;
    if (isByRelay(clinics.relay(), clinic))
        return Words::tr("◐ By way of the relay");
    return near == nullptr ? Words::tr("○ Not met yet") : words::connection(near->state, near->since).text;
}

QString waiting(const OtherClinics::Clinic& clinic)
{
    if (clinic.waiting == 0)
        return Words::tr("Nothing");
    return Words::tr("%n letter(s), since %1", nullptr, clinic.waiting)
        .arg(words::since(clinic.waitingSince));
}

QString trouble(const NeighbourTrouble& trouble)
{
    switch (trouble.kind) {
    case NeighbourTroubleKind::None:
        return {};
    case NeighbourTroubleKind::Unreachable:
        return Words::tr("Nobody answers at its address.");
    case NeighbourTroubleKind::OtherKeys:
        return Words::tr("It shows other keys than those on its card: compare fingerprints, and take its "
                         "card anew.");
    case NeighbourTroubleKind::OtherVersion:
        return Words::tr("It runs another version of this program: bring both to the newer one.");
    case NeighbourTroubleKind::Silent:
        return Words::tr("It stopped answering; it will be called again.");
    case NeighbourTroubleKind::Misunderstood:
        return Words::tr("It sent something that is not in order. The connection was ended, and nothing of "
                         "it was stored.");
    case NeighbourTroubleKind::LetterRefused:
        return Words::tr("It refused a letter: %1", "the reason").arg(trouble.what);
    case NeighbourTroubleKind::LetterPutOff:
        return Words::tr("It takes a letter later, when somebody else signs in there or after an update.");
    case NeighbourTroubleKind::LetterNotTaken:
        return Words::tr("One of its letters was not taken in here: %1", "the reason").arg(trouble.what);
    case NeighbourTroubleKind::LetterNotWritten:
        return Words::tr("A letter can't be sealed by who is signed in. Somebody else has to sign in here.");
    case NeighbourTroubleKind::Disk:
        return Words::tr("This computer's disk could not be read or written: is it full?");
    }
    return {};
}

QString wrong(const OtherClinics& clinics, const NeighbourStatus* near, const OtherClinics::Clinic& clinic)
{
    if (near != nullptr && near->trouble.kind != NeighbourTroubleKind::None)
        return trouble(near->trouble);
    if (clinics.relay().notThere.contains(clinic.known.card.id))
        return Words::tr("The relay does not know this clinic: letters go another way.");
    if (!clinic.known.comparedByPerson)
        return Words::tr("Nobody here compared its newest keys: compare fingerprints when you can.");
    return {};
}

} // namespace

std::vector<ClinicRow> clinicRows(const OtherClinics& clinics, const OtherComputers& computers)
{
    std::vector<ClinicRow> rows;
    for (const OtherClinics::Clinic& clinic : clinics.clinics()) {
        const record::ClinicId id = clinic.known.card.id;
        const NeighbourStatus* near = neighbour(computers, id);
        rows.push_back({id, clinic.known.card.name,
            {{clinic.known.card.name, connection(clinics, near, id), waiting(clinic),
                 wrong(clinics, near, clinic)},
                Tone::Caution}});
    }
    return rows;
}

namespace words {

Said letters(const OtherClinics& clinics, const OtherComputers& computers)
{
    if (!clinics.isKnown())
        return {Words::tr("Looking at what waits for other clinics."), Tone::Secondary};
    if (clinics.clinics().empty())
        return {};
    const int count = clinics.waiting();
    if (count == 0)
        return {Words::tr("No letter waits for another clinic: all have their receipts."), Tone::Good};
    const bool hasLine = std::all_of(
        clinics.clinics().begin(), clinics.clinics().end(), [&](const OtherClinics::Clinic& clinic) {
            const record::ClinicId id = clinic.known.card.id;
            return clinic.waiting == 0 || isConnected(neighbour(computers, id))
                || isByRelay(clinics.relay(), id);
        });
    if (hasLine)
        return {Words::tr("%n letter(s) wait for a receipt. They go by themselves.", nullptr, count),
            Tone::Secondary};
    return {
        Words::tr("%n letter(s) wait, and there is no line to all they are for. They go by themselves once "
                  "both computers are on one network or the relay is reached; or take them there on a "
                  "stick.",
            nullptr, count),
        Tone::Caution};
}

Said relayState(const RelayStatus& relay)
{
    switch (relay.state) {
    case RelayState::Off:
    case RelayState::NotSet:
        return {Words::tr("Where the region has a relay, letters reach clinics that this computer never "
                          "meets. Whoever runs it gives you its address and a password."),
            Tone::Secondary};
    case RelayState::Paused:
        return {
            Words::tr("Turned off: nothing goes by way of %1.", "the relay").arg(relay.where), Tone::Caution};
    case RelayState::Connecting:
        return {Words::tr("Calling %1.", "the relay").arg(relay.where), Tone::Secondary};
    case RelayState::Connected:
        return {relay.isWorking || !relay.lastRound.isValid()
                ? Words::tr("● Connected to %1; letters are going and coming.", "the relay").arg(relay.where)
                : Words::tr("● Connected to %1; last round at %2.", "the relay, a time")
                      .arg(relay.where, workbench::formatTime(relay.lastRound)),
            Tone::Good};
    case RelayState::Away:
        return {relay.nextTry.isValid()
                ? Words::tr("○ No line to %1; next try at %2.", "the relay, a time")
                      .arg(relay.where, workbench::formatTime(relay.nextTry))
                : Words::tr("○ No line to %1; trying now.", "the relay").arg(relay.where),
            Tone::Caution};
    }
    return {};
}

QString relayTrouble(const RelayStatus& relay)
{
    switch (relay.trouble.kind) {
    case RelayTroubleKind::None:
        break;
    case RelayTroubleKind::Unreachable:
        return Words::tr("It can't be reached: is this computer on the network? What is entered stays safe "
                         "here and goes later.");
    case RelayTroubleKind::NotLetIn:
        return Words::tr("It does not let this clinic in: check the name and the password with whoever runs "
                         "it.");
    case RelayTroubleKind::NotVerified:
        return Words::tr("Who answers there can't show that it is the relay. Nothing was sent. Ask whoever "
                         "runs it for the file of its certificate authority.");
    case RelayTroubleKind::NotARelay:
        return Words::tr("What is there is no relay, or of another version: ask whoever runs it.");
    case RelayTroubleKind::OtherClinic:
        return Words::tr(
            "The name in the address is another clinic's: check it with whoever runs the relay.");
    case RelayTroubleKind::UnknownThere:
        return Words::tr("It does not know this clinic: ask whoever runs it to let it in.");
    case RelayTroubleKind::Full:
        return Words::tr("Too much lies there already, and it takes no more until the other side has fetched "
                         "some.");
    case RelayTroubleKind::LettersRefused:
        return Words::tr("A letter that came was refused, and the others were taken in: %1", "the reason")
            .arg(relay.trouble.what);
    case RelayTroubleKind::Outdated:
        return Words::tr("This is an older copy of the record: see Computers.");
    case RelayTroubleKind::Disk:
        return Words::tr("This computer's disk could not be read or written: is it full?");
    case RelayTroubleKind::Other:
        return Words::tr("Something went wrong: %1").arg(relay.trouble.what);
    }
    if (relay.waitingToCome > 0)
        return Words::tr(
            "%n letter(s) there can't be taken in yet: the sender is not known here, or somebody "
            "else has to sign in.",
            nullptr, static_cast<int>(relay.waitingToCome));
    return {};
}

QString about(const ledger::KnownClinic& clinic)
{
    const QString fingerprint = clinic.card.fingerprint();
    return clinic.comparedByPerson
        ? Words::tr("%1: fingerprint %2, compared by a person; known since %3.")
              .arg(clinic.card.name, fingerprint, since(clinic.since))
        : Words::tr("%1: fingerprint %2, not compared by a person yet; known since %3.")
              .arg(clinic.card.name, fingerprint, since(clinic.since));
}

} // namespace words

} // namespace twinward::sync
