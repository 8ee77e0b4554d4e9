// What hands do to an examination, and bare hands read as controllers: without a runtime.

#include "hand_gestures.h"
#include "headset_scene/exam_hands.h"
#include "headset_scene/gestures.h"
#include "imaging/vec.h"

#include <QTest>

using namespace twinward;
using namespace twinward::headset;
using imaging::Vec3;

namespace {

constexpr float frame = 1 / 72.0F;
constexpr std::array<bool, 2> nowhere{false, false};

// A wearer at the origin's side, the chest before them at a metre's height.
struct Desk
{
    Desk()
    {
        exam.grid = gestures::chest();
        exam.placement = before(exam.grid, {0, 1, 0}, {0, 1, 1}, 0.5F);
        exam.scene.layers.resize(1);
        exam.scene.layers[0].window = {40, 400, {}};
        exam.scene.planes.resize(1);
        settings.slices = imaging::slicesOf(exam.scene.planes[0], exam.grid, exam.scene.cursor);
    }

    // The right hand there, aiming along -z, with its trigger so.
    std::vector<Deed> hand(const QVector3D& place, bool trigger, const QVector2D& stick = {})
    {
        Inputs now;
        now.focused = true;
        HandInput& right = now.hand(Side::Right);
        right.aim = Pose{{}, place};
        right.grip = right.aim;
        right.trigger = {trigger, trigger != last.hand(Side::Right).trigger.down};
        right.thumbstick = stick;
        last = now;
        return hands.update(exam, now, frame, nowhere, settings, surface);
    }

    Examination exam;
    ExamHands hands;
    ExamHands::Settings settings;
    SurfaceFinder surface;
    Inputs last;
};

HandJoints openHand(const QVector3D& palm)
{
    HandJoints hand;
    const auto put = [&](Joint joint, float x, float y, float z) {
        hand.all[static_cast<size_t>(joint)].pose = {{}, palm + QVector3D(x, y, z)};
    };
    put(Joint::Palm, 0, 0, 0);
    put(Joint::Wrist, 0, 0, 0.08F);
    put(Joint::MiddleProximal, 0, 0, -0.02F);
    put(Joint::ThumbTip, -0.07F, 0, -0.03F);
    put(Joint::IndexProximal, -0.02F, 0, -0.03F);
    put(Joint::IndexTip, -0.02F, 0, -0.11F);
    put(Joint::MiddleTip, 0, 0, -0.12F);
    put(Joint::RingTip, 0.02F, 0, -0.11F);
    put(Joint::LittleTip, 0.04F, 0, -0.10F);
    return hand;
}

HandJoints pinchingHand(const QVector3D& palm)
{
    HandJoints hand = openHand(palm);
    hand.all[static_cast<size_t>(Joint::ThumbTip)].pose.position
        = hand.at(Joint::IndexTip).pose.position + QVector3D(0.005F, 0, 0);
    return hand;
}

HandJoints fist(const QVector3D& palm)
{
    HandJoints hand = openHand(palm);
    for (const Joint tip :
        {Joint::IndexTip, Joint::MiddleTip, Joint::RingTip, Joint::LittleTip, Joint::ThumbTip})
        hand.all[static_cast<size_t>(tip)].pose.position = palm + QVector3D(0, -0.04F, -0.01F);
    return hand;
}

} // namespace

class TestExamHands : public QObject
{
    Q_OBJECT

private slots:
    void aHandThatTouchesTheImagesPointsAtThePlaceItself()
    {
        Desk desk;
        const auto deeds = desk.hand({0.02F, 1.03F, 0.05F}, true); // its tip 5 cm on: z = 0
        QCOMPARE(deeds.size(), size_t{1});
        QVERIFY(deeds[0].kind == Deed::Kind::Point);
        const Vec3 pointer = desk.exam.scene.pointer.value();
        QVERIFY(
            std::abs(pointer[0] - 20) < 0.1 && std::abs(pointer[1]) < 0.1 && std::abs(pointer[2] - 30) < 0.1);
        (void)desk.hand({0.02F, 1.03F, 0.05F}, false);
        QVERIFY(!desk.exam.scene.pointer);
    }

