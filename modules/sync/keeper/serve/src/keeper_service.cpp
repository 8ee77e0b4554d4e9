#include "sync_keeper_serve/keeper_service.h"

#include "beacon_p.h"
#include "dialler_p.h"
#include "door_p.h"
#include "ledger/keyless.h"
#include "line_p.h"
#include "local_cast_p.h"
#include "steady_p.h"

#include <algorithm>
#include <QtEndian>
#include <QTimer>

namespace twinward::sync {

using base::ErrorCode;

namespace {

quint64 freshRun()
{
    return qFromBigEndian<quint64>(base::Id<struct RunTag>::random().toBytes().constData());
}

} // namespace

class KeeperService::Private
{
public:
    Private(KeeperService& service, KeeperStore& theStore, const ServiceOptions& given)
        : self(service)
        , store(theStore)
        , options(given)
        , dialler(store.device(), {options.firstRetryMs, options.lastRetryMs, options.othersTurnMs, 600'000})
    {
        options.conversation.blobs = BlobPolicy::Everything;
    }

    // Who may be talked to now; nobody, once this computer was removed.
    [[nodiscard]] QByteArray signingKeyOf(record::DeviceId device) const
    {
        if (isRemoved())
            return {};
        const auto devices = store.devices();
        const auto known = devices.find(device);
        return known == devices.end() ? QByteArray() : known->second.signingKey;
    }
    [[nodiscard]] bool isRemoved() const
    {
        return store.standingOf(store.device()) == Store::Standing::Removed;
    }
    [[nodiscard]] Line* lineWith(record::DeviceId device) const
    {
        const auto found = std::find_if(lines.begin(), lines.end(),
            [&](const auto& line) { return line->device() == device && line->isUp(); });
        return found == lines.end() ? nullptr : found->get();
    }

    base::Status begin();
    void startBeacons();
    void heard(const QByteArray& datagram, const QHostAddress& from);
    void call();
    void onCallEnded(Handshake* ended, const PeerAddress& address);
    void arrived(SecureLink link, Line::CalledBy calledBy);
    void everySecond();
    void soon(bool& isAsked, void (Private::*work)());
    void tellOthers();
    void sweep();

    KeeperService& self;
    KeeperStore& store;
    ServiceOptions options;
    std::unique_ptr<HandshakeContext> context;
    std::unique_ptr<Door> door;
    std::unique_ptr<LocalCast> cast;
    Dialler dialler;
    std::vector<std::unique_ptr<Line>> lines;
    std::map<PeerAddress, Handshake*> calls; // children of the service
    QTimer second;
    QTimer beacons;
    quint16 port = 0;
    quint64 run = freshRun();
    bool isTelling = false;
    bool isSweeping = false;
};

base::Status KeeperService::Private::begin()
{
    auto identity = deviceIdentity(store.device(), [this](QByteArrayView purpose, QByteArrayView message) {
        return base::Result<QByteArray>(ledger::signAsKeyless(store.signingSeed(), purpose, message));
    });
    if (!identity)
        return base::fail(identity.error());
    const QByteArray secret = store.clinicSecret();
    context.reset(new HandshakeContext{secret, std::move(*identity),
        [this](record::DeviceId device) { return signingKeyOf(device); }, KnockCheck(secret)});
    door = std::make_unique<Door>(
        *context, [this](SecureLink link) { arrived(std::move(link), Line::CalledBy::Them); },
        [](record::DeviceId, const QHostAddress&) {});
    const QHostAddress address
        = options.listenOn.isEmpty() ? QHostAddress(QHostAddress::Any) : QHostAddress(options.listenOn);
    const auto opened = door->open(address, options.port);
    if (!opened)
        return base::fail(opened.error());
    port = *opened;
    startBeacons();
    QObject::connect(&second, &QTimer::timeout, &self, [this] { everySecond(); });
    second.start(1'000);
    call();
    return {};
}

void KeeperService::Private::startBeacons()
{
    cast = std::make_unique<LocalCast>(options.discovery, options.beaconPort,
        [this](const QByteArray& datagram, const QHostAddress& from) { heard(datagram, from); });
    if (options.discovery == Discovery::Off)
        return;
    const auto say = [this] { cast->say(Beacon{store.device(), port, run}.sealed(context->clinicSecret)); };
    QObject::connect(&beacons, &QTimer::timeout, &self, say);
    beacons.start(static_cast<int>(options.beaconEveryMs));
    say();
}

void KeeperService::Private::heard(const QByteArray& datagram, const QHostAddress& from)
{
    const auto beacon = Beacon::open(datagram, context->clinicSecret);
    if (!beacon || signingKeyOf(beacon->device).isEmpty())
        return;
    dialler.heard(beacon->device, {from.toString(), beacon->port}, beacon->run, steadyMs());
    call();
}

void KeeperService::Private::call()
{
    if (isRemoved())
        return;
    const auto due
        = dialler.due([this](record::DeviceId device) { return lineWith(device) != nullptr; }, steadyMs());
    for (const PeerAddress& address : due) {
        auto* handshake = new Handshake(*context, address, &self);
        calls[address] = handshake;
        QObject::connect(handshake, &Handshake::ended, &self,
            [this, handshake, address] { onCallEnded(handshake, address); });
    }
}

void KeeperService::Private::onCallEnded(Handshake* ended, const PeerAddress& address)
{
    ended->deleteLater();
    calls.erase(address);
    if (ended->end() != HandshakeEnd::Done) {
        dialler.outcome(address, Dialler::Outcome::Failed, {}, steadyMs());
        return;
    }
    SecureLink link = ended->takeLink();
    dialler.outcome(address, Dialler::Outcome::Connected, link.device, steadyMs());
    arrived(std::move(link), Line::CalledBy::Us);
}

void KeeperService::Private::arrived(SecureLink link, Line::CalledBy calledBy)
{
    const record::DeviceId device = link.device;
    if (Line* existing = lineWith(device)) {
        // As sync_net decides it at the other end: the line that the smaller id called.
        const bool isKept = existing->calledBy() != calledBy && !existing->isStale()
            && (existing->calledBy() == Line::CalledBy::Us) == (store.device() < device);
        if (isKept)
            return;
        existing->drop();
        std::erase_if(lines, [&](const auto& line) { return line.get() == existing; });
    }
    Line::Told told;
    told.heard = [this] { soon(isSweeping, &Private::sweep); };
    told.events.changed = [this] { soon(isTelling, &Private::tellOthers); };
    told.events.trouble = [this](const Trouble& trouble) { emit self.trouble(trouble); };
    lines.push_back(
        std::make_unique<Line>(store, std::move(link), calledBy, options.conversation, std::move(told)));
    lines.back()->start();
    soon(isSweeping, &Private::sweep);
}

void KeeperService::Private::everySecond()
{
    for (const auto& line : lines)
        line->tick();
    sweep();
    call();
}

// Outside of whatever conversation it comes from.
void KeeperService::Private::soon(bool& isAsked, void (Private::*work)())
{
    if (!std::exchange(isAsked, true))
        QMetaObject::invokeMethod(
            &self, [this, work] { (this->*work)(); }, Qt::QueuedConnection);
}

void KeeperService::Private::tellOthers()
{
    isTelling = false;
    for (const auto& line : lines) {
        if (signingKeyOf(line->device()).isEmpty())
            line->drop(); // it was removed
        else
            line->talk().changed();
    }
    soon(isSweeping, &Private::sweep);
}

void KeeperService::Private::sweep()
{
    isSweeping = false;
    for (const auto& line : lines) {
        if (!line->isUp())
            dialler.parted(line->device(), steadyMs());
    }
    std::erase_if(lines, [](const auto& line) { return !line->isUp(); });
    emit self.changed();
}

KeeperService::KeeperService(KeeperStore& store, const ServiceOptions& options, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, store, options))
{ }

KeeperService::~KeeperService()
{
    d->second.stop();
    d->beacons.stop();
    for (const auto& [address, handshake] : d->calls) {
        handshake->disconnect(this);
        delete handshake;
    }
    d->door.reset();
    d->cast.reset();
    for (const auto& line : d->lines)
        line->hangUp(200);
    d->lines.clear();
}

base::Status KeeperService::addAddress(const QString& address)
{
    const auto parsed = PeerAddress::fromText(address, defaultSyncPort);
    if (!parsed) {
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("This is no address of a computer"),
            address, QStringLiteral("Addresses look like 192.168.1.20 or ward-pc.local:47815."));
    }
    d->dialler.add(*parsed, {}, steadyMs());
    return {};
}

base::Status KeeperService::begin()
{
    return d->begin();
}

quint16 KeeperService::port() const
{
    return d->port;
}

std::vector<KeeperPeer> KeeperService::peers() const
{
    std::vector<KeeperPeer> all;
    for (const auto& line : d->lines)
        all.push_back({line->device(), line->address(), line->talk().state(), line->talk().exchanged()});
    return all;
}

bool KeeperService::isRemoved() const
{
    return d->isRemoved();
}

} // namespace twinward::sync
