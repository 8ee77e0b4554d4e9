// The timeline of real people: one of Synthea's histories, imported as a clinic would, told, walked and
// drawn.

#include "../interop/fhir_data.h"
#include "../ledger/clinic.h"
#include "interop/fhir_import.h"
#include "timeline_panel/timeline_view.h"
#include "workbench/theme.h"

#include <QDir>
#include <QtTest/QtTest>
#include <set>

using namespace twinward;
using namespace twinward::timeline;

class TestTimelineReal : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyEntryOfTheChartHasItsPlace();
    void nothingStandsBeforeBirthOrAfterNow();
    void drawnAtEveryZoom();

private:
    void keepPicture(const QString& name)
    {
        const QDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/looks/timeline"));
        folder.mkpath(QStringLiteral("."));
        QImage image(m_view->size(), QImage::Format_ARGB32_Premultiplied);
        m_view->render(&image);
        QVERIFY(image.save(folder.filePath(name + QStringLiteral(".png"))));
    }

    std::shared_ptr<const Story> m_story;
    std::unique_ptr<TimelineView> m_view;
};

void TestTimelineReal::initTestCase()
{
    if (!interop::test::haveFhirData())
        QSKIP("The people of fhir-r4/synthea-60.tar.xz are not here: the timeline was not tried on real "
              "histories.");
    const QString folder
        = interop::test::unpacked(QStringLiteral("synthea-60")) + QStringLiteral("/synthea-dev");
    QTemporaryDir place;
    auto created = test::makeVault(place.filePath(QStringLiteral("vault")));
    VERIFY_RESULT(created);
    // The largest histories hold the most of what can go wrong.
    QFileInfoList files = QDir(folder).entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Size);
    interop::ImportRequest request;
    for (const QFileInfo& file : files) {
        if (request.paths.size() < 6 && file.size() < 8'000'000)
            request.paths << file.filePath();
    }
    const auto report = interop::importFhir(*created->vault, request);
    VERIFY_RESULT(report);
    QVERIFY(!report->patients.empty());
    for (const record::PatientId patient : report->patients) {
        auto events = created->vault->read(patient);
        VERIFY_RESULT(events);
        auto chart = std::make_shared<record::Chart>(
            record::Chart::fold(patient, std::move(*events), created->vault->roster()));
        if (!m_story || chart->entries().size() > m_story->items().size()) {
            m_story = std::make_shared<Story>(
                Story::tell(chart, {QTimeZone::systemTimeZone(), QDateTime::currentMSecsSinceEpoch(), {}}));
        }
    }
    QVERIFY(m_story->items().size() > 100);
    workbench::Theme::instance().apply();
    m_view = std::make_unique<TimelineView>();
    m_view->resize(1400, 860);
    m_view->setStory(m_story);
}

void TestTimelineReal::everyEntryOfTheChartHasItsPlace()
{
    QCOMPARE(m_story->items().size(), m_story->chart().entries().size());
    std::set<quint32> entries;
    size_t placed = 0;
    for (const Item& item : m_story->items())
        entries.insert(item.entry);
    for (const SceneLane& lane : m_view->scene().lanes()) {
        for (const quint32 item : lane.shown) {
            placed += lane.layout.placeOf(item).box != nullptr ? 1 : 0;
            QVERIFY(!m_story->items()[item].label.isEmpty());
        }
        placed += lane.undated.size();
    }

    QCOMPARE(entries.size(), m_story->items().size());
    QCOMPARE(placed, m_story->items().size());
}

void TestTimelineReal::nothingStandsBeforeBirthOrAfterNow()
{
    const Extent life = m_story->life();
    QCOMPARE(life.firstMs, m_story->birthDate().earliest().startOfDay(m_story->zone()).toMSecsSinceEpoch());
    QVERIFY(life.lastMs <= QDateTime::currentMSecsSinceEpoch());
}

void TestTimelineReal::drawnAtEveryZoom()
{
    keepPicture(QStringLiteral("real-lifetime"));
    m_view->select(m_view->scene().next(std::nullopt, Scene::Direction::Last, 0));
    m_view->showRange(TimelineView::Range::Year);
    keepPicture(QStringLiteral("real-year"));
    m_view->showRange(TimelineView::Range::Month);
    keepPicture(QStringLiteral("real-month"));
    m_view->showRange(TimelineView::Range::Day);
    keepPicture(QStringLiteral("real-day"));

    QVERIFY(m_view->rectOf(*m_view->selected()).width() > 0);
}

QTEST_MAIN(TestTimelineReal)
#include "tst_timeline_real.moc"
