#include "record/allergy_match.h"
#include "record_panel/summary.h"
#include "text_p.h"
#include "workbench/format.h"

#include <array>
#include <QCoreApplication>

namespace twinward::record {

namespace {

struct Summary
{
    Q_DECLARE_TR_FUNCTIONS(Summary)
};

QString listed(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral("  ·  "));
}

QString joined(const QStringList& parts)
{
    return parts.join(Summary::tr(", ", "between the items of a list"));
}

// The day is enough for what lasts for years.
QString dayOf(const base::Moment& moment)
{
    return moment.precision() <= base::Moment::Precision::Day
        ? workbench::formatMoment(moment)
        : workbench::formatDate(moment.toDateTime().toLocalTime().date());
}

void describeIdentity(SummaryContent& content, const PatientDetails& details)
{
    content.name = workbench::formatName(details);
    content.otherNames = text::otherNames(details);
    const QString age = workbench::formatAge(details);
    content.facts = listed({details.deceased ? Summary::tr("Died") : age, text::born(details),
        workbench::formatSex(details.sex)});
    QStringList identifiers;
    for (const Identifier& identifier : details.identifiers) {
        if (identifiers.size() < 4)
            identifiers << Summary::tr("%1 %2", "kind of identifier, number")
                               .arg(text::identifierTypeShort(identifier), identifier.value);
    }
    content.identifiers = listed(identifiers);
    QStringList reach{details.phone, details.address.simplified()};
    for (const Contact& contact : details.contacts) {
        QStringList parts{contact.name, contact.relationship, contact.phone};
        parts.removeAll(QString());
        reach << Summary::tr("Contact: %1").arg(joined(parts));
    }
    content.reach = listed(reach);
}

void describeAllergies(SummaryContent& content, const Chart& chart)
{
    content.allergiesRecorded = allergyKnowledge(chart) == AllergyKnowledge::Recorded;
    if (!content.allergiesRecorded) {
        content.allergies = allergyKnowledge(chart) == AllergyKnowledge::NoneKnown
            ? Summary::tr("No known allergies")
            : Summary::tr("Allergies not recorded");
        return;
    }
    QStringList allergies;
    for (const Entry* entry : recordedAllergies(chart)) {
        const auto* allergy = entry->as<Allergy>();
        QStringList details{allergy->criticality == QLatin1String("high") ? Summary::tr("severe") : QString(),
            allergy->reaction};
        details.removeAll(QString());
        allergies << (details.isEmpty() ? allergy->code.label()
                                        : Summary::tr("%1 (%2)", "allergy, severity and reaction")
                                              .arg(allergy->code.label(), joined(details)));
    }
    content.allergies = Summary::tr("Allergies: %1").arg(joined(allergies));
}

void describeProblems(SummaryContent& content, const Chart& chart)
{
    content.problems = {Summary::tr("Problems"), {}, Summary::tr("No current problems are recorded.")};
    const auto conditions = chart.activeConditions();
    for (auto entry = conditions.rbegin(); entry != conditions.rend(); ++entry) {
        const auto* condition = (*entry)->as<Condition>();
        const bool certain = condition->verificationStatus.isEmpty()
            || condition->verificationStatus == QLatin1String("confirmed");
        content.problems.lines.append({condition->code.label(),
            certain ? condition->note : text::verificationStatus(condition->verificationStatus),
            dayOf((*entry)->event().occurred)});
    }
}

void describeMedications(SummaryContent& content, const Chart& chart)
{
    content.medications
        = {Summary::tr("Medications"), {}, Summary::tr("No current medications are recorded.")};
    const auto medications = chart.activeMedications();
    for (auto entry = medications.rbegin(); entry != medications.rend(); ++entry) {
        const auto* medication = (*entry)->as<Medication>();
        QStringList how{medication->dose, medication->route, medication->frequency};
        how.removeAll(QString());
        content.medications.lines.append(
            {medication->code.label(), joined(how), dayOf((*entry)->event().occurred)});
    }
}

const Component* component(const Observation& observation, const QString& code)
{
    for (const Component& part : observation.components) {
        if (part.code.coding.is(code_system::loinc, code))
            return &part;
    }
    return nullptr;
}

QString vitalValue(const Observation& observation)
{
    const Component* systolic = component(observation, loinc::systolic);
    const Component* diastolic = component(observation, loinc::diastolic);
    if (systolic == nullptr || diastolic == nullptr)
        return text::value(observation.value);
    const auto* top = std::get_if<Quantity>(&systolic->value);
    return top == nullptr ? QString()
                          : top->value.toString() + QLatin1Char('/') + text::value(diastolic->value);
}

struct VitalSign
{
    QString code;
    const char* name;
};

// In the order of the paper chart.
std::array<VitalSign, 13> vitalSigns()
{
    return {{{loinc::respiratoryRate, QT_TRANSLATE_NOOP("Summary", "Breathing rate")},
        {loinc::oxygenSaturation, QT_TRANSLATE_NOOP("Summary", "Oxygen saturation")},
        {loinc::oxygenSaturationPulse, QT_TRANSLATE_NOOP("Summary", "Oxygen saturation (pulse oximetry)")},
        {loinc::inhaledOxygenFlow, QT_TRANSLATE_NOOP("Summary", "Oxygen given")},
        {loinc::bloodPressure, QT_TRANSLATE_NOOP("Summary", "Blood pressure")},
        {loinc::heartRate, QT_TRANSLATE_NOOP("Summary", "Heart rate")},
        {loinc::consciousnessAcvpu, QT_TRANSLATE_NOOP("Summary", "Consciousness")},
        {loinc::bodyTemperature, QT_TRANSLATE_NOOP("Summary", "Temperature")},
        {loinc::painScore, QT_TRANSLATE_NOOP("Summary", "Pain")},
        {loinc::glucoseCapillary, QT_TRANSLATE_NOOP("Summary", "Blood glucose, capillary")},
        {loinc::bodyWeight, QT_TRANSLATE_NOOP("Summary", "Weight")},
        {loinc::bodyHeight, QT_TRANSLATE_NOOP("Summary", "Height")},
        {loinc::bodyMassIndex, QT_TRANSLATE_NOOP("Summary", "Body mass index")}}};
}

QString marked(const Entry& entry, const QString& value)
{
    return entry.state == EntryState::Conflict
        ? Summary::tr("%1 (two versions)", "a value in conflict").arg(value)
        : value;
}

void describeVitals(SummaryContent& content, const std::vector<const Entry*>& observations)
{
    content.vitalsTitle = Summary::tr("Vital signs");
    content.vitalsHeadings = {QString(), Summary::tr("Last"), Summary::tr("Measured"), Summary::tr("Before"),
        Summary::tr("Measured")};
    content.noVitals = Summary::tr("No vital signs are recorded.");
    for (const VitalSign& sign : vitalSigns()) {
        SummaryVital vital{Summary::tr(sign.name), {}, {}, {}, {}};
        for (auto it = observations.rbegin(); it != observations.rend() && vital.before.isEmpty(); ++it) {
            const auto* observation = (*it)->as<Observation>();
            if (!observation->code.coding.is(code_system::loinc, sign.code))
                continue;
            const QString value = vitalValue(*observation);
            if (value.isEmpty())
                continue;
            (vital.last.isEmpty() ? vital.last : vital.before) = marked(**it, value);
            (vital.lastWhen.isEmpty() ? vital.lastWhen : vital.beforeWhen)
                = workbench::formatMoment((*it)->event().occurred);
        }
        if (!vital.last.isEmpty())
            content.vitals.append(vital);
    }
}

bool isOutOfRange(const QString& interpretation)
{
    static const QStringList out{QStringLiteral("H"), QStringLiteral("L"), QStringLiteral("HH"),
        QStringLiteral("LL"), QStringLiteral("A"), QStringLiteral("AA"), QStringLiteral("HU"),
        QStringLiteral("LU")};
    return out.contains(interpretation);
}

void describeResults(SummaryContent& content, const std::vector<const Entry*>& observations)
{
    content.results = {Summary::tr("Latest results"), {}, Summary::tr("No laboratory results are recorded.")};
    QStringList seen;
    for (auto it = observations.rbegin(); it != observations.rend() && seen.size() < 40; ++it) {
        const auto* observation = (*it)->as<Observation>();
        const QString name = observation->code.label();
        if (observation->group != Observation::Group::Laboratory || seen.contains(name))
            continue;
        const QString value = text::value(observation->value);
        if (value.isEmpty())
            continue;
        seen << name;
        const bool out = isOutOfRange(observation->interpretation);
        content.results.lines.append({name,
            out ? Summary::tr("%1 (%2)", "result, H or L")
                      .arg(marked(**it, value), observation->interpretation)
                : marked(**it, value),
            workbench::formatMoment((*it)->event().occurred), out});
    }
}

void describeNotes(SummaryContent& content, const Chart& chart)
{
    content.notes = {Summary::tr("Latest notes"), {}, Summary::tr("No notes are written.")};
    const auto notes = chart.current<Note>();
    for (auto entry = notes.rbegin(); entry != notes.rend(); ++entry) {
        const auto* note = (*entry)->as<Note>();
        content.notes.lines.append(
            {note->title, note->text.simplified(), workbench::formatMoment((*entry)->event().occurred)});
    }
}

} // namespace

