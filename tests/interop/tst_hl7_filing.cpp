#include "interop/hl7_filing.h"
#include "interop/mllp_server.h"
#include "record/chart.h"
#include "vault_fixture.h"

#include <QSignalSpy>
#include <QTcpSocket>

using namespace twinward;
using namespace twinward::interop;
using test::VaultFixture;

namespace {

QByteArray message(const QByteArray& type, const QByteArray& id, const QByteArray& segments,
    const QByteArray& pid = "PID|1||A-100^^^HILL^MR||Garcia^Maria||19800517|F")
{
    return "MSH|^~\\&|LAB|HILL|||20261120031500+0000||" + type + "|" + id + "|P|2.5\r" + pid + "\r" + segments
        + "\r";
}

QByteArray glucose(const QByteArray& id, const QByteArray& value, const QByteArray& status = "F")
{
    return message("ORU^R01", id,
        "OBR|1||F-1|x^y^LN|||20261120031000+0000\rOBX|1|NM|2345-7^Glucose^LN||" + value + "|mg/dL|||||"
            + status);
}

} // namespace

class Hl7FilingTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_fixture = std::make_unique<VaultFixture>(); }
    void aResultRegistersItsPatientAndIsFiled();
    void theSameMessageAgainAddsNothing();
    void aCorrectedResultAmends();
    void aDeletedResultIsRetracted();
    void anotherBirthDateIsRefused();
    void identifiersOfTwoPeopleAreRefused();
    void anIdentifierNobodyBearsWithoutANameIsRefused();
    void admissionTransferAndDischargeAreOneVisit();
    void aMergeReadsTheRecordsAsOne();
    void anEnclosedDocumentIsStoredAndReadBack();
    void ordersAreRejectedWithTheReason();
    void aFileComesInWholeOrNotAtAll();
    void everyRealFileIsTakenOrRefusedWithItsPlace();
    void monitorsAreAnsweredOverTheSocket();
    void aSenderWithoutFramesIsCutOff();

private:
    Hl7Answer receive(const QByteArray& bytes) { return Hl7Receiver(*m_fixture->vault).receive(bytes); }
    record::Chart chart(record::PatientId patient)
    {
        return record::Chart::fold(
            patient, m_fixture->vault->read(patient).value(), m_fixture->vault->roster());
    }

    std::unique_ptr<VaultFixture> m_fixture;
};

void Hl7FilingTest::aResultRegistersItsPatientAndIsFiled()
{
    const Hl7Answer answer = receive(glucose("1", "182"));
    QVERIFY2(answer.why.isEmpty(), qPrintable(answer.why));
    QVERIFY(answer.acknowledgement.contains("MSA|AA|1"));
    QCOMPARE(m_fixture->vault->patients()->search(u"garcia").size(), 1U);
    const record::Chart filed = chart(answer.patients.front());
    QCOMPARE(filed.entries().size(), 1U);
    QCOMPARE(
        std::get<record::Quantity>(filed.entries().front().as<record::Observation>()->value).value.toString(),
        QStringLiteral("182"));
}

void Hl7FilingTest::theSameMessageAgainAddsNothing()
{
    const record::PatientId patient = receive(glucose("1", "182")).patients.front();
    const auto commits = m_fixture->vault->verify()->commits;
    QVERIFY(receive(glucose("1", "182")).acknowledgement.contains("MSA|AA|1"));
    QCOMPARE(chart(patient).entries().front().versions.size(), 1U);
    QCOMPARE(m_fixture->vault->verify()->commits, commits);
}

void Hl7FilingTest::aCorrectedResultAmends()
{
    receive(glucose("1", "182"));
    const record::PatientId patient = receive(glucose("2", "128", "C")).patients.front();
    const record::Chart filed = chart(patient);
    QCOMPARE(filed.entries().size(), 1U);
    QCOMPARE(filed.entries().front().versions.size(), 2U);
    QCOMPARE(
        std::get<record::Quantity>(filed.entries().front().as<record::Observation>()->value).value.toString(),
        QStringLiteral("128"));
    // The first, sent once more because its acknowledgement was lost, does not undo the correction.
    receive(glucose("1", "182"));
    QCOMPARE(std::get<record::Quantity>(chart(patient).entries().front().as<record::Observation>()->value)
                 .value.toString(),
        QStringLiteral("128"));
}

void Hl7FilingTest::aDeletedResultIsRetracted()
{
    receive(glucose("1", "182"));
    const record::PatientId patient = receive(glucose("2", "182", "D")).patients.front();
    QCOMPARE(chart(patient).entries().front().state, record::EntryState::Retracted);
}

