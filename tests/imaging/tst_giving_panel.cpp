// Images and findings out of the record, from a real window.

#include "../workbench/panel_desk.h"
#include "imaging/finding.h"
#include "imaging_panel/panels.h"
#include "made_objects.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDirIterator>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace twinward;
using namespace twinward::imaging;
using twinward::test::child;
using Shape = record::ImagingFinding::Shape;

namespace {

constexpr int patienceMs = 30'000;

class Desk : public twinward::test::Desk
{
public:
    Desk()
        : twinward::test::Desk(panels())
    { }

    // Three slices of somebody, and a distance on the first of them.
    void fill()
    {
        patient = enrol(QStringLiteral("Doe"), QStringLiteral("Petra"), "1960-01-01", "98890234");
        const bool filled = ask([this](ledger::Vault& vault) {
            const auto plan = scan({{}, imaging::test::stackOf({}, 3)});
            const auto filed = file(vault, *plan,
                {{0, patient, {}, {PatientField::Name, PatientField::BirthDate, PatientField::Sex}}});
            if (!filed || filed->added() != 3)
                return false;
            const Series series = studiesOf(*vault.chart(patient)).front().series.front();
            const ObjectHeader header = readHeaders(vault, series)->front();
            const Grid grid = imageGrid(header, 0);
            Mark mark;
            mark.points = {centreOf(grid, {0, 0, 0}), centreOf(grid, {3, 4, 0})};
            record::Event event;
            event.patient = patient;
            event.category = record::Category::Imaging;
            event.body = *findingOf(mark, {header, 0, nullptr});
            return vault.commit({event}).has_value();
        });
        if (!filled)
            qFatal("the study was not filed");
    }

    // The DICOM objects that were written.
    [[nodiscard]] QList<QByteArray> written(const QString& folder) const
    {
        QList<QByteArray> objects;
        QDirIterator files(path(folder), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile one(files.next());
            if (one.open(QIODevice::ReadOnly))
                objects << one.readAll();
        }
        return objects;
    }

    record::PatientId patient;
};

} // namespace

class GivingPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void imagesAndFindingsAreWrittenByKeyboardAlone();
    void withoutNamesNobodyIsNamed();
    void nothingIsGivenBeforeAStudyAndAFolderAreChosen();
};

void GivingPanelTest::imagesAndFindingsAreWrittenByKeyboardAlone()
{
    Desk desk;
    desk.fill();
    auto* panel = desk.show("giving");
    desk.picture(QStringLiteral("giving-empty"));
    desk.context.open(desk.patient);
    auto* table = child<QTableView>(panel, "givingStudies");
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() == 1, patienceMs);
    desk.picture(QStringLiteral("giving"));

    auto* what = child<QComboBox>(panel, "givingWhat");
    what->setFocus();
    QTest::keyClick(what, Qt::Key_Down);
    QTest::keyClick(what, Qt::Key_Down);
    auto* folder = child<QLineEdit>(panel, "givingFolder");
    folder->setFocus();
    QTest::keyClicks(folder, desk.path(QStringLiteral("out")));
    auto* give = child<QPushButton>(panel, "give");
    QVERIFY(give->isEnabled());
    give->setFocus();
    QTest::keyClick(give, Qt::Key_Space);

    auto* result = child<QLabel>(panel, "givingResult");
    QTRY_VERIFY_WITH_TIMEOUT(result->isVisible(), patienceMs);
    desk.picture(QStringLiteral("giving-done"));
    const QList<QByteArray> objects = desk.written(QStringLiteral("out"));
    QCOMPARE(objects.size(), 4);
    int distances = 0;
    for (const QByteArray& object : objects) {
        const auto findings = readFindings(object);
        for (const auto& finding : findings.value_or(std::vector<record::ImagingFinding>()))
            distances += finding.shape == Shape::Distance ? 1 : 0;
    }
    QCOMPARE(distances, 1);
}

void GivingPanelTest::withoutNamesNobodyIsNamed()
{
    Desk desk;
    desk.fill();
    auto* panel = desk.show("giving");
    desk.context.open(desk.patient);
    auto* table = child<QTableView>(panel, "givingStudies");
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() == 1, patienceMs);

    child<QCheckBox>(panel, "givingNameless")->click();
    child<QLineEdit>(panel, "givingFolder")->setText(desk.path(QStringLiteral("nameless")));
    child<QPushButton>(panel, "give")->click();

    auto* result = child<QLabel>(panel, "givingResult");
    QTRY_VERIFY_WITH_TIMEOUT(result->isVisible(), patienceMs);
    const QList<QByteArray> objects = desk.written(QStringLiteral("nameless"));
    QCOMPARE(objects.size(), 3);
    for (const QByteArray& object : objects)
        QVERIFY(!object.contains("Zyxwvutska") && !object.contains("MRN-7714"));
}

void GivingPanelTest::nothingIsGivenBeforeAStudyAndAFolderAreChosen()
{
    Desk desk;
    desk.fill();
    auto* panel = desk.show("giving");
    auto* give = child<QPushButton>(panel, "give");
    child<QLineEdit>(panel, "givingFolder")->setText(desk.path(QStringLiteral("out")));
    QVERIFY(!give->isEnabled()); // nobody is open
    desk.context.open(desk.patient);
    QTRY_VERIFY_WITH_TIMEOUT(give->isEnabled(), patienceMs);
    child<QTableView>(panel, "givingStudies")->clearSelection();
    QVERIFY(!give->isEnabled());
}

QTEST_MAIN(GivingPanelTest)
#include "tst_giving_panel.moc"
