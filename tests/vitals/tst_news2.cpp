// NEWS2 against the Royal College of Physicians' own chart: every threshold from both sides, the bands, and
// what is missing, old, in conflict or not applicable.

#include "vitals/news2.h"
#include "vitals_chart.h"

#include <QtTest>
#include <random>
#include <rapidcheck.h>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;
using Source = OxygenDelivery::Source;
using State = ScoreInput::State;

namespace {

const PatientFactors adult{.ageMonths = 65 * 12};

Score scoreAt(const Ward& ward, qint64 ms, const PatientFactors& factors = adult)
{
    return News2::builtIn().score(ward.read(), factors, ms);
}

const ScoreInput& inputOf(const Score& score, Sign sign)
{
    return *std::ranges::find(score.inputs, sign, &ScoreInput::sign);
}

} // namespace

class TestNews2 : public QObject
{
    Q_OBJECT

private slots:
    void givesThePointsOfTheChart_data();
    void givesThePointsOfTheChart();
    void coversEveryValueWithoutAHole();
    void roundsAsTheChartIsWritten();
    void givesTheBandOfTheTotal_data();
    void givesTheBandOfTheTotal();
    void scoresWorkedCases_data();
    void scoresWorkedCases();
    void saysTheRuleThatFired();
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
    void refusesABrokenTable_data();
    void refusesABrokenTable();
};

void TestNews2::givesThePointsOfTheChart_data()
{
    QTest::addColumn<Sign>("sign");
    QTest::addColumn<SpO2Scale>("scale");
    QTest::addColumn<Source>("oxygen");
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("points");
    // Royal College of Physicians 2017, chart 1, read off the paper: {last value of the step, points}.
    struct Step
    {
        double upTo;
        int points;
    };
    const auto table = [](const char* name, Sign sign, SpO2Scale scale, Source oxygen, double step,
                           const std::vector<Step>& steps, int rest) {
        for (size_t i = 0; i < steps.size(); ++i) {
            QTest::addRow("%s %g", name, steps[i].upTo)
                << sign << scale << oxygen << steps[i].upTo << steps[i].points;
            const int next = i + 1 < steps.size() ? steps[i + 1].points : rest;
            QTest::addRow("%s %g", name, steps[i].upTo + step)
                << sign << scale << oxygen << steps[i].upTo + step << next;
        }
    };
    const auto one = SpO2Scale::Scale1;
    const auto two = SpO2Scale::Scale2;
    table("rate", Sign::RespiratoryRate, one, Source::Air, 1, {{8, 3}, {11, 1}, {20, 0}, {24, 2}}, 3);
    table("scale 1", Sign::OxygenSaturation, one, Source::Air, 1, {{91, 3}, {93, 2}, {95, 1}}, 0);
    table("scale 1, oxygen", Sign::OxygenSaturation, one, Source::Oxygen, 1, {{91, 3}, {93, 2}, {95, 1}}, 0);
    table(
        "scale 2, air", Sign::OxygenSaturation, two, Source::Air, 1, {{83, 3}, {85, 2}, {87, 1}, {92, 0}}, 0);
    table("scale 2, oxygen", Sign::OxygenSaturation, two, Source::Oxygen, 1,
        {{83, 3}, {85, 2}, {87, 1}, {92, 0}, {94, 1}, {96, 2}}, 3);
    table(
        "systolic", Sign::SystolicPressure, one, Source::Air, 1, {{90, 3}, {100, 2}, {110, 1}, {219, 0}}, 3);
    table("pulse", Sign::HeartRate, one, Source::Air, 1, {{40, 3}, {50, 1}, {90, 0}, {110, 1}, {130, 2}}, 3);
    table("temperature", Sign::Temperature, one, Source::Air, 0.1,
        {{35.0, 3}, {36.0, 1}, {38.0, 0}, {39.0, 1}}, 2);
    table("oxygen", Sign::SupplementalOxygen, one, Source::Air, 1, {{0, 0}}, 2);
    table("consciousness", Sign::Consciousness, one, Source::Air, 1, {{0, 0}}, 3);
    QTest::newRow("100 % on air, scale 2") << Sign::OxygenSaturation << two << Source::Air << 100.0 << 0;
    QTest::newRow("100 % on oxygen, scale 2")
        << Sign::OxygenSaturation << two << Source::Oxygen << 100.0 << 3;
    QTest::newRow("unresponsive") << Sign::Consciousness << one << Source::Air << 4.0 << 3;
    QTest::newRow("no pulse") << Sign::HeartRate << one << Source::Air << 0.0 << 3;
}

