// The catalogue of signs: order, codes, units and the conversions between them.

#include "vitals/vital_sign.h"

#include <cmath>
#include <QtTest>
#include <rapidcheck.h>
#include <set>

using namespace twinward::vitals;

class TestVitalSign : public QObject
{
    Q_OBJECT

private slots:
    void comesInTheOrderOfThePaperChart();
    void knowsEverySignByItsKey();
    void acceptsTheCodesDocumentsUse_data();
    void acceptsTheCodesDocumentsUse();
    void knowsNoOtherCode();
    void convertsUnits_data();
    void convertsUnits();
    void neverGuessesAUnit();
    void comesBackFromEveryUnit();
    void keepsTheDecimalsOfAConvertedValue();
    void namesTheLevelsOfConsciousness();
};

void TestVitalSign::comesInTheOrderOfThePaperChart()
{
    const std::vector<Sign> first(allSigns().begin(), allSigns().begin() + 3);
    QCOMPARE(first, (std::vector{Sign::RespiratoryRate, Sign::OxygenSaturation, Sign::SupplementalOxygen}));
    QCOMPARE(allSigns().size(), size_t{signCount});
    QVERIFY(std::ranges::is_sorted(allSigns()));
}

void TestVitalSign::knowsEverySignByItsKey()
{
    std::set<QString> keys;
    for (const Sign sign : allSigns()) {
        const SignDefinition& found = definition(sign);
        QCOMPARE(found.sign, sign);
        QCOMPARE(signFromKey(found.key), std::optional(sign));
        QVERIFY(!found.label.isEmpty() && !found.shortLabel.isEmpty());
        QVERIFY(keys.insert(found.key).second);
        for (const QString& unit : found.entryUnits)
            QVERIFY2(convert(sign, 10, found.unit, unit), qPrintable(found.key + unit));
        for (const QString& spelling : found.spellings.keys())
            QVERIFY2(
                convert(sign, 10, spelling, found.unit), qPrintable(found.key + QLatin1Char(' ') + spelling));
    }
    QVERIFY(!signFromKey(u"shoeSize"));
}

void TestVitalSign::acceptsTheCodesDocumentsUse_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<Sign>("sign");
    QTest::newRow("saturation") << QStringLiteral("2708-6") << Sign::OxygenSaturation;
    QTest::newRow("saturation by pulse oximetry") << QStringLiteral("59408-5") << Sign::OxygenSaturation;
    QTest::newRow("oral temperature") << QStringLiteral("8331-1") << Sign::Temperature;
    QTest::newRow("body length") << QStringLiteral("8306-3") << Sign::Height;
    QTest::newRow("measured weight") << QStringLiteral("3141-9") << Sign::Weight;
    QTest::newRow("glucose in mg/dL") << QStringLiteral("41653-7") << Sign::Glucose;
    QTest::newRow("pain") << QStringLiteral("72514-3") << Sign::PainScore;
    QTest::newRow("pulse by oximeter") << QStringLiteral("8889-8") << Sign::HeartRate;
    for (const Sign sign : allSigns()) {
        if (!definition(sign).loinc.isEmpty())
            QTest::newRow(qPrintable(definition(sign).key)) << definition(sign).loinc << sign;
    }
}

void TestVitalSign::acceptsTheCodesDocumentsUse()
{
    QFETCH(QString, code);
    QFETCH(Sign, sign);
    QCOMPARE(signFromLoinc(code), std::optional(sign));
}

void TestVitalSign::knowsNoOtherCode()
{
    QVERIFY(!signFromLoinc(u"2345-7")); // glucose in serum is not a bedside value
    QVERIFY(!signFromLoinc(u"9192-6")); // urine in 24 hours is not the volume of one measurement
    QVERIFY(!signFromLoinc(u"85354-9")); // a panel has no value
    QVERIFY(!signFromLoinc(u""));
}

