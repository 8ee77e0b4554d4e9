#include "headset_scene/pointing.h"

#include "imaging/vec.h"
#include "imaging_view/plane_geometry.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace twinward::headset {

namespace {

constexpr float pokeReturnM = 0.015F;
constexpr float pokeReachM = 0.12F; // what is further before a panel is not about to press it
constexpr float pokeDepthM = 0.06F; // what is further behind has gone through it

// The 1€ filter's constants: Hz at rest, and how much more for each unit of speed.
constexpr float restHz = 1.5F;
constexpr float hzPerMetre = 20.0F;
constexpr float hzPerRadian = 6.0F;
constexpr float speedHz = 1.0F;

float shareOf(float cutoffHz, float seconds)
{
    const float r = 2 * std::numbers::pi_v<float> * cutoffHz * seconds;
    return r / (r + 1);
}

} // namespace

std::optional<PanelHit> hitPanel(const Ray& ray, const Panel& panel)
{
    const Pose into = panel.pose.inverse();
    const QVector3D from = into.map(ray.from);
    const QVector3D along = into.orientation * ray.direction;
    if (from.z() <= 0 || along.z() >= -1e-6F)
        return std::nullopt;
    const float metres = -from.z() / along.z();
    const QVector3D at = from + along * metres;
    const QPointF place(0.5 + at.x() / panel.metres.width(), 0.5 - at.y() / panel.metres.height());
    if (place.x() < 0 || place.x() > 1 || place.y() < 0 || place.y() > 1)
        return std::nullopt;
    return PanelHit{metres, place};
}

std::optional<std::pair<double, double>> spanWithin(
    const imaging::Grid& grid, const imaging::Vec3& start, const imaging::Vec3& along, double beyond)
{
    double near = 0;
    double far = std::numeric_limits<double>::max();
    for (size_t axis = 0; axis < 3; ++axis) {
        const double low = -beyond - start.at(axis);
        const double high = grid.size.at(axis) - 1 + beyond - start.at(axis);
        if (std::abs(along.at(axis)) < 1e-12) {
            if (low > 0 || high < 0)
                return std::nullopt;
            continue;
        }
        near = std::max(near, std::min(low / along.at(axis), high / along.at(axis)));
        far = std::min(far, std::max(low / along.at(axis), high / along.at(axis)));
    }
    return near <= far ? std::optional(std::pair(near, far)) : std::nullopt;
}

std::optional<float> hitBox(const Ray& ray, const Placement& placement, const imaging::Grid& grid)
{
    const imaging::GridMap map(grid);
    const imaging::Vec3 from = placement.toPatient(ray.from);
    const imaging::Vec3 along = map.directionToIndex(imaging::minus(placement.toPatient(ray.at(1)), from));
    const auto span = spanWithin(grid, map.toIndex(from), along, 0.5);
    return span ? std::optional<float>(static_cast<float>(span->first)) : std::nullopt;
}

bool isInside(const Placement& placement, const imaging::Grid& grid, const QVector3D& point, float slackM)
{
    const imaging::Vec3 index = imaging::GridMap(grid).toIndex(placement.toPatient(point));
    for (size_t axis = 0; axis < 3; ++axis) {
        const double slack = double{slackM} / (double{placement.metresPerMm} * grid.spacing.at(axis));
        if (index.at(axis) < -0.5 - slack || index.at(axis) > grid.size.at(axis) - 0.5 + slack)
            return false;
    }
    return true;
}

Poke::State Poke::update(const Panel& panel, const std::optional<QVector3D>& tip)
{
    State state;
    const bool was = m_down;
    if (tip) {
        const QVector3D at = panel.pose.inverse().map(*tip);
        state.distanceM = at.z();
        const QPointF place(0.5 + at.x() / panel.metres.width(), 0.5 - at.y() / panel.metres.height());
        const bool over = place.x() >= 0 && place.x() <= 1 && place.y() >= 0 && place.y() <= 1
            && at.z() < pokeReachM && at.z() > -pokeDepthM;
        if (over || m_down) // a drag may run over the edge
            state.place = QPointF(std::clamp(place.x(), 0.0, 1.0), std::clamp(place.y(), 0.0, 1.0));
        if (m_down)
            m_down = at.z() < pokeReturnM && at.z() > -pokeDepthM;
        else
            m_down = m_armed && over && at.z() <= 0;
        m_armed = over && at.z() > 0;
    } else {
        m_down = false;
        m_armed = false;
    }
    state.press = {m_down, m_down != was};
    return state;
}

Pose SteadyAim::update(const Pose& aim, float seconds)
{
    if (!m_last || seconds <= 0) {
        m_last = aim;
        m_speed = 0;
        m_turning = 0;
        return aim;
    }
    const float moved = (aim.position - m_last->position).length() / seconds;
    const float half
        = std::min(1.0F, std::abs(QQuaternion::dotProduct(aim.orientation, m_last->orientation)));
    const float turned = 2 * std::acos(half) / seconds;
    const float share = shareOf(speedHz, seconds);
    m_speed += share * (moved - m_speed);
    m_turning += share * (turned - m_turning);
    const float follow = shareOf(restHz + hzPerMetre * m_speed, seconds);
    const float turn = shareOf(restHz + hzPerRadian * m_turning, seconds);
    m_last->position += follow * (aim.position - m_last->position);
    m_last->orientation = QQuaternion::slerp(m_last->orientation, aim.orientation, turn).normalized();
    return *m_last;
}

} // namespace twinward::headset