void TestNews2::givesThePointsOfTheChart()
{
    QFETCH(Sign, sign);
    QFETCH(SpO2Scale, scale);
    QFETCH(Source, oxygen);
    QFETCH(double, value);
    QFETCH(int, points);
    QCOMPARE(News2::builtIn().points(sign, value, scale, oxygen).points, points);
}

void TestNews2::coversEveryValueWithoutAHole()
{
    QCOMPARE(News2::builtIn().signs().size(), size_t{7});
    for (const Sign sign : News2::builtIn().signs()) {
        for (const SpO2Scale scale : {SpO2Scale::Scale1, SpO2Scale::Scale2}) {
            for (const Source oxygen : {Source::Air, Source::Oxygen}) {
                const auto ranges = News2::builtIn().ranges(sign, scale, oxygen);
                QVERIFY(!ranges.front().low && !ranges.back().high);
                const double step = sign == Sign::Temperature ? 0.1 : 1;
                for (size_t i = 1; i < ranges.size(); ++i) {
                    QVERIFY(std::abs(*ranges[i].low - *ranges[i - 1].high - step) < 1e-9);
                    QVERIFY(ranges[i].points != ranges[i - 1].points);
                }
            }
        }
    }
}

void TestNews2::roundsAsTheChartIsWritten()
{
    const auto points = [](Sign sign, double value) {
        return News2::builtIn().points(sign, value, SpO2Scale::Scale1, Source::Air).points;
    };
    QCOMPARE(points(Sign::Temperature, 38.04), 0);
    QCOMPARE(points(Sign::Temperature, 38.06), 1); // shown as 38.1
    QCOMPARE(points(Sign::Temperature, (100.4 - 32) / 1.8), 0); // 38.0, though not in binary
    QCOMPARE(points(Sign::OxygenSaturation, 95.6), 0);
    QCOMPARE(points(Sign::SystolicPressure, 90.4), 3);
    QCOMPARE(points(Sign::SystolicPressure, 90.6), 2);
}

void TestNews2::givesTheBandOfTheTotal_data()
{
    QTest::addColumn<Ward::Set>("set");
    QTest::addColumn<int>("total");
    QTest::addColumn<Band>("band");
    QTest::addColumn<int>("dueMinutes");
    QTest::newRow("0") << Ward::Set{} << 0 << Band::Low << 720;
    QTest::newRow("1") << Ward::Set{.pulse = 95} << 1 << Band::Low << 240;
    QTest::newRow("4 in twos") << Ward::Set{.rate = 22, .oxygen = true} << 4 << Band::Low << 240;
    QTest::newRow("3 in one") << Ward::Set{.rate = 26} << 3 << Band::LowMedium << 60;
    QTest::newRow("4 with a 3") << Ward::Set{.rate = 26, .pulse = 95} << 4 << Band::LowMedium << 60;
    QTest::newRow("5") << Ward::Set{.rate = 22, .oxygen = true, .pulse = 95} << 5 << Band::Medium << 60;
    QTest::newRow("5 with a 3") << Ward::Set{.rate = 26, .oxygen = true} << 5 << Band::Medium << 60;
    QTest::newRow("6") << Ward::Set{.rate = 22, .oxygen = true, .pulse = 115} << 6 << Band::Medium << 60;
    QTest::newRow("7") << Ward::Set{.rate = 22, .oxygen = true, .pulse = 115, .temperature = 38.5} << 7
                       << Band::High << 0;
    QTest::newRow("20") << Ward::Set{.rate = 30,
        .saturation = 85,
        .oxygen = true,
        .systolic = 80,
        .pulse = 140,
        .level = Consciousness::Unresponsive,
        .temperature = 34.5}
                        << 20 << Band::High << 0;
}

