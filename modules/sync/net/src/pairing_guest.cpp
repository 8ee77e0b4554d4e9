#include "device_certificate_p.h"
#include "local_cast_p.h"
#include "pairing_beacon_p.h"
#include "pairing_code_p.h"
#include "pairing_talk_p.h"
#include "sync_net/address.h"

#include <algorithm>
#include <QElapsedTimer>
#include <QSslSocket>
#include <QTimer>

namespace twinward::sync {

using base::ErrorCode;

namespace {

constexpr int connectMs = 4'000; // to one address, before the code's next is tried
constexpr qint64 forgetMs = 5'000; // a host that is not heard any more
constexpr qsizetype maxHosts = 16;

} // namespace

class PairingGuest::Private
{
public:
    Private(PairingGuest* guest, PairingPurpose why, QByteArray given, PairingOptions wanted)
        : q(guest)
        , purpose(why)
        , offer(std::move(given))
        , options(std::move(wanted))
    { }

    struct Heard
    {
        FoundHost host;
        QByteArray run;
        qint64 atMs = 0;
    };

    void heard(const QByteArray& datagram, const QHostAddress& from);
    void forget();
    base::Status begin();
    void callNext();
    void onEncrypted();
    void onGone();
    void onTalkChanged();
    void end(PairingEnd why);
    void hangUp();

