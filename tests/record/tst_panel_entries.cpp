// Problems, allergies, medications, notes and visits written, amended, taken back and settled in their
// panels.

#include "clinic_fixture.h"
#include "entry_list_model_p.h"
#include "panel_clinic.h"
#include "panel_tests.h"
#include "record/allergy_match.h"

#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

using namespace twinward;
using namespace twinward::record;
using namespace twinward::record::test;

namespace {

struct OpenChart
{
    explicit OpenChart(Role role = Role::Physician)
        : clinic(role)
        , patient(registered(clinic, person("Dube", "Lindiwe")))
    {
        clinic.open(patient);
    }
    [[nodiscard]] const Chart& chart() { return *clinic.context().chart(); }

    PanelClinic clinic;
    PatientId patient;
};

QTableView* entriesOf(QWidget* panel)
{
    return child<QTableView>(panel, "entries");
}

void confirm(QWidget* dialog)
{
    for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
        if (button->isDefault())
            return QTest::mouseClick(button, Qt::LeftButton);
    }
    qFatal("nothing to confirm with");
}

QPushButton* boxButton(QWidget* panel, const char* box, QMessageBox::ButtonRole role)
{
    auto* question = child<QMessageBox>(panel, box);
    for (QAbstractButton* button : question->buttons()) {
        if (question->buttonRole(button) == role)
            return qobject_cast<QPushButton*>(button);
    }
    qFatal("no such button");
}

} // namespace

void PanelEntriesTest::aProblemIsAddedByKeyboardAlone()
{
    OpenChart open;
    (void)open.clinic.show("problems");
    press(Qt::Key_Insert);
    type("Hypertension");
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(open.chart().activeConditions().size(), size_t(1));
    QCOMPARE(open.chart().activeConditions().front()->as<Condition>()->code.label(), "Hypertension");
}

void PanelEntriesTest::whatTheRoleMayNotDoIsDisabledAndSaysWhy()
{
    OpenChart open(Role::Nurse);
    QWidget* panel = open.clinic.show("medications");
    auto* prescribe = child<QPushButton>(panel, "prescribe");
    QVERIFY(!prescribe->isEnabled());
    QVERIFY(prescribe->toolTip().contains("Nurse"));
    QVERIFY(child<QPushButton>(panel, "stated")->isEnabled());
    press(Qt::Key_Insert);
    QVERIFY(!panel->findChild<QWidget*>("entryEditor")->isVisible());
}

void PanelEntriesTest::aDrugThatMeetsAnAllergyIsAskedAbout()
{
    // given
    OpenChart open;
    open.clinic.commit({eventFor(open.patient, allergyTo("Penicillins", "high"))});
    QTRY_COMPARE(open.chart().activeAllergies().size(), size_t(1));
    QWidget* panel = open.clinic.show("medications");
    // when
    press(Qt::Key_Insert);
    type("Penicillin V 250 mg");
    press(Qt::Key_Return);
    type("250 mg");
    // then
    QVERIFY(child<QLabel>(panel, "medicationAllergies")->text().contains("Penicillins"));
    QVERIFY(child<QLabel>(panel, "dangers")->text().contains("penicillin"));
    press(Qt::Key_Return, Qt::ControlModifier);
    auto* question = child<QMessageBox>(panel, "dangerQuestion");
    QCOMPARE(question->defaultButton(), question->button(QMessageBox::Cancel));
    open.clinic.settle();
    QVERIFY2(
        open.chart().activeMedications().empty(), "nothing is prescribed before the question is answered");
    boxButton(panel, "dangerQuestion", QMessageBox::DestructiveRole)->click();
    QTRY_COMPARE(open.chart().activeMedications().size(), size_t(1));
}

void PanelEntriesTest::aDrugOfTheSameClassIsAskedAboutWithTheRule()
{
    OpenChart open;
    open.clinic.commit({eventFor(open.patient, allergyTo("Penicillin", "high"))});
    QTRY_COMPARE(open.chart().activeAllergies().size(), size_t(1));
    QWidget* panel = open.clinic.show("medications");
    press(Qt::Key_Insert);
    type("Amoxicillin");
    QVERIFY(child<QLabel>(panel, "dangers")->text().contains("same class, Penicillins"));
    press(Qt::Key_Backspace);
    child<QLineEdit>(panel, "drug")->setText("Cefalexin");
    QVERIFY(child<QLabel>(panel, "dangers")->text().contains("can cross-react"));
}

void PanelEntriesTest::aStoppedPrescriptionIsNoLongerCurrent()
{
    OpenChart open;
    open.clinic.commit({eventFor(open.patient, prescribed("Metformin"), 30)});
    QTRY_COMPARE(open.chart().activeMedications().size(), size_t(1));
    QWidget* panel = open.clinic.show("medications");
    press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(child<QLineEdit>(panel, "drug")->text(), "Metformin");
    QVERIFY(child<QLineEdit>(panel, "drug")->isReadOnly());
    child<QLineEdit>(panel, "medicationReason")->setText("kidneys");
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(open.chart().activeMedications().empty());
}