void TestNews2::givesTheBandOfTheTotal()
{
    QFETCH(Ward::Set, set);
    QFETCH(int, total);
    QFETCH(Band, band);
    QFETCH(int, dueMinutes);
    Ward ward;
    ward.chartSet(morning, set);

    const Score score = scoreAt(ward, morning);

    QVERIFY(score.complete);
    QCOMPARE(score.total, total);
    QCOMPARE(score.maximum, total);
    QCOMPARE(score.band, band);
    QCOMPARE(News2::builtIn().response(score).band, band);
    QCOMPARE(News2::builtIn().response(score).dueAfterMinutes, qint64{dueMinutes});
}

void TestNews2::scoresWorkedCases_data()
{
    QTest::addColumn<Ward::Set>("set");
    QTest::addColumn<SpO2Scale>("scale");
    QTest::addColumn<int>("total");
    // Cases worked by hand from chart 1.
    const Ward::Set pneumonia{
        .rate = 23, .saturation = 92, .oxygen = true, .systolic = 104, .pulse = 112, .temperature = 38.6};
    QTest::newRow("pneumonia, scale 1") << pneumonia << SpO2Scale::Scale1 << 2 + 2 + 2 + 1 + 2 + 0 + 1;
    QTest::newRow("the same on scale 2") << pneumonia << SpO2Scale::Scale2 << 2 + 0 + 2 + 1 + 2 + 0 + 1;
    const Ward::Set overOxygenated{.rate = 18, .saturation = 98, .oxygen = true, .pulse = 88};
    QTest::newRow("too much oxygen in COPD") << overOxygenated << SpO2Scale::Scale2 << 3 + 2;
    QTest::newRow("the same saturation on scale 1") << overOxygenated << SpO2Scale::Scale1 << 2;
    QTest::newRow("COPD on air") << Ward::Set{.rate = 20, .saturation = 89} << SpO2Scale::Scale2 << 0;
    QTest::newRow("the same on scale 1") << Ward::Set{.rate = 20, .saturation = 89} << SpO2Scale::Scale1 << 3;
    QTest::newRow("new confusion alone")
        << Ward::Set{.level = Consciousness::NewConfusion} << SpO2Scale::Scale1 << 3;
}

void TestNews2::scoresWorkedCases()
{
    QFETCH(Ward::Set, set);
    QFETCH(SpO2Scale, scale);
    QFETCH(int, total);
    Ward ward;
    ward.add(scaleChoice(ward.patient(), scale, at(morning - day), QStringLiteral("reason")));
    ward.chartSet(morning, set);
    const Score score = scoreAt(ward, morning);
    QCOMPARE(score.scale, std::optional(scale));
    QCOMPARE(score.total, total);
}

void TestNews2::saysTheRuleThatFired()
{
    Ward ward;
    ward.chartSet(morning, {.rate = 22, .saturation = 90});
    const Score score = scoreAt(ward, morning + 20 * minute);
    const ScoreInput& rate = inputOf(score, Sign::RespiratoryRate);
    QCOMPARE(rate.rule, QStringLiteral("news2.respiratoryRate"));
    QCOMPARE(rate.value, std::optional(22.0));
    QCOMPARE(rate.unit, QStringLiteral("/min"));
    QCOMPARE(rate.points, 2);
    QCOMPARE(rate.ruleLow, std::optional(21.0));
    QCOMPARE(rate.ruleHigh, std::optional(24.0));
    QCOMPARE(rate.ageMinutes, std::optional<qint64>(20));
    QVERIFY(!rate.event.isNull());
    const ScoreInput& saturation = inputOf(score, Sign::OxygenSaturation);
    QCOMPARE(saturation.rule, QStringLiteral("news2.spo2Scale1"));
    QVERIFY(!saturation.ruleLow);
    QCOMPARE(saturation.ruleHigh, std::optional(91.0));
    QVERIFY(std::ranges::is_sorted(score.inputs, {}, &ScoreInput::sign));
}

