#include "patient_factors_p.h"

#include "tables_p.h"

#include <algorithm>
#include <limits>
#include <QDateTime>

namespace twinward::vitals {

namespace {

// resources/vitals/pregnancy.json
struct PregnancyCodes
{
    QStringList conditions; // SNOMED CT
    QString statusLoinc;
    QStringList pregnantAnswers; // SNOMED CT
    qint64 currentForMs = 0;
};

const PregnancyCodes& pregnancyCodes()
{
    static const PregnancyCodes codes
        = tables::orDie(tables::guarded<PregnancyCodes>(QStringLiteral("pregnancy"), [] {
              const QJsonObject top = tables::parse(
                  tables::builtIn(QStringLiteral("pregnancy.json")), QStringLiteral("pregnancy"));
              constexpr qint64 msPerDay = 24LL * 60 * 60 * 1000;
              return PregnancyCodes{tables::texts(top, QStringLiteral("conditions")),
                  tables::text(top, QStringLiteral("statusLoinc")),
                  tables::texts(top, QStringLiteral("pregnantAnswers")),
                  tables::integer(top, QStringLiteral("currentForDays")) * msPerDay};
          }));
    return codes;
}

bool isSnomedIn(const record::Concept& found, const QStringList& codes)
{
    return found.coding.system == record::code_system::snomed && codes.contains(found.coding.code);
}

bool isHeld(const record::Condition& condition)
{
    return condition.verificationStatus != u"refuted" && condition.verificationStatus != u"entered-in-error";
}

} // namespace

FactorTimeline FactorTimeline::of(const record::Chart& chart)
{
    FactorTimeline timeline;
    timeline.m_birthDate = chart.details().birthDate;
    const PregnancyCodes& codes = pregnancyCodes();
    constexpr qint64 always = std::numeric_limits<qint64>::max();
    for (const record::Entry* entry : chart.current<record::Condition>()) {
        const auto& condition = *entry->as<record::Condition>();
        if (!isSnomedIn(condition.code, codes.conditions) || !isHeld(condition))
            continue;
        const bool active = condition.clinicalStatus.isEmpty() || condition.clinicalStatus == u"active"
            || condition.clinicalStatus == u"recurrence" || condition.clinicalStatus == u"relapse";
        const base::Moment onset = entry->event().occurred;
        if (!condition.abatement.isNull())
            timeline.m_pregnancies.push_back({onset.utcMs(), condition.abatement.utcMs()});
        else if (active && onset.isNull())
            timeline.m_pregnancies.push_back({0, always});
        else if (active)
            timeline.m_pregnancies.push_back({onset.utcMs(), onset.utcMs() + codes.currentForMs});
    }
    // A stated status holds until the next one, and not longer than a pregnancy lasts.
    Pregnancy* stated = nullptr;
    for (const record::Entry* entry : chart.current<record::Observation>()) {
        const auto& observation = *entry->as<record::Observation>();
        const qint64 ms = entry->event().occurred.utcMs();
        if (!observation.code.coding.is(record::code_system::loinc, codes.statusLoinc)
            || entry->event().occurred.isNull())
            continue;
        if (stated != nullptr)
            stated->toMs = std::min(stated->toMs, ms);
        stated = nullptr;
        const auto* answer = std::get_if<record::Concept>(&observation.value);
        if (answer != nullptr && isSnomedIn(*answer, codes.pregnantAnswers)) {
            timeline.m_pregnancies.push_back({ms, ms + codes.currentForMs});
            stated = &timeline.m_pregnancies.back();
        }
    }
    return timeline;
}

PatientFactors FactorTimeline::at(qint64 ms) const
{
    PatientFactors factors;
    factors.ageMonths = m_birthDate.monthsOn(QDateTime::fromMSecsSinceEpoch(ms).date());
    factors.pregnant = std::ranges::any_of(
        m_pregnancies, [ms](const Pregnancy& one) { return ms >= one.fromMs && ms < one.toMs; });
    return factors;
}

PatientFactors factorsAt(const record::Chart& chart, qint64 atMs)
{
    return FactorTimeline::of(chart).at(atMs);
}

} // namespace twinward::vitals
