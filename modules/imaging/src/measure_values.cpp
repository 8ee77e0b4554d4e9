#include "imaging/measure.h"
#include "imaging/vec.h"
#include "voxels_p.h"

#include <limits>

namespace twinward::imaging {

namespace {

using base::ErrorCode;
using Shape = record::ImagingFinding::Shape;

constexpr double mostSamples = 2e8;

// An outline in a plane: points are told apart by two coordinates in it.
struct Region
{
    Shape shape = Shape::Ellipse;
    Vec3 centre{};
    Vec3 right{};
    Vec3 down{};
    double halfRight = 0; // of an ellipse, whose axes are `right` and `down`
    double halfDown = 0;
    std::vector<std::array<double, 2>> outline; // of a freehand region
    std::array<double, 2> low{};
    std::array<double, 2> high{};

    [[nodiscard]] std::array<double, 2> flat(const Vec3& point) const
    {
        const Vec3 offset = minus(point, centre);
        return {dot(offset, right), dot(offset, down)};
    }
    [[nodiscard]] Vec3 spatial(double x, double y) const
    {
        return plus(centre, plus(times(right, x), times(down, y)));
    }
    [[nodiscard]] bool contains(const std::array<double, 2>& at) const
    {
        if (shape == Shape::Ellipse) {
            const double x = at[0] / halfRight;
            const double y = at[1] / halfDown;
            return x * x + y * y <= 1;
        }
        bool inside = false;
        for (size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
            const auto& a = outline[i];
            const auto& b = outline[j];
            if ((a[1] > at[1]) != (b[1] > at[1])
                && at[0] < (b[0] - a[0]) * (at[1] - a[1]) / (b[1] - a[1]) + a[0])
                inside = !inside;
        }
        return inside;
    }
};

auto refused(const QString& what, const QString& todo = {})
{
    return base::fail(ErrorCode::InvalidInput, what, {}, todo);
}

base::Result<Region> ellipseRegion(const std::vector<Vec3>& points)
{
    if (points.size() != 4)
        return refused(QStringLiteral("An ellipse is the four ends of its two axes"));
    Region region;
    region.shape = Shape::Ellipse;
    region.centre = times(plus(points[0], points[1]), 0.5);
    const Vec3 first = times(minus(points[1], points[0]), 0.5);
    const Vec3 second = times(minus(points[3], points[2]), 0.5);
    region.halfRight = length(first);
    region.halfDown = length(second);
    if (!(region.halfRight > 0 && region.halfDown > 0))
        return refused(QStringLiteral("The ellipse has no area"), QStringLiteral("Draw it larger."));
    if (std::abs(dot(first, second)) > 1e-3 * region.halfRight * region.halfDown)
        return refused(QStringLiteral("The axes of the ellipse are not at right angles"));
    region.right = unit(first);
    region.down = unit(second);
    region.low = {-region.halfRight, -region.halfDown};
    region.high = {region.halfRight, region.halfDown};
    return region;
}

base::Result<Region> freehandRegion(const std::vector<Vec3>& points, const Vec3& normal)
{
    if (points.size() < 3)
        return refused(QStringLiteral("An outline needs three points and more"));
    const Vec3 helper = std::abs(normal[0]) < 0.9 * length(normal) ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
    Region region;
    region.shape = Shape::Freehand;
    region.centre = points[0];
    region.right = unit(cross(normal, helper));
    region.down = unit(cross(normal, region.right));
    region.outline.reserve(points.size());
    region.low = {std::numeric_limits<double>::max(), std::numeric_limits<double>::max()};
    region.high = {std::numeric_limits<double>::lowest(), std::numeric_limits<double>::lowest()};
    for (const Vec3& point : points) {
        const auto at = region.flat(point);
        region.outline.push_back(at);
        for (size_t axis = 0; axis < 2; ++axis) {
            region.low[axis] = std::min(region.low[axis], at[axis]);
            region.high[axis] = std::max(region.high[axis], at[axis]);
        }
    }
    return region;
}

// Welford 1962: exact where the values are large beside their deviation.
class Collector
{
public:
    void add(double value)
    {
        m_result.minimum = m_result.samples == 0 ? value : std::min(m_result.minimum, value);
        m_result.maximum = m_result.samples == 0 ? value : std::max(m_result.maximum, value);
        ++m_result.samples;
        const double before = value - m_result.mean;
        m_result.mean += before / static_cast<double>(m_result.samples);
        m_squares += before * (value - m_result.mean);
    }
    [[nodiscard]] RoiStatistics result() const
    {
        RoiStatistics done = m_result;
        if (done.samples > 0)
            done.deviation = std::sqrt(m_squares / static_cast<double>(done.samples));
        return done;
    }

private:
    RoiStatistics m_result;
    double m_squares = 0;
};

// The grid's axis that stands on the plane, where the plane is parallel to the other two.
std::optional<size_t> axisAcross(const Grid& grid, const Vec3& normal)
{
    for (size_t axis = 0; axis < 3; ++axis) {
        const Vec3 across = unit(cross(grid.axes[(axis + 1) % 3], grid.axes[(axis + 2) % 3]));
        if (length(cross(across, unit(normal))) < 1e-4)
            return axis;
    }
    return std::nullopt;
}

// Samples at the voxels' own columns and rows; between two slices where the plane lies there.
template <class T>
void collectOnGrid(const Volume& volume, const Region& region, size_t across, Collector& collector)
{
    const size_t first = (across + 1) % 3;
    const size_t second = (across + 2) % 3;
    Vec3 low{1e9, 1e9, 1e9};
    Vec3 high{-1e9, -1e9, -1e9};
    for (const double x : {region.low[0], region.high[0]}) {
        for (const double y : {region.low[1], region.high[1]}) {
            const Vec3 voxel = toVoxel(volume.grid, region.spatial(x, y));
            for (size_t axis = 0; axis < 3; ++axis) {
                low[axis] = std::min(low[axis], voxel[axis]);
                high[axis] = std::max(high[axis], voxel[axis]);
            }
        }
    }
    // Drawn on a slice, a click is off its centre by the roundings of screen and geometry.
    double level = (low[across] + high[across]) / 2;
    if (std::abs(level - std::round(level)) < 0.01)
        level = std::round(level);
    const auto from = [&](size_t axis) { return static_cast<int>(std::max(0.0, std::floor(low[axis]))); };
    const auto to = [&](size_t axis) {
        return static_cast<int>(std::min(volume.grid.size[axis] - 1.0, std::ceil(high[axis])));
    };
    for (int b = from(second); b <= to(second); ++b) {
        for (int a = from(first); a <= to(first); ++a) {
            Vec3 voxel{};
            voxel[across] = level;
            voxel[first] = a;
            voxel[second] = b;
            if (!region.contains(region.flat(toPatient(volume.grid, voxel))))
                continue;
            if (const auto value = interpolatedAt<T>(volume, voxel))
                collector.add(*value);
        }
    }
}

template <class T> void collectAcross(const Volume& volume, const Region& region, Collector& collector)
{
    const auto& spacing = volume.grid.spacing;
    const double step = std::min({spacing[0], spacing[1], spacing[2]});
    // From the centre outwards, so that a region that is turned is sampled alike.
    const double middleX = (region.low[0] + region.high[0]) / 2;
    const double middleY = (region.low[1] + region.high[1]) / 2;
    const int reachX = static_cast<int>((region.high[0] - region.low[0]) / 2 / step);
    const int reachY = static_cast<int>((region.high[1] - region.low[1]) / 2 / step);
    for (int row = -reachY; row <= reachY; ++row) {
        for (int column = -reachX; column <= reachX; ++column) {
            const std::array<double, 2> at{middleX + column * step, middleY + row * step};
            if (!region.contains(at))
                continue;
            if (const auto value
                = interpolatedAt<T>(volume, toVoxel(volume.grid, region.spatial(at[0], at[1]))))
                collector.add(*value);
        }
    }
}

// The slices the region reaches, within the grid.
std::array<int, 2> slicesOf(const Grid& grid, const Region& region)
{
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    for (const double x : {region.low[0], region.high[0]}) {
        for (const double y : {region.low[1], region.high[1]}) {
            const double slice = toVoxel(grid, region.spatial(x, y))[2];
            low = std::min(low, slice);
            high = std::max(high, slice);
        }
    }
    const double last = grid.size[2] - 1.0;
    return {static_cast<int>(std::clamp(std::floor(low + 0.01), 0.0, last)),
        static_cast<int>(std::clamp(std::ceil(high - 0.01), 0.0, last))};
}

} // namespace

base::Status checkGrey(const Volume& volume, int first, int last)
{
    if (volume.samples != 1)
        return base::fail(ErrorCode::Unsupported, QStringLiteral("Colour images have no grey values"));
    if (volume.type != SampleType::U8 && volume.type != SampleType::U16 && volume.type != SampleType::S16
        && volume.type != SampleType::F32)
        return base::fail(ErrorCode::Unsupported, QStringLiteral("These voxels can't be measured"));
    const auto& size = volume.grid.size;
    if (size[0] < 1 || size[1] < 1 || size[2] < 1
        || volume.voxels.size() < qint64{size[0]} * size[1] * size[2] * bytesPerSample(volume.type)
        || volume.filled.size() < static_cast<size_t>(size[2]))
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("The volume has no voxels"));
    for (int k = first; k <= last; ++k) {
        if (!volume.filled[static_cast<size_t>(k)])
            return base::fail(ErrorCode::Busy, QStringLiteral("Some slices are not loaded yet"), {},
                QStringLiteral("Wait until all of them are there."));
    }
    return {};
}

