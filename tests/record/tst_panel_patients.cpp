// Finding and registering patients, by keyboard alone.

#include "ledger/disclosure.h"
#include "panel_clinic.h"
#include "panel_tests.h"
#include "patient_list_model_p.h"
#include "record_panel/birth_date.h"
#include "workbench/format.h"
#include "workbench/widgets.h"

#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace twinward;
using namespace twinward::record;
using namespace twinward::record::test;
using twinward::base::PartialDate;

void PanelPatientsTest::typingFindsAndEnterOpens()
{
    // given
    PanelClinic clinic;
    registered(clinic, person("Moyo", "Tendai"));
    const PatientId wanted = registered(clinic, person("Ångström", "Åsa Märta", "1956", Sex::Female, "7731"));
    QWidget* panel = clinic.show("patients");
    auto* table = child<QTableView>(panel, "patients");
    QCOMPARE(table->model()->rowCount(), 2);
    // when
    type("angstrom");
    // then
    QCOMPARE(column(table, 0), QStringList{"Åsa Märta Ångström"});
    press(Qt::Key_Return);
    QCOMPARE(clinic.context().patient(), wanted);
}

void PanelPatientsTest::arrowsMoveTheListWhileTheFieldKeepsTheFocus()
{
    PanelClinic clinic;
    registered(clinic, person("Banda", "Ada"));
    const PatientId second = registered(clinic, person("Banda", "Bea"));
    QWidget* panel = clinic.show("patients");
    type("banda");
    press(Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), child<QLineEdit>(panel, "patientSearch"));
    press(Qt::Key_Return);
    QCOMPARE(clinic.context().patient(), second);
}

void PanelPatientsTest::anEmptyClinicSaysHowToBegin()
{
    PanelClinic clinic;
    QWidget* panel = clinic.show("patients");
    const auto* empty = panel->findChild<twinward::workbench::EmptyState*>();
    QVERIFY(empty->isVisible());
    QVERIFY(empty->accessibleName().contains("Ctrl+N"));
}

void PanelPatientsTest::whoWasOpenedLastIsRememberedForThisUser()
{
    // given
    PanelClinic clinic;
    registered(clinic, person("Moyo", "Tendai"));
    const PatientId opened = registered(clinic, person("Sithole", "Rudo"));
    (void)clinic.show("patients");
    clinic.open(opened);
    clinic.settle();
    // when
    clinic.reopen();
    QWidget* panel = clinic.show("patients");
    // then
    QTRY_COMPARE(column(child<QTableView>(panel, "patients"), 0), QStringList{"Rudo Sithole"});
}

namespace {

// A clinic and a hospital that know each other; the hospital refers somebody of its own.
struct Referring
{
    PanelClinic clinic;
    QTemporaryDir folder;
    std::unique_ptr<ledger::Vault> hospital;

    Referring()
    {
        auto made = ledger::Vault::create(folder.filePath("vault"),
            {QStringLiteral("Hill Hospital"), QStringLiteral("Dr Hill"), Role::Physician,
                QStringLiteral("laptop")},
            ledger::Secret::copyOf(passphrase), PanelClinic::quick());
        if (!made)
            qFatal("no hospital: %s", qPrintable(made.error().message()));
        hospital = std::move(made->vault);
        const auto card = *ledger::ownCard(*hospital);
        const auto own = clinic.ask([card](ledger::Vault& vault) {
            if (!ledger::knowClinic(vault, card))
                qFatal("the card is refused");
            return *ledger::ownCard(vault);
        });
        if (!ledger::knowClinic(*hospital, own))
            qFatal("the card is refused there");
    }
    PatientId refer(const PatientDetails& details)
    {
        const PatientId theirs = PatientId::random();
        if (!hospital->commit({eventFor(theirs, details)}))
            qFatal("not registered there");
        ConsentContract contract;
        contract.patient = theirs;
        contract.clinic = clinic.ask([](ledger::Vault& vault) { return ledger::ownCard(vault)->id; });
        contract.categories = {Category::Demographics};
        contract.purpose = QStringLiteral("TREAT");
        if (!ledger::disclose(*hospital, *ledger::grantConsent(*hospital, contract)))
            qFatal("not referred");
        const auto waiting = ledger::outbox(*hospital);
        const auto letter = *ledger::write(*hospital, waiting->back());
        clinic.ask([letter](ledger::Vault& vault) {
            if (!ledger::takeLetter(vault, letter))
                qFatal("the letter is refused");
            return 0;
        });
        clinic.settle();
        return ledger::patientFrom(ledger::ownCard(*hospital)->id, theirs);
    }
};

} // namespace

