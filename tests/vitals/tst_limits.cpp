// What may be charted: every edge of the possible range from both sides, the usual ranges by age, and the
// checks between values.

#include "vitals/limits.h"

#include <cmath>
#include <QtTest>
#include <rapidcheck.h>

using namespace twinward::vitals;
using Level = LimitVerdict::Level;
using Reason = LimitVerdict::Reason;

class TestLimits : public QObject
{
    Q_OBJECT

private slots:
    void everyNumberHasLimits();
    void holdsAtEveryEdge();
    void warnsByAge_data();
    void warnsByAge();
    void saysTheRangeInTheUnitTyped();
    void takesTheEdgeInAnotherUnit();
    void refusesAUnitThatIsNotTheSigns();
    void refusesWhatIsNoNumber();
    void refusesADiastolicNotBelowItsSystolic();
    void warnsOfALargeChange();
    void theUsualLiesWithinThePossible();
};

void TestLimits::everyNumberHasLimits()
{
    for (const Sign sign : allSigns()) {
        QCOMPARE(Limits::builtIn().possible(sign).has_value(), definition(sign).isNumber);
        QCOMPARE(Limits::builtIn().usual(sign).has_value(), definition(sign).isNumber);
    }
    QVERIFY(!Limits::builtIn().source().isEmpty());
}

void TestLimits::holdsAtEveryEdge()
{
    const Limits& limits = Limits::builtIn();
    for (const Sign sign : allSigns()) {
        if (!definition(sign).isNumber)
            continue;
        const QString unit = definition(sign).unit;
        const double step = std::pow(10.0, -definition(sign).decimals);
        const Range possible = *limits.possible(sign);
        for (const double inside : {possible.low, possible.high})
            QVERIFY2(limits.check(sign, inside, unit).level != Level::Impossible,
                qPrintable(definition(sign).key));
        for (const double outside : {possible.low - step, possible.high + step}) {
            const LimitVerdict verdict = limits.check(sign, outside, unit);
            QVERIFY2(verdict.level == Level::Impossible, qPrintable(definition(sign).key));
            QCOMPARE(verdict.reason, Reason::OutsidePossible);
            QCOMPARE(verdict.possible, std::optional(possible));
        }
        for (int months = 0; months < 240; ++months) {
            const Range usual = *limits.usual(sign, months);
            QCOMPARE(limits.check(sign, usual.low, unit, months).level, Level::Ok);
            QCOMPARE(limits.check(sign, usual.high, unit, months).level, Level::Ok);
            if (usual.low - step >= possible.low)
                QCOMPARE(limits.check(sign, usual.low - step, unit, months).level, Level::Unusual);
            if (usual.high + step <= possible.high)
                QCOMPARE(limits.check(sign, usual.high + step, unit, months).reason, Reason::OutsideUsual);
        }
    }
}

void TestLimits::warnsByAge_data()
{
    QTest::addColumn<Sign>("sign");
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("months");
    QTest::addColumn<Level>("level");
    QTest::newRow("pulse of a newborn") << Sign::HeartRate << 150.0 << 0 << Level::Ok;
    QTest::newRow("the same in an adult") << Sign::HeartRate << 150.0 << 480 << Level::Unusual;
    QTest::newRow("breathing of an infant") << Sign::RespiratoryRate << 45.0 << 5 << Level::Ok;
    QTest::newRow("the same at ten") << Sign::RespiratoryRate << 45.0 << 120 << Level::Unusual;
    QTest::newRow("pressure of a toddler") << Sign::SystolicPressure << 85.0 << 30 << Level::Ok;
    QTest::newRow("the same in an adult") << Sign::SystolicPressure << 85.0 << 480 << Level::Unusual;
    QTest::newRow("last month of 15") << Sign::HeartRate << 100.0 << 191 << Level::Ok;
    QTest::newRow("16 years") << Sign::HeartRate << 100.0 << 192 << Level::Unusual;
}

void TestLimits::warnsByAge()
{
    QFETCH(Sign, sign);
    QFETCH(double, value);
    QFETCH(int, months);
    QFETCH(Level, level);
    QCOMPARE(Limits::builtIn().check(sign, value, definition(sign).unit, months).level, level);
}

