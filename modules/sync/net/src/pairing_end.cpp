#include "sync_net/pairing.h"

namespace twinward::sync {

QString pairingEndText(PairingEnd end)
{
    switch (end) {
    case PairingEnd::TimeIsUp:
        return QStringLiteral("The time is up; begin again on both computers");
    case PairingEnd::WordsDiffer:
        return QStringLiteral(
            "The words were not the same: somebody may stand between. Try on another network");
    case PairingEnd::Refused:
        return QStringLiteral("It was refused at the other computer");
    case PairingEnd::TooManyTries:
        return QStringLiteral("Several computers tried and came to nothing; begin again");
    case PairingEnd::OtherPurpose:
        return QStringLiteral("The two computers were asked for different things");
    case PairingEnd::OtherVersion:
        return QStringLiteral(
            "The other computer has another version of this program; bring both to the same");
    case PairingEnd::NotTheCode:
        return QStringLiteral("This code is for another computer, was used before, or has run out");
    case PairingEnd::Broken:
        return QStringLiteral("The connection broke off; begin again");
    case PairingEnd::Cancelled:
        return QStringLiteral("Cancelled");
    }
    return {};
}

} // namespace twinward::sync
