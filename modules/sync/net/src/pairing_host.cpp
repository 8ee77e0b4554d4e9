#include "device_certificate_p.h"
#include "local_cast_p.h"
#include "pairing_beacon_p.h"
#include "pairing_code_p.h"
#include "pairing_talk_p.h"
#include "sealed_p.h"
#include "sync_net/address.h"

#include <algorithm>
#include <QNetworkProxy>
#include <QSslSocket>
#include <QTcpServer>
#include <QTimer>

namespace twinward::sync {

namespace {

constexpr int beaconEveryMs = 1'000;
constexpr size_t maxVisitors = 4; // that have not said anything of use yet

class Listening final : public QTcpServer
{
public:
    std::function<void(qintptr)> onCall;

protected:
    void incomingConnection(qintptr socketDescriptor) override { onCall(socketDescriptor); }
};

struct Visitor
{
    std::unique_ptr<QSslSocket> socket = std::make_unique<QSslSocket>();
    std::unique_ptr<PairingTalk> talk; // once it is encrypted
    std::unique_ptr<QTimer> deadline = std::make_unique<QTimer>();
};

} // namespace

class PairingHost::Private
{
public:
    Private(PairingHost* host, PairingPurpose why, PairingOptions given)
        : q(host)
        , purpose(why)
        , options(std::move(given))
    { }

    base::Status open();
    void newCode();
    [[nodiscard]] QList<QHostAddress> ownAddresses() const;
    void welcome(qintptr socketDescriptor);
    void onEncrypted(Visitor& visitor);
    void onHeard(Visitor& visitor);
    void onTalkChanged(Visitor& visitor);
    void onGone(Visitor& visitor);
    void dismiss(const Visitor& visitor);
    void dismissOthers();
    void guestFailed(PairingEnd why);
    void end(PairingEnd why);
    void close();
    void later(const std::function<void()>& work) { QTimer::singleShot(0, q, work); }

