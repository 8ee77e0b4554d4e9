// Outlining by value, by seed and by brush, against known bodies and the same done voxel by voxel.

#include "plain_mask.h"

#include <QTest>

using namespace twinward::imaging;
using namespace twinward::imaging::plainly;
using twinward::base::ErrorCode;

namespace {

std::shared_ptr<Volume> randomVolume(unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> value(-1000, 1000);
    return phantom::volumeOf(gridOf(size, {0.8, 0.9, 1.1}), [&](const Vec3&) { return value(random); });
}

class SegmentationTest : public QObject
{
    Q_OBJECT

private slots:
    void thresholdTakesTheValuesOfTheRange();
    void thresholdIsRightForEveryKindOfVoxel();
    void thresholdRefusesWhatIsNotThere();
    void longWorkCanBeCancelled();
    void regionGrowTakesWhatHangsTogetherWithTheSeed();
    void theBrushPaintsAndErasesAlongItsStroke();
    void theDiscStaysInItsLayer();
    void theBrushKeepsToItsValues();
    void volumesAreThoseOfTheBodies();
    void aPlaneShowsWhatItCuts();
};

} // namespace

void SegmentationTest::thresholdTakesTheValuesOfTheRange()
{
    QVERIFY(rc::check("threshold in a box", [] {
        const auto volume = randomVolume(static_cast<unsigned>(*rc::gen::inRange(0, 1 << 30)));
        volume->slope = *rc::gen::element(1.0, 0.5, -2.0, 0.1);
        volume->intercept = *rc::gen::element(0.0, -1024.0, 0.3);
        // Borders that are values themselves: those count.
        const double one = volume->value(1, 2, 3).value();
        const double other = volume->value(4, 5, 6).value();
        const ValueRange range{std::min(one, other), std::max(one, other)};
        const VoxelBox box{{*rc::gen::inRange(0, 40), 2, 1}, {*rc::gen::inRange(30, 90), 16, 17}};
        const auto mask = threshold(*volume, range, box);
        RC_ASSERT(mask.has_value());
        forEachVoxel([&](const Voxel& at) {
            const double value = volume->value(at[0], at[1], at[2]).value();
            const bool inBox = at[0] >= box.first[0] && at[0] <= box.last[0] && at[1] >= 2 && at[1] <= 16
                && at[2] >= 1 && at[2] <= 17;
            RC_ASSERT(mask->at(at[0], at[1], at[2]) == (inBox && value >= range.low && value <= range.high));
        });
    }));
}

void SegmentationTest::thresholdIsRightForEveryKindOfVoxel()
{
    const auto countOf = [](SampleType type, auto first, auto second) {
        const auto volume = phantom::emptyVolume(gridOf({65, 1, 1}, {1, 1, 1}), type);
        auto* voxels = reinterpret_cast<decltype(first)*>(volume->voxels.data());
        std::fill(voxels, voxels + 65, first);
        voxels[64] = second;
        return threshold(*volume, {static_cast<double>(second), 1e9}, wholeBox({65, 1, 1}))->count();
    };
    QCOMPARE(countOf(SampleType::U8, quint8{3}, quint8{255}), 1);
    QCOMPARE(countOf(SampleType::U16, quint16{3}, quint16{65535}), 1);
    QCOMPARE(countOf(SampleType::S16, qint16{-32768}, qint16{-32767}), 1);
    QCOMPARE(countOf(SampleType::F32, 0.25F, 0.5F), 1);
}

void SegmentationTest::thresholdRefusesWhatIsNotThere()
{
    const auto volume = randomVolume(1);
    volume->filled[9] = false;
    QCOMPARE(threshold(*volume, {0, 10}, wholeBox(size)).error().code, ErrorCode::Busy);
    QVERIFY(threshold(*volume, {0, 10}, {{0, 0, 10}, {9, 9, 12}}));
    QVERIFY(threshold(*volume, {10, 0}, {{0, 0, 10}, {9, 9, 12}})->isEmpty());
    volume->samples = 3;
    QCOMPARE(threshold(*volume, {0, 10}, wholeBox(size)).error().code, ErrorCode::Unsupported);
    volume->samples = 1;
    volume->filled[9] = true;
    QCOMPARE(regionGrow(*volume, {-1, 0, 0}, {0, 10}, wholeBox(size)).error().code, ErrorCode::InvalidInput);
}

void SegmentationTest::longWorkCanBeCancelled()
{
    const auto volume = randomVolume(2);
    const auto stop = [](const twinward::ledger::Progress&) { return false; };
    QCOMPARE(threshold(*volume, {-500, 500}, wholeBox(size), stop).error().code, ErrorCode::Cancelled);
    const Mask mask = randomMask(3, 0.5);
    QCOMPARE(medianSmoothed(mask, 3, stop).error().code, ErrorCode::Cancelled);
    QCOMPARE(morphed(mask, volume->grid, Morphology::Close, 2, stop).error().code, ErrorCode::Cancelled);
}

