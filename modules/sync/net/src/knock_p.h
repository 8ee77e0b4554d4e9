#pragma once

// What is said before TLS, so that a stranger who tries a port learns nothing, not even that TLS is spoken:
// the caller's first bytes are a token that only who knows the clinic's secret can make, and nothing at all
// is answered to any other. The answer shows the same of who listens, and only then does the caller begin
// TLS.
//
// A token is good once, and a day long: laptops' clocks are wrong, so that its time only bounds how many need
// to be remembered. What an eavesdropper recorded can be played again after the listener was started anew,
// and brings forth what they have seen before: an answer that looks random.

#include <map>
#include <optional>
#include <QByteArray>

namespace twinward::sync {

inline constexpr qsizetype knockBytes = 24 + 8 + 16;
inline constexpr qsizetype knockAnswerBytes = 32;

struct Knock
{
    QByteArray token;
    QByteArray answer; // that is expected

    [[nodiscard]] static Knock make(QByteArrayView clinicSecret, qint64 nowMs);
};

class KnockCheck
{
public:
    explicit KnockCheck(QByteArrayView clinicSecret);
    // What to answer; none for what must not be answered.
    [[nodiscard]] std::optional<QByteArray> answerTo(QByteArrayView token, qint64 nowMs);

private:
    QByteArray m_key;
    QByteArray m_answerKey;
    std::map<QByteArray, qint64> m_seen; // nonces, and when they may be forgotten
};

} // namespace twinward::sync
