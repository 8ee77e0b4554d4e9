// Reading charts that were written elsewhere: every accepted code and unit, and an honest list of what can't
// be read.

#include "vitals_chart.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;
using Reason = Unreadable::Reason;

class TestVitalRecord : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatDocumentsHold_data();
    void readsWhatDocumentsHold();
    void readsPressureOfEitherPanel();
    void readsOxygenOutOfASaturation();
    void readsAFlowOfNothingAsAir();
    void readsAnswersInWords_data();
    void readsAnswersInWords();
    void saysWhatItCantRead_data();
    void saysWhatItCantRead();
    void saysWhyADocumentHasNoTime();
    void leavesOutWhatWasCancelled();
    void passesOverWhatIsNoVitalSign();
    void showsACorrectedValueOnce();
    void showsBothSidesOfAConflict();
    void forgetsWhatWasRetracted();
    void isTheSameWhateverTheOrderOfArrival();
    void findsTheLatestAtAnInstant();
    void gathersSetsOfObservations();
};

void TestVitalRecord::readsWhatDocumentsHold_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<Sign>("sign");
    QTest::addColumn<double>("expected");
    const auto row = [](const char* name, const char* code, double value, const char* unit, Sign sign,
                         double out) {
        QTest::newRow(name) << QString::fromLatin1(code) << value << QString::fromUtf8(unit) << sign << out;
    };
    row("HL7's heart rate", "8867-4", 44, "/min", Sign::HeartRate, 44);
    row("a pulse as a monitor writes it", "8889-8", 61, "bpm", Sign::HeartRate, 61);
    row("HL7's respiratory rate", "9279-1", 26, "/min", Sign::RespiratoryRate, 26);
    row("HL7's saturation", "2708-6", 95, "%", Sign::OxygenSaturation, 95);
    row("Synthea's oral temperature", "8331-1", 37.2, "Cel", Sign::Temperature, 37.2);
    row("a temperature in Fahrenheit", "8310-5", 98.6, "[degF]", Sign::Temperature, 37);
    row("HL7's weight in pounds", "29463-7", 185, "[lb_av]", Sign::Weight, 83.914588450);
    row("HL7's height in inches", "8302-2", 66.9, "[in_i]", Sign::Height, 169.926);
    row("Synthea's pain", "72514-3", 3, "{score}", Sign::PainScore, 3);
    row("HL7's Glasgow", "9269-2", 13, "{score}", Sign::GlasgowComaScale, 13);
    row("Glasgow without a unit", "9269-2", 13, "", Sign::GlasgowComaScale, 13);
    row("HL7's glucose", "15074-8", 6.3, "mmol/L", Sign::Glucose, 6.3);
    row("glucose in mg/dL", "41653-7", 90, "mg/dL", Sign::Glucose, 4.995670419);
    row("a heart that stands still", "8867-4", 0, "/min", Sign::HeartRate, 0);
}

void TestVitalRecord::readsWhatDocumentsHold()
{
    QFETCH(QString, code);
    QFETCH(double, value);
    QFETCH(QString, unit);
    QFETCH(Sign, sign);
    QFETCH(double, expected);
    Ward ward;
    ward.observe(morning, record::Concept::loinc(code, {}), quantity(value, unit, 1));

    const VitalRecord record = ward.read();

    QVERIFY2(record.unreadable().empty(),
        record.unreadable().empty() ? "" : qPrintable(record.unreadable().front().message()));
    QCOMPARE(record.samples(sign).size(), size_t{1});
    QVERIFY(std::abs(record.samples(sign).front().value - expected) < 1e-8);
    QCOMPARE(record.samples(sign).front().written.unit, unit);
}

