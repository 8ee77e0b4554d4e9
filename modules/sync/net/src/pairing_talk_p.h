#pragma once

// What two computers say to each other while they pair, over a connection that is encrypted and not yet
// authenticated; see sync_net/pairing.h for what that relies on. Bytes in, bytes out, no sockets, no clock.
//
// A message: length of its body (32 bits, big-endian), kind, body. What comes is hostile: short until both
// persons are sure, bounded afterwards, and each kind has its one place.

#include "sync_net/pairing.h"

#include <functional>
#include <optional>

namespace twinward::sync {

class PairingTalk
{
public:
    enum class Role : quint8 { Host, Guest };
    struct Setting
    {
        Role role = Role::Guest;
        PairingPurpose purpose = PairingPurpose::Join;
        QByteArray binding; // over both certificates: bindingOf(guest's, host's)
        QByteArray codeSecret; // host: of the code it shows; guest: of the code it took, empty for words
        QByteArray offer; // guest
        std::function<void(const QByteArray&)> send;
        std::function<void()> changed; // may not destroy the talk
    };
    explicit PairingTalk(Setting setting);

    void start(); // the guest speaks first
    void received(QByteArrayView bytes);

    void confirmWords();
    void answer(const QByteArray& payload); // host
    void end(PairingEnd why); // tells the other side

    [[nodiscard]] PairingState state() const { return m_state; }
    [[nodiscard]] PairingEnd whyEnded() const { return m_end; }
    [[nodiscard]] bool isByCode() const { return m_isByCode; } // once it is past Connecting
    [[nodiscard]] bool hasBegun() const { return m_hasBegun; } // more than noise was heard
    [[nodiscard]] const QStringList& words() const { return m_words; }
    [[nodiscard]] const QByteArray& payload() const { return m_payload; } // of the other side

private:
    enum class Kind : quint8 { Hello = 1, Nonce, Sure, Offer, Answer, Thanks, End };

    void say(Kind kind, const QByteArray& body);
    void hear(Kind kind, const QByteArray& body);
    void hearHello(const QByteArray& body);
    void hearGuestsHello(bool isByCode, const QByteArray& given); // NOLINT: as it was said
    void hearNonce(const QByteArray& nonce);
    void hearSure();
    void hearOffer(const QByteArray& payload);
    void hearAnswer(const QByteArray& payload);
    void hearEnd(const QByteArray& body);
    void compare();
    void goOnWhereBothAreSure();
    void finish(PairingEnd why);
    void move(PairingState state);
    [[nodiscard]] bool isHost() const { return m_setting.role == Role::Host; }
    [[nodiscard]] QByteArray hashOf(QByteArrayView purpose, const QByteArray& more) const;
    [[nodiscard]] QByteArray proof() const; // that the guest has read the code

    Setting m_setting;
    PairingState m_state = PairingState::Connecting;
    PairingEnd m_end = PairingEnd::Broken;
    QByteArray m_buffer;
    QByteArray m_ours; // random numbers
    QByteArray m_theirs;
    QByteArray m_commitment; // guest: the host's
    QStringList m_words;
    QByteArray m_payload;
    bool m_hasBegun = false;
    bool m_isByCode = false;
    bool m_weAreSure = false;
    bool m_theyAreSure = false;
};

} // namespace twinward::sync
