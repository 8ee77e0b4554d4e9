#include "ledger/device_keys.h"

#include "commit_header_p.h"
#include "keyless_p.h"
#include "vault_p.h"

#include <sodium.h>

namespace twinward::ledger {

namespace {

const unsigned char* raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned long long sizeOf(QByteArrayView bytes)
{
    return static_cast<unsigned long long>(bytes.size());
}

Secret deviceSeed(const Vault& vault)
{
    const auto& inside = Vault::Private::of(vault);
    const std::lock_guard guard(inside.databaseMutex);
    return inside.device.signingSeed.clone();
}

} // namespace

Binding deviceBinding(QByteArrayView purpose)
{
    return Binding(QByteArray("twinward sync: ").append(purpose));
}

base::Result<QByteArray> signAsDevice(const Vault& vault, QByteArrayView purpose, QByteArrayView message)
{
    return guarded([&] { return signWithSeed(deviceSeed(vault), deviceBinding(purpose), message); });
}

bool deviceSigned(
    QByteArrayView signingKey, QByteArrayView purpose, QByteArrayView message, QByteArrayView signature)
{
    return signingKey.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES
        && signatureHolds(signingKey, deviceBinding(purpose), message, signature);
}

QByteArray deviceSigningKey(const Vault& vault)
{
    return publicKeyOfSeed(deviceSeed(vault));
}

QByteArray vaultId(const Vault& vault)
{
    return Vault::Private::of(vault).identity.vault.toBytes();
}

quint32 ownEpoch(const Vault& vault)
{
    const auto& inside = Vault::Private::of(vault);
    const std::lock_guard guard(inside.databaseMutex);
    return inside.device.epoch;
}

std::optional<CommitPlace> placeOf(const WireCommit& commit)
{
    const auto header = decodeHeader(commit.header);
    if (!header)
        return std::nullopt;
    return CommitPlace{{header->device, header->epoch}, header->seq, header->recorded};
}

QByteArray keyedHash(QByteArrayView key, QByteArrayView message)
{
    QByteArray hash(crypto_generichash_BYTES, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), crypto_generichash_BYTES, raw(message),
        sizeOf(message), raw(key), static_cast<size_t>(key.size()));
    return hash;
}

bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    return equalBytes(a, b);
}

std::optional<QByteArray> sealToDevice(QByteArrayView signingKey, QByteArrayView plain)
{
    std::array<unsigned char, crypto_box_PUBLICKEYBYTES> boxKey{};
    if (signingKey.size() != crypto_sign_PUBLICKEYBYTES
        || crypto_sign_ed25519_pk_to_curve25519(boxKey.data(), raw(signingKey)) != 0)
        return std::nullopt;
    QByteArray sealed(plain.size() + static_cast<qsizetype>(crypto_box_SEALBYTES), Qt::Uninitialized);
    crypto_box_seal(
        reinterpret_cast<unsigned char*>(sealed.data()), raw(plain), sizeOf(plain), boxKey.data());
    return sealed;
}

std::optional<QByteArray> openAsDevice(const Vault& vault, QByteArrayView sealed)
{
    if (sealed.size() < static_cast<qsizetype>(crypto_box_SEALBYTES))
        return std::nullopt;
    const Secret seed = deviceSeed(vault);
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> signingKey{};
    std::array<unsigned char, crypto_box_PUBLICKEYBYTES> boxKey{};
    Secret signingSecret(crypto_sign_SECRETKEYBYTES);
    Secret boxSecret(crypto_box_SECRETKEYBYTES);
    if (seed.size() != crypto_sign_SEEDBYTES
        || crypto_sign_seed_keypair(signingKey.data(), signingSecret.data(), seed.data()) != 0
        || crypto_sign_ed25519_pk_to_curve25519(boxKey.data(), signingKey.data()) != 0
        || crypto_sign_ed25519_sk_to_curve25519(boxSecret.data(), signingSecret.data()) != 0)
        return std::nullopt;
    QByteArray plain(sealed.size() - static_cast<qsizetype>(crypto_box_SEALBYTES), Qt::Uninitialized);
    if (crypto_box_seal_open(reinterpret_cast<unsigned char*>(plain.data()), raw(sealed), sizeOf(sealed),
            boxKey.data(), boxSecret.data())
        != 0)
        return std::nullopt;
    return plain;
}

} // namespace twinward::ledger
