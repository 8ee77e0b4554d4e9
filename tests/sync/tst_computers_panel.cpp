// The panel of computers between two that are in the clinic already: what it says of who has what, removing
// one, carrying the record by stick.

#include "bundle_words_p.h"
#include "seats.h"
#include "sync_keeper/keeper_store.h"
#include "sync_panel/state_button.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QTableView>
#include <QTranslator>

using namespace twinward;
using namespace twinward::test;

class TestComputersPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aClinicOfOneComputerIsToldHowToHaveTwo();
    void whatIsEnteredOnOneComesToTheOtherAndIsSaid();
    void whatNobodyElseHasIsCounted();
    void theMainComputerIsWhereThingsArrive();
    void aStolenLaptopIsRemovedInTwoClicks();
    void aBundleGoesByStick();
    void addressesAreTypedAndTakenOff();
    void aKeeperIsTakenInByItsRequest();
    void whatWasNotInOrderIsListed();
    void longNamesAndAnotherLanguageFit();

private:
    [[nodiscard]] std::pair<std::unique_ptr<Seat>, std::unique_ptr<Seat>> twoSeats();
    static QString cell(Seat& seat, int row, int column);

    std::unique_ptr<Replicas> m_clinic;
};

namespace {

class Doubled : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char*, const char* text, const char*, int) const override
    {
        return QStringLiteral("【%1】").arg(QString::fromUtf8(text));
    }
};

} // namespace

void TestComputersPanel::initTestCase()
{
    workbench::Theme::instance().apply();
}

void TestComputersPanel::init()
{
    keepToLoopback();
    m_clinic = std::make_unique<Replicas>(2);
}

std::pair<std::unique_ptr<Seat>, std::unique_ptr<Seat>> TestComputersPanel::twoSeats()
{
    auto first = std::make_unique<Seat>(std::move(m_clinic->vaults[0]));
    auto second = std::make_unique<Seat>(std::move(m_clinic->vaults[1]));
    return {std::move(first), std::move(second)};
}

QString TestComputersPanel::cell(Seat& seat, int row, int column)
{
    auto* table = child<QTableView>(seat.panel(), "computerTable");
    return table->model()->index(row, column).data().toString();
}

void TestComputersPanel::aClinicOfOneComputerIsToldHowToHaveTwo()
{
    Replicas alone(1);
    Seat seat(std::move(alone.vaults[0]));
    seat.show();
    QTRY_VERIFY_WITH_TIMEOUT(seat.sentence().startsWith("This is the clinic's only computer"), patience);
    QVERIFY(!child<QTableView>(seat.panel(), "computerTable")->isVisible());
    QVERIFY(!child<QPushButton>(seat.panel(), "removeComputer")->isVisible());
    QVERIFY(!seat.others.isRunning());
    sync::StateButton foot(seat.session);
    QVERIFY(foot.isHidden());
    picture(seat.panel(), "computers-alone");
}

