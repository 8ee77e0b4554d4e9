// Rays, fingertips, steady hands and turning, without a runtime.

#include "hand_gestures.h"
#include "headset_scene/comfort.h"
#include "headset_scene/pointing.h"

#include <numbers>
#include <QTest>

using namespace twinward::headset;
using namespace twinward::headset::gestures;

namespace {

constexpr float tolerance = 1e-4F;

Panel boardAt(const Pose& pose)
{
    return {pose, {0.6, 0.4}};
}

} // namespace

class TestPointing : public QObject
{
    Q_OBJECT

private slots:
    void aRayFindsThePlaceOnAPanelItIsAimedAt()
    {
        QVERIFY(rc::check("panel", [] {
            const Panel panel = boardAt(anyPose());
            const QPointF place(double{within(0.01F, 0.99F)}, double{within(0.01F, 0.99F)});
            const QVector3D target = panel.pose.map({static_cast<float>((place.x() - 0.5) * 0.6),
                static_cast<float>((0.5 - place.y()) * 0.4), 0});
            const QVector3D eye = panel.pose.map({within(-1, 1), within(-1, 1), within(0.05F, 2)});
            const auto hit = hitPanel({eye, (target - eye).normalized()}, panel);
            RC_ASSERT(hit.has_value());
            RC_ASSERT(std::abs(hit->place.x() - place.x()) < 1e-3);
            RC_ASSERT(std::abs(hit->place.y() - place.y()) < 1e-3);
            RC_ASSERT(std::abs(hit->metres - (target - eye).length()) < 1e-3F);
        }));
    }

    void aPanelIsMetFromItsFrontOnly()
    {
        const Panel panel = boardAt({});
        QVERIFY(hitPanel({{0, 0, 1}, {0, 0, -1}}, panel));
        QVERIFY(!hitPanel({{0, 0, -1}, {0, 0, 1}}, panel)); // from behind
        QVERIFY(!hitPanel({{0, 0, 1}, {0, 0, 1}}, panel)); // away
        QVERIFY(!hitPanel({{0, 0, 1}, {1, 0, 0}}, panel)); // along
        QVERIFY(!hitPanel({{0.31F, 0, 1}, {0, 0, -1}}, panel)); // beside
    }

    void aRayMeetsTheImagesWhereTheyBegin()
    {
        const Placement placement = before(chest(), {0, 1, 0}, {0, 1, 1}, 0.5F);
        const auto hit = hitBox({{0, 1, 1}, {0, 0, -1}}, placement, chest());
        QVERIFY(hit);
        QVERIFY(std::abs(*hit - (1 - 0.101F)) < tolerance); // 101 mm: half a voxel beyond the last centre
        QCOMPARE(hitBox({{0, 1, 0}, {0, 0, -1}}, placement, chest()), 0.0F); // from inside
        QVERIFY(!hitBox({{0, 1, 1}, {0, 0, 1}}, placement, chest()));
        QVERIFY(!hitBox({{0.2F, 1, 1}, {0, 0, -1}}, placement, chest()));
    }

    void aTiltedGantrysImagesAreMetAtTheirTiltedSides()
    {
        auto grid = chest();
        const double angle = 20 * std::numbers::pi / 180;
        grid.axes[2] = {0, -std::sin(angle), std::cos(angle)};
        Placement placement;
        placement.metresPerMm = 0.001F;
        QVERIFY(!isInside(placement, grid, placement.toRoom({0, 50, 100}), 0));
        QVERIFY(isInside(placement, grid, placement.toRoom({0, -150, 100}), 0));
    }

    void aFingerPressesFromTheFrontAndLetsGoWhenItComesBack()
    {
        const Panel panel = boardAt({});
        Poke poke;
        QVERIFY(!poke.update(panel, QVector3D(0, 0, 0.05F)).press.down);
        const auto pressed = poke.update(panel, QVector3D(0.15F, 0.1F, -0.005F));
        QVERIFY(pressed.press.pressed());
        QVERIFY(std::abs(pressed.place->x() - 0.75) < 1e-5);
        QVERIFY(std::abs(pressed.place->y() - 0.25) < 1e-5);
        // trembling at the surface is no second press
        QVERIFY(!poke.update(panel, QVector3D(0.15F, 0.1F, 0.005F)).press.changed);
        QVERIFY(!poke.update(panel, QVector3D(0.15F, 0.1F, -0.005F)).press.changed);
        QVERIFY(poke.update(panel, QVector3D(0.15F, 0.1F, 0.02F)).press.released());
    }

