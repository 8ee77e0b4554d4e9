// HL7 v2 as a laboratory sends it: from a file, and over MLLP to a twinctl that listens on this computer.

#include "ctl_fixture.h"

#include <csignal>
#include <QRegularExpression>
#include <QTcpSocket>

using twinward::ctl_test::Clinic;
using twinward::ctl_test::Ran;

namespace {

const QByteArray result = "MSH|^~\\&|LAB|DISTRICT|TWINWARD|CLINIC|20261120083000+0200||ORU^R01|42|P|2.6\r"
                          "PID|1||D-77^^^CLINIC^MR||Rossi^Anna||19800517|F\r"
                          "OBR|1|||24362-6^Renal panel^LN|||20261120080000+0200\r"
                          "OBX|1|NM|2823-3^Potassium^LN||4.10|mmol/L|3.5-5.2||||F|||20261120080000+0200\r";

// The same patient, before the result.
const QByteArray known = "MSH|^~\\&|LAB|DISTRICT|TWINWARD|CLINIC|20261120073000+0200||ADT^A04|41|P|2.6\r"
                         "PID|1||D-77^^^CLINIC^MR||Rossi^Anna||19800517|F\r";

// What the listening twinctl says it listens on; 0 where it did not come up.
quint16 portOf(QProcess& listening)
{
    QByteArray said;
    while (!said.contains(';') && listening.waitForReadyRead(60'000))
        said += listening.readAllStandardError();
    static const QRegularExpression port(QStringLiteral("port (\\d+);"));
    return static_cast<quint16>(port.match(QString::fromUtf8(said)).captured(1).toUInt());
}

QByteArray answerTo(const QByteArray& message, quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    socket.write("\x0b" + message + "\x1c\r");
    QByteArray answer;
    while (!answer.endsWith("\x1c\r") && socket.waitForReadyRead(30'000))
        answer += socket.readAll();
    return answer;
}

// Starts twinctl listen on any port; gives the port, 0 where it did not come up.
quint16 listenOn(QProcess& listening, const Clinic& clinic)
{
    auto variables = QProcessEnvironment::systemEnvironment();
    variables.insert(QStringLiteral("TWINWARD_PASSPHRASE_FILE"), clinic.path(QStringLiteral("passphrase")));
    listening.setProcessEnvironment(variables);
    listening.setReadChannel(QProcess::StandardError);
    listening.start(QStringLiteral(TWINWARD_BIN_DIR "/twinctl"),
        {QStringLiteral("listen"), QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--vault"),
            clinic.vault(), QStringLiteral("--user"), QStringLiteral("Dr Ada"), QStringLiteral("--json")});
    return portOf(listening);
}

} // namespace

class Listen : public QObject
{
    Q_OBJECT

private slots:
    void results_from_a_file_come_in_once();
    void a_message_is_acknowledged_once_it_is_in_the_record();
    void a_number_nobody_bears_waits();
    void an_address_that_is_none_is_wrong_usage();
};

void Listen::results_from_a_file_come_in_once()
{
    const Clinic clinic;
    clinic.init();
    clinic.write(QStringLiteral("result.hl7"), result);
    const QStringList import{QStringLiteral("import"), QStringLiteral("hl7"),
        clinic.path(QStringLiteral("result.hl7")), QStringLiteral("--json")};
    const Ran first = clinic.run(import);
    QVERIFY2(first.exit == 0, first.err.constData());
    QCOMPARE(first.object()[u"types"].toObject()[u"Observation"].toObject()[u"added"].toInt(), 1);
    const Ran second = clinic.run(import);
    QCOMPARE(second.object()[u"types"].toObject()[u"Observation"].toObject()[u"added"].toInt(), 0);
    QCOMPARE(clinic.run("patients --json").objects().size(), 1);
}

void Listen::a_message_is_acknowledged_once_it_is_in_the_record()
{
    const Clinic clinic;
    clinic.init();
    clinic.write(QStringLiteral("known.hl7"), known);
    const Ran registered = clinic.run(
        {QStringLiteral("import"), QStringLiteral("hl7"), clinic.path(QStringLiteral("known.hl7"))});
    QVERIFY2(registered.exit == 0, registered.err.constData());
    QProcess listening;
    const quint16 port = listenOn(listening, clinic);
    QVERIFY(port != 0);

    const QByteArray accepted = answerTo(result, port);
    const QByteArray refused = answerTo("no message at all", port);
    ::kill(static_cast<pid_t>(listening.processId()), SIGINT);

    QVERIFY(listening.waitForFinished(30'000));
    QCOMPARE(listening.exitCode(), 0);
    QVERIFY2(accepted.contains("MSA|AA|42"), accepted.constData());
    QVERIFY2(refused.contains("MSA|AR") || refused.contains("MSA|AE"), refused.constData());
    const QString id = clinic.patientNamed(QStringLiteral("Rossi"));
    bool seen = false;
    for (const QJsonObject& event :
        clinic.run({QStringLiteral("chart"), id, QStringLiteral("--json")}).objects())
        seen = seen || event[u"body"].toObject()[u"valueQuantity"].toObject()[u"value"].toString() == u"4.10";
    QVERIFY(seen);
}

void Listen::a_number_nobody_bears_waits()
{
    const Clinic clinic;
    clinic.init();
    QProcess listening;
    const quint16 port = listenOn(listening, clinic);
    QVERIFY(port != 0);

    const QByteArray answer = answerTo(result, port);
    ::kill(static_cast<pid_t>(listening.processId()), SIGINT);

    QVERIFY(listening.waitForFinished(30'000));
    QVERIFY2(
        answer.contains("MSA|AA|42"), answer.constData()); // it is durable: the sender need not send again
    const auto said = QJsonDocument::fromJson(listening.readAllStandardOutput()).object();
    QVERIFY(said[u"accepted"].toBool() && said[u"waits"].toBool() && said[u"patients"].toArray().isEmpty());
    QVERIFY(listening.readAllStandardError().contains("1 of them wait"));
    QVERIFY(clinic.run("patients --json").objects().isEmpty());
    QCOMPARE(clinic.run("verify").exit, 0);
}

void Listen::an_address_that_is_none_is_wrong_usage()
{
    const Clinic clinic;
    clinic.init();
    QCOMPARE(clinic.run("listen --address everywhere").exit, 2);
}

QTEST_GUILESS_MAIN(Listen)
#include "tst_listen.moc"
