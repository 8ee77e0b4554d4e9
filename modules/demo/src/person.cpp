#include "person_p.h"

#include <algorithm>
#include <limits>

namespace twinward::demo {

using record::HumanName;
using record::Sex;

namespace {

constexpr Day noEnd = std::numeric_limits<qint32>::max();

const Culture& drawCulture(const Tables& tables, Random& random)
{
    double total = 0;
    for (const Culture& culture : tables.cultures)
        total += culture.weight;
    double left = random.uniform(0, total);
    for (const Culture& culture : tables.cultures) {
        left -= culture.weight;
        if (left < 0)
            return culture;
    }
    return tables.cultures.back();
}

int drawIndex(Random& random, const QStringList& from)
{
    return random.between(0, static_cast<int>(from.size()) - 1);
}

// The name as it is written at home and, where that is another script, in Latin letters beside it.
std::vector<HumanName> drawNames(const Culture& culture, Sex sex, Random& random)
{
    const QStringList& given = sex == Sex::Female ? culture.female : culture.male;
    const QStringList& givenLatin = sex == Sex::Female ? culture.femaleLatin : culture.maleLatin;
    const int family = drawIndex(random, culture.family);
    const int first = drawIndex(random, given);
    HumanName name;
    name.family = culture.family[family];
    name.given = {given[first]};
    name.use = QStringLiteral("official");
    if (culture.familyFirst)
        name.text = name.family + (culture.spaced ? QStringLiteral(" ") : QString()) + given[first];
    if (!culture.familyFirst && givenLatin.isEmpty() && random.chance(0.3))
        name.given.append(given[drawIndex(random, given)]);
    if (name.given.size() == 2 && name.given[0] == name.given[1])
        name.given.removeLast();
    if (givenLatin.isEmpty())
        return {name};
    HumanName latin;
    latin.family = culture.familyLatin[family];
    latin.given = {givenLatin[first]};
    latin.use = QStringLiteral("usual");
    if (culture.familyFirst)
        latin.text = latin.family + u' ' + givenLatin[first];
    return {name, latin};
}

// As people of a growing rural district are: half of them children and young.
int drawAge(Random& random)
{
    const double draw = random.uniform();
    if (draw < 0.16)
        return random.between(0, 4);
    if (draw < 0.34)
        return random.between(5, 17);
    if (draw < 0.68)
        return random.between(18, 44);
    if (draw < 0.88)
        return random.between(45, 64);
    return random.between(65, 94);
}

QString phone(Random& random)
{
    return QStringLiteral("555-01%1")
        .arg(random.between(0, 99), 2, 10, QLatin1Char('0')); // numbers kept for fiction
}

void fillDetails(
    Person& person, const Tables& tables, const Calendar& calendar, const Culture& culture, Random& random)
{
    record::PatientDetails& details = person.details;
    details.sex = person.sex;
    const QDate born = Calendar::date(person.born);
    const bool yearOnly = person.yearsOn(calendar.today()) > 55 && random.chance(0.2);
    details.birthDate
        = yearOnly ? *base::PartialDate::fromParts(born.year()) : base::PartialDate::fromDate(born);
    details.identifiers = {{QStringLiteral("https://twinward.example/demo/record-number"),
        QStringLiteral("D-%1").arg(person.index + 1, 6, 10, QLatin1Char('0')),
        QStringLiteral("Medical record number")}};
    details.address = QStringLiteral("%1 %2")
                          .arg(random.between(1, tables.streetNumbersTo))
                          .arg(tables.places[drawIndex(random, tables.places)]);
    if (random.chance(0.7))
        details.phone = phone(random);
    if (random.chance(0.8)) {
        const Sex other = random.chance(0.5) ? Sex::Female : Sex::Male;
        details.contacts = {{drawNames(culture, other, random).back().display(),
            culture.relationships[drawIndex(random, culture.relationships)], phone(random)}};
    }
}

void drawConditions(Person& person, const Tables& tables, const Calendar& calendar, Random& random)
{
    const int years = person.yearsOn(calendar.today());
    for (const ConditionModel& condition : tables.conditions) {
        if (condition.course != ConditionModel::Course::Chronic)
            continue;
        const bool has = random.chance(condition.share(years, person.sex));
        const int youngest = condition.shares.empty() ? 0 : condition.shares.front().fromYears;
        const int onsetYears = random.between(std::max(youngest, years - 14), std::max(youngest, years));
        const int onsetDays = random.between(0, 364);
        const bool breathesBadlyAlready = condition.key == u"copd"
            && std::any_of(person.chronic.begin(), person.chronic.end(),
                [](const Onset& each) { return each.condition->key == u"asthma"; });
        if (has && !breathesBadlyAlready) {
            const Day from = person.born + static_cast<Day>(onsetYears * 365.25) + onsetDays;
            person.chronic.push_back({&condition, std::min(from, calendar.today() - 20), noEnd});
        }
    }
}

void layConditions(
    Person& person, const Tables& tables, const Calendar& calendar, const QStringList& keys, Random& random)
{
    for (const QString& key : keys) {
        if (const ConditionModel* condition = tables.condition(key))
            person.chronic.push_back({condition, calendar.today() - random.between(900, 3600), noEnd});
    }
}

void drawAllergies(Person& person, const Tables& tables, Random& random)
{
    for (const AllergyModel& allergy : tables.allergies) {
        if (random.chance(allergy.share))
            person.allergies.push_back(&allergy);
    }
    person.noKnownAllergies = person.allergies.empty() && random.chance(0.6);
}

} // namespace

record::PatientId personId(quint64 seed, int index)
{
    return record::PatientId::derived(
        "twinward.demo.patient", QByteArray::number(seed) + '|' + QByteArray::number(index));
}

Person makePerson(
    const Tables& tables, const Calendar& calendar, quint64 seed, int index, Random& random, const Laid& laid)
{
    Person person;
    person.index = index;
    person.id = personId(seed, index);
    const Culture& culture = drawCulture(tables, random);
    const Sex drawn = random.chance(0.53) ? Sex::Female : Sex::Male;
    person.sex = laid.sex.value_or(drawn);
    const int drawnYears = drawAge(random);
    const int years = laid.years.value_or(drawnYears);
    person.born = calendar.today() - static_cast<Day>(years * 365.25) - random.between(10, 350);
    person.registered = std::max(person.born + 1, calendar.today() - random.between(60, 1095));
    const auto names = drawNames(culture, person.sex, random);
    person.details.names = laid.name ? std::vector<HumanName>{*laid.name} : names;
    if (laid.otherName)
        person.details.names.push_back(*laid.otherName);
    fillDetails(person, tables, calendar, culture, random);
    person.body = {random.normal(), random.normal(), random.normal(), random.normal(), random.normal()};
    if (laid.chronic)
        layConditions(person, tables, calendar, *laid.chronic, random);
    else
        drawConditions(person, tables, calendar, random);
    drawAllergies(person, tables, random);
    return person;
}

} // namespace twinward::demo
