// What is marked in the viewer and what stands in the record are the same, whatever is undone, opened or
// comes from elsewhere meanwhile; and a key image's sentence stands on the timeline and leads back to its
// image.

#include "pictures.h"
#include "timeline/story.h"
#include "timeline_panel/panels.h"
#include "timeline_panel/timeline_view.h"
#include "viewer_desk.h"

#include <QLineEdit>
#include <QtTest/QtTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

class TestViewerFindings : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_desk.reset(); }
    void init();
    void aKeyImageStandsOnTheTimelineAndLeadsBack();
    void undoingAScrollKeepsWhatOthersMarked();
    void layingOverDoesNotDoubleFindings();
    void aMarkOnItsWayStaysWhenASeriesIsOpened();
    void aMarkUndoneOnItsWayIsTakenBack();
    void undoAndRedoKeepOneFinding();

private:
    [[nodiscard]] const ExamScene& scene() const { return m_desk->panel->exam().scene(); }
    [[nodiscard]] size_t findings() const
    {
        const auto chart = m_desk->context->chart();
        return chart ? chart->current<record::ImagingFinding>().size() : 0;
    }
    void drawDistance(int down) const;

    std::unique_ptr<ViewerDesk> m_desk;
};

void TestViewerFindings::initTestCase()
{
    if (chest().isEmpty())
        QSKIP("ct-chest is not here: nothing was marked on a real chest.");
    workbench::Theme::instance().apply();
    m_desk = std::make_unique<ViewerDesk>(ImportSource{{chest()}, {}});
    m_desk->openPatient();
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk->panel->studies().empty(), 30'000);
}

