#pragma once

// A number as a person or a machine wrote it: 1.00 is not 1.0, because the written digits say how exactly it
// was measured. Holds the value and how many decimals stood behind the point.

#include <cmath>
#include <compare>
#include <cstdint>
#include <optional>
#include <QString>

namespace twinward::base {

class Decimal
{
public:
    constexpr Decimal() = default;
    // decimals: digits behind the point when shown, 0 to 17.
    constexpr Decimal(double value, int decimals)
        : m_value(value)
        , m_decimals(static_cast<std::int8_t>(decimals < 0 ? 0 : (decimals > 17 ? 17 : decimals)))
    { }

    // "-12.50", "7", "1e3" (exponents are allowed and lose their form). Nothing else: no spaces, no comma, no
    // infinity, at most 40 characters.
    [[nodiscard]] static std::optional<Decimal> fromString(QStringView text);

    // The same, as a person types it: surrounding spaces, a decimal comma, full-width digits.
    [[nodiscard]] static std::optional<Decimal> fromUserInput(QStringView text);

    [[nodiscard]] double value() const { return m_value; }
    [[nodiscard]] int decimals() const { return m_decimals; }
    [[nodiscard]] QString toString() const { return QString::number(m_value, 'f', m_decimals); }

    friend constexpr bool operator==(const Decimal&, const Decimal&) = default;

private:
    double m_value = 0;
    std::int8_t m_decimals = 0;
};

} // namespace twinward::base
