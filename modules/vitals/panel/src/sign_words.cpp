#include "vitals_panel/sign_words.h"

#include "sign_text_p.h"
#include "workbench/format.h"

namespace twinward::vitals {

QString signLabel(Sign sign)
{
    return SignText::label(sign);
}

QString signShortLabel(Sign sign)
{
    return SignText::shortLabel(sign);
}

QString unitLabel(QStringView ucum)
{
    return SignText::unit(ucum);
}

QString inputText(const ScoreInput& input)
{
    return input.value ? SignText::value(input.sign, *input.value, input.unit) : QString();
}

QString bandLabel(Band band)
{
    return SignText::band(band);
}

QString roundText(const ChartedRound& round)
{
    QStringList parts;
    for (const auto& [sign, entered] : round.values) {
        const QString figure
            = workbench::formatWithUnit(entered.value.toString(), SignText::unit(entered.unit));
        parts << QStringLiteral("%1 %2").arg(SignText::label(sign), figure);
    }
    if (round.oxygen)
        parts << SignText::oxygen(*round.oxygen);
    if (round.consciousness)
        parts << SignText::consciousness(*round.consciousness);
    return parts.join(QStringLiteral(" · "));
}

} // namespace twinward::vitals
