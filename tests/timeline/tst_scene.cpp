#include "lifelike.h"
#include "timeline/scene.h"
#include "timeline/shorten.h"
#include "timeline/viewport.h"

#include <QtTest/QtTest>
#include <rapidcheck.h>
#include <set>

using namespace twinward;
using namespace twinward::timeline;
using namespace twinward::timeline::test;

namespace {

constexpr double dayMs = 86'400'000;

Scene sceneOf(const std::shared_ptr<const Story>& story, double msPerPx = dayMs)
{
    Scene scene;
    scene.setStory(story);
    scene.arrange(msPerPx, {});
    return scene;
}

size_t shownIn(const Scene& scene)
{
    size_t count = 0;
    for (const SceneLane& lane : scene.lanes())
        count += lane.count();
    return count;
}

// Every item that can be come to from the first with the arrow keys.
std::set<quint32> walked(const Scene& scene)
{
    using Direction = Scene::Direction;
    std::set<quint32> reached;
    auto at = scene.next(std::nullopt, Direction::Down, 0);
    while (at) {
        for (auto left = at; left; left = scene.next(left, Direction::Earlier, 0))
            reached.insert(*left);
        for (auto right = at; right; right = scene.next(right, Direction::Later, 0))
            reached.insert(*right);
        at = scene.next(at, Direction::Down, scene.story()->items()[*at].startMs);
    }
    return reached;
}

} // namespace

class TestScene : public QObject
{
    Q_OBJECT

private slots:
    void theArrowKeysReachEveryItem();
    void retractedEntriesAreHiddenUntilAskedFor();
    void activeOnlyHidesWhatIsOver();
    void aHiddenLaneTakesNoRoom();
    void aRangeKeepsWhatTouchesIt();
    void onlyWhatMustBeLookedAt();
    void lanesFollowEachOtherWithoutGaps();
    void whatIsDrawnIsHit();
    void aCollapsedLaneIsOneRowAndKeepsItsCount();
    void upAndDownStayNearInTime();
    void homeAndEndAreTheFirstAndTheLast();
    void zoomingKeepsTheTimeUnderTheMouse();
    void theWindowStaysWithinTheLife();
    void revealingMovesNoMoreThanNeeded();
    void shorteningNeverCutsAFigure();
};

void TestScene::theArrowKeysReachEveryItem()
{
    Lifelike life;
    const Scene scene = sceneOf(life.ofEveryKind());

    QCOMPARE(walked(scene).size(), shownIn(scene));
}

void TestScene::retractedEntriesAreHiddenUntilAskedFor()
{
    Lifelike life;
    Scene scene = sceneOf(life.ofEveryKind());
    const size_t all = scene.story()->items().size();
    QCOMPARE(shownIn(scene), all - 1);

    Filter filter;
    filter.show = Filter::Show::WithRetracted;
    scene.setFilter(filter);

    QCOMPARE(shownIn(scene), all);
}

void TestScene::activeOnlyHidesWhatIsOver()
{
    StoryFixture f;
    f.add(StoryFixture::problem(QStringLiteral("Asthma")), moment("2000"));
    f.add(StoryFixture::problem(QStringLiteral("Measles"), QStringLiteral("resolved")), moment("1960"));
    f.add(Note{QStringLiteral("Note"), {}}, moment("2001-01-01T08:00:00Z"));
    Scene scene = sceneOf(f.tell());

    Filter filter;
    filter.activeOnly = true;
    scene.setFilter(filter);

    QCOMPARE(shownIn(scene), size_t(2));
    QVERIFY(scene.isShown(*scene.next(std::nullopt, Scene::Direction::Down, 0)));
}

void TestScene::aHiddenLaneTakesNoRoom()
{
    Lifelike life;
    Scene scene = sceneOf(life.ofEveryKind());
    const double before = scene.height();

    Filter filter;
    filter.hiddenLanes.set(static_cast<size_t>(Lane::Vitals));
    scene.setFilter(filter);
    scene.arrange(dayMs, {});

    QVERIFY(scene.height() < before);
    for (const SceneLane& lane : scene.lanes())
        QVERIFY(lane.lane != Lane::Vitals);
}

