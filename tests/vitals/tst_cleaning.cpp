// Artefacts are marked and never removed; live and batch cleaning agree; real changes are not artefacts.

#include "vitals/cleaning.h"

#include <cmath>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QtTest>
#include <rapidcheck.h>

using namespace twinward::vitals;

namespace {

std::vector<Point> everySecond(const std::vector<double>& values)
{
    std::vector<Point> points;
    for (size_t i = 0; i < values.size(); ++i)
        points.push_back({static_cast<qint64>(i) * 1000, values[i], Mark::None});
    return points;
}

std::vector<double> steady(int count, double value)
{
    std::vector<double> values;
    for (int i = 0; i < count; ++i)
        values.push_back(value + i % 3);
    return values;
}

CleaningRules heartRate()
{
    return CleaningTable::builtIn().rules(Sign::HeartRate);
}

} // namespace

class TestCleaning : public QObject
{
    Q_OBJECT

private slots:
    void marksWhatIsNotPossible();
    void marksALonelySpike();
    void marksAJumpThatComesBack();
    void believesANewLevel();
    void marksALineThatStaysFlat();
    void leavesAQuietSeriesAlone();
    void keepsWhatADeviceReported();
    void cleansLiveAsInOneGo();
    void judgesAgainWhatALatePointChanges();
    void estimatesTheDeviationOfAGaussian();
    void givesSignsWithoutRulesTheirLimits();
    void marksFewOfTheValuesOfIntensiveCare();
};

void TestCleaning::marksWhatIsNotPossible()
{
    std::vector<double> values = steady(20, 80);
    values[10] = 400;
    const std::vector<Mark> marks = findArtefacts(everySecond(values), heartRate());
    QVERIFY(has(marks[10], Mark::OutOfRange));
    QCOMPARE(std::ranges::count(marks, Mark::None), 19);
}

void TestCleaning::marksALonelySpike()
{
    std::vector<double> values = steady(30, 80);
    values[15] = 108; // within what a heart can do in a second, alone against its neighbours
    const std::vector<Mark> marks = findArtefacts(everySecond(values), heartRate());
    QCOMPARE(marks[15], Mark::Spike);
    QCOMPARE(std::ranges::count(marks, Mark::None), 29);
}

void TestCleaning::marksAJumpThatComesBack()
{
    std::vector<double> values = steady(30, 80);
    values[15] = values[16] = 160;
    const std::vector<Mark> marks = findArtefacts(everySecond(values), heartRate());
    QVERIFY(has(marks[15], Mark::TooFast) && has(marks[16], Mark::TooFast));
    QVERIFY(!has(marks[17], Mark::TooFast));
}

void TestCleaning::believesANewLevel()
{
    // A pulse that falls from 120 to 30 in a second and stays there is the patient.
    std::vector<double> values = steady(20, 120);
    const std::vector<double> low = steady(20, 30);
    values.insert(values.end(), low.begin(), low.end());
    const std::vector<Mark> marks = findArtefacts(everySecond(values), heartRate());
    for (size_t i = 20; i < marks.size(); ++i)
        QVERIFY2(marks[i] == Mark::None, qPrintable(QString::number(i)));
}

void TestCleaning::marksALineThatStaysFlat()
{
    CleaningRules rules;
    rules.flatLineMs = 10'000;
    std::vector<double> values = steady(10, 90);
    values.insert(values.end(), 15, 90.0);
    values.push_back(91);
    const std::vector<Mark> marks = findArtefacts(everySecond(values), rules);
    QCOMPARE(std::ranges::count(marks, Mark::FlatLine), 16); // with the 90 it began on
    QCOMPARE(marks.back(), Mark::None);
    // Exactly as long as allowed is not too long.
    QCOMPARE(std::ranges::count(findArtefacts(everySecond(std::vector(11, 90.0)), rules), Mark::None), 11);
}

void TestCleaning::leavesAQuietSeriesAlone()
{
    QCOMPARE(std::ranges::count(findArtefacts(everySecond(steady(200, 72)), heartRate()), Mark::None), 200);
    // All the same: the deviation is 0, and nothing is a spike.
    QCOMPARE(
        std::ranges::count(findArtefacts(everySecond(std::vector(200, 72.0)), heartRate()), Mark::None), 200);
    QVERIFY(findArtefacts({}, heartRate()).empty());
}

void TestCleaning::keepsWhatADeviceReported()
{
    std::vector<Point> points = everySecond(steady(20, 80));
    points[3].marks = Mark::Reported;
    points[4].marks = Mark::Spike; // of an earlier cleaning: judged afresh
    const std::vector<Mark> marks = findArtefacts(points, heartRate());
    QCOMPARE(marks[3], Mark::Reported);
    QCOMPARE(marks[4], Mark::None);
}

