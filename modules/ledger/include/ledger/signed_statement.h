#pragma once

// The envelope of what a device signs for others to pass on: the bytes that were signed, beside their
// signature. Nothing is serialised anew to check one.

#include <optional>
#include <QByteArray>

namespace twinward::ledger {

struct SignedStatement
{
    QByteArray statement;
    QByteArray signature;

    [[nodiscard]] QByteArray toBytes() const;
    // None for bytes that are no such envelope, or are more than maxBytes; whether it is signed is for the
    // caller to see.
    [[nodiscard]] static std::optional<SignedStatement> fromBytes(
        const QByteArray& bytes, qsizetype maxBytes);
};

} // namespace twinward::ledger
