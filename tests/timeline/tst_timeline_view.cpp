#include "lifelike.h"
#include "timeline_panel/timeline_view.h"
#include "workbench/theme.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QtTest/QtTest>
#include <set>

using namespace twinward;
using namespace twinward::timeline;
using namespace twinward::timeline::test;

namespace {

void wheel(QWidget& widget, QPoint at, int steps, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWheelEvent event(at, widget.mapToGlobal(at), {}, QPoint(0, steps * 120), Qt::NoButton, modifiers,
        Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&widget, &event);
}

double span(const TimelineView& view)
{
    return view.viewport().lastMs() - view.viewport().firstMs();
}

} // namespace

class TestTimelineView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { workbench::Theme::instance().apply(); }
    void init();
    void cleanup();

    void showsTheWholeLifeAtFirst();
    void theKeyboardWalksToEveryItem();
    void theSelectedItemIsAlwaysInSight();
    void theWheelZoomsAtTheMouse();
    void draggingMovesTheTime();
    void clickingACountPartsIt();
    void clickingAnItemSelectsIt();
    void aHeaderCollapsesItsLane();
    void hoveringTellsWhatIsThere();
    void enterOpensTheSelectedItem();
    void hitsAreWalkedInARing();
    void aFilteredItemIsNoLongerSelected();
    void aNewVersionOfTheChartKeepsPlaceAndSelection();
    void theStateOfTheViewCanBeKept();
    void aScreenReaderHearsTheSelectedItem();
    void theWindowWithoutAPatientTakesKeysQuietly();

private:
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(m_view.get(), key, modifiers);
    }
    [[nodiscard]] quint32 itemOf(const Event& event) const { return *m_view->story()->find(event.id); }

    std::unique_ptr<Lifelike> m_life;
    std::unique_ptr<TimelineView> m_view;
};

void TestTimelineView::init()
{
    m_life = std::make_unique<Lifelike>();
    m_view = std::make_unique<TimelineView>();
    m_view->resize(1200, 700);
    m_view->setNow(m_life->f.nowMs);
    m_view->setStory(m_life->ofEveryKind());
    m_view->QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->setFocus();
}

void TestTimelineView::cleanup()
{
    m_view.reset();
    m_life.reset();
}

void TestTimelineView::showsTheWholeLifeAtFirst()
{
    const Extent life = m_view->story()->life();

    QVERIFY(m_view->viewport().firstMs() <= static_cast<double>(life.firstMs));
    QVERIFY(m_view->viewport().lastMs() >= static_cast<double>(life.lastMs));
}

void TestTimelineView::theKeyboardWalksToEveryItem()
{
    std::set<quint32> reached;
    const auto walkLane = [&] {
        for (const auto key : {Qt::Key_Left, Qt::Key_Right}) {
            std::optional<quint32> before;
            do {
                before = m_view->selected();
                reached.insert(*before);
                press(key);
            } while (m_view->selected() != before);
        }
    };
    press(Qt::Key_Down);
    QVERIFY(m_view->selected().has_value());
    for (size_t lane = 0; lane < m_view->scene().lanes().size(); ++lane) {
        walkLane();
        press(Qt::Key_Down);
    }

    size_t shown = 0;
    for (const SceneLane& lane : m_view->scene().lanes())
        shown += lane.count();
    QCOMPARE(reached.size(), shown);
}

void TestTimelineView::theSelectedItemIsAlwaysInSight()
{
    m_view->showRange(TimelineView::Range::Month);
    for (quint32 item = 0; item < m_view->story()->items().size(); ++item) {
        if (!m_view->scene().isShown(item))
            continue;
        m_view->select(item);
        const QRectF rect = m_view->rectOf(item);
        QVERIFY2(rect.height() > 4 && rect.width() > 0, qPrintable(m_view->story()->items()[item].label));
        QVERIFY(QRectF(m_view->rect()).intersects(rect));
    }
}

void TestTimelineView::theWheelZoomsAtTheMouse()
{
    const quint32 item = *m_view->story()->search(u"appendectomy").begin();
    const QPointF at = m_view->rectOf(item).center();
    const double before = span(*m_view);

    wheel(*m_view, at.toPoint(), 3);

    QVERIFY(span(*m_view) < before);
    QVERIFY(qAbs(m_view->rectOf(item).center().x() - at.x()) < 2);

    press(Qt::Key_0);
    QVERIFY(qAbs(span(*m_view) - before) < 1000);
}

void TestTimelineView::draggingMovesTheTime()
{
    m_view->showRange(TimelineView::Range::Year);
    wheel(*m_view, {600, 300}, -4);
    const double before = m_view->viewport().firstMs();

    QTest::mousePress(m_view.get(), Qt::LeftButton, {}, {600, 650 - 40});
    QTest::mouseMove(m_view.get(), {650, 610});
    QTest::mouseMove(m_view.get(), {800, 610});
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, {800, 610});

    QVERIFY(m_view->viewport().firstMs() < before);
}

void TestTimelineView::clickingACountPartsIt()
{
    const SceneLane* counted = nullptr;
    quint32 item = 0;
    for (const SceneLane& lane : m_view->scene().lanes()) {
        for (const quint32 shown : lane.shown) {
            const auto place = lane.layout.placeOf(shown);
            const auto members = lane.layout.members(*place.box);
            const auto& items = m_view->story()->items();
            if (members.size() > 1
                && items[members.back()].startMs - items[members.front()].startMs > 3'600'000) {
                counted = &lane;
                item = shown;
            }
        }
    }
    QVERIFY(counted != nullptr);
    const double before = span(*m_view);

    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, m_view->rectOf(item).center().toPoint());

    QVERIFY(span(*m_view) < before / 2);
}

