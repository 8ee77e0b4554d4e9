#include "vitals/paediatric.h"

#include "score_inputs_p.h"
#include "tables_p.h"

#include <algorithm>

namespace twinward::vitals {

namespace {

AgeBand bandFrom(const QJsonObject& object)
{
    AgeBand band;
    band.fromMonths = tables::integer(object, QStringLiteral("fromMonths"));
    band.toMonths = tables::integer(object, QStringLiteral("toMonths"));
    band.key = tables::text(object, QStringLiteral("key"));
    band.label = tables::text(object, QStringLiteral("label"));
    band.low = tables::optionalNumber(object, QStringLiteral("low"));
    band.high = tables::optionalNumber(object, QStringLiteral("high"));
    band.median = tables::optionalNumber(object, QStringLiteral("median"));
    const bool ordered = !band.low || !band.high
        || (*band.low < band.median.value_or(*band.low + 1) && band.median.value_or(*band.low) < *band.high);
    if ((!band.low && !band.high) || !ordered)
        throw tables::TableError(QStringLiteral("%1 has no range or one out of order").arg(band.key));
    return band;
}

} // namespace

base::Result<PaediatricRanges> PaediatricRanges::fromJson(const QByteArray& json)
{
    return tables::guarded<PaediatricRanges>(QStringLiteral("paediatric_ranges"), [&json] {
        const QJsonObject top = tables::parse(json, QStringLiteral("paediatric_ranges"));
        PaediatricRanges ranges;
        for (const QJsonObject& object : tables::objects(top, QStringLiteral("signs"))) {
            Table table;
            table.sign = tables::sign(object);
            tables::expectUnit(object, table.sign);
            table.source = tables::text(object, QStringLiteral("source"));
            int next = 0;
            for (const QJsonObject& band : tables::objects(object, QStringLiteral("bands"))) {
                table.bands.push_back(bandFrom(band));
                if (table.bands.back().fromMonths != next || table.bands.back().toMonths <= next)
                    throw tables::TableError(QStringLiteral("%1 leaves a hole").arg(table.bands.back().key));
                next = table.bands.back().toMonths;
            }
            ranges.m_tables.push_back(std::move(table));
        }
        return ranges;
    });
}

const PaediatricRanges& PaediatricRanges::builtIn()
{
    static const PaediatricRanges ranges
        = tables::orDie(fromJson(tables::builtIn(QStringLiteral("paediatric_ranges.json"))));
    return ranges;
}

const PaediatricRanges::Table* PaediatricRanges::find(Sign sign) const
{
    const auto found = std::ranges::find(m_tables, sign, &Table::sign);
    return found == m_tables.end() ? nullptr : &*found;
}

std::optional<AgeBand> PaediatricRanges::band(Sign sign, int ageMonths) const
{
    const Table* table = find(sign);
    if (table == nullptr)
        return std::nullopt;
    for (const AgeBand& band : table->bands) {
        if (ageMonths >= band.fromMonths && ageMonths < band.toMonths)
            return band;
    }
    return std::nullopt;
}

AgeFinding::Place PaediatricRanges::place(const AgeBand& band, double value) const
{
    if (band.low && value < *band.low)
        return AgeFinding::Place::Below;
    if (band.high && value > *band.high)
        return AgeFinding::Place::Above;
    return AgeFinding::Place::Normal;
}

std::vector<AgeFinding> PaediatricRanges::assess(
    const VitalRecord& record, const PatientFactors& factors, qint64 atMs, qint64 windowMinutes) const
{
    std::vector<AgeFinding> findings;
    if (!factors.ageMonths)
        return findings;
    const ScoreInputs inputs(record, atMs, windowMinutes);
    for (const Table& table : m_tables) {
        const std::optional<AgeBand> age = band(table.sign, *factors.ageMonths);
        if (!age)
            continue;
        AgeFinding finding;
        finding.sign = table.sign;
        finding.band = *age;
        finding.source = table.source;
        // Of several values with the same right, one outside the range is the one to show.
        const Sample* shown = nullptr;
        for (const Sample* sample : inputs.candidates(table.sign)) {
            if (shown == nullptr || place(*age, sample->value) != AgeFinding::Place::Normal)
                shown = sample;
        }
        const ScoreInput input = inputs.describe(table.sign, shown, windowMinutes);
        finding.ageMinutes = input.ageMinutes;
        if (shown != nullptr) {
            finding.value = shown->value;
            finding.event = shown->event;
            finding.place = place(*age, shown->value);
        }
        findings.push_back(std::move(finding));
    }
    return findings;
}

QString PaediatricRanges::sourceOf(Sign sign) const
{
    const Table* table = find(sign);
    return table == nullptr ? QString() : table->source;
}

} // namespace twinward::vitals
