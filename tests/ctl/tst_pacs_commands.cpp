// A scanner's study on the command line: taken, waiting, filed when somebody says whose it is; and what an
// archive that is not there is called.

#include "ctl_fixture.h"

#include <csignal>
#include <QFileInfo>
#include <QStandardPaths>

using namespace twinward::ctl_test;

namespace {

// twinctl as a service that scanners send to; ends as Ctrl+C ends it.
class Service
{
public:
    explicit Service(const Clinic& clinic)
    {
        auto variables = QProcessEnvironment::systemEnvironment();
        variables.insert(
            QStringLiteral("TWINWARD_PASSPHRASE_FILE"), clinic.path(QStringLiteral("passphrase")));
        m_process.setProcessEnvironment(variables);
        m_process.setReadChannel(QProcess::StandardError);
        m_process.start(QStringLiteral(TWINWARD_BIN_DIR "/twinctl"),
            {QStringLiteral("pacs"), QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0"),
                QStringLiteral("--vault"), clinic.vault(), QStringLiteral("--user"),
                QStringLiteral("Dr Ada")});
        QByteArray said;
        while (!said.contains(';') && m_process.waitForReadyRead(60'000))
            said += m_process.readAllStandardError();
        const qsizetype at = said.indexOf("port ");
        m_port = QString::fromLatin1(said.mid(at + 5, said.indexOf(' ', at + 5) - at - 5));
    }
    ~Service() { static_cast<void>(end()); }
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    [[nodiscard]] QString port() const { return m_port; }
    [[nodiscard]] bool end()
    {
        if (m_process.state() == QProcess::NotRunning)
            return true;
        ::kill(static_cast<pid_t>(m_process.processId()), SIGINT);
        return m_process.waitForFinished(60'000) && m_process.exitCode() == 0;
    }

private:
    QProcess m_process;
    QString m_port;
};

} // namespace

class TestPacsCommands : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSentWaitsAndIsFiledByAPerson();
    void anArchiveThatIsNotThereFails();
    void halfATlsIsWrongUsage();
};

void TestPacsCommands::whatIsSentWaitsAndIsFiledByAPerson()
{
    const QString study = QStringLiteral(TWINWARD_TEST_DATA "/dicom-edge/pydicom/dicomdirtests/77654033");
    if (!QFileInfo::exists(study))
        QSKIP("No real data here (../shared/data)");
    const QString scanner = QStandardPaths::findExecutable(QStringLiteral("storescu"));
    if (scanner.isEmpty())
        QSKIP("storescu is not installed: apt-get install dcmtk");
    Clinic clinic;
    clinic.init();
    {
        Service service(clinic);
        QVERIFY(service.port().toInt() > 0);
        const QStringList node{QStringLiteral("pacs"), QStringLiteral("echo"), QStringLiteral("--host"),
            QStringLiteral("127.0.0.1"), QStringLiteral("--port"), service.port(), QStringLiteral("--json")};
        QCOMPARE(clinic.run(node).object()[u"answers"].toBool(), true);
        QCOMPARE(QProcess::execute(scanner,
                     {QStringLiteral("+sd"), QStringLiteral("+r"), QStringLiteral("127.0.0.1"),
                         service.port(), study}),
            0);
        QVERIFY(service.end());
    }
    const auto waiting = clinic.run("pacs waiting --json").objects();
    QCOMPARE(waiting.size(), 2);
    QCOMPARE(waiting[0][u"instances"].toInt() + waiting[1][u"instances"].toInt(), 7);
    QVERIFY(clinic.run("patients --json").objects().isEmpty());

    clinic.write(QStringLiteral("zhang.json"),
        R"({"resourceType":"Patient","id":"z1","name":[{"family":"Zhang","given":["Wei"]}],"gender":"male"})");
    QCOMPARE(clinic
                 .run({QStringLiteral("import"), QStringLiteral("fhir"),
                     clinic.path(QStringLiteral("zhang.json"))})
                 .exit,
        0);
    const QString patient = clinic.patientNamed(QStringLiteral("Zhang"));
    QVERIFY(!patient.isEmpty());
    QStringList filing{QStringLiteral("pacs"), QStringLiteral("file"), QStringLiteral("--study"),
        waiting[0][u"studyUid"].toString(), QStringLiteral("--patient"), patient, QStringLiteral("--json")};
    const Ran refused = clinic.run(filing);
    QCOMPARE(refused.exit, 1); // another name is written in the images
    QCOMPARE(clinic.run("pacs waiting --json").objects().size(), 2);
    filing << QStringLiteral("--confirm-differences");
    const Ran filed = clinic.run(filing);
    QVERIFY2(filed.exit == 0, filed.err.constData());
    QCOMPARE(filed.object()[u"added"].toInt(), waiting[0][u"instances"].toInt());
    QCOMPARE(clinic.run("pacs waiting --json").objects().size(), 1);
    QCOMPARE(clinic.run("verify").exit, 0);
}

void TestPacsCommands::anArchiveThatIsNotThereFails()
{
    const Clinic clinic;
    const Ran ran = clinic.run("pacs find --host 127.0.0.1 --port 1 --timeout 3 --name Doe*");
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.err.contains("Nobody answers"), ran.err.constData());
}

void TestPacsCommands::halfATlsIsWrongUsage()
{
    const Clinic clinic;
    QCOMPARE(clinic.run("pacs echo --host 127.0.0.1 --tls-key k.pem").exit, 2);
    QCOMPARE(clinic.run("pacs find --host 127.0.0.1 --from yesterday").exit, 2);
}

QTEST_GUILESS_MAIN(TestPacsCommands)
#include "tst_pacs_commands.moc"
