// Measures against figures whose length, angle, area and grey values are known.

#include "phantom.h"

#include <numbers>
#include <QTest>
#include <rapidcheck.h>

using namespace twinward::imaging;
using Shape = twinward::record::ImagingFinding::Shape;
using twinward::base::ErrorCode;
using twinward::record::Component;
using twinward::record::Quantity;

namespace {

constexpr Vec3 up{0, 0, 1};

Grid plainGrid(const std::array<int, 3>& size, const Vec3& spacing)
{
    return phantom::turnedGrid(size, spacing, {0, 0, 0});
}

std::vector<Vec3> movedBy(const Matrix4& m, std::vector<Vec3> points)
{
    for (Vec3& point : points)
        point = applied(m, point);
    return points;
}

Vec3 turnedBy(const Matrix4& m, const Vec3& direction)
{
    return minus(applied(m, direction), applied(m, {0, 0, 0}));
}

std::vector<Vec3> circle(double radius, const Vec3& centre = {})
{
    return {plus(centre, {-radius, 0, 0}), plus(centre, {radius, 0, 0}), plus(centre, {0, -radius, 0}),
        plus(centre, {0, radius, 0})};
}

std::vector<Vec3> square(double side)
{
    const double half = side / 2;
    return {{-half, -half, 0}, {half, -half, 0}, {half, half, 0}, {-half, half, 0}};
}

rc::Gen<Vec3> anyVec(int reach)
{
    return rc::gen::map(rc::gen::container<std::vector<int>>(3, rc::gen::inRange(-reach * 100, reach * 100)),
        [](const std::vector<int>& n) {
            return Vec3{n[0] / 100.0, n[1] / 100.0, n[2] / 100.0};
        });
}

bool isNear(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance;
}

Quantity quantityOf(const std::vector<Component>& values, const QString& code)
{
    for (const Component& value : values) {
        if (value.code.coding.code == code)
            return std::get<Quantity>(value.value);
    }
    return {};
}

ObjectHeader headerOf(const QString& modality)
{
    ObjectHeader header;
    header.modality = modality;
    header.pixels.rows = 100;
    header.pixels.columns = 200;
    header.frames.resize(1);
    return header;
}

class MeasureTest : public QObject
{
    Q_OBJECT

private slots:
    void measuresDoNotChangeWhenTheFigureIsMovedAndTurned();
    void anglesAreExactFromStraightToFlat();
    void areasOfKnownFigures();
    void anOutlineThatCrossesItselfHasNoArea();
    void aTiltedGridTakesPointsThereAndBack();
    void theProbeShowsTheVoxelItselfAndNothingOutside();
    void valuesBetweenVoxelsLieOnTheLineBetweenThem();
    void regionOnASliceTakesExactlyTheVoxelsWhoseCentresAreInside();
    void regionOnAnyPlaneOfALinearVolumeHasTheMeanOfItsCentre();
    void ellipseMeanAndDeviationAgreeWithTheIntegral();
    void regionsThatCannotBeMeasuredSayWhy();
    void slicesThatAreNotThereYetAreNotMeasured();
    void aRadiographIsMeasuredAtTheDetectorUnlessItWasCorrected();
    void withoutSpacingNothingIsInMillimetres();
    void ultrasoundIsMeasuredByTheRegionItLiesIn();
    void valuesAreShownInTheRightUnit();
};

} // namespace

void MeasureTest::measuresDoNotChangeWhenTheFigureIsMovedAndTurned()
{
    QVERIFY(rc::check("distance, angle and area are invariant", [] {
        const Matrix4 m = rigid(*anyVec(180), *anyVec(300), *anyVec(100));
        const std::vector<Vec3> points{*anyVec(200), *anyVec(200), *anyVec(200)};
        const std::vector<Vec3> moved = movedBy(m, points);
        RC_ASSERT(isNear(distanceMm(points[0], points[1]), distanceMm(moved[0], moved[1]), 1e-9));
        RC_ASSERT(isNear(polygonAreaMm2(points), polygonAreaMm2(moved), 1e-6));
        RC_PRE(distanceMm(points[0], points[1]) > 0.1 && distanceMm(points[2], points[1]) > 0.1);
        RC_ASSERT(isNear(
            angleDegrees(points[0], points[1], points[2]), angleDegrees(moved[0], moved[1], moved[2]), 1e-6));
    }));
}

void MeasureTest::anglesAreExactFromStraightToFlat()
{
    for (double degrees = 0; degrees <= 180; degrees += 0.25) {
        const double radians = degrees * std::numbers::pi / 180;
        const Vec3 arm{40 * std::cos(radians), 40 * std::sin(radians), 0};
        QVERIFY(isNear(angleDegrees({25, 0, 0}, {0, 0, 0}, arm), degrees, 1e-9));
    }
}

