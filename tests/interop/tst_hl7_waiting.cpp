// Messages whose patient is not surely known: kept for a person, never filed by a guess, never lost.

#include "interop/hl7_waiting.h"
#include "record/chart.h"
#include "vault_fixture.h"

using namespace twinward;
using namespace twinward::interop;
using test::VaultFixture;

namespace {

QByteArray message(
    const QByteArray& type, const QByteArray& id, const QByteArray& pid, const QByteArray& segments = {})
{
    return "MSH|^~\\&|LAB|HILL|||20261120031500+0000||" + type + "|" + id + "|P|2.5\r" + pid + "\r" + segments
        + "\r";
}

QByteArray glucose(const QByteArray& id, const QByteArray& pid, const QByteArray& order = "F-1")
{
    return message("ORU^R01", id, pid,
        "OBR|1||" + order + "|x^y^LN|||20261120031000+0000\rOBX|1|NM|2345-7^Glucose^LN||182|mg/dL|||||F");
}

const QByteArray garcia = "PID|1||A-100^^^HILL^MR||Garcia^Maria||19800517|F";

} // namespace

class Hl7WaitingTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_clinic = std::make_unique<VaultFixture>(); }
    void aResultOfAnUnknownNumberWaitsAndIsAcknowledged();
    void theSameMessageAgainWaitsOnce();
    void anAdmissionOfSomebodyNewRegistersThem();
    void anAdmissionOfSomebodyWhoResemblesAPatientWaits();
    void aContradictionWaitsInsteadOfBeingRefused();
    void whatCantBeReadIsStillRefused();
    void matchedItIsFiledAndItsNumberIsKnownFromThenOn();
    void whatWaitsWithTheSameNumberIsFiledWithIt();
    void aNumberOfSomebodyElseStaysTheirs();
    void itCanBeRegisteredAsSomebodyNew();
    void dismissedItIsGoneWithItsReason();
    void whatSomebodyElseHasFiledIsSaidSo();
    void whoMayNotReadChartsMayNotReadWhatWaits();
    void whatWaitsIsInNoListAndNoExport();

private:
    Hl7Answer receive(const QByteArray& bytes)
    {
        return Hl7Receiver(*m_clinic->vault, Unmatched::Wait).receive(bytes);
    }
    [[nodiscard]] std::vector<WaitingMessage> waiting() const
    {
        auto all = waitingMessages(*m_clinic->vault);
        if (!all)
            qFatal("%s", qPrintable(all.error().message()));
        return std::move(*all);
    }
    record::PatientId enrol(const QString& family, const QString& given, const char* born, const char* number)
    {
        record::Event event;
        event.patient = record::PatientId::random();
        event.category = record::Category::Demographics;
        record::PatientDetails details;
        details.names = {{family, {given}, {}, {}, {}}};
        details.birthDate = *base::PartialDate::fromString(QString::fromLatin1(born));
        details.sex = record::Sex::Female;
        details.identifiers = {{QStringLiteral("urn:hl7v2:HILL"), QString::fromLatin1(number), {}}};
        event.body = details;
        const record::PatientId patient = event.patient;
        if (!m_clinic->vault->commit({event}))
            qFatal("not registered");
        return patient;
    }
    record::Chart chart(record::PatientId patient)
    {
        return record::Chart::fold(
            patient, m_clinic->vault->read(patient).value(), m_clinic->vault->roster());
    }
    static QString purpose() { return QStringLiteral("TREAT"); }

    std::unique_ptr<VaultFixture> m_clinic;
};

