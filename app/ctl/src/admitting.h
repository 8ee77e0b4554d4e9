#pragma once

// What the person sees and says who lets one new computer into the clinic on a terminal: for `pair`, which
// does nothing else, and for `serve --pair`, which goes on serving meanwhile.

#include "ask.h"
#include "command.h"

#include "sync_net/pairing.h"

#include <optional>

namespace twinward::ctl {

class Admitting;

struct AdmittingOptions
{
    std::string address; // to listen on; empty: all
    sync::Discovery discovery = sync::Discovery::LocalNetworks; // how far this can be found
    quint16 beaconPort = sync::PairingOptions().beaconPort; // UDP
    int minutes = 10;
    std::function<quint16()> servicePort; // where the new computer will find the service; asked once it is in
    // A computer is in, or it came to nothing; may not destroy it.
    std::function<void(const Admitting&)> over;
};

// The vault must outlive it.
class Admitting : public QObject
{
public:
    Admitting(ledger::Vault& vault, AdmittingOptions options, const Invocation& invocation);

    base::Status open();
    [[nodiscard]] bool isDone() const { return m_host.state() == sync::PairingState::Done; }
    // Why it came to nothing; Cancelled where nobody has said.
    [[nodiscard]] base::Error error() const;

private:
    void onState();
    void showCode();
    void compare();
    void decide();
    void admit();

    ledger::Vault& m_vault;
    AdmittingOptions m_options;
    const Invocation& m_invocation;
    sync::PairingHost m_host;
    Ask m_ask;
    QString m_shown;
    std::optional<base::Error> m_error;
};

// Lets one computer in while `serve` goes on: says itself how it went. Errors as PairingHost::open().
[[nodiscard]] base::Result<std::unique_ptr<Admitting>> admitWhileServing(
    ledger::Vault& vault, AdmittingOptions options, const Invocation& invocation);

} // namespace twinward::ctl
