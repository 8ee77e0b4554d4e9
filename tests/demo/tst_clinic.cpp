// The invented clinic: the same for the same seed, and nothing in it that could not be.

#include "clinic_fixture.h"

#include "record/allergy_match.h"
#include "record/duplicates.h"
#include "record/event_codec.h"
#include "vitals/limits.h"
#include "vitals/news2.h"
#include "vitals/paediatric.h"
#include "vitals/vital_record.h"

#include <QCryptographicHash>
#include <set>

using namespace twinward;
using namespace twinward::demo_test;
using demo::Authored;
using record::Chart;
using record::Entry;

namespace {

QByteArray digest(const demo::Clinic& from)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (int index = 0; index < from.size(); ++index) {
        for (const Authored& each : from.patient(index)) {
            hash.addData(record::encodeEvent(each.event));
            hash.addData(QByteArray::number(each.recordedMs));
        }
    }
    return hash.result().toHex();
}

vitals::Score scoreNow(const Chart& chart)
{
    const auto read = vitals::VitalRecord::read(chart);
    const qint64 now = friday().utcMs();
    return vitals::News2::builtIn().score(read, vitals::factorsAt(chart, now), now);
}

} // namespace

class ClinicTest : public QObject
{
    Q_OBJECT

private slots:
    void the_same_seed_and_now_give_the_same_people();
    void another_seed_gives_other_people();
    void a_person_is_the_same_in_a_larger_clinic();
    void every_event_can_be_stored_and_is_signed_by_somebody_who_may();
    void nothing_happens_after_now_or_before_birth();
    void every_sign_is_possible_and_readable();
    void every_drug_has_its_indication();
    void nobody_gets_what_they_are_allergic_to_or_must_avoid();
    void the_ill_differ_from_the_well();
    void the_woman_in_bed_three_gets_worse();
    void the_man_on_scale_two_is_scored_on_scale_two();
    void the_ward_is_full_and_its_stays_are_going_on();
    void the_special_patients_are_there();
    void children_grow_and_are_vaccinated();
    void impossible_sizes_are_refused();
};

void ClinicTest::the_same_seed_and_now_give_the_same_people()
{
    QCOMPARE(digest(clinic(60)), digest(clinic(60)));
}

void ClinicTest::another_seed_gives_other_people()
{
    QVERIFY(digest(clinic(20, 7)) != digest(clinic(20, 8)));
    QVERIFY(clinic(20, 7).patientId(3) != clinic(20, 8).patientId(3));
}

void ClinicTest::a_person_is_the_same_in_a_larger_clinic()
{
    const auto small = clinic(30).patient(25);
    const auto large = clinic(900).patient(25);
    QCOMPARE(small.size(), large.size());
    for (size_t index = 0; index < small.size(); ++index)
        QCOMPARE(record::encodeEvent(small[index].event), record::encodeEvent(large[index].event));
}

void ClinicTest::every_event_can_be_stored_and_is_signed_by_somebody_who_may()
{
    const auto people = clinic(120);
    std::set<record::EventId> ids;
    for (int index = 0; index < people.size(); ++index) {
        qint64 before = std::numeric_limits<qint64>::min();
        for (const Authored& each : people.patient(index)) {
            QVERIFY(record::decodeEvent(record::encodeEvent(each.event)).has_value());
            QVERIFY(record::roleMaySign(each.author, each.event.body));
            QVERIFY(ids.insert(each.event.id).second);
            QCOMPARE(each.event.patient, people.patientId(index));
            QVERIFY(each.recordedMs >= before);
            before = each.recordedMs;
            for (const record::EventId& replaced : each.event.replaces)
                QVERIFY(ids.contains(replaced));
        }
    }
}

void ClinicTest::nothing_happens_after_now_or_before_birth()
{
    const auto people = clinic(300);
    for (int index = 0; index < people.size(); ++index) {
        const Chart chart = chartOf(people, index);
        const qint64 birth
            = chart.details().birthDate.earliest().startOfDay(Qt::UTC).toMSecsSinceEpoch() - 86'400'000;
        for (const Authored& each : people.patient(index)) {
            QVERIFY(each.recordedMs <= friday().utcMs());
            QVERIFY(each.event.occurred.utcMs() <= friday().utcMs());
            QVERIFY(each.event.occurred.utcMs() <= each.recordedMs
                || each.event.as<record::Immunisation>() != nullptr);
            QVERIFY(
                each.event.as<record::PatientDetails>() != nullptr || each.event.occurred.utcMs() >= birth);
        }
    }
}

