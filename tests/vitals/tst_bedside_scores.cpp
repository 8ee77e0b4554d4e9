// qSOFA, mean arterial pressure, shock index and body mass index, at their thresholds and without their
// inputs.

#include "vitals/bedside_scores.h"
#include "vitals_chart.h"

#include <QtTest>

using namespace twinward::vitals;
using namespace twinward::vitals::test;

namespace {

const PatientFactors adult{.ageMonths = 50 * 12};

} // namespace

class TestBedsideScores : public QObject
{
    Q_OBJECT

private slots:
    void qsofaCountsEachCriterion_data();
    void qsofaCountsEachCriterion();
    void qsofaTakesAcvpuWhereThereIsNoGlasgow();
    void qsofaTakesTheNewerOfGlasgowAndAcvpu();
    void qsofaSaysWhatIsMissing();
    void qsofaIsForAdults();
    void meanPressureIsAThirdAboveDiastolic();
    void meanPressureNeedsOneReading();
    void shockIndexNeedsBothAtTheSameTime();
    void bodyMassIndexOfAnAdult();
    void bodyMassIndexNeedsBothRecentEnough();
    void bodyMassIndexIsNotForChildren();
};

void TestBedsideScores::qsofaCountsEachCriterion_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("systolic");
    QTest::addColumn<double>("glasgow");
    QTest::addColumn<int>("total");
    QTest::newRow("none") << 21.0 << 101.0 << 15.0 << 0;
    QTest::newRow("rate") << 22.0 << 101.0 << 15.0 << 1;
    QTest::newRow("pressure") << 21.0 << 100.0 << 15.0 << 1;
    QTest::newRow("mentation") << 21.0 << 101.0 << 14.0 << 1;
    QTest::newRow("rate and pressure") << 22.0 << 100.0 << 15.0 << 2;
    QTest::newRow("all") << 40.0 << 60.0 << 3.0 << 3;
}

void TestBedsideScores::qsofaCountsEachCriterion()
{
    QFETCH(double, rate);
    QFETCH(double, systolic);
    QFETCH(double, glasgow);
    QFETCH(int, total);
    Ward ward;
    ward.enter(morning, Sign::RespiratoryRate, rate);
    ward.enter(morning, Sign::SystolicPressure, systolic);
    ward.enter(morning, Sign::GlasgowComaScale, glasgow);

    const Score score = qsofa(ward.read(), adult, morning + minute);

    QVERIFY(score.complete);
    QCOMPARE(score.total, total);
    QCOMPARE(score.maximum, total);
    QCOMPARE(score.band, total >= 2 ? Band::High : Band::Low);
    QCOMPARE(score.inputs.front().rule, QStringLiteral("qsofa.respiratoryRate"));
    QCOMPARE(score.inputs.front().ageMinutes, std::optional<qint64>(1));
}

void TestBedsideScores::qsofaTakesAcvpuWhereThereIsNoGlasgow()
{
    for (const auto level :
        {Consciousness::Alert, Consciousness::NewConfusion, Consciousness::Unresponsive}) {
        Ward ward;
        ward.chartSet(morning, {.level = level});
        const Score score = qsofa(ward.read(), adult, morning);
        QVERIFY(score.complete);
        QCOMPARE(score.inputs.back().sign, Sign::Consciousness);
        QCOMPARE(score.total, level == Consciousness::Alert ? 0 : 1);
    }
}

void TestBedsideScores::qsofaTakesTheNewerOfGlasgowAndAcvpu()
{
    Ward ward;
    ward.enter(morning, Sign::GlasgowComaScale, 12);
    ward.chartSet(morning + hour, {});
    QCOMPARE(qsofa(ward.read(), adult, morning + hour).total, 0);
    ward.enter(morning + 2 * hour, Sign::GlasgowComaScale, 13);
    QCOMPARE(qsofa(ward.read(), adult, morning + 2 * hour).total, 1);
}

void TestBedsideScores::qsofaSaysWhatIsMissing()
{
    Ward ward;
    ward.enter(morning, Sign::RespiratoryRate, 30);
    const Score score = qsofa(ward.read(), adult, morning);
    QVERIFY(!score.complete);
    QCOMPARE(score.total, 1);
    QCOMPARE(score.maximum, 3);
    QCOMPARE(score.missing(), (std::vector{Sign::SystolicPressure, Sign::GlasgowComaScale}));
    QVERIFY(qsofa(Ward().read(), adult, morning).isEmpty());
    QCOMPARE(qsofa(Ward().read(), adult, morning).band, Band::None);
}

