#include "knock_p.h"

#include "ledger/device_keys.h"
#include "sealed_p.h"

#include <QtEndian>

namespace twinward::sync {

namespace {

constexpr QByteArrayView tokenPurpose("twinward knock 1");
constexpr QByteArrayView answerPurpose("twinward knock answer 1");
constexpr qint64 goodForMs = 26 * 3'600'000LL; // as far as the ledger lets clocks differ, and a bit
constexpr size_t maxSeen = 200'000; // made by our own clinic alone: more is a computer gone mad
constexpr qsizetype nonceBytes = 24;

} // namespace

Knock Knock::make(QByteArrayView clinicSecret, qint64 nowMs)
{
    QByteArray time(sizeof(qint64), Qt::Uninitialized);
    qToBigEndian(nowMs, time.data());
    Knock knock;
    knock.token = sealSmall(keyFor(clinicSecret, tokenPurpose), time);
    knock.answer = ledger::keyedHash(keyFor(clinicSecret, answerPurpose), knock.token);
    return knock;
}

KnockCheck::KnockCheck(QByteArrayView clinicSecret)
    : m_key(keyFor(clinicSecret, tokenPurpose))
    , m_answerKey(keyFor(clinicSecret, answerPurpose))
{ }

std::optional<QByteArray> KnockCheck::answerTo(QByteArrayView token, qint64 nowMs)
{
    if (token.size() != knockBytes)
        return std::nullopt;
    const auto time = openSmall(m_key, token);
    if (!time || time->size() != sizeof(qint64))
        return std::nullopt;
    const auto madeMs = qFromBigEndian<qint64>(time->constData());
    if (madeMs < nowMs - goodForMs || madeMs > nowMs + goodForMs)
        return std::nullopt;
    if (m_seen.size() >= maxSeen)
        std::erase_if(m_seen, [&](const auto& each) { return each.second < nowMs; });
    const QByteArray nonce = token.first(nonceBytes).toByteArray();
    if (m_seen.size() >= maxSeen || !m_seen.emplace(nonce, madeMs + goodForMs).second)
        return std::nullopt;
    return ledger::keyedHash(m_answerKey, token);
}

} // namespace twinward::sync
