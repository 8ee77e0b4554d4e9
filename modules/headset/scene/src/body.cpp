#include "headset_scene/body.h"

#include "base/parallel.h"
#include "imaging/vec.h"

#include <algorithm>
#include <cmath>

namespace twinward::headset {

using imaging::Vec3;

namespace {

constexpr double voxelShare = 1 / 230.0; // of the height
constexpr double blendShare = 0.022; // of the height: how softly parts run into each other
constexpr size_t triangles = 20'000;
constexpr int smoothing = 80;

// Shares of the height, from the soles.
constexpr double ankle = 0.039;
constexpr double knee = 0.285;
constexpr double hip = 0.530;
constexpr double shoulder = 0.818;
constexpr double halfHips = 0.191 / 2 * 0.6; // of the joints; 0.191 is from side to side
constexpr double halfShoulders = 0.129 * 0.86;
constexpr double upperArm = 0.186;
constexpr double forearm = 0.146;
constexpr double hand = 0.108;
constexpr double foot = 0.152;

// A limb or a piece of the trunk: a cone with round ends, flattened from front to back.
struct Limb
{
    Vec3 from{};
    Vec3 to{};
    double fromRadius = 0;
    double toRadius = 0;
    double depth = 1; // share of the width

    // mm, less than 0 inside; a bound where the limb is flattened.
    [[nodiscard]] double distance(Vec3 point) const
    {
        const Vec3 axis = imaging::minus(to, from);
        Vec3 way = imaging::minus(point, from);
        const double along = std::clamp(imaging::dot(way, axis) / imaging::dot(axis, axis), 0.0, 1.0);
        way = imaging::minus(way, imaging::times(axis, along));
        way[1] /= depth;
        const double radius = fromRadius + along * (toRadius - fromRadius);
        return (imaging::length(way) - radius) * std::min(1.0, depth);
    }
};

double clampedHeightMm(const BodyShape& shape)
{
    return 10 * std::clamp(shape.heightCm, 40.0, 230.0);
}

// Share of the height from chin to crown: 1/4 at 50 cm, 1/7.5 from 165 cm.
double headShare(double heightMm)
{
    const double grown = std::clamp((heightMm - 500) / (1650 - 500), 0.0, 1.0);
    return 0.25 + grown * (1 / 7.5 - 0.25);
}

// kg/m² of an ordinary body of this height: 13 at birth, 15.5 at 110 cm (WHO child growth standards 2006,
// medians rounded), 22 from 165 cm.
double ordinaryBmi(double heightMm)
{
    const double child = std::clamp((heightMm - 500) / (1100 - 500), 0.0, 1.0);
    const double grown = std::clamp((heightMm - 1100) / (1650 - 1100), 0.0, 1.0);
    return 13 + 2.5 * child + 6.5 * grown;
}

struct Figure
{
    std::vector<Limb> limbs;
    double blend = 0; // mm

    // The polynomial smooth minimum (Quilez 2013).
    [[nodiscard]] bool contains(const Vec3& point) const
    {
        double nearest = 1e9;
        for (const Limb& limb : limbs) {
            const double distance = limb.distance(point);
            const double share = std::max(blend - std::abs(nearest - distance), 0.0) / blend;
            nearest = std::min(nearest, distance) - share * share * blend / 4;
        }
        return nearest < 0;
    }
};

class FigureMaker
{
public:
    explicit FigureMaker(const BodyShape& shape)
        : m_height(clampedHeightMm(shape))
        // What the larger head takes, the rest gives.
        , m_below((1 - headShare(m_height)) / (1 - 1 / 7.5))
    {
        const double metres = m_height / 1000;
        const double bmi = std::clamp(shape.weightKg / (metres * metres), 10.0, 55.0);
        m_girth = std::sqrt(bmi / ordinaryBmi(m_height));
        if (shape.sex == record::Sex::Female)
            m_wide = {1.06, 0.94};
        else if (shape.sex == record::Sex::Male)
            m_wide = {0.98, 1.03};
    }

    [[nodiscard]] double level(double share) const { return (share - hip) * m_below * m_height; }

    [[nodiscard]] Figure make()
    {
        m_figure.blend = blendShare * m_height;
        addTrunk();
        addHead();
        for (const double side : {-1.0, 1.0}) {
            addLeg(side);
            addArm(side);
        }
        return std::move(m_figure);
    }

private:
    [[nodiscard]] Vec3 at(double left, double back, double share) const
    {
        return {left * m_height, back * m_height, level(share)};
    }
    void add(
        const Vec3& from, const Vec3& to, double fromShare, double toShare, double girth, double depth = 1)
    {
        const double scale = girth * m_height;
        m_figure.limbs.push_back({from, to, fromShare * scale, toShare * scale, depth});
    }

    void addTrunk()
    {
        const double belly = std::pow(m_girth, 1.5);
        const double hips = m_wide[0];
        const double shoulders = m_wide[1];
        add(at(0, 0, 0.545), at(0, 0, 0.60), 0.094 * hips, 0.084, belly, 0.72);
        add(at(0, 0, 0.60), at(0, 0, 0.66), 0.083, 0.086, belly, 0.70);
        add(at(0, 0, 0.66), at(0, 0, 0.765), 0.088, 0.092 * shoulders, m_girth, 0.70);
        add(at(-halfShoulders * shoulders, 0.004, shoulder - 0.022),
            at(halfShoulders * shoulders, 0.004, shoulder - 0.022), 0.034, 0.034, m_girth, 1.1);
        add(at(0, 0.006, shoulder - 0.02), at(0, 0, 0.875), 0.038, 0.031, std::sqrt(m_girth));
    }

