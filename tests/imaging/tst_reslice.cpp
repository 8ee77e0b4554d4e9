// Planes through volumes against the formula that made them and against a reslicer so simple that it can't be
// wrong; where a pixel is, which way is left.

#include "imaging_view/operators.h"
#include "imaging_view/reslice.h"
#include "imaging_view/shade.h"
#include "phantom.h"

#include <algorithm>
#include <QtTest/QtTest>
#include <rapidcheck.h>

using namespace twinward;
using namespace twinward::imaging;

namespace {

double anywhere(const Vec3& p)
{
    return 400 * std::sin(p[0] / 9) + 300 * std::cos(p[1] / 7) + 3 * p[2];
}

Grid upright(const std::array<int, 3>& size = {40, 32, 24}, const Vec3& spacing = {1, 1.25, 2})
{
    return phantom::turnedGrid(size, spacing, {0, 0, 0});
}

PlaneFrame anyFrame()
{
    const auto angle = [] { return *rc::gen::inRange(0, 628) / 100.0; };
    PlaneFrame frame;
    frame.right = rotated({1, 0, 0}, {0, 0, 1}, angle());
    frame.down = rotated({0, 0, 1}, frame.right, angle());
    frame.centre = {
        *rc::gen::inRange(-10, 10) / 1.0, *rc::gen::inRange(-10, 10) / 1.0, *rc::gen::inRange(-10, 10) / 1.0};
    frame.mmPerPixel = *rc::gen::inRange(3, 30) / 10.0;
    frame.size = {*rc::gen::inRange(1, 50), *rc::gen::inRange(1, 50)};
    return frame;
}

// One pixel by the textbook; none where a reader of the other code would argue about the edge.
std::optional<double> plainly(const Volume& volume, const Vec3& patient)
{
    const Vec3 at = toVoxel(volume.grid, patient);
    double sum = 0;
    std::array<int, 3> low{};
    Vec3 part{};
    for (size_t axis = 0; axis < 3; ++axis) {
        if (at[axis] < 0 || at[axis] > volume.grid.size[axis] - 1)
            return std::nullopt;
        low[axis] = std::min(static_cast<int>(std::floor(at[axis])), volume.grid.size[axis] - 2);
        part[axis] = at[axis] - low[axis];
    }
    for (int corner = 0; corner < 8; ++corner) {
        double weight = 1;
        std::array<int, 3> voxel{};
        for (size_t axis = 0; axis < 3; ++axis) {
            const bool upper = (corner >> axis & 1) != 0;
            voxel[axis] = low[axis] + (upper ? 1 : 0);
            weight *= upper ? part[axis] : 1 - part[axis];
        }
        sum += weight * *volume.value(voxel[0], voxel[1], voxel[2]);
    }
    return sum;
}

float at(const Raster& raster, int x, int y)
{
    return raster
        .values[static_cast<size_t>(y) * static_cast<size_t>(raster.size.width()) + static_cast<size_t>(x)];
}

} // namespace

class TestReslice : public QObject
{
    Q_OBJECT

private slots:
    void anyPlaneIsWhatTheTextbookGives();
    void planesAlongTheGridAreWhatTheTextbookGives();
    void slabsAreTheirSamplesLargestMeanAndSmallest();
    void projectionsFollowTheValuesNotTheStoredNumbers();
    void shearedGridsAreDrawnWhereTheyLie();
    void missingSlicesStayEmpty();
    void outsideIsNothing();
    void pixelsAndPatientAgreeBothWays();
    void planesHangAsRadiologistsHangThem();
    void scrollingVisitsEachSliceOnce();
    void lettersNameTheDirections();
    void registeredLayerIsSeenWhereItWasMovedTo();
    void windowIsDicomsOwnFormula();
};

void TestReslice::anyPlaneIsWhatTheTextbookGives()
{
    const auto volume
        = phantom::volumeOf(phantom::turnedGrid({30, 26, 22}, {1, 1.5, 2}, {20, -10, 35}), anywhere);
    volume->slope = 0.5;
    volume->intercept = -100;
    QVERIFY(rc::check([&] {
        const PlaneFrame frame = anyFrame();
        const Raster raster = reslice(*volume, {frame, Projection::Slice, 0});
        RC_ASSERT(raster.size == frame.size);
        for (int y = 0; y < frame.size.height(); ++y) {
            for (int x = 0; x < frame.size.width(); ++x) {
                const auto expected = plainly(*volume, frame.toPatient({x + 0.5, y + 0.5}));
                if (expected)
                    RC_ASSERT(std::abs(at(raster, x, y) - *expected) < 0.05);
            }
        }
    }));
}

