#pragma once

// The numbers two screens compare, as words that people can read to each other over a bad telephone.

#include <QByteArrayView>
#include <QStringList>

namespace twinward::sync {

inline constexpr qsizetype pairingWords = 6; // a byte each

// Of the first bytes of a hash; at least six.
[[nodiscard]] QStringList wordsFor(QByteArrayView hash);

} // namespace twinward::sync
