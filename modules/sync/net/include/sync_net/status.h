#pragma once

// What the sync service says of itself and of the clinic's other computers: plain values, computed where the
// disk may be waited for, and looked at in the GUI's thread. And of the neighbours: other clinics whose cards
// were taken, with whom letters are exchanged over the network (ledger/disclosure.h).

#include "sync/conversation.h"
#include "sync/spread.h"

#include <QDateTime>
#include <QStringList>
#include <set>

namespace twinward::sync {

// Why two computers do not work together just now. `what` of PeerTrouble says the same in English.
enum class TroubleKind : quint8 {
    None,
    Unreachable, // nobody answers at its address, or the network ends before it
    Stranger, // who answers there is not of this clinic
    NotKnownYet, // it was admitted elsewhere, and one of the two has not heard of it yet
    Removed, // it was removed from the clinic, and is given nothing
    WeAreRemoved, // this computer was, and the other gives it nothing
    OtherVersion, // of this program
    Silent, // it stopped answering
    Misunderstood, // it sent what can't be understood; the connection was ended
    CommitRefused, // it sent an entry that is not in order: see `where`
    Disk, // this computer's disk
    Other,
};

struct PeerTrouble
{
    TroubleKind kind = TroubleKind::None;
    QString what; // a sentence, English
    QString where;
    QDateTime when;
};

enum class PeerState : quint8 {
    NeverSeen, // neither now nor before: it never signed what it has
    Away,
    Connecting,
    Connected,
};

struct PeerStatus
{
    record::DeviceId device;
    QString name; // as it was enrolled
    PeerState state = PeerState::NeverSeen;
    QDateTime since; // connected, or no longer; null where it was not, since this service was started
    ConversationState conversation = ConversationState::Closed; // while it is connected
    QString address; // where it is connected, or was last
    Exchanged exchanged; // over the connection that there is
    PeerTrouble trouble; // the last, until the two have caught up again
};

// Why nothing passes between this clinic and another just now, or not all. `what` of NeighbourTrouble says
// the same in English.
enum class NeighbourTroubleKind : quint8 {
    None,
    Unreachable, // nobody answers at its address, or not as that clinic does
    OtherKeys, // the keys that one showed are not those the other knows: compare cards, and take them anew
    OtherVersion, // of this program
    Silent, // it stopped answering
    Misunderstood, // it sent what can't be understood; the connection was ended
    LetterRefused, // there: for the reason given, for good
    LetterPutOff, // there: it may go later, when somebody else signs in or after an update
    LetterNotTaken, // one of theirs was refused here, or waits for another user
    LetterNotWritten, // one of ours can't be written here and now, by who is signed in
    Disk, // this computer's
};

struct NeighbourTrouble
{
    NeighbourTroubleKind kind = NeighbourTroubleKind::None;
    QString what; // a sentence, English
    QString where;
    QDateTime when;
};

struct NeighbourStatus
{
    record::ClinicId clinic;
    QString name; // as its card has it
    PeerState state = PeerState::NeverSeen; // Away: was met, now or before
    QDateTime since; // connected, or no longer; null where it was not, since this service was started
    QString address; // where it is connected, or was last
    QStringList addresses; // typed by hand, with their ports
    qint64 lettersWaiting = 0; // for its receipts; its own receipts are not counted
    NeighbourTrouble trouble; // the last, until what it was about is mended
};

enum class SyncState : quint8 {
    Off, // the service does not run
    Alone, // no other computer is enrolled
    Joining, // the record has not all arrived here yet
    NobodyHere, // no other computer is connected
    Working, // something is under way
    CaughtUp, // with all that are connected
    Outdated, // this folder is an older copy: beginEpoch() after asking
    Removed, // this computer was removed from the clinic
};

struct SyncStatus
{
    SyncState state = SyncState::Off;
    quint16 port = 0; // that it listens on; 0: on none
    std::vector<PeerStatus> peers; // enrolled, not removed, not this one; by name
    QStringList addresses; // typed by hand, with their ports
    std::map<QString, PeerTrouble> addressTroubles; // of the last attempt, by what is in addresses
    BlobPolicy images = BlobPolicy::OnDemand;
    PeerTrouble trouble; // of the service itself: a port that is taken, a disk that is full
    std::set<record::DeviceId> destinations; // where the clinic's record is meant to arrive
    Spread spread; // who has what, by the newest receipts
    std::vector<NeighbourStatus> neighbours; // other clinics, by name
};

} // namespace twinward::sync
