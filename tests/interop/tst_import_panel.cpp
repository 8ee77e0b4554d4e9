// Bringing records in by hand: by keyboard alone, by dropping files, with a table's columns confirmed one by
// one, and with a list of what was refused that can be taken along.

#include "csv_mapping_view_p.h"
#include "panel_desk.h"
#include "refusal_list_p.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>

using namespace twinward;
using namespace twinward::interop;
using namespace twinward::interop::test;

namespace {

const QByteArray anna = R"({"resourceType":"Patient","id":"6f1ed2a0-0000-4000-8000-000000000001",
    "gender":"female","birthDate":"1980-05-17","name":[{"family":"Berg","given":["Anna"]}]})";
const QByteArray nobodys = R"({"resourceType":"Observation","id":"o","status":"final","code":{"text":"Pulse"},
    "subject":{"reference":"Patient/unknown"}})";
const QByteArray table = "MRN,Timestamp,Pulse,Temp,BP,Ward\n"
                         "A-100,03/04/2026 08:00,72,36.8,120/80,East\n"
                         "A-100,03/04/2026 09:00,75,98.6,118/78,East\n"
                         "B-9,03/04/2026 09:00,75,36.6,118/78,East\n";

void type(const QString& text)
{
    QTest::keyClicks(twinward::keyboard::focused(), text);
}

void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(twinward::keyboard::focused(), key, modifiers);
}

void drop(QWidget* onto, const QStringList& paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(40, 40), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(onto, &enter);
    if (!enter.isAccepted())
        return;
    QDropEvent dropped(QPointF(40, 40), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(onto, &dropped);
}

} // namespace

class ImportPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void aFileComesInByKeyboardAlone();
    void droppedFilesAreSortedAndComeIn();
    void aPathThatIsNotThereIsSaidWhenItIsAskedFor();
    void allOrNothingKeepsNothing();
    void whatWasRefusedIsListedCopiedAndSaved();
    void aTableWaitsUntilEachColumnIsConfirmed();
    void aConfirmedTableIsRecalledForTheNextFile();
    void anEmptyFolderSaysSo();

private:
    static void confirmAll(QWidget* panel);
    static QComboBox* meaning(QWidget* panel, int row);
    static QComboBox* unit(QWidget* panel, int row);
};

QComboBox* ImportPanelTest::meaning(QWidget* panel, int row)
{
    return qobject_cast<QComboBox*>(child<QTableWidget>(panel, "csvColumns")->cellWidget(row, 2));
}

QComboBox* ImportPanelTest::unit(QWidget* panel, int row)
{
    return child<QTableWidget>(panel, "csvColumns")->cellWidget(row, 3)->findChild<QComboBox*>();
}

void ImportPanelTest::confirmAll(QWidget* panel)
{
    auto* columns = child<QTableWidget>(panel, "csvColumns");
    for (int row = 0; row < columns->rowCount(); ++row) {
        auto* confirmed = qobject_cast<QCheckBox*>(columns->cellWidget(row, 4));
        confirmed->setFocus();
        if (!confirmed->isChecked())
            press(Qt::Key_Space);
    }
}

