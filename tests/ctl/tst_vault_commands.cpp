// init, verify, user, passphrase, recover, and how twinctl is called.

#include "ctl_fixture.h"

#include <QDirIterator>

using twinward::ctl_test::Clinic;
using twinward::ctl_test::Ran;

namespace {

// The largest file of the vault: its database.
QString largestFile(const QString& folder)
{
    QString largest;
    qint64 size = -1;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        if (files.fileInfo().size() > size) {
            size = files.fileInfo().size();
            largest = files.filePath();
        }
    }
    return largest;
}

void flipBit(const QString& path, qint64 offset)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(offset));
    char byte = 0;
    QCOMPARE(file.read(&byte, 1), 1);
    byte = static_cast<char>(byte ^ 0x10);
    QVERIFY(file.seek(offset));
    QCOMPARE(file.write(&byte, 1), 1);
}

} // namespace

class VaultCommands : public QObject
{
    Q_OBJECT

private slots:
    void init_prints_the_recovery_code_once();
    void init_does_not_touch_a_vault_that_is_there();
    void a_newline_at_the_files_end_is_not_part_of_the_passphrase();
    void a_wrong_passphrase_fails_without_saying_which_part_was_wrong();
    void wrong_usage_exits_2_data();
    void wrong_usage_exits_2();
    void help_and_version_exit_0();
    void shared_options_are_understood_before_and_after_the_command();
    void a_missing_vault_is_named();
    void verify_counts_what_it_checked();
    void verify_finds_a_flipped_bit_data();
    void verify_finds_a_flipped_bit();
    void a_damaged_vault_exits_3_whatever_is_asked();
    void users_are_added_listed_and_removed();
    void a_nurse_may_not_enrol();
    void coming_and_going_are_in_the_access_log();
    void the_access_log_is_refused_to_those_who_may_not_read_it();
    void the_passphrase_is_changed();
    void the_recovery_code_sets_a_new_passphrase_and_is_void_then();
    void without_a_terminal_or_file_the_passphrase_is_not_waited_for();
};

void VaultCommands::init_prints_the_recovery_code_once()
{
    const Clinic clinic;
    const Ran made = clinic.run("init --clinic Hillside --role nurse --json");
    QCOMPARE(made.exit, 0);
    QCOMPARE(made.object()[u"clinic"].toString(), QStringLiteral("Hillside"));
    QCOMPARE(made.object()[u"role"].toString(), QStringLiteral("nurse"));
    QVERIFY(made.object()[u"recoveryCode"].toString().size() >= 20);
}

void VaultCommands::init_does_not_touch_a_vault_that_is_there()
{
    const Clinic clinic;
    clinic.init();
    const Ran again = clinic.run("init --clinic Other --role physician");
    QCOMPARE(again.exit, 1);
    QVERIFY(again.err.contains("already"));
    QCOMPARE(clinic.run("verify").exit, 0);
}

void VaultCommands::a_newline_at_the_files_end_is_not_part_of_the_passphrase()
{
    const Clinic clinic;
    clinic.init();
    clinic.write(QStringLiteral("bare"), "correct horse battery staple");
    QCOMPARE(clinic
                 .run({QStringLiteral("patients"), QStringLiteral("--passphrase-file"),
                     clinic.path(QStringLiteral("bare"))})
                 .exit,
        0);
}

void VaultCommands::a_wrong_passphrase_fails_without_saying_which_part_was_wrong()
{
    const Clinic clinic;
    clinic.init();
    clinic.write(QStringLiteral("wrong"), "correct horse battery stable\n");
    const Ran wrongPassphrase = clinic.run({QStringLiteral("patients"), QStringLiteral("--passphrase-file"),
        clinic.path(QStringLiteral("wrong"))});
    const Ran wrongUser
        = clinic.run({QStringLiteral("patients"), QStringLiteral("--user"), QStringLiteral("Dr Nobody")});
    QCOMPARE(wrongPassphrase.exit, 1);
    QCOMPARE(wrongUser.exit, 1);
    QVERIFY(!wrongPassphrase.err.isEmpty());
    QCOMPARE(wrongPassphrase.err, wrongUser.err);
    QVERIFY(!wrongPassphrase.err.contains("stable"));
}

void VaultCommands::wrong_usage_exits_2_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << QString();
    QTest::newRow("an unknown command") << QStringLiteral("frobnicate");
    QTest::newRow("an unknown option") << QStringLiteral("patients --frob");
    QTest::newRow("a missing argument") << QStringLiteral("chart");
    QTest::newRow("an unknown role") << QStringLiteral("init --clinic A --role surgeon");
    QTest::newRow("export of nobody") << QStringLiteral("export fhir -o out");
    QTest::newRow("export of one and all") << QStringLiteral("export fhir --all --patient x -o out");
    QTest::newRow("an unknown format") << QStringLiteral("import paper file");
    QTest::newRow("no demo patients") << QStringLiteral("demo --patients 0");
    QTest::newRow("no such consciousness") << QStringLiteral("observe x --consciousness Z");
    QTest::newRow("a bad date") << QStringLiteral("audit --since yesterday");
}