void MeasureTest::areasOfKnownFigures()
{
    QCOMPARE(polygonAreaMm2(square(10)), 100.0);
    QCOMPARE(polygonAreaMm2({{0, 0, 0}, {4, 0, 0}, {0, 3, 0}}), 6.0);
    // An L of three unit squares: not convex.
    QCOMPARE(polygonAreaMm2({{0, 0, 5}, {2, 0, 5}, {2, 1, 5}, {1, 1, 5}, {1, 2, 5}, {0, 2, 5}}), 3.0);
    QVERIFY(isNear(ellipseAreaMm2(circle(10)), 100 * std::numbers::pi, 1e-9));
    QVERIFY(
        isNear(ellipseAreaMm2({{-3, 0, 0}, {3, 0, 0}, {0, 0, -2}, {0, 0, 2}}), 6 * std::numbers::pi, 1e-9));
}

void MeasureTest::anOutlineThatCrossesItselfHasNoArea()
{
    const std::vector<Vec3> bowTie{{0, 0, 0}, {10, 10, 0}, {10, 0, 0}, {0, 10, 0}};
    QVERIFY(crossesItself(bowTie, up));
    QVERIFY(!crossesItself(square(10), up));

    Mark mark;
    mark.shape = Shape::Freehand;
    mark.points = bowTie;
    const auto values = measure(mark, {Calibration::InPatient, true, {1, 1}, {1, 1}, {}}, nullptr);
    QVERIFY(!values);
    QCOMPARE(values.error().code, ErrorCode::InvalidInput);
}

void MeasureTest::aTiltedGridTakesPointsThereAndBack()
{
    QVERIFY(rc::check("voxel to patient and back", [] {
        Grid grid = phantom::turnedGrid({40, 50, 60}, {0.7, 0.8, 1.25}, *anyVec(180));
        grid.axes[2] = unit(plus(grid.axes[2], times(grid.axes[1], 0.3))); // a gantry tilt of 17 degrees
        const Vec3 voxel = *anyVec(60);
        const Vec3 back = toVoxel(grid, toPatient(grid, voxel));
        for (size_t axis = 0; axis < 3; ++axis)
            RC_ASSERT(isNear(back[axis], voxel[axis], 1e-9));
    }));
}

void MeasureTest::theProbeShowsTheVoxelItselfAndNothingOutside()
{
    const Grid grid = plainGrid({8, 8, 8}, {2, 2, 2});
    auto volume = phantom::volumeOf(grid, [](const Vec3& at) { return at[0] + 10 * at[1] + 100 * at[2]; });
    volume->slope = 2;
    volume->intercept = -1024;
    const Vec3 centre = centreOf(grid, {3, 4, 5});
    const double expected = 2 * std::round(centre[0] + 10 * centre[1] + 100 * centre[2]) - 1024;
    QCOMPARE(probe(*volume, centre), std::optional(expected));
    QCOMPARE(probe(*volume, plus(centre, {0.9, -0.9, 0.9})), std::optional(expected));
    QCOMPARE(probe(*volume, {100, 0, 0}), std::nullopt);
    volume->filled[5] = false;
    QCOMPARE(probe(*volume, centre), std::nullopt);
}

void MeasureTest::valuesBetweenVoxelsLieOnTheLineBetweenThem()
{
    QVERIFY(rc::check("a linear volume is interpolated exactly", [] {
        const Grid grid = phantom::turnedGrid({12, 12, 12}, {1, 1.5, 2}, *anyVec(180));
        auto volume = phantom::emptyVolume(grid, SampleType::F32);
        auto* voxels = reinterpret_cast<float*>(volume->voxels.data());
        for (int k = 0; k < 12; ++k) {
            for (int j = 0; j < 12; ++j) {
                for (int i = 0; i < 12; ++i)
                    *voxels++ = static_cast<float>(3 * i - 2 * j + 5 * k);
            }
        }
        const Vec3 voxel = plus(times(*anyVec(5), 1), {5.5, 5.5, 5.5});
        const auto value = interpolated(*volume, toPatient(grid, voxel));
        RC_ASSERT(value.has_value());
        RC_ASSERT(isNear(*value, 3 * voxel[0] - 2 * voxel[1] + 5 * voxel[2], 1e-6));
    }));
}

