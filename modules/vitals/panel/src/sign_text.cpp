#include "sign_text_p.h"

#include "base/unit.h"
#include "workbench/format.h"

#include <array>

namespace twinward::vitals {

namespace {

constexpr std::array<const char*, signCount> labels = {
    QT_TRANSLATE_NOOP("SignText", "Respiratory rate"),
    QT_TRANSLATE_NOOP("SignText", "Oxygen saturation"),
    QT_TRANSLATE_NOOP("SignText", "Air or oxygen"),
    QT_TRANSLATE_NOOP("SignText", "Oxygen flow"),
    QT_TRANSLATE_NOOP("SignText", "Inspired oxygen"),
    QT_TRANSLATE_NOOP("SignText", "Systolic pressure"),
    QT_TRANSLATE_NOOP("SignText", "Diastolic pressure"),
    QT_TRANSLATE_NOOP("SignText", "Heart rate"),
    QT_TRANSLATE_NOOP("SignText", "Consciousness"),
    QT_TRANSLATE_NOOP("SignText", "Temperature"),
    QT_TRANSLATE_NOOP("SignText", "Pain"),
    QT_TRANSLATE_NOOP("SignText", "Glasgow Coma Scale"),
    QT_TRANSLATE_NOOP("SignText", "Urine output"),
    QT_TRANSLATE_NOOP("SignText", "Glucose"),
    QT_TRANSLATE_NOOP("SignText", "Weight"),
    QT_TRANSLATE_NOOP("SignText", "Height"),
};

constexpr std::array<const char*, signCount> shortLabels = {
    QT_TRANSLATE_NOOP("SignText", "RR"),
    QT_TRANSLATE_NOOP("SignText", "SpO₂"),
    QT_TRANSLATE_NOOP("SignText", "Air/O₂"),
    QT_TRANSLATE_NOOP("SignText", "O₂ flow"),
    QT_TRANSLATE_NOOP("SignText", "FiO₂"),
    QT_TRANSLATE_NOOP("SignText", "SBP"),
    QT_TRANSLATE_NOOP("SignText", "DBP"),
    QT_TRANSLATE_NOOP("SignText", "HR"),
    QT_TRANSLATE_NOOP("SignText", "ACVPU"),
    QT_TRANSLATE_NOOP("SignText", "Temp"),
    QT_TRANSLATE_NOOP("SignText", "Pain"),
    QT_TRANSLATE_NOOP("SignText", "GCS"),
    QT_TRANSLATE_NOOP("SignText", "Urine"),
    QT_TRANSLATE_NOOP("SignText", "Glucose"),
    QT_TRANSLATE_NOOP("SignText", "Weight"),
    QT_TRANSLATE_NOOP("SignText", "Height"),
};

constexpr std::array<const char*, 5> levels = {
    QT_TRANSLATE_NOOP("SignText", "Alert"),
    QT_TRANSLATE_NOOP("SignText", "New confusion"),
    QT_TRANSLATE_NOOP("SignText", "Responds to voice"),
    QT_TRANSLATE_NOOP("SignText", "Responds to pain"),
    QT_TRANSLATE_NOOP("SignText", "Unresponsive"),
};

} // namespace

QString SignText::label(Sign sign)
{
    return tr(labels[static_cast<size_t>(sign)]);
}

QString SignText::shortLabel(Sign sign)
{
    return tr(shortLabels[static_cast<size_t>(sign)]);
}

QString SignText::unit(QStringView ucum)
{
    return base::unitForDisplay(ucum);
}

QString SignText::consciousness(Consciousness level)
{
    return tr(levels[static_cast<size_t>(level)]);
}

QString SignText::oxygenSource(OxygenDelivery::Source source)
{
    return source == OxygenDelivery::Source::Air ? tr("Air") : tr("Oxygen");
}

QString SignText::oxygenDevice(const QString& key)
{
    for (const OxygenDevice& device : oxygenDevices()) {
        if (device.key == key)
            return tr(device.name.toUtf8().constData());
    }
    return key;
}

QString SignText::oxygen(const OxygenDelivery& delivery)
{
    if (delivery.source == OxygenDelivery::Source::Air)
        return tr("Air");
    QString text = tr("Oxygen");
    if (delivery.flowLPerMin)
        text = tr("Oxygen %1 L/min").arg(delivery.flowLPerMin->toString());
    else if (delivery.fractionPercent)
        text = tr("Oxygen %1 %").arg(delivery.fractionPercent->toString());
    if (!delivery.device.isEmpty())
        text = tr("%1, %2", "oxygen, device").arg(text, oxygenDevice(delivery.device));
    return text;
}

QString SignText::figure(Sign sign, double canonical, const QString& ucum)
{
    const auto value = convert(sign, canonical, definition(sign).unit, ucum);
    return value ? QString::number(*value, 'f', decimalsIn(sign, ucum)) : QString();
}

QString SignText::value(Sign sign, double canonical, const QString& ucum)
{
    if (sign == Sign::Consciousness)
        return consciousness(static_cast<Consciousness>(static_cast<int>(canonical)));
    if (sign == Sign::SupplementalOxygen)
        return oxygenSource(static_cast<OxygenDelivery::Source>(static_cast<int>(canonical)));
    const QString shown = unit(ucum);
    return shown.isEmpty() || ucum == QStringLiteral("{score}")
        ? figure(sign, canonical, ucum)
        : workbench::formatWithUnit(figure(sign, canonical, ucum), shown);
}

QString SignText::value(const Sample& sample, const QString& ucum)
{
    return sample.oxygen ? oxygen(*sample.oxygen) : value(sample.sign, sample.value, ucum);
}

QString SignText::range(std::optional<double> low, std::optional<double> high, int decimals)
{
    const auto number = [decimals](double value) { return QString::number(value, 'f', decimals); };
    if (low && high)
        return *low == *high ? number(*low) : tr("%1–%2", "range of values").arg(number(*low), number(*high));
    if (low)
        return tr("%1 or more").arg(number(*low));
    if (high)
        return tr("%1 or less").arg(number(*high));
    return {};
}

QString SignText::verdict(const LimitVerdict& verdict, int decimals)
{
    const QString shown = unit(verdict.unit);
    const auto withUnit = [&](const std::optional<Range>& limits) {
        return limits ? workbench::formatWithUnit(range(limits->low, limits->high, decimals), shown)
                      : QString();
    };
    switch (verdict.reason) {
    case LimitVerdict::Reason::None:
        return {};
    case LimitVerdict::Reason::OutsideUsual:
        return tr("Unusual. Usually %1.").arg(withUnit(verdict.usual));
    case LimitVerdict::Reason::OutsidePossible:
        return tr("Not possible: it must be within %1. Check the number and the unit.")
            .arg(withUnit(verdict.possible));
    case LimitVerdict::Reason::UnknownUnit:
        return tr("%1 is not a unit of this value.").arg(verdict.unit);
    case LimitVerdict::Reason::NotANumber:
        return tr("This is not a number.");
    case LimitVerdict::Reason::DiastolicNotBelowSystolic:
        return tr("The diastolic pressure must be below the systolic.");
    case LimitVerdict::Reason::ChangedMuch:
        return tr("Changed much since the value before (%1). Check it.")
            .arg(verdict.other
                    ? workbench::formatWithUnit(QString::number(*verdict.other, 'f', decimals), shown)
                    : QString());
    }
    return {};
}

QString SignText::unreadable(const Unreadable& entry)
{
    const QString sign = label(entry.sign);
    switch (entry.reason) {
    case Unreadable::Reason::UnknownUnit:
        return entry.detail.isEmpty() ? tr("%1: recorded without a unit").arg(sign)
                                      : tr("%1: unit «%2» is not known").arg(sign, entry.detail);
    case Unreadable::Reason::NotANumber:
        return tr("%1: words where a number was due").arg(sign);
    case Unreadable::Reason::UnknownAnswer:
        return tr("%1: answer «%2» is not known").arg(sign, entry.detail);
    case Unreadable::Reason::Comparator:
        return tr("%1: recorded as more or less than a number").arg(sign);
    case Unreadable::Reason::NotPossible:
        return tr("%1: %2 is not possible").arg(sign, entry.detail);
    case Unreadable::Reason::UnknownTime:
        return tr("%1: the day it was measured is not known").arg(sign);
    case Unreadable::Reason::NotFinal:
        return tr("%1: cancelled or entered in error").arg(sign);
    case Unreadable::Reason::NoValue:
        return tr("%1: not done").arg(sign);
    }
    return sign;
}

QString SignText::list(const std::vector<Sign>& signs)
{
    QStringList words;
    for (const Sign sign : signs)
        words << label(sign);
    return words.join(tr(", ", "between signs in a list"));
}

} // namespace twinward::vitals
