// Taking hold of the images with one hand and with two, and where they are in the room, without a runtime.

#include "hand_gestures.h"

#include <QTest>

using namespace twinward::headset;
using namespace twinward::headset::gestures;
using twinward::imaging::Vec3;

namespace {

constexpr std::array<bool, 2> bothMay{true, true};

bool near(const QVector3D& a, const QVector3D& b, float metres = 1e-4F)
{
    return (a - b).length() < metres;
}

double distanceMm(const Vec3& a, const Vec3& b)
{
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

Pose at(const QVector3D& position)
{
    return {{}, position};
}

// seenFrom() the other way round.
Placement showing(const twinward::imaging::VolumeView& view, const Placement& placement, const Pose& head)
{
    const QVector3D way = placement.pose.position - head.position;
    const QQuaternion looking = QQuaternion::fromDirection(-way, head.orientation * QVector3D(0, 1, 0));
    const auto& [x, y, z, w] = view.rotation;
    const QQuaternion turn(
        static_cast<float>(w), static_cast<float>(x), static_cast<float>(y), static_cast<float>(z));
    Placement shown = placement;
    shown.pose.orientation = (looking * turn).normalized();
    return shown;
}

} // namespace

class TestGrab : public QObject
{
    Q_OBJECT

private slots:
    void thePatientAndTheRoomGoThereAndBack()
    {
        QVERIFY(rc::check("there and back", [] {
            const Placement placement = anyPlacement();
            const Vec3 point{double{within(-500, 500)}, double{within(-500, 500)}, double{within(-500, 500)}};
            RC_ASSERT(distanceMm(placement.toPatient(placement.toRoom(point)), point) < 0.01);
            const QVector3D mapped = placement.matrix().map(QVector3D(
                static_cast<float>(point[0]), static_cast<float>(point[1]), static_cast<float>(point[2])));
            RC_ASSERT(near(mapped, placement.toRoom(point)));
        }));
    }

    void imagesStandUprightBeforeTheWearer()
    {
        const QVector3D wearer(0, 1.6F, 1);
        const Placement placement = before(chest(), {0, 1.2F, 0}, wearer, 0.6F);
        QVERIFY(near(placement.toRoom({0, 0, 0}), {0, 1.2F, 0}));
        QVERIFY(near(placement.directionToRoom({0, 0, 1}), {0, 1, 0})); // the head is up
        QVERIFY(near(placement.directionToRoom({0, -1, 0}), {0, 0, 1})); // the front is towards the wearer
        QVERIFY(
            near(placement.directionToRoom({1, 0, 0}), {1, 0, 0})); // the patient's left is at their right
        QCOMPARE(placement.metresPerMm, 0.001F); // 30 cm fit: as large as life
        QCOMPARE(before(chest(), {}, wearer, 0.15F).metresPerMm, 0.0005F);
    }

    void savedViewsShowTheSideTheyName_data()
    {
        QTest::addColumn<int>("view");
        QTest::addColumn<QVector3D>("side");
        QTest::newRow("front") << int(SavedView::Front) << QVector3D(0, -1, 0);
        QTest::newRow("back") << int(SavedView::Back) << QVector3D(0, 1, 0);
        QTest::newRow("left") << int(SavedView::Left) << QVector3D(1, 0, 0);
        QTest::newRow("right") << int(SavedView::Right) << QVector3D(-1, 0, 0);
        QTest::newRow("head") << int(SavedView::Head) << QVector3D(0, 0, 1);
        QTest::newRow("feet") << int(SavedView::Feet) << QVector3D(0, 0, -1);
    }
    void savedViewsShowTheSideTheyName()
    {
        QFETCH(int, view);
        QFETCH(QVector3D, side);
        Placement placement = before(chest(), {1, 1, -2}, {0, 1.6F, 0}, 0.5F);
        const QVector3D wearer(3, 1.6F, -2); // stands elsewhere by now: towards +x
        placement = turnedTo(placement, static_cast<SavedView>(view), wearer);
        const QVector3D shown = placement.directionToRoom({side.x(), side.y(), side.z()});
        QVERIFY(near(shown, {1, 0, 0}));
        QCOMPARE(savedViewNear(placement, wearer, 5), static_cast<SavedView>(view));
    }

