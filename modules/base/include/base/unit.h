#pragma once

// Units by their UCUM code (https://ucum.org, case sensitive) and the few conversions a chart needs:
// temperature, pressure, mass, length, rates. Conversions that need to know the substance (mmol/L to mg/dL)
// are not here.

#include <optional>
#include <QStringView>

namespace twinward::base {

// The value in another unit of the same dimension. None where a unit is not known or the dimensions differ;
// the same code always converts to itself, known or not.
[[nodiscard]] std::optional<double> convertUnit(double value, QStringView fromUcum, QStringView toUcum);

// How a person writes a UCUM code: "°C" for "Cel", "mmHg" for "mm[Hg]", "/min" for "{beats}/min".
[[nodiscard]] QString unitForDisplay(QStringView ucum);

} // namespace twinward::base
