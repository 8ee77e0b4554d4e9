#pragma once

// Whom to call and when: what beacons told, what people typed, where a device was met. Knows no sockets and
// no clock, so that it can be tried without either.
//
// Of two devices that hear each other the one with the smaller id calls, and the other only where that comes
// to nothing for a while (its way in may be closed); so they don't cross.

#include "record/ids.h"
#include "sync_net/address.h"

#include <functional>
#include <map>
#include <random>
#include <vector>

namespace twinward::sync {

class Dialler
{
public:
    struct Pace
    {
        qint64 firstRetryMs = 1'000; // doubles up to:
        qint64 lastRetryMs = 60'000;
        qint64 othersTurnMs = 8'000; // how long the one with the smaller id is left to call
        qint64 forgetMs = 600'000; // a beacon's address that nothing more was heard of
    };
    Dialler(record::DeviceId own, const Pace& pace);

    // By a beacon. run: another one means that whoever failed before may be there now.
    void heard(record::DeviceId device, const PeerAddress& address, quint64 run, qint64 nowMs);
    // By hand, or where it was met (device is known then).
    void add(const PeerAddress& address, record::DeviceId device, qint64 nowMs);
    void remove(const PeerAddress& address);
    void tryNow(qint64 nowMs);
    void callSoon(const PeerAddress& address, qint64 nowMs); // there is more to be tried

    // Whom to call now, each as if begun: outcome() has to follow.
    [[nodiscard]] std::vector<PeerAddress> due(
        const std::function<bool(record::DeviceId)>& isConnected, qint64 nowMs);
    enum class Outcome : quint8 { Failed, Connected };
    // device: who was there, none where that did not come out.
    void outcome(const PeerAddress& address, Outcome outcome, record::DeviceId device, qint64 nowMs);
    // A connection with it ended: it is called again soon.
    void parted(record::DeviceId device, qint64 nowMs);

    [[nodiscard]] record::DeviceId deviceAt(const PeerAddress& address) const; // as far as is known
    [[nodiscard]] size_t size() const { return m_routes.size(); }

private:
    struct Route
    {
        record::DeviceId device; // none: not known yet
        bool isTyped = false;
        bool isCalling = false;
        quint64 run = 0;
        qint64 heardMs = 0;
        qint64 nextMs = 0;
        qint64 delayMs = 0;
    };
    static constexpr size_t maxHeardRoutes = 8; // for each device

    void forget(qint64 nowMs);
    void makeRoomFor(record::DeviceId device);
    [[nodiscard]] qint64 jitter(qint64 delayMs);

    record::DeviceId m_own;
    Pace m_pace;
    std::map<PeerAddress, Route> m_routes;
    std::minstd_rand m_dice;
};

} // namespace twinward::sync
