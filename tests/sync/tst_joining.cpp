// A second computer joins the clinic: the dialog on the one that is in and the door of the new one, side by
// side, by the code or by six words; and what is said where it comes to nothing.

#include "add_computer_p.h"
#include "seats.h"
#include "sync_panel/door.h"
#include "word_cards_p.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTableView>

using namespace twinward;
using namespace twinward::test;

class TestJoining : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void aNewComputerJoinsByTheCodeWithTheKeyboardAlone();
    void twoPeopleCompareSixWords();
    void wordsThatDifferEndItOnBothScreens();
    void whoIsRefusedIsToldAndNothingIsLeft();
    void aMistypedCodeIsSaid();
    void aWrongPassphraseIsAskedAgain();
    void cutOffItGoesOnAfterUnlocking();

private:
    void openDoor();
    void invite();
    void joinByCode();
    void comeIn(const char* word);
    template <class W> [[nodiscard]] W* onDoor(const char* name) const;
    [[nodiscard]] QString newFolder() const { return m_clinic->parent.filePath("new"); }

    std::unique_ptr<Replicas> m_clinic;
    std::unique_ptr<Seat> m_host;
    std::unique_ptr<ledger::Gate> m_door;
    QDialog* m_dialog = nullptr;
    bool m_isOpened = false;
};

namespace {

void press(Qt::Key key)
{
    QTest::keyClick(twinward::keyboard::focused(), key);
}

} // namespace

void TestJoining::initTestCase()
{
    workbench::Theme::instance().apply();
}

void TestJoining::init()
{
    keepToLoopback();
    m_clinic = std::make_unique<Replicas>(1);
    m_host = std::make_unique<Seat>(std::move(m_clinic->vaults[0]));
    m_isOpened = false;
}

void TestJoining::cleanup()
{
    m_door.reset();
    m_host.reset();
    m_clinic.reset();
}

template <class W> W* TestJoining::onDoor(const char* name) const
{
    return child<W>(m_door.get(), name);
}

void TestJoining::openDoor()
{
    m_door = std::make_unique<ledger::Gate>(newFolder(), quick());
    m_door->offer(sync::joinAClinic());
    m_door->fillWith(sync::fillJoined);
    connect(m_door.get(), &ledger::Gate::opened, this, [this] { m_isOpened = true; });
    m_door->resize(900, 760);
    m_door->show();
    m_door->begin();
    if (ledger::Vault::exists(newFolder()))
        return;
    pressWhenSeen(onDoor<QPushButton>("joinClinic"));
    auto* name = onDoor<QLineEdit>("computerName");
    name->setText(QStringLiteral("Ward laptop"));
}

void TestJoining::invite()
{
    m_host->show();
    QTRY_VERIFY_WITH_TIMEOUT(m_host->sentence().startsWith("This is the clinic's only computer"), patience);
    child<QPushButton>(m_host->panel(), "addComputerNow")->click();
    m_dialog = child<QDialog>(m_host->panel(), "addComputer");
    QTRY_VERIFY_WITH_TIMEOUT(!child<QLabel>(m_dialog, "pairingCode")->text().isEmpty(), patience);
}

void TestJoining::joinByCode()
{
    invite();
    openDoor();
    auto* code = onDoor<QLineEdit>("joinCode");
    m_door->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_door.get()));
    code->setFocus();
    QTest::keyClicks(code, child<QLabel>(m_dialog, "pairingCode")->text());
    QTest::keyClick(code, Qt::Key_Return);
}

void TestJoining::comeIn(const char* word)
{
    auto* user = onDoor<QLineEdit>("joinUser");
    QTRY_VERIFY_WITH_TIMEOUT(user->isVisible(), patience);
    m_door->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_door.get()));
    user->setText(founder);
    auto* passphraseLine = onDoor<QLineEdit>("joinPassphrase");
    passphraseLine->setFocus();
    passphraseLine->setText(QString::fromLatin1(word));
    press(Qt::Key_Return);
}

