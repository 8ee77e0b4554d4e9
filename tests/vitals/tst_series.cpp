// The pyramid gives what a plain walk over every point gives, whatever the order points came in, and gaps
// stay gaps.

#include "vitals/series.h"

#include <algorithm>
#include <cmath>
#include <QtTest>
#include <rapidcheck.h>

using namespace twinward::vitals;

namespace {

// What decimate() promises, the slow way.
std::vector<Column> naive(
    std::span<const Point> points, qint64 gapMs, qint64 fromMs, qint64 toMs, int columns)
{
    std::vector<Column> drawn;
    const auto edge = [&](int column) {
        return fromMs + static_cast<qint64>(static_cast<long double>(toMs - fromMs) * column / columns);
    };
    for (int c = 0; c < columns; ++c) {
        Column column;
        column.fromMs = edge(c);
        column.toMs = edge(c + 1);
        bool any = false;
        for (size_t i = 0; i < points.size(); ++i) {
            if (points[i].ms < column.fromMs || points[i].ms >= column.toMs)
                continue;
            const bool gap = i > 0 && gapMs > 0 && points[i].ms - points[i - 1].ms > gapMs;
            if (!any) {
                column.firstMs = points[i].ms;
                column.gapBefore = gap;
            } else {
                column.gapInside = column.gapInside || gap;
            }
            any = true;
            column.lastMs = points[i].ms;
            if (points[i].marks != Mark::None) {
                ++column.artefacts;
                continue;
            }
            if (column.count == 0) {
                column.first = column.minimum = column.maximum = points[i].value;
            }
            column.minimum = std::min(column.minimum, points[i].value);
            column.maximum = std::max(column.maximum, points[i].value);
            column.last = points[i].value;
            ++column.count;
        }
        if (any)
            drawn.push_back(column);
    }
    return drawn;
}

bool same(const Column& a, const Column& b)
{
    const bool values = a.count == 0
        || (a.minimum == b.minimum && a.maximum == b.maximum && a.first == b.first && a.last == b.last);
    return values && a.fromMs == b.fromMs && a.toMs == b.toMs && a.firstMs == b.firstMs
        && a.lastMs == b.lastMs && a.count == b.count && a.artefacts == b.artefacts
        && a.gapBefore == b.gapBefore && a.gapInside == b.gapInside;
}

void expectSame(const Series& series, qint64 fromMs, qint64 toMs, int columns)
{
    const auto fast = series.decimate(fromMs, toMs, columns);
    const auto slow = naive(series.points(), series.gapMs(), fromMs, toMs, columns);
    RC_ASSERT(fast.size() == slow.size());
    for (size_t i = 0; i < fast.size(); ++i)
        RC_ASSERT(same(fast[i], slow[i]));
}

std::vector<Point> anyPoints()
{
    const auto count = *rc::gen::inRange(0, 900);
    const auto seed = *rc::gen::arbitrary<quint32>();
    std::vector<Point> points;
    quint32 state = seed | 1;
    qint64 ms = 0;
    for (int i = 0; i < count; ++i) {
        state = state * 1664525 + 1013904223;
        ms += (state >> 16) % 40 == 0 ? 5000 : (state >> 8) % 30;
        const Mark marks = (state >> 20) % 9 < 2 ? Mark::Spike : Mark::None;
        points.push_back({ms, static_cast<double>(state % 997), marks});
    }
    return points;
}

std::vector<Point> everySecond(int count)
{
    std::vector<Point> points;
    points.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i)
        points.push_back({i * 1000LL, std::sin(i / 50.0), Mark::None});
    return points;
}

} // namespace

class TestSeries : public QObject
{
    Q_OBJECT

private slots:
    void decimatesAsAPlainWalkWould();
    void isTheSameAppendedOneByOne();
    void isTheSameWhateverTheOrderOfArrival();
    void keepsThePyramidWhenMarksChange();
    void extentLeavesArtefactsOut();
    void findsEveryGap();
    void hasNoGapsWithoutALimit();
    void leavesEmptyColumnsOut();
    void showsASpikeThatIsOnePointWide();
    void refusesWhatIsNoNumber();
    void answersNothingForNothing();
    void givesPointsWithBothEnds();
};

void TestSeries::decimatesAsAPlainWalkWould()
{
    QVERIFY(rc::check("decimate equals the plain walk", [] {
        const Series series = Series::fromPoints(anyPoints(), 1000);
        const qint64 end = series.isEmpty() ? 1000 : series.points().back().ms + 10;
        const qint64 from = *rc::gen::inRange<qint64>(-100, end + 1);
        const qint64 to = *rc::gen::inRange<qint64>(from, end + 200);
        expectSame(series, from, to, *rc::gen::inRange(1, 120));
    }));
}

void TestSeries::isTheSameAppendedOneByOne()
{
    QVERIFY(rc::check("append equals fromPoints", [] {
        const std::vector<Point> points = anyPoints();
        Series series(1000);
        for (const Point& point : points)
            RC_ASSERT(series.append(point));
        RC_ASSERT(std::ranges::equal(series.points(), points));
        const qint64 end = points.empty() ? 10 : points.back().ms + 1;
        expectSame(series, 0, end, 7);
        expectSame(series, 0, end, 1);
    }));
}

