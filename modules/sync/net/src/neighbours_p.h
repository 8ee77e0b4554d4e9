#pragma once

// The other clinics that are known here, as the service sees them in its thread: under what secrets they
// knock and are heard, where they may be, and at most one line with each, over which the letters of the
// outbox go and theirs come.
//
// One line, though either clinic may have several computers on the network: any of them carries for all. Who
// finds that another of the clinic's computers is being talked to leaves it at that and asks again later; it
// is heard where that line is idle and it has letters itself, for then its own clinic's computers may not
// reach each other.

#include "beacon_p.h"
#include "dialler_p.h"
#include "ledger/clinic_line.h"
#include "local_cast_p.h"
#include "neighbour_desk_p.h"
#include "neighbour_line_p.h"
#include "neighbour_places_p.h"
#include "sync_net/service.h"

namespace twinward::sync {

class Neighbours : public QObject
{
    Q_OBJECT

public:
    struct Told
    {
        std::function<void()> changed; // how one of them stands
        std::function<void()> brought; // a letter or a receipt was taken in
    };
    Neighbours(ledger::Vault& vault, const ServiceOptions& options, Told told);
    ~Neighbours() override;

    // port: where this computer listens, 0: nowhere. All three outlive it, or until end().
    void begin(HandshakeContext& context, LocalCast& cast, quint16 port);
    void end(); // says goodbye; waits a little
    void everySecond();
    void heard(const QByteArray& datagram, const QHostAddress& from); // what was none of our own beacons
    void arrived(SecureLink link); // called here
    void clinicWritten(); // something of the clinic's own was written, here or elsewhere
    void add(const record::ClinicId& clinic, const PeerAddress& address);
    void remove(const record::ClinicId& clinic, const PeerAddress& address);
    void tryNow();
    [[nodiscard]] std::vector<NeighbourStatus> status() const;

private:
    struct Neighbour
    {
        ledger::ClinicCard card;
        std::vector<ledger::LineSecret> secrets; // newest first
        std::unique_ptr<NeighbourDesk> desk;
        std::optional<neighbour::Begun> begun;
        std::vector<ledger::OutgoingLetter> waiting;
        std::vector<std::unique_ptr<NeighbourLine>> lines; // at most one is open
        std::optional<quint32> knownEpoch; // of our keys, that they have seen
        size_t beacons = 0; // that were said
        QDateTime since;
        QString address;
        NeighbourTrouble trouble;
    };
    struct Call
    {
        Handshake* handshake = nullptr; // a child of this
        record::ClinicId clinic;
        size_t secret = 0; // which was knocked with
    };

    // ---- lines: neighbours.cpp ----
    void callWhoIsDue();
    void onCallEnded(const PeerAddress& address);
    void open(Neighbour& to, SecureLink link, const std::optional<PeerAddress>& called);
    [[nodiscard]] std::optional<neighbour::Parting> greeted(const NeighbourLine* line,
        const record::ClinicId& clinic, const ledger::ClinicCard& card, const neighbour::Hello& hello);
    [[nodiscard]] bool makesWay(NeighbourLine& existing, const NeighbourLine& line,
        const record::ClinicId& clinic, const neighbour::Hello& hello) const;
    void onTrouble(const record::ClinicId& clinic, NeighbourTroubleKind kind, const base::Error& error);
    void sweepSoon();
    void sweep();
    void onDown(Neighbour& from, const NeighbourLine& line);
    void noteOpen(Neighbour& with, NeighbourLine& line);
    [[nodiscard]] NeighbourLine* openLine(const Neighbour& with) const;
    [[nodiscard]] Neighbour* find(const record::ClinicId& clinic);
    [[nodiscard]] neighbour::Talk::Setting settingFor(
        const Neighbour& with, const SecureLink& link, const std::optional<PeerAddress>& called) const;

    // ---- who there is, and what waits for them: neighbours_known.cpp ----
    void refreshIfDue();
    [[nodiscard]] bool refresh(); // false where it could not all be read
    void takeCards(const std::vector<ledger::KnownClinic>& known, const ledger::ClinicCard& own);
    void meet(const record::ClinicId& clinic);
    void forgetAll();
    void answerKnocks();
    void sayBeacons();
    void sayBeacon(Neighbour& to);
    [[nodiscard]] size_t secretToTry(const Neighbour& of, const PeerAddress& address) const;
    [[nodiscard]] static size_t indexOf(const Neighbour& of, quint32 ownEpoch);
    // What a dialler knows a clinic by: half its id, which is a hash.
    [[nodiscard]] static record::DeviceId shortOf(const record::ClinicId& clinic);
    void remember(const record::ClinicId& clinic, const PeerAddress& met);
    void keep();

    ledger::Vault& m_vault;
    ServiceOptions m_options;
    Told m_told;
    HandshakeContext* m_context = nullptr;
    LocalCast* m_cast = nullptr;
    quint16 m_port = 0;
    ledger::ClinicCard m_own;
    record::DeviceId m_run = record::DeviceId::random(); // tells nobody which device this is
    quint64 m_runNumber = 0;
    NeighbourPlaces m_places;
    std::unique_ptr<Dialler> m_dialler; // clinics by the beginning of their ids
    std::map<record::ClinicId, Neighbour> m_neighbours;
    std::map<PeerAddress, Call> m_calls;
    std::map<PeerAddress, size_t> m_secretAt; // which is to be knocked with there
    QTimer m_beaconTimer;
    QTimer m_refreshTimer;
    qint64 m_refreshedMs = 0;
    qint64 m_nextRefreshMs = 0; // not before
    qint64 m_keysMs = 0; // when this clinic's keys were looked at last
    bool m_isStale = true; // something was written since
    bool m_isSweeping = false;
};

} // namespace twinward::sync
