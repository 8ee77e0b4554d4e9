// The relay's and the keeper's commands, as who runs a relay and who sets up a mini-PC would type them.

#include "../sync/postgres_server.h"
#include "ctl_fixture.h"

#include <csignal>

using namespace twinward;
using namespace twinward::ctl_test;

namespace {

class TestRelayCommands : public QObject
{
    Q_OBJECT

private slots:
    void aRelayIsMadeAndAClinicLetIn();
    void passwordsDoNotStandInArguments();
    void whatIsMissingIsSaid();
    void keepGoesOnByItselfUntilItIsToldToEnd();
    void aClinicShutOutIsToldSo();
    void aKeeperIsAdmittedAndFillsOverTheNetwork();
    void aFileThatIsNoRequestIsRefused();
};

// A relay, and a clinic's computer with what its owner was told.
struct Region
{
    test::PostgresServer server;
    Clinic clinic;
    QString id;
    QString user;

    [[nodiscard]] Ran owner(const QStringList& arguments) const
    {
        return clinic.run(
            QStringList{"relay"} + arguments + QStringList{"--connect", server.owner(), "--json"});
    }
    [[nodiscard]] Ran relay(const QString& command) const
    {
        return clinic.run({"relay", command, "--connect-file", clinic.path("relay"), "--password-file",
            clinic.path("relay password"), "--json"});
    }
    void letIn()
    {
        clinic.init();
        QCOMPARE(owner({"init"}).object()["version"].toInt(), 1);
        id = clinic.run("relay id --json").object()["id"].toString();
        QCOMPARE(id.size(), 64);
        clinic.write("relay password", "nobody has to remember this\n");
        const Ran added = owner({"add-clinic", "--clinic", id, "--name", "Test clinic", "--new-password-file",
            clinic.path("relay password")});
        QVERIFY2(added.exit == 0, added.err.constData());
        user = added.object()["user"].toString();
        clinic.write("relay", server.clinic(user).toUtf8() + '\n');
    }
};

void TestRelayCommands::aRelayIsMadeAndAClinicLetIn()
{
    if (!test::PostgresServer::missing().isEmpty())
        QSKIP(qPrintable(test::PostgresServer::missing()));
    Region region;
    region.letIn();
    const QJsonObject status = region.relay("status").object();
    QCOMPARE(status["clinic"].toString(), region.id);
    QCOMPARE(status["lettersToUs"].toInt(), 0);
    for (const char* command : {"push", "pull"}) {
        const Ran ran = region.relay(command);
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.object()["letters"].toInt(), 0); // it is the clinic's only computer
    }
    QCOMPARE(region.owner({"clinics"}).object()["name"].toString(), "Test clinic");
    QCOMPARE(region.owner({"prune", "--days", "30"}).object()["deleted"].toInt(), 0);
    // the address may stand in the environment
    const Ran ran
        = region.clinic.run({"relay", "status", "--password-file", region.clinic.path("relay password")},
            {"TWINWARD_RELAY_FILE=" + region.clinic.path("relay")});
    QCOMPARE(ran.exit, 0);
    QVERIFY(ran.out.contains(region.id.toLatin1()));
}

void TestRelayCommands::passwordsDoNotStandInArguments()
{
    Clinic clinic;
    const Ran ran = clinic.run({"relay", "status", "--connect",
        "host=localhost dbname=relay user=clinic sslrootcert=/ca.pem password=hush1234"});
    QCOMPARE(ran.exit, 1);
    QVERIFY(!ran.err.contains("hush1234"));
    QVERIFY(ran.err.contains("argument"));
}

void TestRelayCommands::whatIsMissingIsSaid()
{
    Clinic clinic;
    QCOMPARE(clinic.run("relay status").exit, 2); // no address
    QCOMPARE(clinic.run("relay").exit, 2);
    QCOMPARE(clinic.run({"relay", "status", "--connect-file", clinic.path("none")}).exit, 1);
    const Ran insecure
        = clinic.run({"relay", "status", "--connect", "host=localhost dbname=relay user=x sslmode=require"});
    QCOMPARE(insecure.exit, 1);
    QVERIFY(insecure.err.contains("verify-full"));
    const Ran nobody = clinic.run({"relay", "add-clinic", "--connect", "host=/tmp dbname=relay user=x",
        "--clinic", "not an id", "--name", "x", "--new-password-file", clinic.path("passphrase")});
    QCOMPARE(nobody.exit, 1);
    QVERIFY(nobody.err.contains("relay id"));
}

