// Several computers of one clinic, each a twinctl of its own: joined by words and by code, kept alike over
// loopback, killed and started again, and carried on a stick.

#include "computer.h"

using twinward::ctl_test::Clinic;
using twinward::ctl_test::Computer;
using twinward::ctl_test::Ran;

namespace {

const QString hostName = QStringLiteral("vault");
const QStringList pairHere{QStringLiteral("pair"), QStringLiteral("--json"), QStringLiteral("--address"),
    QStringLiteral("127.0.0.1"), QStringLiteral("--discovery"), QStringLiteral("this-computer"),
    QStringLiteral("--beacon-port"), QStringLiteral("48302")};

void joinByCode(const Clinic& clinic, Computer& host, Computer& guest)
{
    host.start(pairHere);
    const QString code = host.waitFor(QStringLiteral("code"))[u"code"].toString();
    QVERIFY(!code.isEmpty());
    clinic.write(QStringLiteral("code"), code.toUtf8() + '\n');
    guest.start({QStringLiteral("join"), QStringLiteral("--json"), QStringLiteral("--device"),
        QStringLiteral("Ward laptop"), QStringLiteral("--code-file"), clinic.path(QStringLiteral("code"))});
    host.type("yes"); // let it in
    QVERIFY(guest.waitFor(QStringLiteral("joined"))[u"joined"].toBool());
    QCOMPARE(guest.end(), 0);
    QCOMPARE(host.end(), 0);
}

} // namespace

class SyncCommands : public QObject
{
    Q_OBJECT

private slots:
    void computers_joined_by_code_and_by_words_hold_the_same();
    void a_computer_killed_in_mid_transfer_goes_on_where_it_was();
    void a_computer_is_let_in_while_the_host_serves();
    void words_that_differ_let_nobody_in();
    void a_code_that_is_none_is_refused();
    void a_bundle_carries_what_the_other_lacks();
    void wrong_options_are_wrong_usage();
};

