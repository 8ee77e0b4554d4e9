// A runtime that refuses, forgets and takes away, see fault_layer.cpp: each has its words, and an end.

#include "cube_stage.h"
#include "openxr_runtime.h"

#include "headset/session.h"

#include <epoxy/gl.h>
#include <QFile>
#include <QTest>

using namespace twinward;
using namespace twinward::headset;
using test::OpenXrRuntime;
using test::StageDiary;

namespace {

constexpr int long_ = 60000; // ms: software OpenGL on a busy machine

} // namespace

class TestHeadsetFaults : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<OpenXrRuntime> m_runtime;
    std::shared_ptr<StageDiary> m_diary;
    std::unique_ptr<HeadsetSession> m_session;

    void write(const QString& name, const QByteArray& bytes) const
    {
        // Renamed into place: nobody reads half of it.
        QFile file(m_folder.filePath(name + QStringLiteral(".new")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        QCOMPARE(std::rename(qPrintable(file.fileName()), qPrintable(m_folder.filePath(name))), 0);
    }
    void fault(const QByteArray& name) const { write(QStringLiteral("fault"), name); }

    [[nodiscard]] Phase phase() const { return m_session->state().phase; }
    [[nodiscard]] base::Error trouble() const { return m_session->state().trouble.value_or(base::Error{}); }
    [[nodiscard]] std::uint64_t pictures() const
    {
        return m_diary->read([](StageDiary& diary) { return diary.pictures; });
    }
    [[nodiscard]] std::uint64_t frames() const
    {
        return m_diary->read([](StageDiary& diary) { return diary.frames; });
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = OpenXrRuntime::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        write(QStringLiteral("faults.json"),
            QStringLiteral(
                R"({"file_format_version":"1.0.0","api_layer":{"name":"XR_APILAYER_TWINWARD_faults",)"
                R"("library_path":"%1","api_version":"1.0","implementation_version":"1",)"
                R"("description":"misfortune"}})")
                .arg(QStringLiteral(TWINWARD_FAULT_LAYER))
                .toUtf8());
        m_runtime = std::make_unique<OpenXrRuntime>(OpenXrRuntime::Headset::Simulated);
        m_runtime->addLayer(m_folder.path(), QStringLiteral("XR_APILAYER_TWINWARD_faults"));
        qputenv("TWINWARD_HEADSET_FAULT", m_folder.filePath(QStringLiteral("fault")).toUtf8());
        fault("none");
        QVERIFY(m_runtime->start());
    }
    void init()
    {
        fault("none");
        m_diary = std::make_shared<StageDiary>();
        SessionOptions options;
        options.lookAgain = std::chrono::milliseconds(100);
        m_session = std::make_unique<HeadsetSession>(
            [diary = m_diary] { return test::makeCubeStage(diary); }, options);
    }
    void cleanup() { m_session.reset(); }
    void cleanupTestCase()
    {
        if (m_runtime)
            QCOMPARE(m_runtime->validationErrors(), QStringList());
        m_runtime.reset();
    }

    void aHeadsetPluggedInLaterStartsByItself()
    {
        fault("no-headset");
        m_session->start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::NoHeadset, long_);
        QVERIFY(trouble().todo.startsWith(QLatin1String("Plug the headset in")));
        fault("none");
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Focused, long_);
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > 2, long_);
    }

    void aHeadsetPulledOutIsWaitedFor_data()
    {
        QTest::addColumn<QByteArray>("how");
        QTest::newRow("the runtime says so before") << QByteArray("loss-pending");
        QTest::newRow("a call fails") << QByteArray("session-lost");
    }
    void aHeadsetPulledOutIsWaitedFor()
    {
        QFETCH(QByteArray, how);
        m_session->start();
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > 2, long_);
        fault(how);
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::RuntimeLost, long_);
        QVERIFY(!trouble().todo.isEmpty());
        fault("none");
        const auto before = pictures();
        QTRY_VERIFY_WITH_TIMEOUT(phase() == Phase::Focused && pictures() > before + 2, long_);
    }

    void leftInTheHeadsetItEndsAndStaysEnded()
    {
        m_session->start();
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > 2, long_);
        fault("user-quits");
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Off, long_);
        QVERIFY(!m_session->state().trouble);
        // And can be entered again
        fault("none");
        m_session->start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Focused, long_);
    }

    void aRefusedGraphicsCardIsSaidSo()
    {
        fault("graphics-refused");
        m_session->start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::GraphicsLost, long_);
        QVERIFY(trouble().what.contains(QLatin1String("refuses this graphics card")));
        fault("none");
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Focused, long_);
    }

    void aGraphicsCardThatIsResetIsTakenUpAgain()
    {
        m_session->start();
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > 2, long_);
        // When OpenGL says that the card was reset
        const auto real = epoxy_glGetGraphicsResetStatus;
        epoxy_glGetGraphicsResetStatus = [] { return GLenum{GL_INNOCENT_CONTEXT_RESET}; };
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::GraphicsLost, long_);
        QVERIFY(trouble().what.contains(QLatin1String("was reset")));
        // Then it starts again with a context that is not lost, and the stage with it
        epoxy_glGetGraphicsResetStatus = real;
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Focused, long_);
        QVERIFY(m_diary->read([](StageDiary& d) { return d.begun == d.ended + 1 && d.begun > 1; }));
    }

    void whereAnotherProgramHasTheHeadsetItSaysSoAndStops()
    {
        fault("taken");
        m_session->start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Failed, long_);
        QVERIFY(trouble().todo.contains(QLatin1String("Close other programs")));
    }

    void withNothingToDrawFramesGoOnEmpty()
    {
        m_session->start();
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > 2, long_);
        fault("nothing-to-draw");
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->frameTimes().records().back().drawn, long_);
        const auto drawn = pictures();
        const auto before = frames();
        QTRY_VERIFY_WITH_TIMEOUT(frames() > before + 5, long_);
        QVERIFY(pictures() <= drawn + 1);
        fault("none");
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > drawn + 2, long_);
    }

    void whereTheHeadIsNotSeenNothingIsDrawn()
    {
        m_session->start();
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > 2, long_);
        fault("tracking-lost");
        const auto before = frames();
        QTRY_VERIFY_WITH_TIMEOUT(frames() > before + 3, long_);
        const auto drawn = pictures();
        QTRY_VERIFY_WITH_TIMEOUT(frames() > before + 8, long_);
        QVERIFY(pictures() <= drawn + 1);
        fault("none");
        QTRY_VERIFY_WITH_TIMEOUT(pictures() > drawn + 2, long_);
        QCOMPARE(phase(), Phase::Focused);
    }

    void withoutAScreenItSaysSo()
    {
        const QByteArray display = qgetenv("DISPLAY");
        qputenv("DISPLAY", ":4711");
        m_session->start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Failed, long_);
        QVERIFY(trouble().where.contains(QLatin1String(":4711")));
        qputenv("DISPLAY", display);
        m_session->start();
        QTRY_COMPARE_WITH_TIMEOUT(phase(), Phase::Focused, long_);
    }
};

QTEST_GUILESS_MAIN(TestHeadsetFaults)
#include "tst_headset_faults.moc"
