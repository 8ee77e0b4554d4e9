// The session against a real runtime with a simulated headset: coming, going, dying, and never taking anybody
// along.

#include "cube_stage.h"
#include "openxr_runtime.h"

#include "headset/runtime.h"
#include "headset/session.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace twinward;
using namespace twinward::headset;
using test::OpenXrRuntime;
using test::StageDiary;

namespace {

constexpr int long_ = 60000; // ms: software OpenGL on a busy machine

struct Counts
{
    qsizetype threads = 0;
    qsizetype files = 0;
};

Counts counted()
{
    const auto in = [](const char* folder) {
        return QDir(QString::fromLatin1(folder))
            .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
            .size();
    };
    return {in("/proc/self/task"), in("/proc/self/fd")};
}

} // namespace

class TestHeadsetSession : public QObject
{
    Q_OBJECT

    std::unique_ptr<OpenXrRuntime> m_runtime;
    std::shared_ptr<StageDiary> m_diary;
    std::unique_ptr<HeadsetSession> m_session;

    void make()
    {
        m_diary = std::make_shared<StageDiary>();
        SessionOptions options;
        options.lookAgain = std::chrono::milliseconds(100);
        options.patience = std::chrono::milliseconds(1500);
        m_session = std::make_unique<HeadsetSession>(
            [diary = m_diary] { return test::makeCubeStage(diary); }, options);
    }
    [[nodiscard]] Phase phase() const { return m_session->state().phase; }
    [[nodiscard]] std::uint64_t pictures() const
    {
        return m_diary->read([](StageDiary& diary) { return diary.pictures; });
    }
    [[nodiscard]] QString trouble() const
    {
        const auto state = m_session->state();
        return state.trouble ? state.trouble->message() : QString();
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = OpenXrRuntime::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
    }
    void init()
    {
        m_runtime = std::make_unique<OpenXrRuntime>(OpenXrRuntime::Headset::Simulated);
        make();
    }
    void cleanup()
    {
        m_session.reset();
        if (QTest::currentTestFailed() && m_runtime)
            qWarning().noquote() << m_runtime->log().right(3000);
        m_runtime.reset();
    }

    void theValidationLayerWouldTell()
    {
        QVERIFY(m_runtime->start());
        QVERIFY(m_runtime->validationListens());
    }

