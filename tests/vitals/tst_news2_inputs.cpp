// What NEWS2 goes by: inputs that are missing, old, in conflict or not timed, patients it is not for, a round
// that is being typed, and the trend.

#include "news2_ward.h"

#include <QtTest>
#include <random>
#include <rapidcheck.h>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;
using State = ScoreInput::State;

class TestNews2Inputs : public QObject
{
    Q_OBJECT

private slots:
    void neverAssumesAMissingInput();
    void saysNothingOfNothing();
    void usesScaleTwoOnlyWhereSomebodyChoseIt();
    void leavesTheSaturationOpenWithoutOxygenOnScaleTwo();
    void looksBackOnlySoFar();
    void flagsWhatIsOld();
    void takesNoValueWithoutATimeOfDay();
    void countsTheWorseSideOfAConflict();
    void isNotForChildren();
    void isNotForPregnancy();
    void isWorkedOutButFlaggedWhenTheAgeIsUnknown();
    void previewsARoundBeforeItIsSaved();
    void doesNotDependOnTheOrderOfArrival();
    void givesTheTrend();
    void readsTheTrendOfAYearQuickly();
};

void TestNews2Inputs::neverAssumesAMissingInput()
{
    Ward ward;
    ward.enter(morning, Sign::RespiratoryRate, 22);
    ward.enter(morning, Sign::HeartRate, 95);

    const Score score = scoreAt(ward, morning);

    QVERIFY(!score.complete);
    QCOMPARE(score.total, 3);
    QCOMPARE(
        score.maximum, 3 + 3 + 2 + 3 + 3 + 3); // saturation, oxygen, systolic, consciousness, temperature
    QCOMPARE(score.missing(),
        (std::vector{Sign::OxygenSaturation, Sign::SupplementalOxygen, Sign::SystolicPressure,
            Sign::Consciousness, Sign::Temperature}));
    QCOMPARE(score.band, Band::Low); // of the least it can be
    for (const Sign sign : score.missing()) {
        QVERIFY(!inputOf(score, sign).value);
        QCOMPARE(inputOf(score, sign).points, 0);
        QVERIFY(inputOf(score, sign).rule.isEmpty());
    }
}

void TestNews2Inputs::saysNothingOfNothing()
{
    const Score score = scoreAt(Ward(), morning);
    QVERIFY(score.isEmpty());
    QVERIFY(!score.complete);
    QCOMPARE(score.band, Band::None);
    QCOMPARE(score.missing().size(), size_t{7});
}

void TestNews2Inputs::usesScaleTwoOnlyWhereSomebodyChoseIt()
{
    Ward ward;
    ward.chartSet(morning, {.saturation = 90});
    QCOMPARE(scoreAt(ward, morning).total, 3);
    ward.add(
        scaleChoice(ward.patient(), SpO2Scale::Scale2, at(morning - hour), QStringLiteral("target 88-92 %")));
    QCOMPARE(scoreAt(ward, morning).total, 0);
    ward.chartSet(morning - 2 * hour, {.saturation = 90});
    QCOMPARE(scoreAt(ward, morning - 2 * hour).total, 3); // before the choice
}

void TestNews2Inputs::leavesTheSaturationOpenWithoutOxygenOnScaleTwo()
{
    Ward ward;
    ward.add(
        scaleChoice(ward.patient(), SpO2Scale::Scale2, at(morning - hour), QStringLiteral("target 88-92 %")));
    ward.enter(morning, Sign::OxygenSaturation, 96);

    const Score score = scoreAt(ward, morning);

    QCOMPARE(inputOf(score, Sign::OxygenSaturation).points, 0);
    QCOMPARE(inputOf(score, Sign::OxygenSaturation).rule, QStringLiteral("news2.spo2Scale2OxygenUnknown"));
    QCOMPARE(score.maximum, 2 + 3 + 2 + 3 + 3 + 3 + 3); // 2 for 96 % if it was on oxygen
    // Where oxygen changes nothing the points are sure.
    ward.enter(morning + minute, Sign::OxygenSaturation, 85);
    const Score low = scoreAt(ward, morning + minute);
    QCOMPARE(inputOf(low, Sign::OxygenSaturation).points, 2);
    QCOMPARE(inputOf(low, Sign::OxygenSaturation).rule, QStringLiteral("news2.spo2Scale2Air"));
}

