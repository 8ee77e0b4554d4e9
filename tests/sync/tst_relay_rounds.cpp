// Rounds to a real PostgreSQL that nobody asks for: letters and receipts go from clinic to clinic, whatever
// the line, the password and the address do meanwhile.

#include "relay_clinics.h"
#include "replicas.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>

using namespace twinward;
using namespace twinward::test;
using sync::RelayState;
using sync::RelayTroubleKind;

namespace {

class TestRelayRounds : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_region.reset(); }
    void aReferralGoesAndItsReceiptComesWithNobodyAsking();
    void aServerThatIsKilledMidWayHoldsUpNothingForGood();
    void aWrongPasswordIsSaidAndTheRightOneCountsAtOnce();
    void anotherAddressCountsWhileItRunsAndIsKept();
    void whatIsTurnedOffOrForgottenStaysSo();
    void aCallThatHangsIsCutOffWhenTheVaultIsLocked();
    void aClinicThatTheRelayDoesNotKnowIsInNobodysWay();
    void aLetterOfAClinicNotKnownYetIsTakenOnceItsCardIsHere();
    void anotherClinicsNameIsRefused();
    void theSitesOfAClinicKeepInStep();

private:
    std::unique_ptr<Region> m_region;
};

void TestRelayRounds::initTestCase()
{
    if (!PostgresServer::missing().isEmpty())
        QSKIP(qPrintable(PostgresServer::missing()));
    m_region = std::make_unique<Region>();
}

void TestRelayRounds::aReferralGoesAndItsReceiptComesWithNobodyAsking()
{
    TwoClinics clinics;
    Rounds river(*clinics.river.vault);
    Rounds hill(*clinics.hill.vault);
    river.service.use(letIn(*m_region, clinics.river));
    hill.service.use(letIn(*m_region, clinics.hill));
    QTRY_COMPARE_WITH_TIMEOUT(river.state(), RelayState::Connected, relayPatience);

    clinics.send(clinics.grant(clinics.terms()));

    QTRY_VERIFY_WITH_TIMEOUT(!clinics.readAtHill().isEmpty(), relayPatience);
    QTRY_VERIFY_WITH_TIMEOUT(ledger::outbox(*clinics.river.vault)->empty(), relayPatience);
    QTRY_COMPARE_WITH_TIMEOUT(river.service.status().waitingToGo, quint64{0}, relayPatience);
    QCOMPARE(river.trouble(), RelayTroubleKind::None);
    QVERIFY(river.service.status().lastRound.isValid());
    QVERIFY(hill.service.status().lettersTaken >= 1);
}

void TestRelayRounds::aServerThatIsKilledMidWayHoldsUpNothingForGood()
{
    TwoClinics clinics;
    Rounds river(*clinics.river.vault);
    Rounds hill(*clinics.hill.vault);
    river.service.use(letIn(*m_region, clinics.river));
    hill.service.use(letIn(*m_region, clinics.hill));
    QTRY_COMPARE_WITH_TIMEOUT(river.state(), RelayState::Connected, relayPatience);
    QTRY_COMPARE_WITH_TIMEOUT(hill.state(), RelayState::Connected, relayPatience);

    m_region->server.kill();
    clinics.send(clinics.grant(clinics.terms()));
    QTRY_COMPARE_WITH_TIMEOUT(river.state(), RelayState::Away, relayPatience);
    QTRY_COMPARE_WITH_TIMEOUT(river.trouble(), RelayTroubleKind::Unreachable, relayPatience);
    QCOMPARE(river.service.status().waitingToGo, quint64{1});
    QVERIFY(river.service.status().since.isValid());
    m_region->server.start();

    QTRY_VERIFY_WITH_TIMEOUT(!clinics.readAtHill().isEmpty(), relayPatience);
    QTRY_VERIFY_WITH_TIMEOUT(ledger::outbox(*clinics.river.vault)->empty(), relayPatience);
    QTRY_COMPARE_WITH_TIMEOUT(river.state(), RelayState::Connected, relayPatience);
    QTRY_COMPARE_WITH_TIMEOUT(river.trouble(), RelayTroubleKind::None, relayPatience);
}

