#include "ward_p.h"

#include <algorithm>
#include <QJsonArray>

namespace twinward::demo {

using record::Role;
using vitals::Sign;

namespace {

record::Concept snomed(const QJsonObject& object)
{
    return {{record::code_system::snomed, object[u"snomed"].toString(), object[u"display"].toString()}, {}};
}

record::Condition activeProblem(const record::Concept& code)
{
    record::Condition body;
    body.code = code;
    body.clinicalStatus = QStringLiteral("active");
    body.verificationStatus = QStringLiteral("confirmed");
    return body;
}

constexpr int rateColumn = 0;
constexpr int saturationColumn = 1;
constexpr int oxygenColumn = 2;
constexpr int systolicColumn = 3;
constexpr int diastolicColumn = 4;
constexpr int heartColumn = 5;
constexpr int temperatureColumn = 6;
constexpr int consciousnessColumn = 8; // counted with "at"

} // namespace

WardStay::WardStay(QJsonObject bed, QString ward, const Tables& tables, const Calendar& calendar)
    : m_bed(std::move(bed))
    , m_ward(std::move(ward))
    , m_tables(tables)
    , m_calendar(calendar)
{ }

Laid WardStay::laid() const
{
    Laid laid;
    record::HumanName name;
    name.family = m_bed[u"family"].toString();
    name.given = m_bed[u"given"].toString().split(u' ');
    name.use = QStringLiteral("official");
    if (m_bed[u"familyFirst"].toBool())
        name.text = name.family + name.given.first();
    laid.name = name;
    const QString latin = m_bed[u"latin"].toString();
    if (!latin.isEmpty()) {
        record::HumanName other;
        other.text = latin;
        other.family = latin.section(u' ', 0, 0);
        other.given = {latin.section(u' ', 1)};
        other.use = QStringLiteral("usual");
        laid.otherName = other;
    }
    laid.sex = record::sexFromName(m_bed[u"sex"].toString());
    laid.years = m_bed[u"years"].toInt();
    QStringList chronic;
    for (const QJsonValueRef each : m_bed[u"chronic"].toArray())
        chronic.append(each.toString());
    laid.chronic = chronic;
    return laid;
}

Day WardStay::admitted() const
{
    return m_calendar.dayOf(m_calendar.hoursAgo(m_bed[u"admitted"].toDouble()).utcMs());
}

void WardStay::write(const Person& person, ChartWriter& writer, Random& random) const
{
    const base::Moment start = m_calendar.hoursAgo(m_bed[u"admitted"].toDouble() + 0.1);
    record::Encounter encounter;
    encounter.encounterClass = QStringLiteral("IMP");
    encounter.type = {
        {record::code_system::snomed, QStringLiteral("32485007"), QStringLiteral("Hospital admission")}, {}};
    const record::Concept reason = snomed(m_bed[u"reason"].toObject());
    encounter.reason = reason;
    encounter.status = QStringLiteral("in-progress");
    encounter.location = QStringLiteral("%1 / %2").arg(m_ward, m_bed[u"bed"].toString());
    const auto stay = writer.add({start, Role::Nurse}, encounter);
    writer.add({later(start, 40)}, activeProblem(reason));
    if (const QString why = m_bed[u"scale2"].toString(); !why.isEmpty())
        writer.addRound({later(start, 45)},
            {vitals::scaleChoice(person.id, vitals::SpO2Scale::Scale2, later(start, 45), why)});
    writeRounds(person, writer, stay, random);
    writeProblems(writer);
    writeDrugs(writer);
    writeTests(person, writer, stay);
    writeNotes(writer);
}

WardStay::Signs WardStay::signsAt(double hoursAgo) const
{
    const QJsonArray course = m_bed[u"course"].toArray();
    qsizetype after = 0;
    while (after < course.size() - 1 && course[after].toArray()[0].toDouble() > hoursAgo)
        ++after;
    const QJsonArray next = course[after].toArray();
    const QJsonArray before = course[std::max<qsizetype>(after - 1, 0)].toArray();
    const double span = before[0].toDouble() - next[0].toDouble();
    const double part = span > 0 ? std::clamp((before[0].toDouble() - hoursAgo) / span, 0.0, 1.0) : 0;
    Signs signs;
    for (int column = 0; column < 7; ++column) {
        const double from = before[column + 1].toDouble();
        signs.values[column] = from + part * (next[column + 1].toDouble() - from);
    }
    const QString level = (part < 0.999 ? before : next)[consciousnessColumn].toString();
    signs.consciousness = vitals::consciousnessFromKey(level).value_or(vitals::Consciousness::Alert);
    return signs;
}

vitals::ChartedRound WardStay::roundAt(double hoursAgo, const Person& person, Random& random) const
{
    const Signs signs = signsAt(hoursAgo);
    vitals::ChartedRound round;
    round.patient = person.id;
    round.at = m_calendar.hoursAgo(hoursAgo);
    const auto put = [&](Sign sign, int column, double wobble) {
        const vitals::SignDefinition& definition = vitals::definition(sign);
        round.values[sign] = {
            rounded(signs.values[column] + wobble * random.normal(), definition.decimals), definition.unit};
    };
    put(Sign::RespiratoryRate, rateColumn, 0.3);
    put(Sign::OxygenSaturation, saturationColumn, 0.25);
    put(Sign::SystolicPressure, systolicColumn, 1.2);
    put(Sign::DiastolicPressure, diastolicColumn, 1.0);
    put(Sign::HeartRate, heartColumn, 1.2);
    put(Sign::Temperature, temperatureColumn, 0.06);
    round.consciousness = signs.consciousness;
    vitals::OxygenDelivery oxygen;
    const double flow = signs.values[oxygenColumn];
    if (flow >= 0.5) {
        oxygen.source = vitals::OxygenDelivery::Source::Oxygen;
        oxygen.flowLPerMin = rounded(flow, 0);
        oxygen.device = flow > 4.5 ? QStringLiteral("SM") : QStringLiteral("N");
    }
    round.oxygen = oxygen;
    return round;
}

void WardStay::writeRounds(
    const Person& person, ChartWriter& writer, record::EventId encounter, Random& random) const
{
    const auto write = [&](vitals::ChartedRound round) {
        round.encounter = encounter;
        const base::Moment at = round.at;
        if (auto events = vitals::eventsOf(round))
            writer.addRound({later(at, 2), Role::Nurse}, std::move(*events));
    };
    for (const QJsonValueRef each : m_bed[u"rounds"].toArray())
        write(roundAt(each.toDouble(), person, random));
    const auto single = [&](const QJsonValue& rows, Sign sign) {
        for (const QJsonValueRef row : rows.toArray()) {
            const QJsonArray pair = row.toArray();
            vitals::ChartedRound round;
            round.patient = person.id;
            round.at = m_calendar.hoursAgo(pair[0].toDouble());
            const vitals::SignDefinition& definition = vitals::definition(sign);
            round.values[sign] = {rounded(pair[1].toDouble(), definition.decimals), definition.unit};
            write(round);
        }
    };
    single(m_bed[u"glucose"], Sign::Glucose);
    single(m_bed[u"weights"], Sign::Weight);
}

void WardStay::writeProblems(ChartWriter& writer) const
{
    for (const QJsonValueRef value : m_bed[u"problems"].toArray()) {
        const QJsonObject each = value.toObject();
        writer.add({m_calendar.hoursAgo(each[u"at"].toDouble())}, activeProblem(snomed(each)));
    }
    const QJsonObject operation = m_bed[u"procedure"].toObject();
    if (operation.isEmpty())
        return;
    record::Procedure body;
    body.code = snomed(operation);
    body.status = QStringLiteral("completed");
    const base::Moment at = m_calendar.hoursAgo(operation[u"at"].toDouble());
    body.end = later(at, 50);
    body.reason = snomed(m_bed[u"reason"].toObject());
    writer.addAt(at, {later(at, 70)}, body);
}

void WardStay::writeDrugs(ChartWriter& writer) const
{
    for (const QJsonValueRef value : m_bed[u"drugs"].toArray()) {
        const QJsonObject each = value.toObject();
        const Drug& drug = m_tables.drugs.at(each[u"drug"].toString());
        record::Medication body;
        body.action = record::Medication::Action::Prescribed;
        body.code = drug.code;
        body.dose = each[u"dose"].toString();
        body.route = drug.route;
        body.frequency = each[u"frequency"].toString();
        body.reason = each[u"for"].toString();
        body.status = QStringLiteral("active");
        const auto prescription = writer.add({m_calendar.hoursAgo(each[u"at"].toDouble())}, body);
        body.action = record::Medication::Action::Given;
        body.status = QStringLiteral("completed");
        body.prescription = prescription;
        for (const QJsonValueRef given : each[u"given"].toArray())
            writer.add({m_calendar.hoursAgo(given.toDouble()), Role::Nurse}, body);
    }
}

void WardStay::writeTests(const Person& person, ChartWriter& writer, record::EventId encounter) const
{
    const Body body(person, m_tables);
    for (const QJsonValueRef value : m_bed[u"labs"].toArray()) {
        const QJsonArray each = value.toArray();
        const base::Moment at = m_calendar.hoursAgo(each[0].toDouble());
        auto result = body.laboratory(
            m_tables.tests.at(each[1].toString()), m_calendar.dayOf(at.utcMs()), each[2].toDouble());
        result.encounter = encounter;
        writer.addAt(at, {later(at, 15)}, result);
    }
}

void WardStay::writeNotes(ChartWriter& writer) const
{
    for (const QJsonValueRef value : m_bed[u"notes"].toArray()) {
        const QJsonObject each = value.toObject();
        const Role author = each[u"author"].toString() == u"nurse" ? Role::Nurse : Role::Physician;
        writer.add({m_calendar.hoursAgo(each[u"at"].toDouble()), author},
            record::Note{each[u"title"].toString(), each[u"text"].toString()});
    }
}

int wardBeds(const Tables& tables)
{
    return static_cast<int>(tables.ward[u"beds"].toArray().size());
}

WardStay wardStay(const Tables& tables, const Calendar& calendar, int bed)
{
    return {
        tables.ward[u"beds"].toArray()[bed].toObject(), tables.ward[u"ward"].toString(), tables, calendar};
}

} // namespace twinward::demo