void Hl7WaitingTest::aResultOfAnUnknownNumberWaitsAndIsAcknowledged()
{
    const record::PatientId maria
        = enrol(QStringLiteral("Garcia"), QStringLiteral("Maria"), "1980-05-17", "X-1");

    const Hl7Answer answer = receive(glucose("1", garcia));

    QVERIFY2(answer.acknowledgement.contains("MSA|AA|1"), answer.acknowledgement.constData());
    QVERIFY(answer.waits);
    QVERIFY(!answer.why.isEmpty());
    QVERIFY(answer.patients.empty());
    QVERIFY(chart(maria).entries().empty());
    const auto all = waiting();
    QCOMPARE(all.size(), size_t(1));
    QCOMPARE(all.front().message, glucose("1", garcia));
    QCOMPARE(all.front().details.displayName(), QStringLiteral("Maria Garcia"));
    QCOMPARE(all.front().says.size(), size_t(1));
    QCOMPARE(all.front().candidates, std::vector{maria});
}

void Hl7WaitingTest::theSameMessageAgainWaitsOnce()
{
    receive(glucose("1", garcia));
    QVERIFY(receive(glucose("1", garcia)).acknowledgement.contains("MSA|AA|1"));
    QCOMPARE(waiting().size(), size_t(1));
}

void Hl7WaitingTest::anAdmissionOfSomebodyNewRegistersThem()
{
    const Hl7Answer answer = receive(message("ADT^A04", "1", garcia));
    QVERIFY(!answer.waits);
    QCOMPARE(m_clinic->vault->patients()->search(u"garcia").size(), size_t(1));
    // ... whose results are then filed.
    QCOMPARE(receive(glucose("2", garcia)).patients, answer.patients);
    QVERIFY(waiting().empty());
}

void Hl7WaitingTest::anAdmissionOfSomebodyWhoResemblesAPatientWaits()
{
    enrol(QStringLiteral("Garcia"), QStringLiteral("Maria"), "1980-05-17", "X-1");
    QVERIFY(receive(message("ADT^A04", "1", garcia)).waits);
    QCOMPARE(m_clinic->vault->patients()->size(), size_t(1));
}

void Hl7WaitingTest::aContradictionWaitsInsteadOfBeingRefused()
{
    const auto maria = enrol(QStringLiteral("Garcia"), QStringLiteral("Maria"), "1991-01-01", "A-100");
    const Hl7Answer answer = receive(glucose("1", garcia));
    QVERIFY(answer.waits);
    QVERIFY(answer.why.contains(QStringLiteral("birth date")));
    QVERIFY(chart(maria).entries().empty());
    QCOMPARE(waiting().front().candidates.front(), maria);
}

void Hl7WaitingTest::whatCantBeReadIsStillRefused()
{
    QCOMPARE(receive("hello").code, AckCode::Rejected);
    QCOMPARE(receive(message("ORM^O01", "1", garcia, "ORC|NW")).code, AckCode::Rejected);
    // A part that can't be used: the sender keeps the whole.
    const Hl7Answer answer
        = receive(message("ORU^R01", "2", garcia, "OBX|1|NM|2345-7^G^LN||abc|mg/dL|||||F"));
    QCOMPARE(answer.code, AckCode::Error);
    QVERIFY(!answer.waits);
    QVERIFY(waiting().empty());
}

void Hl7WaitingTest::matchedItIsFiledAndItsNumberIsKnownFromThenOn()
{
    const auto maria = enrol(QStringLiteral("Garcia"), QStringLiteral("Maria"), "1980", "X-1");
    receive(glucose("1", garcia));

    const auto filed = fileWaiting(*m_clinic->vault, waiting().front().id, maria, purpose());

    QVERIFY2(filed.has_value(), filed ? "" : qPrintable(filed.error().message()));
    QVERIFY(waiting().empty());
    QCOMPARE(chart(maria).entries().size(), size_t(1));
    const record::PatientDetails details = chart(maria).details();
    QCOMPARE(details.identifiers.size(), size_t(2));
    QCOMPARE(details.birthDate.toString(), QStringLiteral("1980")); // what was known stays as it was
    const Hl7Answer next = receive(glucose("2", garcia, "F-2"));
    QVERIFY(!next.waits);
    QCOMPARE(next.patients, std::vector{maria});
    QVERIFY(m_clinic->vault->verify()->ok);
}

