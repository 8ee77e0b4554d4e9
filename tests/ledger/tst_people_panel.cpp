// Who works here: enrolled, looked at and removed in a real window.

#include "panel_desk.h"

#include <QAction>
#include <QComboBox>
#include <QPushButton>
#include <QTableWidget>

using namespace twinward;
using namespace twinward::test;
using record::Role;

class TestPeoplePanel : public QObject
{
    Q_OBJECT

private slots:
    void somebodyIsEnrolledByTheKeyboardAlone();
    void aRemovalAsksWhyAndTheRemovedAreSaidToBe();
    void keepingThemRemovesNobody();
    void nobodyRemovesThemselves();
    void whoMayNotChangePeopleSeesThemOnly();
    void longAndChineseNamesAreShownWhole();
};

namespace {

const char* const word = "seven quiet otters sleep";

void choose(QTableWidget* table, const QString& name)
{
    for (int row = 0; row < table->rowCount(); ++row) {
        if (table->item(row, 0)->text() == name)
            table->setCurrentCell(row, 0);
    }
}

} // namespace

void TestPeoplePanel::somebodyIsEnrolledByTheKeyboardAlone()
{
    // given the panel, with the keyboard in its table
    Desk desk;
    auto* panel = desk.show("people");
    auto* table = child<QTableWidget>(panel, "people");
    QTRY_VERIFY(table->hasFocus());
    QCOMPARE(column(table, 0), QStringList{founder});
    QCOMPARE(column(table, 3), QStringList{"You"});
    // when Tab leads to the first button, and the form is filled from top to bottom
    press(Qt::Key_Tab);
    press(Qt::Key_Space);
    QTRY_VERIFY(QApplication::activeModalWidget() != nullptr);
    QWidget* dialog = QApplication::activeModalWidget();
    QTRY_VERIFY(child<QLineEdit>(dialog, "enrolName")->hasFocus());
    type("Nurse Ana Lima");
    press(Qt::Key_Tab);
    QVERIFY(child<QComboBox>(dialog, "enrolRole")->hasFocus());
    press(Qt::Key_Down); // Physician, and back
    press(Qt::Key_Up);
    press(Qt::Key_Tab);
    desk.picture("enrol");
    type(word);
    press(Qt::Key_Return);
    type(word);
    press(Qt::Key_Return);
    // then the code is shown, and typed back
    QTRY_VERIFY(dialog->findChild<QLineEdit*>("recoveryCodeBack") != nullptr);
    QTRY_VERIFY(child<QLineEdit>(dialog, "recoveryCodeBack")->hasFocus());
    type(child<QLabel>(dialog, "recoveryCode")->text());
    desk.picture("enrol-code");
    press(Qt::Key_Return);
    QTRY_VERIFY(QApplication::activeModalWidget() == nullptr);
    QTRY_COMPARE(table->rowCount(), 2);
    QCOMPARE(column(table, 0).last(), QString("Nurse Ana Lima"));
    QCOMPARE(column(table, 1).last(), QString("Nurse"));
    // and they come in with what they typed
    desk.change("Nurse Ana Lima", word);
    QCOMPARE(desk.session().user().role, Role::Nurse);
}