void VaultCommands::wrong_usage_exits_2()
{
    QFETCH(const QString, words);
    const Clinic clinic;
    const Ran ran = clinic.run(words.split(u' ', Qt::SkipEmptyParts));
    QCOMPARE(ran.exit, 2);
    QVERIFY(!ran.err.isEmpty());
}

void VaultCommands::help_and_version_exit_0()
{
    const Clinic clinic;
    QCOMPARE(clinic.run("--version").exit, 0);
    QCOMPARE(clinic.run("--help").exit, 0);
    const Ran help = clinic.run("observe --help");
    QCOMPARE(help.exit, 0);
    QVERIFY(help.out.contains("--heart-rate"));
}

void VaultCommands::shared_options_are_understood_before_and_after_the_command()
{
    const Clinic clinic;
    clinic.init();
    const QStringList shared{QStringLiteral("--vault"), clinic.vault(), QStringLiteral("--user"),
        QStringLiteral("Dr Ada"), QStringLiteral("--json")};
    const QStringList unset{QStringLiteral("TWINWARD_VAULT="), QStringLiteral("TWINWARD_USER=")};
    QCOMPARE(
        clinic.run(shared + QStringList{QStringLiteral("verify")}, unset).object()[u"ok"].toBool(), true);
    QCOMPARE(
        clinic.run(QStringList{QStringLiteral("verify")} + shared, unset).object()[u"ok"].toBool(), true);
    QCOMPARE(clinic.run({QStringLiteral("verify")}, unset).exit, 2);
}

void VaultCommands::a_missing_vault_is_named()
{
    const Clinic clinic;
    const Ran ran = clinic.run("patients");
    QCOMPARE(ran.exit, 1);
    QVERIFY(ran.err.contains(clinic.vault().toUtf8()));
}

void VaultCommands::verify_counts_what_it_checked()
{
    const Clinic clinic;
    clinic.demo();
    const QJsonObject report = clinic.run("verify --json").object();
    QCOMPARE(report[u"ok"].toBool(), true);
    QVERIFY(report[u"commits"].toInt() > 10);
    QVERIFY(report[u"events"].toInt() > 500);
    QVERIFY(report.contains(u"blobs"));
    QVERIFY(!report.contains(u"where"));
}

void VaultCommands::verify_finds_a_flipped_bit_data()
{
    QTest::addColumn<double>("place");
    QTest::newRow("near the beginning") << 0.05;
    QTest::newRow("in the middle") << 0.5;
    QTest::newRow("near the end") << 0.93;
}

void VaultCommands::verify_finds_a_flipped_bit()
{
    QFETCH(const double, place);
    const Clinic clinic;
    clinic.demo();
    const QString database = largestFile(clinic.vault());
    flipBit(database, static_cast<qint64>(static_cast<double>(QFileInfo(database).size()) * place));

    const Ran ran = clinic.run("verify --json");

    QCOMPARE(ran.exit, 3);
    QCOMPARE(ran.object()[u"ok"].toBool(true), false);
    QVERIFY(!ran.object()[u"where"].toString().isEmpty());
    QVERIFY(!ran.object()[u"why"].toString().isEmpty());
}

void VaultCommands::a_damaged_vault_exits_3_whatever_is_asked()
{
    const Clinic clinic;
    clinic.demo();
    const QString database = largestFile(clinic.vault());
    const qint64 size = QFileInfo(database).size();
    for (qint64 offset = 5000; offset < size; offset += 4096)
        flipBit(database, offset);
    QCOMPARE(clinic.run("patients").exit, 3);
    QCOMPARE(clinic.run("verify").exit, 3);
}

void VaultCommands::users_are_added_listed_and_removed()
{
    const Clinic clinic;
    clinic.init();
    clinic.write(QStringLiteral("hers"), "seven blue lanterns\n");
    const Ran added = clinic.run({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("Grace"),
        QStringLiteral("--role"), QStringLiteral("nurse"), QStringLiteral("--new-passphrase-file"),
        clinic.path(QStringLiteral("hers")), QStringLiteral("--json")});
    QVERIFY2(added.exit == 0, added.err.constData());
    QVERIFY(!added.object()[u"recoveryCode"].toString().isEmpty());
    const QStringList asGrace{QStringLiteral("patients"), QStringLiteral("--user"), QStringLiteral("Grace"),
        QStringLiteral("--passphrase-file"), clinic.path(QStringLiteral("hers"))};
    QCOMPARE(clinic.run(asGrace).exit, 0);

    QCOMPARE(clinic
                 .run({QStringLiteral("user"), QStringLiteral("remove"), QStringLiteral("Grace"),
                     QStringLiteral("--reason"), QStringLiteral("left")})
                 .exit,
        0);

    QCOMPARE(clinic.run(asGrace).exit, 1);
    const auto listed = clinic.run("user list --json").objects();
    QCOMPARE(listed.size(), 2);
    int removed = 0;
    for (const QJsonObject& each : listed)
        removed += each[u"removed"].toBool() ? 1 : 0;
    QCOMPARE(removed, 1);
}

