#include "base/id.h"

#include <botan/hash.h>
#include <sodium.h>

namespace twinward::base {

namespace {

// Both are BLAKE2b and give the same. Botan's plain code hashes twice as fast as libsodium's vector code
// where that was measured (Zen 5: 1.4 and 0.75 GB/s), but has to be set up for each message.
constexpr qsizetype worthSettingUp = 4096;

void hashLong(QByteArrayView message, std::array<std::uint8_t, 32>& hash)
{
    const auto blake = Botan::HashFunction::create_or_throw("BLAKE2b(256)");
    blake->update(reinterpret_cast<const std::uint8_t*>(message.data()), static_cast<size_t>(message.size()));
    blake->final(hash.data());
}

} // namespace

namespace detail {

std::array<std::uint8_t, 16> randomId()
{
    std::array<std::uint8_t, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::array<std::uint8_t, 16> derivedId(QByteArrayView domain, QByteArrayView material)
{
    // The domain's length is hashed before it, so that no two (domain, material) pairs run together.
    const auto length = static_cast<std::uint64_t>(domain.size());
    std::array<std::uint8_t, 16> bytes{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, bytes.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&length), sizeof length);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(domain.data()),
        static_cast<unsigned long long>(domain.size()));
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(material.data()),
        static_cast<unsigned long long>(material.size()));
    crypto_generichash_final(&state, bytes.data(), bytes.size());
    return bytes;
}

QString idToString(const std::array<std::uint8_t, 16>& bytes)
{
    const QByteArray hex = QByteArray(reinterpret_cast<const char*>(bytes.data()), 16).toHex();
    return QString::fromLatin1(hex.mid(0, 8) + '-' + hex.mid(8, 4) + '-' + hex.mid(12, 4) + '-'
        + hex.mid(16, 4) + '-' + hex.mid(20, 12));
}

std::optional<std::array<std::uint8_t, 16>> idFromString(QStringView text)
{
    if (text.size() != 36)
        return std::nullopt;
    std::array<std::uint8_t, 16> bytes{};
    int digits = 0;
    for (qsizetype i = 0; i < 36; ++i) {
        const char16_t c = text[i].unicode();
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (c != u'-')
                return std::nullopt;
            continue;
        }
        int nibble = 0;
        if (c >= u'0' && c <= u'9')
            nibble = c - u'0';
        else if (c >= u'a' && c <= u'f')
            nibble = c - u'a' + 10;
        else if (c >= u'A' && c <= u'F')
            nibble = c - u'A' + 10;
        else
            return std::nullopt;
        auto& byte = bytes[static_cast<size_t>(digits / 2)];
        byte = static_cast<std::uint8_t>(byte << 4 | nibble);
        ++digits;
    }
    return bytes;
}

} // namespace detail

std::optional<Hash256> Hash256::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() != 32)
        return std::nullopt;
    Hash256 hash;
    std::memcpy(hash.m_bytes.data(), bytes.data(), 32);
    return hash;
}

std::optional<Hash256> Hash256::fromString(QStringView text)
{
    const QByteArray latin = text.toLatin1();
    const QByteArray bytes = QByteArray::fromHex(latin);
    // fromHex skips what is no digit: only text that comes back the same was a hash.
    return bytes.toHex() == latin.toLower() ? fromBytes(bytes) : std::nullopt;
}

Hash256 Hash256::of(QByteArrayView message)
{
    Hash256 hash;
    if (message.size() >= worthSettingUp) {
        hashLong(message, hash.m_bytes);
        return hash;
    }
    crypto_generichash(hash.m_bytes.data(), 32, reinterpret_cast<const unsigned char*>(message.data()),
        static_cast<unsigned long long>(message.size()), nullptr, 0);
    return hash;
}

QString Hash256::toString() const
{
    return QString::fromLatin1(toBytes().toHex());
}

QByteArray Hash256::toBytes() const
{
    return {reinterpret_cast<const char*>(m_bytes.data()), 32};
}

} // namespace twinward::base
