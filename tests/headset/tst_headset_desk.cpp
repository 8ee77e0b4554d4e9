// The desk's end of the headset, with hands that a test has: what was done in the room is the examination's
// own, what belongs to another patient is not, and nothing of anybody stays when it is left.

#include "../imaging/viewer_desk.h"

#include "headset_panel/headset.h"
#include "imaging_panel/live_exam.h"

#include <QSignalSpy>
#include <QTest>

using namespace twinward;
using namespace twinward::headset;
using imaging::ExamScene;
using imaging::test::ViewerDesk;

namespace {

constexpr int long_ = 30'000;

imaging::test::Slice another()
{
    imaging::test::Slice slice;
    slice.series += QStringLiteral(".77");
    return slice;
}

} // namespace

class TestHeadsetDesk : public QObject
{
    Q_OBJECT

    std::unique_ptr<ViewerDesk> m_desk;
    DeskState m_state; // the newest that reached the stage
    quint64 m_deeds = 0;

    [[nodiscard]] Headset& headset() const { return Headset::of(*m_desk->workspace); }
    [[nodiscard]] imaging::Exam& exam() const { return m_desk->panel->exam(); }
    [[nodiscard]] StageLink& link() const { return *headset().link(); }

    // Looks as the stage does; true where the newest state is as wanted.
    bool onStage(const std::function<bool(const DeskState&)>& wanted)
    {
        if (auto state = link().toStage.take())
            m_state = std::move(*state);
        return wanted(m_state);
    }
    void did(Deed::Kind kind, int movement, const std::function<void(ExamScene&)>& edit,
        const std::optional<imaging::Mark>& mark = {})
    {
        ExamScene after = exam().scene();
        edit(after);
        StageReport report;
        report.deeds.push_back({++m_deeds, Deed{kind, movement, mark}, after});
        link().report(std::move(report));
    }
    bool isTaken()
    {
        return onStage([this](const DeskState& state) { return state.lastDeed == m_deeds; });
    }
    [[nodiscard]] size_t findings() const
    {
        const auto chart = m_desk->context->chart();
        return chart ? chart->current<record::ImagingFinding>().size() : 0;
    }
    void enter()
    {
        m_desk->openPatient();
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->isRead(), long_);
        headset().enter();
        QTRY_VERIFY_WITH_TIMEOUT(
            onStage([](const DeskState& state) { return state.rays != nullptr; }), long_);
    }

