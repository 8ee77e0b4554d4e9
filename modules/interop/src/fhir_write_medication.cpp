#include "fhir_write_p.h"

#include <QRegularExpression>

namespace twinward::interop::fhir {

namespace {

using record::Medication;

// "500 mg" as a quantity; what is written in any other way stays words.
JsonObject doseJson(const QString& dose)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]+(?:\\.[0-9]+)?) ?([^\\s0-9/.,-][^\\s,]*)$"));
    const QRegularExpressionMatch match = form.match(dose.trimmed());
    const auto number = base::Decimal::fromString(match.captured(1));
    if (!match.hasMatch() || !number)
        return {};
    return quantityJson({*number, match.captured(2), {}});
}

QString inWords(const Medication& medication)
{
    QStringList parts{medication.dose, medication.route, medication.frequency};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QByteArray dosageJson(const Medication& medication)
{
    JsonObject timing;
    timing.object("code", JsonObject().text("text", medication.frequency));
    JsonObject doseAndRate;
    doseAndRate.object("doseQuantity", doseJson(medication.dose));
    JsonObject dosage;
    dosage.text("text", inWords(medication))
        .object("timing", timing)
        .object("route", JsonObject().text("text", medication.route))
        .array("doseAndRate", {doseAndRate.json()});
    return dosage.json();
}

std::vector<QByteArray> reasonJson(const QString& reason)
{
    return {JsonObject().text("text", reason).json()};
}

QByteArray stopNote(const record::RecordedEvent& stop)
{
    const auto* medication = stop.event.as<Medication>();
    QStringList said{medication->reason, medication->note};
    said.removeAll(QString());
    JsonObject annotation;
    annotation.text("time", stop.event.occurred.toString())
        .text("text",
            said.isEmpty() ? QStringLiteral("Stopped") : QStringLiteral("Stopped: ") + said.join(u' '));
    return annotation.json();
}

void writeRequest(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    static const QStringList statuses{QStringLiteral("active"), QStringLiteral("on-hold"),
        QStringLiteral("cancelled"), QStringLiteral("completed"), QStringLiteral("entered-in-error"),
        QStringLiteral("stopped"), QStringLiteral("draft"), QStringLiteral("unknown")};
    const auto& medication = *event.as<Medication>();
    const record::RecordedEvent* stop = context.stoppedBy ? context.stoppedBy(event.id) : nullptr;
    const bool stopped = stop != nullptr || medication.action == Medication::Action::Stopped;
    std::vector<QByteArray> notes = notesJson(medication.note);
    if (stop != nullptr)
        notes.push_back(stopNote(*stop));
    JsonObject validity;
    validity.text("end", medication.end.toString());
    resource
        .text("status",
            stopped ? QStringLiteral("stopped")
                    : allowedStatus(medication.status, statuses, QStringLiteral("active")))
        .text("intent", QStringLiteral("order"))
        .object("medicationCodeableConcept", conceptJson(medication.code))
        .object("subject", referenceJson(context.patientUrl))
        .text("authoredOn", event.occurred.toString())
        .array("reasonCode", reasonJson(medication.reason))
        .array("note", notes)
        .array("dosageInstruction", {dosageJson(medication)})
        .object("dispenseRequest", JsonObject().object("validityPeriod", validity));
}

void writeStatement(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    static const QStringList statuses{QStringLiteral("active"), QStringLiteral("completed"),
        QStringLiteral("entered-in-error"), QStringLiteral("intended"), QStringLiteral("stopped"),
        QStringLiteral("on-hold"), QStringLiteral("unknown"), QStringLiteral("not-taken")};
    const auto& medication = *event.as<Medication>();
    const record::RecordedEvent* stop = context.stoppedBy ? context.stoppedBy(event.id) : nullptr;
    std::vector<QByteArray> notes = notesJson(medication.note);
    if (stop != nullptr)
        notes.push_back(stopNote(*stop));
    resource
        .text("status",
            stop != nullptr ? QStringLiteral("stopped")
                            : allowedStatus(medication.status, statuses, QStringLiteral("unknown")))
        .object("medicationCodeableConcept", conceptJson(medication.code))
        .object("subject", referenceJson(context.patientUrl));
    if (medication.end.isNull())
        resource.text("effectiveDateTime", event.occurred.toString());
    else
        resource.object("effectivePeriod",
            JsonObject().text("start", event.occurred.toString()).text("end", medication.end.toString()));
    resource.array("reasonCode", reasonJson(medication.reason))
        .array("note", notes)
        .array("dosage", {dosageJson(medication)});
}

void writeAdministration(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    static const QStringList statuses{QStringLiteral("in-progress"), QStringLiteral("not-done"),
        QStringLiteral("on-hold"), QStringLiteral("completed"), QStringLiteral("entered-in-error"),
        QStringLiteral("stopped"), QStringLiteral("unknown")};
    const auto& medication = *event.as<Medication>();
    JsonObject dosage;
    dosage.text("text", inWords(medication))
        .object("route", JsonObject().text("text", medication.route))
        .object("dose", doseJson(medication.dose));
    resource.text("status", allowedStatus(medication.status, statuses, QStringLiteral("completed")))
        .object("medicationCodeableConcept", conceptJson(medication.code))
        .object("subject", referenceJson(context.patientUrl));
    if (event.occurred.isNull())
        resource.raw("_effectiveDateTime", unknownJson());
    if (medication.end.isNull())
        resource.text("effectiveDateTime", event.occurred.toString());
    else
        resource.object("effectivePeriod",
            JsonObject().text("start", event.occurred.toString()).text("end", medication.end.toString()));
    resource.array("reasonCode", reasonJson(medication.reason));
    if (medication.prescription)
        resource.object("request", referenceJson(context.urlOf(*medication.prescription)));
    resource.array("note", notesJson(medication.note)).object("dosage", dosage);
}

} // namespace

void writeMedication(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    switch (event.as<Medication>()->action) {
    case Medication::Action::Prescribed:
    case Medication::Action::Stopped:
        return writeRequest(resource, event, context);
    case Medication::Action::Stated:
        return writeStatement(resource, event, context);
    case Medication::Action::Given:
        return writeAdministration(resource, event, context);
    }
}

} // namespace twinward::interop::fhir
