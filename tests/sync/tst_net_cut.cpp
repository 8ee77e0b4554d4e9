// Two computers on a network of their own (Linux network namespaces, a bridge between), whose cable is pulled
// and put back; of one clinic, and of two. They find each other by multicast and broadcast, as on a clinic's
// network.

#include "serving.h"
#include "two_clinics.h"

#include <fcntl.h>
#include <QProcess>
#include <sched.h>
#include <unistd.h>

using namespace twinward;
using namespace twinward::test;
using namespace twinward::sync;

namespace {

// Three namespaces: two computers, and the switch between them.
class Cables
{
public:
    Cables()
        : m_mark(QStringLiteral("twinward%1").arg(::getpid() % 10'000))
    {
        m_isLaid = ip({"netns", "add", hub()})
            && ip({"-n", hub(), "link", "add", "name", "switch0", "type", "bridge"})
            && ip({"-n", hub(), "link", "set", "switch0", "up"}) && lay(0) && lay(1);
    }
    ~Cables()
    {
        for (const QString& name : {hub(), computer(0), computer(1)})
            ip({"netns", "del", name});
    }
    Cables(const Cables&) = delete;
    Cables& operator=(const Cables&) = delete;

    [[nodiscard]] bool isLaid() const { return m_isLaid; }
    [[nodiscard]] QString why() const { return m_why; }
    void cut(int which) { QVERIFY(ip({"-n", hub(), "link", "set", port(which), "down"})); }
    void mend(int which) { QVERIFY(ip({"-n", hub(), "link", "set", port(which), "up"})); }
    // For the thread that asks: what it opens from now on is there.
    [[nodiscard]] std::function<void()> into(int which) const
    {
        return [path = QByteArray("/run/netns/") + computer(which).toUtf8()] {
            const int place = ::open(path.constData(), O_RDONLY | O_CLOEXEC);
            if (place < 0 || ::setns(place, CLONE_NEWNET) != 0)
                qFatal("the namespace is gone");
            ::close(place);
        };
    }

private:
    [[nodiscard]] QString hub() const { return m_mark + QStringLiteral("hub"); }
    [[nodiscard]] QString computer(int which) const { return m_mark + QString::number(which); }
    [[nodiscard]] static QString port(int which) { return QStringLiteral("port%1").arg(which); }

    bool lay(int which)
    {
        const QString there = computer(which);
        return ip({"netns", "add", there})
            && ip({"-n", hub(), "link", "add", "name", port(which), "type", "veth", "peer", "name", "eth0",
                "netns", there})
            && ip({"-n", hub(), "link", "set", port(which), "master", "switch0", "up"})
            && ip({"-n", there, "addr", "add", QStringLiteral("10.231.7.%1/24").arg(which + 1), "broadcast",
                "10.231.7.255", "dev", "eth0"})
            && ip({"-n", there, "link", "set", "lo", "up"}) && ip({"-n", there, "link", "set", "eth0", "up"});
    }
    bool ip(const QStringList& arguments)
    {
        QProcess process;
        process.start(QStringLiteral("ip"), arguments);
        const bool isDone = process.waitForFinished(10'000) && process.exitCode() == 0;
        if (!isDone && m_why.isEmpty())
            m_why = QString::fromUtf8(process.readAllStandardError()).trimmed();
        return isDone;
    }

    QString m_mark;
    bool m_isLaid = false;
    QString m_why;
};

ServiceOptions onTheNetwork()
{
    ServiceOptions options;
    options.beaconEveryMs = 200;
    options.firstRetryMs = 100;
    options.lastRetryMs = 1'000;
    options.othersTurnMs = 500;
    options.conversation.stillHereMs = 300;
    options.conversation.silenceMs = 1'500;
    return options;
}

class TestNetCut : public QObject
{
    Q_OBJECT

private slots:
    void whatWasEnteredWhileTheCableWasOutIsOnBothAfterwards();
    void aReferralMadeWhileTheCableWasOutGoesAfterwards();
};

void TestNetCut::whatWasEnteredWhileTheCableWasOutIsOnBothAfterwards()
{
    Cables cables;
    if (!cables.isLaid()) {
        QSKIP(qPrintable(
            QStringLiteral("NOT TESTED: network namespaces are not permitted here (%1)").arg(cables.why())));
    }
    const Replicas clinic(2);
    Serving first(clinic[0], onTheNetwork(), cables.into(0));
    Serving second(clinic[1], onTheNetwork(), cables.into(1));
    QTRY_VERIFY_WITH_TIMEOUT(first.isConnectedTo(clinic[1]) && second.isConnectedTo(clinic[0]), 60'000);
    clinic.say(0, QStringLiteral("before"));
    QTRY_COMPARE_WITH_TIMEOUT(clinic.notes(1).size(), 1, 60'000);

    for (int i = 0; i < 3; ++i) {
        cables.cut(i % 2);
        QTRY_VERIFY_WITH_TIMEOUT(!first.isConnectedTo(clinic[1]) && !second.isConnectedTo(clinic[0]), 60'000);
        clinic.say(0, QStringLiteral("on the first, %1").arg(i));
        clinic.say(1, QStringLiteral("on the second, %1").arg(i));
        QTRY_VERIFY_WITH_TIMEOUT(first.status().spread.onlyHere > 0, 60'000);
        QCOMPARE(clinic.notes(0).size(), 2 + 2 * i);
        cables.mend(i % 2);
        QTRY_COMPARE_WITH_TIMEOUT(clinic.notes(0).size(), 3 + 2 * i, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(clinic.notes(1), clinic.notes(0), 60'000);
    }
    QTRY_COMPARE_WITH_TIMEOUT(first.status().spread.onlyHere, quint64{0}, 60'000);
}

bool areTogether(const Serving& serving)
{
    const auto neighbours = serving.status().neighbours;
    return neighbours.size() == 1 && neighbours.front().state == PeerState::Connected;
}

void TestNetCut::aReferralMadeWhileTheCableWasOutGoesAfterwards()
{
    Cables cables;
    if (!cables.isLaid()) {
        QSKIP(qPrintable(
            QStringLiteral("NOT TESTED: network namespaces are not permitted here (%1)").arg(cables.why())));
    }
    TwoClinics clinics;
    const Serving river(*clinics.river.vault, onTheNetwork(), cables.into(0));
    const Serving hill(*clinics.hill.vault, onTheNetwork(), cables.into(1));
    QTRY_VERIFY_WITH_TIMEOUT(areTogether(river) && areTogether(hill), 60'000);

    for (int i = 0; i < 2; ++i) {
        cables.cut(i % 2);
        QTRY_VERIFY_WITH_TIMEOUT(!areTogether(river) && !areTogether(hill), 60'000);
        clinics.send(clinics.grant(clinics.terms()));
        QTRY_COMPARE_WITH_TIMEOUT(river.status().neighbours.front().lettersWaiting, qint64{1}, 60'000);
        cables.mend(i % 2);
        QTRY_COMPARE_WITH_TIMEOUT(river.status().neighbours.front().lettersWaiting, qint64{0}, 60'000);
        QCOMPARE(ledger::sharingLog(*clinics.hill.vault)->taken.size(), static_cast<size_t>(i + 1));
    }
    QCOMPARE(clinics.readAtHill().size(), 2);
}

} // namespace

QTEST_GUILESS_MAIN(TestNetCut)
#include "tst_net_cut.moc"
