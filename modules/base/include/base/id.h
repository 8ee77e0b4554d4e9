#pragma once

// 128-bit names that need no server to be unique, one C++ type for each kind of thing so that a patient can't
// be passed where an event is meant; and the 256-bit hash that names a commit.

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <QByteArray>
#include <QHashFunctions>
#include <QString>

namespace twinward::base {

namespace detail {
std::array<std::uint8_t, 16> randomId();
std::array<std::uint8_t, 16> derivedId(QByteArrayView domain, QByteArrayView material);
QString idToString(const std::array<std::uint8_t, 16>& bytes);
std::optional<std::array<std::uint8_t, 16>> idFromString(QStringView text);
} // namespace detail

// A 128-bit identifier, written like a UUID. The all-zero value means "none".
template <class Tag> class Id
{
public:
    constexpr Id() = default;
    constexpr explicit Id(const std::array<std::uint8_t, 16>& bytes)
        : m_bytes(bytes)
    { }

    [[nodiscard]] static Id random() { return Id(detail::randomId()); }

    // The same id for the same material (BLAKE2b, domain-separated): how an import names what it brings, so
    // that bringing it twice adds nothing.
    [[nodiscard]] static Id derived(QByteArrayView domain, QByteArrayView material)
    {
        return Id(detail::derivedId(domain, material));
    }

    // Accepts 8-4-4-4-12 hexadecimal digits in either case; anything else is no id.
    [[nodiscard]] static std::optional<Id> fromString(QStringView text)
    {
        const auto bytes = detail::idFromString(text);
        return bytes ? std::optional<Id>(Id(*bytes)) : std::nullopt;
    }

    // Exactly 16 bytes, else no id.
    [[nodiscard]] static std::optional<Id> fromBytes(QByteArrayView bytes)
    {
        if (bytes.size() != 16)
            return std::nullopt;
        Id id;
        std::memcpy(id.m_bytes.data(), bytes.data(), 16);
        return id;
    }

    [[nodiscard]] QString toString() const { return detail::idToString(m_bytes); }
    [[nodiscard]] QByteArray toBytes() const
    {
        return {reinterpret_cast<const char*>(m_bytes.data()), static_cast<qsizetype>(m_bytes.size())};
    }
    [[nodiscard]] const std::array<std::uint8_t, 16>& bytes() const { return m_bytes; }
    [[nodiscard]] bool isNull() const { return *this == Id(); }

    friend constexpr auto operator<=>(const Id&, const Id&) = default;
    friend size_t qHash(const Id& id, size_t seed = 0) { return qHashBits(id.m_bytes.data(), 16, seed); }

private:
    std::array<std::uint8_t, 16> m_bytes{};
};

// A 256-bit BLAKE2b hash; all zero means "none". Written as 64 hexadecimal digits.
class Hash256
{
public:
    constexpr Hash256() = default;
    [[nodiscard]] static std::optional<Hash256> fromBytes(QByteArrayView bytes);
    [[nodiscard]] static std::optional<Hash256> fromString(QStringView text);
    [[nodiscard]] static Hash256 of(QByteArrayView message);

    [[nodiscard]] QString toString() const;
    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] const std::array<std::uint8_t, 32>& bytes() const { return m_bytes; }
    [[nodiscard]] bool isNull() const { return *this == Hash256(); }

    friend constexpr auto operator<=>(const Hash256&, const Hash256&) = default;
    friend size_t qHash(const Hash256& hash, size_t seed = 0)
    {
        return qHashBits(hash.m_bytes.data(), 32, seed);
    }

private:
    std::array<std::uint8_t, 32> m_bytes{};
};

} // namespace twinward::base

template <class Tag> struct std::hash<twinward::base::Id<Tag>>
{
    size_t operator()(const twinward::base::Id<Tag>& id) const noexcept { return qHash(id); }
};

template <> struct std::hash<twinward::base::Hash256>
{
    size_t operator()(const twinward::base::Hash256& value) const noexcept { return qHash(value); }
};
