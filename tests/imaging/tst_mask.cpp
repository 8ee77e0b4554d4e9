// Masks as sets, as bodies and as shapes, against the same done voxel by voxel.

#include "imaging/undo.h"
#include "plain_mask.h"

#include <QTest>

using namespace twinward::imaging;
using namespace twinward::imaging::plainly;

namespace {

// Every voxel within the radius of one, those near it looked at alone.
void addBall(Mask& mask, const Grid& grid, const Voxel& centre, double radius)
{
    for (int k = centre[2] - 5; k <= centre[2] + 5; ++k) {
        for (int j = centre[1] - 5; j <= centre[1] + 5; ++j) {
            for (int i = centre[0] - 5; i <= centre[0] + 5; ++i) {
                if (distanceMm(centreOf(grid, {i, j, k}), centreOf(grid, centre)) <= radius + 1e-9)
                    mask.set(i, j, k);
            }
        }
    }
}

class MaskTest : public QObject
{
    Q_OBJECT

private slots:
    void masksCombineAsSetsDo();
    void aCopyKeepsWhatItWasAndSharesTheRest();
    void islandsAreWhatHangsTogether();
    void holesAreFilledAndBaysAreNot();
    void medianIsTheMajorityOfTheNeighbours();
    void morphologyIsThatOfABall();
    void openingTakesOffBridgesAndClosingFillsGaps();
    void stepsAreUndoneAndDoneAgain();
};

} // namespace

void MaskTest::masksCombineAsSetsDo()
{
    QVERIFY(rc::check("boolean operations", [] {
        const Mask a = anyMask();
        const Mask b = anyMask();
        const Plain pa = plain(a);
        const Plain pb = plain(b);
        const Plain united = plain(a.united(b));
        const Plain both = plain(a.intersected(b));
        const Plain left = plain(a.subtracted(b));
        const Plain inverted = plain(a.inverted());
        qint64 count = 0;
        for (size_t i = 0; i < pa.size(); ++i) {
            RC_ASSERT(united[i] == (pa[i] || pb[i]));
            RC_ASSERT(both[i] == (pa[i] && pb[i]));
            RC_ASSERT(left[i] == (pa[i] && !pb[i]));
            RC_ASSERT(inverted[i] == !pa[i]);
            count += pa[i] ? 1 : 0;
        }
        RC_ASSERT(a.count() == count);
        RC_ASSERT(a.inverted().count() == static_cast<qint64>(pa.size()) - count);
        RC_ASSERT(a.subtracted(b).united(a.intersected(b)) == a);
        RC_ASSERT(a.subtracted(a).isEmpty());
    }));
}

void MaskTest::aCopyKeepsWhatItWasAndSharesTheRest()
{
    Mask mask({512, 512, 100});
    for (int k = 0; k < 100; ++k) {
        for (int j = 0; j < 512; ++j)
            mask.setWord(3, j, k, ~quint64{0});
    }
    const Mask before = mask;
    mask.set(5, 20, 30);
    QVERIFY(!before.at(5, 20, 30));
    QVERIFY(mask.at(5, 20, 30));
    QCOMPARE(before.count() + 1, mask.count());
    // One brick of 2 KB is its own; 100 slices are shared.
    QCOMPARE(mask.ownBytes(), static_cast<qint64>(sizeof(Mask::Brick)));
    const auto changed = mask.differenceBounds(before);
    QCOMPARE(*changed, (VoxelBox{{5, 20, 30}, {5, 20, 30}}));
    QVERIFY(!before.differenceBounds(before));
    QCOMPARE(*before.bounds(), (VoxelBox{{192, 0, 0}, {255, 511, 99}}));
}

void MaskTest::islandsAreWhatHangsTogether()
{
    QVERIFY(rc::check("islands", [] {
        const Mask mask = anyMask();
        const auto found = islands(mask);
        qint64 total = 0;
        for (const Island& island : found)
            total += island.voxels;
        RC_ASSERT(total == mask.count());
        if (found.empty())
            return;
        const Mask largest = largestIsland(mask);
        RC_ASSERT(largest.count() == found.front().voxels);
        const auto corner = largest.bounds()->first;
        Voxel member{-1, -1, -1};
        forEachVoxel([&](const Voxel& at) {
            if (member[0] < 0 && largest.at(at[0], at[1], at[2]))
                member = at;
        });
        RC_ASSERT(corner[2] == member[2]);
        RC_ASSERT(static_cast<qint64>(connected(plain(mask), member, false).size()) == largest.count());
        RC_ASSERT(islandAt(mask, member) == largest);
        const Mask kept = withoutIslandsBelow(mask, found.front().voxels);
        for (const Island& island : islands(kept))
            RC_ASSERT(island.voxels == found.front().voxels);
        RC_ASSERT(withoutIslandsBelow(mask, 0) == mask);
    }));
}