void TestScene::aRangeKeepsWhatTouchesIt()
{
    StoryFixture f;
    f.add(StoryFixture::problem(QStringLiteral("Asthma")), moment("2000")); // goes on
    f.add(Note{QStringLiteral("In"), {}}, moment("2010-06-01T08:00:00Z"));
    f.add(Note{QStringLiteral("Before"), {}}, moment("1999-06-01T08:00:00Z"));
    f.add(Note{QStringLiteral("The year"), {}}, moment("2010"));
    f.add(Note{QStringLiteral("No date"), {}}, {});
    Scene scene = sceneOf(f.tell());

    Filter filter;
    filter.range = Extent{utcMs("2010-05-01T00:00:00Z"), utcMs("2010-07-01T00:00:00Z")};
    scene.setFilter(filter);

    QCOMPARE(shownIn(scene), size_t(4));
    QVERIFY(!scene.isShown(*scene.story()->find(f.events[3].event.id)));
}

void TestScene::onlyWhatMustBeLookedAt()
{
    Lifelike life;
    Scene scene = sceneOf(life.ofEveryKind());

    Filter filter;
    filter.show = Filter::Show::ConflictsAndUnauthorised;
    scene.setFilter(filter);

    QCOMPARE(shownIn(scene), size_t(2));
}

void TestScene::lanesFollowEachOtherWithoutGaps()
{
    Lifelike life;
    const Scene scene = sceneOf(life.ofEveryKind());

    double top = 0;
    for (const SceneLane& lane : scene.lanes()) {
        QCOMPARE(lane.top, top);
        QCOMPARE(scene.laneAt(lane.top + lane.height / 2), &lane);
        top += lane.height;
    }
    QCOMPARE(scene.height(), top);
    QCOMPARE(scene.laneAt(top + 1), nullptr);
}

void TestScene::whatIsDrawnIsHit()
{
    Lifelike life;
    for (const double scale : {3e5, 3e7, 3e9}) {
        const Scene scene = sceneOf(life.ofEveryKind(), scale);
        for (const SceneLane& lane : scene.lanes()) {
            for (const quint32 item : lane.shown) {
                const auto place = lane.layout.placeOf(item);
                QVERIFY(place.box != nullptr);
                const double y = scene.rowTop(lane, place.row) + scene.metrics().rowPx / 2;
                const auto items = scene.hit(place.box->x0 + 3 + 100, y, 100, 4).items();
                QVERIFY(std::find(items.begin(), items.end(), item) != items.end());
            }
        }
    }
}

void TestScene::aCollapsedLaneIsOneRowAndKeepsItsCount()
{
    Lifelike life;
    Scene scene = sceneOf(life.ofEveryKind(), 1e6);

    std::bitset<laneCount> collapsed;
    collapsed.set();
    scene.setCollapsed(collapsed);
    scene.arrange(1e6, {});

    for (const SceneLane& lane : scene.lanes()) {
        QVERIFY(lane.layout.rowCount() <= 1);
        size_t counted = 0;
        for (int row = 0; row < lane.layout.rowCount(); ++row) {
            for (const Box& box : lane.layout.row(row))
                counted += box.count;
        }
        QCOMPARE(counted, lane.shown.size());
    }
}

void TestScene::upAndDownStayNearInTime()
{
    StoryFixture f;
    f.add(StoryFixture::problem(QStringLiteral("Old"), QStringLiteral("resolved")), moment("1990"));
    f.add(StoryFixture::problem(QStringLiteral("New"), QStringLiteral("resolved")), moment("2020"));
    f.add(Note{QStringLiteral("Old note"), {}}, moment("1991-01-01T08:00:00Z"));
    f.add(Note{QStringLiteral("New note"), {}}, moment("2019-01-01T08:00:00Z"));
    const Scene scene = sceneOf(f.tell());
    const auto& items = scene.story()->items();
    const quint32 from = *scene.story()->find(f.events[2].event.id);

    const auto down = scene.next(from, Scene::Direction::Down, items[from].startMs);

    QCOMPARE(items[*down].label, QStringLiteral("New note"));
    QVERIFY(!scene.next(down, Scene::Direction::Down, 0).has_value());
    QCOMPARE(
        items[*scene.next(down, Scene::Direction::Up, items[*down].startMs)].label, QStringLiteral("New"));
}