void TestSeries::isTheSameWhateverTheOrderOfArrival()
{
    QVERIFY(rc::check("order of arrival does not matter", [] {
        std::vector<Point> points = anyPoints();
        points.erase(std::unique(points.begin(), points.end(), [](auto& a, auto& b) { return a.ms == b.ms; }),
            points.end());
        const std::vector<Point> ordered = points;
        const auto turn = points.empty() ? 0 : *rc::gen::inRange<size_t>(0, points.size());
        std::rotate(points.begin(), points.begin() + static_cast<qsizetype>(turn), points.end());
        Series series(1000);
        for (const Point& point : points)
            RC_ASSERT(series.append(point));
        RC_ASSERT(std::ranges::equal(series.points(), ordered));
        expectSame(series, 0, ordered.empty() ? 10 : ordered.back().ms + 1, 13);
    }));
}

void TestSeries::keepsThePyramidWhenMarksChange()
{
    QVERIFY(rc::check("marks reach every level", [] {
        Series series = Series::fromPoints(anyPoints(), 1000);
        RC_PRE(!series.isEmpty());
        const auto index = *rc::gen::inRange<size_t>(0, series.size());
        series.setMarks(index, Mark::FlatLine);
        expectSame(series, 0, series.points().back().ms + 1, 5);
        const std::vector<Mark> all(series.size(), Mark::TooFast);
        series.setMarks(all);
        expectSame(series, 0, series.points().back().ms + 1, 5);
        RC_ASSERT(!series.extent(0, series.points().back().ms));
    }));
}

void TestSeries::extentLeavesArtefactsOut()
{
    Series series
        = Series::fromPoints({{0, 60, Mark::None}, {1, 300, Mark::OutOfRange}, {2, 90, Mark::None}});
    const auto extent = series.extent(0, 2);
    QVERIFY(extent.has_value());
    QCOMPARE(extent->minimum, 60.0);
    QCOMPARE(extent->maximum, 90.0);
    QVERIFY(!series.extent(1, 1));
    QVERIFY(!series.extent(5, 9));
}

void TestSeries::findsEveryGap()
{
    std::vector<Point> points = everySecond(5000);
    points.erase(points.begin() + 100, points.begin() + 160);
    points.erase(points.begin() + 4000, points.begin() + 4010);
    const Series series = Series::fromPoints(points, 1500);

    const std::vector<Gap> all = series.gaps(0, 5'000'000);
    QCOMPARE(all.size(), size_t{2});
    QCOMPARE(all[0].fromMs, qint64{99'000});
    QCOMPARE(all[0].toMs, qint64{160'000});
    // A stretch that begins or ends inside a gap sees it too.
    QCOMPARE(series.gaps(120'000, 130'000), std::vector<Gap>{all[0]});
    QCOMPARE(series.gaps(161'000, 4'000'000).size(), size_t{0});
}

void TestSeries::hasNoGapsWithoutALimit()
{
    const Series series = Series::fromPoints({{0, 1, Mark::None}, {86'400'000, 2, Mark::None}});
    QVERIFY(series.gaps(0, 86'400'000).empty());
    QVERIFY(!series.decimate(0, 86'400'001, 2).back().gapBefore);
}

void TestSeries::leavesEmptyColumnsOut()
{
    const Series series = Series::fromPoints({{0, 1, Mark::None}, {95, 2, Mark::None}});
    const std::vector<Column> columns = series.decimate(0, 100, 10);
    QCOMPARE(columns.size(), size_t{2});
    QCOMPARE(columns[0].fromMs, qint64{0});
    QCOMPARE(columns[1].fromMs, qint64{90});
}

void TestSeries::showsASpikeThatIsOnePointWide()
{
    std::vector<Point> points = everySecond(100'000);
    points[77'777].value = 42;
    const Series series = Series::fromPoints(points);
    const std::vector<Column> columns = series.decimate(0, 100'000'000, 800);
    const auto tallest = std::ranges::max_element(columns, {}, &Column::maximum);
    QCOMPARE(tallest->maximum, 42.0);
    QVERIFY(tallest->fromMs <= 77'777'000 && tallest->toMs > 77'777'000);
}

void TestSeries::refusesWhatIsNoNumber()
{
    Series series;
    QVERIFY(!series.append({0, std::numeric_limits<double>::quiet_NaN(), Mark::None}));
    QVERIFY(!series.append({0, std::numeric_limits<double>::infinity(), Mark::None}));
    QVERIFY(series.isEmpty());
    QCOMPARE(Series::fromPoints({{0, std::nan(""), Mark::None}, {1, 1, Mark::None}}).size(), size_t{1});
}

void TestSeries::answersNothingForNothing()
{
    const Series empty;
    QVERIFY(empty.decimate(0, 100, 10).empty());
    QVERIFY(empty.points(0, 100).empty());
    QVERIFY(empty.gaps(0, 100).empty());
    QVERIFY(!empty.extent(0, 100));
    const Series one = Series::fromPoints({{5, 1, Mark::None}}, 10);
    QVERIFY(one.decimate(0, 100, 0).empty());
    QVERIFY(one.decimate(100, 0, 10).empty());
    QVERIFY(one.points(9, 3).empty());
}

void TestSeries::givesPointsWithBothEnds()
{
    const Series series = Series::fromPoints(everySecond(10));
    QCOMPARE(series.points(2000, 4000).size(), size_t{3});
    QCOMPARE(series.points(2001, 3999).size(), size_t{1});
}

QTEST_APPLESS_MAIN(TestSeries)
#include "tst_series.moc"