void Hl7FilingTest::anotherBirthDateIsRefused()
{
    receive(glucose("1", "182"));
    const auto commits = m_fixture->vault->verify()->commits;
    const Hl7Answer answer = receive(message("ORU^R01", "2", "OBX|1|NM|2345-7^G^LN||99|mg/dL|||||F",
        "PID|1||A-100^^^HILL^MR||Garcia^Maria||19910101|F"));
    QVERIFY(answer.acknowledgement.contains("MSA|AE|2"));
    QVERIFY(answer.why.contains(QStringLiteral("birth date")));
    QCOMPARE(m_fixture->vault->verify()->commits, commits);
}

void Hl7FilingTest::identifiersOfTwoPeopleAreRefused()
{
    receive(glucose("1", "182"));
    receive(message("ADT^A04", "2", {}, "PID|1||B-200^^^HILL^MR||Okafor^Chidi||19700101|M"));
    const Hl7Answer answer
        = receive(message("ADT^A08", "3", {}, "PID|1||A-100^^^HILL^MR~B-200^^^HILL^MR||Garcia^Maria"));
    QVERIFY(answer.why.contains(QStringLiteral("different patients")));
}

void Hl7FilingTest::anIdentifierNobodyBearsWithoutANameIsRefused()
{
    const Hl7Answer answer
        = receive(message("ORU^R01", "1", "OBX|1|NM|2345-7^G^LN||99|mg/dL|||||F", "PID|1||Z-9^^^HILL^MR"));
    QCOMPARE(answer.code, AckCode::Error);
    QCOMPARE(m_fixture->vault->patients()->size(), 0U);
}

void Hl7FilingTest::admissionTransferAndDischargeAreOneVisit()
{
    const QByteArray visit = "|||||||||||||||||V-1|||||||||||||||||||||||||20261119080000+0000";
    const auto patient = receive(
        message("ADT^A01", "1",
            "PV1|1|I|A^3^1" + QByteArray(visit).replace("|||||||||||||||||V-1", "||||||||||||||||V-1")))
                             .patients.front();
    receive(message("ADT^A02", "2",
        "EVN||20261119120000+0000\rPV1|1|I|B^7^2"
            + QByteArray(visit).replace("|||||||||||||||||V-1", "||||||||||||||||V-1")));
    receive(message("ADT^A03", "3",
        "EVN||20261120090000+0000\rPV1|1|I|B^7^2"
            + QByteArray(visit).replace("|||||||||||||||||V-1", "||||||||||||||||V-1")));
    const record::Chart filed = chart(patient);
    QCOMPARE(filed.entries().size(), 1U);
    const auto* encounter = filed.entries().front().as<record::Encounter>();
    QCOMPARE(encounter->location, QStringLiteral("B / 7 / 2"));
    QCOMPARE(encounter->status, QStringLiteral("finished"));
    QCOMPARE(encounter->end.toString(), QStringLiteral("2026-11-20T09:00:00Z"));
    QCOMPARE(filed.entries().front().versions.size(), 3U);
}

void Hl7FilingTest::aMergeReadsTheRecordsAsOne()
{
    const auto first = receive(glucose("1", "182")).patients.front();
    const auto second
        = receive(message("ADT^A04", "2", {}, "PID|1||B-200^^^HILL^MR||Garcia^Mary||19800517|F"))
              .patients.front();
    const Hl7Answer answer = receive(message("ADT^A40", "3", "MRG|B-200^^^HILL^MR"));
    QVERIFY2(answer.why.isEmpty(), qPrintable(answer.why));
    QCOMPARE(m_fixture->vault->patients()->resolve(second), first);
    receive(message("ADT^A40", "3", "MRG|B-200^^^HILL^MR"));
    QCOMPARE(m_fixture->vault->patients()->search(u"").size(), 1U);
}

void Hl7FilingTest::anEnclosedDocumentIsStoredAndReadBack()
{
    const auto patient = receive(message("ORU^R01", "1",
                                     "OBR|1||F-9|x^y^LN|||20261120\rOBX|1|ED|11502-2^Report^LN||^application^"
                                     "pdf^Base64^SGVsbG8=||||||F"))
                             .patients.front();
    const record::Chart filed = chart(patient);
    const auto* document = filed.entries().front().as<record::Document>();
    QVERIFY(document != nullptr);
    QCOMPARE(document->contentType, QStringLiteral("application/pdf"));
    const auto content
        = m_fixture->vault->readBlob(patient, filed.entries().front().event().category, *document->blob);
    QCOMPARE(content.value(), QByteArray("Hello"));
}