void TestCleaning::cleansLiveAsInOneGo()
{
    QVERIFY(rc::check("live equals batch", [] {
        const auto raw = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 420));
        std::vector<double> values;
        for (const int value : raw)
            values.push_back(value % 4 == 0 ? value : 80 + value % 5);
        const std::vector<Point> points = everySecond(values);
        CleaningRules rules = heartRate();
        rules.flatLineMs = 3000;
        Series series;
        LiveCleaner cleaner(rules);
        for (const Point& point : points)
            cleaner.append(series, point);

        const std::vector<Mark> batch = findArtefacts(points, rules);
        // The last points still wait for the neighbours that tell a spike.
        for (size_t i = 0; i + static_cast<size_t>(rules.hampelHalfWidth) < points.size(); ++i)
            RC_ASSERT(series.points()[i].marks == batch[i]);
        RC_ASSERT(series.size() == points.size()); // nothing is removed
    }));
}

void TestCleaning::judgesAgainWhatALatePointChanges()
{
    std::vector<double> values = steady(30, 80);
    values[15] = 108;
    std::vector<Point> points = everySecond(values);
    const Point late = points[8];
    points.erase(points.begin() + 8);
    Series series;
    LiveCleaner cleaner(heartRate());
    for (const Point& point : points)
        cleaner.append(series, point);
    cleaner.append(series, late);
    QCOMPARE(series.points()[8].ms, late.ms);
    QCOMPARE(series.points()[15].marks, Mark::Spike);
    QCOMPARE(std::ranges::count(series.points(), Mark::None, &Point::marks), 29);
}

void TestCleaning::estimatesTheDeviationOfAGaussian()
{
    // The quantiles of a Gaussian of deviation 1: the estimate is 1.
    std::vector<double> values{-2, -1.2816, -0.8416, -0.5244, -0.2533, 0, 0.2533, 0.5244, 0.8416, 1.2816, 2};
    QVERIFY(std::abs(scaledMedianDeviation(values) - 1) < 0.3);
    QCOMPARE(scaledMedianDeviation({1, 2, 3, 4, 100}), 1.4826);
    QCOMPARE(scaledMedianDeviation({}), 0.0);
}

void TestCleaning::givesSignsWithoutRulesTheirLimits()
{
    const CleaningRules rules = CleaningTable::builtIn().rules(Sign::Weight);
    QCOMPARE(rules.possible, Limits::builtIn().possible(Sign::Weight));
    QVERIFY(!rules.maximumPerSecond);
    QCOMPARE(rules.hampelHalfWidth, 0);
}

void TestCleaning::marksFewOfTheValuesOfIntensiveCare()
{
    const QString archive = QStringLiteral(TWINWARD_TEST_DATA "/tabular/icu-2012-set-a.tar.xz");
    if (!QFile::exists(archive))
        QSKIP("The intensive-care stays are not here");
    const QString folder = QStringLiteral(TWINWARD_BUILD_DIR "/tests/vitals/icu");
    if (!QDir(folder + QStringLiteral("/set-a")).exists()) {
        QVERIFY(QDir().mkpath(folder));
        QCOMPARE(QProcess::execute(
                     QStringLiteral("tar"), {QStringLiteral("xf"), archive, QStringLiteral("-C"), folder}),
            0);
    }
    // given: the hourly pulses of 300 stays as they were charted
    qint64 all = 0;
    qint64 marked = 0;
    const QDir stays(folder + QStringLiteral("/set-a"));
    for (const QString& name :
        stays.entryList({QStringLiteral("*.txt")}, QDir::Files, QDir::Name).mid(0, 300)) {
        QFile file(stays.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        std::vector<Point> points;
        while (!file.atEnd()) {
            const QList<QByteArray> fields = file.readLine().trimmed().split(',');
            if (fields.size() == 3 && fields[1] == "HR") {
                const qint64 minutes = fields[0].left(2).toLongLong() * 60 + fields[0].mid(3).toLongLong();
                points.push_back({minutes * 60'000, fields[2].toDouble(), Mark::None});
            }
        }
        const std::vector<Mark> marks = findArtefacts(points, heartRate());
        all += static_cast<qint64>(marks.size());
        marked += std::ranges::count_if(marks, [](Mark mark) { return mark != Mark::None; });
    }
    qInfo("%lld of %lld pulses marked", marked, all);
    // Charted by nurses, so nearly all are right; the few impossible ones are found.
    QVERIFY(all > 10'000);
    QVERIFY(marked * 50 < all);
}

QTEST_APPLESS_MAIN(TestCleaning)
#include "tst_cleaning.moc"
