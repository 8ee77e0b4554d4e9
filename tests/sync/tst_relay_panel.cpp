// The region's relay in the window, against a real PostgreSQL: set up with the keyboard, said how it does,
// turned off and on; and letters that go by way of it while nobody looks.

#include "clinic_seats.h"
#include "relay_clinics.h"
#include "sync_panel/other_clinics.h"

using namespace twinward;
using namespace twinward::test;
using sync::OtherClinics;
using sync::RelayState;

class TestRelayPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_region.reset(); }
    void init() { keepToLoopback(sync::Discovery::Off); }
    void aRelayIsSetUpWithTheKeyboardAlone();
    void aWrongPasswordIsSaidInPlainWords();
    void aReferralGoesByItself();
    void itIsTurnedOffAndRemoved();
    void lockingEndsItAtOnce();

private:
    static QDialog* fillIn(Seat& seat, const sync::RelayAddress& address, const QByteArray& password);
    static RelayState stateOf(Seat& seat) { return OtherClinics::of(seat.session).relay().state; }

    std::unique_ptr<Region> m_region;
};

namespace {
const QString panelId = QStringLiteral("clinics");
}

void TestRelayPanel::initTestCase()
{
    workbench::Theme::instance().apply();
    if (!PostgresServer::missing().isEmpty())
        QSKIP(qPrintable(PostgresServer::missing()));
    m_region = std::make_unique<Region>();
}

// Up to the button that is the dialog's default.
QDialog* TestRelayPanel::fillIn(Seat& seat, const sync::RelayAddress& address, const QByteArray& password)
{
    child<QPushButton>(seat.panel(), "setRelay")->click();
    auto* dialog = child<QDialog>(seat.panel(), "relayDialog");
    if (!QTest::qWaitForWindowActive(dialog))
        qFatal("the dialog does not come up");
    const auto keyword = [&](const char* name) { return QString::fromUtf8(address.keywords().at(name)); };
    const auto type = [](const QString& text) {
        QTest::keyClick(keyboard::focused(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(keyboard::focused(), text);
        QTest::keyClick(keyboard::focused(), Qt::Key_Tab);
    };
    if (!QTest::qWaitFor([&] { return child<QLineEdit>(dialog, "relayHost")->hasFocus(); }, patience))
        qFatal("work does not begin at the first line");
    type(keyword("host"));
    type(keyword("port"));
    type(keyword("dbname"));
    type(keyword("user"));
    type(QString::fromUtf8(password));
    type(keyword("sslrootcert"));
    return dialog;
}

void TestRelayPanel::aRelayIsSetUpWithTheKeyboardAlone()
{
    ClinicsToday clinics;
    const auto address = letIn(*m_region, clinics.river);
    Seat river(std::move(clinics.river.vault));
    river.show({1000, 560}, panelId);
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(river.panel(), "setRelay")->isEnabled(), patience);
    auto* dialog = fillIn(river, address, relayPassword);
    picture(dialog, "relay-dialog");
    QCOMPARE(child<QLineEdit>(dialog, "relayUser")->text(), address.user());
    child<QLineEdit>(dialog, "relayHost")->setFocus();
    QTest::keyClick(keyboard::focused(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(
        textOf(river.panel(), "relayState").startsWith("● Connected to localhost/relay"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(clinicCell(river, 0, 1), "◐ By way of the relay", patience);
    picture(river.panel(), "clinics-relay");
    // the dialog comes up as it was left, without the password
    QVERIFY(QTest::qWaitFor([&] { return river.panel()->findChild<QDialog*>("relayDialog") == nullptr; }));
    child<QPushButton>(river.panel(), "setRelay")->click();
    dialog = child<QDialog>(river.panel(), "relayDialog");
    QCOMPARE(child<QLineEdit>(dialog, "relayCertificate")->text(), m_region->server.path("ca.pem"));
    QVERIFY(child<QLineEdit>(dialog, "relayPassword")->text().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(dialog, "relayPasswordNote")->isVisible(), patience);
}

void TestRelayPanel::aWrongPasswordIsSaidInPlainWords()
{
    ClinicsToday clinics;
    const auto address = letIn(*m_region, clinics.river);
    Seat river(std::move(clinics.river.vault));
    river.show({1000, 560}, panelId);
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(river.panel(), "setRelay")->isEnabled(), patience);
    pressWhenSeen(child<QPushButton>(fillIn(river, address, "something else"), "relaySave"));
    QTRY_VERIFY_WITH_TIMEOUT(
        textOf(river.panel(), "relayTrouble").startsWith("It does not let this clinic in"), patience);
    QVERIFY(textOf(river.panel(), "relayState").startsWith("○ No line to"));
    picture(river.panel(), "clinics-relay-password");
}

void TestRelayPanel::aReferralGoesByItself()
{
    ClinicsToday clinics;
    const auto riverAddress = letIn(*m_region, clinics.river);
    const auto hillAddress = letIn(*m_region, clinics.hill);
    const auto terms = clinics.terms();
    const auto there = clinics.there();
    Seat river(std::move(clinics.river.vault));
    Seat hill(std::move(clinics.hill.vault));
    OtherClinics::of(river.session).useRelay(riverAddress);
    OtherClinics::of(hill.session).useRelay(hillAddress);
    river.show({1000, 560}, panelId);
    refer(river, terms);
    QTRY_VERIFY_WITH_TIMEOUT(isRead(hill, there), patience);
    QTRY_COMPARE_WITH_TIMEOUT(OtherClinics::of(river.session).waiting(), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(clinicCell(river, 0, 2), "Nothing", patience);
}

void TestRelayPanel::itIsTurnedOffAndRemoved()
{
    ClinicsToday clinics;
    const auto address = letIn(*m_region, clinics.river);
    Seat river(std::move(clinics.river.vault));
    OtherClinics::of(river.session).useRelay(address);
    river.show({1000, 560}, panelId);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(river), RelayState::Connected, patience);
    auto* turn = child<QPushButton>(river.panel(), "turnRelay");
    QCOMPARE(turn->text(), "Turn the relay off");
    pressWhenSeen(turn);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(river), RelayState::Paused, patience);
    QTRY_COMPARE_WITH_TIMEOUT(turn->text(), "Turn the relay on", patience);
    QVERIFY(!child<QPushButton>(river.panel(), "tryRelay")->isEnabled());
    pressWhenSeen(turn);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(river), RelayState::Connected, patience);
    child<QPushButton>(river.panel(), "setRelay")->click();
    pressWhenSeen(child<QPushButton>(child<QDialog>(river.panel(), "relayDialog"), "relayForget"));
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(river), RelayState::NotSet, patience);
    QVERIFY(!turn->isVisible());
}

void TestRelayPanel::lockingEndsItAtOnce()
{
    ClinicsToday clinics;
    const auto address = letIn(*m_region, clinics.river);
    Seat river(std::move(clinics.river.vault));
    OtherClinics::of(river.session).useRelay(address);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(river), RelayState::Connected, patience);
    const auto closed = river.session.close();
    QTRY_VERIFY_WITH_TIMEOUT(closed.isFinished(), patience);
}

QTEST_MAIN(TestRelayPanel)
#include "tst_relay_panel.moc"