void TestRelayCommands::aClinicShutOutIsToldSo()
{
    if (!test::PostgresServer::missing().isEmpty())
        QSKIP(qPrintable(test::PostgresServer::missing()));
    Region region;
    region.letIn();
    const Ran shut = region.owner({"shut-out", "--clinic", region.id});
    QVERIFY2(shut.exit == 0, shut.err.constData());
    const Ran refused = region.relay("pull");
    QCOMPARE(refused.exit, 1);
    QVERIFY(refused.err.contains("todo"));
    // a wrong password is told apart from nobody listening by what there is to do
    region.clinic.write("relay password", "a wrong password altogether\n");
    QCOMPARE(region.relay("status").exit, 1);
}

// A command that runs until it is told to end.
class Running
{
public:
    Running(const Clinic& clinic, const QStringList& arguments)
    {
        auto variables = QProcessEnvironment::systemEnvironment();
        variables.insert("TWINWARD_VAULT", clinic.vault());
        variables.insert("TWINWARD_USER", "Dr Ada");
        variables.insert("TWINWARD_PASSPHRASE_FILE", clinic.path("passphrase"));
        m_process.setProcessEnvironment(variables);
        m_process.start(TWINWARD_BIN_DIR "/twinctl", arguments + QStringList{"--json"});
    }
    ~Running()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    // What it said last.
    QJsonObject last()
    {
        while (m_process.canReadLine())
            m_last = QJsonDocument::fromJson(m_process.readLine()).object();
        return m_last;
    }
    int end()
    {
        m_process.terminate();
        m_process.waitForFinished();
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

private:
    QProcess m_process;
    QJsonObject m_last;
};

void TestRelayCommands::keepGoesOnByItselfUntilItIsToldToEnd()
{
    if (!test::PostgresServer::missing().isEmpty())
        QSKIP(qPrintable(test::PostgresServer::missing()));
    Region region;
    region.letIn();
    Running keeping(region.clinic,
        {"relay", "keep", "--every", "10", "--connect-file", region.clinic.path("relay"), "--password-file",
            region.clinic.path("relay password")});
    QTRY_COMPARE_WITH_TIMEOUT(keeping.last()["state"].toString(), "connected", 60'000);
    QCOMPARE(keeping.last()["where"].toString(), "localhost/relay");
    region.server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(keeping.last()["state"].toString(), "away", 60'000);
    QVERIFY(keeping.last().contains("trouble"));
    region.server.start();
    QTRY_COMPARE_WITH_TIMEOUT(keeping.last()["state"].toString(), "connected", 60'000);
    QCOMPARE(keeping.end(), 0);
    QCOMPARE(region.relay("status").exit, 0); // the vault was let go of
}

void TestRelayCommands::aKeeperIsAdmittedAndFillsOverTheNetwork()
{
    Clinic clinic;
    clinic.init();
    const QString folder = clinic.path("keeper");
    const auto good = [](const Ran& ran) { QVERIFY2(ran.exit == 0, ran.err.constData()); };
    good(clinic.run({"keeper", "ask", folder, "--name", "Mini-PC", "-o", clinic.path("asking")}));
    good(clinic.run({"keeper", "admit", clinic.path("asking"), "-o", clinic.path("pack")}));
    good(clinic.run({"keeper", "begin", folder, clinic.path("pack")}));
    QCOMPARE(clinic.run({"keeper", "status", folder, "--json"}).object()["commits"].toInt(), 0);
    const QStringList near{
        "--port", "0", "--address", "127.0.0.1", "--discovery", "this-computer", "--beacon-port", "47951"};
    {
        Running keeper(clinic, QStringList{"keeper", "serve", folder} + near);
        Running computer(clinic, QStringList{"serve"} + near);
        QTRY_VERIFY_WITH_TIMEOUT(keeper.last()["commits"].toInt() > 2, 60'000);
        QCOMPARE(keeper.last()["connected"].toInt(), 1);
        QCOMPARE(computer.end(), 0);
        QCOMPARE(keeper.end(), 0);
    }
    QVERIFY(clinic.run({"keeper", "status", folder, "--json"}).object()["commits"].toInt() > 2);
}

void TestRelayCommands::aFileThatIsNoRequestIsRefused()
{
    Clinic clinic;
    clinic.init();
    const Ran admitted
        = clinic.run({"keeper", "admit", clinic.path("passphrase"), "-o", clinic.path("pack")});
    QCOMPARE(admitted.exit, 1);
    QVERIFY(!QFile::exists(clinic.path("pack")));
    const Ran begun = clinic.run({"keeper", "begin", clinic.path("keeper"), clinic.path("passphrase")});
    QCOMPARE(begun.exit, 1);
    QCOMPARE(clinic.run({"keeper", "status", clinic.path("keeper")}).exit, 1);
}

} // namespace

QTEST_GUILESS_MAIN(TestRelayCommands)
#include "tst_relay_commands.moc"
