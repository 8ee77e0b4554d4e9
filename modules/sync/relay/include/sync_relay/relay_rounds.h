#pragma once

// Letters by way of the region's relay without anybody asking for it, while a vault is open: rounds every few
// minutes and soon after something was entered, with pauses that grow while the relay is away. Lives in the
// GUI's thread, where no method of it waits; its work is done in the thread that calls run().
//
// Where the relay is, and the password there, are kept in the vault, sealed for who is signed in.
//
// In the workstation: session.runBeside([rounds](Vault& vault) { rounds->run(vault); }), and stop() at
// Session::closing().

#include "sync_relay/relay_address.h"
#include "sync_relay/relay_trouble.h"

#include "ledger/vault.h"

#include <memory>
#include <optional>
#include <QObject>
#include <set>

namespace twinward::sync {

// How often, in milliseconds.
struct RelayPace
{
    qint64 everyMs = 180'000;
    qint64 soonMs = 2'000; // after a commit; more of them within that are one
    qint64 firstRetryMs = 5'000; // doubles up to:
    qint64 lastRetryMs = 300'000;
};

enum class RelayState : quint8 {
    Off, // run() is not running
    NotSet, // nobody said where a relay is
    Paused, // somebody turned it off
    Connecting, // for the first time, or again
    Connected, // the last round went through, or one is under way over a line that works
    Away, // the last round broke off; see trouble, and nextTry
};

struct RelayStatus
{
    RelayState state = RelayState::Off;
    QString where; // "relay.example.org/relay"; empty where none is set
    QByteArray address; // as it can be shown and edited: without the password
    bool hasPassword = false;
    bool isWorking = false; // a round is under way
    QDateTime since; // connected, or away; null for the rest
    QDateTime lastRound; // that went through
    QDateTime nextTry; // while Away or Connected, and not working
    quint64 lettersLeft = 0; // since run() began, for whomever
    quint64 lettersTaken = 0;
    quint64 waitingToGo = 0; // letters for other clinics without a receipt yet
    quint64 waitingToCome = 0; // lie at the relay, and can't be taken in yet: a clinic not known here
    std::set<record::ClinicId> notThere; // have letters waiting, and the relay does not know them
    RelayTrouble trouble; // the last, until a round goes through without any
};

class RelayRounds : public QObject
{
    Q_OBJECT

public:
    // address: instead of the one in the vault, which stays as it is.
    explicit RelayRounds(
        const RelayPace& pace = {}, std::optional<RelayAddress> address = {}, QObject* parent = nullptr);
    ~RelayRounds() override; // run() must have ended

    // Returns after stop(), with the vault no longer in use; in any thread but the GUI's. Once only.
    void run(ledger::Vault& vault);
    // The rest from any thread; nothing waits. A call that waits for the network is cut off.
    void stop();

    [[nodiscard]] RelayStatus status() const;

    // From now on, and kept in the vault for who is signed in. Where the address brings no password, the one
    // that is kept goes on counting if it is the same name at the same relay.
    void use(const RelayAddress& address);
    void pause(); // kept, too: until resume()
    void resume();
    void forget(); // the address and the password are removed from the vault
    void tryNow();

signals:
    void statusChanged();

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace twinward::sync