    void aRayPointsAtWhatCanBeSeen()
    {
        Desk desk;
        // given a surface half-way into the images
        desk.surface = [](const Vec3& from, const Vec3& direction) -> std::optional<Vec3> {
            return imaging::plus(from, imaging::times(direction, -from[1] / direction[1]));
        };
        (void)desk.hand({0.01F, 1, 1}, true);
        QVERIFY(desk.hands.pointedAt());
        QVERIFY((*desk.hands.pointedAt() - QVector3D(0.01F, 1, 0)).length() < 1e-4F);
        (void)desk.hand({0.5F, 1, 1}, true); // beside the images
        QVERIFY(!desk.hands.pointedAt());
    }

    void aMeasureGoesFromPressToRelease()
    {
        Desk desk;
        desk.hands.choose(HandTool::Measure);
        QVERIFY(desk.hand({0, 1, 0.05F}, true).empty());
        QVERIFY(desk.hand({0.03F, 1, 0.05F}, true).empty());
        QVERIFY(desk.hands.drawing());
        const auto deeds = desk.hand({0.03F, 1.04F, 0.05F}, false);
        QCOMPARE(deeds.size(), size_t{1});
        QVERIFY(deeds[0].kind == Deed::Kind::Measured);
        const imaging::Mark& mark = deeds[0].mark.value();
        QVERIFY(mark.shape == record::ImagingFinding::Shape::Distance);
        const double mm = imaging::length(imaging::minus(mark.points[1], mark.points[0]));
        QVERIFY(std::abs(mm - 50) < 0.05); // 3 and 4 cm
        QVERIFY(std::abs(imaging::dot(mark.normal, imaging::minus(mark.points[1], mark.points[0]))) < 1e-3);
        QVERIFY(!desk.hands.drawing());
    }

    void aMeasureKeepsItsMillimetresWhateverTheScale()
    {
        QVERIFY(rc::check("millimetres", [] {
            Desk desk;
            desk.hands.choose(HandTool::Measure);
            desk.exam.placement.metresPerMm = gestures::within(0.0004F, 0.004F);
            const float reach = 0.09F * desk.exam.placement.metresPerMm / 0.001F;
            const QVector3D tip(0, 0, 0.05F);
            const QVector3D a = desk.exam.placement.pose.position + gestures::pointWithin(reach);
            const QVector3D b = desk.exam.placement.pose.position + gestures::pointWithin(reach);
            const double mm = double{(b - a).length() / desk.exam.placement.metresPerMm};
            RC_PRE(mm > 1);
            (void)desk.hand(a + tip, true);
            (void)desk.hand(b + tip, true);
            const auto deeds = desk.hand(b + tip, false);
            RC_ASSERT(deeds.size() == 1);
            const auto& points = deeds[0].mark->points;
            RC_ASSERT(
                std::abs(imaging::length(imaging::minus(points[1], points[0])) - mm) < 0.01 * mm + 0.05);
        }));
    }

    void aTouchWithoutAWayIsNoMeasure()
    {
        Desk desk;
        desk.hands.choose(HandTool::Measure);
        (void)desk.hand({0, 1, 0.05F}, true);
        QVERIFY(desk.hand({0, 1, 0.05F}, false).empty());
    }

    void theClipPlaneIsHeldInTheHand()
    {
        Desk desk;
        desk.hands.choose(HandTool::Clip);
        auto deeds = desk.hand({0.03F, 1, 0}, true);
        QCOMPARE(deeds.size(), size_t{1});
        const int movement = deeds[0].movement;
        QCOMPARE(desk.exam.scene.volume.clipPlanes.size(), size_t{1});
        const imaging::ClipPlane plane = desk.exam.scene.volume.clipPlanes.front();
        QVERIFY(std::abs(plane.point[0] - 30) < 0.1);
        QVERIFY(std::abs(plane.normal[0] - 1) < 1e-4); // what is to the right stays
        deeds = desk.hand({0.05F, 1, 0}, true);
        QCOMPARE(deeds.size(), size_t{1});
        QCOMPARE(deeds[0].movement, movement); // one movement is one step
        QVERIFY(desk.hand({0.09F, 1, 0}, false).empty()); // let go, it stays where it was
        QVERIFY(std::abs(desk.exam.scene.volume.clipPlanes.front().point[0] - 50) < 0.1);
        deeds = desk.hand({0.05F, 1.2F, 0}, true);
        QVERIFY(deeds[0].movement != movement);
    }