void TestVitalSign::convertsUnits_data()
{
    QTest::addColumn<Sign>("sign");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<double>("expected");
    const auto row = [](const char* name, Sign sign, double value, const char* from, const char* to,
                         double expected) {
        QTest::newRow(name) << sign << value << QString::fromUtf8(from) << QString::fromUtf8(to) << expected;
    };
    row("fever in Fahrenheit", Sign::Temperature, 100.4, "[degF]", "Cel", 38.0);
    row("written degrees", Sign::Temperature, 37.0, "°C", "Cel", 37.0);
    row("pressure in kPa", Sign::SystolicPressure, 16.0, "kPa", "mm[Hg]", 120.00986);
    row("pressure spelt out", Sign::DiastolicPressure, 80, "mmHg", "mm[Hg]", 80);
    row("pounds", Sign::Weight, 185, "lbs", "kg", 83.914588);
    row("inches", Sign::Height, 66.9, "in", "cm", 169.926);
    row("grams", Sign::Weight, 3250, "g", "kg", 3.25);
    row("glucose to mg/dL", Sign::Glucose, 6.3, "mmol/L", "mg/dL", 113.49828);
    row("glucose to mmol/L", Sign::Glucose, 180.156, "mg/dl", "mmol/l", 10);
    row("beats", Sign::HeartRate, 72, "beats/minute", "/min", 72);
    row("saturation as a fraction", Sign::OxygenSaturation, 0.97, "1", "%", 97);
    row("litres of urine", Sign::UrineOutput, 1.2, "L", "mL", 1200);
}

void TestVitalSign::convertsUnits()
{
    QFETCH(Sign, sign);
    QFETCH(double, value);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(double, expected);
    const auto converted = convert(sign, value, from, to);
    QVERIFY(converted.has_value());
    QVERIFY2(std::abs(*converted - expected) < 1e-4, qPrintable(QString::number(*converted, 'g', 12)));
}

void TestVitalSign::neverGuessesAUnit()
{
    QVERIFY(!convert(Sign::Temperature, 37, u"", u"Cel"));
    QVERIFY(!convert(Sign::Temperature, 37, u"kg", u"Cel"));
    QVERIFY(!convert(Sign::Temperature, 37, u"kg", u"kg")); // the same unit, but not one of a temperature
    QVERIFY(!convert(Sign::HeartRate, 72, u"Hz", u"/min"));
    QVERIFY(!convert(Sign::Glucose, 5, u"g/L", u"mmol/L"));
    QVERIFY(!convert(Sign::Consciousness, 1, u"", u""));
    // A score has no unit to write: there alone an empty one is right.
    QCOMPARE(convert(Sign::PainScore, 4, u"", u"{score}"), std::optional(4.0));
}

void TestVitalSign::comesBackFromEveryUnit()
{
    QVERIFY(rc::check("conversion there and back", [] {
        const Sign sign = *rc::gen::elementOf(std::vector(allSigns().begin(), allSigns().end()));
        const SignDefinition& found = definition(sign);
        RC_PRE(found.isNumber);
        const QString unit
            = *rc::gen::elementOf(std::vector(found.entryUnits.begin(), found.entryUnits.end()));
        const double value = *rc::gen::inRange(0, 30000) / 100.0;
        const auto there = convert(sign, value, found.unit, unit);
        RC_ASSERT(there.has_value());
        const auto back = convert(sign, *there, unit, found.unit);
        RC_ASSERT(back.has_value());
        RC_ASSERT(std::abs(*back - value) < 1e-9);
    }));
}

void TestVitalSign::keepsTheDecimalsOfAConvertedValue()
{
    QCOMPARE(decimalsIn(Sign::Temperature, u"Cel"), 1);
    QCOMPARE(decimalsIn(Sign::Temperature, u"[degF]"), 1);
    QCOMPARE(decimalsIn(Sign::SystolicPressure, u"mm[Hg]"), 0);
    QCOMPARE(decimalsIn(Sign::SystolicPressure, u"kPa"), 1);
    QCOMPARE(decimalsIn(Sign::Glucose, u"mg/dL"), 0);
    QCOMPARE(decimalsIn(Sign::Weight, u"[lb_av]"), 1);
    QCOMPARE(decimalsIn(Sign::Height, u"[in_i]"), 1);
}

void TestVitalSign::namesTheLevelsOfConsciousness()
{
    QString letters;
    for (const auto level : {Consciousness::Alert, Consciousness::NewConfusion, Consciousness::Voice,
             Consciousness::Pain, Consciousness::Unresponsive}) {
        letters += consciousnessKey(level);
        QCOMPARE(consciousnessFromKey(consciousnessKey(level)), std::optional(level));
    }
    QCOMPARE(letters, QStringLiteral("ACVPU"));
    QVERIFY(!consciousnessFromKey(u"X"));
}

QTEST_APPLESS_MAIN(TestVitalSign)
#include "tst_vital_sign.moc"
