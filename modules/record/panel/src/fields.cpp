// Any entry as labelled lines: text::fields().

#include "text_p.h"
#include "workbench/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace twinward::record::text {

namespace {

struct RecordFields
{
    Q_DECLARE_TR_FUNCTIONS(RecordFields)
};

class Lines
{
public:
    void add(const QString& label, const QString& value)
    {
        if (!value.isEmpty())
            m_fields.append({label, value});
    }
    [[nodiscard]] Fields take() { return std::move(m_fields); }

private:
    Fields m_fields;
};

void describe(Lines& lines, const PatientDetails& details)
{
    lines.add(RecordFields::tr("Name"), details.displayName());
    lines.add(RecordFields::tr("Also written"), otherNames(details));
    lines.add(RecordFields::tr("Born"), workbench::formatDate(details.birthDate));
    lines.add(
        RecordFields::tr("Sex"), details.sex == Sex::Unknown ? QString() : workbench::formatSex(details.sex));
    for (const Identifier& identifier : details.identifiers)
        lines.add(
            identifier.type.isEmpty() ? RecordFields::tr("Identifier") : identifier.type, identifier.value);
    lines.add(RecordFields::tr("Phone"), details.phone);
    lines.add(RecordFields::tr("Address"), details.address);
    for (const Contact& contact : details.contacts) {
        QStringList parts{contact.name, contact.relationship, contact.phone};
        parts.removeAll(QString());
        lines.add(
            RecordFields::tr("Contact"), parts.join(RecordFields::tr(", ", "between the items of a list")));
    }
    if (details.deceased)
        lines.add(RecordFields::tr("Died"),
            details.deceasedAt.isNull() ? RecordFields::tr("Date not known")
                                        : workbench::formatMoment(details.deceasedAt));
}

void describe(Lines& lines, const Encounter& encounter)
{
    lines.add(RecordFields::tr("Kind"), encounterClass(encounter.encounterClass));
    lines.add(RecordFields::tr("Type"), encounter.type.label());
    lines.add(RecordFields::tr("Reason"), encounter.reason.label());
    lines.add(RecordFields::tr("State"), encounterStatus(encounter.status));
    lines.add(RecordFields::tr("Ward and bed"), encounter.location);
    lines.add(RecordFields::tr("Ended"), workbench::formatMoment(encounter.end));
}

void describe(Lines& lines, const Observation& observation)
{
    lines.add(RecordFields::tr("Measured"), observation.code.label());
    lines.add(RecordFields::tr("Value"), value(observation.value));
    for (const Component& component : observation.components)
        lines.add(component.code.label(), value(component.value));
    lines.add(RecordFields::tr("Usual range"), observation.reference.text);
    lines.add(RecordFields::tr("Interpretation"), observation.interpretation);
    lines.add(RecordFields::tr("How"), observation.method);
    lines.add(RecordFields::tr("Note"), observation.note);
}

void describe(Lines& lines, const Condition& condition)
{
    lines.add(RecordFields::tr("Problem"), condition.code.label());
    lines.add(RecordFields::tr("State"), clinicalStatus(condition.clinicalStatus));
    lines.add(RecordFields::tr("Certainty"), verificationStatus(condition.verificationStatus));
    lines.add(RecordFields::tr("Ended"), workbench::formatMoment(condition.abatement));
    lines.add(RecordFields::tr("Note"), condition.note);
}

void describe(Lines& lines, const Allergy& allergy)
{
    lines.add(RecordFields::tr("Allergy to"), text::allergy(allergy));
    lines.add(RecordFields::tr("Severity"), criticality(allergy.criticality));
    lines.add(RecordFields::tr("Reaction"), allergy.reaction);
    lines.add(RecordFields::tr("State"), clinicalStatus(allergy.clinicalStatus));
    lines.add(RecordFields::tr("Note"), allergy.note);
}

void describe(Lines& lines, const Medication& medication)
{
    lines.add(RecordFields::tr("What was done"), action(medication.action));
    lines.add(RecordFields::tr("Drug"), medication.code.label());
    lines.add(RecordFields::tr("Dose"), medication.dose);
    lines.add(RecordFields::tr("Route"), medication.route);
    lines.add(RecordFields::tr("How often"), medication.frequency);
    lines.add(RecordFields::tr("Reason"), medication.reason);
    lines.add(RecordFields::tr("Until"), workbench::formatMoment(medication.end));
    lines.add(RecordFields::tr("Note"), medication.note);
}

void describe(Lines& lines, const Procedure& procedure)
{
    lines.add(RecordFields::tr("Procedure"), procedure.code.label());
    lines.add(RecordFields::tr("Reason"), procedure.reason.label());
    lines.add(RecordFields::tr("State"), careStatus(procedure.status));
    lines.add(RecordFields::tr("Ended"), workbench::formatMoment(procedure.end));
    lines.add(RecordFields::tr("Note"), procedure.note);
}

void describe(Lines& lines, const Immunisation& immunisation)
{
    lines.add(RecordFields::tr("Vaccine"), immunisation.code.label());
    lines.add(RecordFields::tr("State"), careStatus(immunisation.status));
    lines.add(RecordFields::tr("Lot number"), immunisation.lotNumber);
    lines.add(RecordFields::tr("Site"), immunisation.site);
    lines.add(RecordFields::tr("Note"), immunisation.note);
}

void describe(Lines& lines, const Note& note)
{
    lines.add(RecordFields::tr("Title"), note.title);
    lines.add(RecordFields::tr("Text"), note.text);
}

void describe(Lines& lines, const Document& document)
{
    lines.add(RecordFields::tr("Document"), document.title);
    lines.add(RecordFields::tr("Type"), document.type.label());
    lines.add(RecordFields::tr("Format"), document.contentType);
    lines.add(
        RecordFields::tr("Size"), document.size > 0 ? QLocale().formattedDataSize(document.size) : QString());
}

void describe(Lines& lines, const Retraction& retraction)
{
    lines.add(RecordFields::tr("Taken back because"), retraction.reason);
}

void describe(Lines& lines, const OtherResource& other)
{
    lines.add(other.resourceType, other.summary);
}

void describe(Lines& lines, const MergedInto& merge)
{
    lines.add(RecordFields::tr("Merged because"), merge.reason);
}

template <class ClinicsOwn> void describe(Lines& /*lines*/, const ClinicsOwn& /*never in a patient's chart*/)
{ }

QString occurredLabel(Kind kind)
{
    switch (kind) {
    case Kind::Condition:
    case Kind::Encounter:
        return RecordFields::tr("Began");
    case Kind::Allergy:
        return RecordFields::tr("Since");
    default:
        return RecordFields::tr("When");
    }
}

} // namespace

Fields fields(const Event& event)
{
    Lines lines;
    std::visit([&lines](const auto& body) { describe(lines, body); }, event.body);
    if (event.kind() != Kind::PatientDetails)
        lines.add(occurredLabel(event.kind()), workbench::formatMoment(event.occurred));
    if (event.category == Category::Sensitive)
        lines.add(RecordFields::tr("Read by"), RecordFields::tr("Physicians only (sensitive)"));
    return lines.take();
}

} // namespace twinward::record::text