void VaultCommands::a_nurse_may_not_enrol()
{
    const Clinic clinic;
    clinic.demo();
    const Ran ran = clinic.run(
        {QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("Eve"), QStringLiteral("--role"),
            QStringLiteral("physician"), QStringLiteral("--user"), QStringLiteral("Grace Wanjiru"),
            QStringLiteral("--new-passphrase-file"), clinic.path(QStringLiteral("passphrase"))});
    QCOMPARE(ran.exit, 1);
    QCOMPARE(clinic.run("user list --json").objects().size(), 4);
}

void VaultCommands::coming_and_going_are_in_the_access_log()
{
    const Clinic clinic;
    clinic.init();
    clinic.write(QStringLiteral("wrong"), "not this one\n");
    QCOMPARE(
        clinic.run({QStringLiteral("patients"), QStringLiteral("--passphrase-file"), clinic.path("wrong")})
            .exit,
        1);
    const auto logins = clinic.run("audit --json --action unlock").objects();
    const auto failures = clinic.run("audit --json --action failed-unlock").objects();
    const auto logouts = clinic.run("audit --json --action lock").objects();
    QCOMPARE(logins.size(), 2); // the founding, and the asking
    QCOMPARE(failures.size(), 1);
    QCOMPARE(failures.front()[u"outcome"].toString(), QStringLiteral("4"));
    QCOMPARE(logouts.size(), 3);
    const auto subtype = logins.front()[u"subtype"].toArray().first().toObject();
    QCOMPARE(subtype[u"code"].toString(), QStringLiteral("110122")); // DICOM's Login
    QCOMPARE(logouts.front()[u"subtype"].toArray().first().toObject()[u"code"].toString(),
        QStringLiteral("110123"));
}

void VaultCommands::the_access_log_is_refused_to_those_who_may_not_read_it()
{
    const Clinic clinic;
    clinic.demo();
    const Ran nurse
        = clinic.run({QStringLiteral("audit"), QStringLiteral("--user"), QStringLiteral("Grace Wanjiru")});
    QCOMPARE(nurse.exit, 1);
    QVERIFY(nurse.out.isEmpty());
    QVERIFY2(nurse.err.contains("may read the access log"), nurse.err.constData());
    const Ran auditor = clinic.run(
        {QStringLiteral("audit"), QStringLiteral("--user"), QStringLiteral("Ingrid Lindstr\u00f6m")});
    QCOMPARE(auditor.exit, 0);
    QVERIFY(!auditor.out.isEmpty());
}

void VaultCommands::the_passphrase_is_changed()
{
    const Clinic clinic;
    clinic.init();
    clinic.write(QStringLiteral("new"), "nine quiet rivers bend\n");
    const QString fresh = clinic.path(QStringLiteral("new"));
    QCOMPARE(
        clinic.run({QStringLiteral("passphrase"), QStringLiteral("--new-passphrase-file"), fresh}).exit, 0);
    QCOMPARE(clinic.run("patients").exit, 1);
    QCOMPARE(clinic.run({QStringLiteral("patients"), QStringLiteral("--passphrase-file"), fresh}).exit, 0);
}

void VaultCommands::the_recovery_code_sets_a_new_passphrase_and_is_void_then()
{
    const Clinic clinic;
    const Ran made = clinic.run("init --clinic Hillside --role physician --json");
    clinic.write(QStringLiteral("code"), made.object()[u"recoveryCode"].toString().toUtf8() + '\n');
    clinic.write(QStringLiteral("new"), "nine quiet rivers bend\n");
    const QStringList recover{QStringLiteral("recover"), QStringLiteral("--recovery-code-file"),
        clinic.path(QStringLiteral("code")), QStringLiteral("--new-passphrase-file"),
        clinic.path(QStringLiteral("new")), QStringLiteral("--json")};

    const Ran recovered = clinic.run(recover);

    QVERIFY2(recovered.exit == 0, recovered.err.constData());
    QVERIFY(recovered.object()[u"recoveryCode"].toString() != made.object()[u"recoveryCode"].toString());
    QCOMPARE(clinic
                 .run({QStringLiteral("patients"), QStringLiteral("--passphrase-file"),
                     clinic.path(QStringLiteral("new"))})
                 .exit,
        0);
    QCOMPARE(clinic.run("patients").exit, 1);
    QCOMPARE(clinic.run(recover).exit, 1);
}

void VaultCommands::without_a_terminal_or_file_the_passphrase_is_not_waited_for()
{
    const Clinic clinic;
    clinic.init();
    QProcess process;
    auto variables = QProcessEnvironment::systemEnvironment();
    variables.remove(QStringLiteral("TWINWARD_PASSPHRASE_FILE"));
    process.setProcessEnvironment(variables);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral("setsid"),
        {QStringLiteral("--wait"), QStringLiteral(TWINWARD_BIN_DIR "/twinctl"), QStringLiteral("patients"),
            QStringLiteral("--vault"), clinic.vault(), QStringLiteral("--user"), QStringLiteral("Dr Ada")});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("--passphrase-file"));
}

QTEST_GUILESS_MAIN(VaultCommands)
#include "tst_vault_commands.moc"