void PanelEntriesTest::anAllergyEndsTheStatementThatThereAreNone()
{
    // given
    OpenChart open;
    QWidget* panel = open.clinic.show("allergies");
    child<QPushButton>(panel, "noKnownAllergies")->click();
    QTRY_COMPARE(allergyKnowledge(open.chart()), AllergyKnowledge::NoneKnown);
    QVERIFY(!child<QPushButton>(panel, "noKnownAllergies")->isEnabled());
    // when
    press(Qt::Key_Insert);
    type("Latex");
    press(Qt::Key_Return, Qt::ControlModifier);
    // then
    QTRY_COMPARE(allergyKnowledge(open.chart()), AllergyKnowledge::Recorded);
    QCOMPARE(open.chart().activeAllergies().size(), size_t(1));
}

void PanelEntriesTest::whatIsTakenBackStaysReadableWithItsReason()
{
    OpenChart open;
    open.clinic.commit({eventFor(open.patient, Note{"Round", "Sleeping well"})});
    QTRY_COMPARE(open.chart().entries().size(), size_t(1));
    QWidget* panel = open.clinic.show("notes");
    press(Qt::Key_Escape); // leaves the new note that the panel begins with
    QTRY_COMPARE(QApplication::focusWidget(), entriesOf(panel));
    press(Qt::Key_Delete);
    auto* reason = child<QLineEdit>(panel, "reason");
    QTest::keyClicks(reason, "another patient's");
    confirm(reason->window());
    QTRY_COMPARE(open.chart().entries().front().state, EntryState::Retracted);
    QTRY_VERIFY(column(entriesOf(panel), 3).front().contains("another patient's"));
    QVERIFY(entriesOf(panel)->model()->index(0, 2).data(Qt::FontRole).value<QFont>().strikeOut());
}

void PanelEntriesTest::escAsksBeforeItThrowsAway()
{
    OpenChart open;
    QWidget* panel = open.clinic.show("problems");
    press(Qt::Key_Insert);
    type("Asthma");
    press(Qt::Key_Escape);
    boxButton(panel, "discardQuestion", QMessageBox::RejectRole)->click();
    QCOMPARE(child<QLineEdit>(panel, "problem")->text(), "Asthma");
    press(Qt::Key_Escape);
    boxButton(panel, "discardQuestion", QMessageBox::DestructiveRole)->click();
    QTRY_VERIFY(!panel->findChild<QWidget*>("entryEditor")->isVisible());
}

void PanelEntriesTest::anAmendmentKeepsTheVersionBefore()
{
    OpenChart open;
    Condition coded = problem("Asthma");
    coded.code.coding = {code_system::snomed, "195967001", "Asthma"};
    open.clinic.commit({eventFor(open.patient, coded, 400)});
    QTRY_COMPARE(open.chart().entries().size(), size_t(1));
    QWidget* panel = open.clinic.show("problems");
    press(Qt::Key_Return);
    press(Qt::Key_End);
    type(" with hay fever");
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(open.chart().entries().front().versions.size(), size_t(2));
    const auto* condition = open.chart().entries().front().as<Condition>();
    QCOMPARE(condition->code.label(), "Asthma with hay fever");
    QVERIFY2(condition->code.coding.code.isEmpty(), "other words must not keep the code of the old ones");
    QTRY_VERIFY(column(entriesOf(panel), 4).front().contains("amended"));
}

void PanelEntriesTest::twoVersionsAreShownAndSettledByAPerson()
{
    // given: two amendments that did not know of each other
    OpenChart open;
    const Event first = eventFor(open.patient, problem("Cough"), 3);
    open.clinic.commit({first});
    Event one = eventFor(open.patient, problem("Pneumonia"), 3);
    Event other = eventFor(open.patient, problem("Bronchitis"), 3);
    one.replaces = other.replaces = {first.id};
    open.clinic.commit({one});
    open.clinic.commit({other});
    QTRY_COMPARE(open.chart().conflicts().size(), size_t(1));
    QWidget* panel = open.clinic.show("problems");
    QVERIFY(column(entriesOf(panel), 4).front().contains("settle"));
    // when
    press(Qt::Key_F8);
    auto* dialog = child<QDialog>(panel, "settleDialog");
    QStringList shown;
    for (const QLabel* label : dialog->findChildren<QLabel*>())
        shown << label->text();
    QVERIFY(!shown.filter("Pneumonia").isEmpty() && !shown.filter("Bronchitis").isEmpty());
    child<QPushButton>(dialog, "keep2")->click();
    // then
    QTRY_VERIFY(open.chart().conflicts().empty());
    QCOMPARE(open.chart().entries().size(), size_t(1));
    QCOMPARE(open.chart().entries().front().versions.size(), size_t(4));
    QCOMPARE(open.chart().entries().front().as<Condition>()->code.label(), "Pneumonia");
}