void TestScene::homeAndEndAreTheFirstAndTheLast()
{
    Lifelike life;
    const Scene scene = sceneOf(life.ofEveryKind());
    const auto& items = scene.story()->items();
    const auto first = scene.next(std::nullopt, Scene::Direction::First, 0);
    const auto last = scene.next(first, Scene::Direction::Last, 0);

    for (quint32 item = 0; item < items.size(); ++item) {
        if (!items[item].isDated() || !scene.isShown(item))
            continue;
        QVERIFY(items[*first].startMs <= items[item].startMs);
        QVERIFY(items[*last].startMs >= items[item].startMs);
    }
}

void TestScene::zoomingKeepsTheTimeUnderTheMouse()
{
    QVERIFY(rc::check([] {
        Viewport viewport;
        viewport.setLimits({0, 80LL * 365 * 86'400'000});
        viewport.setWidth(1000);
        viewport.show(30 * 365 * dayMs, 40 * 365 * dayMs);
        const double x = *rc::gen::inRange(0, 1000);
        const double before = viewport.msAt(x);
        viewport.zoomAt(x, *rc::gen::element(1.1, 1.5, 2.0, 0.9));
        RC_ASSERT(std::abs(viewport.msAt(x) - before) < viewport.msPerPx());
    }));
}

void TestScene::theWindowStaysWithinTheLife()
{
    QVERIFY(rc::check([] {
        Viewport viewport;
        viewport.setLimits({0, 80LL * 365 * 86'400'000});
        viewport.setWidth(1000);
        for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-3000, 3000))) {
            if (step % 3 == 0)
                viewport.panBy(step);
            else
                viewport.zoomAt(std::abs(step) % 1000, step > 0 ? 1.7 : 0.4);
            const double slack = 1000; // a second, after so many roundings
            RC_ASSERT(viewport.firstMs() >= static_cast<double>(viewport.limits().firstMs) - slack);
            RC_ASSERT(viewport.lastMs() <= static_cast<double>(viewport.limits().lastMs) + slack);
            RC_ASSERT(viewport.lastMs() - viewport.firstMs() >= Viewport::shortestWindowMs - 1);
        }
    }));
}

void TestScene::revealingMovesNoMoreThanNeeded()
{
    Viewport viewport;
    viewport.setLimits({0, 1000LL * 86'400'000});
    viewport.setWidth(1000);
    viewport.show(100 * dayMs, 200 * dayMs);

    viewport.reveal(150 * dayMs, 160 * dayMs);
    QCOMPARE(viewport.firstMs(), 100 * dayMs);

    viewport.reveal(300 * dayMs, 300 * dayMs);
    QVERIFY(viewport.firstMs() <= 300 * dayMs && viewport.lastMs() >= 300 * dayMs);
    QVERIFY(qAbs(viewport.lastMs() - viewport.firstMs() - 100 * dayMs) < 1);
}

void TestScene::shorteningNeverCutsAFigure()
{
    const MeasureText measure = [](const QString& text) { return 7.0 * static_cast<double>(text.size()); };
    const QString drug = QStringLiteral("Metformin 500 mg tablet");

    QCOMPARE(shortenedToWidth(drug, 1000, measure), drug);
    QCOMPARE(shortenedToLength(drug, 12), QStringLiteral("Metformin…"));
    QCOMPARE(shortenedToLength(drug, 2), QString());
    for (double width = 0; width < 170; width += 1) {
        const QString shown = shortenedToWidth(drug, width, measure);
        QVERIFY(measure(shown) <= width);
        QVERIFY2(!shown.contains(u'5') || shown.contains(QStringLiteral("500")), qPrintable(shown));
    }
}

QTEST_GUILESS_MAIN(TestScene)
#include "tst_scene.moc"
