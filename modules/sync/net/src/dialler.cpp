#include "dialler_p.h"

#include <algorithm>
#include <set>

namespace twinward::sync {

Dialler::Dialler(record::DeviceId own, const Pace& pace)
    : m_own(own)
    , m_pace(pace)
    , m_dice(static_cast<unsigned>(qHash(own)))
{ }

void Dialler::heard(record::DeviceId device, const PeerAddress& address, quint64 run, qint64 nowMs)
{
    if (device == m_own)
        return;
    auto found = m_routes.find(address);
    if (found == m_routes.end()) {
        makeRoomFor(device);
        found = m_routes.emplace(address, Route{}).first;
    }
    Route& route = found->second;
    const bool isNews = route.run != run || route.device != device;
    route.heardMs = nowMs;
    if (!isNews)
        return;
    route.run = run;
    route.device = device;
    route.delayMs = 0;
    route.nextMs = m_own < device ? nowMs : nowMs + m_pace.othersTurnMs;
}

void Dialler::add(const PeerAddress& address, record::DeviceId device, qint64 nowMs)
{
    Route& route = m_routes[address];
    route.isTyped = true;
    if (!device.isNull())
        route.device = device;
    route.delayMs = 0;
    route.nextMs = nowMs;
}

void Dialler::remove(const PeerAddress& address)
{
    m_routes.erase(address);
}

void Dialler::tryNow(qint64 nowMs)
{
    for (auto& [address, route] : m_routes) {
        route.nextMs = nowMs;
        route.delayMs = 0;
    }
}

void Dialler::callSoon(const PeerAddress& address, qint64 nowMs)
{
    const auto found = m_routes.find(address);
    if (found != m_routes.end())
        found->second.nextMs = nowMs;
}

std::vector<PeerAddress> Dialler::due(const std::function<bool(record::DeviceId)>& isConnected, qint64 nowMs)
{
    forget(nowMs);
    std::set<record::DeviceId> called;
    for (const auto& [address, route] : m_routes) {
        if (route.isCalling && !route.device.isNull())
            called.insert(route.device);
    }
    std::vector<PeerAddress> all;
    for (auto& [address, route] : m_routes) {
        const bool isKnown = !route.device.isNull();
        if (route.isCalling || route.nextMs > nowMs || (isKnown && isConnected(route.device)))
            continue;
        if (isKnown && !called.insert(route.device).second)
            continue; // one way at a time
        route.isCalling = true;
        all.push_back(address);
    }
    return all;
}

void Dialler::outcome(const PeerAddress& address, Outcome outcome, record::DeviceId device, qint64 nowMs)
{
    const auto found = m_routes.find(address);
    if (found == m_routes.end())
        return;
    Route& route = found->second;
    route.isCalling = false;
    if (!device.isNull())
        route.device = device;
    if (outcome == Outcome::Connected) {
        route.delayMs = 0;
        route.nextMs = nowMs + m_pace.firstRetryMs;
        return;
    }
    route.delayMs = std::clamp(route.delayMs * 2, m_pace.firstRetryMs, m_pace.lastRetryMs);
    route.nextMs = nowMs + jitter(route.delayMs);
}

void Dialler::parted(record::DeviceId device, qint64 nowMs)
{
    for (auto& [address, route] : m_routes) {
        if (route.device != device)
            continue;
        const qint64 turnMs = m_own < device || route.isTyped ? 0 : m_pace.othersTurnMs;
        route.nextMs = std::max(route.nextMs, nowMs + turnMs + jitter(m_pace.firstRetryMs));
    }
}

record::DeviceId Dialler::deviceAt(const PeerAddress& address) const
{
    const auto found = m_routes.find(address);
    return found == m_routes.end() ? record::DeviceId() : found->second.device;
}

void Dialler::forget(qint64 nowMs)
{
    std::erase_if(m_routes, [&](const auto& each) {
        const Route& route = each.second;
        return !route.isTyped && !route.isCalling && route.heardMs + m_pace.forgetMs < nowMs;
    });
}

void Dialler::makeRoomFor(record::DeviceId device)
{
    size_t count = 0;
    auto oldest = m_routes.end();
    for (auto it = m_routes.begin(); it != m_routes.end(); ++it) {
        if (it->second.device != device || it->second.isTyped)
            continue;
        ++count;
        if (!it->second.isCalling
            && (oldest == m_routes.end() || it->second.heardMs < oldest->second.heardMs))
            oldest = it;
    }
    if (count >= maxHeardRoutes && oldest != m_routes.end())
        m_routes.erase(oldest);
}

// So that a clinic whose power came back does not call all at once.
qint64 Dialler::jitter(qint64 delayMs)
{
    return delayMs * 3 / 4 + static_cast<qint64>(m_dice() % static_cast<quint64>(delayMs / 2 + 1));
}

} // namespace twinward::sync
