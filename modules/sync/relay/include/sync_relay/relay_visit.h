#pragma once

// One computer's visit to its relay: what lies there is taken in and what waits is left, for the clinic's own
// other computers (relay_desk.h) and for other clinics (sync/post.h).

#include "sync/post.h"
#include "sync_relay/postgres_carrier.h"
#include "sync_relay/relay_desk.h"

#include <optional>
#include <set>

namespace twinward::sync {

struct RelayTaken
{
    RelayRound own; // from this clinic's other computers
    PostReport others; // from other clinics
    quint64 waiting = 0; // lie there for this clinic, and may be taken in later: see PostReport::Refused
};

struct RelayLeft
{
    RelayRound own;
    quint64 lettersToOthers = 0; // newly left for other clinics
    std::vector<PostReport::Refused> refused; // could not be written; the others went
    std::set<base::Hash256> notThere; // clinics that have letters waiting, and that the relay does not know
    std::optional<base::Error> full; // a clinic has so much lying there already that it takes no more
};

// One for each open vault and line; both must outlive it. Kept between visits, it says nothing to the relay
// that it said within the hour. Not for the GUI's thread.
class RelayVisit
{
public:
    RelayVisit(
        ledger::Vault& vault, PostgresCarrier& carrier, const QString& where, RelayDeskOptions options = {});
    ~RelayVisit();
    RelayVisit(const RelayVisit&) = delete;
    RelayVisit& operator=(const RelayVisit&) = delete;

    // Asked before the others, which do so themselves: NotAuthorised where the relay knows the name as
    // another clinic's.
    base::Status begin();
    // Letters of clinics that are not known yet, or that another user has to take, are asked for again: all
    // of them, or only what came since this object last asked.
    enum class Ask : quint8 { All, NewOnly };
    [[nodiscard]] base::Result<RelayTaken> pull(Ask ask = Ask::All);
    // Pull first: what is known of the others is newer then.
    [[nodiscard]] base::Result<RelayLeft> push();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace twinward::sync
