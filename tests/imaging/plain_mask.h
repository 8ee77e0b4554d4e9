#pragma once

// Masks voxel by voxel: the slow and plain way to say what the fast ones must give.

#include "imaging/segmentation.h"
#include "phantom.h"

#include <deque>
#include <numbers>
#include <random>
#include <rapidcheck.h>

namespace twinward::imaging::plainly {

using Voxel = std::array<int, 3>;
using Plain = std::vector<bool>; // a mask voxel by voxel

// Wider than a word and taller than a brick, and no multiple of either.
inline constexpr Voxel size{75, 19, 18};

inline size_t indexOf(const Voxel& at)
{
    return (static_cast<size_t>(at[2]) * size[1] + static_cast<size_t>(at[1])) * size[0]
        + static_cast<size_t>(at[0]);
}

template <class Use> void forEachVoxel(const Use& use)
{
    for (int k = 0; k < size[2]; ++k) {
        for (int j = 0; j < size[1]; ++j) {
            for (int i = 0; i < size[0]; ++i)
                use(Voxel{i, j, k});
        }
    }
}

inline bool isInside(const Voxel& at)
{
    return at[0] >= 0 && at[1] >= 0 && at[2] >= 0 && at[0] < size[0] && at[1] < size[1] && at[2] < size[2];
}

inline Mask randomMask(unsigned seed, double share)
{
    std::mt19937 random(seed);
    std::bernoulli_distribution set(share);
    Mask mask(size);
    forEachVoxel([&](const Voxel& at) {
        if (set(random))
            mask.set(at[0], at[1], at[2]);
    });
    return mask;
}

inline Mask anyMask()
{
    return randomMask(
        static_cast<unsigned>(*rc::gen::inRange(0, 1 << 30)), *rc::gen::element(0.02, 0.1, 0.5, 0.9));
}

inline Plain plain(const Mask& mask)
{
    Plain voxels(indexOf({0, 0, size[2]}));
    forEachVoxel([&](const Voxel& at) { voxels[indexOf(at)] = mask.at(at[0], at[1], at[2]); });
    return voxels;
}

// The voxels that hang together with one, the slow way.
inline std::vector<Voxel> connected(const Plain& allowed, const Voxel& seed, bool facesOnly)
{
    Plain seen(allowed.size());
    std::deque<Voxel> waiting{seed};
    std::vector<Voxel> found;
    seen[indexOf(seed)] = true;
    while (!waiting.empty()) {
        const Voxel at = waiting.front();
        waiting.pop_front();
        found.push_back(at);
        for (int n = 0; n < 27; ++n) {
            const Voxel step{n % 3 - 1, n / 3 % 3 - 1, n / 9 - 1};
            if (facesOnly && std::abs(step[0]) + std::abs(step[1]) + std::abs(step[2]) != 1)
                continue;
            const Voxel next{at[0] + step[0], at[1] + step[1], at[2] + step[2]};
            if (isInside(next) && allowed[indexOf(next)] && !seen[indexOf(next)]) {
                seen[indexOf(next)] = true;
                waiting.push_back(next);
            }
        }
    }
    return found;
}

inline Grid gridOf(const Voxel& dimensions, const Vec3& spacing)
{
    return phantom::turnedGrid(dimensions, spacing, {0, 0, 0});
}

inline Mask ball(const Grid& grid, double radius, const Vec3& centre = {})
{
    Mask mask(grid.size);
    for (int k = 0; k < grid.size[2]; ++k) {
        for (int j = 0; j < grid.size[1]; ++j) {
            for (int i = 0; i < grid.size[0]; ++i) {
                if (distanceMm(centreOf(grid, {i, j, k}), centre) <= radius)
                    mask.set(i, j, k);
            }
        }
    }
    return mask;
}

inline double ballMl(double radius)
{
    return 4.0 / 3 * std::numbers::pi * radius * radius * radius / 1000;
}

} // namespace twinward::imaging::plainly
