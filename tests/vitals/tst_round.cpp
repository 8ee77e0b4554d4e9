// A round of observations as it is charted becomes events, and the chart reads them back as they were
// charted.

#include "vitals_chart.h"

#include <QtTest>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;

class TestRound : public QObject
{
    Q_OBJECT

private slots:
    void writesOneObservationASign();
    void writesPressureAsOnePanel();
    void readsBackWhatWasCharted();
    void keepsTheValueAsItWasTyped();
    void refusesWhatCantBeCharted_data();
    void refusesWhatCantBeCharted();
    void writesTheChoiceOfScale();
    void aChoiceOfScaleHoldsFromItsTimeOn();

private:
    static ChartedRound fullRound(const Ward& ward);
};

ChartedRound TestRound::fullRound(const Ward& ward)
{
    ChartedRound round = ward.round(morning);
    round.values = {
        {Sign::RespiratoryRate, {base::Decimal(18, 0), QStringLiteral("/min")}},
        {Sign::OxygenSaturation, {base::Decimal(94, 0), QStringLiteral("%")}},
        {Sign::SystolicPressure, {base::Decimal(122, 0), QStringLiteral("mm[Hg]")}},
        {Sign::DiastolicPressure, {base::Decimal(74, 0), QStringLiteral("mm[Hg]")}},
        {Sign::HeartRate, {base::Decimal(88, 0), QStringLiteral("/min")}},
        {Sign::Temperature, {base::Decimal(99.5, 1), QStringLiteral("[degF]")}},
        {Sign::PainScore, {base::Decimal(3, 0), QStringLiteral("{score}")}},
        {Sign::Weight, {base::Decimal(70.4, 1), QStringLiteral("kg")}},
    };
    round.consciousness = Consciousness::Voice;
    round.oxygen = OxygenDelivery{
        OxygenDelivery::Source::Oxygen, base::Decimal(2, 0), base::Decimal(28, 0), QStringLiteral("N")};
    round.encounter = record::EventId::random();
    round.method = QStringLiteral("monitor bed 3");
    return round;
}

void TestRound::writesOneObservationASign()
{
    const Ward ward;
    const ChartedRound round = fullRound(ward);

    const auto events = eventsOf(round);

    QVERIFY2(events, events ? "" : qPrintable(events.error().message()));
    QStringList codes;
    for (const record::Event& event : *events) {
        const auto* observation = event.as<record::Observation>();
        QVERIFY(observation != nullptr);
        codes.append(observation->code.coding.code);
        QCOMPARE(event.category, record::Category::Vitals);
        QCOMPARE(event.patient, ward.patient());
        QCOMPARE(event.occurred, round.at);
        QCOMPARE(observation->encounter, round.encounter);
        QCOMPARE(observation->method, round.method);
        QCOMPARE(observation->status, QStringLiteral("final"));
        QCOMPARE(observation->group, record::Observation::Group::Vital);
    }
    // In the order of the paper chart.
    QCOMPARE(codes,
        (QStringList{QStringLiteral("9279-1"), QStringLiteral("2708-6"), QStringLiteral("57485005"),
            QStringLiteral("85354-9"), QStringLiteral("8867-4"), QStringLiteral("67775-7"),
            QStringLiteral("8310-5"), QStringLiteral("72514-3"), QStringLiteral("29463-7")}));
}

void TestRound::writesPressureAsOnePanel()
{
    const Ward ward;
    ChartedRound round = ward.round(morning);
    round.values = {{Sign::SystolicPressure, {base::Decimal(122, 0), QStringLiteral("mm[Hg]")}},
        {Sign::DiastolicPressure, {base::Decimal(74, 0), QStringLiteral("mm[Hg]")}}};

    const auto events = eventsOf(round);

    QCOMPARE(events->size(), size_t{1});
    const auto& panel = *events->front().as<record::Observation>();
    QVERIFY(std::holds_alternative<std::monostate>(panel.value));
    QCOMPARE(panel.components.size(), size_t{2});
    QCOMPARE(panel.components[0].code.coding.code, record::loinc::systolic);
    QCOMPARE(panel.components[1].code.coding.code, record::loinc::diastolic);
    QCOMPARE(std::get<record::Quantity>(panel.components[1].value).value, base::Decimal(74, 0));
}

void TestRound::readsBackWhatWasCharted()
{
    Ward ward;
    const ChartedRound round = fullRound(ward);
    ward.chart(round);

    const VitalRecord record = ward.read();

    QVERIFY(record.unreadable().empty());
    for (const auto& [sign, entered] : round.values) {
        QCOMPARE(record.samples(sign).size(), size_t{1});
        const Sample& sample = record.samples(sign).front();
        QCOMPARE(sample.atMs, morning);
        QCOMPARE(sample.written.value, entered.value);
        QCOMPARE(sample.written.unit, entered.unit);
        QCOMPARE(sample.method, round.method);
        QCOMPARE(sample.encounter, round.encounter);
        QVERIFY(!sample.corrected && !sample.conflict);
    }
    QCOMPARE(record.samples(Sign::Temperature).front().value, 37.5);
    QCOMPARE(record.samples(Sign::Consciousness).front().consciousness(), Consciousness::Voice);
    const Sample& oxygen = record.samples(Sign::SupplementalOxygen).front();
    QCOMPARE(oxygen.value, 1.0);
    QCOMPARE(oxygen.oxygen, round.oxygen);
    QCOMPARE(record.samples(Sign::OxygenFlow).front().value, 2.0);
    QCOMPARE(record.samples(Sign::OxygenFraction).front().value, 28.0);
}

