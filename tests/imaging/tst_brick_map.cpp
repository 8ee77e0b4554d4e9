// What rays leap by against brute force: each brick's values, what of it is seen, how far the nearest is.

#include "imaging_view/brick_map.h"

#include <algorithm>
#include <QtTest/QtTest>
#include <rapidcheck.h>

using namespace twinward::imaging;

namespace {

using Size = std::array<int, 3>;

struct Stored
{
    Size size{};
    std::vector<qint16> voxels;

    [[nodiscard]] qint16 at(int i, int j, int k) const
    {
        return voxels[static_cast<size_t>((static_cast<qint64>(k) * size[1] + j) * size[0] + i)];
    }
};

// Mostly air, with a few places of something.
Stored anything()
{
    Stored made;
    made.size = {*rc::gen::inRange(2, 60), *rc::gen::inRange(2, 60), *rc::gen::inRange(2, 60)};
    made.voxels.assign(static_cast<size_t>(made.size[0]) * made.size[1] * made.size[2], -1000);
    for (int places = *rc::gen::inRange(0, 5); places > 0; --places)
        made.voxels[*rc::gen::inRange<size_t>(0, made.voxels.size())]
            = static_cast<qint16>(*rc::gen::inRange(-999, 3000));
    return made;
}

BrickMap mapOf(const Stored& stored, double scale = 1, double offset = 0)
{
    return BrickMap(std::span<const qint16>(stored.voxels), stored.size, scale, offset);
}

template <class Visit> void eachBrick(const Size& size, const Visit& visit)
{
    size_t at = 0;
    for (int k = 0; k < size[2]; ++k) {
        for (int j = 0; j < size[1]; ++j) {
            for (int i = 0; i < size[0]; ++i)
                visit(Size{i, j, k}, at++);
        }
    }
}

double opacityAt(const std::vector<TransferPoint>& points, double value)
{
    if (value <= points.front().value)
        return points.front().opacity;
    for (size_t i = 1; i < points.size(); ++i) {
        if (value <= points[i].value) {
            const double share = (value - points[i - 1].value) / (points[i].value - points[i - 1].value);
            return points[i - 1].opacity + (points[i].opacity - points[i - 1].opacity) * share;
        }
    }
    return points.back().opacity;
}

const std::vector<TransferPoint> bone{{-1000, 0, 0}, {150, 0, 0}, {400, 0.6, 0}, {3000, 0.9, 0}};
const std::vector<TransferPoint> band{{-900, 0, 0}, {-600, 0.2, 0}, {-300, 0, 0}, {3000, 0, 0}};

} // namespace

class TestBrickMap : public QObject
{
    Q_OBJECT

private slots:
    void bricksHoldTheirLowestAndHighest();
    void distancesAreThoseOfBruteForce();
    void everyVisibleValueIsInABrickThatIsSeen();
    void aNegativeScaleTurnsValuesRound();
    void withoutPointsThereIsNothingToSee();
};

void TestBrickMap::bricksHoldTheirLowestAndHighest()
{
    QVERIFY(rc::check([] {
        const Stored stored = anything();
        const BrickMap map = mapOf(stored, 2, -5);
        eachBrick(map.size(), [&](const Size& brick, size_t at) {
            qint16 low = 32767;
            qint16 high = -32768;
            const auto end = [&](size_t axis) {
                return std::min(brick[axis] * BrickMap::side + BrickMap::side, stored.size[axis] - 1);
            };
            for (int k = brick[2] * BrickMap::side; k <= end(2); ++k) {
                for (int j = brick[1] * BrickMap::side; j <= end(1); ++j) {
                    for (int i = brick[0] * BrickMap::side; i <= end(0); ++i) {
                        low = std::min(low, stored.at(i, j, k));
                        high = std::max(high, stored.at(i, j, k));
                    }
                }
            }
            RC_ASSERT(map.ranges()[at] == (BrickMap::Range{low * 2.F - 5, high * 2.F - 5}));
        });
    }));
}

void TestBrickMap::distancesAreThoseOfBruteForce()
{
    QVERIFY(rc::check([] {
        const BrickMap map = mapOf(anything());
        const auto distances = map.distances(*rc::gen::element(bone, band));
        std::vector<Size> seen;
        eachBrick(map.size(), [&](const Size& brick, size_t at) {
            if (distances[at] == 0)
                seen.push_back(brick);
        });
        eachBrick(map.size(), [&](const Size& brick, size_t at) {
            int nearest = BrickMap::farthest;
            for (const Size& other : seen)
                nearest = std::min(nearest,
                    std::max({std::abs(brick[0] - other[0]), std::abs(brick[1] - other[1]),
                        std::abs(brick[2] - other[2])}));
            RC_ASSERT(static_cast<int>(distances[at]) == nearest);
        });
    }));
}

void TestBrickMap::everyVisibleValueIsInABrickThatIsSeen()
{
    QVERIFY(rc::check([] {
        const BrickMap map = mapOf(anything());
        const bool isBone = *rc::gen::arbitrary<bool>();
        const auto& points = isBone ? bone : band;
        const double invisible = isBone ? 150 : -900; // up to here
        const auto distances = map.distances(points);
        eachBrick(map.size(), [&](const Size&, size_t at) {
            // every value between a brick's lowest and highest may come about by interpolation
            const BrickMap::Range& range = map.ranges()[at];
            bool visible = false;
            for (int part = 0; part <= 4000; ++part)
                visible
                    = visible || opacityAt(points, range.low + (range.high - range.low) * part / 4000.0) > 0;
            const bool seen = distances[at] == 0;
            RC_ASSERT(seen || !visible);
            RC_ASSERT(!seen || range.high > invisible);
        });
    }));
}

void TestBrickMap::aNegativeScaleTurnsValuesRound()
{
    const Stored stored{{2, 2, 2}, {-300, -200, -300, -300, -300, -300, -300, -300}};
    QCOMPARE(mapOf(stored, -1).ranges().front(), (BrickMap::Range{200, 300}));
    QCOMPARE(mapOf(stored, -1).distances(bone).front(), quint8{0});
    QVERIFY(mapOf(stored, 1).distances(bone).front() > 0);
}

void TestBrickMap::withoutPointsThereIsNothingToSee()
{
    const Stored stored{{9, 2, 2}, std::vector<qint16>(36, 500)};
    const std::vector<quint8> nowhere(2, quint8{BrickMap::farthest});
    QCOMPARE(mapOf(stored).distances({}), nowhere);
    const std::vector<TransferPoint> everywhere{{0, 0.5, 0}};
    QCOMPARE(mapOf(stored).distances(everywhere), std::vector<quint8>(2, 0));
}

QTEST_GUILESS_MAIN(TestBrickMap)
#include "tst_brick_map.moc"
