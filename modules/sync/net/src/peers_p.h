#pragma once

// What the service does in its own thread: the door, the beacons, whom to call, and a line with each computer
// that is there.

#include "beacon_p.h"
#include "dialler_p.h"
#include "door_p.h"
#include "kept_p.h"
#include "line_p.h"
#include "local_cast_p.h"
#include "neighbours_p.h"
#include "peer_book_p.h"
#include "sync/vault_store.h"
#include "sync_net/service.h"

namespace twinward::sync {

class Peers : public QObject
{
    Q_OBJECT

public:
    struct Told
    {
        std::function<void(const SyncStatus&)> status;
        std::function<void()> blobArrived;
        std::function<void()> letterArrived;
    };
    Peers(ledger::Vault& vault, const ServiceOptions& options, Told told);
    ~Peers() override;

    void begin();
    void end(); // says goodbye; waits a little

    // Something was entered here, or came.
    enum class Written : quint8 { OfPatients, OfTheClinic };
    void committed(Written what);
    [[nodiscard]] Neighbours& neighbours() { return m_neighbours; }
    void add(const PeerAddress& address);
    void remove(const PeerAddress& address);
    void setImages(BlobPolicy policy);
    void setDestinations(const std::set<record::DeviceId>& devices);
    void wantBlob(const base::Hash256& name);
    void tryNow();
    [[nodiscard]] base::Status beginEpoch();

private:
    using Lines = std::vector<std::unique_ptr<Line>>;

    // ---- connections: peers.cpp ----
    void openDoor();
    void everySecond();
    void callWhoIsDue();
    void onCallEnded(Handshake* call, const PeerAddress& address);
    void arrived(SecureLink link, Line::CalledBy calledBy);
    void notAccepted(record::DeviceId device);
    [[nodiscard]] QByteArray signingKeyOf(record::DeviceId device) const;
    [[nodiscard]] bool wins(const Line& existing, record::DeviceId device, Line::CalledBy calledBy) const;
    [[nodiscard]] Line* lineWith(record::DeviceId device) const;
    void sweepSoon();
    void sweep();
    void dropTheRemoved();
    void tellOthers();
    void onTrouble(record::DeviceId device, const Trouble& trouble);

    // ---- what it says of itself: peers_status.cpp ----
    void report(); // soon
    void publish();
    void readSpread();
    [[nodiscard]] SyncState stateOf(const record::Roster& roster, const SyncStatus& status) const;
    void noteBlobs();
    void keep();

    ledger::Vault& m_vault;
    ServiceOptions m_options;
    Told m_told;
    VaultStore m_store;
    Kept m_kept;
    std::unique_ptr<HandshakeContext> m_context;
    std::unique_ptr<Door> m_door;
    std::unique_ptr<LocalCast> m_cast;
    Neighbours m_neighbours;
    Dialler m_dialler;
    PeerBook m_book;
    Lines m_lines;
    std::map<PeerAddress, Handshake*> m_calls; // children of this
    SpreadReader m_spreadReader;
    Spread m_spread;
    PeerTrouble m_trouble;
    QTimer m_second;
    QTimer m_beaconTimer;
    QTimer m_reportTimer;
    quint16 m_port = 0;
    quint64 m_run = 0;
    bool m_isSweeping = false; // one is asked for
    bool m_isTelling = false;
    bool m_isEnding = false;
    qint64 m_spreadMs = 0;
};

} // namespace twinward::sync