    PairingGuest* q;
    PairingPurpose purpose;
    QByteArray offer;
    PairingOptions options;
    TlsIdentity identity;
    std::unique_ptr<LocalCast> cast;
    QTimer forgetTimer;
    QElapsedTimer clock;
    QList<Heard> hosts;
    QList<PeerAddress> toTry;
    QByteArray fingerprint; // of the code; empty for words
    QByteArray codeSecret;
    QSslSocket* socket = nullptr; // a child of q
    std::unique_ptr<PairingTalk> talk;
    QTimer deadline;
    QString hostAddress;
    PairingState state = PairingState::Idle; // where there is no talk
};

void PairingGuest::Private::heard(const QByteArray& datagram, const QHostAddress& from)
{
    const auto beacon = PairingBeacon::fromBytes(datagram);
    if (!beacon || beacon->purpose != purpose)
        return;
    const auto known = std::find_if(
        hosts.begin(), hosts.end(), [&](const Heard& each) { return each.run == beacon->run; });
    if (known != hosts.end()) {
        known->atMs = clock.elapsed();
        return;
    }
    if (hosts.size() >= maxHosts)
        return;
    const QString address = PeerAddress{from.toString(), beacon->port}.toText();
    hosts.append({{beacon->purpose, address}, beacon->run, clock.elapsed()});
    emit q->hostsChanged();
}

void PairingGuest::Private::forget()
{
    const auto gone
        = hosts.removeIf([this](const Heard& each) { return each.atMs + forgetMs < clock.elapsed(); });
    if (gone > 0)
        emit q->hostsChanged();
}

base::Status PairingGuest::Private::begin()
{
    hangUp();
    auto made = throwawayIdentity();
    if (!made)
        return base::fail(made.error());
    identity = std::move(*made);
    state = PairingState::Connecting;
    callNext();
    emit q->stateChanged();
    return {};
}

void PairingGuest::Private::callNext()
{
    if (toTry.isEmpty()) {
        end(PairingEnd::Broken);
        return;
    }
    const PeerAddress address = toTry.takeFirst();
    hostAddress = address.host;
    socket = new QSslSocket(q);
    prepareTls(*socket, identity); // its certificate is compared by people, or with the code's hash
    connect(socket, &QSslSocket::encrypted, q, [this] { onEncrypted(); });
    connect(socket, &QSslSocket::disconnected, q, [this] { onGone(); });
    connect(socket, &QSslSocket::errorOccurred, q, [this] { onGone(); });
    deadline.start(toTry.isEmpty() ? static_cast<int>(options.greetingMs) : connectMs);
    socket->connectToHostEncrypted(address.host, address.port);
}

void PairingGuest::Private::onEncrypted()
{
    const QSslCertificate theirs = socket->peerCertificate();
    const QByteArray hash = base::Hash256::of(theirs.toDer()).toBytes();
    if (theirs.isNull() || socket->sessionProtocol() != QSsl::TlsV1_3) {
        end(PairingEnd::Broken);
        return;
    }
    if (!fingerprint.isEmpty() && hash.first(fingerprintBytes) != fingerprint) {
        end(PairingEnd::NotTheCode);
        return;
    }
    PairingTalk::Setting setting;
    setting.role = PairingTalk::Role::Guest;
    setting.purpose = purpose;
    setting.binding = bindingOf(identity.certificate, theirs);
    setting.codeSecret = codeSecret;
    setting.offer = offer;
    setting.send = [this](const QByteArray& bytes) {
        if (socket != nullptr)
            socket->write(bytes);
    };
    setting.changed = [this] {
        QMetaObject::invokeMethod(
            q, [this] { onTalkChanged(); }, Qt::QueuedConnection);
    };
    talk = std::make_unique<PairingTalk>(std::move(setting));
    connect(socket, &QSslSocket::readyRead, q, [this] {
        if (talk && socket != nullptr)
            talk->received(socket->readAll());
    });
    deadline.start(static_cast<int>(options.greetingMs));
    talk->start();
    if (socket->bytesAvailable() > 0)
        talk->received(socket->readAll());
}

void PairingGuest::Private::onGone()
{
    if (talk) {
        const bool isOver = talk->state() == PairingState::Ended || talk->state() == PairingState::Done;
        if (!isOver) // not from within the talk, which may just be writing
            QMetaObject::invokeMethod(
                q, [this] { end(PairingEnd::Broken); }, Qt::QueuedConnection);
        return;
    }
    if (state != PairingState::Connecting)
        return;
    hangUp();
    callNext();
}

void PairingGuest::Private::onTalkChanged()
{
    if (!talk)
        return;
    if (talk->state() == PairingState::Ended) {
        end(talk->whyEnded());
        return;
    }
    deadline.stop();
    if (talk->state() == PairingState::Done) {
        socket->flush(); // who is told of it may end the program
        socket->disconnectFromHost();
    }
    emit q->stateChanged();
}

void PairingGuest::Private::end(PairingEnd why)
{
    if (state == PairingState::Ended || state == PairingState::Idle)
        return;
    state = PairingState::Ended;
    if (talk)
        talk->end(why);
    talk.reset();
    hangUp();
    emit q->stateChanged();
    emit q->ended(why);
}

void PairingGuest::Private::hangUp()
{
    deadline.stop();
    talk.reset();
    if (QSslSocket* last = std::exchange(socket, nullptr)) {
        last->disconnect(q);
        last->flush(); // what was said last still goes
        last->disconnectFromHost();
        QTimer::singleShot(2'000, last, &QObject::deleteLater);
    }
}

PairingGuest::PairingGuest(
    PairingPurpose purpose, const QByteArray& offer, const PairingOptions& options, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, purpose, offer, options))
{
    d->clock.start();
    d->deadline.setSingleShot(true);
    connect(&d->deadline, &QTimer::timeout, this, [this] {
        if (d->talk || d->toTry.isEmpty())
            d->end(PairingEnd::Broken);
        else
            d->onGone();
    });
    connect(&d->forgetTimer, &QTimer::timeout, this, [this] { d->forget(); });
}

PairingGuest::~PairingGuest()
{
    if (d->socket != nullptr)
        d->socket->disconnect(this);
}

void PairingGuest::look()
{
    if (d->cast)
        return;
    d->cast = std::make_unique<LocalCast>(d->options.discovery, d->options.beaconPort,
        [this](const QByteArray& datagram, const QHostAddress& from) { d->heard(datagram, from); });
    d->cast->listen();
    d->forgetTimer.start(1'000);
    if (d->state == PairingState::Idle)
        d->state = PairingState::Looking;
    emit stateChanged();
}

QList<FoundHost> PairingGuest::hosts() const
{
    QList<FoundHost> found;
    for (const auto& each : d->hosts)
        found.append(each.host);
    return found;
}

base::Status PairingGuest::meet(const QString& address)
{
    const auto parsed = PeerAddress::fromText(address, 0);
    if (!parsed) {
        return base::fail(ErrorCode::InvalidInput,
            QStringLiteral("This is not an address as the other screen shows it"), address.left(100),
            QStringLiteral("It looks like 192.168.1.20:40001."));
    }
    d->fingerprint.clear();
    d->codeSecret.clear();
    d->toTry = {*parsed};
    return d->begin();
}

base::Status PairingGuest::meetByCode(const QString& code)
{
    const auto parsed = PairingCode::fromText(code);
    if (!parsed) {
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("This is not a whole code"), {},
            QStringLiteral("Take it over again from the other screen; it begins with TW1."));
    }
    if (parsed->purpose != d->purpose) {
        return base::fail(ErrorCode::InvalidInput,
            QStringLiteral("This code is for something else: the two computers were asked for different "
                           "things"));
    }
    d->fingerprint = parsed->fingerprint;
    d->codeSecret = parsed->secret;
    d->toTry.clear();
    for (const QHostAddress& address : parsed->addresses)
        d->toTry.append({address.toString(), parsed->port});
    return d->begin();
}

void PairingGuest::cancel()
{
    d->end(PairingEnd::Cancelled);
}

PairingState PairingGuest::state() const
{
    return d->talk && d->talk->state() != PairingState::Ended ? d->talk->state() : d->state;
}

QStringList PairingGuest::words() const
{
    return state() == PairingState::Comparing ? d->talk->words() : QStringList();
}

QByteArray PairingGuest::answer() const
{
    return state() == PairingState::Done ? d->talk->payload() : QByteArray();
}

QString PairingGuest::hostAddress() const
{
    return d->hostAddress;
}

void PairingGuest::confirmWords()
{
    if (d->talk)
        d->talk->confirmWords();
}

void PairingGuest::wordsDiffer()
{
    if (d->talk)
        d->end(PairingEnd::WordsDiffer);
}

} // namespace twinward::sync
