#pragma once

// Small messages that look random to whoever has not the secret: XChaCha20-Poly1305 under a key made of the
// secret for one purpose, with a random nonce before it.

#include <optional>
#include <QByteArray>

namespace twinward::sync {

inline constexpr qsizetype sealedExtraBytes = 24 + 16; // nonce and tag

[[nodiscard]] QByteArray randomBytes(qsizetype size);
// For exactly one purpose; secret: 16 to 64 bytes.
[[nodiscard]] QByteArray keyFor(QByteArrayView secret, QByteArrayView purpose);
[[nodiscard]] QByteArray sealSmall(QByteArrayView key, QByteArrayView plain);
[[nodiscard]] std::optional<QByteArray> openSmall(QByteArrayView key, QByteArrayView sealed);

} // namespace twinward::sync
