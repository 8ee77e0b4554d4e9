// twinctl headset probe, the real program: what it says where there is a headset, and where there is none.

#include "openxr_runtime.h"

#include "../ctl/ctl_fixture.h"

using namespace twinward;
using test::OpenXrRuntime;

class TestProbeCommand : public QObject
{
    Q_OBJECT

    ctl_test::Clinic m_nowhere; // no vault is needed

private slots:
    void withoutARuntimeItSaysWhatToDo()
    {
        const QString missing = m_nowhere.path(QStringLiteral("not_there.json"));
        const auto ran = m_nowhere.run({QStringLiteral("headset"), QStringLiteral("probe")},
            {QStringLiteral("XR_RUNTIME_JSON=") + missing});
        QCOMPARE(ran.exit, 1);
        QVERIFY(ran.out.isEmpty() || !ran.out.contains("Ready"));
        QVERIFY2(ran.err.contains("XR_RUNTIME_JSON"), ran.err.constData());
        QVERIFY(ran.err.contains("Correct the environment variable"));

        const auto object
            = m_nowhere
                  .run({QStringLiteral("--json"), QStringLiteral("headset"), QStringLiteral("probe")},
                      {QStringLiteral("XR_RUNTIME_JSON=") + missing})
                  .object();
        QVERIFY(!object[QLatin1String("ready")].toBool(true));
        QCOMPARE(object[QLatin1String("troubles")].toArray().size(), 1);
    }

    void withAHeadsetItSaysWhatItOffers()
    {
        if (const QString missing = OpenXrRuntime::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        // Given a runtime with a headset
        OpenXrRuntime runtime(OpenXrRuntime::Headset::Simulated);
        QVERIFY(runtime.start());
        // When asked
        const auto ran
            = m_nowhere.run({QStringLiteral("--json"), QStringLiteral("headset"), QStringLiteral("probe")});
        const auto object = ran.object();
        // Then it is ready, and says with what
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QVERIFY(object[QLatin1String("ready")].toBool());
        QVERIFY(object[QLatin1String("runtime")].toString().contains(QLatin1String("Monado")));
        QCOMPARE(object[QLatin1String("views")].toArray().size(), 2);
        const auto left = object[QLatin1String("views")][0][QLatin1String("recommended")];
        QVERIFY(left[QLatin1String("width")].toInt() > 0);
        QVERIFY(object[QLatin1String("capabilities")].toArray().contains(QLatin1String("floor")));

        const auto plain = m_nowhere.run({QStringLiteral("headset"), QStringLiteral("probe")});
        QCOMPARE(plain.exit, 0);
        QVERIFY(plain.out.contains("Ready: "));
        QVERIFY(plain.out.contains("XR_KHR_opengl_enable"));
    }

    void aRuntimeThatHangsIsNotWaitedForLong()
    {
        if (const QString missing = OpenXrRuntime::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        OpenXrRuntime runtime(OpenXrRuntime::Headset::Simulated);
        QVERIFY(runtime.start());
        runtime.hold();
        const auto ran = m_nowhere.run({QStringLiteral("headset"), QStringLiteral("probe")});
        QCOMPARE(ran.exit, 1);
        QVERIFY2(ran.err.contains("doesn't answer"), ran.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestProbeCommand)
#include "tst_probe_command.moc"