void PanelEntriesTest::anEntryNobodyMaySignIsShownAsNotAuthorised()
{
    // given: a prescription under a nurse's key, as only a changed program could make it
    OpenChart open;
    ClinicFixture staff;
    const RecordedEvent forged
        = staff.recorded(eventFor(open.patient, prescribed("Morphine", "10 mg")), staff.nurse);
    const auto chart = std::make_shared<const Chart>(Chart::fold(open.patient, {forged}, staff.roster()));
    const auto kind = medicationKind();
    // when
    EntryListModel model(*kind, open.clinic.session(), nullptr);
    model.show(chart, EntryListModel::Listed::Current);
    // then
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.index(0, model.columnCount() - 1).data().toString().startsWith("Not authorised"));
    QVERIFY(model.index(0, 0).data(Qt::FontRole).value<QFont>().strikeOut());
}

void PanelEntriesTest::anEntryFromElsewhereSaysHowItsConsentStands()
{
    // given: from Hill, under a consent that was withdrawn; and one that only says so
    OpenChart open;
    ClinicFixture staff;
    Event event = eventFor(open.patient, problem("Asthma"));
    Origin origin;
    origin.clinic = ClinicId::of("Hill");
    origin.clinicName = QStringLiteral("Hill Hospital");
    origin.inLetter = Origin::Letter::Held;
    origin.ended = *base::Moment::fromString(u"2026-11-20T10:00:00Z");
    origin.isWithdrawn = true;
    event.origin = std::make_shared<const Origin>(origin);
    Event claimed = eventFor(open.patient, problem("Plague"));
    origin.inLetter = Origin::Letter::Missing;
    claimed.origin = std::make_shared<const Origin>(origin);
    const auto chart = std::make_shared<const Chart>(Chart::fold(open.patient,
        {staff.recorded(event, staff.nurse), staff.recorded(claimed, staff.nurse)}, staff.roster()));
    const auto kind = problemKind();
    EntryListModel model(*kind, open.clinic.session(), nullptr);
    // when
    model.show(chart, EntryListModel::Listed::Current);
    // then
    QStringList states;
    for (int row = 0; row < model.rowCount(); ++row)
        states << model.index(row, model.columnCount() - 1).data().toString();
    states.sort();
    QCOMPARE(states.size(), 2);
    QVERIFY(states[0].startsWith("Not counted: in no letter from Hill Hospital"));
    QVERIFY(states[1].contains("from Hill Hospital, consent withdrawn on 20 Nov 2026"));
    QCOMPARE(chart->activeConditions().size(), size_t(1));
}

void PanelEntriesTest::aVisitIsOpenedOnceAndClosed()
{
    OpenChart open;
    QWidget* panel = open.clinic.show("visits");
    press(Qt::Key_Insert);
    child<QLineEdit>(panel, "wardAndBed")->setText("Ward A / 3");
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(open.chart().current<Encounter>().size(), size_t(1));
    QTRY_VERIFY(!child<QPushButton>(panel, "openVisit")->isEnabled());
    QTRY_VERIFY(child<QPushButton>(panel, "closeVisit")->isEnabled());
    child<QPushButton>(panel, "closeVisit")->click();
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(open.chart().current<Encounter>().front()->as<Encounter>()->status, "finished");
    QTRY_VERIFY(child<QPushButton>(panel, "openVisit")->isEnabled());
}

void PanelEntriesTest::aNoteKeptAsDraftComesBack()
{
    // given
    OpenChart open;
    workbench::Panel* panel = open.clinic.show("notes");
    QTRY_COMPARE(QApplication::focusWidget()->objectName(), "noteText");
    type("Seen at 3");
    panel->saveDraft();
    open.clinic.settle();
    // when
    open.clinic.reopen();
    panel = open.clinic.show("notes");
    open.clinic.open(open.patient);
    // then
    QTRY_VERIFY(panel->findChild<QPlainTextEdit*>("noteText") != nullptr);
    QTRY_COMPARE(child<QPlainTextEdit>(panel, "noteText")->toPlainText(), "Seen at 3");
}

void PanelEntriesTest::twoRecordsAreMergedAndTakenApart()
{
    // given
    OpenChart open;
    const PatientId twin = registered(open.clinic, person("Dube", "Lindiwe", "1980"));
    open.clinic.commit({eventFor(twin, problem("Malaria"))});
    QWidget* panel = open.clinic.show("details");
    // when
    child<QPushButton>(panel, "merge")->click();
    auto* dialog = child<QDialog>(panel, "mergeDialog");
    QCOMPARE(child<QTableView>(dialog, "mergeCandidates")->model()->rowCount(), 1);
    child<QLineEdit>(dialog, "mergeReason")->setText("same person, same phone");
    child<QPushButton>(dialog, "mergeNow")->click();
    // then
    QTRY_COMPARE(open.clinic.session().patients()->resolve(twin), open.patient);
    QTRY_COMPARE(open.chart().activeConditions().size(), size_t(1));
    // when
    QTRY_VERIFY(panel->findChild<QPushButton*>("takeApart") != nullptr);
    child<QPushButton>(panel, "takeApart")->click();
    auto* reason = child<QLineEdit>(panel, "reason");
    QTest::keyClicks(reason, "two sisters");
    confirm(reason->window());
    // then
    QTRY_COMPARE(open.clinic.session().patients()->resolve(twin), twin);
    QTRY_VERIFY(open.chart().activeConditions().empty());
}
