#include "stack_grid_p.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace twinward::imaging {

namespace {

// A step may differ from the others by this much and be the same step: what rounding to two decimals, or to
// millimetres and tenths of thick slices, leaves behind.
constexpr double stepTolerance = 0.02; // of the step
constexpr double stepToleranceMm = 0.011;
// Less tilt than this is rounding of positions (0.01 mm over a slab of a few centimetres).
constexpr double tiltDegrees = 0.05;
constexpr size_t maxDetails = 8; // named one by one; the rest is counted

Vec3 normalOf(const PlacedFrame& frame)
{
    return cross(frame.frame->plane->rowDirection, frame.frame->plane->columnDirection);
}

const Vec3& positionOf(const PlacedFrame& frame)
{
    return frame.frame->plane->position;
}

QString nameOf(const PlacedFrame& frame)
{
    if (frame.object->frames.size() > 1)
        return QStringLiteral("frame %1").arg(frame.ref.frame + 1);
    return QStringLiteral("instance %1").arg(frame.object->instanceNumber);
}

QString millimetres(double value)
{
    return QString::number(std::round(value * 1000) / 1000, 'g', 9);
}

double tolerance(double step)
{
    return stepTolerance * step + stepToleranceMm;
}

class Steps
{
public:
    explicit Steps(const std::vector<PlacedFrame>& frames)
        : m_frames(frames)
    {
        std::vector<double> sorted;
        for (size_t i = 1; i < frames.size(); ++i)
            sorted.push_back(depthOf(frames[i]) - depthOf(frames[i - 1]));
        m_steps = sorted;
        std::sort(sorted.begin(), sorted.end());
        if (!sorted.empty())
            m_step = sorted[(sorted.size() - 1) / 2];
    }

    [[nodiscard]] std::vector<GeometryFinding> findings() const
    {
        std::vector<GeometryFinding> found;
        for (size_t i = 0; i < m_steps.size(); ++i) {
            const double step = m_steps[i];
            if (std::abs(step - m_step) <= tolerance(m_step))
                continue;
            const double whole = std::round(step / m_step);
            const bool isGap = whole >= 2 && std::abs(step - whole * m_step) <= tolerance(m_step);
            const QString between
                = QStringLiteral("between %1 and %2").arg(nameOf(m_frames[i]), nameOf(m_frames[i + 1]));
            if (isGap)
                found.push_back({GeometryFault::MissingSlices,
                    QStringLiteral("%1: %2 slices missing (step %3 mm)")
                        .arg(between)
                        .arg(static_cast<qint64>(whole) - 1)
                        .arg(millimetres(m_step))});
            else
                found.push_back({GeometryFault::UnevenSteps,
                    QStringLiteral("%1: %2 mm, elsewhere %3 mm")
                        .arg(between, millimetres(step), millimetres(m_step))});
        }
        if (found.empty())
            addDrift(found);
        return found;
    }

private:
    // Every step is like the others, but all together they leave the grid's places.
    void addDrift(std::vector<GeometryFinding>& found) const
    {
        if (m_steps.size() < 2)
            return;
        const double first = depthOf(m_frames.front());
        const double mean = (depthOf(m_frames.back()) - first) / static_cast<double>(m_steps.size());
        double worst = 0;
        for (size_t i = 0; i < m_frames.size(); ++i)
            worst = std::max(worst, std::abs(depthOf(m_frames[i]) - first - mean * static_cast<double>(i)));
        if (worst > 0.1 * mean + stepToleranceMm)
            found.push_back({GeometryFault::UnevenSteps,
                QStringLiteral("slices lie up to %1 mm beside even steps of %2 mm")
                    .arg(millimetres(worst), millimetres(mean))});
    }