void TestViewerFindings::init()
{
    m_desk->panel->open({0, 0});
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isRead(), 120'000);
    m_desk->panel->command("layoutOne")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isCalm(), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(scene().marks.size(), findings(), 30'000);
}

void TestViewerFindings::drawDistance(int down) const
{
    m_desk->panel->command("distance")->trigger();
    const QPoint middle = m_desk->plane(0)->rect().center();
    drag(m_desk->plane(0), Qt::LeftButton, middle + QPoint(-60, down), middle + QPoint(60, down));
    m_desk->panel->command("cross")->trigger();
}

void TestViewerFindings::aKeyImageStandsOnTheTimelineAndLeadsBack()
{
    // given the timeline beside the viewer
    const auto factories = timeline::panels();
    QVERIFY(!factories.isEmpty());
    const std::unique_ptr<QWidget> window(factories.front().make(*m_desk->workspace, nullptr));
    window->resize(1000, 600);
    window->show();
    auto* line = window->findChild<timeline::TimelineView*>();
    QVERIFY(line != nullptr);
    // when an image is kept with a sentence
    PlaneWidget* axial = m_desk->plane(0);
    QTest::keyClick(axial, Qt::Key_Home);
    for (int i = 0; i < 7; ++i)
        QTest::keyClick(axial, Qt::Key_PageDown);
    QCOMPARE(m_desk->panel->exam().position(0).current, 70);
    m_desk->panel->command("keyImage")->trigger();
    auto* entry = axial->findChild<QLineEdit*>();
    QTest::keyClicks(entry, QStringLiteral("Small nodule under the pleura"));
    QTest::keyClick(entry, Qt::Key_Return);
    // then it stands on the timeline, among the images
    const auto found = [&] {
        return line->story() ? line->story()->search(u"nodule under pleura") : std::vector<quint32>();
    };
    QTRY_COMPARE_WITH_TIMEOUT(found().size(), size_t{1}, 30'000);
    const quint32 item = found().front();
    QCOMPARE(line->story()->items().at(item).lane, timeline::Lane::Imaging);
    line->showRange(timeline::TimelineView::Range::Day);
    line->select(item);
    QTRY_VERIFY(!line->rectOf(item).isEmpty());
    // and the image says it is one
    QTRY_VERIFY(m_desk->isCalm());
    QVERIFY(axial->accessibleDescription().contains(QStringLiteral("Small nodule under the pleura")));
    const QImage marked = axial->grab().toImage();
    QTest::keyClick(axial, Qt::Key_End);
    QTRY_VERIFY(m_desk->isCalm());
    QVERIFY(!axial->accessibleDescription().contains(QStringLiteral("nodule")));
    QVERIFY(difference(marked, axial->grab().toImage()) > 0.05);
    // and when it is chosen on the timeline, the viewer goes back to it
    m_desk->context->select(std::nullopt);
    line->select(std::nullopt);
    line->select(item);
    QTRY_COMPARE(m_desk->panel->exam().position(0).current, 70);
    QTRY_VERIFY(m_desk->isCalm());
    QVERIFY(difference(marked, axial->grab().toImage()) < 0.005);
    // and where one was is one undo away
    m_desk->panel->command("undo")->trigger();
    QCOMPARE(m_desk->panel->exam().position(0).current, 274);
}

void TestViewerFindings::undoingAScrollKeepsWhatOthersMarked()
{
    // given a finding of one's own and a scroll
    const size_t before = findings();
    drawDistance(-40);
    QTRY_COMPARE_WITH_TIMEOUT(findings(), before + 1, 30'000);
    QTest::keyClick(m_desk->plane(0), Qt::Key_PageDown);
    // when the same is marked by somebody else
    const record::EventId mine = *scene().marks.back().event;
    const record::Entry* entry = m_desk->context->chart()->find(mine);
    QVERIFY(entry != nullptr);
    record::Event other = entry->event();
    other.id = record::EventId::random();
    auto commit = m_desk->session->commit({other});
    QTRY_VERIFY_WITH_TIMEOUT(commit.isFinished(), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(scene().marks.size(), before + 2, 30'000);
    // and the scroll and one's own mark are undone
    m_desk->panel->command("undo")->trigger();
    m_desk->panel->command("undo")->trigger();
    // then only one's own is taken back
    QTRY_COMPARE_WITH_TIMEOUT(findings(), before + 1, 30'000);
    QCOMPARE(scene().marks.size(), before + 1);
    QVERIFY(m_desk->context->chart()->find(other.id) != nullptr);
    drawDistance(-80); // what was asked for before this one is done before it
    QTRY_COMPARE_WITH_TIMEOUT(findings(), before + 2, 30'000);
}

void TestViewerFindings::layingOverDoesNotDoubleFindings()
{
    const size_t before = findings();
    drawDistance(20);
    QTRY_COMPARE_WITH_TIMEOUT(findings(), before + 1, 30'000);
    m_desk->panel->open({0, 0}, Exam::Place::Over);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->panel->exam().layer(1)->isComplete() && m_desk->isCalm(), 120'000);
    drawDistance(50);
    QTRY_COMPARE_WITH_TIMEOUT(findings(), before + 2, 30'000);
    m_desk->panel->exam().removeSecond();
    drawDistance(80);
    QTRY_COMPARE_WITH_TIMEOUT(findings(), before + 3, 30'000);
    QCOMPARE(scene().marks.size(), before + 3);
}

void TestViewerFindings::aMarkOnItsWayStaysWhenASeriesIsOpened()
{
    const size_t before = findings();
    drawDistance(110);
    m_desk->panel->open({0, 0});
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isRead(), 120'000);
    QTRY_COMPARE_WITH_TIMEOUT(findings(), before + 1, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(scene().marks.size(), before + 1, 30'000);
    drawDistance(140);
    QTRY_COMPARE_WITH_TIMEOUT(findings(), before + 2, 30'000);
}

void TestViewerFindings::aMarkUndoneOnItsWayIsTakenBack()
{
    const size_t before = findings();
    drawDistance(-110);
    m_desk->panel->command("undo")->trigger();
    QCOMPARE(scene().marks.size(), before);
    drawDistance(-140);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->panel->marks().isSaved(*scene().marks.back().event), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(findings(), before + 1, 30'000);
    QCOMPARE(scene().marks.size(), before + 1);
}

void TestViewerFindings::undoAndRedoKeepOneFinding()
{
    const size_t before = findings();
    drawDistance(-170);
    QTRY_COMPARE_WITH_TIMEOUT(findings(), before + 1, 30'000);
    QTest::keyClick(m_desk->plane(0), Qt::Key_PageDown);
    for (int round = 0; round < 2; ++round) {
        m_desk->panel->command("undo")->trigger();
        m_desk->panel->command("undo")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(findings(), before, 30'000);
        m_desk->panel->command("redo")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(findings(), before + 1, 30'000);
        const record::EventId event = *scene().marks.back().event;
        m_desk->panel->command("redo")->trigger();
        QVERIFY(scene().marks.back().event == event); // the same finding, not another
    }
}

QTEST_MAIN(TestViewerFindings)
#include "tst_viewer_findings.moc"
