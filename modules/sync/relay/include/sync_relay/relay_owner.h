#pragma once

// What whoever runs a relay does there, as the owner of its database: makes the tables, lets clinics in, sees
// how much lies there, and clears away what lay too long. The owner can read nothing of the letters but from
// whom, to whom, how large and when.

#include "base/id.h"
#include "sync_relay/relay_address.h"

#include <chrono>
#include <memory>
#include <vector>

namespace twinward::sync {

struct NewRelayClinic
{
    base::Hash256 id;
    QString name; // for the owner's own eyes
    ledger::Secret password; // at least 16 bytes
    quint64 quotaBytes = quint64{4} << 30; // that may wait from it to any one clinic
};

struct RelayClinic
{
    base::Hash256 id;
    QString name;
    QString role;
    bool isOpen = true; // false: it was shut out
    quint64 lettersWaiting = 0; // for it
    quint64 bytesWaiting = 0;
};

class RelayOwner
{
public:
    explicit RelayOwner(const RelayAddress& address);
    ~RelayOwner();

    // The version of the tables, which it makes or brings up to date; doing so again changes nothing.
    // NotAuthorised for who may not make tables and roles there, Unsupported for a relay that a newer version
    // made.
    base::Result<int> prepare();
    // Gives back the role's name. For a clinic that is there already: a new password, name and quota, and it
    // is let in again where it was shut out. The password itself never reaches the server, only what
    // SCRAM-SHA-256 checks it by.
    base::Result<QString> addClinic(const NewRelayClinic& clinic);
    // Its role can't sign in any more, and what it left and what waits for it is deleted. NotFound.
    base::Status shutOut(const base::Hash256& clinic);
    [[nodiscard]] base::Result<std::vector<RelayClinic>> clinics();
    // How many letters went. Nothing is lost by it: who left a letter that was never answered leaves it
    // again.
    base::Result<quint64> prune(std::chrono::hours olderThan);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace twinward::sync
