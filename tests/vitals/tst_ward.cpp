// A ward at a glance: who is sickest, who is getting worse, and whose observations are due.

#include "vitals/ward.h"
#include "vitals_chart.h"

#include <QtTest>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;
using Due = WardRow::Due;
using Trend = WardRow::Trend;

namespace {

WardRow rowOf(const Ward& ward, qint64 nowMs)
{
    const record::Chart chart = ward.chart();
    return summarise(chart, VitalRecord::read(chart), nowMs);
}

} // namespace

class TestWard : public QObject
{
    Q_OBJECT

private slots:
    void isDueByTheFrequencyOfTheScore_data();
    void isDueByTheFrequencyOfTheScore();
    void asksToCompleteASet();
    void saysWhereItIsHeading();
    void comparesCompleteScoresOnly();
    void saysNothingOfPatientsWithoutValues();
    void givesChildrenNoFrequency();
    void putsTheSickestFirst();
};

void TestWard::isDueByTheFrequencyOfTheScore_data()
{
    QTest::addColumn<Ward::Set>("set");
    QTest::addColumn<int>("minutes");
    QTest::addColumn<Due>("due");
    QTest::newRow("0, before 12 h") << Ward::Set{} << 719 << Due::Later;
    QTest::newRow("0, at 12 h") << Ward::Set{} << 720 << Due::Now;
    QTest::newRow("0, past 12 h") << Ward::Set{} << 721 << Due::Overdue;
    QTest::newRow("1, before 4 h") << Ward::Set{.pulse = 95} << 239 << Due::Later;
    QTest::newRow("1, at 4 h") << Ward::Set{.pulse = 95} << 240 << Due::Now;
    QTest::newRow("1, at 6 h") << Ward::Set{.pulse = 95} << 360 << Due::Now;
    QTest::newRow("1, past 6 h") << Ward::Set{.pulse = 95} << 361 << Due::Overdue;
    QTest::newRow("a single 3, before 1 h") << Ward::Set{.rate = 26} << 59 << Due::Later;
    QTest::newRow("a single 3, at 1 h") << Ward::Set{.rate = 26} << 60 << Due::Now;
    QTest::newRow("a single 3, past 1 h") << Ward::Set{.rate = 26} << 61 << Due::Overdue;
    QTest::newRow("5, past 1 h") << Ward::Set{.rate = 26, .oxygen = true} << 61 << Due::Overdue;
    QTest::newRow("7, at once") << Ward::Set{.rate = 26, .oxygen = true, .pulse = 115} << 0 << Due::Now;
    QTest::newRow("7, past 1 h") << Ward::Set{.rate = 26, .oxygen = true, .pulse = 115} << 61 << Due::Overdue;
}

void TestWard::isDueByTheFrequencyOfTheScore()
{
    QFETCH(Ward::Set, set);
    QFETCH(int, minutes);
    QFETCH(Due, due);
    Ward ward;
    ward.chartSet(morning, set);
    const WardRow row = rowOf(ward, morning + minutes * minute);
    QCOMPARE(row.due, due);
    QCOMPARE(row.lastSetMs, std::optional(morning));
    QCOMPARE(row.continuous, row.score->total >= 7);
    QCOMPARE(row.patient, ward.patient());
}

void TestWard::asksToCompleteASet()
{
    Ward ward;
    ward.enter(morning, Sign::HeartRate, 72);
    QCOMPARE(rowOf(ward, morning + minute).due, Due::Incomplete);
    QCOMPARE(rowOf(ward, morning + 13 * hour).due, Due::Overdue);
}

void TestWard::saysWhereItIsHeading()
{
    Ward ward;
    ward.chartSet(morning, {.rate = 22});
    QCOMPARE(rowOf(ward, morning + minute).trend, Trend::Unknown);
    ward.chartSet(morning + hour, {.rate = 26});
    QCOMPARE(rowOf(ward, morning + hour).trend, Trend::Rising);
    QCOMPARE(rowOf(ward, morning + hour).previousTotal, std::optional(2));
    ward.chartSet(morning + 2 * hour, {.rate = 26});
    QCOMPARE(rowOf(ward, morning + 2 * hour).trend, Trend::Steady);
    ward.chartSet(morning + 3 * hour, {});
    QCOMPARE(rowOf(ward, morning + 3 * hour).trend, Trend::Falling);
}

void TestWard::comparesCompleteScoresOnly()
{
    Ward ward;
    ward.enter(morning - 20 * hour, Sign::HeartRate, 140); // part of a set, long before
    ward.chartSet(morning, {});
    const WardRow row = rowOf(ward, morning);
    QVERIFY(!row.previousTotal);
    QCOMPARE(row.trend, Trend::Unknown);
}

void TestWard::saysNothingOfPatientsWithoutValues()
{
    const WardRow row = rowOf(Ward(), morning);
    QVERIFY(!row.score && !row.dueMs && !row.overdueMs);
    QCOMPARE(row.due, Due::Unknown);
}

void TestWard::givesChildrenNoFrequency()
{
    Ward ward(2020);
    ward.chartSet(morning, {.rate = 26});
    const WardRow row = rowOf(ward, morning + day);
    QCOMPARE(row.due, Due::Unknown);
    QVERIFY(row.score.has_value()); // to say why not
    QCOMPARE(row.score->applies, NotApplicable::TooYoung);
}

void TestWard::putsTheSickestFirst()
{
    std::vector<Ward> wards(5);
    wards[0].chartSet(morning, {});
    wards[1].chartSet(morning, {.rate = 26, .oxygen = true, .pulse = 115}); // 7
    wards[2].chartSet(morning, {.rate = 26}); // a single 3
    wards[3].chartSet(morning, {.rate = 22, .oxygen = true}); // 4, low
    std::vector<WardRow> rows;
    for (const Ward& ward : wards)
        rows.push_back(rowOf(ward, morning + 30 * minute));

    sortByUrgency(rows);

    const std::vector order{1, 2, 3, 0, 4};
    for (size_t i = 0; i < rows.size(); ++i)
        QCOMPARE(rows[i].patient, wards[static_cast<size_t>(order[i])].patient());
}

QTEST_APPLESS_MAIN(TestWard)
#include "tst_ward.moc"