    const std::vector<PlacedFrame>& m_frames;
    std::vector<double> m_steps;
    double m_step = 0; // the median: the lower of two
};

std::vector<GeometryFinding> duplicates(const std::vector<PlacedFrame>& frames)
{
    std::vector<GeometryFinding> found;
    for (size_t i = 1; i < frames.size(); ++i) {
        if (depthOf(frames[i]) - depthOf(frames[i - 1]) < samePlaceMm)
            found.push_back({GeometryFault::DuplicatePosition,
                QStringLiteral("%1 and %2 are at one place (%3 mm)")
                    .arg(nameOf(frames[i - 1]), nameOf(frames[i]), millimetres(depthOf(frames[i])))});
    }
    return found;
}

// How far the slices' first pixels leave the line from the first to the last.
double sidewaysShift(const std::vector<PlacedFrame>& frames)
{
    const Vec3 whole = minus(positionOf(frames.back()), positionOf(frames.front()));
    const double height = depthOf(frames.back()) - depthOf(frames.front());
    double worst = 0;
    for (const PlacedFrame& frame : frames) {
        const double part = (depthOf(frame) - depthOf(frames.front())) / height;
        const Vec3 off = minus(minus(positionOf(frame), positionOf(frames.front())), times(whole, part));
        worst = std::max(worst, length(off));
    }
    return worst;
}

struct Direction
{
    Vec3 axis{};
    double tilt = 0; // degrees from the normal
};

Direction directionOf(const std::vector<PlacedFrame>& frames)
{
    const Vec3 normal = normalOf(frames.front());
    const Vec3 whole = minus(positionOf(frames.back()), positionOf(frames.front()));
    const double height = dot(whole, normal);
    const double aside = length(minus(whole, times(normal, height)));
    const double tilt = std::atan2(aside, height) * 180 / M_PI;
    if (tilt < tiltDegrees || aside < 2 * samePlaceMm)
        return {normal, 0};
    return {times(whole, 1 / length(whole)), tilt};
}

// Names the first few of a kind and counts the rest.
void addBounded(std::vector<GeometryFinding>& to, std::vector<GeometryFinding> from)
{
    if (from.size() > maxDetails) {
        const qsizetype more = static_cast<qsizetype>(from.size() - maxDetails);
        const GeometryFault fault = from[maxDetails].fault;
        from.resize(maxDetails);
        from.push_back({fault, QStringLiteral("and at %1 more places").arg(more)});
    }
    to.insert(to.end(), from.begin(), from.end());
}

Grid gridOf(const std::vector<PlacedFrame>& frames, const Direction& direction)
{
    const PlacedFrame& first = frames.front();
    const FramePlane& plane = *first.frame->plane;
    const auto [rows, columns] = first.spacing();
    Grid grid;
    grid.size = {first.object->pixels.columns, first.object->pixels.rows, static_cast<int>(frames.size())};
    grid.origin = plane.position;
    grid.axes = {plane.rowDirection, plane.columnDirection, direction.axis};
    const double height = depthOf(frames.back()) - depthOf(first);
    const double along = height / dot(direction.axis, normalOf(first));
    grid.spacing = {columns, rows, along / static_cast<double>(frames.size() - 1)};
    return grid;
}

} // namespace

std::array<double, 2> PlacedFrame::spacing() const
{
    return frame->pixelSpacing.value_or(object->pixelSpacing.value_or(std::array<double, 2>{}));
}

double depthOf(const PlacedFrame& frame)
{
    return dot(positionOf(frame), normalOf(frame));
}

bool isSamePlace(const PlacedFrame& a, const PlacedFrame& b)
{
    return std::abs(depthOf(a) - depthOf(b)) < samePlaceMm;
}

bool comesBefore(const PlacedFrame& a, const PlacedFrame& b)
{
    const auto key = [](const PlacedFrame& frame) {
        return std::tie(frame.object->instanceNumber, frame.object->sopInstanceUid, frame.ref.frame);
    };
    return key(a) < key(b);
}

Stack stackOf(std::vector<PlacedFrame> frames)
{
    std::sort(frames.begin(), frames.end(), [](const PlacedFrame& a, const PlacedFrame& b) {
        const double left = depthOf(a);
        const double right = depthOf(b);
        return left != right ? left < right : comesBefore(a, b);
    });
    Stack stack;
    for (const PlacedFrame& frame : frames)
        stack.frames.push_back(frame.ref);
    if (frames.size() == 1) {
        stack.findings.push_back({GeometryFault::SingleSlice, QStringLiteral("one slice")});
        return stack;
    }
    addBounded(stack.findings, duplicates(frames));
    if (!stack.findings.empty())
        return stack;
    addBounded(stack.findings, Steps(frames).findings());
    const double shift = sidewaysShift(frames);
    const auto [rows, columns] = frames.front().spacing();
    if (shift > std::max(5 * samePlaceMm, 0.05 * std::min(rows, columns)))
        stack.findings.push_back({GeometryFault::SidewaysShift,
            QStringLiteral("slices are shifted in their plane by up to %1 mm").arg(millimetres(shift))});
    if (rows <= 0 || columns <= 0)
        stack.findings.push_back({GeometryFault::NoPosition, QStringLiteral("no Pixel Spacing")});
    if (!stack.findings.empty())
        return stack;
    const Direction direction = directionOf(frames);
    stack.grid = gridOf(frames, direction);
    if (direction.tilt > 0)
        stack.findings.push_back({GeometryFault::GantryTilt,
            QStringLiteral("slices are tilted by %1°").arg(QString::number(direction.tilt, 'f', 1))});
    return stack;
}

Stack unplacedStackOf(std::vector<PlacedFrame> frames)
{
    std::sort(frames.begin(), frames.end(), comesBefore);
    Stack stack;
    for (const PlacedFrame& frame : frames)
        stack.frames.push_back(frame.ref);
    stack.findings.push_back({GeometryFault::NoPosition,
        QStringLiteral("%1 frames without a place in the patient").arg(frames.size())});
    if (frames.size() == 1)
        stack.findings.push_back({GeometryFault::SingleSlice, QStringLiteral("one slice")});
    return stack;
}

} // namespace twinward::imaging