    void aFingerFromBehindOrTheSidePressesNothing()
    {
        const Panel panel = boardAt({});
        Poke poke;
        QVERIFY(!poke.update(panel, QVector3D(0, 0, -0.05F)).press.down);
        QVERIFY(!poke.update(panel, QVector3D(0, 0, -0.01F)).press.down);
        QVERIFY(!poke.update(panel, QVector3D(0.4F, 0, 0.01F)).press.down); // beside it
        QVERIFY(!poke.update(panel, QVector3D(0.2F, 0, -0.01F)).press.down); // comes in from there
    }

    void aFingerThatVanishesLetsGo()
    {
        const Panel panel = boardAt({});
        Poke poke;
        (void)poke.update(panel, QVector3D(0, 0, 0.01F));
        QVERIFY(poke.update(panel, QVector3D(0, 0, -0.01F)).press.pressed());
        QVERIFY(poke.update(panel, std::nullopt).press.released());
    }

    void aDragThatRunsOffTheEdgeStaysOnThePanel()
    {
        const Panel panel = boardAt({});
        Poke poke;
        (void)poke.update(panel, QVector3D(0, 0, 0.01F));
        (void)poke.update(panel, QVector3D(0, 0, -0.01F));
        const auto state = poke.update(panel, QVector3D(0.5F, 0, -0.01F));
        QVERIFY(state.press.down);
        QCOMPARE(state.place->x(), 1.0);
    }

    void tremorIsTakenAndAMovementFollowed()
    {
        // given a hand that trembles by 2 mm at rest
        SteadyAim steady;
        float most = 0;
        for (int i = 0; i < 90; ++i) {
            const Pose aim{{}, {i % 2 == 0 ? 0.002F : -0.002F, 1, 0}};
            const Pose calm = steady.update(aim, 1 / 90.0F);
            if (i > 30)
                most = std::max(most, std::abs(calm.position.x()));
        }
        QVERIFY(most < 0.0012F);
        // when it moves half a metre and stops, then it is there
        Pose followed;
        for (int i = 0; i < 45; ++i)
            followed = steady.update({{}, {0.5F, 1, 0}}, 1 / 90.0F);
        QVERIFY(std::abs(followed.position.x() - 0.5F) < 0.005F);
    }

    void theStickTurnsOnceForEachPush()
    {
        SnapTurn turn;
        QCOMPARE(turn.update(0.9F), -30.0F);
        QCOMPARE(turn.update(1), 0.0F);
        QCOMPARE(turn.update(0.5F), 0.0F); // not back yet
        QCOMPARE(turn.update(0.9F), 0.0F);
        QCOMPARE(turn.update(0), 0.0F);
        QCOMPARE(turn.update(-0.8F), 30.0F);
    }

    void turningLeavesTheHeadWhereItIs()
    {
        QVERIFY(rc::check("turn", [] {
            const Pose rig
                = standingAt({QQuaternion::fromAxisAndAngle(0, 1, 0, within(-180, 180)), pointWithin(3)},
                    {{}, {within(-1, 1), 1.6F, within(-1, 1)}});
            const QVector3D head(within(-1, 1), 1.6F, within(-1, 1));
            const Pose turned = turnedAbout(rig, head, 30);
            RC_ASSERT((turned.map(head) - rig.map(head)).length() < 1e-4F);
            const QVector3D expected = QQuaternion::fromAxisAndAngle(0, 1, 0, 30) * rig.forward();
            RC_ASSERT((turned.forward() - expected).length() < 1e-4F);
        }));
    }

    void standingAtASpotOneLooksItsWay()
    {
        QVERIFY(rc::check("stand", [] {
            const Pose spot{
                QQuaternion::fromAxisAndAngle(0, 1, 0, within(-180, 180)), {within(-3, 3), 0, within(-3, 3)}};
            const Pose head{QQuaternion::fromEulerAngles(within(-60, 60), within(-180, 180), 0),
                {within(-1, 1), 1.7F, within(-1, 1)}};
            const Pose rig = standingAt(spot, head);
            const QVector3D there = rig.map(head.position);
            RC_ASSERT((there - QVector3D(spot.position.x(), 1.7F, spot.position.z())).length() < 1e-3F);
            QVector3D looks = rig.orientation * head.forward();
            looks.setY(0);
            RC_ASSERT((looks.normalized() - spot.forward()).length() < 1e-3F);
        }));
    }

    void theVignetteFades()
    {
        Vignette vignette;
        QCOMPARE(vignette.strength(), 0.0F);
        vignette.moved();
        QCOMPARE(vignette.strength(), 1.0F);
        vignette.update(Vignette::fadeSeconds / 2);
        QVERIFY(std::abs(vignette.strength() - 0.5F) < tolerance);
        vignette.update(1);
        QCOMPARE(vignette.strength(), 0.0F);
    }
};

QTEST_APPLESS_MAIN(TestPointing)
#include "tst_pointing.moc"