    void aDragWindows()
    {
        Desk desk;
        desk.hands.choose(HandTool::Window);
        QVERIFY(desk.hand({0, 1, 1}, true).empty());
        const auto deeds = desk.hand({0.1F, 1, 1}, true);
        QVERIFY(deeds.at(0).kind == Deed::Kind::Window);
        QVERIFY(desk.exam.scene.layers[0].window.width > 450);
        QCOMPARE(desk.exam.scene.layers[0].window.centre, 40.0);
        (void)desk.hand({0.1F, 1.1F, 1}, true);
        QVERIFY(desk.exam.scene.layers[0].window.centre < 40);
    }

    void theStickScrollsSliceBySlice()
    {
        Desk desk;
        const double start = desk.exam.scene.cursor[2];
        int scrolled = 0;
        for (int i = 0; i < 72; ++i) {
            desk.settings.slices
                = imaging::slicesOf(desk.exam.scene.planes[0], desk.exam.grid, desk.exam.scene.cursor);
            for (const Deed& deed : desk.hand({2, 1, 1}, false, {0, 1}))
                scrolled += deed.kind == Deed::Kind::Scroll ? 1 : 0;
        }
        QVERIFY(scrolled > 30);
        QVERIFY(std::abs(std::abs(desk.exam.scene.cursor[2] - start) - 2 * scrolled) < 2.1); // slices of 2 mm
        QVERIFY(
            desk.hand({2, 1, 1}, false, {0, 0.2F}).empty()); // at rest a stick is never quite in the middle
    }

    void aPressOnAPanelIsNothingToTheImages()
    {
        Desk desk;
        desk.hands.choose(HandTool::Measure);
        Inputs inputs;
        inputs.focused = true;
        HandInput& right = inputs.hand(Side::Right);
        right.aim = right.grip = Pose{{}, {0, 1, 0.05F}};
        right.trigger = {true, true};
        right.grab = {true, true};
        const auto deeds = desk.hands.update(desk.exam, inputs, frame, {false, true}, desk.settings, {});
        QVERIFY(deeds.empty());
        QVERIFY(!desk.hands.drawing());
        QVERIFY(!desk.hands.isHolding());
    }

    void theLeftHandedHoldTheToolInTheLeft()
    {
        Desk desk;
        desk.settings.dominant = Side::Left;
        Inputs inputs;
        inputs.focused = true;
        HandInput& left = inputs.hand(Side::Left);
        left.aim = left.grip = Pose{{}, {0, 1, 0.05F}};
        left.trigger = {true, true};
        const auto deeds = desk.hands.update(desk.exam, inputs, frame, nowhere, desk.settings, {});
        QCOMPARE(deeds.size(), size_t{1});
        QVERIFY(desk.exam.scene.pointer);
    }

    void bareHandsPinchAndTakeHold()
    {
        BareHands bare;
        Inputs inputs;
        inputs.focused = true;
        inputs.head = Pose{{}, {0, 1.6F, 0.4F}};
        HandInput& right = inputs.hand(Side::Right);
        right.joints = openHand({0.2F, 1.2F, 0});
        bare.update(inputs);
        QVERIFY(!right.trigger.down && !right.grab.down);
        QVERIFY(right.aim && right.grip);
        right.joints = pinchingHand({0.2F, 1.2F, 0});
        bare.update(inputs);
        QVERIFY(right.trigger.pressed());
        QVERIFY(!right.grab.down);
        right.joints = openHand({0.2F, 1.2F, 0});
        bare.update(inputs);
        QVERIFY(right.trigger.released());
        right.joints = fist({0.2F, 1.2F, 0});
        bare.update(inputs);
        QVERIFY(right.grab.pressed());
        QVERIFY(!right.trigger.down); // a fist is no pinch
        // a hand that is gone holds nothing
        right.joints.reset();
        right.aim.reset();
        right.grip.reset();
        bare.update(inputs);
        QVERIFY(right.grab.released());
    }

    void aControllersButtonsAreLeftAlone()
    {
        BareHands bare;
        Inputs inputs;
        inputs.focused = true;
        HandInput& left = inputs.hand(Side::Left);
        left.profile = QStringLiteral("/interaction_profiles/oculus/touch_controller");
        left.joints = fist({});
        left.trigger = {true, true};
        bare.update(inputs);
        QVERIFY(left.trigger.down && !left.grab.down);
    }
};

QTEST_APPLESS_MAIN(TestExamHands)
#include "tst_exam_hands.moc"
