#include "fhir_map_p.h"

namespace twinward::interop::fhir {

namespace {

record::HumanName readName(JsonView name)
{
    record::HumanName read;
    read.family = textAt(name, "family");
    for (const JsonView given : arrayAt(name, "given"))
        read.given << given.string();
    QStringList prefixes;
    for (const JsonView prefix : arrayAt(name, "prefix"))
        prefixes << prefix.string();
    read.prefix = prefixes.join(u' ');
    read.use = textAt(name, "use");
    const QString text = textAt(name, "text");
    // The text is kept where the parts alone would not give it: Chinese order, one-word names.
    if (text != read.display())
        read.text = text;
    return read;
}

QString firstPhone(JsonView holder)
{
    for (const JsonView telecom : arrayAt(holder, "telecom")) {
        const QString system = textAt(telecom, "system");
        const QString value = textAt(telecom, "value");
        if ((system == u"phone" || system == u"sms" || system.isEmpty()) && !value.isEmpty()
            && textAt(telecom, "use") != u"old")
            return value;
    }
    return {};
}

QString firstAddress(JsonView patient)
{
    for (const JsonView address : arrayAt(patient, "address")) {
        if (textAt(address, "use") == u"old")
            continue;
        const QString text = textAt(address, "text");
        if (!text.isEmpty())
            return text;
        QStringList parts;
        for (const JsonView line : arrayAt(address, "line"))
            parts << line.string();
        for (const char* key : {"city", "district", "state", "postalCode", "country"})
            parts << textAt(address, key);
        parts.removeAll(QString());
        if (!parts.isEmpty())
            return parts.join(QStringLiteral(", "));
    }
    return {};
}

std::vector<record::Contact> contacts(JsonView patient)
{
    std::vector<record::Contact> read;
    for (const JsonView contact : arrayAt(patient, "contact")) {
        record::Contact person;
        person.name = readName(objectAt(contact, "name")).display();
        person.relationship = firstConceptAt(contact, "relationship").label();
        person.phone = firstPhone(contact);
        if (person != record::Contact())
            read.push_back(person);
    }
    return read;
}

} // namespace

record::PatientDetails mapPatient(JsonView resource)
{
    record::PatientDetails details;
    for (const JsonView name : arrayAt(resource, "name"))
        details.names.push_back(readName(name));
    for (const JsonView identifier : arrayAt(resource, "identifier")) {
        record::Identifier read = readIdentifier(identifier);
        if (!read.value.isEmpty())
            details.identifiers.push_back(read);
    }
    const QString birthDate = textAt(resource, "birthDate");
    if (!birthDate.isEmpty()) {
        const auto date = base::PartialDate::fromString(birthDate);
        if (!date)
            throw Unusable{
                resource["birthDate"], QStringLiteral("\"%1\" is no date").arg(birthDate.left(40))};
        details.birthDate = *date;
    }
    details.sex = record::sexFromName(textAt(resource, "gender"));
    details.phone = firstPhone(resource);
    details.address = firstAddress(resource);
    details.contacts = contacts(resource);
    details.deceasedAt = momentAt(resource, "deceasedDateTime");
    details.deceased = trueAt(resource, "deceasedBoolean") || !details.deceasedAt.isNull();
    return details;
}

} // namespace twinward::interop::fhir
