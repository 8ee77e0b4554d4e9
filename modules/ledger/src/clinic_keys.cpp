#include "clinic_keys_p.h"

#include <array>
#include <cstring>
#include <QtEndian>
#include <sodium.h>

namespace twinward::ledger {

using base::ErrorCode;

namespace {

constexpr QByteArrayView letterMark("TWLETTER1\n");
constexpr qsizetype epochBytes = 4;

const unsigned char* raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Secret seedOf(const PassingKey& key)
{
    Secret seed(keyBytes);
    std::memcpy(seed.data(), key.data(), keyBytes);
    return seed;
}

// As libsodium's sealed boxes have it (crypto_box_seal.c).
std::array<unsigned char, crypto_box_NONCEBYTES> sealNonce(
    const unsigned char* ephemeral, const unsigned char* reader)
{
    std::array<unsigned char, crypto_box_NONCEBYTES> nonce{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, nonce.size());
    crypto_generichash_update(&state, ephemeral, crypto_box_PUBLICKEYBYTES);
    crypto_generichash_update(&state, reader, crypto_box_PUBLICKEYBYTES);
    crypto_generichash_final(&state, nonce.data(), nonce.size());
    return nonce;
}

Secret ephemeralSeed(const PassingKey& letterKey, const ClinicCard& to, QByteArrayView plain)
{
    Binding material("twinward letter ephemeral 1");
    material.add(to.boxKey).add(base::Hash256::of(plain).bytes());
    return seedOf(deriveKey(letterKey.data(), material));
}

} // namespace

Secret clinicSigningSeed(const Keyring& keyring, quint32 epoch)
{
    return seedOf(keyring.clinicKey("clinic signing", epoch));
}

Secret clinicBoxSeed(const Keyring& keyring, quint32 epoch)
{
    return seedOf(keyring.clinicKey("clinic box", epoch));
}

PassingKey clinicLetterKey(const Keyring& keyring, quint32 epoch)
{
    return keyring.clinicKey("clinic letters", epoch);
}

QByteArray sealToClinic(const PassingKey& letterKey, const ClinicCard& to, QByteArrayView plain)
{
    const Secret seed = ephemeralSeed(letterKey, to, plain);
    std::array<unsigned char, crypto_box_PUBLICKEYBYTES> ephemeral{};
    Secret secretKey(crypto_box_SECRETKEYBYTES);
    crypto_box_seed_keypair(ephemeral.data(), secretKey.data(), seed.data());
    const auto nonce = sealNonce(ephemeral.data(), raw(to.boxKey));
    const qsizetype head = letterMark.size() + epochBytes + static_cast<qsizetype>(ephemeral.size());
    QByteArray sealed(head + crypto_box_MACBYTES + plain.size(), Qt::Uninitialized);
    std::memcpy(sealed.data(), letterMark.data(), static_cast<size_t>(letterMark.size()));
    qToBigEndian(to.epoch, sealed.data() + letterMark.size());
    std::memcpy(sealed.data() + letterMark.size() + epochBytes, ephemeral.data(), ephemeral.size());
    if (crypto_box_easy(reinterpret_cast<unsigned char*>(sealed.data()) + head, raw(plain),
            static_cast<unsigned long long>(plain.size()), nonce.data(), raw(to.boxKey), secretKey.data())
        != 0)
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("The other clinic's key can't be sealed to"));
    return sealed;
}

QByteArray openForClinic(const Keyring& keyring, QByteArrayView sealed)
{
    const qsizetype head = letterMark.size() + epochBytes;
    if (sealed.size() < head + static_cast<qsizetype>(crypto_box_SEALBYTES) || !sealed.startsWith(letterMark))
        throw Failure(ErrorCode::InvalidInput, QStringLiteral("This is not a letter, or not all of one"), {},
            QStringLiteral("Have it sent again."));
    const auto epoch = qFromBigEndian<quint32>(sealed.data() + letterMark.size());
    if (!keyring.holds(record::Category::Clinic, epoch)) {
        throw Failure(ErrorCode::Busy, QStringLiteral("The keys this letter is sealed for are not here yet"),
            {}, QStringLiteral("Let this computer catch up with the others first."));
    }
    std::array<unsigned char, crypto_box_PUBLICKEYBYTES> publicKey{};
    Secret secretKey(crypto_box_SECRETKEYBYTES);
    const Secret seed = clinicBoxSeed(keyring, epoch);
    crypto_box_seed_keypair(publicKey.data(), secretKey.data(), seed.data());
    QByteArray plain(sealed.size() - head - static_cast<qsizetype>(crypto_box_SEALBYTES), Qt::Uninitialized);
    if (crypto_box_seal_open(reinterpret_cast<unsigned char*>(plain.data()), raw(sealed) + head,
            static_cast<unsigned long long>(sealed.size() - head), publicKey.data(), secretKey.data())
        != 0)
        throw Failure(ErrorCode::InvalidInput,
            QStringLiteral("This letter is for another clinic, or was cut or changed"), {},
            QStringLiteral("Have it sent again."));
    return plain;
}

} // namespace twinward::ledger
