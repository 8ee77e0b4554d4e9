// What reaches the eyes and what comes from the hands, with a headset that is set from here: pictures read
// back and compared left with right by geometry, inputs as they were sent.

#include "cube_stage.h"
#include "openxr_runtime.h"
#include "remote_headset.h"

#include "headset/session.h"

#include <cmath>
#include <QTest>

using namespace twinward;
using namespace twinward::headset;
using test::Cube;
using test::OpenXrRuntime;
using test::RemoteHeadset;
using test::StageDiary;

namespace {

constexpr int long_ = 60000; // ms: software OpenGL on a busy machine

// Where the cube's pixels are: their middle and extent, pixels from the upper left; nothing where there are
// none.
struct Patch
{
    QPointF middle;
    QRect bounds;
};
std::optional<Patch> patchOf(const QImage& picture)
{
    double x = 0;
    double y = 0;
    int count = 0;
    QRect bounds;
    for (int row = 0; row < picture.height(); ++row) {
        for (int column = 0; column < picture.width(); ++column) {
            const QRgb pixel = picture.pixel(column, row);
            if (qRed(pixel) < 60 || qRed(pixel) < qBlue(pixel) + 20)
                continue;
            x += column + 0.5;
            y += row + 0.5;
            ++count;
            bounds |= QRect(column, row, 1, 1);
        }
    }
    if (count == 0)
        return std::nullopt;
    return Patch{{x / count, y / count}, bounds};
}

} // namespace

class TestHeadsetPictures : public QObject
{
    Q_OBJECT

    std::unique_ptr<OpenXrRuntime> m_runtime;
    RemoteHeadset m_headset;
    std::shared_ptr<StageDiary> m_diary;
    std::unique_ptr<HeadsetSession> m_session;

