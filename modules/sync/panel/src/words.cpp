#include "words_p.h"

#include "workbench/format.h"

#include <algorithm>
#include <QCoreApplication>

namespace twinward::sync::words {

using workbench::Tone;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

QString shortTime(const QDateTime& at)
{
    return at.date() == QDate::currentDate() ? workbench::formatTime(at) : workbench::formatDateTime(at);
}

int asCount(quint64 number)
{
    return static_cast<int>(std::min<quint64>(number, 1'000'000'000));
}

int connectedNow(const OtherComputers& peers)
{
    return static_cast<int>(std::count_if(peers.status().peers.begin(), peers.status().peers.end(),
        [](const PeerStatus& peer) { return peer.state == PeerState::Connected; }));
}

// What goes before how much is where: the computer itself can't go on as it is.
std::optional<Said> graver(const OtherComputers& peers)
{
    switch (peers.status().state) {
    case SyncState::Outdated:
        return Said{Words::tr("This is an older copy of the record: others have entries that were made here "
                              "and are missing. Nothing can be saved until that is settled."),
            Tone::Danger};
    case SyncState::Removed:
        return Said{Words::tr("This computer was removed from the clinic. What is entered here now reaches "
                              "nobody."),
            Tone::Danger};
    case SyncState::Joining:
        return Said{Words::tr("The record has not all arrived on this computer yet."), Tone::Caution};
    default:
        return std::nullopt;
    }
}

Said onlyHere(const Spread& spread)
{
    return {Words::tr("%n entry(ies) only on this computer, since %1.", nullptr, asCount(spread.onlyHere))
                .arg(since(spread.onlyHereSince)),
        Tone::Caution};
}

} // namespace

QString since(base::HybridTime time)
{
    return shortTime(QDateTime::fromMSecsSinceEpoch(time.wallMs()));
}

Said overall(const OtherComputers& peers)
{
    if (!peers.isKnown())
        return {Words::tr("Looking at who has what."), Tone::Secondary};
    if (const auto said = graver(peers))
        return *said;
    const Spread& spread = peers.spread();
    if (spread.others.empty())
        return {Words::tr("This is the clinic's only computer: everything is on it alone."), Tone::Secondary};
    if (spread.onlyHere > 0)
        return onlyHere(spread);
    const auto behind = std::count_if(spread.others.begin(), spread.others.end(),
        [](const Standing& other) { return other.entriesItLacks > 0; });
    if (behind > 0)
        return {Words::tr("Everything entered here is on another computer too; %n computer(s) still lack "
                          "something.",
                    nullptr, static_cast<int>(behind)),
            Tone::Good};
    return {Words::tr("Everything entered here is also on %n other computer(s).", nullptr,
                static_cast<int>(spread.others.size())),
        Tone::Good};
}

Said brief(const OtherComputers& peers)
{
    if (!peers.isKnown() || peers.spread().others.empty())
        return {};
    switch (peers.status().state) {
    case SyncState::Outdated:
        return {Words::tr("Older copy of the record: look here"), Tone::Danger};
    case SyncState::Removed:
        return {Words::tr("Removed from the clinic"), Tone::Danger};
    default:
        break;
    }
    if (const quint64 entries = peers.spread().onlyHere; entries > 0)
        return {Words::tr("○ %n entry(ies) only here", nullptr, asCount(entries)), Tone::Caution};
    if (!peers.settings().isOn)
        return {Words::tr("◐ Not keeping in step: switched off"), Tone::Caution};
    if (const int connected = connectedNow(peers); connected > 0 && peers.caughtUpAt().isValid())
        return {Words::tr("◐ In step with %n computer(s), %1", nullptr, connected)
                    .arg(workbench::formatTime(peers.caughtUpAt())),
            Tone::Good};
    return {Words::tr("◐ All is on another computer too"), Tone::Good};
}

Said service(const OtherComputers& peers)
{
    if (!peers.isKnown() || peers.spread().others.empty())
        return {};
    const SyncStatus& status = peers.status();
    if (const QString wrong = trouble(status.trouble); !wrong.isEmpty())
        return {wrong, Tone::Danger};
    switch (status.state) {
    case SyncState::Off:
        return {peers.settings().isOn
                ? Words::tr("Starting to listen for the other computers.")
                : Words::tr("Switched off: entries reach other computers only by bundle."),
            Tone::Caution};
    case SyncState::NobodyHere:
        return {
            Words::tr("No other computer can be reached just now. Entries go to them by themselves once one "
                      "is there."),
            Tone::Secondary};
    case SyncState::Working:
        return {Words::tr("Entries are on their way."), Tone::Secondary};
    case SyncState::CaughtUp:
        return {Words::tr("In step with %n connected computer(s), %1.", nullptr, connectedNow(peers))
                    .arg(workbench::formatTime(peers.caughtUpAt())),
            Tone::Secondary};
    case SyncState::Alone:
    case SyncState::Joining:
    case SyncState::Outdated:
    case SyncState::Removed:
        break;
    }
    return {};
}

Said connection(PeerState state, const QDateTime& at)
{
    switch (state) {
    case PeerState::NeverSeen:
        return {Words::tr("○ Not met yet"), Tone::Secondary};
    case PeerState::Connecting:
        return {Words::tr("○ Calling it"), Tone::Secondary};
    case PeerState::Connected:
        return {Words::tr("● Connected since %1").arg(shortTime(at)), Tone::Good};
    case PeerState::Away:
        break;
    }
    if (!at.isValid())
        return {Words::tr("○ Away"), Tone::Secondary};
    const qint64 ago = at.msecsTo(QDateTime::currentDateTime());
    return {Words::tr("○ Away for %1", "how long: 3 h").arg(workbench::formatElapsed(ago)), Tone::Secondary};
}

Said itLacks(const Standing& standing)
{
    if (standing.entriesItLacks == 0)
        return {Words::tr("Nothing"), Tone::Good};
    return {Words::tr("%n entry(ies), since %1", nullptr, asCount(standing.entriesItLacks))
                .arg(since(standing.lacksSince)),
        Tone::Caution};
}

Said lackedHere(const Standing& standing)
{
    if (standing.saidAt.packed() == 0)
        return {Words::tr("Not known yet"), Tone::Secondary};
    if (standing.commitsLackedHere == 0)
        return {Words::tr("Nothing"), Tone::Good};
    return {
        Words::tr("%n save(s)", "times that somebody saved something", asCount(standing.commitsLackedHere)),
        Tone::Caution};
}

QString trouble(const PeerTrouble& trouble)
{
    switch (trouble.kind) {
    case TroubleKind::None:
        return {};
    case TroubleKind::Unreachable:
        return Words::tr("It can't be reached: is it on, and on the same network?");
    case TroubleKind::Stranger:
        return Words::tr("Who answers at its address is not of this clinic. Nothing was told to it.");
    case TroubleKind::NotKnownYet:
        return Words::tr("It has not heard of this computer yet, or this one of it. It will, from another.");
    case TroubleKind::Removed:
        return Words::tr("It was removed from the clinic, and is given nothing.");
    case TroubleKind::WeAreRemoved:
        return Words::tr("It says that this computer was removed from the clinic.");
    case TroubleKind::OtherVersion:
        return Words::tr("It runs another version of this program: bring both to the newer one.");
    case TroubleKind::Silent:
        return Words::tr("It stopped answering; it will be called again.");
    case TroubleKind::Misunderstood:
        return Words::tr("It sent something that is not in order. The connection was ended, and nothing of "
                         "it was stored.");
    case TroubleKind::CommitRefused:
        return Words::tr("It sent an entry that is not in order, and that was refused: see below.");
    case TroubleKind::Disk:
        return Words::tr("This computer's disk could not be read or written: is it full?");
    case TroubleKind::Other:
        break;
    }
    return Words::tr("Something went wrong: %1").arg(trouble.what);
}

QString finding(ledger::Finding finding)
{
    using ledger::Finding;
    switch (finding) {
    case Finding::Malformed:
        return Words::tr("Refused: what came is no entry at all");
    case Finding::OtherVault:
        return Words::tr("Refused: it is of another clinic");
    case Finding::BadSignature:
        return Words::tr("Refused: its signature is forged or damaged");
    case Finding::NotWhatWasSigned:
        return Words::tr("Refused: it is not what was signed");
    case Finding::RoleForbids:
        return Words::tr("Refused: its author may not write such a thing");
    case Finding::OutOfOrder:
        return Words::tr("Refused: its time runs backwards");
    case Finding::FutureClock:
        return Words::tr("Held back: that computer's clock is more than a day ahead. Set it right");
    case Finding::TooManyForks:
        return Words::tr("Refused: that computer wrote too many versions of the same");
    case Finding::TooMuchSetAside:
        return Words::tr("Refused: too much came from who was removed");
    case Finding::SetAsideAuthorRemoved:
        return Words::tr("Set aside: its author had been removed by then");
    case Finding::SetAsideDeviceRemoved:
        return Words::tr("Set aside: that computer had been removed by then");
    case Finding::Fork:
        return Words::tr("Two versions under one number: was that computer's folder copied, or an old backup "
                         "put back? Both are kept");
    case Finding::OlderCopy:
        return Words::tr(
            "Others hold entries of this computer that are missing here: an older copy of its folder "
            "was put back");
    case Finding::WentBack:
        return Words::tr(
            "That computer has fewer of its own entries than it signed for before: was an old backup "
            "put back there?");
    case Finding::AnotherHead:
        return Words::tr(
            "That computer signed for another entry than the one that is here under its number: one "
            "of the two was altered");
    }
    return {};
}

} // namespace twinward::sync::words
