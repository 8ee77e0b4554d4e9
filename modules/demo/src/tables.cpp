#include "tables_p.h"

#include <algorithm>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

// Outside any namespace, as Q_INIT_RESOURCE must be.
static void initialiseDemoTables()
{
    Q_INIT_RESOURCE(demo);
}

namespace twinward::demo {

using record::Sex;

namespace {

QStringList strings(const QJsonValue& value)
{
    QStringList found;
    for (const QJsonValueRef each : value.toArray())
        found.append(each.toString());
    return found;
}

std::vector<double> numbers(const QJsonValue& value)
{
    std::vector<double> found;
    for (const QJsonValueRef each : value.toArray())
        found.push_back(each.toDouble());
    return found;
}

std::map<QString, double> namedNumbers(const QJsonObject& object)
{
    std::map<QString, double> found;
    for (auto each = object.begin(); each != object.end(); ++each)
        found[each.key()] = each.value().toDouble();
    return found;
}

record::Concept snomed(const QJsonObject& object)
{
    return {{record::code_system::snomed, object[u"snomed"].toString(), object[u"display"].toString()}, {}};
}

base::Result<QJsonObject> readTable(const QString& name)
{
    initialiseDemoTables();
    QFile file(QStringLiteral(":/twinward/demo/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(
            base::ErrorCode::NotFound, QStringLiteral("A table of the demo clinic is missing"), name);
    QJsonParseError wrong;
    const auto document = QJsonDocument::fromJson(file.readAll(), &wrong);
    if (!document.isObject()) {
        return base::fail(base::ErrorCode::InvalidInput,
            QStringLiteral("A table of the demo clinic can't be read"),
            QStringLiteral("%1, byte %2: %3").arg(name).arg(wrong.offset).arg(wrong.errorString()));
    }
    return document.object();
}

void readPeople(const QJsonObject& table, Tables& tables)
{
    tables.places = strings(table[u"places"]);
    tables.streetNumbersTo = table[u"streetNumbersTo"].toInt(1);
    for (const QJsonValueRef value : table[u"cultures"].toArray()) {
        const QJsonObject each = value.toObject();
        tables.cultures.push_back({each[u"weight"].toDouble(), strings(each[u"relationship"]),
            strings(each[u"family"]), strings(each[u"familyLatin"]), strings(each[u"female"]),
            strings(each[u"femaleLatin"]), strings(each[u"male"]), strings(each[u"maleLatin"]),
            each[u"familyFirst"].toBool(), each[u"spaced"].toBool()});
    }
}

SignShift signShift(const QJsonObject& object)
{
    return {object[u"systolic"].toDouble(), object[u"diastolic"].toDouble(), object[u"heartRate"].toDouble(),
        object[u"respiratoryRate"].toDouble(), object[u"temperature"].toDouble(),
        object[u"oxygenSaturation"].toDouble(), object[u"glucose"].toDouble(), object[u"bmi"].toDouble(),
        object[u"pain"].toDouble()};
}

std::vector<Share> shares(const QJsonValue& value)
{
    std::vector<Share> found;
    for (const QJsonValueRef band : value.toArray()) {
        const QJsonObject each = band.toObject();
        found.push_back({each[u"from"].toInt(), each[u"to"].toInt(), each[u"female"].toDouble(),
            each[u"male"].toDouble()});
    }
    return found;
}

Regimen regimen(const QJsonObject& each)
{
    return {each[u"drug"].toString(), each[u"dose"].toString(), each[u"childDose"].toString(),
        each[u"frequency"].toString(), each[u"chance"].toDouble(1), each[u"days"].toInt(),
        each[u"toYears"].toInt()};
}

ConditionModel conditionModel(const QJsonObject& each)
{
    ConditionModel model;
    model.key = each[u"key"].toString();
    model.code = snomed(each);
    const QString course = each[u"course"].toString();
    model.course = course == u"chronic" ? ConditionModel::Course::Chronic
        : course == u"pregnancy"        ? ConditionModel::Course::Pregnancy
                                        : ConditionModel::Course::Acute;
    model.sensitive = each[u"sensitive"].toBool();
    model.reviewDays = each[u"reviewDays"].toInt();
    model.days = each[u"days"].toInt();
    model.shares = shares(each.contains(u"share") ? each[u"share"] : each[u"perYear"]);
    model.signs = signShift(each[u"signs"].toObject());
    model.treated = signShift(each[u"treated"].toObject());
    for (const QJsonValueRef lab : each[u"labs"].toArray()) {
        const QJsonObject test = lab.toObject();
        model.labs.push_back({test[u"test"].toString(), test[u"everyDays"].toInt(), test[u"shift"].toDouble(),
            test[u"treatedShift"].toDouble()});
    }
    for (const QJsonValueRef finding : each[u"findings"].toArray()) {
        const QJsonObject found = finding.toObject();
        model.findings.push_back(
            {found[u"loinc"].toString(), found[u"display"].toString(), found[u"answer"].toString()});
    }
    for (const QJsonValueRef line : each[u"drugs"].toArray()) {
        std::vector<Regimen> choices;
        for (const QJsonValueRef choice : line.toArray())
            choices.push_back(regimen(choice.toObject()));
        model.drugs.push_back(std::move(choices));
    }
    model.notes = strings(each[u"notes"]);
    return model;
}

void readDrugs(const QJsonObject& table, Tables& tables)
{
    const QJsonObject drugs = table[u"drugs"].toObject();
    for (auto each = drugs.begin(); each != drugs.end(); ++each) {
        const QJsonObject drug = each.value().toObject();
        const record::Concept code{
            {QStringLiteral("http://www.whocc.no/atc"), drug[u"atc"].toString(), drug[u"display"].toString()},
            {}};
        tables.drugs[each.key()]
            = {code, drug[u"route"].toString(), strings(drug[u"meets"]), strings(drug[u"avoidIn"])};
    }
    const QJsonObject allergies = table[u"allergies"].toObject();
    for (auto each = allergies.begin(); each != allergies.end(); ++each) {
        const QJsonObject allergy = each.value().toObject();
        AllergyModel model;
        model.key = each.key();
        model.body.code = snomed(allergy);
        model.body.clinicalStatus = QStringLiteral("active");
        model.body.criticality = allergy[u"criticality"].toString();
        model.reactions = strings(allergy[u"reactions"]);
        model.share = allergy[u"share"].toDouble();
        tables.allergies.push_back(std::move(model));
    }
}

std::optional<double> optionalNumber(const QJsonValue& value)
{
    return value.isDouble() ? std::optional<double>(value.toDouble()) : std::nullopt;
}

LabRange labRange(const QJsonObject& object)
{
    return {optionalNumber(object[u"low"]), optionalNumber(object[u"high"]), object[u"mean"].toDouble()};
}

void readTests(const QJsonObject& table, Tables& tables)
{
    const QJsonObject tests = table[u"tests"].toObject();
    for (auto each = tests.begin(); each != tests.end(); ++each) {
        const QJsonObject object = each.value().toObject();
        LabTest test;
        test.code = record::Concept::loinc(object[u"loinc"].toString(), object[u"display"].toString());
        test.unit = object[u"unit"].toString();
        test.decimals = object[u"decimals"].toInt();
        const QJsonValue both = object[u"both"];
        test.female = labRange((both.isObject() ? both : object[u"female"]).toObject());
        test.male = labRange((both.isObject() ? both : object[u"male"]).toObject());
        test.child = object.contains(u"child") ? labRange(object[u"child"].toObject()) : test.female;
        test.spread = object[u"spread"].toDouble();
        test.least = object[u"least"].toDouble();
        tables.tests[each.key()] = test;
    }
}

void readVaccines(const QJsonObject& table, Tables& tables)
{
    for (const QJsonValueRef value : table[u"schedule"].toArray()) {
        const QJsonObject each = value.toObject();
        tables.vaccines.push_back(
            {{{record::code_system::cvx, each[u"cvx"].toString(), each[u"display"].toString()}, {}},
                each[u"site"].toString(), each[u"days"].toInt(),
                record::sexFromName(each[u"sex"].toString())});
    }
}

void readGrowth(const QJsonObject& table, Tables& tables)
{
    tables.growth.months = numbers(table[u"months"]);
    for (auto each = table.begin(); each != table.end(); ++each) {
        if (each.value().isArray() && each.key() != u"months")
            tables.growth.medians[each.key()] = numbers(each.value());
    }
    tables.growth.spread = namedNumbers(table[u"spread"].toObject());
    tables.growth.adult = namedNumbers(table[u"adult"].toObject());
}

} // namespace

SignShift& SignShift::operator+=(const SignShift& other)
{
    systolic += other.systolic;
    diastolic += other.diastolic;
    heartRate += other.heartRate;
    respiratoryRate += other.respiratoryRate;
    temperature += other.temperature;
    oxygenSaturation += other.oxygenSaturation;
    glucose += other.glucose;
    bmi += other.bmi;
    pain += other.pain;
    return *this;
}

double ConditionModel::share(int years, Sex sex) const
{
    for (const Share& band : shares) {
        if (years >= band.fromYears && years < band.toYears)
            return sex == Sex::Female ? band.female : band.male;
    }
    return 0;
}

const LabRange& LabTest::range(int years, Sex sex) const
{
    if (years < 12)
        return child;
    return sex == Sex::Female ? female : male;
}

double Growth::at(const QString& name, double ageMonths) const
{
    const std::vector<double>& values = medians.at(name);
    const auto above = std::upper_bound(months.begin(), months.end(), ageMonths);
    if (above == months.begin())
        return values.front();
    if (above == months.end())
        return values.back();
    const auto index = static_cast<size_t>(above - months.begin());
    const double part = (ageMonths - months[index - 1]) / (months[index] - months[index - 1]);
    return values[index - 1] + part * (values[index] - values[index - 1]);
}

const ConditionModel* Tables::condition(const QString& key) const
{
    const auto found = std::find_if(
        conditions.begin(), conditions.end(), [&](const ConditionModel& each) { return each.key == key; });
    return found == conditions.end() ? nullptr : &*found;
}

base::Result<std::shared_ptr<const Tables>> Tables::builtIn()
{
    auto tables = std::make_shared<Tables>();
    const std::pair<const char*, void (*)(const QJsonObject&, Tables&)> files[] = {
        {"people.json", readPeople},
        {"drugs.json", readDrugs},
        {"laboratory.json", readTests},
        {"immunisations.json", readVaccines},
        {"growth.json", readGrowth},
        {"conditions.json",
            [](const QJsonObject& table, Tables& into) {
                for (const QJsonValueRef each : table[u"conditions"].toArray())
                    into.conditions.push_back(conditionModel(each.toObject()));
            }},
        {"ward.json", [](const QJsonObject& table, Tables& into) { into.ward = table; }},
    };
    for (const auto& [name, read] : files) {
        const auto table = readTable(QString::fromLatin1(name));
        if (!table)
            return base::fail(table.error());
        read(*table, *tables);
    }
    return tables;
}

} // namespace twinward::demo