private slots:
    void initTestCase()
    {
        // No runtime is found: everything but the picture is as with one.
        qputenv("XR_RUNTIME_JSON", "/nowhere/runtime.json");
        workbench::Theme::instance().apply();
    }
    void init()
    {
        auto objects = imaging::test::stackOf({}, 12);
        for (auto& each : imaging::test::stackOf(another(), 4))
            objects.push_back(std::move(each));
        m_desk = std::make_unique<ViewerDesk>(imaging::ImportSource{{}, std::move(objects)});
        m_state = {};
        m_deeds = 0;
    }
    void cleanup()
    {
        Headset::dismiss(*m_desk->context);
        m_desk.reset();
    }

    void theStageHasTheExaminationThatIsOnTheScreen()
    {
        enter();
        QCOMPARE(m_state.scene, exam().scene());
        QCOMPARE(m_state.ground, exam().ground()->volume());
        QCOMPARE(m_state.room, QStringLiteral("consulting"));
        // when the desk changes it, the stage has it so
        exam().change(QStringLiteral("test"), [](ExamScene& scene) { scene.cursor = {1, 2, 3}; });
        QTRY_COMPARE(onStage([](const DeskState& state) {
            return state.scene.cursor == imaging::Vec3{1, 2, 3};
        }),
            true);
    }

    void aMovementOfTheHandIsOneStep()
    {
        enter();
        const ExamScene before = exam().scene();
        for (const double z : {5.0, 6.0, 7.0}) {
            did(Deed::Kind::Clip, 9, [z](ExamScene& scene) {
                scene.volume.clipPlanes = {{{0, 0, z}, {0, 0, 1}}};
            });
        }
        QTRY_VERIFY(isTaken());
        QCOMPARE(exam().scene().volume.clipPlanes.at(0).point[2], 7.0);
        did(Deed::Kind::Undo, 0, [](ExamScene&) {});
        QTRY_VERIFY(isTaken());
        QCOMPARE(exam().scene().volume, before.volume);
        QVERIFY(exam().canRedo());
        QCOMPARE(exam().redoName(), QStringLiteral("Clip"));
    }

    void onlyWhatTheDeedNamesIsTaken()
    {
        enter();
        const imaging::Vec3 cursor = exam().scene().cursor;
        did(Deed::Kind::Window, 1, [](ExamScene& scene) {
            scene.layers.front().window.width = 333;
            scene.cursor = {9, 9, 9};
        });
        QTRY_VERIFY(isTaken());
        QCOMPARE(exam().scene().layers.front().window.width, 333.0);
        QCOMPARE(exam().scene().cursor, cursor);
    }

    void aMeasureIsAFindingWithItsReport()
    {
        enter();
        const size_t before = findings();
        imaging::Mark mark;
        mark.points = {{-10, -10, 10}, {0, -10, 10}};
        did(
            Deed::Kind::Measured, 2, [](ExamScene&) {}, mark);
        QTRY_COMPARE_WITH_TIMEOUT(findings(), before + 1, long_);
        const auto entries = m_desk->context->chart()->current<record::ImagingFinding>();
        const auto* finding = entries.back()->as<record::ImagingFinding>();
        QCOMPARE(finding->shape, record::ImagingFinding::Shape::Distance);
        QVERIFY(finding->object.has_value());
        QCOMPARE(std::get<record::Quantity>(finding->values.at(0).value).value.value(), 10.0);
        // and the wearer reads what the record says
        QTRY_VERIFY(onStage([](const DeskState& state) {
            return state.scene.marks.size() == 1
                && state.values.value(*state.scene.marks.at(0).event).contains(QStringLiteral("mm"));
        }));
    }

    void whatWasDoneToAnotherSeriesIsDropped()
    {
        enter();
        const ExamScene before = exam().scene();
        did(Deed::Kind::Scroll, 0, [](ExamScene& scene) {
            scene.layers.front().seriesUid = QStringLiteral("1.2.3.4");
            scene.cursor = {50, 50, 50};
        });
        did(Deed::Kind::Scroll, 0, [](ExamScene& scene) {
            scene.patient = record::PatientId::random();
            scene.cursor = {50, 50, 50};
        });
        QTRY_VERIFY(isTaken()); // heard, so that the stage goes on
        QCOMPARE(exam().scene(), before);
    }

    void theDeskGoesOnWhereTheHandsLeftIt()
    {
        enter();
        StageReport report;
        report.seen = exam().scene().volume;
        report.seen->rotation = {0, 1, 0, 0};
        report.seen->zoom = 2.5;
        report.seen->ambient = 0.9; // the look is not the wearer's to change
        link().report(std::move(report));
        QTRY_COMPARE(exam().scene().volume.zoom, 2.5);
        QCOMPARE(exam().scene().volume.rotation, (std::array<double, 4>{0, 1, 0, 0}));
        QVERIFY(exam().scene().volume.ambient != 0.9);
        QVERIFY(!exam().canUndo());
    }

    void anotherPatientIsNotShownWithTheFirstOnesImages()
    {
        enter();
        QVERIFY(m_state.ground != nullptr);
        m_desk->context->open({});
        // before the event loop turns
        QVERIFY(onStage([](const DeskState& state) {
            return state.ground == nullptr && state.scene == ExamScene() && state.values.isEmpty();
        }));
    }

    void leavingTakesEverythingOffTheStage()
    {
        enter();
        headset().leave();
        QVERIFY(onStage([](const DeskState& state) {
            return state.ground == nullptr && state.rays == nullptr && state.scene == ExamScene();
        }));
        QVERIFY(!headset().isEntered());
        // and what the desk does later does not come to it
        exam().change(QStringLiteral("test"), [](ExamScene& scene) { scene.cursor = {1, 2, 3}; });
        QTest::qWait(50);
        QVERIFY(!link().toStage.take().has_value());
    }

    void lockingEndsIt()
    {
        enter();
        const std::shared_ptr<StageLink> kept = headset().link();
        auto closed = m_desk->session->close();
        QVERIFY(!headset().isEntered());
        const auto state = kept->toStage.take();
        QVERIFY(state.has_value() && state->ground == nullptr && state->scene == ExamScene());
        QTRY_VERIFY(closed.isFinished());
    }

    void choicesAreRememberedForTheUser()
    {
        Choices chosen = headset().choices();
        chosen.room = QStringLiteral("operating");
        chosen.dominant = Side::Left;
        chosen.tool = HandTool::Measure;
        chosen.posture = Posture::Seated;
        headset().choose(chosen);
        Headset::dismiss(*m_desk->context);
        QTRY_COMPARE(headset().choices().room, QStringLiteral("operating"));
        QCOMPARE(headset().choices(), chosen);
    }

    void theGuiThreadIsNotKeptWaiting()
    {
        m_desk->openPatient();
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->isRead(), long_);
        QTest::qWait(500);
        QElapsedTimer since;
        qint64 longest = 0;
        QTimer tick;
        connect(&tick, &QTimer::timeout, this, [&] { longest = std::max(longest, since.restart()); });
        since.start();
        tick.start(1);
        headset().enter();
        QTRY_VERIFY_WITH_TIMEOUT(
            onStage([](const DeskState& state) { return state.rays != nullptr; }), long_);
        QTest::qWait(500);
        headset().leave();
        QTest::qWait(100);
        qInfo() << "longest the GUI thread was away while it started without a runtime:" << longest << "ms";
        QVERIFY(longest > 0);
    }
};

QTEST_MAIN(TestHeadsetDesk)
#include "tst_headset_desk.moc"
