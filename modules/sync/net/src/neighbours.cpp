#include "neighbours_p.h"

#include "steady_p.h"

#include <algorithm>
#include <QHostAddress>

namespace twinward::sync {

using neighbour::Hello;
using neighbour::Parting;

namespace {

constexpr size_t maxGreeting = 4; // lines of one clinic that are not open yet

NeighbourTrouble troubleOf(NeighbourTroubleKind kind, const QString& what, const QString& where = {})
{
    return {kind, what, where, QDateTime::currentDateTimeUtc()};
}

bool isOfLetters(NeighbourTroubleKind kind)
{
    return kind == NeighbourTroubleKind::LetterRefused || kind == NeighbourTroubleKind::LetterPutOff
        || kind == NeighbourTroubleKind::LetterNotTaken || kind == NeighbourTroubleKind::LetterNotWritten
        || kind == NeighbourTroubleKind::Disk;
}

// Of one that was ended; what was already said in more words stays.
std::optional<NeighbourTrouble> troubleOf(const neighbour::Talk& talk)
{
    const auto parting = talk.parting();
    if (!parting)
        return std::nullopt;
    switch (*parting) {
    case Parting::Version:
        return troubleOf(NeighbourTroubleKind::OtherVersion,
            QStringLiteral("The other clinic's computer has another version of this program"));
    case Parting::Keys:
        return troubleOf(NeighbourTroubleKind::OtherKeys,
            talk.wasToldSo()
                ? QStringLiteral("The other clinic does not know the keys of this one: exchange cards anew")
                : QStringLiteral("What answers for the other clinic does not have its keys"));
    case Parting::Malformed:
        return talk.wasToldSo() ? std::optional(troubleOf(NeighbourTroubleKind::Misunderstood,
                   QStringLiteral("The other clinic's computer did not understand this one")))
                                : std::nullopt;
    case Parting::Silent:
        return troubleOf(
            NeighbourTroubleKind::Silent, QStringLiteral("The other clinic's computer stopped answering"));
    case Parting::Done:
    case Parting::Elsewhere:
        break;
    }
    return std::nullopt;
}

} // namespace

Neighbours::Neighbours(ledger::Vault& vault, const ServiceOptions& options, Told told)
    : m_vault(vault)
    , m_options(options)
    , m_told(std::move(told))
    , m_places(NeighbourPlaces::read(vault))
{
    m_refreshTimer.setSingleShot(true);
    connect(&m_refreshTimer, &QTimer::timeout, this, &Neighbours::refreshIfDue);
    connect(&m_beaconTimer, &QTimer::timeout, this, &Neighbours::sayBeacons);
}

Neighbours::~Neighbours() = default;

record::DeviceId Neighbours::shortOf(const record::ClinicId& clinic)
{
    const QByteArray bytes = clinic.toBytes();
    return *record::DeviceId::fromBytes(QByteArrayView(bytes).first(16));
}

void Neighbours::end()
{
    if (m_context == nullptr)
        return;
    m_refreshTimer.stop();
    m_beaconTimer.stop();
    for (const auto& [address, call] : m_calls) {
        call.handshake->disconnect(this);
        delete call.handshake;
    }
    m_calls.clear();
    for (auto& [clinic, neighbour] : m_neighbours) {
        for (const auto& line : neighbour.lines)
            line->hangUp(200);
        neighbour.lines.clear();
    }
    m_context = nullptr;
}

Neighbours::Neighbour* Neighbours::find(const record::ClinicId& clinic)
{
    const auto found = m_neighbours.find(clinic);
    return found == m_neighbours.end() ? nullptr : &found->second;
}

NeighbourLine* Neighbours::openLine(const Neighbour& with) const
{
    for (const auto& line : with.lines) {
        if (line->isOpen())
            return line.get();
    }
    return nullptr;
}

void Neighbours::everySecond()
{
    if (m_context == nullptr)
        return;
    for (const auto& [clinic, neighbour] : m_neighbours) {
        for (const auto& line : neighbour.lines)
            line->tick();
    }
    refreshIfDue();
    sweep();
    callWhoIsDue();
}

void Neighbours::callWhoIsDue()
{
    if (m_context == nullptr || m_neighbours.empty())
        return;
    std::map<record::DeviceId, record::ClinicId> clinics;
    std::set<record::DeviceId> busy;
    for (const auto& [clinic, neighbour] : m_neighbours) {
        clinics[shortOf(clinic)] = clinic;
        if (openLine(neighbour) != nullptr)
            busy.insert(shortOf(clinic));
    }
    const auto due
        = m_dialler->due([&](record::DeviceId device) { return busy.contains(device); }, steadyMs());
    for (const PeerAddress& address : due) {
        const auto clinic = clinics.find(m_dialler->deviceAt(address));
        Neighbour* to = clinic == clinics.end() ? nullptr : find(clinic->second);
        if (to == nullptr || to->secrets.empty()) {
            m_dialler->outcome(address, Dialler::Outcome::Failed, {}, steadyMs());
            continue;
        }
        const size_t secret = secretToTry(*to, address);
        auto* handshake = new Handshake(
            *m_context, address, NeighbourRoute{clinic->second, to->secrets[secret].ours}, this);
        m_calls[address] = {handshake, clinic->second, secret};
        connect(handshake, &Handshake::ended, this, [this, address] { onCallEnded(address); });
        m_told.changed();
    }
}

void Neighbours::onCallEnded(const PeerAddress& address)
{
    const Call call = m_calls.at(address);
    m_calls.erase(address);
    call.handshake->deleteLater();
    Neighbour* to = find(call.clinic);
    if (to != nullptr && call.handshake->end() == HandshakeEnd::Done) {
        open(*to, call.handshake->takeLink(), address); // the outcome shows in its greeting
        return;
    }
    m_dialler->outcome(address, Dialler::Outcome::Failed, {}, steadyMs());
    m_told.changed();
    if (to == nullptr)
        return;
    // Who takes the call and is silent perhaps knows this clinic by keys of before.
    const bool isSilent = !call.handshake->from().isNull();
    m_secretAt[address] = isSilent && call.secret + 1 < to->secrets.size() ? call.secret + 1 : 0;
    if (m_secretAt[address] != 0) {
        m_dialler->callSoon(address, steadyMs());
        callWhoIsDue();
    } else if (openLine(*to) == nullptr && !isOfLetters(to->trouble.kind)) {
        to->trouble = troubleOf(NeighbourTroubleKind::Unreachable,
            QStringLiteral("Nobody of that clinic answers at this address"), address.toText());
    }
}

void Neighbours::arrived(SecureLink link)
{
    Neighbour* from = m_context != nullptr && link.neighbour ? find(*link.neighbour) : nullptr;
    if (from != nullptr)
        open(*from, std::move(link), {});
}

neighbour::Talk::Setting Neighbours::settingFor(
    const Neighbour& with, const SecureLink& link, const std::optional<PeerAddress>& called) const
{
    neighbour::Talk::Setting setting;
    setting.end = called ? neighbour::Talk::End::Caller : neighbour::Talk::End::Answerer;
    setting.binding = link.binding;
    setting.own = m_own.id;
    setting.other = with.card.id;
    setting.hello.card = m_own.toBytes();
    setting.hello.run = m_run;
    setting.hello.port = m_port;
    setting.hello.hasLetters = std::any_of(with.waiting.begin(), with.waiting.end(),
        [](const auto& letter) { return letter.kind != ledger::OutgoingLetter::Kind::Receipt; });
    setting.sign = [this](const QByteArray& message) {
        return ledger::signAsClinic(m_vault, neighbour::helloPurpose, message);
    };
    setting.greetingMs = m_options.conversation.greetingMs;
    setting.stillHereMs = m_options.conversation.stillHereMs;
    setting.silenceMs = m_options.conversation.silenceMs;
    return setting;
}

void Neighbours::open(Neighbour& to, SecureLink link, const std::optional<PeerAddress>& called)
{
    const record::ClinicId clinic = to.card.id;
    if (to.lines.size() >= maxGreeting + 1) {
        if (called)
            m_dialler->outcome(*called, Dialler::Outcome::Failed, {}, steadyMs());
        return; // the socket closes as it goes
    }
    const auto self = std::make_shared<const NeighbourLine*>(nullptr);
    NeighbourLine::Told told;
    told.heard = [this] {
        sweepSoon();
        m_told.changed();
    };
    told.greeted = [this, self, clinic](const ledger::ClinicCard& card, const Hello& hello) {
        return greeted(*self, clinic, card, hello);
    };
    told.trouble = [this, clinic](NeighbourTroubleKind kind, const base::Error& error) {
        onTrouble(clinic, kind, error);
    };
    told.brought = [this] { m_told.brought(); };
    neighbour::Talk::Setting setting = settingFor(to, link, called);
    to.lines.push_back(std::make_unique<NeighbourLine>(
        std::move(link), called, std::move(setting), *to.desk, to.begun, std::move(told)));
    NeighbourLine& line = *to.lines.back();
    *self = &line;
    line.talk().setWaiting(to.waiting, steadyMs());
    line.start();
    sweepSoon();
    m_told.changed();
}

std::optional<Parting> Neighbours::greeted(const NeighbourLine* line, const record::ClinicId& clinic,
    const ledger::ClinicCard& card, const Hello& hello)
{
    Neighbour* from = find(clinic);
    if (from == nullptr)
        return Parting::Done;
    const auto followed = ledger::followCard(m_vault, card);
    // Who is signed in may not note it: their letters bring it again.
    if (!followed && followed.error().code != base::ErrorCode::NotAuthorised) {
        const bool isTheirs = followed.error().code == base::ErrorCode::IntegrityBroken
            || followed.error().code == base::ErrorCode::NotFound;
        onTrouble(clinic, isTheirs ? NeighbourTroubleKind::OtherKeys : NeighbourTroubleKind::Disk,
            followed.error());
        return isTheirs ? Parting::Keys : Parting::Done;
    }
    NeighbourLine* existing = openLine(*from);
    if (existing == nullptr)
        return std::nullopt;
    if (!makesWay(*existing, *line, clinic, hello))
        return Parting::Elsewhere;
    existing->part(Parting::Elsewhere);
    sweepSoon();
    return std::nullopt;
}

// Where the same two computers called each other at once both decide alike: the newer of two that the same
// end called, else the one that the smaller id called, unless the other has gone quiet.
bool Neighbours::makesWay(NeighbourLine& existing, const NeighbourLine& line, const record::ClinicId& clinic,
    const Hello& hello) const
{
    if (existing.isStale())
        return true;
    if (existing.talk().theirs().run != hello.run)
        return existing.talk().isIdle() && hello.hasLetters;
    if (existing.calledBy() == line.calledBy())
        return true;
    return (line.calledBy() == NeighbourLine::CalledBy::Us) == (m_own.id < clinic);
}

void Neighbours::onTrouble(
    const record::ClinicId& clinic, NeighbourTroubleKind kind, const base::Error& error)
{
    if (Neighbour* with = find(clinic))
        with->trouble = troubleOf(kind, error.what, error.where);
    m_told.changed();
}

void Neighbours::sweepSoon()
{
    if (!std::exchange(m_isSweeping, true))
        QMetaObject::invokeMethod(this, &Neighbours::sweep, Qt::QueuedConnection);
}

void Neighbours::sweep()
{
    m_isSweeping = false;
    if (m_context == nullptr)
        return;
    for (auto& [clinic, neighbour] : m_neighbours) {
        std::vector<std::unique_ptr<NeighbourLine>> down;
        for (auto& line : neighbour.lines) {
            if (!line->isUp()) {
                down.push_back(std::move(line));
                continue;
            }
            if (line->isOpen() && !std::exchange(line->isOpenNoted, true))
                noteOpen(neighbour, *line);
            if (line->isOpen() && isOfLetters(neighbour.trouble.kind) && line->talk().isIdle()
                && !line->talk().hasTrouble())
                neighbour.trouble = {};
        }
        std::erase(neighbour.lines, nullptr);
        for (const auto& line : down)
            onDown(neighbour, *line);
    }
}

void Neighbours::noteOpen(Neighbour& with, NeighbourLine& line)
{
    with.since = QDateTime::currentDateTimeUtc();
    with.address = line.address();
    with.knownEpoch = m_own.epoch;
    if (!isOfLetters(with.trouble.kind))
        with.trouble = {};
    if (line.called())
        m_dialler->outcome(*line.called(), Dialler::Outcome::Connected, shortOf(with.card.id), steadyMs());
    const int port = line.talk().theirs().port;
    if (line.called() || port != 0)
        remember(with.card.id, line.called().value_or(PeerAddress{line.host(), static_cast<quint16>(port)}));
    m_told.changed();
}

void Neighbours::onDown(Neighbour& from, const NeighbourLine& line)
{
    m_told.changed();
    const auto trouble = troubleOf(line.talk());
    if (trouble && trouble->kind != from.trouble.kind)
        from.trouble = *trouble;
    else if (!trouble && from.trouble.kind == NeighbourTroubleKind::Unreachable)
        from.trouble = {};
    if (line.isOpenNoted) {
        if (openLine(from) == nullptr) {
            from.since = QDateTime::currentDateTimeUtc();
            m_dialler->parted(shortOf(from.card.id), steadyMs());
        }
        return;
    }
    if (line.called())
        m_dialler->outcome(*line.called(), Dialler::Outcome::Failed, {}, steadyMs());
}

} // namespace twinward::sync