    // Its size does not follow the weight.
    void addHead()
    {
        const double half = headShare(m_height) / 2 * m_height;
        const double crown = (1 - hip) * m_below * m_height + (1 - m_below) * m_height;
        const double middle = crown - half;
        m_figure.limbs.push_back({{0, -0.05 * half, middle + 0.26 * half},
            {0, 0.05 * half, middle + 0.3 * half}, 0.70 * half, 0.70 * half, 1.18});
        m_figure.limbs.push_back({{0, -0.16 * half, middle}, {0, -0.32 * half, middle - 0.55 * half},
            0.64 * half, 0.46 * half, 1.05});
        m_figure.limbs.push_back({{0, -0.80 * half, middle + 0.05 * half},
            {0, -0.93 * half, middle - 0.16 * half}, 0.07 * half, 0.11 * half, 1});
    }

    void addLeg(double side)
    {
        const double out = side * (halfHips + 0.012);
        const Vec3 top = at(side * halfHips * 1.05, 0, hip - 0.015);
        const Vec3 middle = at(out, 0.004, knee);
        const Vec3 calf = at(out, 0.012, 0.205);
        const Vec3 bottom = at(out, 0.012, ankle + 0.012);
        add(top, middle, 0.052, 0.033, m_girth);
        add(middle, calf, 0.032, 0.034, m_girth);
        add(calf, bottom, 0.033, 0.020, m_girth);
        // Toes up and a little apart, as feet fall on a couch.
        const Vec3 heel = at(out, 0.020, ankle - 0.012);
        const Vec3 toes = at(out + side * 0.022, 0.020 - foot * 0.82, ankle - 0.022);
        add(heel, toes, 0.021, 0.016, std::sqrt(m_girth), 1);
    }

    void addArm(double side)
    {
        const double joint = halfShoulders * m_wide[1] + 0.012;
        const double lean = 0.035 * m_girth;
        const Vec3 top = at(side * joint, 0.004, shoulder - 0.026);
        const Vec3 elbow = at(side * (joint + lean), 0.018, shoulder - upperArm);
        const Vec3 wrist = at(side * (joint + lean + 0.022), 0.006, shoulder - upperArm - forearm);
        const Vec3 palm
            = at(side * (joint + lean + 0.026), 0.004, shoulder - upperArm - forearm - 0.5 * hand);
        const Vec3 tips
            = at(side * (joint + lean + 0.022), 0.006, shoulder - upperArm - forearm - 0.9 * hand);
        add(top, elbow, 0.029, 0.023, m_girth);
        add(elbow, wrist, 0.024, 0.0155, m_girth);
        add(wrist, palm, 0.0155, 0.020, std::sqrt(m_girth), 0.62);
        add(palm, tips, 0.019, 0.012, std::sqrt(m_girth), 0.5);
    }

    double m_height;
    double m_below;
    double m_girth = 1;
    std::array<double, 2> m_wide{1, 1}; // hips, shoulders
    Figure m_figure;
};

imaging::Grid gridAround(const Figure& figure, double voxelMm)
{
    Vec3 low{1e9, 1e9, 1e9};
    Vec3 high{-1e9, -1e9, -1e9};
    for (const Limb& limb : figure.limbs) {
        const double radius
            = std::max(limb.fromRadius, limb.toRadius) * std::max(1.0, limb.depth) + 3 * voxelMm;
        for (size_t axis = 0; axis < 3; ++axis) {
            low.at(axis) = std::min({low.at(axis), limb.from.at(axis) - radius, limb.to.at(axis) - radius});
            high.at(axis) = std::max({high.at(axis), limb.from.at(axis) + radius, limb.to.at(axis) + radius});
        }
    }
    imaging::Grid grid;
    grid.origin = low;
    grid.axes = {Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}};
    grid.spacing = {voxelMm, voxelMm, voxelMm};
    for (size_t axis = 0; axis < 3; ++axis)
        grid.size.at(axis) = static_cast<int>(std::ceil((high.at(axis) - low.at(axis)) / voxelMm));
    return grid;
}

imaging::Mask maskOf(const Figure& figure, const imaging::Grid& grid)
{
    const double voxelMm = grid.spacing[0];
    imaging::Mask mask(grid.size);
    const auto slabs
        = static_cast<size_t>((grid.size[2] + imaging::Mask::brickDepth - 1) / imaging::Mask::brickDepth);
    base::runParallel(slabs, base::workersFor(slabs, 1), 1, [&](size_t, size_t begin, size_t end) {
        const int last = std::min(grid.size[2], static_cast<int>(end) * imaging::Mask::brickDepth);
        for (int k = static_cast<int>(begin) * imaging::Mask::brickDepth; k < last; ++k) {
            for (int j = 0; j < grid.size[1]; ++j) {
                for (int i = 0; i < grid.size[0]; ++i) {
                    if (figure.contains(imaging::plus(grid.origin, {i * voxelMm, j * voxelMm, k * voxelMm})))
                        mask.set(i, j, k);
                }
            }
        }
    });
    return mask;
}

} // namespace

imaging::Mesh bodyOf(const BodyShape& shape)
{
    const Figure figure = FigureMaker(shape).make();
    const imaging::Grid grid = gridAround(figure, voxelShare * clampedHeightMm(shape));
    auto mesh = imaging::surfaceOf(maskOf(figure, grid), grid);
    if (mesh)
        mesh = imaging::smoothed(std::move(*mesh), smoothing);
    if (mesh)
        mesh = imaging::decimated(*mesh, triangles);
    return mesh ? std::move(*mesh) : imaging::Mesh{};
}

} // namespace twinward::headset
