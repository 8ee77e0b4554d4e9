#pragma once

// Vaults that are kept alike by the real service, each in a thread of its own, over loopback alone.

#include "replicas.h"

#include "sync_net/service.h"

#include <QTest>
#include <QThread>

namespace twinward::test {

inline sync::ServiceOptions onLoopback(quint16 beaconPort)
{
    sync::ServiceOptions options;
    options.port = 0;
    options.listenOn = QStringLiteral("127.0.0.1");
    options.discovery = sync::Discovery::ThisComputerOnly;
    options.beaconPort = beaconPort;
    options.beaconEveryMs = 200;
    options.firstRetryMs = 100;
    options.lastRetryMs = 500;
    options.othersTurnMs = 500;
    return options;
}

// A service that runs until it goes; the vault must outlive it.
class Serving
{
public:
    // prepare: in the service's thread before all else.
    Serving(
        ledger::Vault& vault, const sync::ServiceOptions& options, const std::function<void()>& prepare = {})
        : m_service(options)
        , m_thread(QThread::create([this, &vault, prepare] {
            if (prepare)
                prepare();
            m_service.run(vault);
        }))
    {
        m_thread->start();
    }
    ~Serving()
    {
        m_service.stop();
        m_thread->wait();
    }
    Serving(const Serving&) = delete;
    Serving& operator=(const Serving&) = delete;

    [[nodiscard]] sync::Service& service() { return m_service; }
    [[nodiscard]] sync::SyncStatus status() const { return m_service.status(); }
    [[nodiscard]] std::optional<sync::PeerStatus> peer(const ledger::Vault& other) const
    {
        for (const sync::PeerStatus& one : status().peers) {
            if (one.device == other.device())
                return one;
        }
        return std::nullopt;
    }
    [[nodiscard]] bool isConnectedTo(const ledger::Vault& other) const
    {
        const auto found = peer(other);
        return found && found->state == sync::PeerState::Connected;
    }

private:
    sync::Service m_service;
    std::unique_ptr<QThread> m_thread;
};

} // namespace twinward::test