void TestVitalRecord::readsPressureOfEitherPanel()
{
    Ward ward;
    const std::vector<record::Component> parts{{loinc("8480-6"), quantity(131, QStringLiteral("mm[Hg]")), {}},
        {loinc("8462-4"), quantity(82, QStringLiteral("mmHg")), {}}};
    ward.observe(morning, loinc("55284-4"), {}, parts); // Synthea
    ward.observe(morning + hour, loinc("85354-9"), {}, parts);

    const VitalRecord record = ward.read();

    QVERIFY(record.unreadable().empty());
    QCOMPARE(record.samples(Sign::SystolicPressure).size(), size_t{2});
    QCOMPARE(record.samples(Sign::DiastolicPressure)[1].value, 82.0);
    QCOMPARE(
        record.samples(Sign::SystolicPressure)[1].event, record.samples(Sign::DiastolicPressure)[1].event);
}

void TestVitalRecord::readsOxygenOutOfASaturation()
{
    // US Core's pulse oximetry: flow and concentration are components of the saturation.
    Ward ward;
    ward.observe(morning, loinc("59408-5"), quantity(92, QStringLiteral("%")),
        {{loinc("3151-8"), quantity(6, QStringLiteral("L/min")), {}},
            {loinc("3150-6"), quantity(40, QStringLiteral("%")), {}}});

    const VitalRecord record = ward.read();

    QCOMPARE(record.samples(Sign::OxygenSaturation).front().value, 92.0);
    const Sample& oxygen = record.samples(Sign::SupplementalOxygen).front();
    QCOMPARE(oxygen.oxygen->source, OxygenDelivery::Source::Oxygen);
    QCOMPARE(oxygen.oxygen->flowLPerMin, std::optional(base::Decimal(6, 0)));
    QCOMPARE(oxygen.oxygen->fractionPercent, std::optional(base::Decimal(40, 0)));
}

void TestVitalRecord::readsAFlowOfNothingAsAir()
{
    Ward ward;
    ward.observe(morning, loinc("3151-8"), quantity(0, QStringLiteral("L/min")));
    ward.observe(morning + hour, loinc("3150-6"), quantity(21, QStringLiteral("%")));
    ward.observe(morning + 2 * hour, loinc("3150-6"), quantity(22, QStringLiteral("%")));

    const VitalRecord record = ward.read();

    const auto oxygen = record.samples(Sign::SupplementalOxygen);
    QCOMPARE(oxygen.size(), size_t{3});
    QCOMPARE(oxygen[0].value, 0.0);
    QCOMPARE(oxygen[1].value, 0.0);
    QCOMPARE(oxygen[2].value, 1.0);
}

void TestVitalRecord::readsAnswersInWords_data()
{
    QTest::addColumn<record::Value>("answer");
    QTest::addColumn<Consciousness>("level");
    QTest::newRow("SNOMED") << record::Value(snomed("300202002")) << Consciousness::Voice;
    QTest::newRow("another code's words") << record::Value(record::Concept{
        {record::code_system::loinc, QStringLiteral("LA9340-6"), QStringLiteral("Alert")}, {}})
                                          << Consciousness::Alert;
    QTest::newRow("text") << record::Value(QStringLiteral(" Responds to pain ")) << Consciousness::Pain;
    QTest::newRow("a letter") << record::Value(QStringLiteral("U")) << Consciousness::Unresponsive;
    QTest::newRow("confusion") << record::Value(snomed("130987000", "Acute confusion"))
                               << Consciousness::NewConfusion;
}

void TestVitalRecord::readsAnswersInWords()
{
    QFETCH(record::Value, answer);
    QFETCH(Consciousness, level);
    Ward ward;
    ward.observe(morning, loinc("67775-7"), answer);
    const VitalRecord record = ward.read();
    QCOMPARE(record.samples(Sign::Consciousness).size(), size_t{1});
    QCOMPARE(record.samples(Sign::Consciousness).front().consciousness(), level);
}