void TestReslice::planesAlongTheGridAreWhatTheTextbookGives()
{
    const auto volume = phantom::volumeOf(upright(), anywhere);
    for (const bool isWhole : {true, false}) {
        volume->filled[23] = isWhole; // without one, other code draws; the last is beyond what is compared
        for (const auto kind :
            {PlaneView::Kind::Axial, PlaneView::Kind::Coronal, PlaneView::Kind::Sagittal}) {
            for (const double scale : {0.37, 1.0, 2.6}) {
                PlaneFrame frame
                    = frameOf(hang(kind, volume->grid), volume->grid, {1.3, -2.7, 3.1}, {130, 150});
                frame.mmPerPixel = scale;
                const Raster raster = reslice(*volume, {frame, Projection::Slice, 0});
                int compared = 0;
                for (int y = 0; y < 150; ++y) {
                    for (int x = 0; x < 130; ++x) {
                        const Vec3 patient = frame.toPatient({x + 0.5, y + 0.5});
                        if (toVoxel(volume->grid, patient)[2] > 21.9)
                            continue;
                        if (const auto expected = plainly(*volume, patient)) {
                            QVERIFY(std::abs(at(raster, x, y) - *expected) < 0.05);
                            ++compared;
                        }
                    }
                }
                QVERIFY(compared > 50);
            }
        }
    }
}

void TestReslice::slabsAreTheirSamplesLargestMeanAndSmallest()
{
    const auto volume = phantom::volumeOf(upright(), anywhere);
    PlaneFrame frame;
    frame.size = {20, 20};
    frame.right = {1, 0, 0};
    frame.down = {0, 1, 0};
    const double slab = 12; // six slices of 2 mm, between the centres of the grid
    const auto depths = [&](int x, int y) {
        std::vector<double> values;
        for (int sample = 0; sample < 6; ++sample)
            values.push_back(*plainly(
                *volume, frame.toPatient({x + 0.5, y + 0.5}) + frame.normal() * (2.0 * (sample - 2.5))));
        return values;
    };
    const Raster largest = reslice(*volume, {frame, Projection::Maximum, slab});
    const Raster mean = reslice(*volume, {frame, Projection::Mean, slab});
    const Raster smallest = reslice(*volume, {frame, Projection::Minimum, slab});
    for (int y = 0; y < 20; ++y) {
        for (int x = 0; x < 20; ++x) {
            const auto values = depths(x, y);
            double sum = 0;
            for (const double value : values)
                sum += value;
            QVERIFY(std::abs(at(largest, x, y) - *std::ranges::max_element(values)) < 0.05);
            QVERIFY(std::abs(at(smallest, x, y) - *std::ranges::min_element(values)) < 0.05);
            QVERIFY(std::abs(at(mean, x, y) - sum / 6) < 0.05);
        }
    }
}

void TestReslice::projectionsFollowTheValuesNotTheStoredNumbers()
{
    const auto volume = phantom::volumeOf(upright(), anywhere);
    volume->slope = -1; // stored upside down
    const PlaneFrame frame{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, 1, {4, 4}};
    const Raster largest = reslice(*volume, {frame, Projection::Maximum, 12});
    const Raster smallest = reslice(*volume, {frame, Projection::Minimum, 12});
    QVERIFY(at(largest, 1, 1) > at(smallest, 1, 1));
}

void TestReslice::shearedGridsAreDrawnWhereTheyLie()
{
    Grid grid = upright();
    grid.axes[2] = normalised({0, 0.3, 1}); // a tilted gantry
    const auto volume = phantom::volumeOf(grid, anywhere);
    const PlaneFrame frame{centreOf(grid), {1, 0, 0}, {0, 0, -1}, 0.8, {30, 30}};
    const Raster raster = reslice(*volume, {frame, Projection::Slice, 0});
    for (int y = 0; y < 30; ++y) {
        for (int x = 0; x < 30; ++x) {
            if (const auto expected = plainly(*volume, frame.toPatient({x + 0.5, y + 0.5})))
                QVERIFY(std::abs(at(raster, x, y) - *expected) < 0.05);
        }
    }
}

void TestReslice::missingSlicesStayEmpty()
{
    const auto volume = phantom::volumeOf(upright(), anywhere);
    volume->filled[10] = false;
    const PlaneFrame slice{toPatient(volume->grid, {20, 16, 10}), {1, 0, 0}, {0, 1, 0}, 1, {8, 8}};
    QVERIFY(std::isnan(at(reslice(*volume, {slice, Projection::Slice, 0}), 4, 4)));
    PlaneFrame next = slice;
    next.centre = toPatient(volume->grid, {20, 16, 11});
    QVERIFY(!std::isnan(at(reslice(*volume, {next, Projection::Slice, 0}), 4, 4)));
    next.centre = toPatient(volume->grid, {20, 16, 10.5});
    QVERIFY(std::isnan(at(reslice(*volume, {next, Projection::Slice, 0}), 4, 4)));
}

