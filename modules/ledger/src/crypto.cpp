#include "crypto_p.h"

#include <cstring>
#include <QtEndian>
#include <sodium.h>
#include <stdexcept>

namespace twinward::ledger {

namespace {

constexpr qsizetype nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned long long size(QByteArrayView bytes)
{
    return static_cast<unsigned long long>(bytes.size());
}

bool openInto(unsigned char* plain, const unsigned char* key, QByteArrayView sealed, const Binding& binding)
{
    return crypto_aead_xchacha20poly1305_ietf_decrypt(plain, nullptr, nullptr, raw(sealed) + nonceBytes,
               size(sealed) - nonceBytes, raw(binding.view()), size(binding.view()), raw(sealed), key)
        == 0;
}

} // namespace

PassingKey::~PassingKey()
{
    sodium_memzero(m_bytes.data(), m_bytes.size());
}

Binding::Binding(QByteArrayView domain)
{
    add(static_cast<quint64>(domain.size()));
    add(domain);
}

Binding& Binding::add(QByteArrayView bytes)
{
    const auto length = static_cast<size_t>(bytes.size());
    if (m_size + length > m_bytes.size())
        throw std::length_error("binding");
    if (length != 0)
        std::memcpy(m_bytes.data() + m_size, bytes.data(), length);
    m_size += length;
    return *this;
}

Binding& Binding::add(quint64 number)
{
    std::array<unsigned char, 8> bytes{};
    qToBigEndian(number, bytes.data());
    return add(QByteArrayView(bytes.data(), 8));
}

QByteArray seal(const unsigned char* key, QByteArrayView plain, const Binding& binding)
{
    QByteArray sealed(nonceBytes + plain.size() + tagBytes, Qt::Uninitialized);
    auto* out = reinterpret_cast<unsigned char*>(sealed.data());
    randombytes_buf(out, nonceBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + nonceBytes, nullptr, raw(plain), size(plain),
        raw(binding.view()), size(binding.view()), nullptr, out, key);
    return sealed;
}

std::optional<QByteArray> open(const unsigned char* key, QByteArrayView sealed, const Binding& binding)
{
    if (sealed.size() < nonceBytes + tagBytes)
        return std::nullopt;
    QByteArray plain(sealed.size() - nonceBytes - tagBytes, Qt::Uninitialized);
    if (!openInto(reinterpret_cast<unsigned char*>(plain.data()), key, sealed, binding))
        return std::nullopt;
    return plain;
}

std::optional<Secret> openSecret(const unsigned char* key, QByteArrayView sealed, const Binding& binding)
{
    if (sealed.size() < nonceBytes + tagBytes)
        return std::nullopt;
    Secret plain(static_cast<size_t>(sealed.size() - nonceBytes - tagBytes));
    if (!openInto(plain.data(), key, sealed, binding))
        return std::nullopt;
    return plain;
}

QByteArray messageKeyOf(const unsigned char* key, QByteArrayView sealed)
{
    if (sealed.size() < nonceBytes + tagBytes)
        return {};
    QByteArray messageKey(crypto_core_hchacha20_OUTPUTBYTES, Qt::Uninitialized);
    crypto_core_hchacha20(reinterpret_cast<unsigned char*>(messageKey.data()), raw(sealed), key, nullptr);
    return messageKey;
}

std::optional<QByteArray> openWithMessageKey(
    QByteArrayView messageKey, QByteArrayView sealed, const Binding& binding)
{
    constexpr qsizetype derivedFrom = crypto_core_hchacha20_INPUTBYTES;
    if (sealed.size() < nonceBytes + tagBytes || messageKey.size() != crypto_core_hchacha20_OUTPUTBYTES)
        return std::nullopt;
    // The rest of the nonce, behind four bytes of zero.
    std::array<unsigned char, crypto_aead_chacha20poly1305_ietf_NPUBBYTES> nonce{};
    std::memcpy(nonce.data() + 4, sealed.data() + derivedFrom, nonceBytes - derivedFrom);
    QByteArray plain(sealed.size() - nonceBytes - tagBytes, Qt::Uninitialized);
    if (crypto_aead_chacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()), nullptr,
            nullptr, raw(sealed) + nonceBytes, size(sealed) - nonceBytes, raw(binding.view()),
            size(binding.view()), nonce.data(), raw(messageKey))
        != 0)
        return std::nullopt;
    return plain;
}

std::array<std::uint8_t, 16> keyedHash128(const unsigned char* key, const Binding& material)
{
    std::array<std::uint8_t, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), raw(material.view()), size(material.view()), key, keyBytes);
    return hash;
}

std::array<std::uint8_t, 32> keyedHash256(const unsigned char* key, QByteArrayView material)
{
    std::array<std::uint8_t, 32> hash{};
    crypto_generichash(hash.data(), hash.size(), raw(material), size(material), key, keyBytes);
    return hash;
}

PassingKey deriveKey(const unsigned char* root, const Binding& purpose)
{
    PassingKey key;
    crypto_generichash(key.data(), keyBytes, raw(purpose.view()), size(purpose.view()), root, keyBytes);
    return key;
}

bool equalBytes(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), static_cast<size_t>(a.size())) == 0;
}

} // namespace twinward::ledger