void TestVitalRecord::saysWhatItCantRead_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<record::Value>("value");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char* name, const char* code, const record::Value& value, Reason reason,
                         const QString& detail) {
        QTest::newRow(name) << QString::fromLatin1(code) << value << reason << detail;
    };
    row("no unit", "8310-5", quantity(37, {}), Reason::UnknownUnit, {});
    row("another sign's unit", "8310-5", quantity(37, QStringLiteral("mm[Hg]")), Reason::UnknownUnit,
        QStringLiteral("mm[Hg]"));
    row("an invented unit", "8867-4", quantity(70, QStringLiteral("thumps")), Reason::UnknownUnit,
        QStringLiteral("thumps"));
    row("words", "8867-4", record::Value(QStringLiteral("regular")), Reason::NotANumber,
        QStringLiteral("regular"));
    row("a code", "8867-4", record::Value(snomed("1", "Bounding")), Reason::NotANumber,
        QStringLiteral("Bounding"));
    row("below what was measured", "2708-6",
        record::Value(record::Quantity{base::Decimal(70, 0), QStringLiteral("%"), QStringLiteral("<")}),
        Reason::Comparator, QStringLiteral("<70"));
    row("not in a living body", "8310-5", quantity(370, QStringLiteral("Cel")), Reason::NotPossible,
        QStringLiteral("370 Cel"));
    row("Fahrenheit called Celsius", "8310-5", quantity(98.6, QStringLiteral("Cel"), 1), Reason::NotPossible,
        QStringLiteral("98.6 Cel"));
    row("another scale's answer", "67775-7", record::Value(QStringLiteral("drowsy")), Reason::UnknownAnswer,
        QStringLiteral("drowsy"));
    row("a number for a level", "67775-7", quantity(3, {}), Reason::UnknownAnswer, {});
    row("no value", "8867-4", record::Value(), Reason::NoValue, {});
}

void TestVitalRecord::saysWhatItCantRead()
{
    QFETCH(QString, code);
    QFETCH(record::Value, value);
    QFETCH(Reason, reason);
    QFETCH(QString, detail);
    Ward ward;
    ward.observe(morning, record::Concept::loinc(code, {}), value);

    const VitalRecord record = ward.read();

    QVERIFY(record.isEmpty());
    QCOMPARE(record.unreadable().size(), size_t{1});
    const Unreadable& one = record.unreadable().front();
    QCOMPARE(one.reason, reason);
    QCOMPARE(one.detail, detail);
    QCOMPARE(one.event, ward.events().back().event.id);
    QVERIFY(one.message().startsWith(definition(one.sign).label));
}

void TestVitalRecord::saysWhyADocumentHasNoTime()
{
    Ward ward;
    ward.observe(morning, loinc("8867-4"), quantity(70, QStringLiteral("/min")));
    ward.events().back().event.occurred = {};
    const VitalRecord record = ward.read();
    QCOMPARE(record.unreadable().front().reason, Reason::UnknownTime);
}

void TestVitalRecord::leavesOutWhatWasCancelled()
{
    Ward ward;
    for (const char* status : {"cancelled", "entered-in-error", "preliminary", "amended"}) {
        ward.observe(morning, loinc("8867-4"), quantity(70, QStringLiteral("/min")));
        std::get<record::Observation>(ward.events().back().event.body).status = QString::fromLatin1(status);
    }
    const VitalRecord record = ward.read();
    QCOMPARE(record.samples(Sign::HeartRate).size(), size_t{2});
    QCOMPARE(record.unreadable().size(), size_t{2});
    QCOMPARE(record.unreadable().front().reason, Reason::NotFinal);
}

void TestVitalRecord::passesOverWhatIsNoVitalSign()
{
    Ward ward;
    ward.observe(morning, loinc("718-7"), quantity(13, QStringLiteral("g/dL")));
    ward.observe(morning, loinc("85353-1"), {}); // a panel of everything
    ward.observe(morning, {{QStringLiteral("urn:other"), QStringLiteral("8867-4"), {}}, {}},
        quantity(70, QStringLiteral("/min"))); // LOINC's number in another system
    const VitalRecord record = ward.read();
    QVERIFY(record.isEmpty());
    QVERIFY(record.unreadable().empty());
}