void ImportPanelTest::aFileComesInByKeyboardAlone()
{
    Desk desk;
    const QString file = desk.write(QStringLiteral("anna.json"), anna);
    auto* panel = desk.show("import");
    desk.picture(QStringLiteral("import-empty"));

    type(file);
    press(Qt::Key_Return);

    auto* result = child<QLabel>(panel, "importResult");
    QTRY_VERIFY_WITH_TIMEOUT(result->isVisible(), 30'000);
    QVERIFY2(result->text().contains(QStringLiteral("Everything came in")), qPrintable(result->text()));
    QTRY_COMPARE(desk.session.patients()->size(), size_t(1));
    QCOMPARE(child<QTableWidget>(panel, "importTypes")->item(0, 1)->text(), QStringLiteral("1"));
    QVERIFY(!child<QTableView>(panel, "refused")->isVisible());
}

void ImportPanelTest::droppedFilesAreSortedAndComeIn()
{
    Desk desk;
    auto* panel = desk.show("import");
    drop(panel, {desk.write(QStringLiteral("a.json"), anna), desk.write(QStringLiteral("p.png"), "\x89PNG")});
    auto* found = child<QLabel>(panel, "importFound");
    QTRY_VERIFY(found->text().contains(QStringLiteral("FHIR")));
    QVERIFY(found->text().contains(QStringLiteral("another kind")));

    child<QPushButton>(panel, "importGo")->click();

    auto* result = child<QLabel>(panel, "importResult");
    QTRY_VERIFY_WITH_TIMEOUT(result->isVisible(), 30'000);
    QCOMPARE(child<QTableView>(panel, "refused")->model()->rowCount(), 1);
    desk.picture(QStringLiteral("import-refused"));
}

void ImportPanelTest::aPathThatIsNotThereIsSaidWhenItIsAskedFor()
{
    Desk desk;
    auto* panel = desk.show("import");
    type(QStringLiteral("/nowhere/all.json"));
    press(Qt::Key_Return);
    QTRY_VERIFY([panel] {
        for (const QLabel* label : panel->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(QStringLiteral("/nowhere/all.json")))
                return true;
        }
        return false;
    }());
}

void ImportPanelTest::allOrNothingKeepsNothing()
{
    Desk desk;
    auto* panel = desk.show("import");
    child<QComboBox>(panel, "importPolicy")->setCurrentIndex(1);
    drop(panel, {desk.write(QStringLiteral("a.json"), anna), desk.write(QStringLiteral("b.json"), nobodys)});
    QTRY_VERIFY(child<QPushButton>(panel, "importGo")->isEnabled());
    child<QPushButton>(panel, "importGo")->click();
    auto* result = child<QLabel>(panel, "importResult");
    QTRY_VERIFY_WITH_TIMEOUT(result->isVisible(), 30'000);
    QVERIFY(result->text().contains(QStringLiteral("Nothing came in")));
    QCOMPARE(desk.session.patients()->size(), size_t(0));
    // One kind at a time: two can't be promised together.
    drop(panel,
        {desk.write(QStringLiteral("a.json"), anna), desk.write(QStringLiteral("b.hl7"), "MSH|^~\\&|A\r")});
    QTRY_VERIFY(!child<QLabel>(panel, "importMissing")->text().isEmpty());
    QVERIFY(!child<QPushButton>(panel, "importGo")->isEnabled());
}

void ImportPanelTest::whatWasRefusedIsListedCopiedAndSaved()
{
    Desk desk;
    auto* panel = desk.show("import");
    drop(panel, {desk.write(QStringLiteral("b.json"), nobodys)});
    QTRY_VERIFY(child<QPushButton>(panel, "importGo")->isEnabled());
    child<QPushButton>(panel, "importGo")->click();
    auto* list = panel->findChild<RefusalList*>();
    QTRY_COMPARE_WITH_TIMEOUT(list->model().rowCount(), 1, 30'000);

    child<QTableView>(panel, "refused")->setFocus();
    press(Qt::Key_C, Qt::ControlModifier);
    QSignalSpy saved(list, &RefusalList::saved);
    list->saveTo(desk.path(QStringLiteral("refused.tsv")));

    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(QStringLiteral("b.json\t")), qPrintable(copied));
    QVERIFY(copied.contains(QStringLiteral("Patient/unknown")));
    QTRY_COMPARE(saved.count(), 1);
    QFile file(desk.path(QStringLiteral("refused.tsv")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 2); // the headings and the one
    QCOMPARE(lines[1].split('\t').size(), 3);
    QVERIFY(lines[1].contains("b.json"));
}

void ImportPanelTest::aTableWaitsUntilEachColumnIsConfirmed()
{
    Desk desk;
    const auto maria = desk.enrol(QStringLiteral("García Márquez de la Concepción"),
        QStringLiteral("María Guadalupe"), "1980-05-17", "A-100");
    auto* panel = desk.show("import");
    drop(panel, {desk.write(QStringLiteral("vitals of march.csv"), table)});
    auto* go = child<QPushButton>(panel, "importGo");
    auto* missing = child<QLabel>(panel, "importMissing");
    auto* preview = child<QTableView>(panel, "csvPreview");

    // Guessed, but the unit of "Temp" and the order of the dates must be said by a person.
    QTRY_COMPARE(child<QTableWidget>(panel, "csvColumns")->rowCount(), 6);
    QVERIFY(!go->isEnabled());
    QTRY_VERIFY(!missing->text().isEmpty());
    desk.picture(QStringLiteral("import-table-guessed"));
    confirmAll(panel);
    QVERIFY(!go->isEnabled());
    unit(panel, 3)->setFocus();
    press(Qt::Key_Down); // °C
    QTRY_VERIFY(missing->text().contains(QStringLiteral("day or the month")));
    auto* order = child<QComboBox>(panel, "csvDateOrder");
    order->setFocus();
    press(Qt::Key_Home);
    press(Qt::Key_Down); // day first
    QTRY_VERIFY2(go->isEnabled(), qPrintable(missing->text()));

    // Beforehand it is seen what will be refused: 98.6 is no temperature in °C, and B-9 is nobody.
    QTRY_COMPARE_WITH_TIMEOUT(preview->model()->rowCount(), 3, 30'000);
    QVERIFY(child<QLabel>(panel, "csvVerdict")->text().startsWith(QStringLiteral("2 of 3")));
    QVERIFY(preview->model()->index(1, 1).data().toString().startsWith(QStringLiteral("Refused")));
    QVERIFY(preview->model()->index(2, 1).data().toString().contains(QStringLiteral("B-9")));
    desk.picture(QStringLiteral("import-table-checked"));

    go->click();
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(panel, "importResult")->isVisible(), 30'000);
    QCOMPARE(panel->findChild<RefusalList*>()->model().rowCount(), 2);
    QCOMPARE(desk.entriesOf(maria), size_t(3)); // pulse, temperature, blood pressure of one row
    desk.picture(QStringLiteral("import-table-done"));
}

void ImportPanelTest::aConfirmedTableIsRecalledForTheNextFile()
{
    Desk desk;
    desk.enrol(QStringLiteral("Garcia"), QStringLiteral("Maria"), "1980-05-17", "A-100");
    const QByteArray csv = "mrn,time,pulse (/min)\nA-100,2026-11-19 08:00,72\n";
    auto* panel = desk.show("import");
    auto* go = child<QPushButton>(panel, "importGo");
    drop(panel, {desk.write(QStringLiteral("first.csv"), csv)});
    QTRY_COMPARE(child<QTableWidget>(panel, "csvColumns")->rowCount(), 3);
    confirmAll(panel);
    QTRY_VERIFY(go->isEnabled());
    go->click();
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>(panel, "importResult")->isVisible(), 30'000);

    drop(panel, {desk.write(QStringLiteral("second.csv"), csv + "A-100,2026-11-19 09:00,74\n")});

    QTRY_VERIFY(go->isEnabled());
    // Another table's columns are another question.
    drop(
        panel, {desk.write(QStringLiteral("third.csv"), "mrn,time,pulse (/min),rr\nA-100,2026-11-19,1,2\n")});
    QTRY_COMPARE(child<QTableWidget>(panel, "csvColumns")->rowCount(), 4);
    QVERIFY(!go->isEnabled());
}

void ImportPanelTest::anEmptyFolderSaysSo()
{
    Desk desk;
    auto* panel = desk.show("import");
    QTemporaryDir empty;
    drop(panel, {empty.path()});
    QTRY_VERIFY(child<QLabel>(panel, "importFound")->text().contains(QStringLiteral("Nothing in there")));
    QVERIFY(!child<QPushButton>(panel, "importGo")->isEnabled());
}

QTEST_MAIN(ImportPanelTest)
#include "tst_import_panel.moc"
