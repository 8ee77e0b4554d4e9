#pragma once

// What the device of an open vault vouches for, and what is sealed to a clinic's devices. The one place of
// this module that reads what only the ledger knows: its device's key and how a commit names its place.

#include "ledger/replica.h"

#include <array>

namespace twinward::sync {

// What a signature is for: no more than 64 bytes, so that bytes signed for one purpose pass for no other.
[[nodiscard]] base::Result<QByteArray> signAsDevice(
    const ledger::Vault& vault, QByteArrayView purpose, QByteArrayView message);
[[nodiscard]] bool deviceSigned(
    QByteArrayView signingKey, QByteArrayView purpose, QByteArrayView message, QByteArrayView signature);

// 16 random bytes that every device of the clinic knows and nobody else.
[[nodiscard]] QByteArray vaultId(const ledger::Vault& vault);
// The epoch in which this device writes now.
[[nodiscard]] quint32 ownEpoch(const ledger::Vault& vault);

// Where a commit stands in its chain; none for what is no commit.
struct CommitPlace
{
    ledger::ChainId chain;
    quint64 seq = 0;
    base::HybridTime recorded;
};
[[nodiscard]] std::optional<CommitPlace> placeOf(const ledger::WireCommit& commit);

// BLAKE2b with a key (16 to 64 bytes).
[[nodiscard]] QByteArray keyedHash(QByteArrayView key, QByteArrayView message);
[[nodiscard]] bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

// Sealed boxes to the X25519 form of a device's Ed25519 key (libsodium's
// crypto_sign_ed25519_pk_to_curve25519).
[[nodiscard]] std::optional<QByteArray> sealToDevice(QByteArrayView signingKey, QByteArrayView plain);
[[nodiscard]] std::optional<QByteArray> openAsDevice(const ledger::Vault& vault, QByteArrayView sealed);

} // namespace twinward::sync