std::optional<double> probe(const Volume& volume, const Vec3& point)
{
    const auto voxel = voxelAt(volume.grid, point);
    if (!voxel || !checkGrey(volume, (*voxel)[2], (*voxel)[2]))
        return std::nullopt;
    return withVoxelType(volume.type, [&](auto type) -> std::optional<double> {
        return valueOf<decltype(type)>(volume, (*voxel)[0], (*voxel)[1], (*voxel)[2]);
    });
}

std::optional<double> interpolated(const Volume& volume, const Vec3& point)
{
    if (!checkGrey(volume, 0, -1))
        return std::nullopt;
    return withVoxelType(volume.type,
        [&](auto type) { return interpolatedAt<decltype(type)>(volume, toVoxel(volume.grid, point)); });
}

base::Result<RoiStatistics> regionStatistics(
    const Volume& volume, Shape shape, const std::vector<Vec3>& points, const Vec3& normal)
{
    if (shape != Shape::Ellipse && shape != Shape::Freehand)
        return refused(QStringLiteral("Only ellipses and outlines have grey values"));
    const auto region = shape == Shape::Ellipse ? ellipseRegion(points) : freehandRegion(points, normal);
    if (!region)
        return base::fail(region.error());
    const auto& spacing = volume.grid.spacing;
    const double step = std::min({spacing[0], spacing[1], spacing[2]});
    if (!((region->high[0] - region->low[0]) * (region->high[1] - region->low[1]) / (step * step)
            < mostSamples))
        return refused(QStringLiteral("The region is too large to be measured"));
    const auto slices = slicesOf(volume.grid, *region);
    if (const auto fine = checkGrey(volume, slices[0], slices[1]); !fine)
        return base::fail(fine.error());

    Collector collector;
    const auto across = axisAcross(volume.grid, cross(region->right, region->down));
    withVoxelType(volume.type, [&](auto type) {
        if (across)
            collectOnGrid<decltype(type)>(volume, *region, *across, collector);
        else
            collectAcross<decltype(type)>(volume, *region, collector);
    });
    if (collector.result().samples == 0)
        return refused(QStringLiteral("The region holds no voxel of the images"),
            QStringLiteral("Draw it larger, and on the images."));
    return collector.result();
}

} // namespace twinward::imaging
