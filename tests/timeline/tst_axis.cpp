#include "timeline/axis.h"

#include <QtTest/QtTest>
#include <rapidcheck.h>

using namespace twinward::timeline;

namespace {

constexpr qint64 dayMs = 86'400'000;

double measured(const QString& text)
{
    double width = 0;
    for (const QChar c : text)
        width += c.unicode() > 0x2e00 ? 11.0 : 6.5;
    return width;
}

Viewport window(qint64 firstMs, double lengthMs, double widthPx)
{
    Viewport viewport;
    viewport.setLimits({firstMs - 400 * dayMs * 366, firstMs + 400 * dayMs * 366});
    viewport.setWidth(widthPx);
    viewport.show(static_cast<double>(firstMs), static_cast<double>(firstMs) + lengthMs);
    return viewport;
}

qint64 utc(int year, int month, int day, int hour = 0)
{
    return QDateTime(QDate(year, month, day), QTime(hour, 0), Qt::UTC).toMSecsSinceEpoch();
}

Axis axisOf(
    const Viewport& viewport, const QTimeZone& zone = QTimeZone::utc(), const QLocale& locale = QLocale::c())
{
    return axisFor(viewport, zone, locale, measured);
}

QTimeZone anyZone()
{
    return QTimeZone(QByteArray(*rc::gen::element("UTC", "Asia/Shanghai", "America/New_York",
        "Asia/Kathmandu", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo")));
}

QLocale anyLocale()
{
    return *rc::gen::element(QLocale(QLocale::English, QLocale::UnitedKingdom), QLocale(QLocale::Chinese),
        QLocale(QLocale::English, QLocale::UnitedStates));
}

Viewport anyWindow()
{
    const qint64 first = *rc::gen::inRange<qint64>(utc(1900, 1, 1), utc(2040, 1, 1));
    const double length = std::pow(10.0, *rc::gen::inRange(51, 126) / 10.0); // two minutes to a hundred years
    return window(first, length, *rc::gen::inRange(200, 3000));
}

} // namespace

class TestAxis : public QObject
{
    Q_OBJECT

private slots:
    void labelsNeverRunIntoEachOther();
    void ticksCoverTheWindow();
    void periodsCoverTheWindowWithoutGaps();
    void ticksStandOnTheCalendar();
    void aLifetimeHasYears();
    void aDayHasHoursUnderItsDate();
    void minutesUnderHalfHourOffsetsAreWhole();
    void turningTheClockLosesNoTick();
    void chineseDatesAreWrittenInChinese();
};

void TestAxis::labelsNeverRunIntoEachOther()
{
    QVERIFY(rc::check([] {
        const Axis axis = axisOf(anyWindow(), anyZone(), anyLocale());
        for (size_t i = 1; i < axis.ticks.size(); ++i) {
            const Tick& left = axis.ticks[i - 1];
            const Tick& right = axis.ticks[i];
            RC_ASSERT(left.ms < right.ms);
            RC_ASSERT(left.x + left.labelWidth / 2 + Axis::minGapPx <= right.x - right.labelWidth / 2 + 1e-6);
        }
    }));
}

void TestAxis::ticksCoverTheWindow()
{
    QVERIFY(rc::check([] {
        const Viewport viewport = anyWindow();
        const QTimeZone zone = anyZone();
        const Axis axis = axisOf(viewport, zone);
        RC_ASSERT(!axis.ticks.empty());
        // One stands at or before the left edge, each follows the one before it, and the next would be
        // outside.
        RC_ASSERT(axis.ticks.front().x <= 1e-6);
        const QDateTime last = QDateTime::fromMSecsSinceEpoch(axis.ticks.back().ms, zone);
        RC_ASSERT(static_cast<double>(tickAfter(last, axis.step).toMSecsSinceEpoch()) > viewport.lastMs());
        for (size_t i = 1; i < axis.ticks.size(); ++i) {
            const QDateTime before = QDateTime::fromMSecsSinceEpoch(axis.ticks[i - 1].ms, zone);
            RC_ASSERT(tickAfter(before, axis.step).toMSecsSinceEpoch() == axis.ticks[i].ms);
        }
    }));
}

void TestAxis::periodsCoverTheWindowWithoutGaps()
{
    QVERIFY(rc::check([] {
        const Viewport viewport = anyWindow();
        const Axis axis = axisOf(viewport, anyZone(), anyLocale());
        if (axis.step.unit == TickUnit::Year)
            return;
        RC_ASSERT(!axis.spans.empty());
        RC_ASSERT(static_cast<double>(axis.spans.front().firstMs) <= viewport.firstMs() + 1);
        RC_ASSERT(static_cast<double>(axis.spans.back().lastMs) >= viewport.lastMs() - 1);
        for (size_t i = 1; i < axis.spans.size(); ++i)
            RC_ASSERT(axis.spans[i - 1].lastMs == axis.spans[i].firstMs);
    }));
}

void TestAxis::ticksStandOnTheCalendar()
{
    const auto shanghai = QTimeZone("Asia/Shanghai");
    const Axis axis = axisOf(window(utc(2020, 1, 17), 200.0 * dayMs, 800), shanghai);

    QCOMPARE(axis.step.unit, TickUnit::Month);
    for (const Tick& tick : axis.ticks) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(tick.ms, shanghai);
        QCOMPARE(local.date().day(), 1);
        QCOMPARE(local.time(), QTime(0, 0));
    }
}

void TestAxis::aLifetimeHasYears()
{
    const Axis axis = axisOf(window(utc(1950, 1, 1), 77.0 * 365 * dayMs, 1000));

    QCOMPARE(axis.step.unit, TickUnit::Year);
    QVERIFY(axis.spans.empty());
    QVERIFY(axis.ticks.size() >= 8);
}

void TestAxis::aDayHasHoursUnderItsDate()
{
    const Axis axis = axisOf(window(utc(2026, 11, 20), dayMs, 1000));

    QCOMPARE(axis.step.unit, TickUnit::Hour);
    QCOMPARE(axis.spans.front().label, QStringLiteral("Fri 20 Nov 2026"));
}

void TestAxis::minutesUnderHalfHourOffsetsAreWhole()
{
    const auto kathmandu = QTimeZone("Asia/Kathmandu"); // 5 h 45 min east
    const Axis axis = axisOf(window(utc(2026, 11, 20), 3 * 3'600'000.0, 500), kathmandu);

    for (const Tick& tick : axis.ticks) {
        const QTime local = QDateTime::fromMSecsSinceEpoch(tick.ms, kathmandu).time();
        QCOMPARE(local.msecsSinceStartOfDay()
                % (axis.step.count * (axis.step.unit == TickUnit::Hour ? 3'600'000 : 60'000)),
            0);
    }
}

void TestAxis::turningTheClockLosesNoTick()
{
    const auto newYork = QTimeZone("America/New_York");
    // 8 March 2026, 02:00 becomes 03:00; 1 November 2026, 02:00 becomes 01:00.
    for (const qint64 day : {utc(2026, 3, 8, 5), utc(2026, 11, 1, 4)}) {
        const Axis axis = axisOf(window(day, 1.0 * dayMs, 1400), newYork);
        QVERIFY(axis.ticks.size() >= 8);
        for (size_t i = 1; i < axis.ticks.size(); ++i) {
            QVERIFY(axis.ticks[i].ms > axis.ticks[i - 1].ms);
            QVERIFY(axis.ticks[i].ms - axis.ticks[i - 1].ms <= (axis.step.count + 1) * 3'600'000LL);
        }
    }
}

void TestAxis::chineseDatesAreWrittenInChinese()
{
    const Axis axis
        = axisOf(window(utc(2026, 11, 1), 20.0 * dayMs, 1600), QTimeZone::utc(), QLocale(QLocale::Chinese));

    QCOMPARE(axis.spans.front().label, QStringLiteral("2026年11月"));
    QVERIFY(axis.ticks.back().label.endsWith(u'日'));
}

QTEST_GUILESS_MAIN(TestAxis)
#include "tst_axis.moc"
