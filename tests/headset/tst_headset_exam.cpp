// The whole against a real runtime: somebody enters, takes the images, makes them larger, cuts them, presses
// a button on a board and leaves, twenty times over.

#include "headset/session.h"
#include "headset_scene/exam_stage.h"
#include "headset_scene/room.h"
#include "imaging_view/scene_picture.h"
#include "openxr_runtime.h"
#include "phantom.h"
#include "remote_headset.h"

#include <atomic>
#include <QDir>
#include <QPainter>
#include <QTest>

using namespace twinward;
using namespace twinward::headset;
using imaging::Vec3;
using test::OpenXrRuntime;
using test::RemoteHeadset;

namespace {

constexpr int patience = 60'000; // ms: software OpenGL on a busy machine
constexpr BoardId boardId = 7;

// The real stage, counting frames as they pass.
class Counted : public Stage
{
public:
    Counted(std::unique_ptr<Stage> inner, std::shared_ptr<std::atomic<int>> frames)
        : m_inner(std::move(inner))
        , m_frames(std::move(frames))
    { }
    void begin(const StageFacts& facts) override { m_inner->begin(facts); }
    void update(const Inputs& inputs, const FrameTime& time) override
    {
        m_inner->update(inputs, time);
        ++*m_frames;
    }
    void prepare(std::span<const EyeView> eyes) override { m_inner->prepare(eyes); }
    void draw(const EyeView& eye) override { m_inner->draw(eye); }
    std::vector<QuadLayer> layers() override { return m_inner->layers(); }
    std::vector<Pulse> pulses() override { return m_inner->pulses(); }
    void end() override { m_inner->end(); }

private:
    std::unique_ptr<Stage> m_inner;
    std::shared_ptr<std::atomic<int>> m_frames;
};

imaging::VolumePtr ball()
{
    const imaging::Grid grid = imaging::phantom::turnedGrid({64, 64, 64}, {4, 4, 4}, {0, 0, 0});
    return imaging::phantom::volumeOf(
        grid, [](const Vec3& p) { return imaging::length(p) < 90 ? 800.0 : -1000.0; });
}

DeskState deskWith(const imaging::VolumePtr& ground)
{
    DeskState desk;
    desk.room = QStringLiteral("operating");
    desk.ground = ground;
    desk.scene = imaging::firstScene(*ground);
    desk.scene.layers.resize(1);
    desk.rays = imaging::RayVolume::prepare(ground, 1024);
    desk.scene.volume.transfer
        = {{-1000, 0, qRgb(0, 0, 0)}, {300, 0, qRgb(230, 190, 160)}, {700, 1, qRgb(230, 190, 160)}};
    desk.tool = HandTool::Clip;
    QImage board(400, 300, QImage::Format_ARGB32_Premultiplied);
    board.fill(QColor(0x1A, 0x21, 0x29));
    desk.boards = {{boardId, board, 1, 0.8, Pose{{}, {-0.7F, 1.5F, -0.5F}}}};
    return desk;
}

qsizetype countIn(const char* folder)
{
    return QDir(QString::fromLatin1(folder))
        .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
        .size();
}

} // namespace

class TestHeadsetExam : public QObject
{
    Q_OBJECT

    std::unique_ptr<OpenXrRuntime> m_runtime;
    RemoteHeadset m_headset;
    std::shared_ptr<StageLink> m_link = std::make_shared<StageLink>();
    std::shared_ptr<std::atomic<int>> m_frames = std::make_shared<std::atomic<int>>(0);
    std::unique_ptr<HeadsetSession> m_session;
    StageReport m_told;
    quint64 m_lastDeed = 0;

    [[nodiscard]] Phase phase() const { return m_session->state().phase; }
    // What is held in the hands now has been seen by the stage.
    [[nodiscard]] bool frames(int count = 4)
    {
        const int until = *m_frames + count;
        if (!m_headset.send()) {
            qWarning("the headset does not listen");
            return false;
        }
        return QTest::qWaitFor([&] { return *m_frames >= until; }, patience);
    }
    void listen()
    {
        StageReport report = m_link->take();
        for (auto& done : report.deeds) {
            m_lastDeed = done.number;
            m_told.deeds.push_back(std::move(done));
        }
        for (auto& pointer : report.pointers)
            m_told.pointers.push_back(pointer);
        if (report.seen)
            m_told.seen = report.seen;
    }
    [[nodiscard]] static QVector3D imagesAt()
    {
        const Room room = *roomOf(QStringLiteral("operating"));
        return room.spotsOf(QStringLiteral("volume")).front().place.at
            - room.spotsOf(QStringLiteral("stand")).front().place.at;
    }
    // Where the last cut was, mm to the patient's left of the middle.
    [[nodiscard]] std::optional<double> lastCut()
    {
        listen();
        if (m_told.deeds.empty() || m_told.deeds.back().scene.volume.clipPlanes.empty())
            return std::nullopt;
        return m_told.deeds.back().scene.volume.clipPlanes.front().point[0];
    }

    void begin(OpenXrRuntime::Headset headset)
    {
        m_runtime = std::make_unique<OpenXrRuntime>(headset);
        QVERIFY2(m_runtime->start(), qPrintable(m_runtime->log()));
        SessionOptions options;
        options.lookAgain = std::chrono::milliseconds(100);
        m_session = std::make_unique<HeadsetSession>(
            [link = m_link, frames = m_frames] {
                return std::make_unique<Counted>(examStage(link)(), frames);
            },
            options);
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = OpenXrRuntime::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
    }
    void cleanup()
    {
        m_session.reset();
        m_runtime.reset();
    }

