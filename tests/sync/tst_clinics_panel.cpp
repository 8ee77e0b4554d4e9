// The panel of other clinics, at both ends: two clinics meet, by six words, by a code, by card; and what is
// written for the other gets there, over the network or on a stick.

#include "clinic_seats.h"
#include "sync_panel/other_clinics.h"
#include "sync_panel/state_button.h"
#include "word_cards_p.h"

#include <QListWidget>

using namespace twinward;
using namespace twinward::test;

class TestClinicsPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { workbench::Theme::instance().apply(); }
    void init() { keepToLoopback(); }
    void whoKnowsNoOtherIsToldHowToMeetOne();
    void twoPeopleMeetBySixWords();
    void aCodeIsEnoughWithTheKeyboardAlone();
    void wordsThatDifferMakeNobodyKnown();
    void whoeverSaysNoKnowsNobody();
    void lettersGoOverTheNetworkByThemselves();
    void withoutALineAStickCarriesThem();
    void cardsGoByFileAndAreCompared();
    void auditorsMakeNoClinicKnown();
    void longNamesFit();
};

namespace {

constexpr QSize roomy(1000, 560);
const QString panelId = QStringLiteral("clinics");

// Two clinics that do not know each other.
struct Strangers
{
    SharedClock clock;
    TestClinic riverside{QStringLiteral("Riverside"), clock};
    TestClinic hillside{QStringLiteral("Hill"), clock};
    ledger::ClinicCard riverCard = riverside.card();
    ledger::ClinicCard hillCard = hillside.card();
    Seat river{std::move(riverside.vault)};
    Seat hill{std::move(hillside.vault)};

    // Both dialogs, open.
    std::pair<QDialog*, QDialog*> meet()
    {
        QDialog* both[2] = {};
        for (int i = 0; i < 2; ++i) {
            Seat& seat = i == 0 ? river : hill;
            seat.show(roomy, panelId);
            child<QPushButton>(seat.panel(), "meetClinicNow")->click();
            both[i] = child<QDialog>(seat.panel(), "meetClinic");
            if (!QTest::qWaitFor([&] { return !textOf(both[i], "pairingCode").isEmpty(); }, patience))
                qFatal("no code is shown");
        }
        return {both[0], both[1]};
    }
};

bool knows(Seat& seat, const ledger::ClinicCard& card)
{
    return seat.ask([card](ledger::Vault& vault) {
        const auto known = ledger::knownClinic(vault, card.id);
        return known && *known && (*known)->card == card && (*known)->comparedByPerson;
    });
}

QStringList wordsOf(QDialog* dialog)
{
    return dialog->findChild<sync::WordCards*>()->words();
}

// From the list of the one to the words on both screens.
void compareWords(QDialog* caller, QDialog* called)
{
    auto* hosts = child<QListWidget>(caller, "meetHosts");
    QTRY_VERIFY_WITH_TIMEOUT(hosts->count() > 0, patience);
    QVERIFY(textOf(called, "pairingAddresses").contains(hosts->item(0)->text()));
    pressWhenSeen(child<QPushButton>(caller, "meetCall"));
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(caller, "meetCompareText")->isVisible(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(called, "meetCompareText")->isVisible(), patience);
    QCOMPARE(wordsOf(caller).size(), 6);
    QCOMPARE(wordsOf(caller), wordsOf(called));
}

void sayYes(QDialog* dialog, const ledger::ClinicCard& theirs, const ledger::ClinicCard& own)
{
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(dialog, "meetKnow")->isVisible(), patience);
    auto* shown = child<QWidget>(dialog, "meetTheirCard");
    QCOMPARE(textOf(shown, "cardClinic"), theirs.name);
    QCOMPARE(textOf(shown, "cardFingerprint"), theirs.fingerprint());
    QCOMPARE(textOf(child<QWidget>(dialog, "meetOwnCard"), "cardFingerprint"), own.fingerprint());
    QVERIFY(!child<QPushButton>(dialog, "meetKnow")->hasFocus()); // Enter has not decided
    pressWhenSeen(child<QPushButton>(dialog, "meetKnow"));
}

} // namespace

