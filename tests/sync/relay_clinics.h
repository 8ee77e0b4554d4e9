#pragma once

// Two clinics that are let in at a region's relay, and the rounds that one of them makes there beside a
// vault that is open.

#include "two_clinics.h"

#include "relay_region.h"
#include "sync_relay/relay_rounds.h"

#include <QThread>

namespace twinward::test {

constexpr int relayPatience = 60'000; // ms, for what comes over the network

inline sync::RelayPace quickPace()
{
    return {500, 50, 100, 400};
}

inline sync::RelayAddress letIn(Region& region, const TestClinic& letting)
{
    const auto role = region.owner.addClinic(
        {letting.card().id, letting.name, ledger::Secret::copyOf(relayPassword), quint64{1} << 30});
    if (!role)
        qFatal("%s", qPrintable(role.error().message()));
    return region.clinic(*role);
}

class Rounds
{
public:
    explicit Rounds(ledger::Vault& vault, const sync::RelayPace& pace = quickPace())
        : service(pace)
        , m_thread(QThread::create([this, &vault] { service.run(vault); }))
    {
        m_thread->start();
    }
    ~Rounds() { (void)end(); }
    Rounds(const Rounds&) = delete;
    Rounds& operator=(const Rounds&) = delete;

    [[nodiscard]] bool end()
    {
        service.stop();
        return m_thread->wait(relayPatience);
    }
    [[nodiscard]] sync::RelayState state() const { return service.status().state; }
    [[nodiscard]] sync::RelayTroubleKind trouble() const { return service.status().trouble.kind; }

    sync::RelayRounds service;

private:
    std::unique_ptr<QThread> m_thread;
};

} // namespace twinward::test
