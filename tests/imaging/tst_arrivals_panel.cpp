// Images on their way into the record, in real windows: from a folder, from a scanner over a real socket,
// from a real archive; and that nothing is filed before a person says whose it is.

#include "../workbench/panel_desk.h"
#include "imaging/library.h"
#include "imaging/waiting.h"
#include "imaging_panel/panels.h"
#include "orthanc_server.h"
#include "pacs_objects.h"
#include "reception_p.h"

#include <QCheckBox>
#include <QDir>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTabWidget>
#include <QTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::tests;
using twinward::test::child;

namespace {

const QString studyPath = QStringLiteral(TWINWARD_TEST_DATA "/") + studyFolder;
constexpr int patienceMs = 30'000;
enum Column { Taken, What, Whose, Count, From, Outcome };

class Desk : public twinward::test::Desk
{
public:
    Desk()
        : twinward::test::Desk(panels())
    { }
    [[nodiscard]] size_t imagesOf(record::PatientId patient)
    {
        return ask([patient](ledger::Vault& vault) {
            size_t images = 0;
            for (const Study& study : studiesOf(*vault.chart(patient))) {
                for (const Series& series : study.series)
                    images += series.instances.size();
            }
            return images;
        });
    }
};

QString cell(QTableView* table, int row, int column)
{
    return table->model()->index(row, column).data().toString();
}

void drop(QWidget* onto, const QString& path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(onto, &enter);
    if (!enter.isAccepted())
        qFatal("nothing can be dropped");
    QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(onto, &event);
}

QWidget* openDialog(QWidget* panel)
{
    QWidget* dialog = nullptr;
    if (!QTest::qWaitFor(
            [&] {
                return (dialog = panel->findChild<QWidget*>(QStringLiteral("studyMatchDialog"))) != nullptr;
            },
            10'000))
        qFatal("the dialog does not open");
    return dialog;
}

// As a scanner would; false where one was refused.
bool sendStudyTo(const PacsNode& node)
{
    const auto sent = sendAll(node, objectsIn(studyFolder));
    return sent && sent->failed == 0 && sent->done == studyObjects;
}

} // namespace

class ArrivalsPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aFolderIsFiledUnderWhomAPersonChooses();
    void whatDiffersMustBeCheckedFirst();
    void aNewPatientIsRegisteredFromTheImages();
    void whatIsNoImageIsListedWithItsReason();
    void whatAScannerSendsWaitsAndSurvivesLocking();
    void theArchiveIsSearchedAndBrought();
};

void ArrivalsPanelTest::initTestCase()
{
    if (!QDir(studyPath).exists())
        QSKIP("No real data here (../shared/data)");
}

void ArrivalsPanelTest::aFolderIsFiledUnderWhomAPersonChooses()
{
    Desk desk;
    const auto patient = desk.enrol(QStringLiteral("Doe"), QStringLiteral("Peter"), "1960-01-01", "98890234");
    auto* panel = desk.show("arrivals");
    desk.picture(QStringLiteral("arrivals-empty"));
    drop(panel, studyPath);
    auto* table = child<QTableView>(panel, "arrivals");
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() == 2, patienceMs);
    QCOMPARE(desk.imagesOf(patient), 0U);
    desk.picture(QStringLiteral("arrivals"));

    table->selectRow(0);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    QWidget* dialog = openDialog(panel);
    QVERIFY2(
        !child<QPushButton>(dialog, "studyFile")->isEnabled(), "nobody is chosen before a person chooses");
    desk.picture(QStringLiteral("arrivals-match"), dialog);
    auto* search = child<QLineEdit>(dialog, "chooserSearch");
    QTest::keyClicks(search, QStringLiteral("Doe"));
    QTest::keyClick(search, Qt::Key_Down);
    auto* checked = child<QCheckBox>(dialog, "studyChecked");
    if (checked->isVisible())
        checked->click();
    child<QPushButton>(dialog, "studyFile")->click();

    QTRY_VERIFY_WITH_TIMEOUT(cell(table, 0, Outcome).startsWith(QStringLiteral("Filed")), patienceMs);
    QVERIFY(desk.imagesOf(patient) > 0);
    QVERIFY2(cell(table, 1, Outcome).contains(u'?'), "the other study goes on waiting for a person");
}

void ArrivalsPanelTest::whatDiffersMustBeCheckedFirst()
{
    Desk desk;
    desk.enrol(QStringLiteral("Zhang"), QStringLiteral("Wei"), "2001-05-05", "X-1");
    auto* panel = desk.show("arrivals");
    drop(panel, studyPath);
    auto* table = child<QTableView>(panel, "arrivals");
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() == 2, patienceMs);
    child<QPushButton>(panel, "arrivalMatch")->click();
    QWidget* dialog = openDialog(panel);
    auto* search = child<QLineEdit>(dialog, "chooserSearch");
    QTest::keyClicks(search, QStringLiteral("Zhang"));
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(child<QLabel>(dialog, "studyDiffers")->isVisible());
    QVERIFY(child<QLabel>(dialog, "studyDiffers")->text().contains(QStringLiteral("name")));
    QVERIFY(!child<QPushButton>(dialog, "studyFile")->isEnabled());
    desk.picture(QStringLiteral("arrivals-differs"), dialog);
    child<QCheckBox>(dialog, "studyChecked")->click();
    QVERIFY(child<QPushButton>(dialog, "studyFile")->isEnabled());
}