void TestComputersPanel::whatIsEnteredOnOneComesToTheOtherAndIsSaid()
{
    const record::PatientId patient = m_clinic->patient;
    const auto [first, second] = twoSeats();
    first->show();
    sync::StateButton foot(first->session);
    QTRY_VERIFY_WITH_TIMEOUT(
        first->sentence() == "Everything entered here is also on 1 other computer(s).", patience);

    const record::EventId said = first->say(patient, "Seen at the bedside");

    workbench::WhereLine line(first->session, workbench::WhereLine::OnOnlyComputer::Hidden, first->panel());
    line.setEvent(said);
    QTRY_VERIFY_WITH_TIMEOUT(second->has(said), patience);
    QTRY_COMPARE_WITH_TIMEOUT(first->whereIs(said), "◐ Saved here and on 1 other computer(s)", patience);
    QTRY_COMPARE_WITH_TIMEOUT(line.text(), "◐ Saved here and on 1 other computer(s)", patience);
    QVERIFY(line.isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(cell(*first, 1, 1).startsWith("● Connected"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(cell(*first, 1, 2), "Nothing", patience);
    QTRY_VERIFY_WITH_TIMEOUT(foot.text().startsWith("◐ In step with 1"), patience);
    // and on the other it stands as on this one
    QTRY_COMPARE_WITH_TIMEOUT(second->whereIs(said), "◐ Saved here and on 1 other computer(s)", patience);
    picture(first->panel(), "computers-two");
}

void TestComputersPanel::whatNobodyElseHasIsCounted()
{
    const record::PatientId patient = m_clinic->patient;
    Seat seat(std::move(m_clinic->vaults[0])); // the other is switched off
    seat.show();
    const record::EventId said = seat.say(patient, "Only here");
    QTRY_VERIFY_WITH_TIMEOUT(seat.sentence().startsWith("2 entry(ies) only on this computer"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(seat.whereIs(said), "○ Saved on this computer only, so far", patience);
    QVERIFY(cell(seat, 1, 2).startsWith("2 entry(ies), since"));
    sync::StateButton foot(seat.session);
    QCOMPARE(foot.text(), "○ 2 entry(ies) only here");
    picture(seat.panel(), "computers-only-here");
}

void TestComputersPanel::theMainComputerIsWhereThingsArrive()
{
    const record::PatientId patient = m_clinic->patient;
    const auto [first, second] = twoSeats();
    first->show();
    const record::EventId said = first->say(patient, "For the main store");
    QTRY_VERIFY_WITH_TIMEOUT(first->whereIs(said).startsWith("◐"), patience);
    child<QTableView>(first->panel(), "computerTable")->selectRow(1);
    auto* mark = child<QPushButton>(first->panel(), "mainComputer");
    mark->setFocus();
    QTest::keyClick(twinward::keyboard::focused(), Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(first->whereIs(said), "● Arrived at Laptop 1", patience);
    QTRY_COMPARE_WITH_TIMEOUT(cell(*first, 1, 0), "★ Laptop 1 (main computer)", patience);
    QTRY_COMPARE_WITH_TIMEOUT(mark->text(), "No longer the main computer", patience);
}

void TestComputersPanel::aStolenLaptopIsRemovedInTwoClicks()
{
    const record::PatientId patient = m_clinic->patient;
    const auto [first, second] = twoSeats();
    first->show();
    QTRY_VERIFY_WITH_TIMEOUT(cell(*first, 1, 1).startsWith("● Connected"), patience);
    child<QTableView>(first->panel(), "computerTable")->selectRow(1);

    QTest::mouseClick(child<QPushButton>(first->panel(), "removeComputer"), Qt::LeftButton);
    auto* dialog = child<QDialog>(first->panel(), "removeComputerDialog");
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isVisible(), patience);
    QCOMPARE(child<QComboBox>(dialog, "removeReason")->currentText(), "Lost");
    picture(dialog, "computers-remove");
    QTest::mouseClick(child<QPushButton>(dialog, "removeComputerYes"), Qt::LeftButton);

    QTRY_VERIFY_WITH_TIMEOUT(first->others.spread().others.empty(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(cell(*first, 1, 1).startsWith("Removed"), patience);
    // what it writes from now on reaches nobody
    const record::EventId late = second->say(patient, "Written by the thief");
    QTRY_VERIFY_WITH_TIMEOUT(!first->others.isRunning(), patience);
    QVERIFY(!first->has(late));
    picture(first->panel(), "computers-removed");
}

void TestComputersPanel::aBundleGoesByStick()
{
    keepToLoopback(sync::Discovery::Off); // nobody hears anybody
    const record::PatientId patient = m_clinic->patient;
    const auto [first, second] = twoSeats();
    first->show();
    const record::EventId said = first->say(patient, "Goes by bus");
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(first->panel(), "writeBundle")->isEnabled(), patience);
    const QString path = m_clinic->parent.filePath("stick.twbundle");

    child<QPushButton>(first->panel(), "writeBundle")->click();
    auto* dialog = child<QDialog>(first->panel(), "bundleDialog");
    picture(dialog, "computers-bundle");
    child<QPushButton>(dialog, "bundlePlace")->click();
    auto* files = dialog->findChild<QFileDialog*>();
    QVERIFY(files != nullptr);
    files->selectFile(path);
    QVERIFY(QMetaObject::invokeMethod(files, "accept"));
    QTRY_VERIFY_WITH_TIMEOUT(
        child<QLabel>(first->panel(), "bundleResult")->text().startsWith("Written:"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(
        first->whereIs(said).left(1), "○", patience); // a stick under way is nowhere yet

    second->show();
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(second->panel(), "takeBundle")->isEnabled(), patience);
    child<QPushButton>(second->panel(), "takeBundle")->click();
    files = second->panel()->findChild<QFileDialog*>();
    QVERIFY(files != nullptr);
    files->selectFile(path);
    QVERIFY(QMetaObject::invokeMethod(files, "accept"));
    QTRY_VERIFY_WITH_TIMEOUT(
        child<QLabel>(second->panel(), "bundleResult")->text().startsWith("Taken in from"), patience);
    QVERIFY(second->has(said));
    picture(second->panel(), "computers-bundle-taken");

    // what is no bundle changes nothing, and is said
    const QString other = m_clinic->parent.filePath("letter.twbundle");
    QFile letter(other);
    QVERIFY(letter.open(QIODevice::WriteOnly) && letter.write("Dear colleague") > 0);
    letter.close();
    const auto taken = second->ask(
        [other](ledger::Vault& vault) { return sync::takeBundleFiles(vault, {other}, {}).has_value(); });
    QVERIFY(!taken);
}

void TestComputersPanel::addressesAreTypedAndTakenOff()
{
    keepToLoopback(sync::Discovery::Off);
    const auto [first, second] = twoSeats();
    first->show();
    QTRY_VERIFY_WITH_TIMEOUT(second->others.status().port != 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(first->panel(), "addresses")->isEnabled(), patience);
    child<QPushButton>(first->panel(), "addresses")->click();
    auto* dialog = child<QDialog>(first->panel(), "addressesDialog");
    QTRY_VERIFY_WITH_TIMEOUT(QTest::qWaitForWindowActive(dialog), patience);
    auto* line = child<QLineEdit>(dialog, "addressLine");
    line->setFocus();
    const QString address = QStringLiteral("127.0.0.1:%1").arg(second->others.status().port);
    QTest::keyClicks(line, address);
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(first->others.status().addresses, QStringList{address}, patience);
    QTRY_VERIFY_WITH_TIMEOUT(cell(*first, 1, 1).startsWith("● Connected"), patience);
    picture(dialog, "computers-addresses");
}

void TestComputersPanel::aKeeperIsTakenInByItsRequest()
{
    keepToLoopback(sync::Discovery::Off);
    const QString there = m_clinic->parent.filePath("keeper");
    const QString asked = m_clinic->parent.filePath("request");
    const QString pack = m_clinic->parent.filePath("pack.twkeeper");
    const auto request = sync::askToKeep(there, QStringLiteral("Mini-PC in the cupboard"));
    VERIFY_RESULT(request);
    QFile file(asked);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(request->toBytes()) > 0);
    file.close();
    Replicas alone(1); // in a clinic of one computer, too
    Seat seat(std::move(alone.vaults[0]));
    seat.show();

    pressWhenSeen(child<QPushButton>(seat.panel(), "takeKeeper"));
    const auto choose = [&](const QString& path) {
        auto* files = seat.panel()->findChild<QFileDialog*>();
        QVERIFY(files != nullptr);
        files->selectFile(path);
        QVERIFY(QMetaObject::invokeMethod(files, "accept"));
    };
    choose(asked);
    QTRY_VERIFY_WITH_TIMEOUT(seat.panel()->findChild<QDialog*>("admitKeeper") != nullptr, patience);
    auto* dialog = child<QDialog>(seat.panel(), "admitKeeper");
    picture(dialog, "computers-keeper");
    pressWhenSeen(child<QPushButton>(dialog, "admitKeeperYes"));
    choose(pack);
    QTRY_VERIFY_WITH_TIMEOUT(
        child<QLabel>(seat.panel(), "bundleResult")->text().contains("Mini-PC in the cupboard"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(cell(seat, 1, 0), "Keeper: Mini-PC in the cupboard", patience);
    child<QTableView>(seat.panel(), "computerTable")->selectRow(1);
    QTRY_VERIFY(child<QLabel>(seat.panel(), "computerAbout")->isVisible());
    QVERIFY(child<QLabel>(seat.panel(), "computerAbout")->text().contains("can't read"));

    QFile written(pack);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const auto taken = sync::KeeperPack::fromBytes(written.readAll());
    QVERIFY(taken.has_value());
    VERIFY_RESULT(sync::becomeKeeper(there, *taken));
    QVERIFY(sync::KeeperStore::open(there).has_value());
    picture(seat.panel(), "computers-with-keeper");
}

void TestComputersPanel::whatWasNotInOrderIsListed()
{
    // Two copies of one folder that both went on: the same number twice.
    m_clinic->vaults[1].reset();
    copyFolder(m_clinic->folder(1), m_clinic->folder(2));
    m_clinic->reopen(1);
    m_clinic->say(1, "one");
    (void)pull(*m_clinic->vaults[0], *m_clinic->vaults[1]);
    auto copy = unlock(m_clinic->folder(2));
    QVERIFY(copy.has_value());
    QVERIFY((*copy)->commit({note(m_clinic->patient, "other")}).has_value());
    (void)pull(*m_clinic->vaults[0], **copy);
    keepToLoopback(sync::Discovery::Off);
    Seat seat(std::move(m_clinic->vaults[0]));
    seat.show();
    auto* findings = child<QTableView>(seat.panel(), "findings");
    QTRY_VERIFY_WITH_TIMEOUT(findings->isVisible() && findings->model()->rowCount() > 0, patience);
    QVERIFY(findings->model()->index(0, 1).data().toString().startsWith("Two versions"));
    QCOMPARE(findings->model()->index(0, 3).data().toString(), "Laptop 1");
    picture(seat.panel(), "computers-findings");
}

void TestComputersPanel::longNamesAndAnotherLanguageFit()
{
    keepToLoopback(sync::Discovery::Off);
    const auto laptop = ledger::NewDevice::named(QStringLiteral(
        "Kinderstation im Erdgeschoss hinten links, der graue Laptop mit dem Aufkleber 儿科病房"));
    QVERIFY(ledger::admitDevice(*m_clinic->vaults[0], laptop.request).has_value());
    Seat seat(std::move(m_clinic->vaults[0]));
    seat.show({760, 560});
    QTRY_VERIFY_WITH_TIMEOUT(seat.others.spread().others.size() == 2, patience);
    picture(seat.panel(), "computers-long");
    Doubled doubled;
    QCoreApplication::installTranslator(&doubled);
    QTRY_VERIFY_WITH_TIMEOUT(seat.sentence().startsWith(QStringLiteral("【")), patience);
    QVERIFY(child<QPushButton>(seat.panel(), "removeComputer")->text().startsWith(QStringLiteral("【")));
    QCoreApplication::removeTranslator(&doubled);
    QTRY_VERIFY_WITH_TIMEOUT(!seat.sentence().startsWith(QStringLiteral("【")), patience);
}

QTEST_MAIN(TestComputersPanel)
#include "tst_computers_panel.moc"
