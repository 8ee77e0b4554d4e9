// Light in a room, worked out once: for each corner of its triangles what comes straight from lamps and
// windows and how much of the room around it sees.

#include "headset_scene/room.h"

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
constexpr float ambient = 0.60F;
constexpr float direct = 0.75F;
constexpr float thrownBack = 0.25F; // by the floor, onto what faces down
constexpr float deepest = 0.3F; // of the ambient light that reaches even corners, from wall to wall
constexpr float slack = 0.015F; // metres: what only touches a part is not inside it

// What stands in the way of light: a part as the box around it.
class Blocker
{
public:
    Blocker(const Place& place, const QVector3D& half)
        : m_place(place)
        , m_across(toRoom({{}, place.turnDegrees}, {1, 0, 0}))
        , m_along(toRoom({{}, place.turnDegrees}, {0, 0, 1}))
        , m_half(half)
        , m_radius(half.length())
    {
        for (int axis = 0; axis < 3; ++axis)
            m_half[axis] -= std::min(slack, 0.4F * half[axis]);
    }

    [[nodiscard]] const QVector3D& half() const { return m_half; }
    [[nodiscard]] const QVector3D& facing() const { return m_along; }
    [[nodiscard]] QVector3D toTheRoom(const QVector3D& inner) const { return toRoom(m_place, inner); }
    [[nodiscard]] bool isNear(const QVector3D& point, float distance) const
    {
        return (point - m_place.at).lengthSquared() < (distance + m_radius) * (distance + m_radius);
    }

    [[nodiscard]] bool stops(const QVector3D& from, const QVector3D& direction, float distance) const
    {
        const QVector3D way = from - m_place.at;
        // The ball around it first: most rays pass by.
        const float closest = std::clamp(-QVector3D::dotProduct(way, direction), 0.0F, distance);
        if ((way + closest * direction).lengthSquared() > m_radius * m_radius)
            return false;
        return crosses(own(way), own(direction), distance);
    }

private:
    [[nodiscard]] QVector3D own(const QVector3D& v) const
    {
        return {QVector3D::dotProduct(v, m_across), v.y(), QVector3D::dotProduct(v, m_along)};
    }
    // Slabs (Kay and Kajiya 1986).
    [[nodiscard]] bool crosses(const QVector3D& origin, const QVector3D& along, float distance) const
    {
        float near = 0;
        float far = distance;
        for (int axis = 0; axis < 3; ++axis) {
            if (std::abs(along[axis]) < 1e-6F) {
                if (std::abs(origin[axis]) > m_half[axis])
                    return false;
                continue;
            }
            const float a = (-m_half[axis] - origin[axis]) / along[axis];
            const float b = (m_half[axis] - origin[axis]) / along[axis];
            near = std::max(near, std::min(a, b));
            far = std::min(far, std::max(a, b));
        }
        return near < far;
    }

    Place m_place;
    QVector3D m_across; // its own axes in the room
    QVector3D m_along;
    QVector3D m_half;
    float m_radius;
};

// Evenly over the half of all directions about +y, more towards it, as a matt surface sees them: Fibonacci's
// spiral lifted onto the half ball (Malley's method).
std::vector<QVector3D> skyDirections()
{
    constexpr float golden = 2.39996323F;
    std::vector<QVector3D> directions;
    for (int i = 0; i < skyRays; ++i) {
        const float share = (static_cast<float>(i) + 0.5F) / skyRays;
        const float radius = std::sqrt(share);
        const float angle = golden * static_cast<float>(i);
        directions.emplace_back(radius * std::cos(angle), std::sqrt(1 - share), radius * std::sin(angle));
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
            QVector3D half = part.size / 2;
            if (part.shape == Part::Shape::Cylinder) {
                const float widest = std::max(half.x(), half.z());
                half = {widest, half.y(), widest};
            }
            (part.isLit ? m_lamps : m_blockers).emplace_back(part.place, half);
        }
    }

    [[nodiscard]] float at(const Vertex& vertex) const
    {
        const QVector3D from = vertex.position + slack / 2 * vertex.normal;
        const float open = deepest + (1 - deepest) * openness(from, vertex.normal);
        const float below = thrownBack * std::max(0.0F, -vertex.normal.y());
        return std::min(1.0F, (ambient + below) * open + direct * fromLamps(from, vertex.normal));
    }

private:
    [[nodiscard]] float openness(const QVector3D& from, const QVector3D& normal) const
    {
        std::vector<const Blocker*> around;
        for (const Blocker& blocker : m_blockers) {
            if (blocker.isNear(from, openDistance))
                around.push_back(&blocker);
        }
        const QVector3D across = std::abs(normal.y()) < 0.9F ? QVector3D(0, 1, 0) : QVector3D(1, 0, 0);
        const QVector3D side = QVector3D::crossProduct(normal, across).normalized();
        const QVector3D other = QVector3D::crossProduct(normal, side);
        int open = 0;
        for (const QVector3D& sky : m_sky) {
            const QVector3D direction = sky.x() * side + sky.y() * normal + sky.z() * other;
            open += std::none_of(around.begin(), around.end(),
                [&](const Blocker* blocker) { return blocker->stops(from, direction, openDistance); });
        }
        return static_cast<float>(open) / skyRays;
    }

    [[nodiscard]] bool isFree(const QVector3D& from, const QVector3D& direction, float distance) const
    {
        return std::none_of(m_blockers.begin(), m_blockers.end(),
            [&](const Blocker& blocker) { return blocker.stops(from, direction, distance); });
    }

    // From four points of each lamp, so that shadows have soft edges.
    [[nodiscard]] float fromLamps(const QVector3D& from, const QVector3D& normal) const
    {
        float light = 0;
        for (const Blocker& lamp : m_lamps) {
            for (const auto& [a, b] : {std::pair{-0.5F, -0.5F}, {0.5F, -0.5F}, {-0.5F, 0.5F}, {0.5F, 0.5F}}) {
                const bool isFlat = lamp.half().y() <= std::min(lamp.half().x(), lamp.half().z());
                const QVector3D inner = isFlat ? QVector3D(a * lamp.half().x(), 0, b * lamp.half().z())
                                               : QVector3D(a * lamp.half().x(), b * lamp.half().y(), 0);
                const QVector3D way = lamp.toTheRoom(inner) - from;
                const float distance = way.length();
                const QVector3D direction = way / distance;
                // Lamps shine down, windows to both sides; each by Lambert's law.
                const float sent = isFlat ? std::max(0.0F, direction.y())
                                          : std::abs(QVector3D::dotProduct(direction, lamp.facing()));
                const float facing = QVector3D::dotProduct(direction, normal) * sent;
                // The last 12 cm are the lamp's own fitting.
                if (facing <= 0 || !isFree(from, direction, distance - 0.12F))
                    continue;
                const float area = 4 * lamp.half().x() * (isFlat ? lamp.half().z() : lamp.half().y());
                light += facing * area / (0.25F + distance * distance);
            }
        }
        return light;
    }

    std::vector<QVector3D> m_sky;
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
            const float largest = std::max({part.size.x(), part.size.y(), part.size.z()});
            const float step = largest > 1.5F && !lamps ? cell : std::min(smallCell, largest / 2);
            if (part.shape == Part::Shape::Box)
                addBox(model, part.place, part.size, part.round, step, part.colour);
            else
                addCylinder(model, part.place, part.size.y(), part.size.x() / 2, part.size.z() / 2, step,
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
