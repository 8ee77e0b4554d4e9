#include "base/unit.h"

#include <array>
#include <QString>

namespace twinward::base {

namespace {

enum class Dimension {
    Temperature,
    Pressure,
    Mass,
    Length,
    Area,
    Angle,
    Frequency,
    Fraction,
    Time,
    Volume,
    Attenuation
};

// canonical = value * factor + offset, in K, Pa, kg, m, m², degrees, Hz, 1, s, L, HU. Factors: BIPM SI
// brochure (2019), NIST SP 811.
struct Unit
{
    QStringView code;
    QStringView display;
    Dimension dimension;
    double factor;
    double offset;
};

constexpr std::array units{
    Unit{u"Cel", u"°C", Dimension::Temperature, 1.0, 273.15},
    Unit{u"[degF]", u"°F", Dimension::Temperature, 5.0 / 9.0, 459.67 * 5.0 / 9.0},
    Unit{u"K", u"K", Dimension::Temperature, 1.0, 0.0},
    Unit{u"mm[Hg]", u"mmHg", Dimension::Pressure, 133.322387415, 0.0},
    Unit{u"kPa", u"kPa", Dimension::Pressure, 1000.0, 0.0},
    Unit{u"cm[H2O]", u"cmH₂O", Dimension::Pressure, 98.0665, 0.0},
    Unit{u"kg", u"kg", Dimension::Mass, 1.0, 0.0},
    Unit{u"g", u"g", Dimension::Mass, 1e-3, 0.0},
    Unit{u"mg", u"mg", Dimension::Mass, 1e-6, 0.0},
    Unit{u"ug", u"µg", Dimension::Mass, 1e-9, 0.0},
    Unit{u"[lb_av]", u"lb", Dimension::Mass, 0.45359237, 0.0},
    Unit{u"[oz_av]", u"oz", Dimension::Mass, 0.028349523125, 0.0},
    Unit{u"m", u"m", Dimension::Length, 1.0, 0.0},
    Unit{u"cm", u"cm", Dimension::Length, 1e-2, 0.0},
    Unit{u"mm", u"mm", Dimension::Length, 1e-3, 0.0},
    Unit{u"[in_i]", u"in", Dimension::Length, 0.0254, 0.0},
    Unit{u"[ft_i]", u"ft", Dimension::Length, 0.3048, 0.0},
    Unit{u"mm2", u"mm²", Dimension::Area, 1e-6, 0.0},
    Unit{u"cm2", u"cm²", Dimension::Area, 1e-4, 0.0},
    Unit{u"m2", u"m²", Dimension::Area, 1.0, 0.0},
    Unit{u"deg", u"°", Dimension::Angle, 1.0, 0.0},
    Unit{u"/min", u"/min", Dimension::Frequency, 1.0 / 60.0, 0.0},
    Unit{u"{beats}/min", u"/min", Dimension::Frequency, 1.0 / 60.0, 0.0},
    Unit{u"{breaths}/min", u"/min", Dimension::Frequency, 1.0 / 60.0, 0.0},
    Unit{u"Hz", u"Hz", Dimension::Frequency, 1.0, 0.0},
    Unit{u"%", u"%", Dimension::Fraction, 1e-2, 0.0},
    Unit{u"1", u"", Dimension::Fraction, 1.0, 0.0},
    Unit{u"s", u"s", Dimension::Time, 1.0, 0.0},
    Unit{u"ms", u"ms", Dimension::Time, 1e-3, 0.0},
    Unit{u"min", u"min", Dimension::Time, 60.0, 0.0},
    Unit{u"h", u"h", Dimension::Time, 3600.0, 0.0},
    Unit{u"d", u"d", Dimension::Time, 86400.0, 0.0},
    Unit{u"L", u"L", Dimension::Volume, 1.0, 0.0},
    Unit{u"mL", u"mL", Dimension::Volume, 1e-3, 0.0},
    Unit{u"[hnsf'U]", u"HU", Dimension::Attenuation, 1.0, 0.0},
};

const Unit* find(QStringView code)
{
    for (const Unit& unit : units) {
        if (unit.code == code)
            return &unit;
    }
    return nullptr;
}

} // namespace

std::optional<double> convertUnit(double value, QStringView fromUcum, QStringView toUcum)
{
    if (fromUcum == toUcum)
        return value;
    const Unit* from = find(fromUcum);
    const Unit* to = find(toUcum);
    if (from == nullptr || to == nullptr || from->dimension != to->dimension)
        return std::nullopt;
    return (value * from->factor + from->offset - to->offset) / to->factor;
}

QString unitForDisplay(QStringView ucum)
{
    if (const Unit* unit = find(ucum))
        return unit->display.toString();
    // An annotation alone ("{score}") is shown without its braces.
    if (ucum.startsWith(u'{') && ucum.endsWith(u'}'))
        return ucum.mid(1, ucum.size() - 2).toString();
    return ucum.toString();
}

} // namespace twinward::base
