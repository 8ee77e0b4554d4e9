#pragma once

// What the device of an open vault vouches for, and what is sealed to a clinic's devices: for whoever carries
// the record between devices. The device's own key never leaves the ledger.

#include "ledger/replica.h"

namespace twinward::ledger {

// What a signature is for: no more than 64 bytes, so that bytes signed for one purpose pass for no other.
[[nodiscard]] base::Result<QByteArray> signAsDevice(
    const Vault& vault, QByteArrayView purpose, QByteArrayView message);
[[nodiscard]] bool deviceSigned(
    QByteArrayView signingKey, QByteArrayView purpose, QByteArrayView message, QByteArrayView signature);
// This device's own, 32 bytes of Ed25519; also where the roster does not list it yet.
[[nodiscard]] QByteArray deviceSigningKey(const Vault& vault);

// 16 random bytes that every device of the clinic knows and nobody else.
[[nodiscard]] QByteArray vaultId(const Vault& vault);
// The epoch in which this device writes now.
[[nodiscard]] quint32 ownEpoch(const Vault& vault);

// Where a commit stands in its chain; none for what is no commit.
struct CommitPlace
{
    ChainId chain;
    quint64 seq = 0;
    base::HybridTime recorded;
};
[[nodiscard]] std::optional<CommitPlace> placeOf(const WireCommit& commit);

// BLAKE2b-256 with a key (16 to 64 bytes).
[[nodiscard]] QByteArray keyedHash(QByteArrayView key, QByteArrayView message);
[[nodiscard]] bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

// Sealed boxes to the X25519 form of a device's Ed25519 key (libsodium's
// crypto_sign_ed25519_pk_to_curve25519).
[[nodiscard]] std::optional<QByteArray> sealToDevice(QByteArrayView signingKey, QByteArrayView plain);
[[nodiscard]] std::optional<QByteArray> openAsDevice(const Vault& vault, QByteArrayView sealed);

} // namespace twinward::ledger
