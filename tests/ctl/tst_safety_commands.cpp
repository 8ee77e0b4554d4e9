// Backup, restore, proof and verify as a script meets them: what is printed, and the exit code.

#include "ctl_fixture.h"

#include "insider.h"

#include <QDirIterator>

using namespace twinward;
using namespace twinward::test;
using twinward::ctl_test::Ran;

namespace {

// The one that the name stands for here; tests/ledger has another.
using Shell = twinward::ctl_test::Clinic;

class TestSafetyCommands : public QObject
{
    Q_OBJECT

private slots:
    void aBackupIsWrittenCheckedAndRestored();
    void aDamagedBackupIsNamedWithExitCode3();
    void whatCanNotBeDoneSaysWhy();
    void anEntryIsProvenToSomebodyWithoutAVault();
    void verifyNamesEachAttackWithExitCode3_data();
    void verifyNamesEachAttackWithExitCode3();
    void verifySaysWhoSignedUpToWhere();
};

// The vault of a clinic that tests/ledger made, for the real program.
Ran onVault(const Shell& shell, const QString& folder, QStringList arguments)
{
    arguments << QStringLiteral("--json");
    return shell.run(
        arguments, {QStringLiteral("TWINWARD_VAULT=") + folder, QStringLiteral("TWINWARD_USER=") + founder});
}

void TestSafetyCommands::aBackupIsWrittenCheckedAndRestored()
{
    Shell shell;
    shell.demo();
    const QString stick = shell.path("stick");

    const Ran full = shell.run({"backup", "--to", stick, "--json"});
    QVERIFY2(full.exit == 0, full.err.constData());
    QCOMPARE(full.object()["kind"].toString(), QString("full"));
    const Ran planned = shell.run({"backup", "--to", stick, "--every", "24", "--json"});
    QVERIFY2(planned.exit == 0, planned.err.constData());
    const Ran increment = shell.run({"backup", "--json"}); // as planned
    QVERIFY2(increment.exit == 0, increment.err.constData());
    QCOMPARE(increment.object()["kind"].toString(), QString("increment"));
    QVERIFY(increment.object()["bytes"].toDouble() < full.object()["bytes"].toDouble() / 2);
    const Ran checked = shell.run({"backup", "check", stick, "--json"}, {"TWINWARD_PASSPHRASE_FILE="});
    QVERIFY2(checked.exit == 0, checked.err.constData());
    QCOMPARE(checked.objects().size(), 3);

    const QString again = shell.path("again");
    const Ran restored
        = shell.run({"restore", stick, "--vault", again, "--json"}, {"TWINWARD_PASSPHRASE_FILE="});
    QVERIFY2(restored.exit == 0, restored.err.constData());
    QCOMPARE(restored.object()["name"].toString(), increment.object()["name"].toString());

    const Ran verified = shell.run({"verify", "--vault", again, "--json"});
    QVERIFY2(verified.exit == 0, (verified.out + verified.err).constData());
    const Ran before = shell.run({"patients", "--json"});
    const Ran after = shell.run({"patients", "--vault", again, "--json"});
    QVERIFY(!before.out.isEmpty());
    QCOMPARE(after.out, before.out);
}

void TestSafetyCommands::aDamagedBackupIsNamedWithExitCode3()
{
    Shell shell;
    shell.init();
    const QString stick = shell.path("stick");
    QCOMPARE(shell.run({"backup", "--to", stick}).exit, 0);
    QDirIterator pages(stick, {"pages"}, QDir::Files, QDirIterator::Subdirectories);
    QFile file(pages.next());
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(3 * 4096 + 17);
    file.write("x");
    file.close();

    const Ran checked = shell.run({"backup", "check", stick, "--json"});
    const Ran restored = shell.run({"restore", stick, "--vault", shell.path("again"), "--json"});

    QCOMPARE(checked.exit, 3);
    QVERIFY2(checked.object()["where"].toString().endsWith("database page 4"), checked.out.constData());
    QCOMPARE(restored.exit, 3);
    QVERIFY2(restored.err.contains("database page 4"), restored.err.constData());
    QVERIFY(!QFile::exists(shell.path("again/vault.db")));
}

void TestSafetyCommands::whatCanNotBeDoneSaysWhy()
{
    Shell shell;
    shell.init();
    const QString stick = shell.path("stick");

    const Ran unplanned = shell.run({"backup"});
    QCOMPARE(unplanned.exit, 1);
    QVERIFY2(unplanned.err.contains("No backups are planned"), unplanned.err.constData());
    const Ran nowhere = shell.run({"backup", "--to", "/nowhere/at/all"});
    QCOMPARE(nowhere.exit, 1);
    QVERIFY2(nowhere.err.contains("Plug in"), nowhere.err.constData());
    const Ran none = shell.run({"restore", shell.path("."), "--vault", shell.path("again")});
    QCOMPARE(none.exit, 1);
    QVERIFY2(none.err.contains("no backups"), none.err.constData());
    QCOMPARE(shell.run({"backup", "--to", stick}).exit, 0);
    const Ran over = shell.run({"restore", stick});
    QCOMPARE(over.exit, 1);
    QVERIFY2(over.err.contains("already"), over.err.constData());
    QCOMPARE(shell.run({"verify"}).exit, 0);
}

void TestSafetyCommands::anEntryIsProvenToSomebodyWithoutAVault()
{
    Shell shell;
    Replicas clinic(2);
    const auto entry = note(clinic.patient, "the left leg");
    VERIFY_RESULT(clinic[0].commit({entry}));
    exchange(clinic[0], clinic[1]);
    tell(clinic[0], clinic[1]);
    clinic.vaults.clear();
    const QString file = shell.path("proof");

    const Ran made = onVault(shell, clinic.folder(0), {"proof", "make", entry.id.toString(), "-o", file});
    QVERIFY2(made.exit == 0, made.err.constData());
    QCOMPARE(made.object()["cosigners"].toInt(), 1);
    const Ran keys
        = shell.run({"proof", "keys"}, {"TWINWARD_VAULT=" + clinic.folder(0), "TWINWARD_USER=" + founder});
    QCOMPARE(keys.exit, 0);
    shell.write("keys", keys.out);

    const QStringList nobody{"TWINWARD_VAULT=", "TWINWARD_USER=", "TWINWARD_PASSPHRASE_FILE="};
    const Ran holds = shell.run({"proof", "verify", file, "--keys", shell.path("keys"), "--json"}, nobody);
    QVERIFY2(holds.exit == 0, holds.err.constData());
    QCOMPARE(holds.object()["author"].toString(), founder);
    QCOMPARE(holds.object()["knownCosigners"].toArray().size(), 1);
    QVERIFY2(holds.out.contains("the left leg"), holds.out.constData());

    shell.write("others", QByteArray(64, 'a'));
    QCOMPARE(shell.run({"proof", "verify", file, "--keys", shell.path("others")}, nobody).exit, 1);
    const Ran another
        = shell.run({"proof", "verify", file, "--event", record::EventId::random().toString()}, nobody);
    QCOMPARE(another.exit, 3);
    QFile proof(file);
    QVERIFY(proof.open(QIODevice::ReadWrite));
    QByteArray content = proof.readAll();
    content[content.size() - 5] = static_cast<char>(content[content.size() - 5] ^ 1);
    shell.write("changed", content);
    const Ran changed = shell.run({"proof", "verify", shell.path("changed"), "--json"}, nobody);
    QCOMPARE(changed.exit, 3);
    QVERIFY2(changed.err.contains("cosignature 1"), changed.err.constData());
}

void TestSafetyCommands::verifyNamesEachAttackWithExitCode3_data()
{
    QTest::addColumn<QString>("attack");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("a cut tail") << "cut" << QByteArray("cut off");
    QTest::newRow("a commit written anew") << "rewrite" << QByteArray("another commit");
    QTest::newRow("a replayed commit") << "replay" << QByteArray("not as it was written");
    QTest::newRow("an old folder put back") << "old" << QByteArray("an older copy of the folder");
    QTest::newRow("two heads for one number") << "twin" << QByteArray("another commit");
}

void TestSafetyCommands::verifyNamesEachAttackWithExitCode3()
{
    QFETCH(QString, attack);
    QFETCH(QByteArray, words);
    Shell shell;
    Replicas clinic(2);
    clinic.say(0, "kept");
    const quint64 keep = clinic.inside(0).device.head.seq;
    const QString old = clinic.parent.filePath("old");
    if (attack == "old" || attack == "twin") {
        clinic.vaults[0].reset();
        copyFolder(clinic.folder(0), old);
        clinic.reopen(0);
    }
    clinic.say(0, "what somebody does not like");
    exchange(clinic[0], clinic[1]);
    tell(clinic[0], clinic[1]);
    const auto said = ledger::cosign(clinic[1]);
    if (attack == "cut" || attack == "rewrite")
        cutTail(clinic[0], keep);
    if (attack == "rewrite")
        clinic.say(0, "what they like better");
    if (attack == "replay")
        replayLast(clinic[0]);
    clinic.vaults.clear();
    QString folder = clinic.folder(0);
    if (attack == "old" || attack == "twin") {
        auto copy = unlock(old);
        VERIFY_RESULT(copy);
        if (attack == "twin")
            VERIFY_RESULT((*copy)->commit({note(clinic.patient, "under the same number")}));
        if (attack == "twin")
            VERIFY_RESULT((*copy)->commit({note(clinic.patient, "and on")}));
        VERIFY_RESULT(ledger::keepCosignature(**copy, *said, ledger::Brought::ByItself)); // the next contact
        folder = old;
    }

    const Ran verified = onVault(shell, folder, {"verify"});

    QCOMPARE(verified.exit, 3);
    QVERIFY(!verified.object()["ok"].toBool(true));
    QVERIFY2(verified.out.contains(words), (verified.out + verified.err).constData());
}

void TestSafetyCommands::verifySaysWhoSignedUpToWhere()
{
    Shell shell;
    Replicas clinic(2);
    exchange(clinic[0], clinic[1]);
    tell(clinic[0], clinic[1]);
    const quint64 signedUpTo = clinic.inside(0).device.head.seq;
    clinic.say(0, "not seen by anybody yet");
    clinic.vaults.clear();

    const Ran verified = onVault(shell, clinic.folder(0), {"verify"});

    QVERIFY2(verified.exit == 0, (verified.out + verified.err).constData());
    const auto chains = verified.object()["witnesses"].toArray();
    QCOMPARE(chains.size(), 2);
    bool isOwnFound = false;
    for (const auto& each : chains) {
        const auto chain = each.toObject();
        if (chain["name"].toString() != device)
            continue;
        isOwnFound = true;
        QCOMPARE(chain["witnessed"].toInteger(), static_cast<qint64>(signedUpTo));
        QCOMPARE(chain["by"].toArray().first().toObject()["name"].toString(), QString("Laptop 1"));
        QVERIFY(!chain["unwitnessedSince"].toString().isEmpty());
    }
    QVERIFY(isOwnFound);
}

} // namespace

QTEST_GUILESS_MAIN(TestSafetyCommands)
#include "tst_safety_commands.moc"