    void aViewIsNearOnlyWithinItsDegrees()
    {
        Placement placement = before(chest(), {}, {0, 0, 2}, 0.5F);
        placement.pose.orientation = QQuaternion::fromAxisAndAngle(0, 1, 0, 9) * placement.pose.orientation;
        QCOMPARE(savedViewNear(placement, {0, 0, 2}, 10), SavedView::Front);
        QCOMPARE(savedViewNear(placement, {0, 0, 2}, 8), std::nullopt);
    }

    void theDeskGoesOnWhereTheHandsLeft()
    {
        QVERIFY(rc::check("desk and back", [] {
            const Placement placement = anyPlacement();
            const Pose head{QQuaternion::fromAxisAndAngle(0, 1, 0, within(-180, 180)), pointWithin(1)};
            RC_PRE((placement.pose.position - head.position).length() > 0.2F);
            const auto desk = seenFrom({}, placement, head);
            const Placement again = showing(desk, placement, head);
            const float same = QQuaternion::dotProduct(again.pose.orientation, placement.pose.orientation);
            RC_ASSERT(std::abs(std::abs(same) - 1) < 1e-4F);
        }));
    }

    void inOneHandItKeepsItsPlaceInTheHand()
    {
        QVERIFY(rc::check("carried", [] {
            const Placement held = anyPlacement();
            const Pose then = anyPose();
            const Pose now = anyPose();
            const Placement moved = carried(held, then, now);
            const Vec3 point{double{within(-300, 300)}, double{within(-300, 300)}, double{within(-300, 300)}};
            const QVector3D inHandThen = then.inverse().map(held.toRoom(point));
            const QVector3D inHandNow = now.inverse().map(moved.toRoom(point));
            RC_ASSERT(near(inHandThen, inHandNow, 1e-3F));
            RC_ASSERT(moved.metresPerMm == held.metresPerMm);
        }));
    }

    void betweenTwoHandsWhatTheyHoldStaysUnderThem()
    {
        QVERIFY(rc::check("stretched", [] {
            const Placement held = anyPlacement();
            const std::array then{anyPose(), anyPose()};
            const float apartThen = (then[1].position - then[0].position).length();
            const float factor = within(0.5F, 2);
            const QQuaternion turn = anyTurn();
            const QVector3D shift = pointWithin(1);
            std::array<Pose, 2> now;
            for (size_t i = 0; i < 2; ++i)
                now.at(i) = {turn * then.at(i).orientation, turn * then.at(i).position * factor + shift};
            RC_PRE(apartThen > 0.05F && apartThen * factor > 0.05F);
            const Placement moved = stretched(held, then, now);
            // Both hands moved as one solid thing that grew: so must what is between them.
            for (size_t i = 0; i < 2; ++i) {
                const Vec3 under = held.toPatient(then.at(i).position);
                RC_ASSERT(near(moved.toRoom(under), now.at(i).position, 2e-3F));
            }
            const Vec3 other{double{within(-300, 300)}, double{within(-300, 300)}, double{within(-300, 300)}};
            RC_ASSERT(near(moved.toRoom(other), turn * held.toRoom(other) * factor + shift, 6e-3F));
        }));
    }

    void itNeverGrowsOrShrinksOutOfReach()
    {
        Placement placement = before(chest(), {}, {0, 0, 1}, 0.5F);
        for (int i = 0; i < 30; ++i)
            placement = stretched(
                placement, {at({-0.1F, 0, 0}), at({0.1F, 0, 0})}, {at({-1, 0, 0}), at({1, 0, 0})});
        QCOMPARE(placement.metresPerMm, mostMetresPerMm);
        for (int i = 0; i < 30; ++i)
            placement = stretched(placement, {at({-1, 0, 0}), at({1, 0, 0})}, {at({0, 0, 0}), at({0, 0, 0})});
        QCOMPARE(placement.metresPerMm, leastMetresPerMm);
    }

