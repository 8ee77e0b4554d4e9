#pragma once

// What a ray or a fingertip meets: the box around the images, a panel. Pure geometry in the room's metres.

#include "headset/inputs.h"
#include "headset_scene/placement.h"

#include <QPointF>

namespace twinward::headset {

struct Ray
{
    QVector3D from;
    QVector3D direction; // of length 1
    [[nodiscard]] QVector3D at(float metres) const { return from + direction * metres; }
};

// A flat panel: its middle, facing +z of its own, y up.
struct Panel
{
    Pose pose;
    QSizeF metres;
};

struct PanelHit
{
    float metres = 0; // along the ray
    QPointF place; // 0 to 1 from its upper left corner
};

// From the front only; none beside it.
[[nodiscard]] std::optional<PanelHit> hitPanel(const Ray& ray, const Panel& panel);
// From where to where a ray runs within the voxels, in lengths of `along`; start and along in voxel indices,
// `beyond` of a voxel past the outermost centres counting as within. None where it is missed or behind.
[[nodiscard]] std::optional<std::pair<double, double>> spanWithin(
    const imaging::Grid& grid, const imaging::Vec3& start, const imaging::Vec3& along, double beyond);
// Metres to the box around the voxels; 0 from inside; none where it is missed or behind.
[[nodiscard]] std::optional<float> hitBox(
    const Ray& ray, const Placement& placement, const imaging::Grid& grid);
// Within the box around the voxels, or no further than `slackM` off.
[[nodiscard]] bool isInside(
    const Placement& placement, const imaging::Grid& grid, const QVector3D& point, float slackM);

// A finger that presses on a panel: down when the tip goes through its surface from the front, up again when
// it has come back by 1.5 cm. A tip that comes from behind or from the side presses nothing.
class Poke
{
public:
    struct State
    {
        std::optional<QPointF> place; // 0 to 1; none when the tip is not over the panel
        float distanceM = 0; // before the surface; negative behind
        Button press;
    };
    State update(const Panel& panel, const std::optional<QVector3D>& tip);

private:
    bool m_armed = false; // was before the surface, over the panel
    bool m_down = false;
};

// Takes the tremor from a hand that aims and lets quick movements through: the 1€ filter (Casiez, Roussel and
// Vogel, CHI 2012), for a position and a direction.
class SteadyAim
{
public:
    [[nodiscard]] Pose update(const Pose& aim, float seconds);
    void reset() { m_last.reset(); }

private:
    std::optional<Pose> m_last;
    float m_speed = 0; // metres a second, smoothed
    float m_turning = 0; // radians a second, smoothed
};

} // namespace twinward::headset