    void entersAndLeavesTwentyTimesAndLeavesNothing()
    {
        QVERIFY(m_runtime->start());
        std::vector<Counts> after;
        for (int round = 0; round < 20; ++round) {
            // When somebody enters, sees ten pictures and leaves
            const auto before = pictures();
            m_session->start();
            QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Focused, long_);
            QTRY_VERIFY_WITH_TIMEOUT(pictures() >= before + 10, long_);
            m_session->stop();
            QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Off, long_);
            after.push_back(counted());
        }
        // Then each session began and ended, and OpenGL and the validation layer found nothing to say
        QCOMPARE(m_diary->read([](StageDiary& d) { return std::pair(d.begun, d.ended); }), std::pair(20, 20));
        QVERIFY(m_diary->read([](StageDiary& d) { return d.faults.empty(); }));
        QCOMPARE(m_runtime->validationErrors(), QStringList());
        // And the last rounds left no more than the first ones: no thread, no file, no object
        QCOMPARE(after.back().threads, after[2].threads);
        QCOMPARE(after.back().files, after[2].files);
        const auto objects = m_diary->read([](StageDiary& d) { return d.objectsAtEnd; });
        QVERIFY(objects.front()[0] > 0);
        for (const auto& there : objects)
            QCOMPARE(there, objects.front());
    }

    void theRuntimeKilledInTheMiddleOfAFrameTakesNobodyAlong()
    {
        // Given a session that draws
        QVERIFY(m_runtime->start());
        QSignalSpy states(m_session.get(), &HeadsetSession::stateChanged);
        m_session->start();
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > 3, long_);
        // When the runtime is killed between the left eye and the right
        {
            const std::lock_guard lock(m_diary->mutex);
            m_diary->inTheMiddle = [this] { m_runtime->kill(); };
        }
        // Then it says so and what to do, the stage is ended, and this thread has gone on all the time
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::RuntimeLost, long_);
        QVERIFY2(!m_session->state().trouble->todo.isEmpty(), qPrintable(trouble()));
        QTRY_COMPARE_WITH_TIMEOUT(m_diary->read([](StageDiary& d) { return d.ended; }), 1, long_);
        // And when the runtime comes back, so does the picture, by itself
        const auto before = pictures();
        QVERIFY(m_runtime->start());
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Focused, long_);
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > before + 3, long_);
        QVERIFY(m_session->state().trouble == std::nullopt);
        QVERIFY(states.count() >= 4);
    }

    void withoutARuntimeItSaysSoAndStartsWhenThereIsOne()
    {
        // Given a computer on which nothing is installed
        m_runtime->uninstall();
        m_session->start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::NoRuntime, long_);
        QVERIFY2(trouble().contains(QLatin1String("XR_RUNTIME_JSON")), qPrintable(trouble()));
        // When it is installed, and not running
        m_runtime->install();
        QTRY_VERIFY_WITH_TIMEOUT(trouble().contains(QLatin1String("is installed and is not running")), long_);
        QCOMPARE(phase(), Phase::NoRuntime);
        // And when it is running: it starts by itself
        QVERIFY(m_runtime->start());
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Focused, long_);
    }

    void aManifestOfNonsenseIsNoRuntime()
    {
        QFile manifest(qEnvironmentVariable("XR_RUNTIME_JSON"));
        QVERIFY(manifest.open(QIODevice::WriteOnly) && manifest.write("{ nonsense") > 0);
        manifest.close();
        m_session->start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::NoRuntime, long_);
        QVERIFY(!m_session->state().trouble->todo.isEmpty());
        m_session->stop();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Off, long_);
    }

    void aRuntimeThatDoesNotAnswerIsSaidSoAndWaitedFor()
    {
        QVERIFY(m_runtime->start());
        m_session->start();
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > 3, long_);
        m_runtime->hold();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::NotAnswering, long_);
        m_runtime->goOn();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Focused, long_);
        // And the same while it is being stopped
        m_runtime->hold();
        m_session->stop();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::NotAnswering, long_);
        m_runtime->goOn();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Off, long_);
    }

    void aRuntimeThatDoesNotAnswerDoesNotKeepTheProgram()
    {
        // Given a session that its runtime keeps
        QVERIFY(m_runtime->start());
        const auto before = counted().threads;
        m_session->start();
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > 3, long_);
        m_runtime->hold();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::NotAnswering, long_);
        // When the program ends the session
        m_session.reset();
        // Then it is here: the thread is left behind, and ends when it can
        const std::weak_ptr<StageDiary> stage = m_diary;
        m_diary.reset();
        m_runtime->goOn();
        QTRY_VERIFY_WITH_TIMEOUT(stage.expired() && counted().threads <= before, long_);
    }

    void stoppedAndStartedAtOnceItRuns()
    {
        QVERIFY(m_runtime->start());
        m_session->start();
        m_session->stop();
        m_session->start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Focused, long_);
        m_session->stop();
        m_session->start();
        const auto before = pictures();
        QTRY_VERIFY_WITH_TIMEOUT(phase() == Phase::Focused && pictures() > before + 3, long_);
    }

    void aStageThatThrowsEndsTheSessionAndNothingElse()
    {
        QVERIFY(m_runtime->start());
        m_diary->failInUpdate = true;
        m_session->start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Failed, long_);
        QVERIFY2(trouble().contains(QLatin1String("told to fail")), qPrintable(trouble()));
        m_diary->failInUpdate = false;
        m_session->start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Focused, long_);
    }

    void everyFrameIsRecorded()
    {
        QVERIFY(m_runtime->start());
        m_session->start();
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > 20, long_);
        m_session->stop();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Off, long_);
        const auto frames = m_session->frameTimes().records();
        const auto updates = m_diary->read([](StageDiary& d) { return d.frames; });
        QCOMPARE(frames.size(), updates);
        for (size_t i = 1; i < frames.size(); ++i)
            QVERIFY(frames[i].predictedNs > frames[i - 1].predictedNs
                && frames[i].number == frames[i - 1].number + 1);
        const auto measured
            = std::ranges::count_if(frames, [](const FrameRecord& f) { return f.gpu.has_value(); });
        QVERIFY2(measured > 10, "the graphics card's times did not come");
        QVERIFY(frames.back().period.count() > 0);
    }

    void theProbeNamesWhatThereIs()
    {
        QVERIFY(m_runtime->start());
        const RuntimeReport report = probe(std::chrono::seconds(30));
        QVERIFY2(report.troubles.empty(),
            report.troubles.empty() ? "" : qPrintable(report.troubles.front().message()));
        QVERIFY(report.runtime.contains(QLatin1String("Monado")));
        QCOMPARE(report.views.size(), 2);
        QVERIFY(!report.views.front().recommended.isEmpty());
        QVERIFY(report.extensions.contains(QLatin1String("XR_KHR_opengl_enable")));
        QVERIFY(report.blendModes.contains(QLatin1String("OPAQUE")));
        QVERIFY(report.spaces.contains(QLatin1String("LOCAL")));
        QVERIFY(report.formats.contains(QLatin1String("GL_SRGB8_ALPHA8")));
        QVERIFY(report.opengl.contains(QLatin1String("4.")));
        QVERIFY(!report.renderer.isEmpty());
    }

    void theProbeSaysWhatIsMissing()
    {
        const RuntimeReport stopped = probe(std::chrono::seconds(30));
        QCOMPARE(stopped.troubles.size(), 1);
        QVERIFY(stopped.troubles.front().what.contains(QLatin1String("is not running")));
        m_runtime->uninstall();
        const RuntimeReport none = probe(std::chrono::seconds(30));
        QCOMPARE(none.troubles.size(), 1);
        QVERIFY(none.troubles.front().where.contains(QLatin1String("XR_RUNTIME_JSON")));
        QVERIFY(!none.troubles.front().todo.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHeadsetSession)
#include "tst_headset_session.moc"