void TestReslice::outsideIsNothing()
{
    const auto volume = phantom::volumeOf(upright(), anywhere);
    PlaneFrame frame{{0, 0, 500}, {1, 0, 0}, {0, 1, 0}, 1, {16, 16}};
    const Raster raster = reslice(*volume, {frame, Projection::Mean, 10});
    QVERIFY(std::ranges::all_of(raster.values, [](float value) { return std::isnan(value); }));
    const QImage image = shade(raster, {0, 100, {}}, {});
    QCOMPARE(image.pixel(3, 3), qRgb(0, 0, 0));
}

void TestReslice::pixelsAndPatientAgreeBothWays()
{
    QVERIFY(rc::check([] {
        const PlaneFrame frame = anyFrame();
        const QPointF pixel(*rc::gen::inRange(-50, 50) / 2.0, *rc::gen::inRange(-50, 50) / 2.0);
        const Vec3 patient = frame.toPatient(pixel);
        const QPointF back = frame.toPixel(patient);
        RC_ASSERT(std::hypot(back.x() - pixel.x(), back.y() - pixel.y()) < 1e-6);
        RC_ASSERT(std::abs(frame.distanceTo(patient)) < 1e-6);
    }));
}

void TestReslice::planesHangAsRadiologistsHangThem()
{
    struct Expected
    {
        PlaneView::Kind kind;
        const char* right;
        const char* up;
    };
    for (const Expected& each : {Expected{PlaneView::Kind::Axial, "L", "A"},
             Expected{PlaneView::Kind::Coronal, "L", "H"}, Expected{PlaneView::Kind::Sagittal, "P", "H"}}) {
        const Grid grid = upright();
        const PlaneFrame frame = frameOf(hang(each.kind, grid), grid, centreOf(grid), {200, 200});
        QCOMPARE(orientationLetters(frame.right), QString::fromLatin1(each.right));
        QCOMPARE(orientationLetters(frame.down * -1), QString::fromLatin1(each.up));
    }
}

void TestReslice::scrollingVisitsEachSliceOnce()
{
    const Grid grid = upright();
    const PlaneView axial = hang(PlaneView::Kind::Axial, grid);
    Slices slices = slicesOf(axial, grid, {3, 4, -999});
    QCOMPARE(slices.count, 24);
    QCOMPARE(slices.current, 0);
    for (int slice = 0; slice < slices.count; ++slice) {
        const Vec3 cursor = movedToSlice(slices, {3, 4, -999}, slice);
        QCOMPARE(slicesOf(axial, grid, cursor).current, slice);
        QVERIFY(std::abs(toVoxel(grid, cursor)[2] - slice) < 1e-9);
        QVERIFY(std::abs(cursor[0] - 3) < 1e-9);
    }
}

void TestReslice::lettersNameTheDirections()
{
    QCOMPARE(orientationLetters({1, 0, 0}), QStringLiteral("L"));
    QCOMPARE(orientationLetters({-1, 0, 0}), QStringLiteral("R"));
    QCOMPARE(orientationLetters({0, -1, 0}), QStringLiteral("A"));
    QCOMPARE(orientationLetters({0, 0, -1}), QStringLiteral("F"));
    QCOMPARE(orientationLetters(normalised({-0.5, 0, 1})), QStringLiteral("HR"));
    QCOMPARE(orientationLetters(normalised({0.1, 1, 0})), QStringLiteral("P"));
}

void TestReslice::registeredLayerIsSeenWhereItWasMovedTo()
{
    // given a volume with one bright voxel, registered by a turn and a shift
    const auto volume = phantom::volumeOf(upright(), [](const Vec3&) { return 0.0; });
    auto* voxels = reinterpret_cast<qint16*>(volume->voxels.data());
    voxels[(12 * 32 + 16) * 40 + 20] = 1000;
    const Vec3 bright = toPatient(volume->grid, {20, 16, 12});
    const Matrix4 moved = rigid({0, 0, 30}, {5, -7, 9}, {0, 0, 0});

    // when the plane through where it went is cut
    PlaneFrame frame{outOfLayer(moved, bright), {1, 0, 0}, {0, 1, 0}, 1, {9, 9}};
    const Raster raster = reslice(*volume, {seenBy(moved, frame), Projection::Slice, 0});

    QVERIFY(at(raster, 4, 4) > 990);
    QVERIFY(length(intoLayer(moved, outOfLayer(moved, bright)) - bright) < 1e-9);
}

void TestReslice::windowIsDicomsOwnFormula()
{
    // PS3.3 C.11.2.1.2.1's example: centre 2048, width 4096 maps 0 to 0 and 4095 to full
    QCOMPARE(greyOf(0, {2048, 4096, {}}), 0);
    QCOMPARE(greyOf(4095, {2048, 4096, {}}), 255);
    QCOMPARE(greyOf(-1350, {-600, 1500, {}}), 0);
    QCOMPARE(greyOf(150, {-600, 1500, {}}), 255);
    QVERIFY(std::abs(greyOf(-600, {-600, 1500, {}}) - 128) <= 1);
}

QTEST_GUILESS_MAIN(TestReslice)
#include "tst_reslice.moc"