    void nothingJumpsWhenHandsComeAndGo()
    {
        Placement placement = before(chest(), {0, 1, 0}, {0, 1, 1}, 0.5F);
        Grab grab;
        // given one hand that holds
        Inputs inputs = hands(at({0, 1, 0}), true, at({0.2F, 1, 0}), false);
        placement = grab.update(placement, inputs, bothMay);
        inputs = hands(at({0.1F, 1, 0}), true, at({0.2F, 1, 0}), false, inputs);
        placement = grab.update(placement, inputs, bothMay);
        QVERIFY(near(placement.pose.position, {0.1F, 1, 0}));
        // when the other takes hold as well, and then the first lets go
        inputs = hands(at({0.1F, 1, 0}), true, at({0.3F, 1, 0}), true, inputs);
        const Placement beforeSecond = placement;
        placement = grab.update(placement, inputs, bothMay);
        QCOMPARE(placement, beforeSecond);
        inputs = hands(at({0, 1, 0}), true, at({0.4F, 1, 0}), true, inputs);
        placement = grab.update(placement, inputs, bothMay);
        QVERIFY(std::abs(placement.metresPerMm - 2 * beforeSecond.metresPerMm) < 1e-6F);
        inputs = hands(at({0, 1, 0}), false, at({0.4F, 1, 0}), true, inputs);
        const Placement beforeLetting = placement;
        placement = grab.update(placement, inputs, bothMay);
        QCOMPARE(placement, beforeLetting);
        QVERIFY(grab.isHolding());
        // then the second carries it alone, and lets go where it is
        inputs = hands(at({0, 1, 0}), false, at({0.4F, 1.5F, 0}), true, inputs);
        placement = grab.update(placement, inputs, bothMay);
        QVERIFY(near(placement.pose.position, beforeLetting.pose.position + QVector3D(0, 0.5F, 0)));
        inputs = hands(at({0, 1, 0}), false, at({0.4F, 1.5F, 0}), false, inputs);
        placement = grab.update(placement, inputs, bothMay);
        QVERIFY(!grab.isHolding());
    }

    void aHandOutOfSightForAMomentMovesNothing()
    {
        Placement placement = before(chest(), {0, 1, 0}, {0, 1, 1}, 0.5F);
        Grab grab;
        Inputs inputs = hands(at({0, 1, 0}), true, std::nullopt, false);
        placement = grab.update(placement, inputs, bothMay);
        const Placement held = placement;
        inputs = hands(std::nullopt, true, std::nullopt, false, inputs);
        placement = grab.update(placement, inputs, bothMay);
        QCOMPARE(placement, held);
        inputs = hands(at({0.5F, 1, 0}), true, std::nullopt, false, inputs); // comes back elsewhere
        placement = grab.update(placement, inputs, bothMay);
        QCOMPARE(placement, held);
        inputs = hands(at({0.6F, 1, 0}), true, std::nullopt, false, inputs);
        placement = grab.update(placement, inputs, bothMay);
        QVERIFY(near(placement.pose.position, held.pose.position + QVector3D(0.1F, 0, 0)));
    }

    void aPressMeantForAPanelTakesNothing()
    {
        Placement placement = before(chest(), {0, 1, 0}, {0, 1, 1}, 0.5F);
        Grab grab;
        const Inputs inputs = hands(at({0, 1, 0}), true, std::nullopt, false);
        placement = grab.update(placement, inputs, {false, true});
        QVERIFY(!grab.isHolding());
    }

    void handsReachWhatTheyTouchAndWhatTheyPointAt()
    {
        const Placement placement = before(chest(), {0, 1, 0}, {0, 1, 1}, 0.5F);
        HandInput hand;
        QVERIFY(!canReach(placement, chest(), hand, 1)); // no hand
        hand.grip = at({0.09F, 1.1F, 0});
        QVERIFY(canReach(placement, chest(), hand, 0));
        hand.grip = at({2, 1, 0});
        QVERIFY(!canReach(placement, chest(), hand, 0.2F));
        hand.aim = Pose{{}, {0, 1, 1.1F}}; // looks along -z at its front, a metre off
        QVERIFY(canReach(placement, chest(), hand, 1.05F));
        QVERIFY(!canReach(placement, chest(), hand, 0.9F));
        hand.aim = Pose{QQuaternion::fromAxisAndAngle(0, 1, 0, 180), {0, 1, 1.1F}};
        QVERIFY(!canReach(placement, chest(), hand, 5));
    }

    void aMovementEndsWhereItIsGoing()
    {
        QVERIFY(rc::check("between", [] {
            const Placement from = anyPlacement();
            const Placement to = anyPlacement();
            RC_ASSERT(between(from, to, 1) == to);
            const Vec3 pivot = to.pivot;
            RC_ASSERT(near(between(from, to, 0).toRoom(pivot), from.toRoom(pivot)));
        }));
    }
};

QTEST_APPLESS_MAIN(TestGrab)
#include "tst_grab.moc"
