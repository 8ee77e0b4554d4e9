// Which clinics there are, under what secrets, where they may be, and what waits for them.

#include "neighbours_p.h"

#include "ledger/joining.h"
#include "steady_p.h"

#include <algorithm>
#include <QHostAddress>
#include <QtEndian>

namespace twinward::sync {

namespace {

constexpr int coalesceMs = 100; // what is written one after the other is looked at once
constexpr qint64 shareOfTime = 10; // looking takes no more than the tenth part of this thread
constexpr qint64 keysEveryMs = 30'000; // keys can turn without a commit
constexpr qint64 allEveryMs = 600'000; // contracts end by themselves
constexpr qint64 seldomer = 3; // than the clinic's own beacons

qint64 letterCount(const std::vector<ledger::OutgoingLetter>& letters)
{
    return std::count_if(letters.begin(), letters.end(),
        [](const auto& letter) { return letter.kind != ledger::OutgoingLetter::Kind::Receipt; });
}

} // namespace

void Neighbours::begin(HandshakeContext& context, LocalCast& cast, quint16 port)
{
    m_context = &context;
    m_cast = &cast;
    m_port = port;
    const QByteArray random = record::DeviceId::random().toBytes();
    m_runNumber = qFromBigEndian<quint64>(random.constData());
    if (auto made = throwawayIdentity()) {
        context.throwaway = std::move(*made);
    } else {
        m_context = nullptr; // the service has said so: it makes its own in the same way
        return;
    }
    refreshIfDue();
    m_beaconTimer.start(static_cast<int>(m_options.beaconEveryMs * seldomer));
    callWhoIsDue();
}

void Neighbours::clinicWritten()
{
    m_isStale = true;
    if (m_context != nullptr && !m_refreshTimer.isActive())
        m_refreshTimer.start(coalesceMs);
}

void Neighbours::refreshIfDue()
{
    if (m_context == nullptr)
        return;
    const qint64 now = steadyMs();
    if (now < m_nextRefreshMs) {
        if (m_isStale && !m_refreshTimer.isActive())
            m_refreshTimer.start(static_cast<int>(m_nextRefreshMs - now));
        return;
    }
    if (!m_isStale && now - m_refreshedMs < allEveryMs) {
        if (now - m_keysMs < keysEveryMs)
            return;
        m_keysMs = now;
        const auto own = ledger::ownCard(m_vault);
        if (!own || own->epoch == m_own.epoch)
            return;
    }
    m_isStale = false;
    if (!refresh())
        m_isStale = true; // the disk: once more, in a second
    m_refreshedMs = m_keysMs = steadyMs();
    m_nextRefreshMs = m_refreshedMs + shareOfTime * (m_refreshedMs - now);
    m_told.changed();
}

bool Neighbours::refresh()
{
    const bool isRemoved = m_vault.roster().removedDevices().contains(m_vault.device());
    if (isRemoved || ledger::isJoining(m_vault)) {
        forgetAll();
        return true;
    }
    const auto known = ledger::knownClinics(m_vault);
    const auto own = ledger::ownCard(m_vault);
    if (!known || !own)
        return false;
    takeCards(*known, *own);
    if (m_neighbours.empty())
        return true;
    const auto outbox = ledger::outbox(m_vault);
    if (!outbox)
        return false;
    std::map<record::ClinicId, std::vector<ledger::OutgoingLetter>> waiting;
    for (const ledger::OutgoingLetter& letter : *outbox)
        waiting[letter.to].push_back(letter);
    for (auto& [clinic, neighbour] : m_neighbours) {
        neighbour.waiting = std::move(waiting[clinic]);
        if (neighbour.waiting.empty() && neighbour.trouble.kind == NeighbourTroubleKind::LetterNotWritten)
            neighbour.trouble = {};
        for (const auto& line : neighbour.lines)
            line->talk().setWaiting(neighbour.waiting, steadyMs());
    }
    return true;
}

void Neighbours::forgetAll()
{
    for (auto& [clinic, neighbour] : m_neighbours) {
        for (const auto& line : neighbour.lines)
            line->part(neighbour::Parting::Done);
        neighbour.secrets.clear();
        neighbour.waiting.clear();
    }
    m_context->neighbours.clear();
    sweepSoon();
}

void Neighbours::takeCards(const std::vector<ledger::KnownClinic>& known, const ledger::ClinicCard& own)
{
    if (!m_dialler) {
        m_dialler = std::make_unique<Dialler>(shortOf(own.id),
            Dialler::Pace{m_options.firstRetryMs, m_options.lastRetryMs, m_options.othersTurnMs, 600'000});
    }
    const bool isTurned = own.epoch != m_own.epoch || own.earlier.size() != m_own.earlier.size();
    if (isTurned)
        m_secretAt.clear();
    const bool hadKeys = !m_own.id.isNull();
    m_own = own;
    std::vector<record::ClinicId> isNew;
    for (const ledger::KnownClinic& each : known) {
        Neighbour& neighbour = m_neighbours[each.card.id];
        const bool isFirst = neighbour.card.id.isNull();
        if (!isFirst && !isTurned && neighbour.card == each.card && !neighbour.secrets.empty())
            continue;
        neighbour.card = each.card;
        if (auto secrets = ledger::lineSecrets(m_vault, each.card))
            neighbour.secrets = std::move(*secrets);
        if (isFirst)
            isNew.push_back(each.card.id);
        // Who hears of the new keys at once can't be deceived with the old ones.
        if (isTurned && hadKeys) {
            for (const auto& line : neighbour.lines)
                line->part(neighbour::Parting::Done);
            sweepSoon();
        }
    }
    answerKnocks();
    for (const record::ClinicId& clinic : isNew)
        meet(clinic);
}

void Neighbours::meet(const record::ClinicId& clinic)
{
    Neighbour& neighbour = m_neighbours.at(clinic);
    neighbour.desk = std::make_unique<NeighbourDesk>(m_vault, m_own.id, clinic);
    const auto places = m_places.clinics.find(clinic);
    if (places != m_places.clinics.end()) {
        for (const PeerAddress& address : places->second.typed)
            m_dialler->add(address, shortOf(clinic), steadyMs());
        if (places->second.met)
            m_dialler->add(*places->second.met, shortOf(clinic), steadyMs());
    }
    sayBeacon(neighbour);
}

void Neighbours::answerKnocks()
{
    std::vector<NeighbourKnock> knocks;
    for (const auto& [clinic, neighbour] : m_neighbours) {
        for (const ledger::LineSecret& secret : neighbour.secrets) {
            const auto before = std::find_if(m_context->neighbours.begin(), m_context->neighbours.end(),
                [&](const NeighbourKnock& each) { return each.secret == secret.theirs; });
            if (before != m_context->neighbours.end())
                knocks.push_back(std::move(*before)); // with the tokens that it has seen
            else
                knocks.push_back({clinic, secret.theirs, KnockCheck(secret.theirs)});
        }
    }
    m_context->neighbours = std::move(knocks);
}

void Neighbours::sayBeacons()
{
    for (auto& [clinic, neighbour] : m_neighbours)
        sayBeacon(neighbour);
}

// Under the newest keys, and in between under those by which a clinic that was not met for long knows this
// one.
void Neighbours::sayBeacon(Neighbour& to)
{
    if (m_port == 0 || to.secrets.empty())
        return;
    size_t at
        = to.beacons % 2 == 0 || to.secrets.size() == 1 ? 0 : 1 + to.beacons / 2 % (to.secrets.size() - 1);
    if (to.knownEpoch)
        at = indexOf(to, *to.knownEpoch);
    ++to.beacons;
    m_cast->say(Beacon{m_run, m_port, m_runNumber}.sealed(to.secrets[at].ours));
}

size_t Neighbours::indexOf(const Neighbour& of, quint32 ownEpoch)
{
    for (size_t i = 0; i < of.secrets.size(); ++i) {
        if (of.secrets[i].ownEpoch == ownEpoch)
            return i;
    }
    return 0;
}

size_t Neighbours::secretToTry(const Neighbour& of, const PeerAddress& address) const
{
    const auto noted = m_secretAt.find(address);
    if (noted != m_secretAt.end())
        return std::min(noted->second, of.secrets.size() - 1);
    return of.knownEpoch ? indexOf(of, *of.knownEpoch) : 0;
}

void Neighbours::heard(const QByteArray& datagram, const QHostAddress& from)
{
    if (m_context == nullptr)
        return;
    for (const auto& [clinic, neighbour] : m_neighbours) {
        for (size_t i = 0; i < neighbour.secrets.size(); ++i) {
            const auto beacon = Beacon::open(datagram, neighbour.secrets[i].theirs);
            if (!beacon)
                continue;
            const PeerAddress address{from.toString(), beacon->port};
            m_secretAt[address] = i;
            m_dialler->heard(shortOf(clinic), address, beacon->run, steadyMs());
            callWhoIsDue();
            return;
        }
    }
}

void Neighbours::add(const record::ClinicId& clinic, const PeerAddress& address)
{
    auto& typed = m_places.clinics[clinic].typed;
    if (std::count(typed.begin(), typed.end(), address) == 0) {
        typed.push_back(address);
        keep();
    }
    if (m_neighbours.contains(clinic)) {
        m_dialler->add(address, shortOf(clinic), steadyMs());
        callWhoIsDue();
    }
}

void Neighbours::remove(const record::ClinicId& clinic, const PeerAddress& address)
{
    const auto places = m_places.clinics.find(clinic);
    if (places == m_places.clinics.end())
        return;
    std::erase(places->second.typed, address);
    if (places->second.met == address)
        places->second.met.reset();
    if (m_dialler)
        m_dialler->remove(address);
    if (Neighbour* of = find(clinic); of != nullptr && of->trouble.where == address.toText())
        of->trouble = {};
    keep();
}

void Neighbours::tryNow()
{
    if (m_dialler)
        m_dialler->tryNow(steadyMs());
    callWhoIsDue();
}

void Neighbours::remember(const record::ClinicId& clinic, const PeerAddress& met)
{
    if (m_places.clinics[clinic].met == met)
        return;
    m_places.clinics[clinic].met = met;
    keep();
}

void Neighbours::keep()
{
    (void)m_places.write(m_vault); // hints: what can't be kept is found anew
    m_told.changed();
}

std::vector<NeighbourStatus> Neighbours::status() const
{
    std::vector<NeighbourStatus> all;
    for (const auto& [clinic, neighbour] : m_neighbours) {
        NeighbourStatus one;
        one.clinic = clinic;
        one.name = neighbour.card.name;
        one.since = neighbour.since;
        one.address = neighbour.address;
        one.lettersWaiting = letterCount(neighbour.waiting);
        one.trouble = neighbour.trouble;
        const auto places = m_places.clinics.find(clinic);
        if (places != m_places.clinics.end()) {
            for (const PeerAddress& address : places->second.typed)
                one.addresses << address.toText();
            if (places->second.met && one.address.isEmpty())
                one.address = places->second.met->toText();
        }
        const bool isCalled = std::any_of(m_calls.begin(), m_calls.end(),
            [id = clinic](const auto& call) { return call.second.clinic == id; });
        if (openLine(neighbour) != nullptr)
            one.state = PeerState::Connected;
        else if (isCalled || !neighbour.lines.empty())
            one.state = PeerState::Connecting;
        else
            one.state = one.address.isEmpty() ? PeerState::NeverSeen : PeerState::Away;
        all.push_back(std::move(one));
    }
    std::sort(all.begin(), all.end(), [](const NeighbourStatus& a, const NeighbourStatus& b) {
        const int order = a.name.localeAwareCompare(b.name);
        return order != 0 ? order < 0 : a.clinic < b.clinic;
    });
    return all;
}

} // namespace twinward::sync
