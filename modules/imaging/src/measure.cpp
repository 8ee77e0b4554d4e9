#include "imaging/measure.h"

#include "base/unit.h"
#include "imaging/vec.h"

namespace twinward::imaging {

namespace {

using base::Decimal;
using base::ErrorCode;
using record::Component;
using Shape = record::ImagingFinding::Shape;

// How the mark's lengths become true ones.
struct Scale
{
    Calibration calibration = Calibration::None;
    std::array<double, 2> factors{1, 1}; // along columns' and rows' steps; others than 1 only in ultrasound
    std::array<double, 2> shape{1, 1}; // the same for angles, which need no size but the pixels' right shape
};

Scale scaleFor(const Mark& mark, const Ruler& ruler)
{
    const auto holds = [&mark](const UltrasoundRegion& region) {
        return std::all_of(mark.points.begin(), mark.points.end(), [&region](const Vec3& point) {
            return point[0] >= region.left && point[0] <= region.right && point[1] >= region.top
                && point[1] <= region.bottom;
        });
    };
    for (const UltrasoundRegion& region : ruler.regions) {
        if (region.mmPerColumn > 0 && region.mmPerRow > 0 && holds(region))
            return {Calibration::InPatient, {region.mmPerColumn, region.mmPerRow},
                {region.mmPerColumn, region.mmPerRow}};
    }
    return {ruler.calibration, {1, 1}, {ruler.aspect[1], ruler.aspect[0]}};
}

Vec3 scaled(const Vec3& point, const std::array<double, 2>& factors)
{
    return {point[0] * factors[0], point[1] * factors[1], point[2]};
}

Vec3 scaled(const Vec3& point, const Scale& scale)
{
    return scaled(point, scale.factors);
}

// Rounded, so that what is kept is what is shown.
Component component(const QString& system, const QString& code, const QString& display, double value,
    int decimals, const QString& unit)
{
    Component made;
    made.code.coding = {system, code, display};
    made.code.text = display;
    const double rounded
        = Decimal::fromString(QString::number(value, 'f', decimals)).value_or(Decimal()).value();
    made.value = record::Quantity{Decimal(rounded, decimals), unit, {}};
    return made;
}

Component lengthComponent(double value, Calibration calibration)
{
    namespace code = measure_code;
    if (calibration == Calibration::AtDetector)
        return component(code::own, code::lengthAtDetector, QStringLiteral("Length at the detector"), value,
            1, QStringLiteral("mm"));
    return component(code::snomed, code::length, QStringLiteral("Length"), value, 1,
        calibration == Calibration::InPatient ? QStringLiteral("mm") : QStringLiteral("{pixels}"));
}

Component areaComponent(double value, Calibration calibration)
{
    namespace code = measure_code;
    if (calibration == Calibration::AtDetector)
        return component(code::own, code::areaAtDetector, QStringLiteral("Area at the detector"), value, 1,
            QStringLiteral("mm2"));
    return component(code::snomed, code::area, QStringLiteral("Area"), value, 1,
        calibration == Calibration::InPatient ? QStringLiteral("mm2") : QStringLiteral("{pixels}"));
}

QString ucumOf(const QString& unit)
{
    if (unit == QLatin1String("HU"))
        return QStringLiteral("[hnsf'U]");
    if (unit == QLatin1String("GY"))
        return QStringLiteral("Gy");
    if (unit.isEmpty() || unit == QLatin1String("US"))
        return QStringLiteral("1");
    return QStringLiteral("{%1}").arg(unit);
}

// Enough to tell values apart: whole numbers stay whole, small ranges get more digits.
int decimalsFor(const RoiStatistics& statistics, const Volume& volume)
{
    const bool whole = volume.type != SampleType::F32 && volume.slope == std::floor(volume.slope)
        && volume.intercept == std::floor(volume.intercept);
    if (whole)
        return 0;
    const double range = std::max(statistics.maximum - statistics.minimum, std::abs(statistics.maximum));
    return range > 0 ? std::clamp(static_cast<int>(std::ceil(3 - std::log10(range))), 1, 8) : 1;
}

base::Status appendStatistics(std::vector<Component>& values, const Mark& mark, const Volume& volume)
{
    namespace code = measure_code;
    if (volume.samples != 1)
        return {}; // colour has an area and no grey values
    const auto statistics = regionStatistics(volume, mark.shape, mark.points, mark.normal);
    if (!statistics)
        return base::fail(statistics.error());
    const int decimals = decimalsFor(*statistics, volume);
    const QString unit = ucumOf(volume.unit);
    const auto add = [&](const QString& codeValue, const QString& display, double value, int digits) {
        values.push_back(component(code::snomed, codeValue, display, value, digits, unit));
    };
    add(code::mean, QStringLiteral("Mean"), statistics->mean, std::max(decimals, 1));
    add(code::deviation, QStringLiteral("Standard deviation"), statistics->deviation, std::max(decimals, 1));
    add(code::minimum, QStringLiteral("Minimum"), statistics->minimum, decimals);
    add(code::maximum, QStringLiteral("Maximum"), statistics->maximum, decimals);
    return {};
}

auto tooFew(const QString& what)
{
    return base::fail(ErrorCode::InvalidInput, what, {}, QStringLiteral("Draw it again."));
}

base::Result<std::vector<Component>> measureDistance(const std::vector<Vec3>& points, const Scale& scale)
{
    if (points.size() != 2)
        return tooFew(QStringLiteral("A distance has two ends"));
    return std::vector{
        lengthComponent(distanceMm(scaled(points[0], scale), scaled(points[1], scale)), scale.calibration)};
}

base::Result<std::vector<Component>> measureAngle(const std::vector<Vec3>& points, const Scale& scale)
{
    if (points.size() != 3)
        return tooFew(QStringLiteral("An angle has two ends and the point between them"));
    if (points[0] == points[1] || points[2] == points[1])
        return tooFew(QStringLiteral("An arm of the angle has no length"));
    return std::vector{component(measure_code::snomed, measure_code::angle, QStringLiteral("Angle"),
        angleDegrees(
            scaled(points[0], scale.shape), scaled(points[1], scale.shape), scaled(points[2], scale.shape)),
        1, QStringLiteral("deg"))};
}

base::Result<std::vector<Component>> measureRegion(const Mark& mark, const Scale& scale, const Volume* volume)
{
    double area = 0;
    if (mark.shape == Shape::Ellipse) {
        if (mark.points.size() != 4)
            return tooFew(QStringLiteral("An ellipse is the four ends of its two axes"));
        area = ellipseAreaMm2(mark.points);
    } else {
        if (mark.points.size() < 3)
            return tooFew(QStringLiteral("An outline needs three points and more"));
        if (crossesItself(mark.points, mark.normal))
            return tooFew(QStringLiteral("The outline crosses itself, so that it has no area"));
        area = polygonAreaMm2(mark.points);
    }
    if (!(area > 0))
        return tooFew(QStringLiteral("The region has no area"));
    // Any area in the plane grows by the product of the factors along its two axes.
    std::vector<Component> values{
        areaComponent(area * scale.factors[0] * scale.factors[1], scale.calibration)};
    if (volume != nullptr) {
        if (const auto added = appendStatistics(values, mark, *volume); !added)
            return base::fail(added.error());
    }
    return values;
}

base::Result<std::vector<Component>> measurePoint(const Mark& mark, const Volume* volume)
{
    if (mark.points.size() != 1)
        return tooFew(QStringLiteral("A point is one place"));
    std::vector<Component> values;
    if (volume == nullptr || volume->samples != 1)
        return values;
    if (const auto value = probe(*volume, mark.points[0])) {
        RoiStatistics single;
        single.minimum = single.maximum = *value;
        values.push_back(component(measure_code::own, measure_code::value, QStringLiteral("Value"), *value,
            decimalsFor(single, *volume), ucumOf(volume->unit)));
    }
    return values;
}

} // namespace

base::Result<std::vector<Component>> measure(const Mark& mark, const Ruler& ruler, const Volume* volume)
{
    const Scale scale = scaleFor(mark, ruler);
    switch (mark.shape) {
    case Shape::Distance:
        return measureDistance(mark.points, scale);
    case Shape::Angle:
        return measureAngle(mark.points, scale);
    case Shape::Ellipse:
    case Shape::Freehand:
        return measureRegion(mark, scale, volume);
    case Shape::Point:
        return measurePoint(mark, volume);
    case Shape::Annotation:
    case Shape::KeyImage:
    case Shape::Segmentation:
        break;
    }
    return std::vector<Component>{};
}

QString displayValue(const Component& component)
{
    const auto* quantity = std::get_if<record::Quantity>(&component.value);
    if (quantity == nullptr)
        return {};
    QString number = quantity->value.toString();
    QString unit = quantity->unit;
    if (unit == QLatin1String("mm2") && quantity->value.value() >= 100) {
        number = QString::number(quantity->value.value() / 100, 'f', 2);
        unit = QStringLiteral("cm2");
    }
    number.replace(u'-', QChar(0x2212)); // a minus as wide as the digits
    const QString shown = base::unitForDisplay(unit);
    if (shown.isEmpty())
        return number;
    const QString pattern = unit == QLatin1String("deg") ? QStringLiteral("%1%2") : QStringLiteral("%1 %2");
    return pattern.arg(number, shown);
}

} // namespace twinward::imaging
