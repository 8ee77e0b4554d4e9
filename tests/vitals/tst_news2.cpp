// NEWS2 against the Royal College of Physicians' own chart: every threshold from both sides, the bands, cases
// worked by hand, and the table itself.

#include "news2_ward.h"

#include <QtTest>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;
using Source = OxygenDelivery::Source;

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
