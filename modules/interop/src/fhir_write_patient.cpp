#include "fhir_write_p.h"

namespace twinward::interop::fhir {

namespace {

JsonObject nameJson(const record::HumanName& name)
{
    static const QStringList uses{QStringLiteral("usual"), QStringLiteral("official"), QStringLiteral("temp"),
        QStringLiteral("nickname"), QStringLiteral("anonymous"), QStringLiteral("old"),
        QStringLiteral("maiden")};
    std::vector<QByteArray> given;
    for (const QString& one : name.given) {
        if (!one.trimmed().isEmpty())
            given.push_back(jsonText(one));
    }
    JsonObject object;
    object.text("use", allowedStatus(name.use, uses, {}))
        .text("text", name.text)
        .text("family", name.family)
        .array("given", given);
    if (!name.prefix.trimmed().isEmpty())
        object.array("prefix", {jsonText(name.prefix)});
    return object;
}

std::vector<QByteArray> phoneJson(const QString& phone)
{
    if (phone.trimmed().isEmpty())
        return {};
    return {JsonObject().text("system", QStringLiteral("phone")).text("value", phone).json()};
}

QByteArray identifierJson(const record::Identifier& identifier)
{
    JsonObject object;
    object.object("type", JsonObject().text("text", identifier.type));
    // A system is a URI: a word typed at a desk is not one.
    if (!identifier.system.contains(u' '))
        object.text("system", identifier.system);
    return object.text("value", identifier.value).json();
}

QByteArray contactJson(const record::Contact& contact)
{
    JsonObject relationship;
    relationship.text("text", contact.relationship);
    JsonObject object;
    object.array("relationship", {relationship.json()})
        .object("name", JsonObject().text("text", contact.name))
        .array("telecom", phoneJson(contact.phone));
    return object.json();
}

} // namespace

void writePatient(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    const record::PatientDetails& details = *event.as<record::PatientDetails>();
    std::vector<QByteArray> identifiers;
    for (const record::Identifier& identifier : details.identifiers)
        identifiers.push_back(identifierJson(identifier));
    std::vector<QByteArray> names;
    for (const record::HumanName& name : details.names)
        names.push_back(nameJson(name).json());
    std::vector<QByteArray> contacts;
    for (const record::Contact& contact : details.contacts)
        contacts.push_back(contactJson(contact));
    resource.array("identifier", identifiers)
        .array("name", names)
        .array("telecom", phoneJson(details.phone))
        .text("gender", record::sexName(details.sex))
        .text("birthDate", details.birthDate.toString());
    if (!details.deceasedAt.isNull())
        resource.text("deceasedDateTime", details.deceasedAt.toString());
    else if (details.deceased)
        resource.boolean("deceasedBoolean", true);
    resource.array("address", {JsonObject().text("text", details.address).json()}).array("contact", contacts);
    std::vector<QByteArray> links;
    for (const PatientLink& link :
        context.linksOf ? context.linksOf(event.patient) : std::vector<PatientLink>())
        links.push_back(JsonObject().object("other", referenceJson(link.url)).text("type", link.type).json());
    resource.array("link", links);
}

} // namespace twinward::interop::fhir
