// The form is that of HL7's own R4 examples (consent-example-pkb, -smartonfhir, -Emergency): policyRule
// OPTOUT and nested provisions of type permit, because R4 has a type there and not at the root.

#include "fhir_consent_p.h"

#include "fhir_write_p.h"
#include "ledger/disclosure.h"

#include <algorithm>
#include <QDateTime>

namespace twinward::interop::fhir {

namespace {

using record::Category;
using record::Consent;
using record::ConsentState;

constexpr auto actCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
constexpr auto actReason = "http://terminology.hl7.org/CodeSystem/v3-ActReason"; // of which PurposeOfUse is
constexpr auto confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
constexpr auto consentAction = "http://terminology.hl7.org/CodeSystem/consentaction";
constexpr auto consentScope = "http://terminology.hl7.org/CodeSystem/consentscope";
constexpr auto loinc = "http://loinc.org";
constexpr auto observationCategory = "http://terminology.hl7.org/CodeSystem/observation-category";
constexpr auto participation = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
constexpr auto resourceTypes = "http://hl7.org/fhir/resource-types";

template <class T> T valueOf(base::Result<T> result)
{
    if (!result)
        throw base::Error(result.error());
    return std::move(*result);
}

QByteArray coding(const char* system, const char* code)
{
    return JsonObject()
        .text("system", QString::fromLatin1(system))
        .text("code", QString::fromLatin1(code))
        .json();
}

QByteArray coding(const char* system, const QString& code)
{
    return coding(system, code.toLatin1().constData());
}

// Somebody who has no resource in the bundle.
QByteArray namedJson(const char* type, const QString& identifier, const QString& name)
{
    JsonObject who;
    who.text("type", QString::fromLatin1(type));
    if (!identifier.isEmpty())
        who.object("identifier", JsonObject().text("value", identifier));
    return who.text("display", name).json();
}

QByteArray actorJson(const QByteArray& who)
{
    JsonObject actor;
    actor.object("role", codedJson(participation, QStringLiteral("PRCP"))).raw("reference", who);
    return actor.json();
}

std::vector<QByteArray> granteesJson(const record::ConsentContract& terms)
{
    std::vector<QByteArray> actors{
        actorJson(namedJson("Organization", terms.clinic.toString(), terms.clinicName))};
    if (!terms.clinician.isEmpty())
        actors.push_back(actorJson(namedJson("Practitioner", {}, terms.clinician)));
    return actors;
}

// What a category of a chart holds, as the types it goes out as.
std::vector<const char*> typesIn(Category category)
{
    switch (category) {
    case Category::Demographics:
        return {"Patient"};
    case Category::Vitals:
        return {"Observation"};
    case Category::Clinical:
        return {"AllergyIntolerance", "Condition", "DocumentReference", "Encounter", "Immunization",
            "MedicationAdministration", "MedicationRequest", "MedicationStatement", "Observation",
            "Procedure"};
    case Category::Imaging:
        return {"ImagingStudy", "Observation"};
    default:
        return {}; // sensitive entries are of any type
    }
}

JsonObject permit(const record::ConsentContract& terms, const QString& id, const QString& purpose)
{
    JsonObject provision;
    provision.text("id", id)
        .text("type", QStringLiteral("permit"))
        .array("actor", granteesJson(terms))
        .array("action", {codedJson(consentAction, QStringLiteral("access")).json()})
        .array("purpose", {coding(actReason, purpose)});
    return provision;
}

QByteArray permitOf(const record::ConsentContract& terms, Category category)
{
    JsonObject provision = permit(terms, record::categoryName(category), terms.purpose);
    provision.array("securityLabel", {coding(confidentiality, category == Category::Sensitive ? "R" : "N")});
    std::vector<QByteArray> classes;
    for (const char* type : typesIn(category))
        classes.push_back(coding(resourceTypes, type));
    provision.array("class", classes);
    if (category == Category::Vitals)
        provision.array("code", {codedJson(observationCategory, QStringLiteral("vital-signs")).json()});
    return provision.json();
}

// FHIR's end is the last moment that counts, ours the first that does not.
QString endOf(const Consent& consent)
{
    std::optional<qint64> end;
    if (!consent.terms.until.isNull())
        end = consent.terms.until.utcMs();
    if (consent.withdrawn)
        end = std::min<qint64>(end.value_or(consent.withdrawn->wallMs()), consent.withdrawn->wallMs());
    return end ? base::Moment(*end - 1, 0, base::Moment::Precision::Millisecond).toString() : QString();
}

QByteArray provisionJson(const Consent& consent)
{
    JsonObject period;
    period.text("start", consent.terms.from.toString()).text("end", endOf(consent));
    std::vector<QByteArray> permits;
    for (const Category category : consent.terms.categories)
        permits.push_back(permitOf(consent.terms, category));
    if (consent.terms.breakGlass)
        permits.push_back(permit(consent.terms, QStringLiteral("emergency"), QStringLiteral("BTG")).json());
    return JsonObject().object("period", period).array("provision", permits).json();
}

QByteArray consentJson(
    const Consent& consent, const QString& patientUrl, const ledger::ClinicCard& own, qint64 nowMs)
{
    const ConsentState state = consent.stateAt(nowMs);
    const bool isActive = state == ConsentState::InForce || state == ConsentState::NotYet;
    const auto signedAt = QDateTime::fromMSecsSinceEpoch(consent.signedAt.wallMs(), Qt::UTC);
    JsonObject resource;
    resource.text("resourceType", QStringLiteral("Consent"))
        .text("id", consent.id.toString())
        .text("status", isActive ? QStringLiteral("active") : QStringLiteral("inactive"))
        .object("scope", codedJson(consentScope, QStringLiteral("patient-privacy")))
        .array("category", {codedJson(loinc, QStringLiteral("59284-0")).json()})
        .object("patient", referenceJson(patientUrl))
        .text("dateTime", signedAt.toString(Qt::ISODateWithMs))
        .array("performer", {referenceJson(patientUrl).json()})
        .array("organization", {namedJson("Organization", own.id.toString(), own.name)})
        .object("policyRule", codedJson(actCode, QStringLiteral("OPTOUT")))
        .raw("provision", provisionJson(consent));
    return resource.json();
}

} // namespace

std::vector<OutgoingResource> outgoingConsents(
    const ledger::Vault& vault, record::PatientId patient, const QString& patientUrl, qint64 nowMs)
{
    std::vector<OutgoingResource> resources;
    const auto consents = valueOf(ledger::consents(vault, patient));
    if (consents.empty())
        return resources;
    const ledger::ClinicCard own = valueOf(ledger::ownCard(vault));
    for (const Consent& consent : consents) {
        const QString id = consent.id.toString();
        resources.push_back({QStringLiteral("Consent"), id, QStringLiteral("urn:uuid:") + id, consent.id,
            consentJson(consent, patientUrl, own, nowMs)});
    }
    return resources;
}

} // namespace twinward::interop::fhir