void TestClinicsPanel::whoKnowsNoOtherIsToldHowToMeetOne()
{
    Replicas alone(1);
    Seat seat(std::move(alone.vaults[0]));
    seat.show(roomy, panelId);
    auto* none = seat.panel()->findChild<workbench::EmptyState*>();
    QTRY_VERIFY_WITH_TIMEOUT(none->isVisible(), patience);
    QVERIFY(!child<QTableView>(seat.panel(), "clinicTable")->isVisible());
    seat.panel()->focusFirst();
    QCOMPARE(none->findChild<QPushButton*>()->text(), "Meet another clinic…");
    QVERIFY(none->findChild<QPushButton*>()->hasFocus());
    QVERIFY(!child<QPushButton>(seat.panel(), "leaveLetters")->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(
        child<QPushButton>(seat.panel(), "setRelay")->text(), "Set up the relay…", patience);
    QVERIFY(!child<QPushButton>(seat.panel(), "tryRelay")->isVisible());
    picture(seat.panel(), "clinics-none");
}

void TestClinicsPanel::twoPeopleMeetBySixWords()
{
    Strangers strangers;
    const auto [river, hill] = strangers.meet();
    picture(hill, "clinics-meet-find");
    compareWords(river, hill);
    picture(hill, "clinics-meet-words");
    pressWhenSeen(child<QPushButton>(river, "meetWordsSame"));
    pressWhenSeen(child<QPushButton>(hill, "meetWordsSame"));
    sayYes(hill, strangers.riverCard, strangers.hillCard);
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(river, "meetKnow")->isVisible(), patience);
    picture(river, "clinics-meet-decide");
    sayYes(river, strangers.hillCard, strangers.riverCard);
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(river, "meetMet")->isVisible(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(hill, "meetMet")->isVisible(), patience);
    QVERIFY(knows(strangers.river, strangers.hillCard));
    QVERIFY(knows(strangers.hill, strangers.riverCard));
    picture(river, "clinics-meet-met");
    pressWhenSeen(child<QPushButton>(river, "meetClose"));
    QTRY_COMPARE_WITH_TIMEOUT(clinicCell(strangers.river, 0, 0), "Hill", patience);
    QVERIFY(textOf(strangers.river.panel(), "clinicAbout").contains(strangers.hillCard.fingerprint()));
}

void TestClinicsPanel::aCodeIsEnoughWithTheKeyboardAlone()
{
    Strangers strangers;
    const auto [river, hill] = strangers.meet();
    auto* code = child<QLineEdit>(river, "meetCode");
    river->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(river));
    code->setFocus();
    QTest::keyClicks(code, textOf(hill, "pairingCode"));
    QTest::keyClick(code, Qt::Key_Return);
    sayYes(hill, strangers.riverCard, strangers.hillCard);
    sayYes(river, strangers.hillCard, strangers.riverCard);
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(river, "meetMet")->isVisible(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(hill, "meetMet")->isVisible(), patience);
    QVERIFY(knows(strangers.river, strangers.hillCard));
    QVERIFY(knows(strangers.hill, strangers.riverCard));
}

void TestClinicsPanel::wordsThatDifferMakeNobodyKnown()
{
    Strangers strangers;
    const auto [river, hill] = strangers.meet();
    compareWords(river, hill);
    pressWhenSeen(child<QPushButton>(hill, "meetWordsDiffer"));
    QTRY_COMPARE_WITH_TIMEOUT(textOf(river, "meetOver"), "The words are not the same.", patience);
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(river, "meetOver")->isVisible(), patience);
    picture(river, "clinics-meet-over");
    QVERIFY(!knows(strangers.river, strangers.hillCard));
    QVERIFY(!knows(strangers.hill, strangers.riverCard));
}

void TestClinicsPanel::whoeverSaysNoKnowsNobody()
{
    Strangers strangers;
    const auto [river, hill] = strangers.meet();
    compareWords(river, hill);
    pressWhenSeen(child<QPushButton>(river, "meetWordsSame"));
    pressWhenSeen(child<QPushButton>(hill, "meetWordsSame"));
    pressWhenSeen(child<QPushButton>(hill, "meetRefuse"));
    QTRY_COMPARE_WITH_TIMEOUT(textOf(river, "meetOver"), "It was refused.", patience);
    QVERIFY(!knows(strangers.river, strangers.hillCard));
    QVERIFY(!knows(strangers.hill, strangers.riverCard));
}

void TestClinicsPanel::lettersGoOverTheNetworkByThemselves()
{
    ClinicsToday clinics;
    const auto terms = clinics.terms();
    const auto there = clinics.there();
    Seat river(std::move(clinics.river.vault));
    Seat hill(std::move(clinics.hill.vault));
    river.show(roomy, panelId);
    sync::StateButton foot(river.session);
    QTRY_VERIFY_WITH_TIMEOUT(clinicCell(river, 0, 1).startsWith("● Connected"), patience);
    refer(river, terms);
    QTRY_VERIFY_WITH_TIMEOUT(isRead(hill, there), patience);
    QTRY_COMPARE_WITH_TIMEOUT(clinicCell(river, 0, 2), "Nothing", patience);
    QTRY_VERIFY_WITH_TIMEOUT(textOf(river.panel(), "lettersState").startsWith("No letter waits"), patience);
    QVERIFY(foot.isHidden()); // what waits for others is not what only this computer has
    picture(river.panel(), "clinics-connected");
}

