#include "imaging/measure.h"
#include "imaging/vec.h"

#include <numbers>
#include <QSet>

namespace twinward::imaging {

namespace {

// Radiographs, whose Pixel Spacing may be that of the detector (PS3.3 10.7.1.3).
bool isProjection(const QString& modality)
{
    static const QSet<QString> projections{QStringLiteral("CR"), QStringLiteral("DX"), QStringLiteral("MG"),
        QStringLiteral("IO"), QStringLiteral("PX"), QStringLiteral("XA"), QStringLiteral("RF"),
        QStringLiteral("RG")};
    return projections.contains(modality);
}

bool isUsable(const std::optional<std::array<double, 2>>& spacing)
{
    return spacing && (*spacing)[0] > 0 && (*spacing)[1] > 0;
}

// Where an outline lies in its plane.
struct Flat
{
    double x = 0;
    double y = 0;
};

double turn(const Flat& a, const Flat& b, const Flat& c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool cross(const Flat& a, const Flat& b, const Flat& c, const Flat& d)
{
    return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

} // namespace

Ruler rulerOf(const ObjectHeader& header, int frame)
{
    Ruler ruler;
    const FrameHeader* own = nullptr;
    if (frame >= 0 && frame < static_cast<int>(header.frames.size()))
        own = &header.frames[static_cast<size_t>(frame)];
    const auto spacing = own != nullptr && own->pixelSpacing ? own->pixelSpacing : header.pixelSpacing;

    if (isUsable(spacing)) {
        ruler.spacing = *spacing;
        ruler.placed = own != nullptr && own->plane.has_value();
        // On a radiograph the spacing counts as the patient's only where it was corrected: where it differs
        // from the detector's.
        const bool corrected = isUsable(header.imagerSpacing) && *header.imagerSpacing != *spacing;
        ruler.calibration = ruler.placed || !isProjection(header.modality) || corrected
            ? Calibration::InPatient
            : Calibration::AtDetector;
    } else if (isUsable(header.imagerSpacing)) {
        ruler.spacing = *header.imagerSpacing;
        ruler.calibration = Calibration::AtDetector;
    } else {
        ruler.regions = header.regions;
        if (isUsable(header.pixelAspect))
            ruler.aspect = {(*header.pixelAspect)[0] / (*header.pixelAspect)[1], 1};
    }
    return ruler;
}

Grid imageGrid(const ObjectHeader& header, int frame)
{
    const Ruler ruler = rulerOf(header, frame);
    Grid grid;
    grid.size = {header.pixels.columns, header.pixels.rows, 1};
    grid.axes = {Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}};
    grid.spacing = {ruler.spacing[1], ruler.spacing[0], header.sliceThickness.value_or(1)};
    if (!(grid.spacing[2] > 0))
        grid.spacing[2] = 1;
    if (ruler.placed) {
        const FramePlane& plane = *header.frames[static_cast<size_t>(frame)].plane;
        grid.origin = plane.position;
        grid.axes
            = {plane.rowDirection, plane.columnDirection, cross(plane.rowDirection, plane.columnDirection)};
    }
    return grid;
}

double distanceMm(const Vec3& a, const Vec3& b)
{
    return length(minus(a, b));
}

double angleDegrees(const Vec3& a, const Vec3& vertex, const Vec3& b)
{
    const Vec3 one = minus(a, vertex);
    const Vec3 other = minus(b, vertex);
    // atan2 stays exact near 0 and 180 degrees, where the arc cosine does not.
    return std::atan2(length(cross(one, other)), dot(one, other)) * 180 / std::numbers::pi;
}

double polygonAreaMm2(const std::vector<Vec3>& points)
{
    if (points.size() < 3)
        return 0;
    Vec3 twice{};
    for (size_t i = 1; i + 1 < points.size(); ++i)
        twice = plus(twice, cross(minus(points[i], points[0]), minus(points[i + 1], points[0])));
    return length(twice) / 2;
}

double ellipseAreaMm2(const std::vector<Vec3>& axisEnds)
{
    if (axisEnds.size() != 4)
        return 0;
    return std::numbers::pi / 4 * distanceMm(axisEnds[0], axisEnds[1]) * distanceMm(axisEnds[2], axisEnds[3]);
}

bool crossesItself(const std::vector<Vec3>& points, const Vec3& normal)
{
    const Vec3 helper = std::abs(normal[0]) < 0.9 * length(normal) ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
    const Vec3 right = unit(cross(normal, helper));
    const Vec3 down = unit(cross(normal, right));
    std::vector<Flat> flat;
    flat.reserve(points.size());
    for (const Vec3& point : points)
        flat.push_back({dot(point, right), dot(point, down)});

    const size_t count = flat.size();
    for (size_t i = 0; i < count; ++i) {
        for (size_t j = i + 2; j < count; ++j) {
            if (cross(flat[i], flat[i + 1], flat[j], flat[(j + 1) % count]))
                return true;
        }
    }
    return false;
}

} // namespace twinward::imaging
