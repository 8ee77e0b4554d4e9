#pragma once

// What is known of each of the clinic's other computers since the service was started: there or not, since
// when, and what went wrong last.

#include "sync_net/address.h"
#include "sync_net/status.h"

namespace twinward::sync {

class PeerBook
{
public:
    struct Entry
    {
        PeerState state = PeerState::NeverSeen;
        QDateTime since; // connected, or no longer; none where it never was
        QString address;
        PeerTrouble trouble;
    };

    void connecting(record::DeviceId device);
    void connected(record::DeviceId device, const QString& address);
    void away(record::DeviceId device);
    void note(record::DeviceId device, TroubleKind kind, const QString& what, const QString& where = {});
    void caughtUp(record::DeviceId device); // whatever went wrong is mended, unless an entry was refused
    [[nodiscard]] Entry of(record::DeviceId device) const;

    void noteAddress(const PeerAddress& address, TroubleKind kind); // None: somebody of ours was there
    void forget(const PeerAddress& address) { m_addresses.erase(address); }
    [[nodiscard]] std::map<QString, PeerTrouble> addressTroubles() const;

    [[nodiscard]] static PeerTrouble troubleOf(
        TroubleKind kind, const QString& what, const QString& where = {});

private:
    std::map<record::DeviceId, Entry> m_entries;
    std::map<PeerAddress, PeerTrouble> m_addresses;
};

// English, for a terminal; panels translate by kind.
[[nodiscard]] QString troubleText(TroubleKind kind);

} // namespace twinward::sync