void TestClinicsPanel::withoutALineAStickCarriesThem()
{
    keepToLoopback(sync::Discovery::Off); // nobody hears anybody
    ClinicsToday clinics;
    const auto terms = clinics.terms();
    const auto there = clinics.there();
    QTemporaryDir stick;
    Seat river(std::move(clinics.river.vault));
    Seat hill(std::move(clinics.hill.vault));
    river.show(roomy, panelId);
    refer(river, terms);
    QTRY_VERIFY_WITH_TIMEOUT(textOf(river.panel(), "lettersState").contains("there is no line"), patience);
    QVERIFY(textOf(river.panel(), "lettersState").contains("stick"));
    QVERIFY(clinicCell(river, 0, 2).startsWith("1 letter(s), since"));
    picture(river.panel(), "clinics-waiting");

    pressWhenSeen(child<QPushButton>(river.panel(), "leaveLetters"));
    choosePath(river.panel(), stick.path());
    QTRY_VERIFY_WITH_TIMEOUT(textOf(river.panel(), "clinicsResult").startsWith("1 letter(s) left"), patience);
    hill.show(roomy, panelId);
    pressWhenSeen(child<QPushButton>(hill.panel(), "takeLetters"));
    choosePath(hill.panel(), stick.path());
    QTRY_VERIFY_WITH_TIMEOUT(
        textOf(hill.panel(), "clinicsResult").startsWith("1 new letter(s) taken in"), patience);
    QVERIFY(isRead(hill, there));
    pressWhenSeen(child<QPushButton>(river.panel(), "takeLetters"));
    choosePath(river.panel(), stick.path());
    QTRY_COMPARE_WITH_TIMEOUT(clinicCell(river, 0, 2), "Nothing", patience);
}

void TestClinicsPanel::cardsGoByFileAndAreCompared()
{
    keepToLoopback(sync::Discovery::Off);
    Strangers strangers;
    QTemporaryDir folder;
    const QString path = folder.filePath("hill.twcard");
    strangers.hill.show(roomy, panelId);
    pressWhenSeen(child<QPushButton>(strangers.hill.panel(), "writeCard"));
    choosePath(strangers.hill.panel(), path);
    QTRY_VERIFY_WITH_TIMEOUT(
        textOf(strangers.hill.panel(), "clinicsResult").contains(strangers.hillCard.fingerprint()), patience);

    strangers.river.show(roomy, panelId);
    pressWhenSeen(child<QPushButton>(strangers.river.panel(), "takeCard"));
    choosePath(strangers.river.panel(), path);
    QDialog* asked = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT(
        (asked = strangers.river.panel()->findChild<QDialog*>("knowClinic")) != nullptr, patience);
    QCOMPARE(
        textOf(child<QWidget>(asked, "cardTheirs"), "cardFingerprint"), strangers.hillCard.fingerprint());
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(asked, "knowClinicNo")->hasFocus(), patience);
    picture(asked, "clinics-card");
    pressWhenSeen(child<QPushButton>(asked, "knowClinicYes"));
    QTRY_COMPARE_WITH_TIMEOUT(clinicCell(strangers.river, 0, 0), "Hill", patience);
    QVERIFY(knows(strangers.river, strangers.hillCard));

    QFile other(folder.filePath("letter.twcard"));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("Dear colleague") > 0);
    other.close();
    pressWhenSeen(child<QPushButton>(strangers.river.panel(), "takeCard"));
    choosePath(strangers.river.panel(), other.fileName());
    QTRY_VERIFY_WITH_TIMEOUT(
        strangers.river.panel()->findChild<workbench::FailureBar*>()->isVisible(), patience);
    QTRY_VERIFY(child<QPushButton>(strangers.river.panel(), "takeCard")->hasFocus());
    picture(strangers.river.panel(), "clinics-failed");
}

void TestClinicsPanel::auditorsMakeNoClinicKnown()
{
    SharedClock clock;
    TestClinic audited(QStringLiteral("Riverside"), clock);
    audited.enrol(QStringLiteral("Otieno"), record::Role::Auditor);
    audited.signIn(QStringLiteral("Otieno"), clock);
    Seat seat(std::move(audited.vault));
    seat.show(roomy, panelId);
    QTRY_VERIFY_WITH_TIMEOUT(sync::OtherClinics::of(seat.session).isKnown(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!child<QPushButton>(seat.panel(), "takeCard")->isEnabled(), patience);
    QVERIFY(!child<QPushButton>(seat.panel(), "takeCard")->toolTip().isEmpty());
}

void TestClinicsPanel::longNamesFit()
{
    keepToLoopback(sync::Discovery::Off);
    ClinicsToday clinics;
    TestClinic long1(QStringLiteral("Kreiskrankenhaus und Rehabilitationszentrum am Oberen Wasserfall hinter "
                                    "dem Sieben-Zwerge-Pass, Außenstelle Süd-Südwest"),
        clinics.clock);
    TestClinic long2(QStringLiteral("河畔儿科与妇产科联合医疗中心及其附属社区卫生服务站"), clinics.clock);
    VERIFY_RESULT(ledger::knowClinic(*clinics.river.vault, long1.card()));
    VERIFY_RESULT(ledger::knowClinic(*clinics.river.vault, long2.card()));
    Seat river(std::move(clinics.river.vault));
    river.show({760, 520}, panelId);
    auto* table = child<QTableView>(river.panel(), "clinicTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 3, patience);
    picture(river.panel(), "clinics-long");
}

QTEST_MAIN(TestClinicsPanel)
#include "tst_clinics_panel.moc"