void TestJoining::aNewComputerJoinsByTheCodeWithTheKeyboardAlone()
{
    const record::PatientId patient = m_clinic->patient;
    joinByCode();
    picture(m_dialog, "joining-code");
    auto* let = child<QPushButton>(m_dialog, "letComputerIn");
    QTRY_VERIFY_WITH_TIMEOUT(let->isVisible(), patience);
    QVERIFY(child<QLabel>(m_dialog, "pairingQuestion")->text().contains("Ward laptop"));
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    // Enter must not let anybody in whom nobody looked at
    QTRY_COMPARE_WITH_TIMEOUT(twinward::keyboard::focused()->objectName(), "refuseComputer", patience);
    picture(m_dialog, "joining-question");
    press(Qt::Key_Tab);
    QCOMPARE(twinward::keyboard::focused()->objectName(), "letComputerIn");
    press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(m_dialog, "pairingAdded")->isVisible(), patience);
    picture(m_dialog, "joining-added");
    QTRY_VERIFY_WITH_TIMEOUT(onDoor<QLineEdit>("joinUser")->isVisible(), patience);
    picture(m_door.get(), "joining-unlock");
    child<QPushButton>(m_dialog, "pairingClose")->click();

    comeIn(passphrase);
    QTRY_VERIFY_WITH_TIMEOUT(m_isOpened, patience);

    Seat guest(m_door->takeVault());
    QTRY_VERIFY_WITH_TIMEOUT(guest.session.patients()->find(patient) != nullptr, patience);
    const record::EventId said = m_host->say(patient, "Seen by both");
    QTRY_VERIFY_WITH_TIMEOUT(guest.has(said), patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_host->whereIs(said), "◐ Saved here and on 1 other computer(s)", patience);
    // and what is entered there comes here
    QTRY_VERIFY_WITH_TIMEOUT(guest.session.mayI(record::Note{}), patience);
    const record::EventId back = guest.say(patient, "From the ward");
    QTRY_VERIFY_WITH_TIMEOUT(m_host->has(back), patience);
}

void TestJoining::twoPeopleCompareSixWords()
{
    invite();
    openDoor();
    auto* hosts = onDoor<QListWidget>("hosts");
    QTRY_COMPARE_WITH_TIMEOUT(hosts->count(), 1, patience);
    picture(m_door.get(), "joining-found");
    pressWhenSeen(onDoor<QPushButton>("connectToHost"));
    auto* mine = m_dialog->findChild<sync::WordCards*>();
    auto* theirs = m_door->findChild<sync::WordCards*>();
    QTRY_VERIFY_WITH_TIMEOUT(mine->isVisible() && theirs->isVisible(), patience);
    QCOMPARE(mine->words().size(), 6);
    QCOMPARE(mine->words(), theirs->words());
    picture(m_dialog, "joining-words-host");
    picture(m_door.get(), "joining-words-guest");
    pressWhenSeen(onDoor<QPushButton>("wordsSame"));
    pressWhenSeen(child<QPushButton>(m_dialog, "wordsSame"));
    pressWhenSeen(child<QPushButton>(m_dialog, "letComputerIn"));
    comeIn(passphrase);
    QTRY_VERIFY_WITH_TIMEOUT(m_isOpened, patience);
    QVERIFY(m_door->takeVault() != nullptr);
}

