#pragma once

// How long a passphrase would stand against somebody who stole the disk, as honestly as can be said: the
// guesses are zxcvbn's estimate (Wheeler, "zxcvbn: Low-Budget Password Strength Estimation", USENIX Security
// 2016), the speed that of a rented computing centre against this vault's Argon2id.

#include <QString>
#include <QStringList>

namespace twinward::ledger {

enum class Strength { Refused, Weak, Fair, Strong };

struct StrengthEstimate
{
    double bits = 0; // of entropy
    double seconds = 0; // until it is guessed, on average
    Strength strength = Strength::Refused;
};

// Ten thousand guesses a second: 5,000 cores at half a second each, the price of a slot made on an ordinary
// machine.
inline constexpr double guessesPerSecond = 1e4;

// known: words an attacker would try first, such as the clinic's name.
[[nodiscard]] StrengthEstimate estimateStrength(const QString& passphrase, const QStringList& known);

} // namespace twinward::ledger