void ClinicTest::every_sign_is_possible_and_readable()
{
    const auto people = clinic(300);
    qsizetype samples = 0;
    for (int index = 0; index < people.size(); ++index) {
        const auto read = vitals::VitalRecord::read(chartOf(people, index));
        QVERIFY2(read.unreadable().empty(),
            read.unreadable().empty() ? "" : qPrintable(read.unreadable().front().message()));
        for (const vitals::Sign sign : vitals::allSigns()) {
            for (const vitals::Sample& sample : read.samples(sign)) {
                const auto possible = vitals::Limits::builtIn().possible(sign);
                QVERIFY(!possible || possible->contains(sample.value));
                ++samples;
            }
        }
    }
    QVERIFY(samples > 3000);
}

void ClinicTest::every_drug_has_its_indication()
{
    const auto people = clinic(300);
    qsizetype drugs = 0;
    for (int index = 0; index < people.size(); ++index) {
        const Chart chart = chartOf(people, index);
        std::set<QString> conditions;
        for (const Entry* entry : chart.current<record::Condition>())
            conditions.insert(entry->as<record::Condition>()->code.label());
        for (const Entry* entry : chart.current<record::Medication>()) {
            const QString& reason = entry->as<record::Medication>()->reason;
            QVERIFY2(conditions.contains(reason),
                qPrintable(
                    QStringLiteral("%1 for %2").arg(entry->as<record::Medication>()->code.label(), reason)));
            ++drugs;
        }
    }
    QVERIFY(drugs > 150);
}

void ClinicTest::nobody_gets_what_they_are_allergic_to_or_must_avoid()
{
    const auto people = clinic(600);
    int allergic = 0;
    for (int index = 14; index < people.size(); ++index) {
        const Chart chart = chartOf(people, index);
        bool penicillin = false;
        for (const Entry* entry : record::recordedAllergies(chart))
            penicillin = penicillin || entry->as<record::Allergy>()->code.label().contains(u"penicillin");
        bool pregnant = false;
        for (const Entry* entry : chart.activeConditions())
            pregnant = pregnant || entry->as<record::Condition>()->code.label() == u"Pregnancy";
        allergic += penicillin ? 1 : 0;
        for (const Entry* entry : chart.current<record::Medication>()) {
            const auto* drug = entry->as<record::Medication>();
            QVERIFY(!penicillin || drug->code.label() != u"Amoxicillin");
            const bool begunLately = entry->event().occurred.utcMs() > friday().utcMs() - 100LL * 86'400'000;
            QVERIFY(!pregnant || !begunLately || drug->code.label() != u"Atorvastatin");
        }
    }
    QVERIFY(allergic > 10);
}

// What follows from a condition is seen in the numbers: the mean systolic of those with hypertension before
// drugs against the others of the same age, and HbA1c of diabetics over the reference.
void ClinicTest::the_ill_differ_from_the_well()
{
    const auto people = clinic(800);
    double illSum = 0;
    double wellSum = 0;
    int ill = 0;
    int well = 0;
    int highSugar = 0;
    int sugars = 0;
    for (int index = 14; index < people.size(); ++index) {
        const Chart chart = chartOf(people, index);
        const int age = chart.details().birthDate.yearsOn(QDate(2026, 11, 20)).value_or(0);
        std::set<QString> conditions;
        for (const Entry* entry : chart.activeConditions())
            conditions.insert(entry->as<record::Condition>()->code.coding.code);
        const auto read = vitals::VitalRecord::read(chart);
        const auto systolic = read.samples(vitals::Sign::SystolicPressure);
        if (age >= 45 && !systolic.empty()) {
            const bool hypertensive = conditions.contains(QStringLiteral("59621000"));
            (hypertensive ? illSum : wellSum) += systolic.front().value;
            ++(hypertensive ? ill : well);
        }
        for (const Entry* entry : chart.current<record::Observation>()) {
            const auto* observation = entry->as<record::Observation>();
            if (observation->code.coding.code != u"4548-4")
                continue;
            ++sugars;
            highSugar += observation->interpretation == u"H" ? 1 : 0;
        }
    }
    QVERIFY(ill > 30 && well > 30);
    QVERIFY2(illSum / ill > wellSum / well + 12,
        qPrintable(QStringLiteral("%1 against %2").arg(illSum / ill).arg(wellSum / well)));
    QVERIFY(sugars > 40);
    QVERIFY(highSugar * 10 > sugars * 8);
}