void TestLimits::saysTheRangeInTheUnitTyped()
{
    const LimitVerdict verdict = Limits::builtIn().check(Sign::Temperature, 104, u"[degF]");
    QCOMPARE(verdict.level, Level::Unusual);
    QCOMPARE(verdict.unit, QStringLiteral("[degF]"));
    QVERIFY(std::abs(verdict.usual->low - 96.98) < 1e-9);
    QVERIFY(std::abs(verdict.usual->high - 100.4) < 1e-9);
}

void TestLimits::takesTheEdgeInAnotherUnit()
{
    // 100.4 °F is 38.0 °C exactly, though not in binary.
    QCOMPARE(Limits::builtIn().check(Sign::Temperature, 100.4, u"[degF]").level, Level::Ok);
    QCOMPARE(Limits::builtIn().check(Sign::Temperature, 100.5, u"[degF]").level, Level::Unusual);
    // A Fahrenheit value taken for Celsius is refused.
    QCOMPARE(Limits::builtIn().check(Sign::Temperature, 98.6, u"Cel").level, Level::Impossible);
}

void TestLimits::refusesAUnitThatIsNotTheSigns()
{
    for (const QString& unit : {QString(), QStringLiteral("kg"), QStringLiteral("furlong")}) {
        const LimitVerdict verdict = Limits::builtIn().check(Sign::Temperature, 37, unit);
        QCOMPARE(verdict.level, Level::Impossible);
        QCOMPARE(verdict.reason, Reason::UnknownUnit);
    }
}

void TestLimits::refusesWhatIsNoNumber()
{
    const LimitVerdict verdict = Limits::builtIn().check(Sign::HeartRate, std::nan(""), u"/min");
    QCOMPARE(verdict.level, Level::Impossible);
    QCOMPARE(verdict.reason, Reason::NotANumber);
}

void TestLimits::refusesADiastolicNotBelowItsSystolic()
{
    QCOMPARE(Limits::builtIn().checkPressures(120, 80).level, Level::Ok);
    QCOMPARE(Limits::builtIn().checkPressures(80, 80).level, Level::Impossible);
    const LimitVerdict swapped = Limits::builtIn().checkPressures(80, 120);
    QCOMPARE(swapped.reason, Reason::DiastolicNotBelowSystolic);
    QCOMPARE(swapped.other, std::optional(80.0));
}

void TestLimits::warnsOfALargeChange()
{
    const Limits& limits = Limits::builtIn();
    QCOMPARE(limits.checkChange(Sign::HeartRate, 112, 72, 30).level, Level::Ok);
    const LimitVerdict jump = limits.checkChange(Sign::HeartRate, 113, 72, 30);
    QCOMPARE(jump.level, Level::Unusual);
    QCOMPARE(jump.reason, Reason::ChangedMuch);
    QCOMPARE(jump.other, std::optional(72.0));
    QCOMPARE(limits.checkChange(Sign::HeartRate, 113, 72, 61).level, Level::Ok); // long ago
    QCOMPARE(limits.checkChange(Sign::Weight, 77, 70, 1440).level, Level::Ok); // a tenth
    QCOMPARE(limits.checkChange(Sign::Weight, 77.1, 70, 1440).level, Level::Unusual);
    QCOMPARE(limits.checkChange(Sign::Weight, 7.0, 70, 1440).level, Level::Unusual); // a decimal point
    QCOMPARE(limits.checkChange(Sign::PainScore, 10, 0, 1).level, Level::Ok); // pain may
}

void TestLimits::theUsualLiesWithinThePossible()
{
    QVERIFY(rc::check("a usual value is possible", [] {
        const Sign sign = *rc::gen::elementOf(std::vector(allSigns().begin(), allSigns().end()));
        RC_PRE(definition(sign).isNumber);
        const int months = *rc::gen::inRange(0, 1300);
        const double value = *rc::gen::inRange(-1000, 100'000) / 10.0;
        const LimitVerdict verdict = Limits::builtIn().check(sign, value, definition(sign).unit, months);
        if (verdict.level == Level::Ok)
            RC_ASSERT(verdict.possible->contains(value) && verdict.usual->contains(value));
        if (verdict.level == Level::Unusual)
            RC_ASSERT(verdict.possible->contains(value) && !verdict.usual->contains(value));
    }));
}

QTEST_APPLESS_MAIN(TestLimits)
#include "tst_limits.moc"
