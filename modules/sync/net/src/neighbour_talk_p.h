#pragma once

// What two neighbouring clinics' computers say over one line: who they are, then letters (see
// neighbour_letters_p.h). Bytes in, bytes out, and what time it is: no sockets, no clock, no vault.
//
// It relies on the transport for secrecy, order and a binding that is another on every link. The caller shows
// who it is first, by its clinic's signature over that binding: whoever only has a secret of the line
// (ledger/clinic_line.h says who may) hears nothing. Nothing of the clinic's own conversation is spoken here.

#include "ledger/clinic_card.h"
#include "neighbour_letters_p.h"

namespace twinward::sync::neighbour {

inline constexpr QByteArrayView helloPurpose("neighbour hello 1"); // of Hello::signature

class Talk
{
public:
    enum class End : quint8 { Caller, Answerer };
    enum class State : quint8 { Greeting, Open, Closed };
    struct Setting
    {
        End end = End::Caller;
        QByteArray binding;
        record::ClinicId own;
        record::ClinicId other;
        Hello hello; // ours, but for the signature
        std::function<base::Result<QByteArray>(const QByteArray& message)> sign;
        std::function<void(const QByteArray&)> send;
        // The other's card and what it said with it, once its signature holds: why to part, or none.
        std::function<std::optional<Parting>(const ledger::ClinicCard&, const Hello&)> greeted;
        std::function<void(NeighbourTroubleKind, const base::Error&)> trouble;
        std::function<void()> brought; // a letter was taken in
        qint64 greetingMs = 15'000;
        qint64 stillHereMs = 20'000;
        qint64 silenceMs = 60'000;
    };
    Talk(Setting setting, Desk& desk, std::optional<Begun>& begun);

    void start(qint64 nowMs);
    void received(QByteArrayView bytes, qint64 nowMs);
    void tick(qint64 nowMs);
    void setWaiting(const std::vector<ledger::OutgoingLetter>& letters, qint64 nowMs);
    void part(Parting why); // tells the other

    [[nodiscard]] State state() const { return m_state; }
    // Closed: why, and who said so; none where the other end broke it off in the greeting without a word.
    [[nodiscard]] std::optional<Parting> parting() const { return m_parting; }
    [[nodiscard]] bool wasToldSo() const { return m_wasTold; }
    [[nodiscard]] const Hello& theirs() const { return m_theirs; } // once it is Open
    [[nodiscard]] bool isIdle() const { return m_out.isIdle() && m_in.isIdle(); }
    [[nodiscard]] bool hasTrouble() const { return m_out.hasTrouble() || m_in.hasTrouble(); }

private:
    void say(const Said& said);
    void hear(const Said& said, qint64 nowMs);
    void hearHello(const Hello& hello);
    void sayHello();
    void close(std::optional<Parting> why);

    Setting m_setting;
    Voice m_voice;
    std::vector<ledger::OutgoingLetter> m_waiting; // until it is Open
    LettersOut m_out;
    LettersIn m_in;
    FrameReader m_reader;
    Hello m_theirs;
    State m_state = State::Greeting;
    std::optional<Parting> m_parting;
    bool m_wasTold = false;
    qint64 m_nowMs = 0;
    qint64 m_begunMs = 0;
    qint64 m_heardMs = 0;
    qint64 m_saidMs = 0;
};

} // namespace twinward::sync::neighbour