void ClinicTest::the_woman_in_bed_three_gets_worse()
{
    const Chart chart = chartOf(clinic(8), 0);
    const auto read = vitals::VitalRecord::read(chart);
    const qint64 now = friday().utcMs();
    const auto history = vitals::news2History(chart, read, now - 36LL * 3'600'000, now);
    QVERIFY(history.size() >= 10);
    QVERIFY2(history.front().total <= 2, qPrintable(QString::number(history.front().total)));
    QVERIFY2(history.back().total >= 14, qPrintable(QString::number(history.back().total)));
    QVERIFY(history.back().complete);
    for (size_t index = 3; index < history.size(); ++index)
        QVERIFY(history[index].total >= history[index - 3].total);
}

void ClinicTest::the_man_on_scale_two_is_scored_on_scale_two()
{
    const Chart chart = chartOf(clinic(8), 1);
    const auto score = scoreNow(chart);
    QCOMPARE(score.scale, std::optional(vitals::SpO2Scale::Scale2));
    QVERIFY(score.complete);
    QVERIFY(score.total <= 4); // 88 to 92 % is where he is meant to be
}

void ClinicTest::the_ward_is_full_and_its_stays_are_going_on()
{
    const auto people = clinic(8);
    std::set<QString> places;
    for (int index = 0; index < people.size(); ++index) {
        const Chart chart = chartOf(people, index);
        int stays = 0;
        for (const Entry* entry : chart.current<record::Encounter>()) {
            const auto* visit = entry->as<record::Encounter>();
            if (visit->encounterClass != u"IMP")
                continue;
            ++stays;
            QVERIFY(visit->end.isNull());
            places.insert(visit->location);
        }
        QCOMPARE(stays, 1);
        QVERIFY(vitals::VitalRecord::read(chart).latest(vitals::Sign::HeartRate, friday().utcMs())->atMs
            > friday().utcMs() - 7LL * 3'600'000);
    }
    QCOMPARE(places.size(), 8);
}

void ClinicTest::the_special_patients_are_there()
{
    const auto people = clinic(20);
    QCOMPARE(chartOf(people, 8).conflicts().size(), 1);
    QVERIFY(chartOf(people, 9).entries().empty());
    QVERIFY(chartOf(people, 10).details().displayName().size() > 70);
    record::PatientIndex index;
    record::RecordedEvent first;
    first.event = people.patient(11).front().event;
    first.author = physician;
    first.recorded = base::HybridTime(2);
    index.add(std::span<const record::RecordedEvent>(&first, 1), roster());
    QCOMPARE(record::likelyDuplicates(chartOf(people, 12).details(), index).size(), 1);
    const Chart corrected = chartOf(people, 13);
    int amended = 0;
    int retracted = 0;
    for (const Entry& entry : corrected.entries()) {
        retracted += entry.state == record::EntryState::Retracted ? 1 : 0;
        amended += entry.state == record::EntryState::Current && entry.isAmended()
                && entry.as<record::Observation>() != nullptr
            ? 1
            : 0;
    }
    QCOMPARE(amended, 1);
    QCOMPARE(retracted, 1);
}

void ClinicTest::children_grow_and_are_vaccinated()
{
    const auto people = clinic(300);
    int children = 0;
    for (int index = 14; index < people.size(); ++index) {
        const Chart chart = chartOf(people, index);
        const int age = chart.details().birthDate.yearsOn(QDate(2026, 11, 20)).value_or(99);
        if (age < 1 || age > 5)
            continue;
        ++children;
        QVERIFY(chart.current<record::Immunisation>().size() >= 8);
        const auto read = vitals::VitalRecord::read(chart);
        const auto heights = read.samples(vitals::Sign::Height);
        for (size_t next = 1; next < heights.size(); ++next)
            QVERIFY(heights[next].value >= heights[next - 1].value - 0.2);
    }
    QVERIFY(children > 10);
}

void ClinicTest::impossible_sizes_are_refused()
{
    QVERIFY(!demo::Clinic::plan({0, 1, friday()}).has_value());
    QVERIFY(!demo::Clinic::plan({1'000'001, 1, friday()}).has_value());
}

QTEST_GUILESS_MAIN(ClinicTest)
#include "tst_clinic.moc"