void PanelPatientsTest::whoCameByLetterIsComparedWithWhoIsHere()
{
    // given
    Referring referring;
    PanelClinic& clinic = referring.clinic;
    const PatientId here = registered(clinic, person("Mwangi", "Grace", "1980-05-17", Sex::Female));
    QWidget* panel = clinic.show("patients");
    auto* bar = child<QFrame>(panel, "cameByLetter");
    QVERIFY(!bar->isVisible());
    // when
    const PatientId came = referring.refer(person("Mwangi", "Grace", "1980-05-17", Sex::Female));
    // then
    QTRY_VERIFY(bar->isVisible());
    const QString words = child<QLabel>(panel, "cameByLetterWords")->text();
    QVERIFY2(words.contains("came from Hill Hospital and may be the same person as"), qPrintable(words));
    // when
    child<QPushButton>(panel, "compareTwo")->click();
    auto* dialog = child<QDialog>(panel, "mergeDialog");
    QCOMPARE(child<QTableView>(dialog, "mergeCandidates")->model()->rowCount(), 1);
    QCOMPARE(clinic.context().patient(), here);
    child<QLineEdit>(dialog, "mergeReason")->setText("same person, same birth date");
    child<QPushButton>(dialog, "mergeNow")->click();
    // then
    QTRY_COMPARE(clinic.session().patients()->resolve(came), here);
    QTRY_VERIFY(!bar->isVisible());
}

void PanelPatientsTest::twoPeopleAreNotAskedAboutAgain()
{
    // given
    Referring referring;
    PanelClinic& clinic = referring.clinic;
    (void)registered(clinic, person("Mwangi", "Grace", "1980-05-17", Sex::Female));
    (void)referring.refer(person("Mwangi", "Grace", "1980-05-17", Sex::Female));
    QWidget* panel = clinic.show("patients");
    auto* bar = child<QFrame>(panel, "cameByLetter");
    QTRY_VERIFY(bar->isVisible());
    // when
    child<QPushButton>(panel, "twoPeople")->click();
    // then
    QVERIFY(!bar->isVisible());
    clinic.reopen();
    panel = clinic.show("patients");
    clinic.settle();
    (void)registered(clinic, person("Banda", "Ada")); // it looks again
    clinic.settle();
    QVERIFY(!child<QFrame>(panel, "cameByLetter")->isVisible());
}

void PanelPatientsTest::whoWasSeenLastComesFirst()
{
    // given: seen long ago, never, and yesterday, with a visit planned for tomorrow that does not count
    PanelClinic clinic;
    const PatientId longAgo = registered(clinic, person("Abara", "Ana"));
    const PatientId never = registered(clinic, person("Bello", "Ben"));
    const PatientId yesterday = registered(clinic, person("Cole", "Cy"));
    Observation weight;
    weight.group = Observation::Group::Vital;
    weight.code = Concept::loinc(loinc::bodyWeight, "Weight");
    weight.value = Quantity{base::Decimal(60, 0), "kg", {}};
    Encounter visit;
    visit.encounterClass = "AMB";
    visit.status = "finished";
    clinic.commit({eventFor(longAgo, weight, 400)});
    clinic.commit({eventFor(yesterday, visit, 1), eventFor(yesterday, visit, -1)});
    QWidget* panel = clinic.show("patients");
    auto* table = child<QTableView>(panel, "patients");
    const auto seen = [&] { return column(table, PatientListModel::LastSeen); };
    QTRY_COMPARE(seen().size(), 3);
    const QString day = workbench::formatDate(QDate::currentDate().addDays(-1));
    QTRY_COMPARE(
        seen(), (QStringList{workbench::formatDate(QDate::currentDate().addDays(-400)), QString(), day}));
    // when
    child<QCheckBox>(panel, "bySeen")->setChecked(true);
    // then
    QCOMPARE(seen().front(), day);
    QCOMPARE(seen().back(), QString());
    // when: somebody is seen now, it shows without opening a chart
    clinic.commit({eventFor(never, weight)});
    QTRY_COMPARE(seen().front(), workbench::formatDate(QDate::currentDate()));
    QVERIFY(column(table, PatientListModel::Name).front().contains("Bello"));
    // when: unlocked again, it is known at once
    clinic.reopen();
    panel = clinic.show("patients");
    child<QCheckBox>(panel, "bySeen")->setChecked(true);
    table = child<QTableView>(panel, "patients");
    QTRY_COMPARE(seen(),
        (QStringList{workbench::formatDate(QDate::currentDate()), day,
            workbench::formatDate(QDate::currentDate().addDays(-400))}));
}

void PanelPatientsTest::aSearchIsLoggedOnceItIsUsed()
{
    PanelClinic clinic;
    const PatientId patient = registered(clinic, person("Moyo", "Tendai"));
    (void)clinic.show("patients");
    type("moyo");
    press(Qt::Key_Return);
    QCOMPARE(clinic.context().patient(), patient);
    const auto searches = [&] {
        QStringList found;
        const auto log
            = clinic.ask([](twinward::ledger::Vault& vault) { return vault.readClinic(Category::Access); });
        for (const RecordedEvent& recorded : log.value_or(std::vector<RecordedEvent>())) {
            if (recorded.event.as<AccessLogged>()->action == AccessLogged::Action::Search)
                found << recorded.event.as<AccessLogged>()->detail;
        }
        return found;
    };
    QTRY_COMPARE(searches().size(), 1);
    QCOMPARE(searches().front(), "moyo");
}

