// Whom to call and when.

#include "dialler_p.h"

#include <QTest>

using namespace twinward;
using namespace twinward::sync;

namespace {

constexpr qint64 hourMs = 3'600'000;
constexpr qint64 nowMs = 1'800'000'000'000;

class TestNetDialler : public QObject
{
    Q_OBJECT

private slots:
    void theSmallerIdCallsFirst();
    void callsThatFailComeMoreAndMoreSeldom();
    void aDeviceIsCalledOneWayAtATime();
    void aBeaconOfANewStartIsFollowedAtOnce();
    void beaconsOfOneDeviceFillNoMemory();
};

record::DeviceId id(char digit)
{
    return *record::DeviceId::fromBytes(QByteArray(16, digit));
}

bool nobody(record::DeviceId)
{
    return false;
}

void TestNetDialler::theSmallerIdCallsFirst()
{
    const Dialler::Pace pace;
    Dialler smaller(id('a'), pace);
    Dialler greater(id('b'), pace);
    const PeerAddress address{QStringLiteral("10.0.0.1"), 1};

    smaller.heard(id('b'), address, 1, nowMs);
    greater.heard(id('a'), address, 1, nowMs);

    QCOMPARE(smaller.due(nobody, nowMs).size(), size_t{1});
    QVERIFY(greater.due(nobody, nowMs).empty());
    QCOMPARE(greater.due(nobody, nowMs + pace.othersTurnMs).size(), size_t{1});
}

void TestNetDialler::callsThatFailComeMoreAndMoreSeldom()
{
    const Dialler::Pace pace;
    Dialler dialler(id('a'), pace);
    const PeerAddress address{QStringLiteral("10.0.0.1"), 1};
    dialler.add(address, {}, nowMs);

    int calls = 0;
    for (qint64 at = nowMs; at < nowMs + hourMs; at += 100) {
        if (!dialler.due(nobody, at).empty()) {
            ++calls;
            dialler.outcome(address, Dialler::Outcome::Failed, {}, at);
        }
    }

    QVERIFY2(calls > 45 && calls < 100, qPrintable(QString::number(calls))); // about one a minute
    dialler.tryNow(nowMs + hourMs);
    QCOMPARE(dialler.due(nobody, nowMs + hourMs).size(), size_t{1});
}

void TestNetDialler::aDeviceIsCalledOneWayAtATime()
{
    Dialler dialler(id('a'), {});
    dialler.heard(id('b'), {QStringLiteral("10.0.0.1"), 1}, 1, nowMs);
    dialler.heard(id('b'), {QStringLiteral("fe80::1%eth0"), 1}, 1, nowMs);

    const auto first = dialler.due(nobody, nowMs);
    QCOMPARE(first.size(), size_t{1});
    QVERIFY(dialler.due(nobody, nowMs).empty());
    dialler.outcome(first.front(), Dialler::Outcome::Failed, {}, nowMs);

    const auto second = dialler.due(nobody, nowMs);
    QCOMPARE(second.size(), size_t{1});
    QVERIFY(!(second == first)); // the other way
    dialler.outcome(second.front(), Dialler::Outcome::Connected, id('b'), nowMs);
    QVERIFY(dialler.due([](record::DeviceId) { return true; }, nowMs + hourMs / 10).empty());
}

void TestNetDialler::aBeaconOfANewStartIsFollowedAtOnce()
{
    Dialler dialler(id('a'), {});
    const PeerAddress address{QStringLiteral("10.0.0.1"), 1};
    dialler.heard(id('b'), address, 1, nowMs);
    for (qint64 at = nowMs; at < nowMs + hourMs / 10; at += 1000) {
        if (!dialler.due(nobody, at).empty())
            dialler.outcome(address, Dialler::Outcome::Failed, {}, at);
    }
    const qint64 later = nowMs + hourMs / 10;
    dialler.heard(id('b'), address, 1, later);
    QVERIFY(dialler.due(nobody, later).empty());

    dialler.heard(id('b'), address, 2, later);

    QCOMPARE(dialler.due(nobody, later).size(), size_t{1});
}

void TestNetDialler::beaconsOfOneDeviceFillNoMemory()
{
    Dialler dialler(id('a'), {});

    for (quint16 port = 1; port < 1000; ++port)
        dialler.heard(id('b'), {QStringLiteral("10.0.0.1"), port}, 1, nowMs + port);

    QVERIFY(dialler.size() <= 8);
    (void)dialler.due(nobody, nowMs + 2 * hourMs);
    QVERIFY(dialler.size() <= 1); // forgotten, but for the one called
}

} // namespace

QTEST_GUILESS_MAIN(TestNetDialler)
#include "tst_net_dialler.moc"