SummaryContent summaryOf(const Chart& chart, const SummaryOrigin& origin)
{
    SummaryContent content;
    content.clinic = origin.clinic;
    content.printed = Summary::tr("Printed by %1 (%2), %3", "name, role, date and time")
                          .arg(origin.printedBy.name, workbench::formatRole(origin.printedBy.role),
                              workbench::formatDateTime(origin.printedAt));
    content.confidential = Summary::tr("Confidential: for those who care for this patient");
    describeIdentity(content, chart.details());
    describeAllergies(content, chart);
    if (const auto conflicts = chart.conflicts().size(); conflicts > 0)
        content.cautions << Summary::tr("%n entry(ies) in two versions that nobody has settled yet.", nullptr,
            static_cast<int>(conflicts));
    if (const auto others = chart.notAuthorised().size(); others > 0)
        content.cautions << Summary::tr(
            "%n entry(ies) not authorised, left out of this page.", nullptr, static_cast<int>(others));
    const auto sensitive
        = std::count_if(chart.entries().begin(), chart.entries().end(), [](const Entry& entry) {
              return entry.state != EntryState::Retracted && entry.event().category == Category::Sensitive;
          });
    if (sensitive > 0)
        content.cautions << Summary::tr(
            "%n sensitive entry(ies) in this record: give the page only to who may "
            "read them.",
            nullptr, static_cast<int>(sensitive));
    const std::vector<const Entry*> observations = chart.current<Observation>();
    describeProblems(content, chart);
    describeMedications(content, chart);
    describeVitals(content, observations);
    describeResults(content, observations);
    describeNotes(content, chart);
    return content;
}

} // namespace twinward::record