void SyncCommands::computers_joined_by_code_and_by_words_hold_the_same()
{
    const Clinic clinic;
    clinic.demo();
    Computer first(clinic, hostName);
    Computer second(clinic, QStringLiteral("second"));
    Computer third(clinic, QStringLiteral("third"));
    joinByCode(clinic, first, second);
    first.start(pairHere);
    const QString at = first.waitFor(QStringLiteral("code"))[u"addresses"].toArray().at(0).toString();
    third.start({QStringLiteral("join"), QStringLiteral("--json"), QStringLiteral("--at"), at});
    const QString shownThere = third.waitFor(QStringLiteral("words"))[u"words"].toString();
    const QString shownHere = first.waitFor(QStringLiteral("words"))[u"words"].toString();
    QCOMPARE(shownThere.split(u' ').size(), 6);
    QCOMPARE(shownThere, shownHere);
    third.type("yes");
    first.type("yes");
    first.type("yes"); // let it in
    QVERIFY(third.waitFor(QStringLiteral("joined"))[u"joined"].toBool());
    QCOMPARE(third.end(), 0);
    QCOMPARE(first.end(), 0);

    for (Computer* computer : {&first, &second, &third})
        computer->serve(48'301);
    for (Computer* computer : {&first, &second, &third})
        QVERIFY(computer->waitForState(QStringLiteral("caughtUp")));

    for (Computer* computer : {&first, &second, &third}) {
        computer->kill(SIGTERM);
        QCOMPARE(computer->end(), 0);
        QCOMPARE(computer->patients(), 16);
        QCOMPARE(computer->run({QStringLiteral("verify")}).exit, 0);
    }
}

void SyncCommands::a_computer_killed_in_mid_transfer_goes_on_where_it_was()
{
    const Clinic clinic;
    clinic.demo();
    Computer first(clinic, hostName);
    Computer second(clinic, QStringLiteral("second"));
    joinByCode(clinic, first, second);
    first.serve(48'303);
    second.serve(48'303);
    QVERIFY(second.waitForState(QStringLiteral("joining")));

    second.kill(SIGKILL);
    second.serve(48'303);
    QVERIFY(second.waitForState(QStringLiteral("caughtUp")));
    first.kill(SIGKILL);
    first.serve(48'303);
    QVERIFY(first.waitForState(QStringLiteral("caughtUp")));

    first.kill(SIGTERM);
    second.kill(SIGTERM);
    QCOMPARE(second.patients(), 16);
    QCOMPARE(second.run({QStringLiteral("verify")}).exit, 0);
    QCOMPARE(first.run({QStringLiteral("verify")}).exit, 0);
}

void SyncCommands::a_computer_is_let_in_while_the_host_serves()
{
    const Clinic clinic;
    clinic.demo();
    Computer host(clinic, hostName);
    Computer second(clinic, QStringLiteral("second"));
    host.serve(48'304, {QStringLiteral("--pair")});
    const QString code = host.waitFor(QStringLiteral("code"))[u"code"].toString();
    QVERIFY(!code.isEmpty());

    const Ran refused = host.run({QStringLiteral("pair")});
    QCOMPARE(refused.exit, 1);
    QVERIFY2(refused.err.contains("serve --pair"), refused.err.constData());

    clinic.write(QStringLiteral("code"), code.toUtf8() + '\n');
    second.start({QStringLiteral("join"), QStringLiteral("--json"), QStringLiteral("--code-file"),
        clinic.path(QStringLiteral("code"))});
    host.type("yes");
    QVERIFY(second.waitFor(QStringLiteral("joined"))[u"joined"].toBool());
    QCOMPARE(second.end(), 0);
    QVERIFY(host.waitFor(QStringLiteral("admitted"))[u"admitted"].toBool());
    second.serve(48'304);
    QVERIFY(second.waitForState(QStringLiteral("caughtUp")));

    for (Computer* computer : {&host, &second}) {
        computer->kill(SIGTERM);
        QCOMPARE(computer->end(), 0);
    }
    QCOMPARE(second.patients(), 16);
}

void SyncCommands::words_that_differ_let_nobody_in()
{
    const Clinic clinic;
    clinic.init();
    Computer host(clinic, hostName);
    Computer guest(clinic, QStringLiteral("second"));
    host.start(pairHere);
    const QString at = host.waitFor(QStringLiteral("code"))[u"addresses"].toArray().at(0).toString();
    guest.start({QStringLiteral("join"), QStringLiteral("--json"), QStringLiteral("--at"), at});
    QVERIFY(!guest.waitFor(QStringLiteral("words")).isEmpty());
    QVERIFY(!host.waitFor(QStringLiteral("words")).isEmpty());

    guest.type("yes");
    host.type("no");

    QCOMPARE(host.end(), 1);
    QCOMPARE(guest.end(), 1);
    QVERIFY(!QFile::exists(guest.vault() + QStringLiteral("/vault.db")));
}

void SyncCommands::a_code_that_is_none_is_refused()
{
    const Clinic clinic;
    clinic.write(QStringLiteral("code"), "TW1-ABCDE-FGHJK\n");

    const Ran joined = clinic.run(
        {QStringLiteral("join"), QStringLiteral("--code-file"), clinic.path(QStringLiteral("code"))});

    QCOMPARE(joined.exit, 1);
    QVERIFY2(joined.err.contains("not a whole code"), joined.err.constData());
}

void SyncCommands::a_bundle_carries_what_the_other_lacks()
{
    const Clinic clinic;
    clinic.demo();
    Computer first(clinic, hostName);
    Computer second(clinic, QStringLiteral("second"));
    joinByCode(clinic, first, second);
    const QString stick = clinic.path(QStringLiteral("stick.twb"));

    const Ran out = first.run({QStringLiteral("bundle"), QStringLiteral("export"), QStringLiteral("-o"),
        stick, QStringLiteral("--json")});
    QVERIFY2(out.exit == 0, out.err.constData());
    QVERIFY(out.object()[u"commits"].toInt() > 0);
    const Ran in
        = second.run({QStringLiteral("bundle"), QStringLiteral("import"), stick, QStringLiteral("--json")});
    QVERIFY2(in.exit == 0, in.err.constData());

    QVERIFY(in.object()[u"whole"].toBool());
    QCOMPARE(in.object()[u"stored"].toInt(), out.object()[u"commits"].toInt());
    QCOMPARE(second.patients(), 16);
    const Ran again
        = second.run({QStringLiteral("bundle"), QStringLiteral("import"), stick, QStringLiteral("--json")});
    QCOMPARE(again.object()[u"stored"].toInt(), 0);
    QVERIFY(clinic.run("--help").out.contains("bundle"));
}

void SyncCommands::wrong_options_are_wrong_usage()
{
    const Clinic clinic;
    clinic.init();
    QCOMPARE(clinic.run("serve --address everywhere").exit, 2);
    QCOMPARE(clinic.run("serve --discovery far").exit, 2);
    QCOMPARE(clinic.run("pair --minutes 0").exit, 2);
    QCOMPARE(clinic.run("join --at 1.2.3.4:5 --code-file x").exit, 2);
}

QTEST_GUILESS_MAIN(SyncCommands)
#include "tst_sync_commands.moc"
