#include "neighbour_talk_p.h"

#include "ledger/clinic_line.h"

namespace twinward::sync::neighbour {

namespace {

constexpr int lowestVersion = 1;
constexpr int highestVersion = 1;

template <class... Each> struct Overloaded : Each...
{
    using Each::operator()...;
};
template <class... Each> Overloaded(Each...) -> Overloaded<Each...>;

} // namespace

Talk::Talk(Setting setting, Desk& desk, std::optional<Begun>& begun)
    : m_setting(std::move(setting))
    , m_voice{[this](const Said& said) { say(said); },
          [this](NeighbourTroubleKind kind, const base::Error& error) { m_setting.trouble(kind, error); }}
    , m_out(desk, m_voice)
    , m_in(desk, m_voice, begun,
          {[this] { m_setting.brought(); },
              [this](const ledger::OutgoingLetter& receipt) { m_out.offerAgain(receipt, m_nowMs); }})
{ }

void Talk::start(qint64 nowMs)
{
    m_nowMs = m_begunMs = m_heardMs = m_saidMs = nowMs;
    if (m_setting.end == End::Caller)
        sayHello();
}

void Talk::received(QByteArrayView bytes, qint64 nowMs)
{
    m_nowMs = m_heardMs = nowMs;
    m_reader.add(bytes);
    while (m_state != State::Closed) {
        const auto said = m_reader.next();
        if (!said) {
            const bool isOther = said.error().code == base::ErrorCode::Unsupported;
            m_setting.trouble(
                isOther ? NeighbourTroubleKind::OtherVersion : NeighbourTroubleKind::Misunderstood,
                said.error());
            part(isOther ? Parting::Version : Parting::Malformed);
            return;
        }
        if (!*said)
            return;
        hear(**said, nowMs);
    }
}

void Talk::hear(const Said& said, qint64 nowMs)
{
    const auto require = [this](bool isSense) {
        if (!isSense && m_state != State::Closed)
            part(Parting::Malformed);
    };
    std::visit(Overloaded{
                   [&](const Hello& hello) { hearHello(hello); },
                   [&](const Goodbye& goodbye) {
                       m_wasTold = true;
                       close(goodbye.reason);
                   },
                   [&](const Offers& offers) { require(m_in.heard(offers)); },
                   [&](const Want& want) { m_out.heard(want, nowMs); },
                   [&](const Part& part) { require(m_in.heard(part)); },
                   [&](const Answer& answer) { m_out.heard(answer, nowMs); },
                   [&](const Gone& gone) { m_in.heard(gone); },
                   [](const StillHere&) {},
               },
        said);
}

void Talk::sayHello()
{
    Hello hello = m_setting.hello;
    hello.lowestVersion = lowestVersion;
    hello.highestVersion = highestVersion;
    const auto signature
        = m_setting.sign(helloMessage(m_setting.end == End::Caller, m_setting.other, m_setting.binding));
    if (!signature) {
        m_setting.trouble(NeighbourTroubleKind::Disk, signature.error());
        part(Parting::Done);
        return;
    }
    hello.signature = *signature;
    say(hello);
}

// Who can't show who they are is not told why.
void Talk::hearHello(const Hello& hello)
{
    if (m_state != State::Greeting || hello.port < 0 || hello.port > 65'535 || hello.run.isNull()) {
        part(Parting::Malformed);
        return;
    }
    if (hello.lowestVersion > highestVersion || hello.highestVersion < lowestVersion) {
        part(Parting::Version);
        return;
    }
    const auto card = ledger::ClinicCard::fromBytes(hello.card);
    const QByteArray message = helloMessage(m_setting.end == End::Answerer, m_setting.own, m_setting.binding);
    if (!card || card->id != m_setting.other
        || !ledger::clinicSigned(*card, helloPurpose, message, hello.signature)) {
        close(Parting::Keys);
        return;
    }
    if (const auto why = m_setting.greeted(*card, hello)) {
        part(*why);
        return;
    }
    m_theirs = hello;
    m_theirs.card.clear();
    if (m_setting.end == End::Answerer)
        sayHello();
    if (m_state == State::Closed)
        return;
    m_state = State::Open;
    m_reader.trust();
    m_out.setWaiting(std::exchange(m_waiting, {}), m_nowMs);
}

void Talk::setWaiting(const std::vector<ledger::OutgoingLetter>& letters, qint64 nowMs)
{
    if (m_state == State::Open)
        m_out.setWaiting(letters, nowMs);
    else
        m_waiting = letters;
}

void Talk::tick(qint64 nowMs)
{
    if (m_state == State::Closed)
        return;
    m_nowMs = nowMs;
    const qint64 quietMs = nowMs - m_heardMs;
    if (m_state == State::Greeting && nowMs - m_begunMs > m_setting.greetingMs)
        close(std::nullopt);
    else if (quietMs > m_setting.silenceMs)
        part(Parting::Silent);
    else if (m_state == State::Open) {
        m_out.tick(nowMs);
        if (nowMs - m_saidMs >= m_setting.stillHereMs)
            say(StillHere());
    }
}

void Talk::part(Parting why)
{
    if (m_state == State::Closed)
        return;
    say(Goodbye{why});
    close(why);
}

void Talk::close(std::optional<Parting> why)
{
    m_parting = why;
    m_state = State::Closed;
}

void Talk::say(const Said& said)
{
    if (m_state == State::Closed)
        return;
    m_saidMs = m_nowMs;
    m_setting.send(toFrame(said));
}

} // namespace twinward::sync::neighbour
