#include "imaging/measure.h"
#include "imaging/seg_object.h"
#include "imaging/segmentation_object.h"
#include "imaging/vec.h"
#include "report_p.h"

#include <algorithm>

namespace twinward::imaging {

namespace {

using base::ErrorCode;

constexpr double tolerance = 0.02; // of a voxel
constexpr double mostSlices = 10000;
constexpr size_t mostSegments = 1000;
constexpr uchar half = 128; // of 255, as segmentMask() gives it: what is not in fractions is 0 or 255

auto misfit(const QString& what)
{
    return base::fail(ErrorCode::InvalidInput, what, QStringLiteral("segmentation"));
}

bool isSame(const Vec3& a, const Vec3& b)
{
    return length(minus(a, b)) < 1e-3;
}

// Where the frames lie along the direction the slices go, in mm, each place once.
std::vector<double> placesOf(const SegmentationObject& object, const Vec3& normal)
{
    std::vector<double> places;
    for (const OverlayFrame& frame : object.frames)
        places.push_back(dot(frame.plane.position, normal));
    std::sort(places.begin(), places.end());
    const auto isNear = [](double a, double b) { return std::abs(a - b) < 1e-3; };
    places.erase(std::unique(places.begin(), places.end(), isNear), places.end());
    return places;
}

// The smallest grid that holds the frames. Places that don't fit into it are found when they are filled in.
base::Result<Grid> gridOf(const SegmentationObject& object, const ObjectHeader& header)
{
    const FramePlane& plane = object.frames.front().plane;
    Grid grid;
    const Vec3 normal = cross(plane.rowDirection, plane.columnDirection);
    grid.axes = {plane.rowDirection, plane.columnDirection, normal};
    const std::vector<double> places = placesOf(object, normal);
    double step = header.sliceThickness.value_or(1);
    for (size_t i = 1; i < places.size(); ++i)
        step = i == 1 ? places[1] - places[0] : std::min(step, places[i] - places[i - 1]);
    const double slices = (places.back() - places.front()) / step + 1;
    if (!(step > 0) || !(slices <= mostSlices))
        return misfit(QStringLiteral("The segmentation's frames lie in no grid"));
    grid.size = {header.pixels.columns, header.pixels.rows, static_cast<int>(std::lround(slices))};
    grid.spacing = {object.spacing[1], object.spacing[0], step};
    const auto first = std::min_element(
        object.frames.begin(), object.frames.end(), [&normal](const OverlayFrame& a, const OverlayFrame& b) {
            return dot(a.plane.position, normal) < dot(b.plane.position, normal);
        });
    grid.origin = first->plane.position;
    return grid;
}

// The voxel of a frame's first pixel, which may lie beyond the grid.
base::Result<std::array<int, 3>> cornerOf(const OverlayFrame& frame, const Grid& grid)
{
    const auto off = [] {
        return misfit(QStringLiteral("The segmentation's frames don't lie in the grid of the images"));
    };
    if (!isSame(frame.plane.rowDirection, grid.axes[0]) || !isSame(frame.plane.columnDirection, grid.axes[1]))
        return off();
    const Vec3 voxel = toVoxel(grid, frame.plane.position);
    std::array<int, 3> corner{};
    for (size_t axis = 0; axis < 3; ++axis) {
        if (!(std::abs(voxel[axis]) < 1e6) || std::abs(voxel[axis] - std::round(voxel[axis])) > tolerance)
            return off();
        corner[axis] = static_cast<int>(std::lround(voxel[axis]));
    }
    if (corner[2] < 0 || corner[2] >= grid.size[2])
        return off();
    return corner;
}

base::Status fill(Mask& mask, const QByteArray& pixels, int columns, const std::array<int, 3>& corner)
{
    for (qsizetype at = 0; at < pixels.size(); ++at) {
        if (static_cast<uchar>(pixels.at(at)) < half)
            continue;
        const int i = corner[0] + static_cast<int>(at % columns);
        const int j = corner[1] + static_cast<int>(at / columns);
        if (i < 0 || j < 0 || i >= mask.size()[0] || j >= mask.size()[1])
            return misfit(QStringLiteral("The segmentation reaches beyond the images"));
        mask.set(i, j, corner[2]);
    }
    return {};
}

Segmentation::Fractions fractionsOf(const SegmentationObject& object)
{
    using Fractions = Segmentation::Fractions;
    if (object.kind != SegmentationObject::Kind::Fractional)
        return Fractions::None;
    return object.isProbability ? Fractions::Probability : Fractions::Occupancy;
}

Segment segmentFrom(const OverlaySegment& from, const Grid& grid)
{
    Segment segment;
    segment.label = from.label;
    if (from.colour != 0)
        segment.colour = from.colour;
    segment.category = {{systemOf(from.categoryScheme), from.categoryCode, from.category}, from.category};
    segment.type = {{systemOf(from.typeScheme), from.typeCode, from.type}, from.type};
    segment.mask = Mask(grid.size);
    return segment;
}

} // namespace

base::Result<Segmentation> readSegmentation(const QByteArray& bytes, const std::optional<Grid>& grid)
{
    const auto object = DicomObject::read(bytes, QStringLiteral("segmentation"));
    if (!object)
        return base::fail(object.error());
    const auto read = readSegmentationObject(*object);
    if (!read)
        return base::fail(read.error());
    if (!(read->spacing[0] > 0 && read->spacing[1] > 0))
        return misfit(QStringLiteral("The segmentation doesn't say how large its pixels are"));
    if (read->segments.size() > mostSegments)
        return misfit(QStringLiteral("The segmentation has too many segments"));
    const auto own = gridOf(*read, object->header());
    if (!own)
        return base::fail(own.error());
    Segmentation made;
    made.fractions = fractionsOf(*read);
    made.grid = grid.value_or(*own);
    if (std::abs(made.grid.spacing[0] - own->spacing[0]) > 1e-3
        || std::abs(made.grid.spacing[1] - own->spacing[1]) > 1e-3)
        return misfit(QStringLiteral("The segmentation's pixels are of another size than the images'"));
    made.studyUid = object->header().studyUid;
    made.seriesUid = read->referencedSeriesUid;
    made.frameOfReferenceUid = read->frameOfReferenceUid;
    made.label = object->header().seriesDescription;
    const bool isLabelMap = read->kind == SegmentationObject::Kind::LabelMap;
    for (const OverlaySegment& segment : read->segments) {
        Segment filled = segmentFrom(segment, made.grid);
        for (size_t frame = 0; frame < read->frames.size(); ++frame) {
            if (!isLabelMap && read->frames[frame].segment != segment.number)
                continue;
            const auto corner = cornerOf(read->frames[frame], made.grid);
            if (!corner)
                return base::fail(corner.error());
            const auto pixels = segmentMask(*object, *read, static_cast<int>(frame), segment.number);
            if (!pixels)
                return base::fail(pixels.error());
            if (const auto done = fill(filled.mask, *pixels, object->header().pixels.columns, *corner); !done)
                return base::fail(done.error());
        }
        made.segments.push_back(std::move(filled));
    }
    return made;
}

} // namespace twinward::imaging