void MaskTest::holesAreFilledAndBaysAreNot()
{
    const Grid grid = gridOf({40, 40, 40}, {1, 1, 1});
    const Mask whole = ball(grid, 15);
    const Mask hollow = whole.subtracted(ball(grid, 8, {2, 1, 0}));
    QVERIFY(holesFilled(hollow) == whole);
    // A canal from the hollow to the outside: nothing is closed any more.
    Mask open = hollow;
    for (int k = 0; k < 40; ++k)
        open.clear(21, 20, k);
    QVERIFY(holesFilled(open) == open);
    QVERIFY(holesFilled(Mask({40, 40, 40})).isEmpty());
}

void MaskTest::medianIsTheMajorityOfTheNeighbours()
{
    QVERIFY(rc::check("median", [] {
        const Mask mask = anyMask();
        const auto smooth = medianSmoothed(mask, 1);
        RC_ASSERT(smooth.has_value());
        forEachVoxel([&](const Voxel& at) {
            int count = 0;
            for (int n = 0; n < 27; ++n)
                count += mask.at(at[0] + n % 3 - 1, at[1] + n / 3 % 3 - 1, at[2] + n / 9 - 1) ? 1 : 0;
            RC_ASSERT(smooth->at(at[0], at[1], at[2]) == (count >= 14));
        });
    }));
}

void MaskTest::morphologyIsThatOfABall()
{
    const Grid grid = gridOf(size, {0.8, 0.9, 1.1});
    QVERIFY(rc::check("dilate and erode", [&] {
        const Mask mask = randomMask(static_cast<unsigned>(*rc::gen::inRange(0, 1 << 30)), 0.01);
        const double radius = *rc::gen::element(0.0, 0.8, 1.0, 2.3, 3.7);
        const auto grown = morphed(mask, grid, Morphology::Dilate, radius);
        const auto shrunk = morphed(mask.inverted(), grid, Morphology::Erode, radius);
        RC_ASSERT(grown.has_value() && shrunk.has_value());
        Mask expected(size);
        forEachVoxel([&](const Voxel& at) {
            if (mask.at(at[0], at[1], at[2]))
                addBall(expected, grid, at, radius);
        });
        RC_ASSERT(*grown == expected);
        // What a ball can't grow into is what the outside shrinks to.
        RC_ASSERT(*shrunk == expected.inverted());
    }));
}

void MaskTest::openingTakesOffBridgesAndClosingFillsGaps()
{
    const Grid grid = gridOf({80, 40, 40}, {1, 1, 1});
    Mask dumbbell = ball(grid, 10, {-20, 0, 0}).united(ball(grid, 10, {20, 0, 0}));
    for (int i = 20; i < 60; ++i)
        dumbbell.set(i, 20, 20);
    QCOMPARE(islands(dumbbell).size(), size_t{1});
    const auto opened = morphed(dumbbell, grid, Morphology::Open, 2);
    QCOMPARE(islands(*opened).size(), size_t{2});
    QVERIFY(opened->subtracted(dumbbell).isEmpty());
    QVERIFY(!opened->at(40, 20, 20));

    Mask cut = ball(grid, 12);
    for (int k = 0; k < 40; ++k) {
        for (int j = 0; j < 40; ++j)
            cut.clear(40, j, k);
    }
    const auto closed = morphed(cut, grid, Morphology::Close, 3);
    QVERIFY(cut.subtracted(*closed).isEmpty());
    QVERIFY(closed->at(40, 20, 20));
    // Closing at the border of the grid takes nothing away there.
    Mask all = Mask({80, 40, 40}).inverted();
    QVERIFY(*morphed(all, grid, Morphology::Close, 3) == all);
    QVERIFY(*morphed(all, grid, Morphology::Open, 3) == all);
    QVERIFY(!morphed(all, grid, Morphology::Open, -1));
}

void MaskTest::stepsAreUndoneAndDoneAgain()
{
    UndoStack<Mask> steps{Mask(size)};
    Mask painted(size);
    for (int i = 0; i < 5; ++i) {
        painted.set(i, 0, 0);
        steps.push(painted, QStringLiteral("Brush"), QStringLiteral("stroke 1"));
    }
    steps.push(painted.inverted(), QStringLiteral("Invert"));
    QCOMPARE(steps.undoName(), QStringLiteral("Invert"));
    QVERIFY(steps.undo());
    QVERIFY(steps.current() == painted);
    QVERIFY(steps.undo()); // the whole stroke
    QVERIFY(steps.current().isEmpty());
    QVERIFY(!steps.undo());
    QVERIFY(steps.redo() && steps.redo() && !steps.redo());
    QVERIFY(steps.current() == painted.inverted());
    QVERIFY(steps.undo());
    steps.push(Mask(size), QStringLiteral("Clear"));
    QVERIFY(!steps.canRedo());
}

QTEST_APPLESS_MAIN(MaskTest)
#include "tst_mask.moc"
