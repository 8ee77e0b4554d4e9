#pragma once

// The few things the ledger does with libsodium, each bound to what it is for: every hash, key and seal names
// its domain, so that bytes made for one purpose are never taken for another.

#include "ledger/secret.h"

#include <array>
#include <optional>
#include <QByteArray>

namespace twinward::ledger {

inline constexpr size_t keyBytes = 32;

// A key that lives for one operation: wiped when it goes, without the cost of guarded pages.
class PassingKey
{
public:
    PassingKey() = default;
    PassingKey(const PassingKey&) = default;
    PassingKey& operator=(const PassingKey&) = default;
    ~PassingKey();
    [[nodiscard]] unsigned char* data() { return m_bytes.data(); }
    [[nodiscard]] const unsigned char* data() const { return m_bytes.data(); }

private:
    std::array<unsigned char, keyBytes> m_bytes{};
};

// What a seal or a hash is bound to: fields of fixed size, one after the other, after the name of their
// purpose.
class Binding
{
public:
    explicit Binding(QByteArrayView domain);
    Binding& add(QByteArrayView bytes); // fixed-size fields only
    Binding& add(quint64 number);
    template <size_t n> Binding& add(const std::array<std::uint8_t, n>& bytes)
    {
        return add(QByteArrayView(bytes.data(), n));
    }
    [[nodiscard]] QByteArrayView view() const { return {m_bytes.data(), static_cast<qsizetype>(m_size)}; }

private:
    std::array<unsigned char, 320> m_bytes; // NOLINT: only the first m_size are ever read
    size_t m_size = 0;
};

// XChaCha20-Poly1305 with a random nonce before the ciphertext.
[[nodiscard]] QByteArray seal(const unsigned char* key, QByteArrayView plain, const Binding& binding);
// None where the bytes are not what was sealed with this key for this purpose.
[[nodiscard]] std::optional<QByteArray> open(
    const unsigned char* key, QByteArrayView sealed, const Binding& binding);
[[nodiscard]] std::optional<Secret> openSecret(
    const unsigned char* key, QByteArrayView sealed, const Binding& binding);

// XChaCha20 seals each message under a key of its own, derived from the key and the first 16 bytes of its
// nonce by HChaCha20 (draft-irtf-cfrg-xchacha-03, 2.3), from which neither the key nor another message's can
// be worked out: what opens this one message and no other may be given away. Empty for what is no seal.
[[nodiscard]] QByteArray messageKeyOf(const unsigned char* key, QByteArrayView sealed);
[[nodiscard]] std::optional<QByteArray> openWithMessageKey(
    QByteArrayView messageKey, QByteArrayView sealed, const Binding& binding);

// BLAKE2b, keyed.
[[nodiscard]] std::array<std::uint8_t, 16> keyedHash128(const unsigned char* key, const Binding& material);
[[nodiscard]] std::array<std::uint8_t, 32> keyedHash256(const unsigned char* key, QByteArrayView material);
[[nodiscard]] PassingKey deriveKey(const unsigned char* root, const Binding& purpose);

[[nodiscard]] inline QByteArrayView viewOf(const Secret& secret)
{
    return {secret.data(), static_cast<qsizetype>(secret.size())};
}
template <size_t n> [[nodiscard]] QByteArray toBytes(const std::array<std::uint8_t, n>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(n)};
}
[[nodiscard]] bool equalBytes(QByteArrayView a, QByteArrayView b); // in constant time for equal sizes

} // namespace twinward::ledger
