#pragma once

// Why letters do not go by way of the relay just now, as something that can be said in any language.

#include <QDateTime>
#include <QString>

namespace twinward::sync {

enum class RelayTroubleKind : quint8 {
    None,
    Unreachable, // nobody answers there, or the network ends before it
    NotLetIn, // the name or the password
    NotVerified, // who answers can't show that it is the relay: its certificate
    NotARelay, // the database there is none, or of another version
    OtherClinic, // the name is another clinic's
    UnknownThere, // the relay knows no clinic by this name, or not the one that a letter is for
    Full, // too much of this clinic's lies there already, or the relay's disk is full
    LettersRefused, // some letters could not be taken in: see `what`; the others were
    Outdated, // this folder is an older copy of one that went on elsewhere
    Disk, // this computer's
    Other,
};

struct RelayTrouble
{
    RelayTroubleKind kind = RelayTroubleKind::None;
    QString what; // a sentence, English, without a password
    QString where;
    QDateTime when;
};

} // namespace twinward::sync
