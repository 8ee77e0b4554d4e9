// Light in a room, worked out once: for each corner of its triangles what comes straight from lamps and windows
// and how much of the room around it sees.

#include "headset/room.h"

#include "base/parallel.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twinward::headset {

namespace {

constexpr float cell = 0.14F; // metres between corners: what shadows can show
constexpr float smallCell = 1.0F; // furniture keeps its light at its own corners
constexpr int skyRays = 48;
constexpr float openDistance = 1.6F; // what is farther away takes no light from a corner
constexpr float ambient = 0.52F;
constexpr float direct = 0.62F;

Point minus(const Point& a, const Point& b)
{
    return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}
Point plus(const Point& a, const Point& b, float factor)
{
    return {a[0] + factor * b[0], a[1] + factor * b[1], a[2] + factor * b[2]};
}
float dot(const Point& a, const Point& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
Point cross(const Point& a, const Point& b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}
Point unit(const Point& a)
{
    const float size = std::sqrt(dot(a, a));
    return {a[0] / size, a[1] / size, a[2] / size};
}

// What stands in the way of light: every part as the box around it.
struct Blocker
{
    Place place;
    Point half{};

    // Slabs (Kay and Kajiya 1986).
    [[nodiscard]] bool stops(const Point& from, const Point& direction, float distance) const
    {
        const Point origin = fromRoom(place, from);
        const Point along = fromRoom({{}, place.turnDegrees}, direction);
        float near = 0;
        float far = distance;
        for (size_t axis = 0; axis < 3; ++axis) {
            if (std::abs(along.at(axis)) < 1e-6F) {
                if (std::abs(origin.at(axis)) > half.at(axis))
                    return false;
                continue;
            }
            const float a = (-half.at(axis) - origin.at(axis)) / along.at(axis);
            const float b = (half.at(axis) - origin.at(axis)) / along.at(axis);
            near = std::max(near, std::min(a, b));
            far = std::min(far, std::max(a, b));
        }
        return near < far;
    }
};

// Evenly over the half of all directions about +y, more towards it, as a matt surface sees them: Fibonacci's
// spiral lifted onto the half ball (Malley's method).
std::vector<Point> skyDirections()
{
    constexpr float golden = 2.39996323F;
    std::vector<Point> directions;
    for (int i = 0; i < skyRays; ++i) {
        const float share = (static_cast<float>(i) + 0.5F) / skyRays;
        const float radius = std::sqrt(share);
        const float angle = golden * static_cast<float>(i);
        directions.push_back({radius * std::cos(angle), std::sqrt(1 - share), radius * std::sin(angle)});
    }
    return directions;
}

class Lighting
{
public:
    explicit Lighting(const Room& room)
        : m_sky(skyDirections())
    {
        for (const Part& part : room.parts) {
            Point half{part.size[0] / 2, part.size[1] / 2, part.size[2] / 2};
            if (part.shape == Part::Shape::Cylinder)
                half[0] = half[2] = std::max(part.size[0], part.size[2]) / 2;
            if (part.isLit)
                m_lamps.push_back({part.place, half});
            else
                m_blockers.push_back({part.place, half});
        }
    }

    [[nodiscard]] float at(const Vertex& vertex) const
    {
        const Point from = plus(vertex.position, vertex.normal, 0.012F);
        return std::min(1.0F, ambient * openness(from, vertex.normal) + direct * fromLamps(from, vertex.normal));
    }

private:
    [[nodiscard]] bool isFree(const Point& from, const Point& direction, float distance) const
    {
        return std::none_of(m_blockers.begin(), m_blockers.end(),
            [&](const Blocker& blocker) { return blocker.stops(from, direction, distance); });
    }

    [[nodiscard]] float openness(const Point& from, const Point& normal) const
    {
        const Point side = unit(std::abs(normal[1]) < 0.9F ? cross(normal, {0, 1, 0}) : cross(normal, {1, 0, 0}));
        const Point other = cross(normal, side);
        int open = 0;
        for (const Point& sky : m_sky) {
            const Point direction = plus(plus(plus({}, side, sky[0]), normal, sky[1]), other, sky[2]);
            open += isFree(from, direction, openDistance) ? 1 : 0;
        }
        return static_cast<float>(open) / skyRays;
    }

    // From four points of each lamp, so that shadows have soft edges.
    [[nodiscard]] float fromLamps(const Point& from, const Point& normal) const
    {
        float light = 0;
        for (const Blocker& lamp : m_lamps) {
            for (const auto& [a, b] : {std::pair{-0.5F, -0.5F}, {0.5F, -0.5F}, {-0.5F, 0.5F}, {0.5F, 0.5F}}) {
                const bool isFlat = lamp.half[1] <= std::min(lamp.half[0], lamp.half[2]);
                const Point inner = isFlat ? Point{a * lamp.half[0], 0, b * lamp.half[2]}
                                           : Point{a * lamp.half[0], b * lamp.half[1], 0};
                const Point way = minus(toRoom(lamp.place, inner), from);
                const float distance = std::sqrt(dot(way, way));
                const Point direction = plus({}, way, 1 / distance);
                const float facing = dot(direction, normal);
                // The last 12 cm are the lamp's own fitting.
                if (facing <= 0 || !isFree(from, direction, distance - 0.12F))
                    continue;
                const float area = 4 * lamp.half[0] * (isFlat ? lamp.half[2] : lamp.half[1]);
                light += facing * area / (0.25F + distance * distance);
            }
        }
        return light;
    }

    std::vector<Point> m_sky;
    std::vector<Blocker> m_blockers;
    std::vector<Blocker> m_lamps;
};

float toLinear(quint8 value)
{
    return std::pow(static_cast<float>(value) / 255, 2.2F);
}

quint8 toSrgb(float linear)
{
    return static_cast<quint8>(std::lround(255 * std::pow(std::clamp(linear, 0.0F, 1.0F), 1 / 2.2F)));
}

} // namespace

Model litModel(const Room& room)
{
    Model model;
    size_t ownLight = 0;
    for (const bool lamps : {false, true}) {
        for (const Part& part : room.parts) {
            if (part.isLit != lamps)
                continue;
            const float largest = std::max({part.size[0], part.size[1], part.size[2]});
            const float step = largest > 1.5F && !lamps ? cell : std::min(smallCell, largest / 2);
            if (part.shape == Part::Shape::Box)
                addBox(model, part.place, part.size, part.round, step, part.colour);
            else
                addCylinder(model, part.place, part.size[1], part.size[0] / 2, part.size[2] / 2, step,
                    part.colour);
        }
        if (!lamps)
            ownLight = model.vertices.size();
    }
    const Lighting lighting(room);
    base::runParallel(ownLight, base::workersFor(ownLight, 256), 256, [&](size_t, size_t begin, size_t end) {
        for (size_t i = begin; i < end; ++i) {
            Vertex& vertex = model.vertices[i];
            const float light = lighting.at(vertex);
            for (size_t c = 0; c < 3; ++c)
                vertex.colour.at(c) = toSrgb(toLinear(vertex.colour.at(c)) * light);
        }
    });
    return model;
}

} // namespace twinward::headset
