// What the service says of itself, and what people decide about it.

#include "peers_p.h"

#include "ledger/joining.h"
#include "steady_p.h"

namespace twinward::sync {

namespace {

constexpr int reportEveryMs = 300;
constexpr qint64 spreadEveryMs = 1'000; // while much comes in, counting must not slow it down

} // namespace

void Peers::add(const PeerAddress& address)
{
    if (std::count(m_kept.addresses.begin(), m_kept.addresses.end(), address) == 0) {
        m_kept.addresses.push_back(address);
        keep();
    }
    m_dialler.add(address, {}, steadyMs());
    callWhoIsDue();
}

void Peers::remove(const PeerAddress& address)
{
    std::erase(m_kept.addresses, address);
    m_dialler.remove(address);
    m_book.forget(address);
    keep();
}

void Peers::setImages(BlobPolicy policy)
{
    if (m_kept.images == policy)
        return;
    m_kept.images = policy;
    m_options.conversation.blobs = policy;
    keep();
    // Conversations begin with a policy and keep it: they begin anew.
    for (const auto& line : m_lines)
        line->talk().close();
    sweepSoon();
}

void Peers::setDestinations(const std::set<record::DeviceId>& devices)
{
    m_kept.destinations = devices;
    keep();
}

void Peers::keep()
{
    if (const auto written = m_kept.write(m_vault); !written)
        m_trouble = PeerBook::troubleOf(TroubleKind::Disk, written.error().what, written.error().where);
    report();
}

base::Status Peers::beginEpoch()
{
    const auto begun = ledger::beginEpoch(m_vault);
    if (begun)
        committed(Written::OfTheClinic);
    report();
    return begun;
}

void Peers::noteBlobs()
{
    bool isNews = false;
    for (const auto& line : m_lines) {
        const quint64 stored = line->talk().exchanged().blobsStored;
        isNews = isNews || stored != line->blobsTold;
        line->blobsTold = stored;
    }
    if (isNews)
        m_told.blobArrived();
}

void Peers::report()
{
    if (!m_isEnding && !m_reportTimer.isActive())
        m_reportTimer.start(reportEveryMs);
}

void Peers::readSpread()
{
    const qint64 now = steadyMs();
    if (now - m_spreadMs < spreadEveryMs && !m_spread.holders.empty()) {
        report();
        return;
    }
    m_spreadMs = now;
    auto spread = m_spreadReader.read(m_vault, m_store.receiptBook());
    if (spread)
        m_spread = std::move(*spread);
    else
        m_trouble = PeerBook::troubleOf(TroubleKind::Disk, spread.error().what, spread.error().where);
}

void Peers::publish()
{
    readSpread();
    const record::Roster roster = m_vault.roster();
    SyncStatus status;
    status.port = m_port;
    status.images = m_kept.images;
    status.destinations = m_kept.destinations;
    status.addressTroubles = m_book.addressTroubles();
    status.trouble = m_trouble;
    status.spread = m_spread;
    for (const PeerAddress& address : m_kept.addresses)
        status.addresses << address.toText();
    for (const auto& [device, enrolled] : roster.devices()) {
        if (device == m_vault.device() || roster.removedDevices().contains(device))
            continue;
        const PeerBook::Entry entry = m_book.of(device);
        PeerStatus peer{device, enrolled.name, entry.state, entry.since, ConversationState::Closed,
            entry.address, {}, entry.trouble};
        const bool hasSpoken = std::any_of(
            m_spread.others.begin(), m_spread.others.end(), [id = device](const Standing& other) {
                return other.device == id && other.saidAt.packed() != 0;
            });
        if (peer.state == PeerState::NeverSeen && hasSpoken)
            peer.state = PeerState::Away; // before this start
        if (const Line* line = lineWith(device)) {
            peer.conversation = line->talk().state();
            peer.exchanged = line->talk().exchanged();
        }
        status.peers.push_back(std::move(peer));
    }
    std::sort(status.peers.begin(), status.peers.end(),
        [](const PeerStatus& a, const PeerStatus& b) { return a.name.localeAwareCompare(b.name) < 0; });
    status.neighbours = m_neighbours.status();
    status.state = stateOf(roster, status);
    m_told.status(status);
}

SyncState Peers::stateOf(const record::Roster& roster, const SyncStatus& status) const
{
    if (roster.removedDevices().contains(m_vault.device()))
        return SyncState::Removed;
    if (const auto isOld = ledger::isOutdated(m_vault); isOld && *isOld)
        return SyncState::Outdated;
    if (ledger::isJoining(m_vault))
        return SyncState::Joining;
    if (status.peers.empty())
        return SyncState::Alone;
    const bool isAnybodyHere = std::any_of(status.peers.begin(), status.peers.end(),
        [](const PeerStatus& peer) { return peer.state == PeerState::Connected; });
    if (!isAnybodyHere)
        return SyncState::NobodyHere;
    const bool isWorking = std::any_of(status.peers.begin(), status.peers.end(), [](const PeerStatus& peer) {
        return peer.state == PeerState::Connected && peer.conversation != ConversationState::CaughtUp;
    });
    return isWorking ? SyncState::Working : SyncState::CaughtUp;
}

} // namespace twinward::sync