    [[nodiscard]] Inputs inputs() const
    {
        return m_diary->read([](StageDiary& diary) { return diary.inputs; });
    }
    struct Seen
    {
        std::array<QImage, 2> eyes;
        std::array<EyeView, 2> views;
    };
    // Both eyes of one frame that was begun after this was called.
    [[nodiscard]] Seen look()
    {
        const auto pictures = [this] { return m_diary->read([](StageDiary& d) { return d.pictures; }); };
        m_diary->readBack = true;
        const auto before = pictures();
        if (!QTest::qWaitFor([&] { return pictures() > before + 2; }, long_))
            return {};
        m_diary->readBack = false;
        const std::lock_guard lock(m_diary->mutex);
        return {m_diary->eyes, m_diary->views};
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = OpenXrRuntime::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        m_runtime = std::make_unique<OpenXrRuntime>(OpenXrRuntime::Headset::Remote);
        QVERIFY(m_runtime->start());
        QVERIFY(m_headset.connectTo(m_runtime->port()));
        m_diary = std::make_shared<StageDiary>();
        m_session
            = std::make_unique<HeadsetSession>([diary = m_diary] { return test::makeCubeStage(diary); });
        m_session->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state().phase, Phase::Focused, long_);
    }

    void theHeadIsWhereItWasSet()
    {
        m_headset.head = {QQuaternion::fromAxisAndAngle(0, 1, 0, 30), {0.3F, 1.7F, 0.2F}};
        QVERIFY(m_headset.send());
        QTRY_VERIFY_WITH_TIMEOUT(
            inputs().head && (inputs().head->position - m_headset.head.position).length() < 1e-3F, long_);
        QVERIFY((inputs().head->forward() - m_headset.head.forward()).length() < 1e-3F);
        m_headset.head = {{}, {0, 1.6F, 0}};
        QVERIFY(m_headset.send());
        QTRY_VERIFY_WITH_TIMEOUT((inputs().head->position - m_headset.head.position).length() < 1e-3F, long_);
    }

    void leftAndRightDifferAsEyesDo()
    {
        // Given eyes 64 mm apart that see 45 degrees to each side, and a cube's front face 0.9 m ahead of
        // them
        const Cube cube;
        const Seen seen = look();
        // When the patches it makes are found
        const auto left = patchOf(seen.eyes[0]);
        const auto right = patchOf(seen.eyes[1]);
        QVERIFY(left && right);
        // Then it is the same height in both, and shifted by eye distance over depth: 1 m is half the picture
        // wide
        const double width = seen.eyes[0].width();
        const double depth = -double(cube.middle.z()) - double(cube.sideM) / 2;
        const double metre = width / 2 / depth; // pixels
        QVERIFY(std::abs(left->middle.y() - right->middle.y()) < 1);
        // The sides that one eye sees beyond the face move the middle a little: the face's outer edges are
        // exact
        const double rightEdges
            = left->bounds.left() + left->bounds.width() - (right->bounds.left() + right->bounds.width());
        QVERIFY(left->middle.x() > right->middle.x());
        const double faceLeftInLeft = width / 2 + (-double(cube.sideM) / 2 + 0.032) * metre;
        const double faceRightInRight = width / 2 + (double(cube.sideM) / 2 - 0.032) * metre;
        const double faceRightInLeft = width / 2 + (double(cube.sideM) / 2 + 0.032) * metre;
        QVERIFY2(std::abs(left->bounds.left() - faceLeftInLeft) < 2,
            qPrintable(QString::number(left->bounds.left())));
        QVERIFY(std::abs(right->bounds.left() + right->bounds.width() - faceRightInRight) < 2);
        QVERIFY(std::abs(left->bounds.left() + left->bounds.width() - faceRightInLeft) < 2);
        QVERIFY(std::abs(rightEdges - 0.064 * metre) < 3);
        // And it is in the middle of the height, as high as wide
        QVERIFY(std::abs(left->middle.y() - seen.eyes[0].height() / 2.0) < 2);
        const double tall = double(cube.sideM) * seen.eyes[0].height() / 2 / depth;
        QVERIFY(std::abs(left->bounds.height() - tall) < 3);
    }

    void theWorldMovesAgainstTheHead()
    {
        // When the head goes up by 20 cm and to the left by 10
        m_headset.head.position = {-0.1F, 1.8F, 0};
        QVERIFY(m_headset.send());
        QTRY_VERIFY_WITH_TIMEOUT((inputs().head->position - m_headset.head.position).length() < 1e-3F, long_);
        const Seen seen = look();
        const auto left = patchOf(seen.eyes[0]);
        QVERIFY(left.has_value());
        // Then the cube is lower and further right
        QVERIFY(left->middle.y() > seen.eyes[0].height() / 2.0 + 20);
        QVERIFY(left->middle.x() > seen.eyes[0].width() / 2.0 + 20);
        m_headset.head.position = {0, 1.6F, 0};
        QVERIFY(m_headset.send());
    }

    void whatIsDrawnIsWhatWasSet()
    {
        const Seen seen = look();
        for (const size_t eye : {0U, 1U}) {
            const EyeView& view = seen.views[eye];
            const float x = (eye == 0 ? -0.5F : 0.5F) * m_headset.eyesApartM;
            QVERIFY((view.pose.position - QVector3D(x, 1.6F, 0)).length() < 1e-3F);
            QVERIFY(std::abs(view.fov.left - m_headset.fov.left) < 1e-4F);
            QVERIFY(std::abs(view.fov.up - m_headset.fov.up) < 1e-4F);
            QVERIFY(view.rect.width() <= m_diary->facts.largestEye.width());
        }
    }

    void depthIsThatOfWhatIsSeen()
    {
        (void)look();
        // The cube's face is 0.9 m ahead: its depth by the definition of the projection (OpenGL 4.5,
        // section 13.6)
        const EyeView view = m_diary->read([](StageDiary& d) { return d.views[0]; });
        const double n = double(view.nearM);
        const double f = double(view.farM);
        const double expected = ((f + n) / (f - n) - 2 * f * n / ((f - n) * 0.9)) / 2 + 0.5;
        const double found = double(m_diary->read([](StageDiary& d) { return d.middleDepth; }));
        QVERIFY2(std::abs(found - expected) < 1e-4, qPrintable(QString::number(found)));
    }

    void whatNoLensShowsIsNotDrawn()
    {
        if (!m_session->capabilities().testFlag(Capability::VisibilityMask))
            QSKIP("this runtime has no visibility mask");
        (void)look();
        // Then the corners are masked out, and nothing in the middle
        const double hidden = m_diary->read([](StageDiary& d) { return d.hidden; });
        QVERIFY2(hidden > 0.01 && hidden < 0.2, qPrintable(QString::number(hidden)));
        QVERIFY(!m_diary->read([](StageDiary& d) { return d.middleHidden; }));
    }

    void handsAndTheirButtonsArrive()
    {
        m_headset.right.pose = {QQuaternion::fromAxisAndAngle(1, 0, 0, -20), {0.25F, 1.2F, -0.4F}};
        m_headset.right.trigger = 0.9F;
        m_headset.right.triggerClick = true;
        m_headset.right.squeeze = 0.8F;
        m_headset.right.stick = {-0.5F, 0.7F};
        m_headset.right.a = true;
        m_headset.left.b = true;
        QVERIFY(m_headset.send());
        const auto right = [this] { return inputs().hand(Side::Right); };
        QTRY_VERIFY_WITH_TIMEOUT(right().triggering > 0.85F, long_);
        const HandInput hand = right();
        QVERIFY(hand.grip && (hand.grip->position - m_headset.right.pose.position).length() < 0.1F);
        QVERIFY(hand.aim.has_value());
        QVERIFY(hand.trigger.down && hand.grab.down && hand.primary.down);
        QVERIFY(!hand.menu.down && !hand.stickClick.down);
        QVERIFY(hand.grabbing > 0.75F);
        QVERIFY((hand.thumbstick - m_headset.right.stick).length() < 0.05F);
        QVERIFY(hand.profile.contains(QLatin1String("valve/index")));
        QVERIFY(inputs().hand(Side::Left).menu.down);
        QVERIFY(!inputs().hand(Side::Left).trigger.down);
        QVERIFY(m_diary->read([](StageDiary& d) { return d.everPressed; }));
        // And are let go
        m_headset.right = {};
        m_headset.left = {};
        QVERIFY(m_headset.send());
        QTRY_VERIFY_WITH_TIMEOUT(!right().trigger.down && right().triggering < 0.05F, long_);
    }

    void bareHandsHaveJoints()
    {
        if (!m_session->capabilities().testFlag(Capability::HandTracking))
            QSKIP("this runtime was built without hand tracking");
        m_headset.left.pose.position = {-0.2F, 1.3F, -0.5F};
        QVERIFY(m_headset.send());
        QTRY_VERIFY_WITH_TIMEOUT(inputs().hand(Side::Left).joints.has_value(), long_);
        const HandJoints joints = *inputs().hand(Side::Left).joints;
        // A hand is some 20 cm long, and its fingers reach further from the wrist than its palm
        const QVector3D wrist = joints.at(Joint::Wrist).pose.position;
        const float palm = (joints.at(Joint::Palm).pose.position - wrist).length();
        const float tip = (joints.at(Joint::MiddleTip).pose.position - wrist).length();
        QVERIFY2(tip > palm && tip > 0.05F && tip < 0.3F, qPrintable(QString::number(tip)));
        // A hand that is not seen is not there
        m_headset.left.tracked = false;
        QVERIFY(m_headset.send());
        QTRY_VERIFY_WITH_TIMEOUT(!inputs().hand(Side::Left).joints.has_value(), long_);
    }

    void aControllerThatIsSwitchedOffIsNotThere()
    {
        m_headset.right.active = false;
        QVERIFY(m_headset.send());
        QTRY_VERIFY_WITH_TIMEOUT(!inputs().hand(Side::Right).grip.has_value(), long_);
        m_headset.right.active = true;
        QVERIFY(m_headset.send());
        QTRY_VERIFY_WITH_TIMEOUT(inputs().hand(Side::Right).grip.has_value(), long_);
    }

    void panelsAndPulsesAreTakenByTheRuntime()
    {
        m_diary->showPanel = true;
        m_diary->pulse = true;
        const auto pictures = [this] { return m_diary->read([](StageDiary& d) { return d.pictures; }); };
        const auto before = pictures();
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > before + 5, long_);
        QCOMPARE(m_session->state().phase, Phase::Focused);
        QVERIFY(!m_diary->pulse);
        m_diary->showPanel = false;
    }

    void theDesktopSeesTheLeftEye()
    {
        // When nobody reads back, and a picture has come
        std::optional<QImage> mirror;
        (void)m_session->takeMirror(); // an old one
        const auto arrives = [&] { return (mirror = m_session->takeMirror()).has_value(); };
        QVERIFY(QTest::qWaitFor(arrives, long_));
        // Then it is small, the right way up, and shows the cube where the left eye sees it: right of the
        // middle
        QVERIFY(mirror->width() <= 640 && mirror->height() <= 640 && mirror->width() > 60);
        const auto patch = patchOf(*mirror);
        QVERIFY(patch.has_value());
        QVERIFY(patch->middle.x() > mirror->width() / 2.0 + 2);
        QVERIFY(std::abs(patch->middle.y() - mirror->height() / 2.0) < 4);
        m_headset.head.position.setY(1.9F);
        QVERIFY(m_headset.send());
        const auto isLow = [&] {
            mirror = m_session->takeMirror();
            const auto found = mirror ? patchOf(*mirror) : std::nullopt;
            return found && found->middle.y() > mirror->height() * 0.55;
        };
        QVERIFY(QTest::qWaitFor(isLow, long_));
    }

    void theDesktopSeesPanelsToo()
    {
        // Given a panel half a metre to the right, green above and blue below, and a head that looks straight
        // ahead
        m_headset.head = {{}, {0, 1.6F, 0}};
        QVERIFY(m_headset.send());
        m_diary->showPanel = true;
        // Then the mirror shows its colours as they are on a screen, one above the other
        const EyeView left = m_diary->read([](StageDiary& d) { return d.views[0]; });
        const auto sees = [&](const QVector3D& place, QRgb colour) {
            const auto mirror = m_session->takeMirror();
            if (!mirror)
                return false;
            const QVector3D clip
                = (left.projection * Pose{{}, {-0.032F, 1.6F, 0}}.inverse().matrix()).map(place);
            const QRgb pixel = mirror->pixel(static_cast<int>((clip.x() + 1) / 2 * float(mirror->width())),
                static_cast<int>((1 - clip.y()) / 2 * float(mirror->height())));
            return std::abs(qRed(pixel) - qRed(colour)) < 3 && std::abs(qGreen(pixel) - qGreen(colour)) < 3
                && std::abs(qBlue(pixel) - qBlue(colour)) < 3;
        };
        QVERIFY(QTest::qWaitFor([&] { return sees({0.5F, 1.65F, -1}, qRgb(20, 200, 40)); }, long_));
        QVERIFY(QTest::qWaitFor([&] { return sees({0.5F, 1.55F, -1}, qRgb(20, 40, 200)); }, long_));
        QVERIFY(QTest::qWaitFor([&] { return sees({0.75F, 1.6F, -1}, qRgb(0, 0, 0)); }, long_));
        m_diary->showPanel = false;
    }

    void passthroughIsTakenWhereThereIsSome()
    {
        m_session->setBackground(Background::RealRoom);
        const bool offered = m_session->capabilities().testFlag(Capability::Passthrough);
        QTRY_COMPARE_WITH_TIMEOUT(
            m_diary->read([](StageDiary& d) { return d.time.passthrough; }), offered, long_);
        m_session->setBackground(Background::Drawn);
        QTRY_VERIFY_WITH_TIMEOUT(!m_diary->read([](StageDiary& d) { return d.time.passthrough; }), long_);
        QCOMPARE(m_session->state().phase, Phase::Focused);
    }

    void seatedTheFloorIsWhereItIsAssumed()
    {
        // Given a runtime whose LOCAL space is 1.6 m up, and a head there
        m_headset.head.position = {0, 1.6F, 0};
        QVERIFY(m_headset.send());
        m_session->setPosture(Posture::Seated);
        // Then the head of a seated person is 1.2 m over the floor
        QTRY_VERIFY_WITH_TIMEOUT(
            inputs().head && std::abs(inputs().head->position.y() - 1.2F) < 0.01F, long_);
        m_session->setPosture(Posture::Standing);
        QTRY_VERIFY_WITH_TIMEOUT(std::abs(inputs().head->position.y() - 1.6F) < 0.01F, long_);
    }

    void aSlowMachineDrawsFewerPixelsOfTheSameView()
    {
        // Given a budget that no machine keeps
        m_session->stop();
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state().phase, Phase::Off, long_);
        const auto usual = m_diary->read([](StageDiary& d) { return d.facts.largestEye; });
        SessionOptions options;
        options.sharpest = 1.5F;
        options.quality.budget = 1e-4F;
        HeadsetSession slow([diary = m_diary] { return test::makeCubeStage(diary); }, options);
        slow.start();
        const auto width
            = [this] { return m_diary->read([](StageDiary& d) { return d.views[0].rect.width(); }); };
        QTRY_COMPARE_WITH_TIMEOUT(slow.state().phase, Phase::Focused, long_);
        // When quality has gone down to its floor
        const auto largest = m_diary->read([](StageDiary& d) { return d.facts.largestEye; });
        QTRY_COMPARE_WITH_TIMEOUT(
            width(), qRound(static_cast<float>(largest.width()) * options.quality.lowestScale), long_);
        QVERIFY(largest.width() == qRound(static_cast<float>(usual.width()) * options.sharpest));
        // Then the picture is smaller and shows the same: the cube a fifth of two metres wide at 0.9 m
        const Seen seen = look();
        const auto left = patchOf(seen.eyes[0]);
        QVERIFY(left.has_value());
        QCOMPARE(seen.eyes[0].width(), width());
        const double metre = seen.eyes[0].width() / 2.0 / 0.9;
        QVERIFY(std::abs(left->bounds.width() - 0.2 * metre) < 3);
        QVERIFY(std::abs(left->middle.x() - (seen.eyes[0].width() / 2.0 + 0.032 * metre)) < 2);
        slow.stop();
        QTRY_COMPARE_WITH_TIMEOUT(slow.state().phase, Phase::Off, long_);
    }

    void nothingWasMisused()
    {
        m_session->stop();
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state().phase, Phase::Off, long_);
        QCOMPARE(m_runtime->validationErrors(), QStringList());
        QVERIFY(m_diary->read([](StageDiary& d) { return d.faults.empty(); }));
    }

    void cleanupTestCase()
    {
        m_session.reset();
        m_runtime.reset();
    }
};

QTEST_GUILESS_MAIN(TestHeadsetPictures)
#include "tst_headset_pictures.moc"