void TestNews2Inputs::looksBackOnlySoFar()
{
    Ward ward;
    ward.chartSet(morning, {});
    QVERIFY(scoreAt(ward, morning + 12 * hour).complete);
    const Score late = scoreAt(ward, morning + 12 * hour + minute);
    QVERIFY(late.isEmpty());
    // How long ago is still said.
    QCOMPARE(inputOf(late, Sign::HeartRate).ageMinutes, std::optional<qint64>(721));
    QVERIFY(scoreAt(ward, morning - minute).isEmpty()); // nothing of the future
    const News2Options hourOnly{.windowMinutes = 60};
    QVERIFY(News2::builtIn().score(ward.read(), adult, morning + 61 * minute, hourOnly).isEmpty());
}

void TestNews2Inputs::flagsWhatIsOld()
{
    Ward ward;
    ward.chartSet(morning, {});
    ward.enter(morning + 3 * hour, Sign::HeartRate, 80);
    const Score score = scoreAt(ward, morning + 3 * hour);
    QVERIFY(score.complete);
    QCOMPARE(inputOf(score, Sign::HeartRate).state, State::Fresh);
    QCOMPARE(inputOf(score, Sign::Temperature).state, State::Aged);
    QCOMPARE(inputOf(score, Sign::Temperature).ageMinutes, std::optional<qint64>(180));
    QCOMPARE(scoreAt(ward, morning + 60 * minute).inputs.front().state, State::Fresh);
    QCOMPARE(scoreAt(ward, morning + 61 * minute).inputs.front().state, State::Aged);
}

void TestNews2Inputs::takesNoValueWithoutATimeOfDay()
{
    Ward ward;
    ward.enter(morning, Sign::HeartRate, 140);
    ward.events().back().event.occurred = base::Moment(morning, 0, base::Moment::Precision::Day);
    QVERIFY(scoreAt(ward, morning + hour).isEmpty());
    ward.enter(morning - hour, Sign::HeartRate, 80);
    QCOMPARE(inputOf(scoreAt(ward, morning + hour), Sign::HeartRate).value, std::optional(80.0));
}

void TestNews2Inputs::countsTheWorseSideOfAConflict()
{
    Ward ward;
    ward.enter(morning, Sign::HeartRate, 80);
    const record::Entry entry = ward.chart().entries().front();
    record::Observation body = *entry.as<record::Observation>();
    for (const double value : {135.0, 82.0}) {
        body.value = quantity(value, QStringLiteral("/min"));
        ward.add(record::amend(entry, body));
    }
    const Score score = scoreAt(ward, morning);
    QCOMPARE(inputOf(score, Sign::HeartRate).points, 3);
    QCOMPARE(inputOf(score, Sign::HeartRate).value, std::optional(135.0));
    QVERIFY(inputOf(score, Sign::HeartRate).conflict);
}

void TestNews2Inputs::isNotForChildren()
{
    Ward ward(2015);
    ward.chartSet(morning, {.rate = 28});
    const PatientFactors child = factorsAt(ward.chart(), morning);
    QCOMPARE(child.ageMonths, std::optional(11 * 12 + 10));

    const Score score = scoreAt(ward, morning, child);

    QCOMPARE(score.applies, NotApplicable::TooYoung);
    QCOMPARE(score.total, 0);
    QCOMPARE(score.band, Band::None);
    QCOMPARE(inputOf(score, Sign::RespiratoryRate).value, std::optional(28.0)); // the value, but no points
    QCOMPARE(inputOf(score, Sign::RespiratoryRate).points, 0);
    QCOMPARE(scoreAt(ward, morning, {.ageMonths = 191}).applies, NotApplicable::TooYoung);
    QCOMPARE(scoreAt(ward, morning, {.ageMonths = 192}).applies, NotApplicable::Applies);
}

void TestNews2Inputs::isNotForPregnancy()
{
    Ward ward(1996);
    ward.chartSet(morning, {.pulse = 100});
    QVERIFY(!factorsAt(ward.chart(), morning).pregnant);
    record::Condition pregnancy;
    pregnancy.code = snomed("72892002", "Normal pregnancy"); // Synthea's
    pregnancy.clinicalStatus = QStringLiteral("active");
    ward.add(eventAt(ward.patient(), record::Category::Clinical, at(morning - 100 * day), pregnancy));

    const PatientFactors factors = factorsAt(ward.chart(), morning);

    QVERIFY(factors.pregnant);
    const Score score = scoreAt(ward, morning, factors);
    QCOMPARE(score.applies, NotApplicable::Pregnant);
    QCOMPARE(score.band, Band::None);
    QVERIFY(!factorsAt(ward.chart(), morning - 101 * day).pregnant);
    QVERIFY(!factorsAt(ward.chart(), morning + 201 * day).pregnant); // longer than any pregnancy
}