void TestRelayRounds::aWrongPasswordIsSaidAndTheRightOneCountsAtOnce()
{
    TwoClinics clinics;
    const sync::RelayAddress right = letIn(*m_region, clinics.river);
    sync::RelayAddress wrong = right.clone();
    wrong.setPassword(ledger::Secret::copyOf("not what was agreed upon"));
    sync::RelayPace slow = quickPace();
    slow.lastRetryMs = 3'600'000; // it is not the next try that mends it
    Rounds river(*clinics.river.vault, slow);

    river.service.use(wrong);
    QTRY_COMPARE_WITH_TIMEOUT(river.trouble(), RelayTroubleKind::NotLetIn, relayPatience);
    QCOMPARE(river.state(), RelayState::Away);
    QVERIFY(!river.service.status().trouble.where.contains("agreed"));

    river.service.use(right);
    QTRY_COMPARE_WITH_TIMEOUT(river.state(), RelayState::Connected, relayPatience);
    QTRY_COMPARE_WITH_TIMEOUT(river.trouble(), RelayTroubleKind::None, relayPatience);

    // The same address without a password: the one that is kept goes on counting.
    sync::RelayAddress same = addressOf(QString::fromUtf8(right.text()));
    QVERIFY(same.password().isEmpty());
    const QDateTime before = river.service.status().since;
    river.service.use(same);
    const auto isConnectedAnew = [&] {
        const auto status = river.service.status();
        return status.state == RelayState::Connected && status.since.isValid() && status.since != before;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isConnectedAnew(), relayPatience);
    QVERIFY(river.service.status().hasPassword);
}

void TestRelayRounds::anotherAddressCountsWhileItRunsAndIsKept()
{
    TwoClinics clinics;
    const sync::RelayAddress here = letIn(*m_region, clinics.river);
    {
        Rounds river(*clinics.river.vault);
        const QString nobody
            = QString::fromUtf8(here.text())
                  .replace(QRegularExpression("port=\\d+"), QString("port=%1").arg(freePort()));
        sync::RelayAddress there = addressOf(nobody);
        there.setPassword(ledger::Secret::copyOf(relayPassword));
        river.service.use(there);
        QTRY_COMPARE_WITH_TIMEOUT(river.trouble(), RelayTroubleKind::Unreachable, relayPatience);

        river.service.use(here);
        QTRY_COMPARE_WITH_TIMEOUT(river.state(), RelayState::Connected, relayPatience);
        QVERIFY(river.end());
    }
    QVERIFY(clinics.river.vault->getPrivate("sync/relay-address")->contains("host=localhost"));

    Rounds again(*clinics.river.vault); // who signs in again need not say where it is
    QTRY_COMPARE_WITH_TIMEOUT(again.state(), RelayState::Connected, relayPatience);
    QCOMPARE(again.service.status().address, here.text());
    QVERIFY(!again.service.status().address.contains("password"));
}

void TestRelayRounds::whatIsTurnedOffOrForgottenStaysSo()
{
    TwoClinics clinics;
    const sync::RelayAddress here = letIn(*m_region, clinics.river);
    {
        Rounds river(*clinics.river.vault);
        QTRY_COMPARE_WITH_TIMEOUT(river.state(), RelayState::NotSet, relayPatience);
        river.service.use(here);
        QTRY_COMPARE_WITH_TIMEOUT(river.state(), RelayState::Connected, relayPatience);
        river.service.pause();
        QTRY_COMPARE_WITH_TIMEOUT(river.state(), RelayState::Paused, relayPatience);
    }
    {
        Rounds river(*clinics.river.vault);
        QTRY_COMPARE_WITH_TIMEOUT(river.state(), RelayState::Paused, relayPatience);
        river.service.resume();
        QTRY_COMPARE_WITH_TIMEOUT(river.state(), RelayState::Connected, relayPatience);
        river.service.forget();
        QTRY_COMPARE_WITH_TIMEOUT(river.state(), RelayState::NotSet, relayPatience);
    }
    QVERIFY(clinics.river.vault->getPrivate("sync/relay-address")->isEmpty());
}

void TestRelayRounds::aCallThatHangsIsCutOffWhenTheVaultIsLocked()
{
    TwoClinics clinics;
    QTcpServer silent; // it accepts, and never says a word
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QString text = QString("host=localhost hostaddr=127.0.0.1 port=%1 dbname=relay user=somebody "
                                 "sslrootcert=%2 connect_timeout=3600")
                             .arg(silent.serverPort())
                             .arg(m_region->server.path("ca.pem"));
    Rounds river(*clinics.river.vault);
    river.service.use(addressOf(text));
    QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingConnections(), relayPatience);
    QVERIFY(river.service.status().isWorking);
    QVERIFY(river.end()); // long before the hour is over
    silent.nextPendingConnection()->abort(); // else libpq waits on
}

