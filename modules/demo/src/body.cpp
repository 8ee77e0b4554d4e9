#include "body_p.h"

#include "vitals/limits.h"

#include <algorithm>
#include <cmath>

namespace twinward::demo {

using record::Sex;
using vitals::Sign;

base::Decimal rounded(double value, int decimals)
{
    double scale = 1;
    for (int place = 0; place < decimals; ++place)
        scale *= 10;
    return {static_cast<double>(std::llround(value * scale)) / scale, decimals};
}

double Body::heightCm(Day day) const
{
    const char* name = m_person.sex == Sex::Female ? "girlsHeightCm" : "boysHeightCm";
    const double median = m_tables.growth.at(QString::fromLatin1(name), m_person.monthsOn(day));
    return median * (1 + m_tables.growth.spread.at(QStringLiteral("heightFraction")) * m_person.body.height);
}

double Body::weightKg(Day day, double bmiShift) const
{
    const double months = m_person.monthsOn(day);
    const Growth& growth = m_tables.growth;
    if (months < 228) {
        const char* name = m_person.sex == Sex::Female ? "girlsWeightKg" : "boysWeightKg";
        const double z = 0.6 * m_person.body.weight + 0.4 * m_person.body.height;
        return growth.at(QString::fromLatin1(name), months)
            * (1 + growth.spread.at(QStringLiteral("weightFraction")) * z);
    }
    const double bmi = growth.adult.at(QStringLiteral("bmiMean"))
        + growth.adult.at(QStringLiteral("bmiSpread")) * m_person.body.weight + bmiShift;
    const double metres = heightCm(day) / 100;
    return std::max(bmi, 15.5) * metres * metres;
}

double Body::pressure(const char* median, const char* yearly, const char* spread, Day day) const
{
    const Growth& growth = m_tables.growth;
    const double months = m_person.monthsOn(day);
    const double older = std::max(0.0, months / 12 - 30) * growth.adult.at(QString::fromLatin1(yearly));
    return growth.at(QString::fromLatin1(median), months) + older
        + growth.spread.at(QString::fromLatin1(spread)) * m_person.body.pressure;
}

double Body::value(Sign sign, Day day, const SignShift& shift, Random& random) const
{
    const Growth& growth = m_tables.growth;
    const double months = m_person.monthsOn(day);
    const auto spread = [&](const char* name) { return growth.spread.at(QString::fromLatin1(name)); };
    switch (sign) {
    case Sign::RespiratoryRate:
        return growth.at(QStringLiteral("respiratoryRate"), months) + shift.respiratoryRate
            + spread("respiratoryRate") * (0.5 * m_person.body.respiratoryRate + 0.7 * random.normal());
    case Sign::HeartRate:
        return growth.at(QStringLiteral("heartRate"), months) + shift.heartRate
            + spread("heartRate") * (0.8 * m_person.body.heartRate + 0.6 * random.normal());
    case Sign::SystolicPressure:
        return pressure("systolicMmHg", "systolicPerYearAfter30", "systolic", day) + shift.systolic
            + spread("systolic") * 0.8 * random.normal();
    case Sign::DiastolicPressure:
        return pressure("diastolicMmHg", "diastolicPerYearAfter30", "diastolic", day) + shift.diastolic
            + spread("diastolic") * 0.7 * random.normal();
    case Sign::Temperature:
        return growth.adult.at(QStringLiteral("temperature")) + shift.temperature
            + spread("temperature") * random.normal();
    case Sign::OxygenSaturation:
        return std::min(100.0,
            growth.adult.at(QStringLiteral("oxygenSaturation")) + shift.oxygenSaturation
                + spread("oxygenSaturation") * random.normal());
    case Sign::Glucose:
        return std::max(3.2, 5.2 + shift.glucose + (0.5 + 0.18 * std::abs(shift.glucose)) * random.normal());
    case Sign::PainScore:
        return std::clamp(shift.pain + 1.2 * random.normal(), 0.0, 10.0);
    case Sign::Weight:
        return weightKg(day, shift.bmi) * (1 + 0.008 * random.normal());
    case Sign::Height:
        return heightCm(day);
    default:
        return 0;
    }
}

vitals::ChartedRound Body::measure(Day day, const base::Moment& at, const Asked& asked, Random& random) const
{
    vitals::ChartedRound round;
    round.patient = m_person.id;
    round.at = at;
    for (const Sign sign : asked.signs) {
        const vitals::SignDefinition& definition = vitals::definition(sign);
        double found = value(sign, day, asked.shift, random);
        if (const auto possible = vitals::Limits::builtIn().possible(sign))
            found = std::clamp(found, possible->low, possible->high);
        round.values[sign] = {rounded(found, definition.decimals), definition.unit};
    }
    const auto systolic = round.values.find(Sign::SystolicPressure);
    const auto diastolic = round.values.find(Sign::DiastolicPressure);
    if (systolic != round.values.end() && diastolic != round.values.end()) {
        const double most = systolic->second.value.value() - 18;
        if (diastolic->second.value.value() > most)
            diastolic->second.value = rounded(most, 0);
    }
    return round;
}

record::Observation Body::laboratory(const LabTest& test, Day day, double shift, Random& random) const
{
    const double mean = test.range(m_person.yearsOn(day), m_person.sex).mean;
    const double wide = test.spread + 0.12 * std::abs(shift); // the ill differ more among themselves
    return laboratory(test, day, mean + shift + wide * random.normal());
}

record::Observation Body::laboratory(const LabTest& test, Day day, double value) const
{
    const LabRange& range = test.range(m_person.yearsOn(day), m_person.sex);
    record::Observation observation;
    observation.group = record::Observation::Group::Laboratory;
    observation.code = test.code;
    observation.status = QStringLiteral("final");
    const base::Decimal result = rounded(std::max(value, test.least), test.decimals);
    observation.value = record::Quantity{result, test.unit, {}};
    if (range.low)
        observation.reference.low = rounded(*range.low, test.decimals);
    if (range.high)
        observation.reference.high = rounded(*range.high, test.decimals);
    const bool low = range.low && result.value() < *range.low;
    const bool high = range.high && result.value() > *range.high;
    observation.interpretation = low ? QStringLiteral("L") : high ? QStringLiteral("H") : QStringLiteral("N");
    return observation;
}

} // namespace twinward::demo