void PanelPatientsTest::registersByKeyboardAlone()
{
    // given
    PanelClinic clinic;
    QWidget* panel = clinic.show("registration");
    QCOMPARE(QApplication::focusWidget()->objectName(), "familyName");
    // when
    type("Nkosi");
    press(Qt::Key_Return);
    type("Thandi Grace");
    press(Qt::Key_Return);
    press(Qt::Key_Return);
    press(Qt::Key_Return);
    type("5/1980");
    QVERIFY(child<QLabel>(panel, "birthDateReading")->text().contains("May 1980"));
    press(Qt::Key_Return);
    type("F");
    press(Qt::Key_Return, Qt::ControlModifier);
    // then
    QTRY_VERIFY(!clinic.context().patient().isNull());
    QTRY_COMPARE(clinic.session().patients()->size(), size_t(1));
    const PatientDetails& details = clinic.session().patients()->rows().front()->details;
    QCOMPARE(details.displayName(), "Thandi Grace Nkosi");
    QCOMPARE(details.birthDate.toString(), "1980-05");
    QCOMPARE(details.sex, Sex::Female);
    QTRY_COMPARE(child<QLineEdit>(panel, "familyName")->text(), QString());
}

void PanelPatientsTest::aChineseNameIsWrittenAsItIsRead()
{
    PanelClinic clinic;
    QWidget* panel = clinic.show("registration");
    child<QLineEdit>(panel, "familyName")->setText(QStringLiteral("张"));
    child<QLineEdit>(panel, "givenNames")->setText(QStringLiteral("伟"));
    child<QLineEdit>(panel, "latinName")->setText(QStringLiteral("Zhang Wei"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(clinic.session().patients()->size(), size_t(1));
    QCOMPARE(clinic.session().patients()->rows().front()->name, QStringLiteral("张伟"));
    QCOMPARE(clinic.session().patients()->search(u"zhang wei").size(), size_t(1));
}

void PanelPatientsTest::aLikelyDuplicateIsOfferedWithItsReasons()
{
    // given
    PanelClinic clinic;
    const PatientId known = registered(clinic, person("Ndlovu", "Sipho", "1980-05-17", Sex::Male));
    QWidget* panel = clinic.show("registration");
    // when
    type("Ndlovo");
    press(Qt::Key_Return);
    type("Sipho");
    child<QLineEdit>(panel, "birthDate")->setText("17 May 1980");
    // then
    QTRY_VERIFY(panel->findChild<QPushButton*>("openInstead") != nullptr);
    QTRY_VERIFY(child<QLabel>(panel, "duplicateReasons")->text().contains("same birth date"));
    child<QPushButton>(panel, "openInstead")->click();
    QCOMPARE(clinic.context().patient(), known);
    QVERIFY2(panel->findChild<QWidget*>("discardQuestion") != nullptr,
        "what was typed must not go without asking");
}

void PanelPatientsTest::aNameIsNeededAndSaidSo()
{
    PanelClinic clinic;
    QWidget* panel = clinic.show("registration");
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(child<QLabel>(panel, "problemText")->isVisible());
    clinic.settle();
    QCOMPARE(clinic.session().patients()->size(), size_t(0));
}

void PanelPatientsTest::aDraftComesBackAfterACrash()
{
    // given
    PanelClinic clinic;
    QWidget* panel = clinic.show("registration");
    type("Mutasa");
    static_cast<twinward::workbench::Panel*>(panel)->saveDraft();
    clinic.settle();
    // when
    clinic.reopen();
    panel = clinic.show("registration");
    // then
    QTRY_COMPARE(child<QLineEdit>(panel, "familyName")->text(), "Mutasa");
    QCOMPARE(clinic.session().patients()->size(), size_t(0));
}

void PanelPatientsTest::readsBirthDates_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("understood"); // empty: refused
    QTest::newRow("year") << "1980"
                          << "1980";
    QTest::newRow("month and year") << "5/1980"
                                    << "1980-05";
    QTest::newRow("words") << "17 May 1980"
                           << "1980-05-17";
    QTest::newRow("iso") << "1980-05-17"
                         << "1980-05-17";
    QTest::newRow("chinese") << QStringLiteral("1980年5月17日") << "1980-05-17";
    QTest::newRow("age") << "about 46"
                         << "1980";
    QTest::newRow("age in years") << "46 years"
                                  << "1980";
    QTest::newRow("age in Chinese") << QStringLiteral("46岁") << "1980";
    QTest::newRow("infant") << "5 months"
                            << "2026-06";
    QTest::newRow("two readings") << "4/5/1980"
                                  << "";
    QTest::newRow("bare number") << "46"
                                 << "";
    QTest::newRow("impossible day") << "31 Apr 1980"
                                    << "";
    QTest::newRow("tomorrow") << "21 Nov 2026"
                              << "";
    QTest::newRow("too old") << "1880"
                             << "";
    QTest::newRow("nonsense") << "unknown"
                              << "";
}

void PanelPatientsTest::readsBirthDates()
{
    QFETCH(QString, typed);
    QFETCH(QString, understood);
    const auto read = readBirthDate(typed, QDate(2026, 11, 20));
    QCOMPARE(read ? read->toString() : QString(), understood);
}