void TestNews2::neverAssumesAMissingInput()
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

void TestNews2::saysNothingOfNothing()
{
    const Score score = scoreAt(Ward(), morning);
    QVERIFY(score.isEmpty());
    QVERIFY(!score.complete);
    QCOMPARE(score.band, Band::None);
    QCOMPARE(score.missing().size(), size_t{7});
}

void TestNews2::usesScaleTwoOnlyWhereSomebodyChoseIt()
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

void TestNews2::leavesTheSaturationOpenWithoutOxygenOnScaleTwo()
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

void TestNews2::looksBackOnlySoFar()
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

void TestNews2::flagsWhatIsOld()
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

void TestNews2::takesNoValueWithoutATimeOfDay()
{
    Ward ward;
    ward.enter(morning, Sign::HeartRate, 140);
    ward.events().back().event.occurred = base::Moment(morning, 0, base::Moment::Precision::Day);
    QVERIFY(scoreAt(ward, morning + hour).isEmpty());
    ward.enter(morning - hour, Sign::HeartRate, 80);
    QCOMPARE(inputOf(scoreAt(ward, morning + hour), Sign::HeartRate).value, std::optional(80.0));
}

void TestNews2::countsTheWorseSideOfAConflict()
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

void TestNews2::isNotForChildren()
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

void TestNews2::isNotForPregnancy()
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

void TestNews2::isWorkedOutButFlaggedWhenTheAgeIsUnknown()
{
    Ward ward;
    ward.chartSet(morning, {.rate = 26});
    const Score score = scoreAt(ward, morning, {});
    QCOMPARE(score.applies, NotApplicable::AgeUnknown);
    QCOMPARE(score.total, 3);
    QCOMPARE(score.band, Band::LowMedium);
}

void TestNews2::previewsARoundBeforeItIsSaved()
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

void TestNews2::doesNotDependOnTheOrderOfArrival()
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

void TestNews2::givesTheTrend()
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

void TestNews2::readsTheTrendOfAYearQuickly()
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

void TestNews2::refusesABrokenTable_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("not JSON") << QByteArray("{") << QByteArray("");
    QTest::newRow("another table") << QByteArray("\"news2\"") << QByteArray("\"news1\"");
    QTest::newRow("a parameter missing")
        << QByteArray("\"key\": \"heartRate\"") << QByteArray("\"key\": \"pulse\"");
    QTest::newRow("another unit") << QByteArray("\"mm[Hg]\"") << QByteArray("\"kPa\"");
    QTest::newRow("steps out of order") << QByteArray("\"from\": 21") << QByteArray("\"from\": 11");
    QTest::newRow("too many points") << QByteArray("\"points\": 3") << QByteArray("\"points\": 4");
    QTest::newRow("a threshold in words") << QByteArray("\"from\": 21") << QByteArray("\"from\": \"21\"");
    QTest::newRow("no response to 0") << QByteArray("\"fromTotal\": 0") << QByteArray("\"fromTotal\": 1");
    QTest::newRow("an unknown band") << QByteArray("\"band\": \"high\"") << QByteArray("\"band\": \"worst\"");
    QTest::newRow("an unknown sign") << QByteArray("\"sign\": \"temperature\"")
                                     << QByteArray("\"sign\": \"heat\"");
}

void TestNews2::refusesABrokenTable()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    (void)News2::builtIn();
    QFile file(QStringLiteral(":/twinward/vitals/news2.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray json = file.readAll();
    QVERIFY(News2::fromJson(json).has_value());
    const qsizetype at = json.indexOf(from);
    QVERIFY(at >= 0);
    json.replace(at, from.size(), to);
    const auto table = News2::fromJson(json);
    QVERIFY(!table);
    QCOMPARE(table.error().where, QStringLiteral("news2"));
}

QTEST_APPLESS_MAIN(TestNews2)
#include "tst_news2.moc"