void TestTimelineView::clickingAnItemSelectsIt()
{
    const quint32 item = *m_view->story()->search(u"appendectomy").begin();
    QSignalSpy changed(m_view.get(), &TimelineView::selectionChanged);
    m_view->select(std::nullopt);

    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, m_view->rectOf(item).center().toPoint());

    QCOMPARE(m_view->selected(), std::optional(item));
    QCOMPARE(changed.size(), 1);
}

void TestTimelineView::aHeaderCollapsesItsLane()
{
    const double before = m_view->scene().height();
    const QRectF first = m_view->rectOf(m_view->story()->laneBegin(Lane::Problems));

    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, QPoint(40, static_cast<int>(first.center().y())));

    QVERIFY(m_view->scene().height() < before);
    QVERIFY(m_view->state().collapsed.test(static_cast<size_t>(Lane::Problems)));
}

void TestTimelineView::hoveringTellsWhatIsThere()
{
    const quint32 item = *m_view->story()->search(u"appendectomy").begin();
    std::vector<quint32> told;
    connect(m_view.get(), &TimelineView::hovered, this,
        [&told](const std::vector<quint32>& items, const QRect&) { told = items; });
    std::optional<qint64> cursor;
    connect(
        m_view.get(), &TimelineView::cursorMoved, this, [&cursor](std::optional<qint64> ms) { cursor = ms; });

    QTest::mouseMove(m_view.get(), m_view->rectOf(item).center().toPoint());

    QTRY_COMPARE(told, std::vector<quint32>{item});
    QVERIFY(cursor.has_value());
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(*cursor, Qt::UTC).date().year(), 1971);
}

void TestTimelineView::enterOpensTheSelectedItem()
{
    std::vector<quint32> opened;
    connect(m_view.get(), &TimelineView::opened, this,
        [&opened](const std::vector<quint32>& items, const QRect&) { opened = items; });
    press(Qt::Key_Home);

    press(Qt::Key_Return);

    QCOMPARE(opened, std::vector<quint32>{*m_view->selected()});
}

void TestTimelineView::hitsAreWalkedInARing()
{
    const auto hits = m_view->story()->search(u"check up");
    QCOMPARE(hits.size(), size_t(10));
    m_view->setHits(hits);

    std::set<quint32> reached;
    for (size_t i = 0; i < hits.size(); ++i) {
        m_view->goToHit(TimelineView::Step::Next);
        reached.insert(*m_view->selected());
    }
    const auto last = m_view->selected();
    m_view->goToHit(TimelineView::Step::Next);

    QCOMPARE(reached.size(), hits.size());
    QCOMPARE(m_view->selected(), std::optional(hits.front()));
    m_view->goToHit(TimelineView::Step::Previous);
    QCOMPARE(m_view->selected(), last);
}

void TestTimelineView::aFilteredItemIsNoLongerSelected()
{
    const quint32 note = m_view->story()->laneBegin(Lane::Notes);
    m_view->select(note);

    Filter filter;
    filter.hiddenLanes.set(static_cast<size_t>(Lane::Notes));
    m_view->setFilter(filter);

    QVERIFY(!m_view->selected().has_value());
}

void TestTimelineView::aNewVersionOfTheChartKeepsPlaceAndSelection()
{
    m_view->select(*m_view->story()->search(u"appendectomy").begin());
    m_view->showRange(TimelineView::Range::Year);
    const double first = m_view->viewport().firstMs();

    m_life->f.add(Note{QStringLiteral("One more"), {}}, moment("2025-01-01T08:00:00Z"));
    m_view->setStory(m_life->f.tell());

    QVERIFY(qAbs(m_view->viewport().firstMs() - first) < 1000);
    QVERIFY(m_view->selected().has_value());
    QCOMPARE(m_view->story()->items()[*m_view->selected()].label, QStringLiteral("Appendectomy"));
}

void TestTimelineView::theStateOfTheViewCanBeKept()
{
    m_view->showRange(TimelineView::Range::Week);
    m_view->setCollapsed(Lane::Vitals, true);
    const ViewState kept = m_view->state();
    m_view->setStory(StoryFixture().tell());

    m_view->setStory(m_life->f.tell());
    m_view->restore(kept);

    QVERIFY(qAbs(m_view->viewport().firstMs() - kept.firstMs) < 1000);
    QVERIFY(m_view->scene().collapsed().test(static_cast<size_t>(Lane::Vitals)));
}

void TestTimelineView::aScreenReaderHearsTheSelectedItem()
{
    m_view->select(*m_view->story()->search(u"appendectomy").begin());

    QAccessibleInterface* heard = QAccessible::queryAccessibleInterface(m_view.get());

    QVERIFY(heard != nullptr);
    QVERIFY(!heard->text(QAccessible::Name).isEmpty());
    QVERIFY(heard->text(QAccessible::Description).contains(QStringLiteral("Appendectomy")));
    QVERIFY(heard->text(QAccessible::Description).contains(QStringLiteral("1971")));
}

void TestTimelineView::theWindowWithoutAPatientTakesKeysQuietly()
{
    m_view->setStory(nullptr);
    for (const auto key :
        {Qt::Key_Left, Qt::Key_Home, Qt::Key_Plus, Qt::Key_0, Qt::Key_Return, Qt::Key_Escape})
        press(key);
    wheel(*m_view, {500, 300}, 2);
    m_view->repaint();

    QVERIFY(!m_view->selected().has_value());
}

QTEST_MAIN(TestTimelineView)
#include "tst_timeline_view.moc"
