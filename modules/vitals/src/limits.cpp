#include "vitals/limits.h"

#include "tables_p.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twinward::vitals {

namespace {

constexpr int endOfLifeMonths = std::numeric_limits<int>::max();

Range rangeFrom(const QJsonObject& object, const QString& key)
{
    const QJsonArray ends = object.value(key).toArray();
    if (ends.size() != 2 || !ends[0].isDouble() || !ends[1].isDouble()
        || ends[0].toDouble() > ends[1].toDouble())
        throw tables::TableError(QStringLiteral("\"%1\" must be [low, high]").arg(key));
    return {ends[0].toDouble(), ends[1].toDouble()};
}

// The range as it reads in another unit; both ends are whole steps there only by luck, so nothing is rounded
// here.
std::optional<Range> inUnit(Sign sign, const std::optional<Range>& range, QStringView unit)
{
    if (!range)
        return std::nullopt;
    const QString& canonical = definition(sign).unit;
    const auto low = convert(sign, range->low, canonical, unit);
    const auto high = convert(sign, range->high, canonical, unit);
    if (!low || !high)
        return std::nullopt;
    return Range{*low, *high};
}

// A value typed in another unit stands for whatever rounds to it there: 100.4 °F is 38.0 °C,
// not 38.00000000000001.
double cleaned(double value)
{
    return std::round(value * 1e9) / 1e9;
}

} // namespace

base::Result<Limits> Limits::fromJson(const QByteArray& json)
{
    return tables::guarded<Limits>(QStringLiteral("limits"), [&json] {
        const QJsonObject top = tables::parse(json, QStringLiteral("limits"));
        Limits limits;
        limits.m_version = tables::text(top, QStringLiteral("version"));
        limits.m_source = tables::text(top, QStringLiteral("source"));
        for (const QJsonObject& object : tables::objects(top, QStringLiteral("signs"))) {
            SignLimits found;
            found.sign = tables::sign(object);
            tables::expectUnit(object, found.sign);
            found.possible = rangeFrom(object, QStringLiteral("possible"));
            int next = 0;
            for (const QJsonObject& band : tables::objects(object, QStringLiteral("usual"))) {
                const int from = tables::integer(band, QStringLiteral("fromMonths"));
                const auto to = tables::optionalNumber(band, QStringLiteral("toMonths"));
                found.bands.push_back({from, to ? static_cast<int>(*to) : endOfLifeMonths,
                    rangeFrom(band, QStringLiteral("range"))});
                const Band& last = found.bands.back();
                if (from != next || last.toMonths <= from || !found.possible.contains(last.usual.low)
                    || !found.possible.contains(last.usual.high)) {
                    throw tables::TableError(
                        QStringLiteral("%1: the band from %2 months has a hole or is not possible")
                            .arg(definition(found.sign).key, QString::number(from)));
                }
                next = last.toMonths;
            }
            if (next != endOfLifeMonths)
                throw tables::TableError(QStringLiteral("%1 must end open").arg(definition(found.sign).key));
            if (object.contains(QLatin1String("change"))) {
                const QJsonObject change = tables::object(object, QStringLiteral("change"));
                found.changeAbsolute = tables::optionalNumber(change, QStringLiteral("absolute"));
                found.changeFraction = tables::optionalNumber(change, QStringLiteral("fraction"));
                found.changeWithinMinutes = tables::integer(change, QStringLiteral("withinMinutes"));
            }
            limits.m_signs.push_back(std::move(found));
        }
        return limits;
    });
}

const Limits& Limits::builtIn()
{
    static const Limits limits = tables::orDie(fromJson(tables::builtIn(QStringLiteral("limits.json"))));
    return limits;
}

const Limits::SignLimits* Limits::find(Sign sign) const
{
    const auto found = std::find_if(
        m_signs.begin(), m_signs.end(), [sign](const SignLimits& one) { return one.sign == sign; });
    return found == m_signs.end() ? nullptr : &*found;
}

std::optional<Range> Limits::usual(Sign sign, std::optional<int> ageMonths) const
{
    const SignLimits* limits = find(sign);
    if (limits == nullptr)
        return std::nullopt;
    const int age = std::max(0, ageMonths.value_or(endOfLifeMonths - 1));
    for (const Band& band : limits->bands) {
        if (age >= band.fromMonths && age < band.toMonths)
            return band.usual;
    }
    return std::nullopt;
}

std::optional<Range> Limits::possible(Sign sign) const
{
    const SignLimits* limits = find(sign);
    return limits == nullptr ? std::nullopt : std::optional<Range>(limits->possible);
}

LimitVerdict Limits::check(Sign sign, double value, QStringView unit, std::optional<int> ageMonths) const
{
    using Level = LimitVerdict::Level;
    using Reason = LimitVerdict::Reason;
    LimitVerdict verdict;
    verdict.unit = unit.toString();
    if (!std::isfinite(value)) {
        verdict.level = Level::Impossible;
        verdict.reason = Reason::NotANumber;
        return verdict;
    }
    const auto converted = convert(sign, value, unit, definition(sign).unit);
    if (!converted) {
        verdict.level = Level::Impossible;
        verdict.reason = Reason::UnknownUnit;
        return verdict;
    }
    const double canonical = cleaned(*converted);
    const std::optional<Range> possibleRange = possible(sign);
    const std::optional<Range> usualRange = usual(sign, ageMonths);
    verdict.usual = inUnit(sign, usualRange, unit);
    verdict.possible = inUnit(sign, possibleRange, unit);
    if (possibleRange && !possibleRange->contains(canonical)) {
        verdict.level = Level::Impossible;
        verdict.reason = Reason::OutsidePossible;
    } else if (usualRange && !usualRange->contains(canonical)) {
        verdict.level = Level::Unusual;
        verdict.reason = Reason::OutsideUsual;
    }
    return verdict;
}

LimitVerdict Limits::checkPressures(double systolicMmHg, double diastolicMmHg) const
{
    LimitVerdict verdict;
    verdict.unit = definition(Sign::DiastolicPressure).unit;
    if (!(diastolicMmHg < systolicMmHg)) {
        verdict.level = LimitVerdict::Level::Impossible;
        verdict.reason = LimitVerdict::Reason::DiastolicNotBelowSystolic;
        verdict.other = systolicMmHg;
    }
    return verdict;
}

LimitVerdict Limits::checkChange(Sign sign, double value, double previous, qint64 minutesBetween) const
{
    LimitVerdict verdict;
    verdict.unit = definition(sign).unit;
    const SignLimits* limits = find(sign);
    if (limits == nullptr || std::abs(minutesBetween) > limits->changeWithinMinutes)
        return verdict;
    const double change = cleaned(std::abs(value - previous));
    const bool absolute = limits->changeAbsolute && change > *limits->changeAbsolute;
    const bool fraction
        = limits->changeFraction && change > cleaned(*limits->changeFraction * std::abs(previous));
    if (absolute || fraction) {
        verdict.level = LimitVerdict::Level::Unusual;
        verdict.reason = LimitVerdict::Reason::ChangedMuch;
        verdict.other = previous;
    }
    return verdict;
}

} // namespace twinward::vitals
