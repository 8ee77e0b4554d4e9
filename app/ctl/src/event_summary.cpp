// An event in one line, for a person at a terminal.

#include "event_json.h"

#include "base/unit.h"

namespace twinward::ctl {

using namespace record;

QString actionName(Medication::Action action)
{
    switch (action) {
    case Medication::Action::Prescribed:
        return QStringLiteral("prescribed");
    case Medication::Action::Given:
        return QStringLiteral("given");
    case Medication::Action::Stopped:
        return QStringLiteral("stopped");
    case Medication::Action::Stated:
        return QStringLiteral("stated");
    }
    return {};
}

namespace {

QString valueText(const Value& value)
{
    if (const auto* quantity = std::get_if<Quantity>(&value))
        return QStringLiteral("%1%2 %3").arg(
            quantity->comparator, quantity->value.toString(), base::unitForDisplay(quantity->unit));
    if (const auto* coded = std::get_if<Concept>(&value))
        return coded->label();
    if (const auto* words = std::get_if<QString>(&value))
        return *words;
    if (const auto* answer = std::get_if<bool>(&value))
        return *answer ? QStringLiteral("yes") : QStringLiteral("no");
    return {};
}

QString observationText(const Observation& body)
{
    QStringList parts{body.code.label()};
    parts.append(valueText(body.value));
    for (const Component& component : body.components)
        parts.append(QStringLiteral("%1 %2").arg(component.code.label(), valueText(component.value)));
    parts.removeAll(QString());
    return parts.join(u' ');
}

} // namespace

QString summary(const Event& event)
{
    if (const auto* body = event.as<Observation>())
        return observationText(*body);
    if (const auto* body = event.as<Medication>())
        return QStringList{body->code.label(), body->dose, body->frequency, actionName(body->action)}
            .join(u' ')
            .simplified();
    if (const auto* body = event.as<Condition>())
        return QStringLiteral("%1 %2").arg(body->code.label(), body->clinicalStatus);
    if (const auto* body = event.as<Allergy>())
        return body->code.label();
    if (const auto* body = event.as<Encounter>())
        return QStringList{body->type.label(), body->location, body->status}.join(u' ').simplified();
    if (const auto* body = event.as<Procedure>())
        return body->code.label();
    if (const auto* body = event.as<Immunisation>())
        return body->code.label();
    if (const auto* body = event.as<Note>())
        return body->title.isEmpty() ? body->text.left(80).simplified() : body->title;
    if (const auto* body = event.as<Document>())
        return body->title;
    if (const auto* body = event.as<OtherResource>())
        return QStringLiteral("%1 %2").arg(body->resourceType, body->summary);
    if (const auto* body = event.as<ImagingSeries>())
        return QStringList{body->modality, body->studyDescription, body->seriesDescription}
            .join(u' ')
            .simplified();
    if (const auto* body = event.as<ImagingFinding>())
        return body->text;
    if (const auto* body = event.as<Retraction>())
        return body->reason;
    if (const auto* body = event.as<PatientDetails>())
        return body->displayName();
    if (const auto* body = event.as<MergedInto>())
        return body->patient.toString();
    return {};
}

} // namespace twinward::ctl
