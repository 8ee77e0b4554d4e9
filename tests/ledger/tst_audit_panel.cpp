// Who read what, when and why, in a real window: listed, filtered, and refused to those who may not.

#include "panel_desk.h"

#include <QAction>
#include <QComboBox>
#include <QPushButton>
#include <QTableView>

using namespace twinward;
using namespace twinward::test;
using record::AccessLogged;
using record::Role;
using Action = AccessLogged::Action;

class TestAuditPanel : public QObject
{
    Q_OBJECT

private slots:
    void everyAccessIsListedNewestFirst();
    void theListIsNarrowedByWordPersonAndDeed();
    void lookingIsInTheLogToo();
    void itIsOfferedToThoseWhoMayReadItOnly();
    void whoMayNotReadItIsToldPlainly();
};

namespace {

const char* const word = "seven quiet otters sleep";
const QString auditor = QStringLiteral("Ingrid Lindqvist");

// A nurse who searched, read, printed and left, after somebody guessed at the passphrase.
void work(Desk& desk)
{
    const auto patient = record::PatientId::random();
    desk.ask([patient](ledger::Vault& vault) {
        return vault.commit({registration(patient, "Mwangi", "Grace")}).has_value();
    });
    desk.enrol("Nurse Ana Lima", Role::Nurse, word);
    desk.enrol(auditor, Role::Auditor, word);
    desk.leave();
    for (const char* guess : {"one", "two", "three"})
        QVERIFY(!ledger::Vault::unlock(desk.path(), "Nurse Ana Lima", secret(guess), quick()));
    desk.change("Nurse Ana Lima", word);
    desk.ask([patient](ledger::Vault& vault) {
        return vault
            .logAccess({{Action::Search, {}, "mwangi", "TREAT"}, {Action::ReadRecord, patient, {}, "TREAT"},
                {Action::Print, patient, "Summary", "PATRQT"}, {Action::Export, patient, "FHIR", "HOPERAT"},
                {Action::ReadRecord, patient, {}, "ETREAT"}})
            .has_value();
    });
    desk.change(auditor, word);
}

[[nodiscard]] QTableView* tableOf(QWidget* panel)
{
    auto* table = panel->findChild<QTableView*>();
    if (!QTest::qWaitFor([&] { return table->model()->rowCount() > 0; }))
        qFatal("the log stays empty");
    return table;
}

} // namespace

void TestAuditPanel::everyAccessIsListedNewestFirst()
{
    Desk desk;
    work(desk);
    auto* panel = desk.show("audit", {1200, 620});
    auto* table = tableOf(panel);
    // then the newest is on top: the auditor's coming, the nurse's going and what the nurse did, and so on
    // down
    const QStringList deeds = column(table, 2);
    QCOMPARE(deeds,
        (QStringList{"Unlocked", "Locked", "Read the record", "Exported", "Printed", "Read the record",
            "Searched", "Unlocked", "Failed to unlock", "Locked", "Unlocked"}));
    QCOMPARE(column(table, 1).first(), auditor);
    QCOMPARE(column(table, 1).last(), founder);
    QCOMPARE(column(table, 3).at(2), QString("Grace Mwangi"));
    QCOMPARE(column(table, 1).at(8), QString("Somebody"));
    QVERIFY(column(table, 4).at(8).contains("3"));
    QCOMPARE(column(table, 4).last(), QString("Set the clinic up"));
    QCOMPARE(column(table, 5).at(2), QString("Emergency treatment"));
    QVERIFY(child<QLabel>(panel, "accessCount")->text().contains("11"));
    desk.picture("audit");
}

void TestAuditPanel::theListIsNarrowedByWordPersonAndDeed()
{
    Desk desk;
    work(desk);
    auto* panel = desk.show("audit", {1200, 620});
    auto* table = tableOf(panel);
    // by any word, typed where the keyboard is
    type("emergency");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    desk.picture("audit-filtered");
    child<QLineEdit>(panel, "accessFilter")->clear();
    QTRY_COMPARE(table->model()->rowCount(), 11);
    // by person
    auto* people = child<QComboBox>(panel, "accessUser");
    people->setFocus();
    type("N");
    QTRY_COMPARE(people->currentText(), QString("Nurse Ana Lima"));
    QTRY_COMPARE(table->model()->rowCount(), 7); // nobody knows who failed to unlock
    // and by deed
    auto* deeds = child<QComboBox>(panel, "accessAction");
    deeds->setFocus();
    type("Read");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    // nothing left is said, not left blank
    child<QLineEdit>(panel, "accessFilter")->setFocus();
    type("zebra");
    QTRY_COMPARE(table->model()->rowCount(), 0);
    QVERIFY(child<QLabel>(panel, "accessCount")->text().contains("0"));
    desk.picture("audit-none");
    // and one key brings all of it back
    QVERIFY(says(panel, "No entry"));
    press(Qt::Key_Tab);
    while (qobject_cast<QPushButton*>(QApplication::focusWidget()) == nullptr)
        press(Qt::Key_Tab);
    press(Qt::Key_Space);
    QTRY_COMPARE(table->model()->rowCount(), 11);
    QTRY_VERIFY(child<QLineEdit>(panel, "accessFilter")->hasFocus());
}

void TestAuditPanel::lookingIsInTheLogToo()
{
    Desk desk;
    auto* panel = desk.show("audit");
    auto* table = tableOf(panel);
    const int before = table->model()->rowCount();
    child<QAction>(panel, "reloadAccessLog")->trigger();
    QTRY_COMPARE(table->model()->rowCount(), before + 1);
    QCOMPARE(column(table, 2).first(), QString("Searched"));
    QCOMPARE(column(table, 4).first(), QString("access log"));
}

void TestAuditPanel::itIsOfferedToThoseWhoMayReadItOnly()
{
    Desk desk;
    desk.enrol("P", Role::Physician, word);
    desk.enrol("N", Role::Nurse, word);
    desk.enrol("A", Role::Administrator, word);
    desk.enrol("U", Role::Auditor, word);
    QVERIFY(desk.isOffered("audit")); // the founder
    for (const auto& [name, may] : {std::pair("P", false), {"N", false}, {"A", true}, {"U", true}}) {
        desk.change(name, word);
        QCOMPARE(desk.isOffered("audit"), may);
        QVERIFY(desk.isOffered("people"));
        QVERIFY(desk.isOffered("verify"));
    }
}

void TestAuditPanel::whoMayNotReadItIsToldPlainly()
{
    // given a nurse whose window shows the panel all the same
    Desk desk;
    work(desk);
    desk.change("Nurse Ana Lima", word);
    auto* panel = desk.show("audit");
    QTRY_VERIFY(says(panel, "may read the access log"));
    QCOMPARE(panel->findChild<QTableView*>()->model()->rowCount(), 0);
    desk.picture("audit-refused");
}

QTEST_MAIN(TestAuditPanel)
#include "tst_audit_panel.moc"
