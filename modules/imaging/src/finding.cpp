#include "imaging/finding.h"

#include "imaging/vec.h"

namespace twinward::imaging {

namespace {

using Shape = record::ImagingFinding::Shape;

double rounded(double value)
{
    // Without "volatile" GCC 12 leaves the rounding out where it makes vector instructions of two of them.
    const volatile float narrow = static_cast<float>(value);
    return static_cast<double>(narrow);
}

// SCOORD counts from the corner of the first pixel, we from its centre: what is rounded is the sum.
double roundedPixel(double value)
{
    return rounded(value + 0.5) - 0.5;
}

bool isInPatient(const ObjectHeader& header, int frame)
{
    return rulerOf(header, frame).placed && !header.frameOfReferenceUid.isEmpty();
}

// By the area it encloses; none where the points lie on a line.
std::optional<Vec3> normalOf(const std::vector<Vec3>& points)
{
    Vec3 area{};
    for (size_t i = 1; i + 1 < points.size(); ++i)
        area = plus(area, cross(minus(points[i], points[0]), minus(points[i + 1], points[0])));
    return length(area) > 1e-9 ? std::optional(unit(area)) : std::nullopt;
}

} // namespace

base::Result<record::ImagingFinding> findingOf(const Mark& mark, const FindingSource& source)
{
    const ObjectHeader& header = source.header;
    auto values = measure(mark, rulerOf(header, source.frame), source.volume);
    if (!values)
        return base::fail(std::move(values).error());

    record::ImagingFinding finding;
    finding.shape = mark.shape;
    finding.studyUid = header.studyUid;
    finding.seriesUid = header.seriesUid;
    finding.sopInstanceUid = header.sopInstanceUid;
    finding.frame = source.frame + 1;
    finding.values = std::move(*values);
    finding.text = mark.text.trimmed();
    finding.points.reserve(mark.points.size() * 3);
    if (mark.points.empty())
        return finding;
    if (isInPatient(header, source.frame)) {
        finding.frameOfReferenceUid = header.frameOfReferenceUid;
        for (const Vec3& point : mark.points)
            finding.points.insert(
                finding.points.end(), {rounded(point[0]), rounded(point[1]), rounded(point[2])});
        return finding;
    }
    const Grid grid = imageGrid(header, source.frame);
    for (const Vec3& point : mark.points) {
        const Vec3 pixel = toVoxel(grid, point);
        if (std::abs(pixel[2]) > 0.5)
            return base::fail(base::ErrorCode::InvalidInput,
                QStringLiteral("The images say no frame of reference, and the mark is on none of them"), {},
                QStringLiteral("Draw it on an image itself."));
        finding.points.insert(finding.points.end(), {roundedPixel(pixel[0]), roundedPixel(pixel[1]), 0});
    }
    return finding;
}

Mark markOf(const record::ImagingFinding& finding, const ObjectHeader& image,
    std::optional<record::EventId> event, int layer)
{
    Mark mark;
    mark.shape = finding.shape;
    mark.text = finding.text;
    mark.layer = layer;
    mark.sopInstanceUid = finding.sopInstanceUid;
    mark.frame = finding.frame;
    mark.event = event;
    const Grid grid = imageGrid(image, static_cast<int>(finding.frame) - 1);
    for (size_t i = 0; i + 2 < finding.points.size(); i += 3) {
        const Vec3 point{finding.points[i], finding.points[i + 1], finding.points[i + 2]};
        mark.points.push_back(finding.frameOfReferenceUid.isEmpty() ? toPatient(grid, point) : point);
    }
    const Vec3 ofImage = cross(grid.axes[0], grid.axes[1]);
    if (mark.shape == Shape::Ellipse && mark.points.size() == 4)
        mark.normal
            = unit(cross(minus(mark.points[1], mark.points[0]), minus(mark.points[3], mark.points[2])));
    else
        mark.normal = normalOf(mark.points).value_or(ofImage);
    return mark;
}

} // namespace twinward::imaging
