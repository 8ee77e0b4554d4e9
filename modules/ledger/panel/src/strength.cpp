#include "strength_p.h"

#include <cmath>
#include <vector>
#include <zxcvbn.h>

namespace twinward::ledger {

namespace {

constexpr double day = 86400;
constexpr double year = 365.25 * day;
// zxcvbn's time grows with the square of the length, and what comes after this adds nothing to the verdict.
constexpr qsizetype longestJudged = 72;

Strength strengthOf(double seconds)
{
    if (seconds < day)
        return Strength::Refused;
    if (seconds < year)
        return Strength::Weak;
    return seconds < 100 * year ? Strength::Fair : Strength::Strong;
}

} // namespace

StrengthEstimate estimateStrength(const QString& passphrase, const QStringList& known)
{
    if (passphrase.isEmpty())
        return {};
    std::vector<QByteArray> words;
    for (const QString& phrase : known) {
        for (const QString& word : phrase.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts))
            words.push_back(word.toUtf8());
    }
    std::vector<const char*> dictionary;
    dictionary.reserve(words.size() + 1);
    for (const QByteArray& word : words)
        dictionary.push_back(word.constData());
    dictionary.push_back(nullptr);

    QByteArray bytes = passphrase.left(longestJudged).toUtf8();
    StrengthEstimate estimate;
    estimate.bits = ZxcvbnMatch(bytes.constData(), dictionary.data(), nullptr);
    bytes.fill('\0');
    estimate.seconds = std::exp2(estimate.bits - 1) / guessesPerSecond;
    estimate.strength = strengthOf(estimate.seconds);
    return estimate;
}

} // namespace twinward::ledger
