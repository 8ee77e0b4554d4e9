#pragma once

// The clinic's computers kept alike over the network while a vault is open: it listens, finds the others,
// calls them, and lets a Conversation run with each. And letters carried to and from the other clinics that
// are known here, as soon as one of their computers is on the same network, or at an address that was given.
// Lives in the GUI's thread, where no method of it waits; its work is done in the thread that calls run().
//
// Who relies on what. An address is only ever a hint. Before anything of ours is said, the caller shows by a
// token under the clinic's secret (knock.h) that it is of the clinic, and so does who answers; then TLS 1.3
// (device_certificate.h), each end with a certificate that its device has signed; then the conversation's own
// greeting. A stranger gets silence. With another clinic the same under a secret of those two alone
// (ledger/clinic_line.h), certificates that say nothing, and a greeting that each signs in its clinic's name;
// it hears nothing but letters.
//
// In the workstation: session.runBeside([service](Vault& vault) { service->run(vault); }), and stop() at
// Session::closing().

#include "ledger/vault.h"
#include "sync_net/discovery.h"
#include "sync_net/status.h"

#include <QFuture>
#include <QObject>
#include <set>

namespace twinward::sync {

inline constexpr quint16 defaultSyncPort = 47'815; // TCP for links, UDP for beacons; not assigned by IANA

struct ServiceOptions
{
    // TCP; where it is taken another is used, which the beacons tell. 0: any.
    quint16 port = defaultSyncPort;
    QString listenOn; // an address of this computer; empty: all of them
    using Discovery = sync::Discovery;
    Discovery discovery = Discovery::LocalNetworks;
    quint16 beaconPort = defaultSyncPort; // UDP; the same on all computers
    qint64 beaconEveryMs = 5'000;
    qint64 firstRetryMs = 1'000; // doubles up to:
    qint64 lastRetryMs = 60'000;
    qint64 othersTurnMs = 8'000; // of two that hear each other, how long one leaves the calling to the other
    ConversationOptions conversation; // all but the policy for images, which is kept in the vault
};

class Service : public QObject
{
    Q_OBJECT

public:
    explicit Service(const ServiceOptions& options = {}, QObject* parent = nullptr);
    ~Service() override; // run() must have ended

    // Returns after stop(), with the vault no longer in use; in any thread but the GUI's. Once only.
    void run(ledger::Vault& vault);
    // From any thread; at once.
    void stop();

    // The rest from any thread; nothing waits.
    [[nodiscard]] SyncStatus status() const;

    // "192.168.1.20", "[fe80::1%eth0]:47815", "ward-pc.local:4000": for a computer that beacons don't reach.
    // Kept in the vault for who is signed in. InvalidInput for what is no address.
    base::Status addAddress(const QString& address);
    void removeAddress(const QString& address);
    // The same for another clinic that is known here, or will be.
    base::Status addNeighbourAddress(const record::ClinicId& clinic, const QString& address);
    void removeNeighbourAddress(const record::ClinicId& clinic, const QString& address);
    void setImages(BlobPolicy policy); // kept in the vault
    // Where the clinic's record is meant to arrive: any one of them is enough. Kept in the vault.
    void setDestinations(const std::set<record::DeviceId>& devices);
    void wantBlob(const base::Hash256& name); // before all others, from whoever has it
    void tryNow(); // calls everybody known, without waiting for the next turn
    // What Outdated asks for, once a person said that this folder was restored from a backup.
    QFuture<base::Status> beginEpoch();

signals:
    void statusChanged(); // at most a few times a second
    void blobArrived(); // some content that was asked for, or came by policy
    void letterArrived(); // another clinic's letter, or its receipt, was taken in: a commit says what

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace twinward::sync