void Hl7WaitingTest::whatWaitsWithTheSameNumberIsFiledWithIt()
{
    const auto maria = enrol(QStringLiteral("Garcia"), QStringLiteral("Maria"), "1980-05-17", "X-1");
    receive(glucose("1", garcia, "F-1"));
    receive(glucose("2", garcia, "F-2"));
    receive(glucose("3", "PID|1||B-7^^^HILL^MR||Okafor^Chidi||19700101|M", "F-3"));
    QCOMPARE(waiting().size(), size_t(3));

    QVERIFY(fileWaiting(*m_clinic->vault, waiting().front().id, maria, purpose()));

    QCOMPARE(chart(maria).entries().size(), size_t(2));
    QCOMPARE(waiting().size(), size_t(1));
    QCOMPARE(waiting().front().details.displayName(), QStringLiteral("Chidi Okafor"));
}

void Hl7WaitingTest::aNumberOfSomebodyElseStaysTheirs()
{
    const auto maria = enrol(QStringLiteral("Garcia"), QStringLiteral("Maria"), "1980-05-17", "X-1");
    const auto other = enrol(QStringLiteral("Lopez"), QStringLiteral("Ana"), "1991-01-01", "A-100");
    receive(glucose("1", garcia));

    QVERIFY(fileWaiting(*m_clinic->vault, waiting().front().id, maria, purpose()));

    QCOMPARE(chart(maria).entries().size(), size_t(1));
    QCOMPARE(chart(maria).details().identifiers.size(), size_t(1));
    QVERIFY(chart(other).entries().empty());
}

void Hl7WaitingTest::itCanBeRegisteredAsSomebodyNew()
{
    receive(glucose("1", garcia));
    const auto patient = registerWaiting(*m_clinic->vault, waiting().front().id, purpose());
    QVERIFY2(patient.has_value(), patient ? "" : qPrintable(patient.error().message()));
    QCOMPARE(chart(*patient).details().displayName(), QStringLiteral("Maria Garcia"));
    QCOMPARE(chart(*patient).entries().size(), size_t(1));
    QVERIFY(waiting().empty());
}

void Hl7WaitingTest::dismissedItIsGoneWithItsReason()
{
    receive(glucose("1", garcia));
    QVERIFY(dismissWaiting(*m_clinic->vault, waiting().front().id, QStringLiteral("A test message")));
    QVERIFY(waiting().empty());
    QCOMPARE(m_clinic->vault->patients()->size(), size_t(0));
}

void Hl7WaitingTest::whatSomebodyElseHasFiledIsSaidSo()
{
    const auto maria = enrol(QStringLiteral("Garcia"), QStringLiteral("Maria"), "1980-05-17", "X-1");
    receive(glucose("1", garcia));
    const record::EventId id = waiting().front().id;
    QVERIFY(fileWaiting(*m_clinic->vault, id, maria, purpose()));
    const auto again = fileWaiting(*m_clinic->vault, id, maria, purpose());
    QVERIFY(!again);
    QCOMPARE(again.error().code, base::ErrorCode::NotFound);
    QCOMPARE(chart(maria).entries().size(), size_t(1));
}

void Hl7WaitingTest::whoMayNotReadChartsMayNotReadWhatWaits()
{
    const VaultFixture office(record::Role::Administrator);
    const auto all = waitingMessages(*office.vault);
    QVERIFY(!all);
    QCOMPARE(all.error().code, base::ErrorCode::NotAuthorised);
}

void Hl7WaitingTest::whatWaitsIsInNoListAndNoExport()
{
    receive(glucose("1", garcia));
    QCOMPARE(m_clinic->vault->patients()->size(), size_t(0));
    QCOMPARE(m_clinic->vault->patients()->search(u"").size(), size_t(0));
}

QTEST_GUILESS_MAIN(Hl7WaitingTest)
#include "tst_hl7_waiting.moc"
