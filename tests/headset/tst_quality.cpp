// The controller against machines whose frames cost what they cost: fixed work, work by pixels, work by
// detail.

#include <QTest> // first: moc can't read <chrono> before it

#include "headset/quality.h"

#include <cmath>
#include <rapidcheck.h>

using namespace twinward::headset;
using std::chrono::nanoseconds;

namespace {

constexpr nanoseconds period{11'111'111}; // 90 Hz

struct Machine
{
    double fixedMs = 0;
    double pixelsMs = 0; // of the whole picture
    double detailFactor = 1.4; // of the pixels' work, for a step of detail

    [[nodiscard]] nanoseconds cost(Quality quality) const
    {
        const double pixels
            = pixelsMs * quality.scale * quality.scale * std::pow(detailFactor, quality.detail);
        return nanoseconds(static_cast<std::int64_t>((fixedMs + pixels) * 1e6));
    }
};

double load(const Machine& machine, Quality quality, const QualityLimits& limits)
{
    return static_cast<double>(machine.cost(quality).count())
        / (static_cast<double>(period.count()) * static_cast<double>(limits.budget));
}

int changesIn(QualityController& controller, const Machine& machine, int frames)
{
    int changes = 0;
    for (int i = 0; i < frames; ++i) {
        const Quality drawn = controller.quality();
        controller.measured(machine.cost(drawn), period, drawn);
        changes += controller.quality() != drawn ? 1 : 0;
    }
    return changes;
}

bool check(const std::function<void()>& property)
{
    return rc::check(property);
}

} // namespace

class TestQuality : public QObject
{
    Q_OBJECT
private slots:
    void aSlowMachineGetsFewerPixelsWithinAFewFrames()
    {
        QualityController controller;
        const Machine slow{1, 30};
        changesIn(controller, slow, 12);
        QVERIFY(load(slow, controller.quality(), {}) <= 1);
        QCOMPARE(controller.quality().detail, 0);
    }

    void oneSlowFrameAloneChangesNothing()
    {
        QualityController controller;
        const Machine fast{1, 4};
        changesIn(controller, fast, 5000);
        const Quality before = controller.quality();
        controller.measured(std::chrono::milliseconds(40), period, before);
        controller.measured(fast.cost(before), period, before);
        QCOMPARE(controller.quality(), before);
    }

    void aFastMachineGetsAllThePixelsThenAllTheDetail()
    {
        QualityController controller;
        changesIn(controller, {0.1, 0.2}, 5000);
        QCOMPARE(controller.quality().scale, 1.0F);
        QCOMPARE(controller.quality().detail, QualityLimits().highestDetail);
    }

    void detailGoesBeforePixels()
    {
        // Given a machine that has raised its detail
        QualityController controller;
        changesIn(controller, {0.1, 0.2}, 5000);
        QVERIFY(controller.quality().detail > 2);
        // When the work becomes a little more than fits
        const Quality drawn = controller.quality();
        for (int i = 0; i < 2; ++i)
            controller.measured(std::chrono::microseconds(10'000), period, drawn);
        // Then the picture is as large as before, and coarser
        QCOMPARE(controller.quality().scale, 1.0F);
        QVERIFY(controller.quality().detail < drawn.detail);
    }

    void framesDrawnBeforeAChangeDoNotCountAgain()
    {
        // Given two frames over budget, and the change they made
        QualityController controller;
        const Quality old = controller.quality();
        for (int i = 0; i < 2; ++i)
            controller.measured(std::chrono::milliseconds(12), period, old);
        const Quality lowered = controller.quality();
        QVERIFY(lowered.scale < old.scale);
        // When the times of others that were already on their way arrive
        for (int i = 0; i < 6; ++i)
            controller.measured(std::chrono::milliseconds(12), period, old);
        // Then they change nothing
        QCOMPARE(controller.quality(), lowered);
    }

    void whateverTheMachineItSettlesWithinTheBudgetOrOnTheFloor()
    {
        QVERIFY(check([] {
            const Machine machine{*rc::gen::inRange(0, 20000) / 1000.0, *rc::gen::inRange(0, 60000) / 1000.0,
                *rc::gen::inRange(1000, 1500) / 1000.0};
            const QualityLimits limits;
            QualityController controller(limits);
            changesIn(controller, machine, 4000);
            const int late = changesIn(controller, machine, 4000);
            RC_ASSERT(late == 0); // no swinging between two qualities
            const Quality found = controller.quality();
            RC_ASSERT(found.scale >= limits.lowestScale && found.scale <= 1);
            RC_ASSERT(found.detail >= 0 && found.detail <= limits.highestDetail);
            const bool floor = found.scale == limits.lowestScale && found.detail == 0;
            RC_ASSERT(floor || load(machine, found, limits) <= 1);
        }));
    }

    void whateverTheMachineRoomIsUsed()
    {
        QVERIFY(check([] {
            const Machine machine{0, *rc::gen::inRange(0, 60000) / 1000.0, 1.5};
            const QualityLimits limits;
            QualityController controller(limits);
            changesIn(controller, machine, 6000);
            Quality next = controller.quality();
            if (next.scale < 1)
                next.scale = std::min(1.0F, next.scale + 0.05F);
            else
                next.detail = std::min(next.detail + 1, limits.highestDetail);
            RC_ASSERT(next == controller.quality() || load(machine, next, limits) > 0.84);
        }));
    }

    void whateverTheTimesQualityStaysWithinItsLimits()
    {
        QVERIFY(check([] {
            const QualityLimits limits;
            QualityController controller(limits);
            for (const int micros : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-5, 60000))) {
                controller.measured(std::chrono::microseconds(micros), period, controller.quality());
                const Quality quality = controller.quality();
                RC_ASSERT(quality.scale >= limits.lowestScale && quality.scale <= 1);
                RC_ASSERT(quality.detail >= 0 && quality.detail <= limits.highestDetail);
            }
        }));
    }

    void stepsThatMustBeTakenBackAreTriedLessAndLessOften()
    {
        // Given a machine on which each step of detail costs three times the one before: none is what it is
        // taken for
        QualityController controller;
        const Machine uneven{0.2, 3.3, 3};
        // When it runs for a while, and for as long again
        const int first = changesIn(controller, uneven, 4000);
        const int later = changesIn(controller, uneven, 4000);
        // Then it swings less
        QVERIFY(first > 2);
        QVERIFY(later < first / 2);
    }
};

QTEST_APPLESS_MAIN(TestQuality)
#include "tst_quality.moc"
