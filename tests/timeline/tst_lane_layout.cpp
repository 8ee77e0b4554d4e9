#include "timeline/lane_layout.h"

#include <QtTest/QtTest>
#include <rapidcheck.h>
#include <set>

using namespace twinward::timeline;

namespace {

constexpr qint64 hourMs = 3'600'000;

Item itemAt(qint64 startMs, qint64 endMs)
{
    Item item;
    item.precision = twinward::base::Moment::Precision::Second;
    item.startMs = item.sureStartMs = startMs;
    item.endMs = item.sureEndMs = endMs;
    return item;
}

// A lane as lanes are: points, spans, many at the same instant, some that go on.
rc::Gen<std::vector<Item>> anyLane()
{
    const auto start = rc::gen::inRange<qint64>(0, 2000);
    const auto length = rc::gen::weightedElement<qint64>({{6, 0}, {2, 1}, {2, 40}, {1, 700}, {1, -1}});
    return rc::gen::map(
        rc::gen::container<std::vector<std::pair<qint64, qint64>>>(rc::gen::pair(start, length)),
        [](const std::vector<std::pair<qint64, qint64>>& drawn) {
            std::vector<Item> items;
            for (const auto& [at, hours] : drawn)
                items.push_back(itemAt(at * hourMs, hours < 0 ? openEndMs : (at + hours) * hourMs));
            std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
                return std::tie(a.startMs, a.endMs) < std::tie(b.startMs, b.endMs);
            });
            return items;
        });
}

std::vector<quint32> all(const std::vector<Item>& items)
{
    std::vector<quint32> indices(items.size());
    std::iota(indices.begin(), indices.end(), 0U);
    return indices;
}

double anyScale()
{
    return *rc::gen::element(1e3, 1e4, 6e4, 1e6, 3.6e6, 1e7, 1e8, 1e9);
}

LaneLayout laidOut(const std::vector<Item>& items, double msPerPx)
{
    return LaneLayout::arrange(items, all(items), 0, msPerPx, {});
}

} // namespace

class TestLaneLayout : public QObject
{
    Q_OBJECT

private slots:
    void nothingOverlapsInARow();
    void everyItemIsCountedOnce();
    void everyItemIsFoundWhereItIsDrawn();
    void whatIsVisibleIsWhatTouchesTheWindow();
    void theSameZoomGivesTheSameRows();
    void aPointIsDrawnAtItsTime();
    void nearPointsAreCountedTogether();
    void roomSpreadsThemAgain();
    void anUrgentOneIsNamedBeforeTheOthersOfItsInstant();
    void moreOverlapsThanRowsAreStillCounted();
};

void TestLaneLayout::nothingOverlapsInARow()
{
    QVERIFY(rc::check([] {
        const auto items = *anyLane();
        const LaneLayout layout = laidOut(items, anyScale());
        for (int row = 0; row < layout.rowCount(); ++row) {
            const auto& boxes = layout.row(row);
            for (size_t i = 0; i < boxes.size(); ++i) {
                RC_ASSERT(boxes[i].x1 > boxes[i].x0);
                if (i > 0)
                    RC_ASSERT(boxes[i].x0 >= boxes[i - 1].x1 + boxes[i - 1].roomPx);
            }
        }
    }));
}

void TestLaneLayout::everyItemIsCountedOnce()
{
    QVERIFY(rc::check([] {
        const auto items = *anyLane();
        const LaneLayout layout = laidOut(items, anyScale());
        std::multiset<quint32> drawn;
        for (int row = 0; row < layout.rowCount(); ++row) {
            for (const Box& box : layout.row(row)) {
                RC_ASSERT(layout.members(box).size() == box.count);
                drawn.insert(layout.members(box).begin(), layout.members(box).end());
            }
        }
        const auto indices = all(items);
        RC_ASSERT(drawn == std::multiset<quint32>(indices.begin(), indices.end()));
    }));
}