void TestRound::keepsTheValueAsItWasTyped()
{
    const Ward ward;
    ChartedRound round = ward.round(morning);
    round.values[Sign::Temperature] = {base::Decimal(98.60, 2), QStringLiteral("°F")};

    const auto events = eventsOf(round);

    const auto& quantity = std::get<record::Quantity>(events->front().as<record::Observation>()->value);
    QCOMPARE(quantity.value.toString(), QStringLiteral("98.60"));
    QCOMPARE(quantity.unit, QStringLiteral("[degF]")); // UCUM, whatever the spelling
}

void TestRound::refusesWhatCantBeCharted_data()
{
    QTest::addColumn<ChartedRound>("round");
    const Ward ward;
    const ChartedRound good = fullRound(ward);
    const auto with = [&good](const auto& change) {
        ChartedRound round = good;
        change(round);
        return round;
    };
    QTest::newRow("nothing") << ward.round(morning);
    QTest::newRow("no patient") << with([](ChartedRound& round) { round.patient = {}; });
    QTest::newRow("no time") << with([](ChartedRound& round) { round.at = {}; });
    QTest::newRow("an impossible pulse")
        << with([](ChartedRound& round) { round.values[Sign::HeartRate].value = base::Decimal(880, 0); });
    QTest::newRow("no unit") << with(
        [](ChartedRound& round) { round.values[Sign::Temperature].unit.clear(); });
    QTest::newRow("another sign's unit")
        << with([](ChartedRound& round) { round.values[Sign::Temperature].unit = QStringLiteral("kg"); });
    QTest::newRow("swapped pressures") << with([](ChartedRound& round) {
        std::swap(round.values[Sign::SystolicPressure], round.values[Sign::DiastolicPressure]);
    });
    QTest::newRow("pressures swapped across units") << with([](ChartedRound& round) {
        round.values[Sign::SystolicPressure] = {base::Decimal(9.0, 1), QStringLiteral("kPa")};
    });
    QTest::newRow("a level as a number") << with([](ChartedRound& round) {
        round.values[Sign::Consciousness] = {base::Decimal(1, 0), {}};
    });
    QTest::newRow("flow beside the oxygen") << with([](ChartedRound& round) {
        round.values[Sign::OxygenFlow] = {base::Decimal(2, 0), QStringLiteral("L/min")};
    });
    QTest::newRow("air with a flow") << with(
        [](ChartedRound& round) { round.oxygen->source = OxygenDelivery::Source::Air; });
    QTest::newRow("a fraction below air")
        << with([](ChartedRound& round) { round.oxygen->fractionPercent = base::Decimal(15, 0); });
    QTest::newRow("an impossible flow")
        << with([](ChartedRound& round) { round.oxygen->flowLPerMin = base::Decimal(200, 0); });
}

void TestRound::refusesWhatCantBeCharted()
{
    QFETCH(ChartedRound, round);
    const auto events = eventsOf(round);
    QVERIFY(!events);
    QCOMPARE(events.error().code, base::ErrorCode::InvalidInput);
    QVERIFY(!events.error().what.isEmpty());
}

void TestRound::writesTheChoiceOfScale()
{
    const Ward ward;
    const record::Event event
        = scaleChoice(ward.patient(), SpO2Scale::Scale2, at(morning), QStringLiteral("COPD, CO2 retention"));
    QCOMPARE(scaleChosenIn(event), std::optional(SpO2Scale::Scale2));
    QCOMPARE(event.as<record::Observation>()->note, QStringLiteral("COPD, CO2 retention"));
    QVERIFY(!scaleChosenIn(eventsOf(fullRound(ward))->front()));
}

void TestRound::aChoiceOfScaleHoldsFromItsTimeOn()
{
    Ward ward;
    const auto choose = [&ward](SpO2Scale scale, qint64 ms) {
        return ward.add(scaleChoice(ward.patient(), scale, at(ms), QStringLiteral("reason")));
    };
    choose(SpO2Scale::Scale1, morning + 5 * hour);
    const record::EventId chosen = choose(SpO2Scale::Scale2, morning);

    VitalRecord record = ward.read();
    QCOMPARE(record.scaleAt(morning - 1), SpO2Scale::Scale1);
    QCOMPARE(record.scaleAt(morning), SpO2Scale::Scale2);
    QCOMPARE(record.scaleAt(morning + 5 * hour), SpO2Scale::Scale1);

    // Taking the choice back undoes it.
    ward.add(record::amend(*ward.chart().find(chosen), record::Retraction{QStringLiteral("wrong patient")}));
    QCOMPARE(ward.read().scaleAt(morning), SpO2Scale::Scale1);
}

QTEST_APPLESS_MAIN(TestRound)
#include "tst_round.moc"
