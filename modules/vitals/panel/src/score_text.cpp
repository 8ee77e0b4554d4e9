// The words and colours of scores.

#include "sign_text_p.h"

#include <array>

namespace twinward::vitals {

QString SignText::band(Band band)
{
    switch (band) {
    case Band::None:
        return tr("No score");
    case Band::Low:
        return tr("Low");
    case Band::LowMedium:
        return tr("Low–medium");
    case Band::Medium:
        return tr("Medium");
    case Band::High:
        return tr("High");
    }
    return {};
}

QString SignText::scale(SpO2Scale scale)
{
    return scale == SpO2Scale::Scale1 ? tr("Scale 1") : tr("Scale 2 (88–92 %)");
}

QString SignText::notApplicable(NotApplicable why)
{
    switch (why) {
    case NotApplicable::Applies:
        return {};
    case NotApplicable::TooYoung:
        return tr("NEWS2 is for people of 16 and over.");
    case NotApplicable::AgeUnknown:
        return tr("NEWS2 needs the birth date: it is for people of 16 and over.");
    case NotApplicable::Pregnant:
        return tr("NEWS2 is not for pregnancy.");
    }
    return {};
}

QString SignText::rule(const ScoreInput& input)
{
    const QString points = input.points == 1 ? tr("1 point") : tr("%1 points").arg(input.points);
    QString what;
    if (input.sign == Sign::Consciousness && input.value)
        what = *input.value > 0 ? tr("anything but alert") : tr("alert");
    else if (input.sign == Sign::SupplementalOxygen && input.value)
        what = *input.value > 0 ? tr("on oxygen") : tr("breathes air");
    else
        what = range(input.ruleLow, input.ruleHigh, definition(input.sign).decimals);
    if (input.rule.endsWith(QStringLiteral("spo2Scale2OxygenUnknown")))
        what = tr("scale 2, air or oxygen not known: the higher counts");
    else if (input.rule.endsWith(QStringLiteral("spo2Scale2Oxygen")))
        what = tr("scale 2 on oxygen, %1").arg(what);
    else if (input.rule.contains(QStringLiteral("spo2Scale2")))
        what = tr("scale 2, %1").arg(what);
    //: %1 the range a value fell in, %2 the points it gives
    return tr("%1: %2", "rule of a score").arg(what, points);
}

QString SignText::response(const News2Response& response)
{
    // The table's own sentences, for the translators: the text is data, looked up by itself.
    static constexpr std::array<const char*, 5> sentences = {
        QT_TRANSLATE_NOOP("SignText", "Observations at least every 12 hours. Continue routine monitoring."),
        QT_TRANSLATE_NOOP("SignText",
            "Observations at least every 4 to 6 hours. The nurse assesses the patient and decides whether to "
            "observe more often or escalate."),
        QT_TRANSLATE_NOOP("SignText",
            "3 in a single parameter: observations at least every hour. The nurse informs the medical team, "
            "who "
            "review and decide on escalation."),
        QT_TRANSLATE_NOOP("SignText",
            "Urgent response: observations at least every hour. The medical team is informed at once; urgent "
            "assessment by a clinician competent in acute illness."),
        QT_TRANSLATE_NOOP("SignText",
            "Emergency response: continuous monitoring of vital signs. Emergency assessment by a team with "
            "critical care competencies; consider a higher level of care."),
    };
    static_cast<void>(sentences);
    return tr(response.text.toUtf8().constData());
}

BandColours pointColours(int points)
{
    static const QColor dark(0x17, 0x21, 0x2B);
    switch (points) {
    case 0:
        return {QColor(0x80, 0x8C, 0x9B, 0x38), QColor()};
    case 1:
        return {QColor(0xFB, 0xE3, 0x6B), dark};
    case 2:
        return {QColor(0xF7, 0xA9, 0x4B), dark};
    default:
        return {QColor(0xF2, 0x6D, 0x6A), dark};
    }
}

BandColours bandColours(Band band)
{
    switch (band) {
    case Band::None:
    case Band::Low:
        return pointColours(0);
    case Band::LowMedium:
        return pointColours(1);
    case Band::Medium:
        return pointColours(2);
    case Band::High:
        return pointColours(3);
    }
    return pointColours(0);
}

} // namespace twinward::vitals