void TestBedsideScores::qsofaIsForAdults()
{
    Ward ward;
    ward.enter(morning, Sign::RespiratoryRate, 30);
    ward.enter(morning, Sign::SystolicPressure, 80);
    const Score child = qsofa(ward.read(), {.ageMonths = 215}, morning);
    QCOMPARE(child.applies, NotApplicable::TooYoung);
    QCOMPARE(child.total, 0);
    QCOMPARE(child.band, Band::None);
    QCOMPARE(qsofa(ward.read(), {.ageMonths = 216}, morning).total, 2);
    QCOMPARE(qsofa(ward.read(), {}, morning).applies, NotApplicable::AgeUnknown);
}

void TestBedsideScores::meanPressureIsAThirdAboveDiastolic()
{
    QCOMPARE(meanArterialPressure(120, 60), 80.0);
    Ward ward;
    ward.chartSet(morning, {.systolic = 130});
    const Derived mean = meanArterialPressure(ward.read(), morning + hour);
    QCOMPARE(mean.value, std::optional(90.0));
    QCOMPARE(mean.unit, QStringLiteral("mm[Hg]"));
    QCOMPARE(mean.inputs.size(), size_t{2});
    QCOMPARE(mean.inputs[0].ageMinutes, std::optional<qint64>(60));
}

void TestBedsideScores::meanPressureNeedsOneReading()
{
    Ward ward;
    ward.enter(morning, Sign::DiastolicPressure, 70);
    ward.enter(morning + hour, Sign::SystolicPressure, 130);
    QVERIFY(!meanArterialPressure(ward.read(), morning + hour).value);
    ward.enter(morning + hour, Sign::DiastolicPressure, 70); // another observation of the same instant
    QVERIFY(meanArterialPressure(ward.read(), morning + hour).value);
    QVERIFY(!meanArterialPressure(ward.read(), morning + day).value); // too long ago
    QVERIFY(!meanArterialPressure(Ward().read(), morning).value);
}

void TestBedsideScores::shockIndexNeedsBothAtTheSameTime()
{
    Ward ward;
    ward.enter(morning, Sign::SystolicPressure, 100);
    ward.enter(morning + 15 * minute, Sign::HeartRate, 90);
    QCOMPARE(shockIndex(ward.read(), morning + hour).value, std::optional(0.9));
    ward.enter(morning + 16 * minute, Sign::HeartRate, 90);
    QVERIFY(!shockIndex(ward.read(), morning + hour).value);
}

void TestBedsideScores::bodyMassIndexOfAnAdult()
{
    Ward ward;
    ward.enter(morning - 300 * day, Sign::Height, 175);
    ward.enter(morning - 10 * day, Sign::Weight, 154.323584, QStringLiteral("[lb_av]"));
    const Derived index = bodyMassIndex(ward.read(), adult, morning);
    QVERIFY(index.value.has_value());
    QVERIFY(std::abs(*index.value - 70 / (1.75 * 1.75)) < 0.01);
    QCOMPARE(index.inputs[1].ageMinutes, std::optional<qint64>(300LL * 24 * 60));
}

void TestBedsideScores::bodyMassIndexNeedsBothRecentEnough()
{
    Ward ward;
    ward.enter(morning, Sign::Weight, 70);
    QVERIFY(!bodyMassIndex(ward.read(), adult, morning).value);
    ward.enter(morning, Sign::Height, 175);
    QVERIFY(bodyMassIndex(ward.read(), adult, morning + 90 * day).value);
    QVERIFY(!bodyMassIndex(ward.read(), adult, morning + 91 * day).value);
}

void TestBedsideScores::bodyMassIndexIsNotForChildren()
{
    Ward ward;
    ward.enter(morning, Sign::Weight, 30);
    ward.enter(morning, Sign::Height, 140);
    QVERIFY(!bodyMassIndex(ward.read(), {.ageMonths = 215}, morning).value);
    QVERIFY(!bodyMassIndex(ward.read(), {}, morning).value);
}

QTEST_APPLESS_MAIN(TestBedsideScores)
#include "tst_bedside_scores.moc"