void TestLaneLayout::everyItemIsFoundWhereItIsDrawn()
{
    QVERIFY(rc::check([] {
        const auto items = *anyLane();
        const LaneLayout layout = laidOut(items, anyScale());
        for (quint32 item = 0; item < items.size(); ++item) {
            const auto place = layout.placeOf(item);
            RC_ASSERT(place.box != nullptr);
            const auto members = layout.members(*place.box);
            RC_ASSERT(std::binary_search(members.begin(), members.end(), item));
            const double inside = (place.box->x0 + std::min(place.box->x1, place.box->x0 + 20)) / 2;
            RC_ASSERT(layout.at(place.row, inside, 0) == place.box);
        }
        RC_ASSERT(layout.placeOf(static_cast<quint32>(items.size())).box == nullptr);
    }));
}

void TestLaneLayout::whatIsVisibleIsWhatTouchesTheWindow()
{
    QVERIFY(rc::check([] {
        const auto items = *anyLane();
        const LaneLayout layout = laidOut(items, anyScale());
        const double x0 = *rc::gen::inRange(-500, 8000);
        const double x1 = x0 + *rc::gen::inRange(0, 2000);
        for (int row = 0; row < layout.rowCount(); ++row) {
            size_t expected = 0;
            for (const Box& box : layout.row(row))
                expected += box.x1 >= x0 && box.x0 <= x1 ? 1 : 0;
            RC_ASSERT(layout.visible(row, x0, x1).size() == expected);
        }
    }));
}

void TestLaneLayout::theSameZoomGivesTheSameRows()
{
    QVERIFY(rc::check([] {
        const auto items = *anyLane();
        const double scale = anyScale();
        const LaneLayout once = laidOut(items, scale);
        const LaneLayout again = laidOut(items, scale);
        for (quint32 item = 0; item < items.size(); ++item)
            RC_ASSERT(once.placeOf(item).row == again.placeOf(item).row);
    }));
}

void TestLaneLayout::aPointIsDrawnAtItsTime()
{
    const std::vector<Item> items{itemAt(100 * hourMs, 100 * hourMs)};

    const LaneLayout layout = laidOut(items, static_cast<double>(hourMs));

    const Box& box = layout.row(0).front();
    QCOMPARE((box.x0 + box.x1) / 2, 100.0);
}

void TestLaneLayout::nearPointsAreCountedTogether()
{
    const std::vector<Item> items{itemAt(0, 0), itemAt(hourMs, hourMs), itemAt(900 * hourMs, 900 * hourMs),
        itemAt(2500 * hourMs, 2500 * hourMs)};

    const LaneLayout far = LaneLayout::arrange(items, all(items), 0, 50.0 * hourMs, {});

    QCOMPARE(far.rowCount(), 1);
    QCOMPARE(far.row(0).size(), size_t(2));
    QCOMPARE(far.row(0).front().count, 3U);
}

void TestLaneLayout::roomSpreadsThemAgain()
{
    const std::vector<Item> items{itemAt(0, 0), itemAt(hourMs, hourMs), itemAt(900 * hourMs, 900 * hourMs)};

    const LaneLayout near = LaneLayout::arrange(items, all(items), 0, 1.0 * hourMs, {});

    QCOMPARE(near.rowCount(), 2);
    QCOMPARE(near.placeOf(0).box->count, 1U);
    QCOMPARE(near.placeOf(1).box->count, 1U);
    QVERIFY(near.placeOf(0).row != near.placeOf(1).row);
}

void TestLaneLayout::anUrgentOneIsNamedBeforeTheOthersOfItsInstant()
{
    std::vector<Item> items(30, itemAt(hourMs, hourMs));
    items[27].flag = Flag::Critical;

    const LaneLayout layout = laidOut(items, 1000);

    QCOMPARE(layout.placeOf(27).box->count, 1U);
    QCOMPARE(layout.placeOf(27).row, 0);
    QCOMPARE(layout.row(layout.rowCount() - 1).front().count, 21U);
}

void TestLaneLayout::moreOverlapsThanRowsAreStillCounted()
{
    const std::vector<Item> items(500, itemAt(0, 1000 * hourMs));

    const LaneLayout layout = laidOut(items, 1e6);

    size_t counted = 0;
    for (int row = 0; row < layout.rowCount(); ++row) {
        for (const Box& box : layout.row(row))
            counted += box.count;
    }
    QCOMPARE(counted, items.size());
    QVERIFY(layout.rowCount() <= LayoutMetrics().maxBarRows + LayoutMetrics().maxPointRows);
}

QTEST_GUILESS_MAIN(TestLaneLayout)
#include "tst_lane_layout.moc"