void TestRelayRounds::aClinicThatTheRelayDoesNotKnowIsInNobodysWay()
{
    TwoClinics clinics;
    TestClinic third(QStringLiteral("Third"), clinics.clock);
    VERIFY_RESULT(ledger::knowClinic(*clinics.river.vault, third.card()));
    record::ConsentContract elsewhere = clinics.terms();
    elsewhere.clinic = third.card().id;
    clinics.send(clinics.grant(elsewhere)); // first in the outbox
    clinics.send(clinics.grant(clinics.terms()));
    Rounds river(*clinics.river.vault);
    Rounds hill(*clinics.hill.vault);
    river.service.use(letIn(*m_region, clinics.river));
    hill.service.use(letIn(*m_region, clinics.hill));

    QTRY_VERIFY_WITH_TIMEOUT(!clinics.readAtHill().isEmpty(), relayPatience);
    QTRY_COMPARE_WITH_TIMEOUT(river.service.status().waitingToGo, quint64{1}, relayPatience);
    QCOMPARE(river.state(), RelayState::Connected);
    QCOMPARE(river.service.status().notThere, std::set<record::ClinicId>{third.card().id});
}

void TestRelayRounds::aLetterOfAClinicNotKnownYetIsTakenOnceItsCardIsHere()
{
    TwoClinics clinics;
    TestClinic third(QStringLiteral("Third"), clinics.clock);
    const record::PatientId theirs = record::PatientId::random();
    VERIFY_RESULT(ledger::knowClinic(*third.vault, clinics.hill.card()));
    VERIFY_RESULT(third.vault->commit({registration(theirs, "Otieno", "Peter")}));
    record::ConsentContract contract = clinics.terms({record::Category::Demographics});
    contract.patient = theirs;
    const auto granted = ledger::grantConsent(*third.vault, contract);
    VERIFY_RESULT(granted);
    VERIFY_RESULT(ledger::disclose(*third.vault, *granted));
    Rounds from(*third.vault);
    Rounds hill(*clinics.hill.vault);
    from.service.use(letIn(*m_region, third));
    hill.service.use(letIn(*m_region, clinics.hill));
    QTRY_COMPARE_WITH_TIMEOUT(hill.service.status().waitingToCome, quint64{1}, relayPatience);

    VERIFY_RESULT(ledger::knowClinic(*clinics.hill.vault, third.card()));

    const record::PatientId here = ledger::patientFrom(third.card().id, theirs);
    QTRY_VERIFY_WITH_TIMEOUT(!clinics.hill.vault->read(here)->empty(), relayPatience);
    QTRY_COMPARE_WITH_TIMEOUT(hill.service.status().waitingToCome, quint64{0}, relayPatience);
    QTRY_VERIFY_WITH_TIMEOUT(ledger::outbox(*third.vault)->empty(), relayPatience);
}

void TestRelayRounds::anotherClinicsNameIsRefused()
{
    TwoClinics clinics;
    const sync::RelayAddress others = letIn(*m_region, clinics.hill);
    Rounds river(*clinics.river.vault);
    river.service.use(others);
    QTRY_COMPARE_WITH_TIMEOUT(river.trouble(), RelayTroubleKind::OtherClinic, relayPatience);
    QCOMPARE(river.state(), RelayState::Away);
}

void TestRelayRounds::theSitesOfAClinicKeepInStep()
{
    Replicas sites(2);
    const auto card = ledger::ownCard(sites[0]);
    VERIFY_RESULT(card);
    const auto role = m_region->owner.addClinic(
        {card->id, card->name, ledger::Secret::copyOf(relayPassword), quint64{1} << 30});
    VERIFY_RESULT(role);
    Rounds first(sites[0]);
    Rounds second(sites[1]);
    first.service.use(m_region->clinic(*role));
    second.service.use(m_region->clinic(*role));
    QTRY_COMPARE_WITH_TIMEOUT(first.state(), RelayState::Connected, relayPatience);
    sites.say(0, "Seen at the first site");
    QTRY_COMPARE_WITH_TIMEOUT(sites.notes(1), QStringList{"Seen at the first site"}, relayPatience);
}

} // namespace

QTEST_GUILESS_MAIN(TestRelayRounds)
#include "tst_relay_rounds.moc"