void ArrivalsPanelTest::aNewPatientIsRegisteredFromTheImages()
{
    Desk desk;
    auto* panel = desk.show("arrivals");
    drop(panel, studyPath);
    auto* table = child<QTableView>(panel, "arrivals");
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() == 2, patienceMs);
    child<QPushButton>(panel, "arrivalMatch")->click();
    child<QPushButton>(openDialog(panel), "studyRegister")->click();
    QTRY_VERIFY_WITH_TIMEOUT(cell(table, 0, Outcome).startsWith(QStringLiteral("Filed")), patienceMs);
    QTRY_COMPARE(desk.session.patients()->size(), 1U);
    QVERIFY(desk.imagesOf(desk.session.patients()->rows().front()->id) > 0);
}

void ArrivalsPanelTest::whatIsNoImageIsListedWithItsReason()
{
    Desk desk;
    auto* panel = desk.show("arrivals");
    drop(panel, QStringLiteral(TWINWARD_TEST_DATA "/dicom-edge/pydicom"));
    auto* refused = child<QTableView>(panel, "arrivalsRefused");
    QTRY_VERIFY_WITH_TIMEOUT(child<QTableView>(panel, "arrivals")->model()->rowCount() > 5, patienceMs);
    QTRY_VERIFY(refused->isVisible());
    for (int row = 0; row < refused->model()->rowCount(); ++row) {
        QVERIFY(!cell(refused, row, 0).isEmpty());
        QVERIFY(!cell(refused, row, 1).isEmpty());
    }
    desk.picture(QStringLiteral("arrivals-refused"));
}

void ArrivalsPanelTest::whatAScannerSendsWaitsAndSurvivesLocking()
{
    Desk desk;
    auto* archive = desk.show("archive");
    child<QTabWidget>(archive, "archiveTabs")->setCurrentIndex(2);
    child<QSpinBox>(archive, "receptionPort")->setValue(0);
    child<QPushButton>(archive, "receptionButton")->click();
    Reception& reception = Reception::of(desk.session);
    QTRY_VERIFY(reception.isOn());
    PacsNode node;
    node.host = QStringLiteral("127.0.0.1");
    node.port = reception.port();
    node.aeTitle = QStringLiteral("TWINWARD");
    QVERIFY(sendStudyTo(node));
    QTRY_COMPARE(reception.deliveries().size(), 1U);
    QCOMPARE(reception.deliveries().front().objects, 7U);
    desk.picture(QStringLiteral("archive-reception"));

    auto* panel = desk.show("arrivals");
    auto* table = child<QTableView>(panel, "arrivals");
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() == 2, patienceMs);
    QCOMPARE(desk.session.patients()->search({}).size(), 0U);
    table->selectRow(0);
    child<QPushButton>(panel, "arrivalMatch")->click();
    child<QPushButton>(openDialog(panel), "studyRegister")->click();
    QTRY_VERIFY_WITH_TIMEOUT(cell(table, 0, Outcome).startsWith(QStringLiteral("Filed"))
            || cell(table, 1, Outcome).startsWith(QStringLiteral("Filed")),
        patienceMs);
    const auto waiting = desk.ask([](ledger::Vault& vault) { return waitingStudies(vault)->size(); });
    QCOMPARE(waiting, 1U);

    reception.stop();
    QTRY_VERIFY(!PacsClient(node).echo());
}

void ArrivalsPanelTest::theArchiveIsSearchedAndBrought()
{
    if (!OrthancServer::isInstalled())
        QSKIP("Orthanc is not installed: apt-get install orthanc");
    OrthancServer orthanc;
    QVERIFY2(orthanc.start({}), qPrintable(orthanc.problem()));
    QVERIFY(sendStudyTo(orthanc.node()));
    Desk desk;
    auto* panel = desk.show("archive");
    auto* tabs = child<QTabWidget>(panel, "archiveTabs");
    QCOMPARE(tabs->currentIndex(), 3); // where the archive is comes first
    QTest::keyClicks(child<QLineEdit>(panel, "nodeHost"), QStringLiteral("127.0.0.1"));
    child<QSpinBox>(panel, "nodePort")->setValue(orthanc.node().port);
    QTest::keyClicks(child<QLineEdit>(panel, "nodeTitle"), QStringLiteral("ORTHANC"));
    child<QPushButton>(panel, "archiveTest")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!child<QLabel>(panel, "archiveState")->text().isEmpty(), patienceMs);
    desk.picture(QStringLiteral("archive-connection"));

    tabs->setCurrentIndex(0);
    QTest::keyClicks(child<QLineEdit>(panel, "archiveName"), QStringLiteral("Doe"));
    QTest::keyClick(child<QLineEdit>(panel, "archiveName"), Qt::Key_Return);
    auto* found = child<QTableView>(panel, "archiveFound");
    QTRY_COMPARE_WITH_TIMEOUT(found->model()->rowCount(), 2, patienceMs);
    desk.picture(QStringLiteral("archive-found"));
    child<QPushButton>(panel, "archiveBring")->click();
    QTRY_VERIFY_WITH_TIMEOUT(
        desk.ask([](ledger::Vault& vault) { return waitingStudies(vault)->size(); }) == 1, patienceMs);

    const auto again = desk.show("archive"); // the settings were kept
    QTRY_COMPARE(child<QLineEdit>(again, "nodeTitle")->text(), QStringLiteral("ORTHANC"));
}

QTEST_MAIN(ArrivalsPanelTest)
#include "tst_arrivals_panel.moc"
