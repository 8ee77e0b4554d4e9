// Two clinics, each a twinctl of its own: cards exchanged by six words or a code, and from then on letters go
// by themselves while both serve.

#include "computer.h"

using twinward::ctl_test::Clinic;
using twinward::ctl_test::Computer;
using twinward::ctl_test::Ran;

namespace {

const QString vaultName = QStringLiteral("vault");

QStringList meetHere(quint16 beaconPort)
{
    return {QStringLiteral("clinic"), QStringLiteral("meet"), QStringLiteral("--json"),
        QStringLiteral("--address"), QStringLiteral("127.0.0.1"), QStringLiteral("--discovery"),
        QStringLiteral("this-computer"), QStringLiteral("--beacon-port"), QString::number(beaconPort)};
}

struct Both
{
    Clinic river;
    Clinic hill;
    Computer atRiver{river, vaultName};
    Computer atHill{hill, vaultName};

    Both()
    {
        river.demo();
        hill.init();
    }
    // By a code, which needs nobody to compare words.
    void meet()
    {
        atRiver.start(meetHere(48'402));
        const QString code = atRiver.waitFor(QStringLiteral("code"))[u"code"].toString();
        QVERIFY(!code.isEmpty());
        hill.write(QStringLiteral("code"), code.toUtf8() + '\n');
        atHill.start({QStringLiteral("clinic"), QStringLiteral("meet"), QStringLiteral("--json"),
            QStringLiteral("--code-file"), hill.path(QStringLiteral("code"))});
        atRiver.type("yes"); // the clinic that is meant
        QVERIFY(atHill.waitFor(QStringLiteral("ok"))[u"ok"].toBool());
        QCOMPARE(atHill.end(), 0);
        QCOMPARE(atRiver.end(), 0);
    }
};

QJsonObject neighbourOf(const QJsonObject& status)
{
    return status[u"neighbours"].toArray().first().toObject();
}

} // namespace

class NeighbourCommands : public QObject
{
    Q_OBJECT

private slots:
    void cards_are_exchanged_by_six_words();
    void words_that_differ_leave_both_strangers();
    void a_referral_goes_over_while_both_serve();
    void a_neighbour_is_named_by_its_clinic();
};

void NeighbourCommands::cards_are_exchanged_by_six_words()
{
    Both both;
    both.atRiver.start(meetHere(48'404));
    const QString address
        = both.atRiver.waitFor(QStringLiteral("code"))[u"addresses"].toArray()[0].toString();

    both.atHill.start({QStringLiteral("clinic"), QStringLiteral("meet"), QStringLiteral("--json"),
        QStringLiteral("--at"), address});
    const QString words = both.atHill.waitFor(QStringLiteral("words"))[u"words"].toString();
    QCOMPARE(words.split(u' ').size(), 6);
    QCOMPARE(both.atRiver.waitFor(QStringLiteral("words"))[u"words"].toString(), words);
    both.atHill.type("yes");
    both.atRiver.type("yes");
    both.atRiver.type("yes"); // the clinic that is meant

    const QJsonObject known = both.atRiver.waitFor(QStringLiteral("ok"));
    QCOMPARE(known[u"name"].toString(), QStringLiteral("Test clinic"));
    QCOMPARE(both.atRiver.end(), 0);
    QCOMPARE(both.atHill.end(), 0);
    const auto listed = both.hill.run("clinic list --json").objects();
    QCOMPARE(listed.size(), 1);
    QVERIFY(listed.front()[u"comparedByPerson"].toBool());
    QCOMPARE(both.river.run("clinic list --json").object()[u"fingerprint"], known[u"fingerprint"]);
}

void NeighbourCommands::words_that_differ_leave_both_strangers()
{
    Both both;
    both.atRiver.start(meetHere(48'406));
    const QString address
        = both.atRiver.waitFor(QStringLiteral("code"))[u"addresses"].toArray()[0].toString();
    both.atHill.start({QStringLiteral("clinic"), QStringLiteral("meet"), QStringLiteral("--json"),
        QStringLiteral("--at"), address});
    QVERIFY(!both.atRiver.waitFor(QStringLiteral("words")).isEmpty());

    both.atRiver.type("no");

    QCOMPARE(both.atRiver.end(), 1);
    QCOMPARE(both.atHill.end(), 1);
    QVERIFY(both.river.run("clinic list --json").objects().isEmpty());
    QVERIFY(both.hill.run("clinic list --json").objects().isEmpty());
}

void NeighbourCommands::a_referral_goes_over_while_both_serve()
{
    Both both;
    both.meet();
    const Ran referred = both.river.run(
        {QStringLiteral("refer"), both.river.patientNamed(QString()), QStringLiteral("Test clinic"),
            QStringLiteral("--until"), QStringLiteral("2099-12-31"), QStringLiteral("--json")});
    QVERIFY2(referred.exit == 0, referred.err.constData());

    both.atRiver.serve(48'408);
    both.atHill.serve(48'408);

    QVERIFY(!both.atRiver
                 .wait([](const QJsonObject& status) {
                     return neighbourOf(status)[u"state"] == QStringLiteral("connected")
                         && neighbourOf(status)[u"lettersWaiting"].toInt(-1) == 0;
                 })
                 .isEmpty());
    QVERIFY(!both.atHill
                 .wait([](const QJsonObject& status) {
                     return neighbourOf(status)[u"state"] == QStringLiteral("connected");
                 })
                 .isEmpty());
    both.atHill.kill(SIGTERM);
    both.atRiver.kill(SIGTERM);
    QCOMPARE(both.atHill.end(), 0);
    QCOMPARE(both.atHill.patients(), 1); // the chart is there
    const auto waiting = both.river.run("letters list --json").objects();
    QVERIFY(waiting.isEmpty()); // and its receipt came back
}

void NeighbourCommands::a_neighbour_is_named_by_its_clinic()
{
    Both both;
    both.meet();
    both.atRiver.serve(48'410);
    const int port = both.atRiver.waitFor(QStringLiteral("port"))[u"port"].toInt();
    const QString address = QStringLiteral("127.0.0.1:%1").arg(port);
    const QString clinic
        = both.hill.run("clinic list --json").object()[u"id"].toString().first(16) + u'=' + address;

    QCOMPARE(both.hill.run({QStringLiteral("serve"), QStringLiteral("--neighbour"), address}).exit, 2);
    QCOMPARE(both.hill
                 .run({QStringLiteral("serve"), QStringLiteral("--neighbour"),
                     QStringLiteral("Nowhere=") + address})
                 .exit,
        1);
    both.atHill.serve(48'412, {QStringLiteral("--neighbour"), clinic}); // beacons don't reach it

    QVERIFY(!both.atHill
                 .wait([](const QJsonObject& status) {
                     return neighbourOf(status)[u"state"] == QStringLiteral("connected");
                 })
                 .isEmpty());
}

QTEST_GUILESS_MAIN(NeighbourCommands)
#include "tst_neighbour_commands.moc"
