#include "pairing_talk_p.h"

#include "base/cbor.h"
#include "base/id.h"
#include "ledger/device_keys.h"
#include "pairing_words_p.h"
#include "sealed_p.h"

#include <QtEndian>

namespace twinward::sync {

namespace {

constexpr qint64 version = 1;
constexpr qsizetype nonceBytes = 32;
constexpr qsizetype headerBytes = 5;
constexpr qsizetype maxEarlyBytes = 256; // of a message, until both are sure

bool isOver(PairingState state)
{
    return state == PairingState::Done || state == PairingState::Ended;
}

} // namespace

PairingTalk::PairingTalk(Setting setting)
    : m_setting(std::move(setting))
    , m_ours(randomBytes(nonceBytes))
{ }

void PairingTalk::start()
{
    if (isHost())
        return;
    m_isByCode = !m_setting.codeSecret.isEmpty();
    base::CborWriter hello;
    hello.array(4).integer(version).integer(static_cast<qint64>(m_setting.purpose)).boolean(m_isByCode);
    hello.bytes(m_isByCode ? proof() : QByteArray());
    say(Kind::Hello, hello.data());
}

void PairingTalk::received(QByteArrayView bytes)
{
    m_buffer.append(bytes);
    while (!isOver(m_state) && m_buffer.size() >= headerBytes) {
        const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(m_buffer.constData()));
        const qsizetype limit = m_weAreSure && m_theyAreSure ? maxPairingPayload : maxEarlyBytes;
        const auto kind = static_cast<quint8>(m_buffer[4]);
        if (size > limit || kind < static_cast<quint8>(Kind::Hello)
            || kind > static_cast<quint8>(Kind::End)) {
            end(PairingEnd::Broken);
            return;
        }
        if (m_buffer.size() < headerBytes + size)
            return;
        const QByteArray body = m_buffer.mid(headerBytes, size);
        m_buffer.remove(0, headerBytes + size);
        hear(static_cast<Kind>(kind), body);
    }
}

void PairingTalk::say(Kind kind, const QByteArray& body)
{
    QByteArray message(headerBytes, Qt::Uninitialized);
    qToBigEndian(static_cast<quint32>(body.size()), message.data());
    message[4] = static_cast<char>(kind);
    m_setting.send(message + body);
}

void PairingTalk::hear(Kind kind, const QByteArray& body)
{
    switch (kind) {
    case Kind::Hello:
        return hearHello(body);
    case Kind::Nonce:
        return hearNonce(body);
    case Kind::Sure:
        return hearSure();
    case Kind::Offer:
        return hearOffer(body);
    case Kind::Answer:
        return hearAnswer(body);
    case Kind::Thanks:
        if (isHost() && m_state == PairingState::WaitingForOther && !m_payload.isNull())
            return move(PairingState::Done);
        break;
    case Kind::End:
        return hearEnd(body);
    }
    end(PairingEnd::Broken);
}

void PairingTalk::hearHello(const QByteArray& body)
{
    base::CborReader reader(body);
    reader.enterArray(16);
    const qint64 theirVersion = reader.integer();
    const qint64 theirPurpose = reader.integer();
    const bool isByCode = reader.boolean();
    const QByteArray given = reader.bytes();
    reader.leaveArray();
    if (!reader.atEnd() || m_hasBegun) {
        end(PairingEnd::Broken);
        return;
    }
    if (theirVersion != version || theirPurpose != static_cast<qint64>(m_setting.purpose)) {
        end(theirVersion != version ? PairingEnd::OtherVersion : PairingEnd::OtherPurpose);
        return;
    }
    m_hasBegun = true;
    if (isHost()) {
        hearGuestsHello(isByCode, given);
        return;
    }
    if (given.size() != nonceBytes || isByCode != m_isByCode) {
        end(PairingEnd::Broken);
        return;
    }
    m_commitment = given;
    say(Kind::Nonce, m_ours);
}

void PairingTalk::hearGuestsHello(bool isByCode, const QByteArray& given) // NOLINT: as it was said
{
    m_isByCode = isByCode;
    if (isByCode && (m_setting.codeSecret.isEmpty() || !ledger::equalInConstantTime(given, proof()))) {
        end(PairingEnd::NotTheCode);
        return;
    }
    base::CborWriter hello;
    hello.array(4).integer(version).integer(static_cast<qint64>(m_setting.purpose)).boolean(m_isByCode);
    hello.bytes(hashOf("commitment", m_ours));
    say(Kind::Hello, hello.data());
}