void SegmentationTest::regionGrowTakesWhatHangsTogetherWithTheSeed()
{
    QVERIFY(rc::check("region grow", [] {
        const auto volume = randomVolume(static_cast<unsigned>(*rc::gen::inRange(0, 1 << 30)));
        const Voxel seed{
            *rc::gen::inRange(0, size[0]), *rc::gen::inRange(0, size[1]), *rc::gen::inRange(0, size[2])};
        const ValueRange range{-1000, *rc::gen::inRange(-800, 200) * 1.0};
        const auto grown = regionGrow(*volume, seed, range, wholeBox(size));
        RC_ASSERT(grown.has_value());
        const Plain allowed = plain(*threshold(*volume, range, wholeBox(size)));
        if (!allowed[indexOf(seed)]) {
            RC_ASSERT(grown->isEmpty());
            return;
        }
        const auto expected = connected(allowed, seed, true);
        RC_ASSERT(grown->count() == static_cast<qint64>(expected.size()));
        for (const Voxel& at : expected)
            RC_ASSERT(grown->at(at[0], at[1], at[2]));
    }));
}

void SegmentationTest::theBrushPaintsAndErasesAlongItsStroke()
{
    const Grid grid = gridOf({120, 60, 60}, {0.5, 0.5, 0.5});
    Mask mask(grid.size);
    Brush brush;
    brush.shape = Brush::Shape::Sphere;
    brush.radiusMm = 8;
    stroke(mask, grid, nullptr, brush, {-10, 0, 0}, {10, 0, 0});
    // A cylinder with two half balls.
    const double expected = ballMl(8) + std::numbers::pi * 64 * 20 / 1000;
    QVERIFY(std::abs(volumeMl(mask, grid) - expected) < 0.01 * expected);
    brush.action = Brush::Action::Erase;
    brush.radiusMm = 8.5;
    stroke(mask, grid, nullptr, brush, {-10, 0, 0}, {10, 0, 0});
    QVERIFY(mask.isEmpty());
    brush.action = Brush::Action::Paint;
    brush.radiusMm = 0.01;
    stroke(mask, grid, nullptr, brush, {0.1, 0.1, 0.1}, {0.1, 0.1, 0.1});
    QCOMPARE(mask.count(), 1);
    stroke(mask, grid, nullptr, brush, {1000, 0, 0}, {1001, 0, 0}); // beside the images: nothing
    QCOMPARE(mask.count(), 1);
}

void SegmentationTest::theDiscStaysInItsLayer()
{
    const Grid grid = gridOf({60, 60, 30}, {0.5, 0.5, 2});
    Mask mask(grid.size);
    Brush brush;
    brush.radiusMm = 6;
    stroke(mask, grid, nullptr, brush, {0, 0, 1}, {0, 0, 1});
    QCOMPARE(mask.bounds()->first[2], mask.bounds()->last[2]);
    QVERIFY(std::abs(static_cast<double>(mask.count()) * 0.25 - std::numbers::pi * 36) < 3);
    // Half way between two slices it takes one of them.
    Mask between(grid.size);
    stroke(between, grid, nullptr, brush, {0, 0, 0}, {0, 0, 0});
    QCOMPARE(between.bounds()->first[2], between.bounds()->last[2]);
    // A coronal disc is one row of voxels thick.
    Mask standing(grid.size);
    brush.normal = {0, 1, 0};
    stroke(standing, grid, nullptr, brush, {0, 0.25, 0}, {0, 0.25, 0});
    QCOMPARE(standing.bounds()->first[1], standing.bounds()->last[1]);
    QCOMPARE(standing.bounds()->last[2] - standing.bounds()->first[2], 5);
}

void SegmentationTest::theBrushKeepsToItsValues()
{
    const Grid grid = gridOf({40, 40, 10}, {1, 1, 1});
    const auto volume = phantom::volumeOf(grid, [](const Vec3& at) { return at[0] < 0 ? -800 : 50; });
    Mask mask(grid.size);
    Brush brush;
    brush.shape = Brush::Shape::Sphere;
    brush.radiusMm = 4;
    brush.onlyWithin = ValueRange{0, 100};
    stroke(mask, grid, volume.get(), brush, {0, 0, 0}, {0, 0, 0});
    QVERIFY(!mask.isEmpty());
    QCOMPARE(mask.bounds()->first[0], 20);
}

void SegmentationTest::volumesAreThoseOfTheBodies()
{
    for (const Vec3& turn : {Vec3{0, 0, 0}, Vec3{20, 30, 40}}) {
        const Grid grid = phantom::turnedGrid({100, 90, 60}, {0.7, 0.8, 1.2}, turn);
        QVERIFY(std::abs(volumeMl(ball(grid, 25), grid) - ballMl(25)) < 0.005 * ballMl(25));
    }
    Grid tilted = gridOf({10, 10, 10}, {1, 1, 2});
    tilted.axes[2] = {0, 0.6, 0.8}; // slices 2 mm apart along a slant are 1.6 mm apart
    QVERIFY(std::abs(voxelVolumeMl(tilted) - 1.6e-3) < 1e-12);
}

void SegmentationTest::aPlaneShowsWhatItCuts()
{
    const Grid grid = phantom::turnedGrid({80, 80, 80}, {1, 1, 1}, {10, 20, 30});
    const Mask mask = ball(grid, 20);
    PlaneRaster raster;
    raster.topLeft = {-30, 5, -30};
    raster.right = {0.5, 0, 0};
    raster.down = {0, 0, 0.5};
    raster.width = raster.height = 120;
    QByteArray picture(120 * 120, '\0');
    rasterise(mask, grid, raster, 7, reinterpret_cast<quint8*>(picture.data()));
    const double area = static_cast<double>(picture.count('\7')) * 0.25;
    QVERIFY(std::abs(area - std::numbers::pi * (400 - 25)) < 15);
}

QTEST_APPLESS_MAIN(SegmentationTest)
#include "tst_segmentation.moc"