void TestJoining::wordsThatDifferEndItOnBothScreens()
{
    invite();
    openDoor();
    QTRY_COMPARE_WITH_TIMEOUT(onDoor<QListWidget>("hosts")->count(), 1, patience);
    pressWhenSeen(onDoor<QPushButton>("connectToHost"));
    pressWhenSeen(onDoor<QPushButton>("wordsDiffer"));
    auto* there = child<QLabel>(m_dialog, "pairingOver");
    QTRY_VERIFY_WITH_TIMEOUT(there->isVisible(), patience);
    QCOMPARE(there->text(), sync::endText(sync::PairingEnd::WordsDiffer));
    QTRY_COMPARE_WITH_TIMEOUT(
        onDoor<QLabel>("joinEnd")->text(), sync::endText(sync::PairingEnd::WordsDiffer), patience);
    QVERIFY(!ledger::Vault::exists(newFolder()));
    picture(m_dialog, "joining-differ-host");
    picture(m_door.get(), "joining-differ-guest");
}

void TestJoining::whoIsRefusedIsToldAndNothingIsLeft()
{
    joinByCode();
    pressWhenSeen(child<QPushButton>(m_dialog, "refuseComputer"));
    QTRY_COMPARE_WITH_TIMEOUT(
        onDoor<QLabel>("joinEnd")->text(), sync::endText(sync::PairingEnd::Refused), patience);
    QVERIFY(!ledger::Vault::exists(newFolder()));
    QCOMPARE(m_host->ask([](ledger::Vault& vault) { return vault.roster().devices().size(); }), size_t{1});
    // back to where a clinic can be set up
    pressWhenSeen(onDoor<QPushButton>("joinBack"));
    QTRY_VERIFY_WITH_TIMEOUT(m_door->findChild<QLineEdit*>("clinicName") != nullptr, patience);
}

void TestJoining::aMistypedCodeIsSaid()
{
    openDoor();
    auto* code = onDoor<QLineEdit>("joinCode");
    code->setFocus();
    code->setText("TW1-NOT-A-CODE");
    press(Qt::Key_Return);
    auto* failure = onDoor<workbench::FailureBar>("joinFailure");
    QTRY_VERIFY_WITH_TIMEOUT(failure->isVisible(), patience);
    QVERIFY(code->hasFocus());
    picture(m_door.get(), "joining-mistyped");
}

void TestJoining::aWrongPassphraseIsAskedAgain()
{
    joinByCode();
    pressWhenSeen(child<QPushButton>(m_dialog, "letComputerIn"));
    comeIn("a wrong passphrase entirely");
    auto* failure = onDoor<workbench::FailureBar>("joinFailure");
    QTRY_VERIFY_WITH_TIMEOUT(failure->isVisible(), patience);
    comeIn(passphrase);
    QTRY_VERIFY_WITH_TIMEOUT(m_isOpened, patience);
}

void TestJoining::cutOffItGoesOnAfterUnlocking()
{
    joinByCode();
    pressWhenSeen(child<QPushButton>(m_dialog, "letComputerIn"));
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(m_dialog, "pairingAdded")->isVisible(), patience);
    child<QPushButton>(m_dialog, "pairingClose")->click();
    m_host->others.setSettings({false, QStringLiteral("0.0.0.0")}); // the line is cut
    QTRY_VERIFY_WITH_TIMEOUT(!m_host->others.isRunning(), patience);
    comeIn(passphrase);
    auto* leave = [&] {
        QPushButton* found = nullptr;
        (void)QTest::qWaitFor(
            [&] { return (found = m_door->findChild<QPushButton*>("fillingLeave")) != nullptr; }, patience);
        return found;
    }();
    QVERIFY(leave != nullptr && !m_isOpened);
    picture(m_door.get(), "joining-waiting");
    pressWhenSeen(leave);
    QTRY_VERIFY_WITH_TIMEOUT(m_door->findChild<QLineEdit*>("passphrase") != nullptr, patience);

    m_host->others.setSettings({true, QStringLiteral("0.0.0.0")});
    m_door->unlock(founder, secret(passphrase));
    QTRY_VERIFY_WITH_TIMEOUT(m_isOpened, patience);
    QVERIFY(m_door->takeVault()->patients()->size() == 1);
}

QTEST_MAIN(TestJoining)
#include "tst_joining.moc"