    PairingHost* q;
    PairingPurpose purpose;
    PairingOptions options;
    TlsIdentity identity;
    PairingCode code;
    Listening server;
    std::unique_ptr<LocalCast> cast;
    QTimer beaconTimer;
    QTimer openTimer;
    std::vector<std::unique_ptr<Visitor>> visitors;
    Visitor* current = nullptr; // one of them: the guest
    PairingState idle = PairingState::Idle; // where there is no guest
    int triesLeft = 0;
};

base::Status PairingHost::Private::open()
{
    auto made = throwawayIdentity();
    if (!made)
        return base::fail(made.error());
    identity = std::move(*made);
    const QHostAddress address
        = options.listenOn.isEmpty() ? QHostAddress(QHostAddress::Any) : QHostAddress(options.listenOn);
    server.setProxy(QNetworkProxy::NoProxy);
    server.onCall = [this](qintptr descriptor) { welcome(descriptor); };
    if (!server.listen(address, options.port)) {
        return base::fail(base::ErrorCode::Io, QStringLiteral("This computer can't be reached by the other"),
            server.errorString(), QStringLiteral("Check its network settings, and try again."));
    }
    newCode();
    cast = std::make_unique<LocalCast>(
        options.discovery, options.beaconPort, [](const QByteArray&, const QHostAddress&) {});
    const QByteArray beacon = PairingBeacon{purpose, server.serverPort(), randomBytes(8)}.toBytes();
    connect(&beaconTimer, &QTimer::timeout, q, [this, beacon] {
        if (current == nullptr)
            cast->say(beacon);
    });
    cast->say(beacon);
    beaconTimer.start(beaconEveryMs);
    openTimer.setSingleShot(true);
    connect(&openTimer, &QTimer::timeout, q, [this] { end(PairingEnd::TimeIsUp); });
    openTimer.start(static_cast<int>(options.openMs));
    triesLeft = options.tries;
    idle = PairingState::Looking;
    emit q->stateChanged();
    return {};
}

void PairingHost::Private::newCode()
{
    code.purpose = purpose;
    code.addresses = ownAddresses();
    code.port = server.serverPort();
    code.fingerprint = base::Hash256::of(identity.certificate.toDer()).toBytes().first(fingerprintBytes);
    code.secret = randomBytes(codeSecretBytes);
}

QList<QHostAddress> PairingHost::Private::ownAddresses() const
{
    if (options.discovery == Discovery::ThisComputerOnly && options.listenOn.isEmpty())
        return {QHostAddress(QHostAddress::LocalHost)};
    if (!options.listenOn.isEmpty() && QHostAddress(options.listenOn) != QHostAddress(QHostAddress::Any)
        && QHostAddress(options.listenOn) != QHostAddress(QHostAddress::AnyIPv4))
        return {QHostAddress(options.listenOn)};
    QList<QHostAddress> four;
    QList<QHostAddress> six;
    for (const QHostAddress& own : QNetworkInterface::allAddresses()) {
        if (own.isLoopback() || own.isLinkLocal())
            continue;
        (own.protocol() == QAbstractSocket::IPv4Protocol ? four : six).append(own);
    }
    const QList<QHostAddress> all = four + six;
    return all.isEmpty() ? QList{QHostAddress(QHostAddress::LocalHost)} : all;
}

void PairingHost::Private::welcome(qintptr socketDescriptor)
{
    auto made = std::make_unique<Visitor>();
    Visitor& visitor = *made;
    const bool isOpened = visitor.socket->setSocketDescriptor(socketDescriptor);
    if (!isOpened || current != nullptr || visitors.size() >= maxVisitors || idle != PairingState::Looking)
        return; // closed as it goes
    visitors.push_back(std::move(made));
    prepareTls(*visitor.socket, identity);
    connect(visitor.socket.get(), &QSslSocket::encrypted, q, [this, &visitor] { onEncrypted(visitor); });
    connect(visitor.socket.get(), &QSslSocket::readyRead, q, [this, &visitor] { onHeard(visitor); });
    connect(visitor.socket.get(), &QSslSocket::disconnected, q, [this, &visitor] { onGone(visitor); });
    visitor.deadline->setSingleShot(true);
    connect(visitor.deadline.get(), &QTimer::timeout, q, [this, &visitor] { onGone(visitor); });
    visitor.deadline->start(static_cast<int>(options.greetingMs));
    visitor.socket->startServerEncryption();
}

void PairingHost::Private::onEncrypted(Visitor& visitor)
{
    const QSslCertificate theirs = visitor.socket->peerCertificate();
    if (theirs.isNull() || visitor.socket->sessionProtocol() != QSsl::TlsV1_3) {
        onGone(visitor);
        return;
    }
    PairingTalk::Setting setting;
    setting.role = PairingTalk::Role::Host;
    setting.purpose = purpose;
    setting.binding = bindingOf(theirs, identity.certificate);
    setting.codeSecret = code.secret;
    setting.send = [socket = visitor.socket.get()](const QByteArray& bytes) { socket->write(bytes); };
    setting.changed = [this, &visitor] { later([this, &visitor] { onTalkChanged(visitor); }); };
    visitor.talk = std::make_unique<PairingTalk>(std::move(setting));
}

void PairingHost::Private::onHeard(Visitor& visitor)
{
    if (!visitor.talk)
        return;
    visitor.talk->received(visitor.socket->readAll());
    if (current == nullptr && visitor.talk->hasBegun()) {
        current = &visitor;
        dismissOthers();
        emit q->stateChanged();
    }
}

void PairingHost::Private::onTalkChanged(Visitor& visitor)
{
    const bool isHere = std::any_of(
        visitors.begin(), visitors.end(), [&](const auto& each) { return each.get() == &visitor; });
    if (!isHere || !visitor.talk)
        return;
    switch (visitor.talk->state()) {
    case PairingState::Ended:
        if (&visitor == current)
            guestFailed(visitor.talk->whyEnded());
        else
            dismiss(visitor);
        return;
    case PairingState::Done:
        idle = PairingState::Done;
        close();
        break;
    default:
        visitor.deadline->stop();
        if (visitor.talk->isByCode() && visitor.talk->state() != PairingState::Deciding)
            newCode(); // this one is used
    }
    emit q->stateChanged();
}

void PairingHost::Private::onGone(Visitor& visitor)
{
    later([this, &visitor] {
        if (&visitor == current && visitor.talk->state() != PairingState::Done)
            guestFailed(
                visitor.talk->state() == PairingState::Ended ? visitor.talk->whyEnded() : PairingEnd::Broken);
        else if (&visitor != current)
            dismiss(visitor);
    });
}

void PairingHost::Private::dismiss(const Visitor& visitor)
{
    std::erase_if(visitors, [&](const std::unique_ptr<Visitor>& each) {
        if (each.get() != &visitor)
            return false;
        each->socket->disconnect(q);
        each->socket->flush();
        each->socket->disconnectFromHost(); // what was said last still goes
        connect(each->socket.get(), &QSslSocket::disconnected, each->socket.get(), &QObject::deleteLater);
        QTimer::singleShot(2'000, each->socket.get(), &QObject::deleteLater);
        each->socket.release()->setParent(q);
        return true;
    });
}

void PairingHost::Private::dismissOthers()
{
    std::vector<Visitor*> others;
    for (const auto& each : visitors) {
        if (each.get() != current)
            others.push_back(each.get());
    }
    for (const Visitor* other : others)
        dismiss(*other);
}

// A person's word ends it all; else the next may come, a few times.
void PairingHost::Private::guestFailed(PairingEnd why)
{
    const bool isByPerson = why == PairingEnd::WordsDiffer || why == PairingEnd::Refused;
    --triesLeft;
    if (isByPerson || triesLeft <= 0) {
        end(isByPerson ? why : PairingEnd::TooManyTries);
        return;
    }
    dismiss(*std::exchange(current, nullptr));
    newCode();
    emit q->stateChanged();
    emit q->guestLeft(why);
}

void PairingHost::Private::end(PairingEnd why)
{
    if (idle == PairingState::Ended || idle == PairingState::Done || idle == PairingState::Idle)
        return;
    idle = PairingState::Ended;
    if (current != nullptr) {
        current->talk->end(why);
        dismiss(*std::exchange(current, nullptr));
    }
    close();
    emit q->stateChanged();
    emit q->ended(why);
}

void PairingHost::Private::close()
{
    server.close();
    beaconTimer.stop();
    openTimer.stop();
    dismissOthers();
}

PairingHost::PairingHost(PairingPurpose purpose, const PairingOptions& options, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, purpose, options))
{ }

PairingHost::~PairingHost()
{
    d->current = nullptr;
    d->dismissOthers();
}

base::Status PairingHost::open()
{
    return d->open();
}

void PairingHost::cancel()
{
    d->end(PairingEnd::Cancelled);
}

PairingState PairingHost::state() const
{
    if (d->current == nullptr || d->idle != PairingState::Looking)
        return d->idle;
    const PairingState state = d->current->talk->state();
    return state == PairingState::Ended ? PairingState::Connecting : state; // said in a moment
}

QString PairingHost::code() const
{
    return d->code.toText();
}

QStringList PairingHost::addresses() const
{
    QStringList all;
    for (const QHostAddress& address : d->code.addresses)
        all << PeerAddress{address.toString(), d->code.port}.toText();
    return all;
}

QStringList PairingHost::words() const
{
    return state() == PairingState::Comparing ? d->current->talk->words() : QStringList();
}

QByteArray PairingHost::offered() const
{
    return d->current == nullptr ? QByteArray() : d->current->talk->payload();
}

int PairingHost::secondsLeft() const
{
    return std::max(0, d->openTimer.remainingTime() / 1000);
}

void PairingHost::confirmWords()
{
    if (d->current != nullptr)
        d->current->talk->confirmWords();
}

void PairingHost::wordsDiffer()
{
    if (d->current != nullptr)
        d->end(PairingEnd::WordsDiffer);
}

void PairingHost::answer(const QByteArray& payload)
{
    if (d->current != nullptr)
        d->current->talk->answer(payload);
}

void PairingHost::refuse()
{
    if (d->current != nullptr)
        d->end(PairingEnd::Refused);
}

} // namespace twinward::sync