void Hl7FilingTest::ordersAreRejectedWithTheReason()
{
    const Hl7Answer answer = receive(message("ORM^O01", "7", "ORC|NW"));
    QVERIFY(answer.acknowledgement.contains("MSA|AR|7"));
    QVERIFY(answer.why.contains(QStringLiteral("ORM^O01")));
    QVERIFY(receive("hello").acknowledgement.contains("MSA|AR|"));
}

void Hl7FilingTest::aFileComesInWholeOrNotAtAll()
{
    const QString file = m_fixture->write(QStringLiteral("day.hl7"),
        glucose("1", "182") + message("ORM^O01", "2", "ORC|NW") + glucose("3", "90", "C"));
    ImportRequest request;
    request.paths = {file};
    request.policy = ImportPolicy::AllOrNothing;
    const auto nothing = importHl7(*m_fixture->vault, request);
    QCOMPARE(nothing->outcome, ImportReport::Outcome::NothingKept);
    QCOMPARE(m_fixture->vault->patients()->size(), 0U);
    request.policy = ImportPolicy::SkipBroken;
    const auto rest = importHl7(*m_fixture->vault, request);
    QCOMPARE(rest->outcome, ImportReport::Outcome::Complete);
    QCOMPARE(rest->refusedCount, 1U);
    QVERIFY(rest->refused.front().place.startsWith(QStringLiteral("message 2 (2)")));
    QCOMPARE(rest->byType.at(QStringLiteral("Observation")).added, 1U);
    QCOMPARE(rest->byType.at(QStringLiteral("Observation")).amended, 1U);
}

void Hl7FilingTest::everyRealFileIsTakenOrRefusedWithItsPlace()
{
    const QString folder = QStringLiteral(TWINWARD_TEST_DATA "/hl7v2");
    if (!QFile::exists(folder))
        QSKIP("no real HL7 messages here: put the test data beside the project");
    ImportRequest request;
    request.paths = {folder};
    const auto first = importHl7(*m_fixture->vault, request);
    QVERIFY2(first.has_value(), first ? "" : qPrintable(first.error().message()));
    QVERIFY(first->total().added > 60);
    for (const Refusal& refusal : first->refused)
        QVERIFY(!refusal.file.isEmpty() && !refusal.why.isEmpty());
    const auto again = importHl7(*m_fixture->vault, request);
    QCOMPARE(again->total().added, 0U);
    QVERIFY(m_fixture->vault->verify()->ok);
}

void Hl7FilingTest::monitorsAreAnsweredOverTheSocket()
{
    Hl7Receiver receiver(*m_fixture->vault);
    MllpServer server([&](const QByteArray& bytes, const QString&, const MllpServer::Reply& reply) {
        reply(receiver.receive(bytes).acknowledgement);
    });
    QVERIFY(server.listen(0).has_value());
    QTcpSocket monitor;
    monitor.connectToHost(QHostAddress::LocalHost, server.port());
    QVERIFY(monitor.waitForConnected());
    // Two messages, cut where no sender would cut them.
    const QByteArray both = mllpFrame(glucose("1", "182")) + mllpFrame(glucose("2", "128", "C"));
    monitor.write(both.left(30));
    monitor.flush();
    QTest::qWait(0);
    monitor.write(both.mid(30));
    QByteArray answered;
    QTRY_VERIFY((answered += monitor.readAll()).count('\x1C') == 2);
    QVERIFY(answered.contains("MSA|AA|1") && answered.contains("MSA|AA|2"));
    QCOMPARE(m_fixture->vault->patients()->size(), 1U);
}

void Hl7FilingTest::aSenderWithoutFramesIsCutOff()
{
    MllpServer server([](const QByteArray&, const QString&, const MllpServer::Reply&) {});
    QVERIFY(server.listen(0).has_value());
    QSignalSpy refused(&server, &MllpServer::senderRefused);
    QTcpSocket browser;
    browser.connectToHost(QHostAddress::LocalHost, server.port());
    QVERIFY(browser.waitForConnected());
    browser.write("GET / HTTP/1.1\r\n\r\n");
    QTRY_COMPARE(refused.size(), 1);
    QTRY_COMPARE(browser.state(), QAbstractSocket::UnconnectedState);
}

QTEST_GUILESS_MAIN(Hl7FilingTest)
#include "tst_hl7_filing.moc"
