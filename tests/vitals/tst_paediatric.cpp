// A child's values against the ranges of their age: every edge of every band from both sides.

#include "vitals/limits.h"
#include "vitals/paediatric.h"
#include "vitals_chart.h"

#include <QtTest>

using namespace twinward::vitals;
using namespace twinward::vitals::test;
using Place = AgeFinding::Place;

class TestPaediatric : public QObject
{
    Q_OBJECT

private slots:
    void givesThePublishedCentiles_data();
    void givesThePublishedCentiles();
    void holdsAtEveryEdge();
    void fallsWithAge();
    void followsTheRuleForPressure();
    void saysWhatLiesOutside();
    void saysWhatIsMissing();
    void isSilentForAdultsAndUnknownAges();
    void agreesWithTheLimitsOfTheForm();
};

void TestPaediatric::givesThePublishedCentiles_data()
{
    QTest::addColumn<Sign>("sign");
    QTest::addColumn<int>("months");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("median");
    QTest::addColumn<double>("high");
    // Fleming et al. 2011: first, middle and last rows.
    QTest::newRow("rate, 0 months") << Sign::RespiratoryRate << 0 << 25.0 << 43.0 << 66.0;
    QTest::newRow("rate, 2 months") << Sign::RespiratoryRate << 2 << 25.0 << 43.0 << 66.0;
    QTest::newRow("rate, 3 months") << Sign::RespiratoryRate << 3 << 24.0 << 41.0 << 64.0;
    QTest::newRow("rate, 2 years") << Sign::RespiratoryRate << 24 << 18.0 << 28.0 << 38.0;
    QTest::newRow("rate, 17 years") << Sign::RespiratoryRate << 215 << 11.0 << 16.0 << 22.0;
    QTest::newRow("pulse, 0 months") << Sign::HeartRate << 0 << 107.0 << 143.0 << 181.0;
    QTest::newRow("pulse, 12 months") << Sign::HeartRate << 12 << 88.0 << 123.0 << 156.0;
    QTest::newRow("pulse, 5 years") << Sign::HeartRate << 60 << 65.0 << 98.0 << 131.0;
    QTest::newRow("pulse, 15 years") << Sign::HeartRate << 180 << 43.0 << 73.0 << 104.0;
}

void TestPaediatric::givesThePublishedCentiles()
{
    QFETCH(Sign, sign);
    QFETCH(int, months);
    QFETCH(double, low);
    QFETCH(double, median);
    QFETCH(double, high);
    const auto band = PaediatricRanges::builtIn().band(sign, months);
    QVERIFY(band.has_value());
    QCOMPARE(band->low, std::optional(low));
    QCOMPARE(band->median, std::optional(median));
    QCOMPARE(band->high, std::optional(high));
    QVERIFY(!PaediatricRanges::builtIn().sourceOf(sign).isEmpty());
}

void TestPaediatric::holdsAtEveryEdge()
{
    const PaediatricRanges& ranges = PaediatricRanges::builtIn();
    for (const Sign sign : {Sign::RespiratoryRate, Sign::SystolicPressure, Sign::HeartRate}) {
        for (int months = 0; months < 216; ++months) {
            const AgeBand band = *ranges.band(sign, months);
            QVERIFY(months >= band.fromMonths && months < band.toMonths);
            QCOMPARE(ranges.place(band, *band.low), Place::Normal);
            QCOMPARE(ranges.place(band, *band.low - 1), Place::Below);
            if (band.high) {
                QCOMPARE(ranges.place(band, *band.high), Place::Normal);
                QCOMPARE(ranges.place(band, *band.high + 1), Place::Above);
            }
        }
    }
}

void TestPaediatric::fallsWithAge()
{
    for (const Sign sign : {Sign::RespiratoryRate, Sign::HeartRate}) {
        for (int months = 1; months < 216; ++months) {
            const AgeBand younger = *PaediatricRanges::builtIn().band(sign, months - 1);
            const AgeBand older = *PaediatricRanges::builtIn().band(sign, months);
            QVERIFY(*older.low <= *younger.low && *older.median <= *younger.median
                && *older.high <= *younger.high);
        }
    }
}

void TestPaediatric::followsTheRuleForPressure()
{
    const auto low
        = [](int months) { return PaediatricRanges::builtIn().band(Sign::SystolicPressure, months)->low; };
    QCOMPARE(low(0), std::optional(60.0));
    QCOMPARE(low(1), std::optional(70.0));
    QCOMPARE(low(11), std::optional(70.0));
    for (int years = 1; years < 10; ++years)
        QCOMPARE(low(years * 12 + 5), std::optional(70.0 + 2 * years));
    QCOMPARE(low(120), std::optional(90.0));
    QVERIFY(
        !PaediatricRanges::builtIn().band(Sign::SystolicPressure, 120)->high); // PALS gives no upper limit
}

void TestPaediatric::saysWhatLiesOutside()
{
    Ward ward(2023);
    ward.enter(morning, Sign::RespiratoryRate, 44);
    ward.enter(morning, Sign::HeartRate, 110);
    ward.enter(morning, Sign::SystolicPressure, 70);
    const PatientFactors child = factorsAt(ward.chart(), morning + hour);
    QCOMPARE(child.ageMonths, std::optional(3 * 12 + 10));

    const auto findings = PaediatricRanges::builtIn().assess(ward.read(), child, morning + hour);

    QCOMPARE(findings.size(), size_t{3});
    QCOMPARE(findings[0].sign, Sign::RespiratoryRate);
    QCOMPARE(findings[0].place, Place::Above);
    QCOMPARE(findings[0].band.label, QStringLiteral("3 to 4 years"));
    QCOMPARE(findings[0].ageMinutes, std::optional<qint64>(60));
    QCOMPARE(findings[1].sign, Sign::SystolicPressure);
    QCOMPARE(findings[1].place, Place::Below);
    QCOMPARE(findings[2].place, Place::Normal);
    QCOMPARE(findings[2].value, std::optional(110.0));
}

void TestPaediatric::saysWhatIsMissing()
{
    const auto findings = PaediatricRanges::builtIn().assess(Ward(2023).read(), {.ageMonths = 40}, morning);
    QCOMPARE(findings.size(), size_t{3});
    for (const AgeFinding& finding : findings) {
        QCOMPARE(finding.place, Place::Missing);
        QVERIFY(!finding.value);
    }
}

void TestPaediatric::isSilentForAdultsAndUnknownAges()
{
    Ward ward;
    ward.chartSet(morning, {});
    QVERIFY(PaediatricRanges::builtIn().assess(ward.read(), {.ageMonths = 216}, morning).empty());
    QVERIFY(PaediatricRanges::builtIn().assess(ward.read(), {}, morning).empty());
    QVERIFY(!PaediatricRanges::builtIn().band(Sign::Temperature, 12));
}

void TestPaediatric::agreesWithTheLimitsOfTheForm()
{
    // The form warns by the same centiles up to 16 years, where the adult's ranges begin; in the first three
    // months its pulse reaches down to the 90 of the day of birth.
    for (const Sign sign : {Sign::RespiratoryRate, Sign::HeartRate}) {
        for (int months = 3; months < 192; ++months) {
            const AgeBand band = *PaediatricRanges::builtIn().band(sign, months);
            const Range usual = *Limits::builtIn().usual(sign, months);
            QCOMPARE(usual, (Range{*band.low, *band.high}));
        }
    }
}

QTEST_APPLESS_MAIN(TestPaediatric)
#include "tst_paediatric.moc"
