#include "imaging_view/plane_geometry.h"

#include "imaging_view/operators.h"

#include <algorithm>
#include <limits>

namespace twinward::imaging {

namespace {

struct Extent
{
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    void add(double value)
    {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    [[nodiscard]] double size() const { return high - low; }
};

Extent extentAlong(const Grid& grid, const Vec3& direction)
{
    Extent extent;
    for (const Vec3& corner : cornersOf(grid))
        extent.add(dot(corner, direction));
    return extent;
}

Extent centresAlong(const Grid& grid, const Vec3& direction)
{
    const GridMap map(grid);
    Extent extent;
    for (int corner = 0; corner < 8; ++corner) {
        Vec3 index{};
        for (size_t axis = 0; axis < 3; ++axis)
            index[axis] = (corner >> axis & 1) != 0 ? grid.size[axis] - 1 : 0;
        extent.add(dot(map.toPatient(index), direction));
    }
    return extent;
}

Vec3 rightOf(const PlaneView& view)
{
    return normalised(cross(view.normal, view.up));
}

} // namespace

GridMap::GridMap(const Grid& grid)
    : origin(grid.origin)
{
    for (size_t axis = 0; axis < 3; ++axis)
        columns[axis] = grid.axes[axis] * grid.spacing[axis];
    const double volume = dot(columns[0], cross(columns[1], columns[2]));
    const double inverse = std::abs(volume) > 1e-12 ? 1 / volume : 0;
    rows = {cross(columns[1], columns[2]) * inverse, cross(columns[2], columns[0]) * inverse,
        cross(columns[0], columns[1]) * inverse};
}

Vec3 GridMap::toIndex(const Vec3& patient) const
{
    return directionToIndex(patient - origin);
}

Vec3 GridMap::directionToIndex(const Vec3& direction) const
{
    return {dot(rows[0], direction), dot(rows[1], direction), dot(rows[2], direction)};
}

Vec3 GridMap::toPatient(const Vec3& index) const
{
    return origin + columns[0] * index[0] + columns[1] * index[1] + columns[2] * index[2];
}

Vec3 centreOf(const Grid& grid)
{
    return GridMap(grid).toPatient(
        {(grid.size[0] - 1) / 2.0, (grid.size[1] - 1) / 2.0, (grid.size[2] - 1) / 2.0});
}

bool contains(const Grid& grid, const Vec3& patient)
{
    const Vec3 index = GridMap(grid).toIndex(patient);
    for (size_t axis = 0; axis < 3; ++axis) {
        if (index[axis] < -0.5 || index[axis] > grid.size[axis] - 0.5)
            return false;
    }
    return true;
}

std::array<Vec3, 8> cornersOf(const Grid& grid)
{
    const GridMap map(grid);
    std::array<Vec3, 8> corners;
    for (size_t corner = 0; corner < 8; ++corner) {
        Vec3 index{};
        for (size_t axis = 0; axis < 3; ++axis)
            index[axis] = (corner >> axis & 1) != 0 ? grid.size[axis] - 0.5 : -0.5;
        corners[corner] = map.toPatient(index);
    }
    return corners;
}

Vec3 PlaneFrame::normal() const
{
    return cross(right, down);
}

Vec3 PlaneFrame::toPatient(const QPointF& pixel) const
{
    const double x = (pixel.x() - size.width() / 2.0) * mmPerPixel;
    const double y = (pixel.y() - size.height() / 2.0) * mmPerPixel;
    Vec3 at = centre + right * x + down * y;
    at[1] /= rowScale;
    return at;
}

QPointF PlaneFrame::toPixel(const Vec3& patient) const
{
    const Vec3 from = Vec3{patient[0], patient[1] * rowScale, patient[2]} - centre;
    return {dot(from, right) / mmPerPixel + size.width() / 2.0,
        dot(from, down) / mmPerPixel + size.height() / 2.0};
}

double PlaneFrame::distanceTo(const Vec3& patient) const
{
    return dot(patient - centre, normal());
}

PlaneView hang(PlaneView::Kind kind, const Grid& grid)
{
    PlaneView view;
    view.kind = kind;
    switch (kind) {
    case PlaneView::Kind::Axial: // the eye at the feet: the patient's right on the left of the picture
        view.normal = {0, 0, 1};
        view.up = {0, -1, 0};
        break;
    case PlaneView::Kind::Coronal: // the eye in front
        view.normal = {0, 1, 0};
        view.up = {0, 0, 1};
        break;
    case PlaneView::Kind::Sagittal: // the eye at the patient's left: the front on the left of the picture
        view.normal = {-1, 0, 0};
        view.up = {0, 0, 1};
        break;
    case PlaneView::Kind::Oblique: // tilted from the axial, so that it is seen to be another plane
        view.normal = normalised({0, 0.5, 0.8660254037844386});
        view.up = normalised({0, -0.8660254037844386, 0.5});
        break;
    case PlaneView::Kind::Stack:
        view.normal = normalised(cross(grid.axes[0], grid.axes[1]));
        view.up = grid.axes[1] * -1;
        break;
    }
    return view;
}

double fittingScale(const PlaneView& view, const Grid& grid, const QSize& pixels)
{
    const double width = extentAlong(grid, rightOf(view)).size();
    const double height = extentAlong(grid, view.up).size();
    const double scale = std::max(width / std::max(pixels.width(), 1), height / std::max(pixels.height(), 1));
    return std::max(scale, 1e-6);
}

PlaneFrame frameOf(const PlaneView& view, const Grid& grid, const Vec3& cursor, const QSize& pixels)
{
    PlaneFrame frame;
    frame.right = rightOf(view);
    frame.down = view.up * -1;
    frame.size = pixels;
    frame.mmPerPixel = fittingScale(view, grid, pixels) / view.zoom;
    // Through the cursor, but the picture stays where it is while the cursor moves in it.
    const Vec3 middle = centreOf(grid);
    const Vec3 normal = frame.normal();
    frame.centre = middle + normal * dot(cursor - middle, normal) - frame.right * view.panMm[0]
        - frame.down * view.panMm[1];
    return frame;
}

Slices slicesOf(const PlaneView& view, const Grid& grid, const Vec3& cursor)
{
    Slices slices;
    slices.normal = normalised(view.normal);
    const GridMap map(grid);
    // Along an axis of the grid this is the distance of its slices; between the axes, of their mixture.
    const Vec3 perMm = map.directionToIndex(slices.normal);
    const double largest = std::max({std::abs(perMm[0]), std::abs(perMm[1]), std::abs(perMm[2]), 1e-9});
    slices.stepMm = 1 / largest;
    const Extent extent = centresAlong(grid, slices.normal);
    slices.count = std::max(1, static_cast<int>(std::lround(extent.size() / slices.stepMm)) + 1);
    slices.firstMm = extent.low;
    const double at = (dot(cursor, slices.normal) - extent.low) / slices.stepMm;
    slices.current = static_cast<int>(std::clamp(std::lround(at), 0L, static_cast<long>(slices.count - 1)));
    return slices;
}

Vec3 movedToSlice(const Slices& slices, const Vec3& cursor, int slice)
{
    const int there = std::clamp(slice, 0, slices.count - 1);
    const double wanted = slices.firstMm + there * slices.stepMm;
    return cursor + slices.normal * (wanted - dot(cursor, slices.normal));
}

QString orientationLetters(const Vec3& direction)
{
    struct Part
    {
        double share;
        QChar letter;
    };
    std::array<Part, 3> parts{Part{std::abs(direction[0]), direction[0] > 0 ? u'L' : u'R'},
        Part{std::abs(direction[1]), direction[1] > 0 ? u'P' : u'A'},
        Part{std::abs(direction[2]), direction[2] > 0 ? u'H' : u'F'}};
    std::ranges::stable_sort(parts, std::greater<>(), &Part::share);
    QString letters;
    for (const Part& part : parts) {
        if (part.share > 0.2588) // the sine of 15 degrees
            letters += part.letter;
    }
    return letters;
}

} // namespace twinward::imaging