void TestPeoplePanel::aRemovalAsksWhyAndTheRemovedAreSaidToBe()
{
    Desk desk;
    desk.enrol("Nurse Ana Lima", Role::Nurse, word);
    auto* panel = desk.show("people");
    auto* table = child<QTableWidget>(panel, "people");
    auto* remove = child<QAction>(panel, "removeUser");
    choose(table, "Nurse Ana Lima");
    QTRY_VERIFY(remove->isEnabled());
    remove->trigger();
    QTRY_VERIFY(QApplication::activeModalWidget() != nullptr);
    QWidget* dialog = QApplication::activeModalWidget();
    QVERIFY(says(dialog, "Nurse Ana Lima"));
    QVERIFY(says(dialog, "keys are changed"));
    QVERIFY(!child<QPushButton>(dialog, "reasonAct")->isEnabled()); // not without a reason
    QTRY_VERIFY(child<QLineEdit>(dialog, "reason")->hasFocus());
    type("Left for another clinic");
    QVERIFY(child<QPushButton>(dialog, "reasonAct")->isEnabled());
    desk.picture("removal");
    child<QPushButton>(dialog, "reasonAct")->click();
    QTRY_VERIFY(column(table, 3).join(u' ').contains("Removed"));
    QTRY_VERIFY(!remove->isEnabled());
    desk.picture("people-removed");
    const auto events
        = desk.ask([](ledger::Vault& vault) { return vault.readClinic(record::Category::Clinic); });
    const auto* removed = events->back().event.as<record::UserRemoved>();
    QVERIFY(removed != nullptr);
    QCOMPARE(removed->reason, QString("Left for another clinic"));
    desk.leave();
    const auto back = ledger::Vault::unlock(desk.path(), "Nurse Ana Lima", secret(word), quick());
    QCOMPARE(back.error().code, base::ErrorCode::WrongPassphrase);
}

void TestPeoplePanel::keepingThemRemovesNobody()
{
    Desk desk;
    desk.enrol("Nurse Ana Lima", Role::Nurse, word);
    auto* panel = desk.show("people");
    choose(child<QTableWidget>(panel, "people"), "Nurse Ana Lima");
    child<QAction>(panel, "removeUser")->trigger();
    QTRY_VERIFY(QApplication::activeModalWidget() != nullptr);
    QTRY_VERIFY(child<QLineEdit>(QApplication::activeModalWidget(), "reason")->hasFocus());
    type("A slip");
    press(Qt::Key_Escape);
    QTRY_VERIFY(QApplication::activeModalWidget() == nullptr);
    (void)desk.ask([](ledger::Vault&) { return 0; });
    QVERIFY(!desk.session().roster().findByName("Nurse Ana Lima")->removed);
}

void TestPeoplePanel::nobodyRemovesThemselves()
{
    Desk desk;
    auto* panel = desk.show("people");
    choose(child<QTableWidget>(panel, "people"), founder);
    QVERIFY(!child<QAction>(panel, "removeUser")->isEnabled());
    QVERIFY(child<QAction>(panel, "enrolUser")->isEnabled());
}

void TestPeoplePanel::whoMayNotChangePeopleSeesThemOnly()
{
    Desk desk;
    desk.enrol("Nurse Ana Lima", Role::Nurse, word);
    desk.change("Nurse Ana Lima", word);
    auto* panel = desk.show("people");
    auto* table = child<QTableWidget>(panel, "people");
    QCOMPARE(table->rowCount(), 2);
    choose(table, founder);
    QVERIFY(!child<QAction>(panel, "enrolUser")->isEnabled());
    QVERIFY(!child<QAction>(panel, "removeUser")->isEnabled());
    QVERIFY(child<QAction>(panel, "changePassphraseHere")->isEnabled());
    QVERIFY(says(panel, "Administrators"));
    desk.picture("people-nurse");
}

void TestPeoplePanel::longAndChineseNamesAreShownWhole()
{
    Desk desk;
    const QString longName = "Dr María de los Ángeles Fernández-Villaverde y Castellanos de la Torre";
    desk.enrol(longName, Role::Physician, word);
    desk.enrol(QString::fromUtf8("\xe6\xac\xa7\xe9\x98\xb3\xe6\x85\xa7\xe5\xa6\x82"), Role::Auditor, word);
    auto* panel = desk.show("people");
    auto* table = child<QTableWidget>(panel, "people");
    QTRY_COMPARE(table->rowCount(), 3);
    for (int row = 0; row < table->rowCount(); ++row) {
        const int needed = table->fontMetrics().horizontalAdvance(table->item(row, 0)->text());
        QVERIFY(table->columnWidth(0) > needed);
    }
    desk.picture("people");
}

QTEST_MAIN(TestPeoplePanel)
#include "tst_people_panel.moc"
