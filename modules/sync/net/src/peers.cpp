#include "peers_p.h"

#include "ledger/device_keys.h"
#include "ledger/disclosure.h"
#include "ledger/joining.h"
#include "steady_p.h"

#include <QtEndian>

namespace twinward::sync {

namespace {

TroubleKind kindOf(HandshakeEnd end)
{
    switch (end) {
    case HandshakeEnd::Done:
        return TroubleKind::None;
    case HandshakeEnd::Unreachable:
        return TroubleKind::Unreachable;
    case HandshakeEnd::Stranger:
        return TroubleKind::Stranger;
    case HandshakeEnd::NotAccepted:
        return TroubleKind::NotKnownYet;
    }
    return TroubleKind::Other;
}

TroubleKind kindOf(GoodbyeReason reason)
{
    switch (reason) {
    case GoodbyeReason::Version:
        return TroubleKind::OtherVersion;
    case GoodbyeReason::NotEnrolled:
        return TroubleKind::NotKnownYet;
    case GoodbyeReason::Removed:
        return TroubleKind::WeAreRemoved; // had we refused it, it would not be asked here
    case GoodbyeReason::Malformed:
        return TroubleKind::Misunderstood;
    case GoodbyeReason::Silent:
        return TroubleKind::Silent;
    case GoodbyeReason::Failed:
        return TroubleKind::Disk;
    case GoodbyeReason::Done:
        break;
    }
    return TroubleKind::Other;
}

} // namespace

Peers::Peers(ledger::Vault& vault, const ServiceOptions& options, Told told)
    : m_vault(vault)
    , m_options(options)
    , m_told(std::move(told))
    , m_store(vault)
    , m_kept(Kept::read(vault))
    , m_neighbours(vault, options, {[this] { report(); }, m_told.letterArrived})
    , m_dialler(vault.device(), {options.firstRetryMs, options.lastRetryMs, options.othersTurnMs, 600'000})
{
    const QByteArray random = base::Id<struct RunTag>::random().toBytes();
    m_run = qFromBigEndian<quint64>(random.constData());
    m_options.conversation.blobs = m_kept.images;
    connect(&m_second, &QTimer::timeout, this, &Peers::everySecond);
    connect(&m_beaconTimer, &QTimer::timeout, this, [this] {
        m_cast->say(Beacon{m_vault.device(), m_port, m_run}.sealed(m_context->clinicSecret));
    });
    m_reportTimer.setSingleShot(true);
    connect(&m_reportTimer, &QTimer::timeout, this, &Peers::publish);
}

Peers::~Peers() = default;

void Peers::begin()
{
    auto identity = deviceIdentity(m_vault);
    if (!identity) {
        m_trouble = PeerBook::troubleOf(TroubleKind::Other, identity.error().what, identity.error().where);
        publish();
        return;
    }
    // Keys that a withdrawal by who may not turn them left as they were: perhaps who signed in now may. What
    // goes wrong goes better the next time.
    (void)ledger::turnAfterWithdrawals(m_vault);
    const QByteArray secret = m_store.clinicSecret();
    m_context.reset(new HandshakeContext{secret, std::move(*identity),
        [this](record::DeviceId device) { return signingKeyOf(device); }, KnockCheck(secret)});
    openDoor();
    m_cast = std::make_unique<LocalCast>(m_options.discovery, m_options.beaconPort,
        [this](const QByteArray& datagram, const QHostAddress& from) {
            const auto beacon = Beacon::open(datagram, m_context->clinicSecret);
            if (beacon && !signingKeyOf(beacon->device).isEmpty()) {
                m_dialler.heard(beacon->device, {from.toString(), beacon->port}, beacon->run, steadyMs());
                callWhoIsDue();
            } else if (!beacon) {
                m_neighbours.heard(datagram, from);
            }
        });
    for (const PeerAddress& address : m_kept.addresses)
        m_dialler.add(address, {}, steadyMs());
    if (m_port != 0 && m_options.discovery != Discovery::Off) {
        m_beaconTimer.start(static_cast<int>(m_options.beaconEveryMs));
        m_cast->say(Beacon{m_vault.device(), m_port, m_run}.sealed(secret));
    }
    m_neighbours.begin(*m_context, *m_cast, m_port);
    m_second.start(1'000);
    callWhoIsDue();
    publish();
}

void Peers::openDoor()
{
    m_door = std::make_unique<Door>(
        *m_context,
        [this](SecureLink link) {
            if (link.neighbour)
                m_neighbours.arrived(std::move(link));
            else
                arrived(std::move(link), Line::CalledBy::Them);
        },
        [this](record::DeviceId device, const QHostAddress&) { notAccepted(device); });
    const QHostAddress address
        = m_options.listenOn.isEmpty() ? QHostAddress(QHostAddress::Any) : QHostAddress(m_options.listenOn);
    const auto port = m_door->open(address, m_options.port);
    if (port)
        m_port = *port;
    else
        m_trouble = PeerBook::troubleOf(TroubleKind::Unreachable, port.error().what, port.error().where);
}

void Peers::end()
{
    m_isEnding = true;
    m_second.stop();
    m_beaconTimer.stop();
    m_reportTimer.stop();
    m_door.reset();
    m_neighbours.end();
    m_cast.reset();
    for (const auto& [address, call] : m_calls) {
        call->disconnect(this);
        delete call;
    }
    m_calls.clear();
    for (const auto& line : m_lines)
        line->hangUp(200);
    m_lines.clear();
}

// Which of the clinic's devices may be talked to now. While the roster has not arrived here, who let this one
// in and whom that one vouched for.
QByteArray Peers::signingKeyOf(record::DeviceId device) const
{
    const record::Roster roster = m_vault.roster();
    const record::DeviceId own = m_vault.device();
    if (device == own || roster.removedDevices().contains(device) || roster.removedDevices().contains(own))
        return {};
    const auto known = roster.devices().find(device);
    if (known != roster.devices().end())
        return known->second.signingKey;
    if (!ledger::isJoining(m_vault))
        return {};
    const auto pinned = std::find_if(m_kept.pinned.begin(), m_kept.pinned.end(),
        [&](const PinnedDevice& one) { return one.device == device; });
    return pinned == m_kept.pinned.end() ? QByteArray() : pinned->signingKey;
}

void Peers::everySecond()
{
    for (const auto& line : m_lines)
        line->tick();
    sweep();
    callWhoIsDue();
    m_neighbours.everySecond();
    noteBlobs();
}

void Peers::callWhoIsDue()
{
    if (m_isEnding || m_vault.roster().removedDevices().contains(m_vault.device()))
        return;
    const auto due
        = m_dialler.due([this](record::DeviceId device) { return lineWith(device) != nullptr; }, steadyMs());
    for (const PeerAddress& address : due) {
        auto* call = new Handshake(*m_context, address, this);
        m_calls[address] = call;
        const record::DeviceId device = m_dialler.deviceAt(address);
        if (!device.isNull())
            m_book.connecting(device);
        connect(call, &Handshake::ended, this, [this, call, address] { onCallEnded(call, address); });
        report();
    }
}

void Peers::onCallEnded(Handshake* call, const PeerAddress& address)
{
    call->deleteLater();
    m_calls.erase(address);
    const HandshakeEnd end = call->end();
    const record::DeviceId before = m_dialler.deviceAt(address);
    const bool isTyped = std::count(m_kept.addresses.begin(), m_kept.addresses.end(), address) > 0;
    if (isTyped)
        m_book.noteAddress(address, kindOf(end));
    if (end == HandshakeEnd::Done) {
        SecureLink link = call->takeLink();
        m_dialler.outcome(address, Dialler::Outcome::Connected, link.device, steadyMs());
        arrived(std::move(link), Line::CalledBy::Us);
        return;
    }
    m_dialler.outcome(address, Dialler::Outcome::Failed, {}, steadyMs());
    if (!before.isNull() && lineWith(before) == nullptr) {
        m_book.away(before);
        m_book.note(before, kindOf(end), {}, address.toText());
    }
    report();
}

void Peers::notAccepted(record::DeviceId device)
{
    const bool isRemoved = m_store.standingOf(device) == Store::Standing::Removed;
    m_book.note(device, isRemoved ? TroubleKind::Removed : TroubleKind::NotKnownYet, {});
    report();
}

Line* Peers::lineWith(record::DeviceId device) const
{
    for (const auto& line : m_lines) {
        if (line->device() == device && line->isUp())
            return line.get();
    }
    return nullptr;
}

// Both ends decide alike which of two lines stays: the newer of two that the same end called, else the one
// called by the smaller id, unless the other has gone quiet.
bool Peers::wins(const Line& existing, record::DeviceId device, Line::CalledBy calledBy) const
{
    if (existing.calledBy() == calledBy || existing.isStale())
        return false;
    const bool smallerIsUs = m_vault.device() < device;
    return (existing.calledBy() == Line::CalledBy::Us) == smallerIsUs;
}

void Peers::arrived(SecureLink link, Line::CalledBy calledBy)
{
    const record::DeviceId device = link.device;
    if (Line* existing = lineWith(device)) {
        if (wins(*existing, device, calledBy))
            return; // the socket closes as it goes
        existing->drop();
        std::erase_if(m_lines, [&](const auto& line) { return line.get() == existing; });
    }
    Line::Told told;
    told.heard = [this] {
        sweepSoon();
        report();
    };
    told.events.changed = [this] { tellOthers(); };
    told.events.trouble = [this, device](const Trouble& trouble) { onTrouble(device, trouble); };
    told.events.outdated = [this] { report(); };
    m_lines.push_back(
        std::make_unique<Line>(m_store, std::move(link), calledBy, m_options.conversation, std::move(told)));
    m_book.connected(device, m_lines.back()->address());
    m_lines.back()->start();
    sweepSoon();
    report();
}

void Peers::onTrouble(record::DeviceId device, const Trouble& trouble)
{
    m_book.note(device, trouble.finding ? TroubleKind::CommitRefused : TroubleKind::Other, trouble.what,
        trouble.where);
    report();
}

void Peers::sweepSoon()
{
    if (!std::exchange(m_isSweeping, true))
        QMetaObject::invokeMethod(this, &Peers::sweep, Qt::QueuedConnection);
}

void Peers::sweep()
{
    m_isSweeping = false;
    Lines down;
    for (auto& line : m_lines) {
        if (!line->isUp())
            down.push_back(std::move(line));
        else if (line->talk().state() == ConversationState::CaughtUp)
            m_book.caughtUp(line->device());
    }
    std::erase(m_lines, nullptr);
    for (const auto& line : down) {
        const record::DeviceId device = line->device();
        const auto state = line->talk().state();
        report();
        if (lineWith(device) != nullptr)
            continue; // of two that crossed
        m_book.away(device);
        m_dialler.parted(device, steadyMs());
        if (state == ConversationState::Greeting)
            m_book.note(device, TroubleKind::NotKnownYet, {});
        else if (state == ConversationState::Closed && line->talk().closedFor() != GoodbyeReason::Done)
            m_book.note(device, kindOf(line->talk().closedFor()), m_book.of(device).trouble.what,
                m_book.of(device).trouble.where);
    }
}

void Peers::dropTheRemoved()
{
    const auto removed = m_vault.roster().removedDevices();
    const bool isOwn = removed.contains(m_vault.device());
    for (const auto& line : m_lines) {
        if (isOwn || removed.contains(line->device()))
            line->drop();
    }
    sweepSoon();
}

void Peers::committed(Written what)
{
    if (what == Written::OfTheClinic)
        m_neighbours.clinicWritten();
    tellOthers();
}

// Outside of whatever conversation it comes from.
void Peers::tellOthers()
{
    if (std::exchange(m_isTelling, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isTelling = false;
            dropTheRemoved();
            for (const auto& line : m_lines)
                line->talk().changed();
            report();
        },
        Qt::QueuedConnection);
}

void Peers::wantBlob(const base::Hash256& name)
{
    for (const auto& line : m_lines)
        line->talk().wantBlob(name);
}

void Peers::tryNow()
{
    m_dialler.tryNow(steadyMs());
    callWhoIsDue();
    m_neighbours.tryNow();
}

} // namespace twinward::sync
