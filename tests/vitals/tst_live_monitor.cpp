// A monitor's messages over a real socket, filed and drawn as they come, with what did not come shown as
// such.

#include "interop/hl7_filing.h"
#include "interop/mllp_server.h"
#include "live_feed_panel_p.h"
#include "monitor_view_p.h"
#include "panel_clinic.h"
#include "track_plot_p.h"
#include "workbench/when_done.h"

#include <QFile>
#include <QLabel>
#include <QTcpSocket>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;

namespace {

// The sender and the patient of a message in the shared data; empty where it is not there.
QByteArray realHead()
{
    QFile file(QStringLiteral(TWINWARD_TEST_DATA "/hl7v2/ORU-R01-RMGEAD.hl7"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray head;
    for (const QByteArray& segment : file.readAll().replace('\n', '\r').split('\r')) {
        if (segment.startsWith("MSH") || segment.startsWith("PID"))
            head += segment + '\r';
    }
    return head;
}

// What a bedside monitor adds: IHE PCD-01's codes (ISO/IEEE 11073-10101), so many seconds ago.
QByteArray reading(qint64 secondsAgo, const QByteArray& rate, const QByteArray& saturation)
{
    const QByteArray at = QDateTime::currentDateTimeUtc()
                              .addSecs(-secondsAgo)
                              .toString(QStringLiteral("yyyyMMddHHmmss'+0000'"))
                              .toLatin1();
    return "OBR|1|||182777000^monitoring of patient^SCT|||" + at
        + "\rOBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC|1.1.1.1|" + rate
        + "|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R|||" + at
        + "\rOBX|2|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.1.1.2|" + saturation
        + "|262688^MDC_DIM_PERCENT^MDC|||||R|||" + at + "\r";
}

} // namespace

class TestLiveMonitor : public QObject
{
    Q_OBJECT

private slots:
    void whatComesOverTheSocketIsDrawnAsItComes();
    void silenceIsAGapAndSaidInWords();
    void anotherPatientsNumbersAreNotShown();
    void gapsFollowTheMonitorsPace();

private:
    static Sample at(qint64 second, double value);
};

Sample TestLiveMonitor::at(qint64 second, double value)
{
    Sample sample;
    sample.sign = Sign::HeartRate;
    sample.atMs = second * 1000;
    sample.value = value;
    return sample;
}

void TestLiveMonitor::whatComesOverTheSocketIsDrawnAsItComes()
{
    const QByteArray head = realHead();
    if (head.isEmpty())
        QSKIP("no real HL7 messages here: put the test data beside the project");
    PanelClinic clinic;
    interop::MllpServer server(
        [&](const QByteArray& message, const QString&, const interop::MllpServer::Reply& reply) {
            workbench::whenDone(clinic.session->run([message](ledger::Vault& vault) {
                return interop::Hl7Receiver(vault).receive(message);
            }),
                &server, [reply](const interop::Hl7Answer& answer) { reply(answer.acknowledgement); });
        });
    QVERIFY(server.listen(0));
    QTcpSocket monitor;
    monitor.connectToHost(QHostAddress::LocalHost, server.port());
    QTRY_COMPARE(monitor.state(), QAbstractSocket::ConnectedState);
    int answered = 0;
    const auto send = [&](qint64 secondsAgo, const QByteArray& rate) {
        monitor.write(interop::mllpFrame(head + reading(secondsAgo, rate, "97")));
        ++answered;
        QByteArray answers;
        return QTest::qWaitFor([&] { return (answers += monitor.readAll()).contains("MSA|AA|"); }, 30'000);
    };
    QVERIFY(send(90, "72"));
    QTRY_COMPARE(clinic.session->patients()->size(), size_t(1));
    clinic.context->open(clinic.session->patients()->rows().front()->id);
    auto* panel = static_cast<LiveFeedPanel*>(clinic.show("live-feed"));
    QTRY_VERIFY(panel->monitor()->isVisible());

    QVERIFY(send(85, "74"));
    QVERIFY(send(80, "75"));
    QVERIFY(send(75, "76"));
    QVERIFY(send(2, "81")); // after more than a minute of nothing

    const auto figure
        = [&] { return panel->findChild<QLabel*>(QStringLiteral("monitor/heartRate"))->text(); };
    QTRY_COMPARE_WITH_TIMEOUT(figure(), QStringLiteral("81"), 30'000);
    QCOMPARE(
        panel->findChild<QLabel*>(QStringLiteral("monitor/oxygenSaturation"))->text(), QStringLiteral("97"));
    const Series& rates = [&]() -> const Series& {
        for (const RecentSign& sign : panel->monitor()->shown()) {
            if (sign.sign == Sign::HeartRate)
                return sign.series;
        }
        qFatal("no heart rate");
    }();
    QCOMPARE(rates.size(), size_t(5));
    QCOMPARE(rates.gaps(0, std::numeric_limits<qint64>::max()).size(), size_t(1));
    QVERIFY(panel->monitor()->plot()->tracks().size() == 2);
    const QString folder = qEnvironmentVariable("TWINWARD_PICTURES");
    QTest::qWait(folder.isEmpty() ? 0 : 300);
    if (!folder.isEmpty())
        panel->grab().save(folder + QStringLiteral("/live-monitor.png"));
}

void TestLiveMonitor::silenceIsAGapAndSaidInWords()
{
    PanelClinic clinic;
    const auto patient = clinic.enrol(QStringLiteral("Mbeki"), QStringLiteral("Thandiwe"), 1961);
    clinic.chart(PanelClinic::round(patient, 4));
    clinic.context->open(patient);
    auto* panel = static_cast<LiveFeedPanel*>(clinic.show("live-feed"));
    QTRY_VERIFY(panel->monitor()->isVisible());
    bool isSaid = false;
    for (const QLabel* label : panel->monitor()->findChildren<QLabel*>())
        isSaid = isSaid || label->text().contains(QStringLiteral("nothing for"));
    QVERIFY(isSaid);
    QCOMPARE(panel->findChild<QLabel*>(QStringLiteral("monitor/systolicPressure"))->text(),
        QStringLiteral("124/78"));
    const QString folder = qEnvironmentVariable("TWINWARD_PICTURES");
    QTest::qWait(folder.isEmpty() ? 0 : 300);
    if (!folder.isEmpty())
        panel->grab().save(folder + QStringLiteral("/live-silent.png"));
}

void TestLiveMonitor::anotherPatientsNumbersAreNotShown()
{
    PanelClinic clinic;
    const auto first = clinic.enrol(QStringLiteral("Mbeki"), QStringLiteral("Thandiwe"), 1961);
    const auto second = clinic.enrol(QStringLiteral("Okafor"), QStringLiteral("Chidi"), 1970);
    clinic.chart(PanelClinic::round(first, 1));
    clinic.context->open(first);
    auto* panel = static_cast<LiveFeedPanel*>(clinic.show("live-feed"));
    QTRY_VERIFY(panel->monitor()->isVisible());
    clinic.context->open(second);
    QVERIFY(!panel->monitor()->isVisible()); // at once, before the other chart is read
    QTRY_VERIFY(clinic.context->chart() != nullptr);
    QVERIFY(!panel->monitor()->hasValues());
}

void TestLiveMonitor::gapsFollowTheMonitorsPace()
{
    std::vector<Sample> each5s;
    std::vector<Sample> eachMinute;
    for (int i = 0; i < 20; ++i) {
        each5s.push_back(at(5 * i, 72));
        eachMinute.push_back(at(60 * i, 72));
    }
    QCOMPARE(gapAfterMs(each5s), qint64(15'000));
    QCOMPARE(gapAfterMs(eachMinute), qint64(180'000));
    QCOMPARE(gapAfterMs(std::span(eachMinute).first(2)), qint64(60'000));
}

QTEST_MAIN(TestLiveMonitor)
#include "tst_live_monitor.moc"
