#include "hl7_map_p.h"

namespace twinward::interop {

using namespace record;

namespace {

Sex sexOf(const QString& code) // table 0001
{
    return code == u"F"                                ? Sex::Female
        : code == u"M"                                 ? Sex::Male
        : code == u"O" || code == u"A" || code == u"N" ? Sex::Other
                                                       : Sex::Unknown;
}

Identifier identifierFrom(const Hl7Segment& segment, int field, int repetition)
{
    Identifier identifier;
    identifier.value = segment.text(field, 1, 1, repetition);
    // CX-4, the assigning authority: an OID or a URI where there is one, else its local name.
    const QString universal = segment.text(field, 4, 2, repetition);
    const QString type = segment.text(field, 4, 3, repetition);
    const QString local = segment.text(field, 4, 1, repetition);
    if (!universal.isEmpty())
        identifier.system = type == u"ISO" ? QStringLiteral("urn:oid:") + universal : universal;
    else if (!local.isEmpty())
        identifier.system = QStringLiteral("urn:hl7v2:") + local;
    identifier.type = segment.text(field, 5, 1, repetition);
    return identifier;
}

std::vector<Identifier> identifiersFrom(const Hl7Segment& segment, int field)
{
    std::vector<Identifier> all;
    for (int i = 0; i < segment.repetitions(field); ++i) {
        Identifier identifier = identifierFrom(segment, field, i);
        if (!identifier.value.isEmpty())
            all.push_back(std::move(identifier));
    }
    return all;
}

HumanName nameFrom(const Hl7Segment& pid, int repetition)
{
    HumanName name;
    name.family = pid.text(5, 1, 1, repetition);
    for (const int component : {2, 3}) {
        for (const QString& given : pid.text(5, component, 1, repetition).split(u' ', Qt::SkipEmptyParts))
            name.given << given;
    }
    name.prefix = pid.text(5, 5, 1, repetition);
    const QString type = pid.text(5, 7, 1, repetition); // table 0200
    name.use = type == u"M" ? QStringLiteral("maiden")
        : type == u"N"      ? QStringLiteral("nickname")
        : repetition == 0   ? QStringLiteral("official")
                            : QStringLiteral("usual");
    return name;
}

QString addressFrom(const Hl7Segment& pid)
{
    QStringList parts;
    for (const int component : {1, 2, 3, 4, 5, 6}) {
        const QString part = pid.text(11, component);
        if (!part.isEmpty())
            parts << part;
    }
    return parts.join(QStringLiteral(", "));
}

base::PartialDate birthDateFrom(const Hl7Segment& pid)
{
    const QString digits = pid.text(7).left(8);
    QString date = digits.left(4);
    if (digits.size() >= 6)
        date += u'-' + digits.mid(4, 2);
    if (digits.size() >= 8)
        date += u'-' + digits.mid(6, 2);
    return base::PartialDate::fromString(date).value_or(base::PartialDate());
}

PatientDetails detailsFrom(const Hl7Message& message, const Hl7Segment& pid, int localOffset)
{
    PatientDetails details;
    for (int i = 0; i < pid.repetitions(5); ++i) {
        HumanName name = nameFrom(pid, i);
        if (!name.display().isEmpty())
            details.names.push_back(std::move(name));
    }
    details.identifiers = identifiersFrom(pid, 3);
    details.birthDate = birthDateFrom(pid);
    details.sex = sexOf(pid.text(8));
    details.address = addressFrom(pid);
    details.phone = pid.text(13, 1).isEmpty() ? pid.text(13, 12) : pid.text(13, 1);
    details.deceasedAt = message.time(pid.text(29), localOffset);
    details.deceased = pid.text(30) == u"Y" || !details.deceasedAt.isNull();
    for (const Hl7Segment& segment : message.segments()) {
        if (segment.name() != u"NK1" || segment.text(2).isEmpty())
            continue;
        details.contacts.push_back({QString(segment.text(2, 2) + u' ' + segment.text(2, 1)).trimmed(),
            segment.text(3, 2).isEmpty() ? segment.text(3) : segment.text(3, 2), segment.text(5)});
    }
    return details;
}

// PV1: the visit. A discharge ends it; a cancelled admission is taken back.
void mapVisit(const Hl7Message& message, const QString& trigger, int localOffset, Hl7Statements& out)
{
    const Hl7Segment* visit = message.first(u"PV1");
    if (visit == nullptr)
        return;
    Hl7Statement statement;
    statement.place = QStringLiteral("PV1");
    const Hl7Segment* event = message.first(u"EVN");
    const base::Moment happened = message.time(event != nullptr ? event->text(2) : QString(), localOffset);
    statement.occurred = message.time(visit->text(44), localOffset);
    if (statement.occurred.isNull())
        statement.occurred = happened;
    const QString number = visit->text(19);
    // Without a number a visit can't be told from the next one: it is named by when it began.
    statement.key = "visit|" + (number.isEmpty() ? visit->text(44) : number).toUtf8();
    if (number.isEmpty() && visit->text(44).isEmpty())
        return;
    if (trigger == u"A11") {
        statement.action = Hl7Statement::Action::Retract;
        statement.body = Retraction{QStringLiteral("The sender cancelled the admission")};
        out.statements.push_back(std::move(statement));
        return;
    }
    Encounter encounter;
    const QString patientClass = visit->text(2); // table 0004
    encounter.encounterClass = patientClass == u"I" ? QStringLiteral("IMP")
        : patientClass == u"E"                      ? QStringLiteral("EMER")
        : patientClass == u"P"                      ? QStringLiteral("PRENC")
                                                    : QStringLiteral("AMB");
    QStringList place;
    for (const int component : {1, 2, 3}) {
        const QString part = visit->text(3, component);
        if (!part.isEmpty())
            place << part;
    }
    encounter.location = place.join(QStringLiteral(" / "));
    encounter.end = message.time(visit->text(45), localOffset);
    if (trigger == u"A03" && encounter.end.isNull())
        encounter.end = happened;
    encounter.status = !encounter.end.isNull() ? QStringLiteral("finished")
        : trigger == u"A05"                    ? QStringLiteral("planned")
                                               : QStringLiteral("in-progress");
    if (const Hl7Segment* pv2 = message.first(u"PV2"))
        encounter.reason.text = pv2->text(3, 2).isEmpty() ? pv2->text(3) : pv2->text(3, 2);
    statement.body = std::move(encounter);
    out.statements.push_back(std::move(statement));
}

void mapAllergies(const Hl7Message& message, int localOffset, Hl7Statements& out)
{
    int number = 0;
    for (const Hl7Segment& segment : message.segments()) {
        if (segment.name() != u"AL1")
            continue;
        ++number;
        Hl7Statement statement;
        statement.place = QStringLiteral("AL1 %1").arg(number);
        Allergy allergy;
        allergy.code.text = segment.text(3, 2).isEmpty() ? segment.text(3) : segment.text(3, 2);
        if (allergy.code.text.isEmpty()) {
            out.refused.push_back({statement.place, QStringLiteral("The allergy has no name (AL1-3)")});
            continue;
        }
        allergy.clinicalStatus = QStringLiteral("active");
        const QString severity = segment.text(4); // table 0128
        allergy.criticality = severity == u"SV" ? QStringLiteral("high") : QString();
        QStringList reactions;
        for (int i = 0; i < segment.repetitions(5); ++i)
            reactions << segment.text(5, 1, 1, i);
        allergy.reaction = reactions.join(QStringLiteral(", "));
        statement.occurred = message.time(segment.text(6), localOffset);
        statement.key = "allergy|" + segment.raw(3).toUtf8();
        statement.body = std::move(allergy);
        out.statements.push_back(std::move(statement));
    }
}

void mapDiagnoses(const Hl7Message& message, int localOffset, Hl7Statements& out)
{
    int number = 0;
    for (const Hl7Segment& segment : message.segments()) {
        if (segment.name() != u"DG1")
            continue;
        ++number;
        Hl7Statement statement;
        statement.place = QStringLiteral("DG1 %1").arg(number);
        Condition condition;
        const QString system = segment.text(3, 3);
        condition.code.coding.code = segment.text(3);
        condition.code.coding.system = system.startsWith(u"I10") ? code_system::icd10
            : system == u"SCT"                                   ? code_system::snomed
                                                                 : system;
        condition.code.text = segment.text(3, 2).isEmpty() ? segment.text(4) : segment.text(3, 2);
        if (condition.code.isEmpty()) {
            out.refused.push_back(
                {statement.place, QStringLiteral("The diagnosis has neither code nor name (DG1-3, DG1-4)")});
            continue;
        }
        condition.clinicalStatus = QStringLiteral("active");
        condition.verificationStatus = segment.text(6) == u"F" ? QStringLiteral("confirmed")
                                                               : QStringLiteral("provisional"); // table 0052
        statement.occurred = message.time(segment.text(5), localOffset);
        statement.key = "diagnosis|" + segment.raw(3).toUtf8() + segment.text(5).toUtf8();
        statement.body = std::move(condition);
        out.statements.push_back(std::move(statement));
    }
}

} // namespace

base::Result<Hl7Statements> mapHl7(const Hl7Message& message, int localOffset)
{
    const QString code = message.header().text(9, 1);
    const QString trigger = message.header().text(9, 2);
    const bool isAdt = code == u"ADT";
    const bool isResult = code == u"ORU";
    if (!isAdt && !isResult) {
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("Messages of type %1 are not taken").arg(message.type()), QStringLiteral("MSH-9"),
            QStringLiteral("Send ORU results and ADT admissions, transfers and updates."));
    }
    const Hl7Segment* pid = message.first(u"PID");
    if (pid == nullptr)
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The message says nothing of a patient (no PID segment)"));
    Hl7Statements out;
    out.details = detailsFrom(message, *pid, localOffset);
    if (out.details.identifiers.empty()) {
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("The patient has no identifier, so it can't be told who it is"),
            QStringLiteral("PID-3"),
            QStringLiteral("Have the sender put the patient's record number there."));
    }
    out.describesPatient = isAdt;
    if (isAdt) {
        if (trigger == u"A40") {
            const Hl7Segment* merge = message.first(u"MRG");
            if (merge == nullptr || identifiersFrom(*merge, 1).empty())
                return base::fail(base::ErrorCode::InvalidInput,
                    QStringLiteral("The merge does not say who is merged"), QStringLiteral("MRG-1"));
            out.mergedAway = identifiersFrom(*merge, 1);
        }
        mapVisit(message, trigger, localOffset, out);
        mapAllergies(message, localOffset, out);
        mapDiagnoses(message, localOffset, out);
    }
    mapResults(message, localOffset, out);
    return out;
}

} // namespace twinward::interop
