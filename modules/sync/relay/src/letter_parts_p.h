#pragma once

// A bundle that is larger than a letter may be goes in several, each with its place in the whole.

#include "sync/carrier.h"

#include <map>
#include <optional>

namespace twinward::sync {

// What goes into one letter each: the bundle itself where it fits.
[[nodiscard]] std::vector<QByteArray> cutForLetters(const QByteArray& bundle, qsizetype letterBytes);

// Puts together again what comes in parts, in whatever order.
class LetterParts
{
public:
    // The whole bundle once its last part is there; what came in one piece at once. InvalidInput for a part
    // that is none, and where more lies here half than a bundle can be.
    [[nodiscard]] base::Result<std::optional<QByteArray>> add(const QByteArray& content);
    [[nodiscard]] bool hasUnfinished() const { return !m_begun.empty(); }

private:
    struct Begun
    {
        quint32 count = 0;
        std::map<quint32, QByteArray> parts;
    };
    std::map<base::Hash256, Begun> m_begun; // by the hash of the whole
    qsizetype m_bytes = 0;
};

} // namespace twinward::sync
