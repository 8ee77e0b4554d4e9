#pragma once

// Carries a clinic's own commits between its sites by letters (sync/carrier.h): each letter is a bundle
// (sync/bundle.h) of what the other computers are not known to have. What clears it is their signed receipts,
// which come in bundles of theirs, and nothing that a carrier says.
//
// Each computer keeps one letter standing that says how far it is, so that who comes newly learns what
// everybody has; the ones before it are taken back once all other computers have what they brought. What
// nobody answered is left anew after a day, then after two, four and so on up to 32, as one letter in the
// place of all: so a relay that lost something holds nobody up for good.

#include "sync/carrier.h"
#include "sync/receipts.h"

#include <chrono>
#include <functional>

namespace twinward::sync {

struct RelayDeskOptions
{
    qint64 bundleBytes = qint64{16} << 20; // about; the next commits go into another
    qsizetype letterBytes = maxLetterBytes; // a bundle larger than this goes in several
    std::function<qint64()> now; // ms since 1970; the system's clock where none is given
    std::function<bool()> mayGoOn; // false: what is under way ends with Cancelled
};

struct RelayRound
{
    quint64 lettersTaken = 0;
    quint64 commitsStored = 0;
    quint64 lettersLeft = 0;
    quint64 commitsLeft = 0; // in them
    quint64 lettersTakenBack = 0;
    bool ownChainIsAhead = false; // see ledger::isOutdated()
    std::vector<ledger::Noted> noted; // refused, set aside, forked: at most a hundred
    std::vector<base::Error> troubles; // letters that could not be taken, at most a hundred
};

// Takes a letter of another clinic. An error means that it can't be taken now (a full disk) and is to be
// brought again; what is wrong with the letter itself is the taker's to note, and no error.
using ForeignLetterFn = std::function<base::Status(const Letter&)>;

// One for each open vault and carrier; both must outlive it. Not for the GUI's thread. Interrupted anywhere,
// it goes on where it was: what is taken or left twice changes nothing.
class RelayDesk
{
public:
    // name: of the carrier, under which it remembers how far it is, sealed for who is signed in.
    RelayDesk(ledger::Vault& vault, Carrier& carrier, const QString& name, const base::Hash256& clinic,
        RelayDeskOptions options = {});
    ~RelayDesk();
    RelayDesk(const RelayDesk&) = delete;
    RelayDesk& operator=(const RelayDesk&) = delete;

    void onForeignLetter(ForeignLetterFn taker);

    // What waits there. The carrier's errors and the disk's.
    [[nodiscard]] base::Result<RelayRound> pull();
    // What others lack, and this computer's receipt. Pull first: what is known of them is newer then. While
    // this computer joins there is nothing to leave.
    [[nodiscard]] base::Result<RelayRound> push();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace twinward::sync
