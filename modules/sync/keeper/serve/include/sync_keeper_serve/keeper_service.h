#pragma once

// A keeper on the network: it listens, finds the clinic's computers, calls them, and lets a Conversation run
// with each. The same knock, certificates and beacons as sync_net's Service, for a store without a vault.
// Lives in one thread with an event loop, where it waits for the disk: not the GUI's.

#include "sync_keeper/keeper_store.h"
#include "sync_net/service.h"

#include <QObject>

namespace twinward::sync {

struct KeeperPeer
{
    record::DeviceId device;
    QString address;
    ConversationState state = ConversationState::Greeting;
    Exchanged exchanged;
};

class KeeperService : public QObject
{
    Q_OBJECT

public:
    // The store must outlive it. options.conversation.blobs is not looked at: a keeper keeps everything.
    KeeperService(KeeperStore& store, const ServiceOptions& options, QObject* parent = nullptr);
    ~KeeperService() override; // says goodbye; waits a little

    // InvalidInput for what is no address.
    base::Status addAddress(const QString& address);
    // Io where it can't listen.
    base::Status begin();

    [[nodiscard]] quint16 port() const;
    [[nodiscard]] std::vector<KeeperPeer> peers() const; // that are connected
    // The clinic removed this computer: nobody talks to it any more.
    [[nodiscard]] bool isRemoved() const;

signals:
    void changed(); // something came, or somebody came or went
    void trouble(const twinward::sync::Trouble& trouble);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace twinward::sync