void TestNews2Inputs::isWorkedOutButFlaggedWhenTheAgeIsUnknown()
{
    Ward ward;
    ward.chartSet(morning, {.rate = 26});
    const Score score = scoreAt(ward, morning, {});
    QCOMPARE(score.applies, NotApplicable::AgeUnknown);
    QCOMPARE(score.total, 3);
    QCOMPARE(score.band, Band::LowMedium);
}

void TestNews2Inputs::previewsARoundBeforeItIsSaved()
{
    Ward ward;
    ward.chartSet(morning, {.rate = 26, .temperature = 39.5});
    ChartedRound typed = ward.round(morning + hour);
    typed.values[Sign::RespiratoryRate] = {base::Decimal(16, 0), QStringLiteral("/min")};
    typed.values[Sign::Temperature] = {base::Decimal(101.3, 1), QStringLiteral("[degF]")};

    const Score preview = News2::builtIn().preview(ward.read(), adult, typed);

    QVERIFY(preview.complete);
    QCOMPARE(preview.total, 1);
    QCOMPARE(inputOf(preview, Sign::Temperature).points, 1);
    QCOMPARE(inputOf(preview, Sign::Temperature).ageMinutes, std::optional<qint64>(0));
    QVERIFY(inputOf(preview, Sign::Temperature).event.isNull());
    QCOMPARE(inputOf(preview, Sign::HeartRate).ageMinutes, std::optional<qint64>(60));
    // It is what the score will be once it is saved.
    ward.chart(typed);
    QCOMPARE(scoreAt(ward, morning + hour).total, preview.total);
}

void TestNews2Inputs::doesNotDependOnTheOrderOfArrival()
{
    Ward ward;
    for (int i = 0; i < 8; ++i)
        ward.chartSet(morning + i * hour, {.rate = 14 + 2 * i, .saturation = 98 - i, .pulse = 70 + 9 * i});
    ward.chartSet(morning + 7 * hour, {.rate = 9, .pulse = 45}); // two sets of one instant
    const Score ordered = scoreAt(ward, morning + 7 * hour);
    QVERIFY(rc::check("order of arrival", [&ward, &ordered] {
        std::shuffle(
            ward.events().begin(), ward.events().end(), std::minstd_rand(*rc::gen::arbitrary<quint32>() | 1));
        const Score score = scoreAt(ward, morning + 7 * hour);
        RC_ASSERT(score.total == ordered.total);
        RC_ASSERT(score.band == ordered.band);
        for (size_t i = 0; i < score.inputs.size(); ++i)
            RC_ASSERT(score.inputs[i].event == ordered.inputs[i].event);
    }));
    QCOMPARE(inputOf(ordered, Sign::HeartRate).points, 3); // 133 and 45 at once: the worse counts
}

void TestNews2Inputs::givesTheTrend()
{
    Ward ward;
    ward.chartSet(morning, {});
    ward.chartSet(morning + 4 * hour, {.rate = 22});
    ward.chartSet(morning + 5 * hour, {.rate = 26, .oxygen = true});
    const record::Chart chart = ward.chart();
    const VitalRecord record = ward.read();

    const std::vector<Score> history = news2History(chart, record, morning, morning + day);

    QCOMPARE(history.size(), size_t{3});
    QCOMPARE(history[0].total, 0);
    QCOMPARE(history[1].total, 2);
    QCOMPARE(history[2].total, 5);
    QCOMPARE(history[1].atMs, morning + 4 * hour);
    QCOMPARE(news2History(chart, record, morning + 1, morning + 4 * hour).size(), size_t{1});
}

void TestNews2Inputs::readsTheTrendOfAYearQuickly()
{
    // given: a set every hour for a year, 60,000 events
    Ward ward;
    for (int i = 0; i < 365 * 24; ++i)
        ward.chartSet(morning + i * hour, {.rate = 12 + i % 10});
    const record::Chart chart = ward.chart();
    const VitalRecord record = VitalRecord::read(chart);

    const std::vector<Score> history = news2History(chart, record, morning, morning + 400 * day);

    QCOMPARE(history.size(), size_t{365 * 24});
    QCOMPARE(history[9].total, 2);
}

QTEST_APPLESS_MAIN(TestNews2Inputs)
#include "tst_news2_inputs.moc"