void MeasureTest::regionOnASliceTakesExactlyTheVoxelsWhoseCentresAreInside()
{
    const Grid grid = plainGrid({21, 21, 3}, {1, 1, 4});
    const auto volume = phantom::volumeOf(grid, [](const Vec3& at) { return 100 * at[0] + at[1]; });
    // 5 × 3 voxels around the middle.
    const std::vector<Vec3> box{{-2.5, -1.5, 0}, {2.5, -1.5, 0}, {2.5, 1.5, 0}, {-2.5, 1.5, 0}};
    const auto statistics = regionStatistics(*volume, Shape::Freehand, box, up);
    QVERIFY(statistics);
    QCOMPARE(statistics->samples, 15);
    QVERIFY(isNear(statistics->mean, 0, 1e-9));
    QCOMPARE(statistics->minimum, -201.0);
    QCOMPARE(statistics->maximum, 201.0);
    // Variance of the whole population: 100² · 2 + 2/3.
    QVERIFY(isNear(statistics->deviation, std::sqrt(20000 + 2.0 / 3), 1e-9));
    // The same on a coronal plane: x from -2 to 2, the three slices.
    const std::vector<Vec3> coronal{{-2.5, 0, -6}, {2.5, 0, -6}, {2.5, 0, 6}, {-2.5, 0, 6}};
    const auto standing = regionStatistics(*volume, Shape::Freehand, coronal, {0, 1, 0});
    QVERIFY(standing);
    QCOMPARE(standing->samples, 15);
}

void MeasureTest::regionOnAnyPlaneOfALinearVolumeHasTheMeanOfItsCentre()
{
    const Grid grid = plainGrid({80, 80, 80}, {1, 1, 1});
    const auto volume
        = phantom::volumeOf(grid, [](const Vec3& at) { return 20 * at[0] - 30 * at[1] + 10 * at[2]; });
    QVERIFY(rc::check("mean of an ellipse on an oblique plane", [&] {
        const Matrix4 m = rigid(*anyVec(180), *anyVec(10), {0, 0, 0});
        const Vec3 centre = applied(m, {0, 0, 0});
        const auto statistics
            = regionStatistics(*volume, Shape::Ellipse, movedBy(m, circle(12)), turnedBy(m, up));
        RC_ASSERT(statistics.has_value());
        const double expected = 20 * centre[0] - 30 * centre[1] + 10 * centre[2];
        // Voxels are whole numbers, and a plane that is parallel to the grid has its samples off the centre.
        RC_ASSERT(isNear(statistics->mean, expected, 2.5));
    }));
}

void MeasureTest::ellipseMeanAndDeviationAgreeWithTheIntegral()
{
    // 0 inside radius 10, 1000 outside: a circle of radius 20 has a quarter inside.
    const Grid grid = plainGrid({201, 201, 1}, {0.25, 0.25, 1});
    const auto volume
        = phantom::volumeOf(grid, [](const Vec3& at) { return length(at) < 10 ? 0.0 : 1000.0; });
    const auto statistics = regionStatistics(*volume, Shape::Ellipse, circle(20), up);
    QVERIFY(statistics);
    QVERIFY(isNear(statistics->mean, 750, 2));
    QVERIFY(isNear(statistics->deviation, 1000 * std::sqrt(0.75 * 0.25), 2));
    // Samples · their area is the area.
    QVERIFY(isNear(static_cast<double>(statistics->samples) / 16, ellipseAreaMm2(circle(20)), 2));
}

void MeasureTest::regionsThatCannotBeMeasuredSayWhy()
{
    const auto volume = phantom::volumeOf(plainGrid({10, 10, 10}, {1, 1, 1}), [](const Vec3&) { return 7; });
    const auto codeOf = [&](const std::vector<Vec3>& points) {
        const auto result = regionStatistics(*volume, Shape::Ellipse, points, up);
        return result ? std::nullopt : std::optional(result.error().code);
    };
    QCOMPARE(codeOf(circle(0)), std::optional(ErrorCode::InvalidInput));
    QCOMPARE(codeOf({{0, 0, 0}}), std::optional(ErrorCode::InvalidInput));
    QCOMPARE(codeOf(circle(3, {50, 50, 0})), std::optional(ErrorCode::InvalidInput));
    QCOMPARE(codeOf(circle(1e9)), std::optional(ErrorCode::InvalidInput));
    QCOMPARE(codeOf({{-1, 0, 0}, {1, 0, 0}, {-1, -1, 0}, {1, 1, 0}}), std::optional(ErrorCode::InvalidInput));
    QCOMPARE(codeOf(circle(NAN)), std::optional(ErrorCode::InvalidInput));
    volume->samples = 3;
    QCOMPARE(codeOf(circle(3)), std::optional(ErrorCode::Unsupported));
}

void MeasureTest::slicesThatAreNotThereYetAreNotMeasured()
{
    const auto volume = phantom::volumeOf(plainGrid({10, 10, 9}, {1, 1, 1}), [](const Vec3&) { return 7; });
    volume->filled[4] = false;
    const auto missing = regionStatistics(*volume, Shape::Ellipse, circle(3), up);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::Busy);
    QVERIFY(regionStatistics(*volume, Shape::Ellipse, circle(3, {0, 0, 2}), up));
}