void PairingTalk::hearNonce(const QByteArray& nonce)
{
    if (!m_hasBegun || !m_theirs.isEmpty() || nonce.size() != nonceBytes || nonce == m_ours) {
        end(PairingEnd::Broken);
        return;
    }
    m_theirs = nonce;
    if (isHost()) {
        say(Kind::Nonce, m_ours);
    } else if (!ledger::equalInConstantTime(hashOf("commitment", nonce), m_commitment)) {
        end(PairingEnd::WordsDiffer); // somebody stands between, or wants to
        return;
    }
    compare();
}

void PairingTalk::compare()
{
    const QByteArray both = isHost() ? m_ours + m_theirs : m_theirs + m_ours;
    m_words = wordsFor(hashOf("words", both));
    if (!m_isByCode) {
        move(PairingState::Comparing);
        return;
    }
    // The code has vouched for both.
    m_weAreSure = m_theyAreSure = true;
    goOnWhereBothAreSure();
}

void PairingTalk::confirmWords()
{
    if (m_state != PairingState::Comparing)
        return;
    m_weAreSure = true;
    say(Kind::Sure, {});
    goOnWhereBothAreSure();
}

void PairingTalk::hearSure()
{
    if (m_theirs.isEmpty() || m_isByCode || m_theyAreSure) {
        end(PairingEnd::Broken);
        return;
    }
    m_theyAreSure = true;
    if (m_weAreSure)
        goOnWhereBothAreSure();
}

void PairingTalk::goOnWhereBothAreSure()
{
    if (m_weAreSure && m_theyAreSure && !isHost())
        say(Kind::Offer, m_setting.offer);
    move(isHost() && m_weAreSure && !m_payload.isNull() ? PairingState::Deciding
                                                        : PairingState::WaitingForOther);
}

void PairingTalk::hearOffer(const QByteArray& payload)
{
    // The guest gives nothing before it has heard that this side is sure.
    if (!isHost() || !m_weAreSure || !m_theyAreSure || !m_payload.isNull() || payload.isEmpty()) {
        end(PairingEnd::Broken);
        return;
    }
    m_payload = payload;
    move(PairingState::Deciding);
}

void PairingTalk::answer(const QByteArray& payload)
{
    if (m_state != PairingState::Deciding || payload.size() > maxPairingPayload)
        return;
    say(Kind::Answer, payload);
    move(PairingState::WaitingForOther);
}

void PairingTalk::hearAnswer(const QByteArray& payload)
{
    if (isHost() || !m_weAreSure || !m_theyAreSure) {
        end(PairingEnd::Broken);
        return;
    }
    m_payload = payload;
    say(Kind::Thanks, {});
    move(PairingState::Done);
}

void PairingTalk::hearEnd(const QByteArray& body)
{
    const auto why = body.size() == 1 ? static_cast<quint8>(body[0]) : 255;
    finish(why <= static_cast<quint8>(PairingEnd::Cancelled) ? static_cast<PairingEnd>(why)
                                                             : PairingEnd::Broken);
}

void PairingTalk::end(PairingEnd why)
{
    if (isOver(m_state))
        return;
    say(Kind::End, QByteArray(1, static_cast<char>(why)));
    finish(why);
}

void PairingTalk::finish(PairingEnd why)
{
    m_end = why;
    move(PairingState::Ended);
}

void PairingTalk::move(PairingState state)
{
    m_state = state;
    if (m_setting.changed)
        m_setting.changed();
}

QByteArray PairingTalk::hashOf(QByteArrayView purpose, const QByteArray& more) const
{
    QByteArray all("twinward pairing 1: ");
    all.append(purpose).append('\0').append(static_cast<char>(m_setting.purpose)).append(m_setting.binding);
    return base::Hash256::of(all + more).toBytes();
}

QByteArray PairingTalk::proof() const
{
    return ledger::keyedHash(keyFor(base::Hash256::of(m_setting.codeSecret).toBytes(), "pairing code"),
        hashOf("code", m_setting.binding));
}

} // namespace twinward::sync