    void enterGrabScaleClipPressLeaveTwentyTimes()
    {
        begin(OpenXrRuntime::Headset::Remote);
        QVERIFY(m_headset.connectTo(m_runtime->port()));
        const imaging::VolumePtr ground = ball();
        std::vector<std::pair<qsizetype, qsizetype>> counts;
        for (int round = 0; round < 20; ++round) {
            m_told = {};
            m_headset.left = {};
            m_headset.right = {};
            m_headset.head = {{}, {0, 1.6F, 0}};
            const QVector3D at = imagesAt();
            const QVector3D aside(0.6F, 1, 0.3F);
            m_headset.left.pose = {{}, -aside + QVector3D(0, 2, 0)};
            m_headset.right.pose = {{}, aside};
            QVERIFY(m_headset.send());
            // enter
            DeskState desk = deskWith(ground);
            desk.lastDeed = m_lastDeed; // it knows of all that was done
            m_link->toStage.put(std::move(desk));
            m_session->start();
            QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Focused, patience);
            QVERIFY(frames(8));
            // cut through the middle, as they come: life size or smaller
            m_headset.right.pose = {{}, at + QVector3D(0.05F, 0, 0)};
            QVERIFY(frames());
            m_headset.right.trigger = 1;
            QVERIFY(frames());
            QTRY_VERIFY_WITH_TIMEOUT(lastCut(), patience);
            QTRY_VERIFY_WITH_TIMEOUT(std::abs(*lastCut() - 50) < 3, patience);
            m_headset.right.trigger = 0;
            QVERIFY(frames());
            // take them with both hands and make them twice as large
            m_headset.right.pose = {{}, at + QVector3D(0.08F, 0, 0)};
            m_headset.left.pose = {{}, at - QVector3D(0.08F, 0, 0)};
            QVERIFY(frames());
            m_headset.right.squeeze = m_headset.left.squeeze = 1;
            QVERIFY(frames());
            m_headset.right.pose.position += QVector3D(0.08F, 0, 0);
            m_headset.left.pose.position -= QVector3D(0.08F, 0, 0);
            QVERIFY(frames());
            m_headset.right.squeeze = m_headset.left.squeeze = 0;
            QVERIFY(frames(40)); // let go near the front view, they turn to it
            // the same place of the room is now half as far from the patient's middle
            m_headset.left.pose = {{}, -aside + QVector3D(0, 2, 0)};
            m_headset.right.pose = {{}, at + QVector3D(0.05F, 0, 0)};
            QVERIFY(frames());
            m_headset.right.trigger = 1;
            QVERIFY(frames());
            QTRY_VERIFY2_WITH_TIMEOUT(
                std::abs(*lastCut() - 25) < 4, qPrintable(QString::number(*lastCut())), patience);
            m_headset.right.trigger = 0;
            QVERIFY(frames());
            // press on the board
            const Room room = *roomOf(QStringLiteral("operating"));
            const QVector3D board
                = QVector3D(-0.7F, 1.5F, -0.5F) - room.spotsOf(QStringLiteral("stand")).front().place.at;
            m_headset.right.pose = {{}, board + QVector3D(0, 0, 0.4F)};
            QVERIFY(frames());
            m_headset.right.trigger = 1;
            QVERIFY(frames());
            const auto pressed = [this] {
                listen();
                return std::any_of(m_told.pointers.begin(), m_told.pointers.end(), [](const BoardPointer& p) {
                    return p.kind == BoardPointer::Kind::Press && p.board == boardId
                        && std::abs(p.place.x() - 0.5) < 0.05;
                });
            };
            QTRY_VERIFY_WITH_TIMEOUT(pressed(), patience);
            m_headset.right.trigger = 0;
            QVERIFY(frames());
            // leave: the desk is told how they were seen
            m_session->stop();
            QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Off, patience);
            listen();
            QVERIFY(m_told.seen);
            counts.emplace_back(countIn("/proc/self/task"), countIn("/proc/self/fd"));
        }
        QCOMPARE(m_runtime->validationErrors(), QStringList());
        // A thread or a file left behind by each round would be seventeen by now; pools may keep one or two
        // more.
        QTRY_VERIFY_WITH_TIMEOUT(countIn("/proc/self/task") <= counts.at(2).first + 3, patience);
        QVERIFY(counts.back().second <= counts.at(2).second + 3);
    }

    void theRuntimeKilledInTheMiddleComesBackWithTheImages()
    {
        begin(OpenXrRuntime::Headset::Simulated);
        m_told = {};
        m_link->toStage.put(deskWith(ball()));
        m_session->start();
        const auto drawn = [this](int count) {
            return QTest::qWaitFor(
                [until = *m_frames + count, this] { return *m_frames >= until; }, patience);
        };
        QVERIFY(drawn(8));
        m_runtime->kill();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::RuntimeLost, patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            (listen(), m_told.seen.has_value()), patience); // the desk goes on from there
        QVERIFY(m_runtime->start());
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Focused, patience);
        QVERIFY(drawn(8));
        m_session->stop();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Off, patience);
    }
};

QTEST_MAIN(TestHeadsetExam)
#include "tst_headset_exam.moc"