void MeasureTest::aRadiographIsMeasuredAtTheDetectorUnlessItWasCorrected()
{
    ObjectHeader header = headerOf(QStringLiteral("DX"));
    header.imagerSpacing = {0.2, 0.1};
    QCOMPARE(rulerOf(header, 0).calibration, Calibration::AtDetector);
    header.pixelSpacing = header.imagerSpacing;
    QCOMPARE(rulerOf(header, 0).calibration, Calibration::AtDetector);

    Mark mark;
    mark.shape = Shape::Distance;
    mark.points = {{0, 0, 0}, {10, 0, 0}};
    const auto atDetector = measure(mark, rulerOf(header, 0), nullptr);
    QCOMPARE(atDetector->front().code.coding.code, measure_code::lengthAtDetector);
    QCOMPARE(atDetector->front().code.text, QStringLiteral("Length at the detector"));

    header.pixelSpacing = {0.18, 0.09};
    const Ruler corrected = rulerOf(header, 0);
    QCOMPARE(corrected.calibration, Calibration::InPatient);
    QVERIFY(!corrected.placed);
    QCOMPARE(imageGrid(header, 0).spacing, (Vec3{0.09, 0.18, 1}));
}

void MeasureTest::withoutSpacingNothingIsInMillimetres()
{
    ObjectHeader header = headerOf(QStringLiteral("XC"));
    header.frames[0].plane = FramePlane{}; // a place without a scale is no scale
    for (const Shape shape : {Shape::Distance, Shape::Ellipse, Shape::Freehand}) {
        Mark mark;
        mark.shape = shape;
        mark.points = shape == Shape::Distance ? std::vector<Vec3>{{0, 0, 0}, {3, 4, 0}}
            : shape == Shape::Ellipse          ? circle(5)
                                               : square(5);
        const auto values = measure(mark, rulerOf(header, 0), nullptr);
        QVERIFY(values);
        for (const Component& value : *values)
            QCOMPARE(std::get<Quantity>(value.value).unit, QStringLiteral("{pixels}"));
    }
}

void MeasureTest::ultrasoundIsMeasuredByTheRegionItLiesIn()
{
    ObjectHeader header = headerOf(QStringLiteral("US"));
    header.regions = {{0, 0, 99, 99, 0.5, 0.25}};
    Mark mark;
    mark.shape = Shape::Distance;
    mark.points = {{10, 10, 0}, {16, 26, 0}}; // 3 mm across, 4 mm down
    QCOMPARE(displayValue(measure(mark, rulerOf(header, 0), nullptr)->front()), QStringLiteral("5.0 mm"));
    mark.shape = Shape::Ellipse;
    mark.points = circle(10, {50, 50, 0});
    const auto area = quantityOf(*measure(mark, rulerOf(header, 0), nullptr), measure_code::area);
    QCOMPARE(area.unit, QStringLiteral("mm2"));
    QVERIFY(isNear(area.value.value(), 100 * std::numbers::pi * 0.125, 0.06));
    mark.points = circle(10, {95, 50, 0}); // reaches out of the region
    QCOMPARE(quantityOf(*measure(mark, rulerOf(header, 0), nullptr), measure_code::area).unit,
        QStringLiteral("{pixels}"));
}

void MeasureTest::valuesAreShownInTheRightUnit()
{
    const auto volume
        = phantom::volumeOf(plainGrid({51, 51, 1}, {1, 1, 1}), [](const Vec3&) { return -412; });
    Mark mark;
    mark.shape = Shape::Ellipse;
    mark.points = circle(10);
    const auto values = measure(mark, {Calibration::InPatient, true, {1, 1}, {1, 1}, {}}, volume.get());
    QVERIFY(values);
    QStringList shown;
    for (const Component& value : *values)
        shown << value.code.label() + QLatin1Char(' ') + displayValue(value);
    QCOMPARE(shown,
        (QStringList{QStringLiteral("Area 3.14 cm²"), QStringLiteral("Mean −412.0 HU"),
            QStringLiteral("Standard deviation 0.0 HU"), QStringLiteral("Minimum −412 HU"),
            QStringLiteral("Maximum −412 HU")}));
    mark.shape = Shape::Angle;
    mark.points = {{10, 0, 0}, {0, 0, 0}, {0, 5, 0}};
    QCOMPARE(displayValue(measure(mark, {}, nullptr)->front()), QStringLiteral("90.0°"));
    mark.shape = Shape::Point;
    mark.points = {{0, 0, 0}};
    QCOMPARE(displayValue(measure(mark, {}, volume.get())->front()), QStringLiteral("−412 HU"));
}

QTEST_APPLESS_MAIN(MeasureTest)
#include "tst_measure.moc"
