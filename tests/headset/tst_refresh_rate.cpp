// The rate asked of the display, against machines that hold it or don't.

#include <QTest> // first: moc can't read <chrono> before it

#include "headset/refresh_rate.h"

using namespace twinward::headset;
using std::chrono::nanoseconds;

namespace {

const std::vector<float> rates{90, 72, 120, 60};
constexpr Quality least{0.4F, 0};
constexpr Quality sharp{1, 4};

constexpr nanoseconds ms(double time)
{
    return nanoseconds(static_cast<std::int64_t>(time * 1e6));
}

void frames(RefreshRateController& controller, int count, nanoseconds gpu, Quality drawn)
{
    for (int i = 0; i < count; ++i)
        controller.measured(gpu, drawn);
}

} // namespace

class TestRefreshRate : public QObject
{
    Q_OBJECT
private slots:
    void itBeginsAtTheRuntimesOwn()
    {
        QCOMPARE(RefreshRateController(rates, 90).hz(), 90.0F);
        QCOMPARE(RefreshRateController({}, 72).hz(), 72.0F);
    }

    void itStaysWhileTheQualityCanStillGoDown()
    {
        RefreshRateController controller(rates, 90);
        frames(controller, 10'000, ms(30), {0.7F, 0});
        QCOMPARE(controller.hz(), 90.0F);
    }

    void aMachineThatHoldsTheLeastQualityKeepsTheRate()
    {
        RefreshRateController controller(rates, 90);
        frames(controller, 10'000, ms(8.5), least); // of 11.1, a fifth of which is the compositor's
        QCOMPARE(controller.hz(), 90.0F);
    }

    void itGoesDownToWhatTheMachineHolds()
    {
        RefreshRateController controller(rates, 90);
        frames(controller, 200, ms(10.5), least);
        QCOMPARE(controller.hz(), 72.0F); // 13.9 ms
        RefreshRateController slower(rates, 90);
        frames(slower, 200, ms(13), least);
        QCOMPARE(slower.hz(), 60.0F); // 16.7 ms, in one step
        RefreshRateController slowest(rates, 90);
        frames(slowest, 10'000, ms(200), least);
        QCOMPARE(slowest.hz(), 60.0F); // there is none below
    }

    void anAccidentIsNoReason()
    {
        RefreshRateController controller(rates, 90);
        for (int i = 0; i < 1000; ++i)
            controller.measured(i % 10 == 0 ? ms(8) : ms(40), least);
        QCOMPARE(controller.hz(), 90.0F);
    }

    void withRoomForLongItComesBackAndNotAboveItsBeginning()
    {
        RefreshRateController controller(rates, 90);
        frames(controller, 200, ms(10.5), least);
        QCOMPARE(controller.hz(), 72.0F);
        frames(controller, 300, ms(6), sharp);
        QCOMPARE(controller.hz(), 72.0F); // not at the first bit of it
        frames(controller, 20'000, ms(6), sharp);
        QCOMPARE(controller.hz(), 90.0F);
    }

    void aStepThatHadToBeTakenBackIsTriedMoreSeldom()
    {
        RefreshRateController controller(rates, 90);
        int changes = 0;
        float before = controller.hz();
        // Room at 72, too much at 90: 100,000 frames are some twenty minutes.
        for (int i = 0; i < 100'000; ++i) {
            if (controller.hz() > 80)
                controller.measured(ms(12), least);
            else
                controller.measured(ms(6), sharp);
            changes += controller.hz() != before ? 1 : 0;
            before = controller.hz();
        }
        QVERIFY2(changes < 30, qPrintable(QString::number(changes)));
        QVERIFY(changes > 2); // it is tried
    }
};

QTEST_APPLESS_MAIN(TestRefreshRate)
#include "tst_refresh_rate.moc"