void TestVitalRecord::showsACorrectedValueOnce()
{
    Ward ward;
    ward.enter(morning, Sign::HeartRate, 27);
    const record::EventId first = ward.events().back().event.id;
    record::Observation right = *ward.events().back().event.as<record::Observation>();
    right.value = quantity(72, QStringLiteral("/min"));
    ward.add(record::amend(*ward.chart().find(first), right));

    const auto samples = ward.read();

    QCOMPARE(samples.samples(Sign::HeartRate).size(), size_t{1});
    QCOMPARE(samples.samples(Sign::HeartRate).front().value, 72.0);
    QVERIFY(samples.samples(Sign::HeartRate).front().corrected);
    QCOMPARE(samples.samples(Sign::HeartRate).front().root, first);
}

void TestVitalRecord::showsBothSidesOfAConflict()
{
    Ward ward;
    ward.enter(morning, Sign::HeartRate, 27);
    const record::Entry entry = ward.chart().entries().front();
    record::Observation right = *entry.as<record::Observation>();
    for (const double value : {72.0, 172.0}) { // two amendments that did not know of each other
        right.value = quantity(value, QStringLiteral("/min"));
        ward.add(record::amend(entry, right));
    }

    const VitalRecord record = ward.read();

    const auto samples = record.samples(Sign::HeartRate);
    QCOMPARE(samples.size(), size_t{2});
    QVERIFY(samples[0].conflict && samples[1].conflict);
    QCOMPARE(samples[0].root, samples[1].root);
    QCOMPARE(samples[0].value + samples[1].value, 244.0);
}

void TestVitalRecord::forgetsWhatWasRetracted()
{
    Ward ward;
    ward.enter(morning, Sign::HeartRate, 72);
    const record::Entry entry = ward.chart().entries().front();
    ward.add(record::amend(entry, record::Retraction{QStringLiteral("wrong patient")}));
    QVERIFY(ward.read().isEmpty());
    QVERIFY(ward.read().unreadable().empty());
}

void TestVitalRecord::isTheSameWhateverTheOrderOfArrival()
{
    Ward ward;
    for (int i = 0; i < 12; ++i)
        ward.chartSet(morning + i % 5 * hour, {.rate = 12 + i, .saturation = 90 + i % 8});
    const VitalRecord ordered = ward.read();
    QVERIFY(rc::check("order of arrival", [&ward, &ordered] {
        const auto seed = *rc::gen::arbitrary<quint32>();
        std::shuffle(ward.events().begin(), ward.events().end(), std::minstd_rand(seed | 1));
        const VitalRecord record = ward.read();
        for (const Sign sign : allSigns()) {
            RC_ASSERT(std::ranges::equal(
                record.samples(sign), ordered.samples(sign), {}, &Sample::event, &Sample::event));
        }
    }));
}

void TestVitalRecord::findsTheLatestAtAnInstant()
{
    Ward ward;
    ward.enter(morning + 2 * hour, Sign::HeartRate, 80);
    ward.enter(morning, Sign::HeartRate, 70);
    const VitalRecord record = ward.read();
    QVERIFY(record.latest(Sign::HeartRate, morning - 1) == nullptr);
    QCOMPARE(record.latest(Sign::HeartRate, morning)->value, 70.0);
    QCOMPARE(record.latest(Sign::HeartRate, morning + 2 * hour - 1)->value, 70.0);
    QCOMPARE(record.latest(Sign::HeartRate, morning + day)->value, 80.0);
    QVERIFY(record.latest(Sign::Weight, morning + day) == nullptr);
}

void TestVitalRecord::gathersSetsOfObservations()
{
    Ward ward;
    ward.enter(morning, Sign::HeartRate, 70);
    ward.enter(morning + 4 * minute, Sign::Temperature, 37);
    ward.enter(morning + 9 * minute, Sign::RespiratoryRate, 16);
    ward.enter(morning + 10 * minute, Sign::HeartRate, 71);
    ward.enter(morning + 30 * minute, Sign::Weight, 70); // asked for by nobody
    const std::array signs{Sign::RespiratoryRate, Sign::HeartRate, Sign::Temperature};
    QCOMPARE(ward.read().rounds(signs), (std::vector<qint64>{morning + 9 * minute, morning + 10 * minute}));
}

QTEST_APPLESS_MAIN(TestVitalRecord)
#include "tst_vital_record.moc"
