#pragma once

// Volumes made coarser for registering, and how well two of them match under a transform.

#include "imaging/register.h"
#include "parallel_p.h"

namespace twinward::imaging {

struct CoarseVolume
{
    Grid grid;
    std::vector<float> values;
    [[nodiscard]] std::optional<float> at(const Vec3& voxel) const; // between voxels; none outside
};

// Averages of blocks, with sides of about `spacingMm`. Nothing where it was cancelled.
[[nodiscard]] std::optional<CoarseVolume> coarsened(
    const Volume& volume, double spacingMm, const Stage& stage);
[[nodiscard]] CoarseVolume halved(const CoarseVolume& volume);

// Places in the fixed volume with their values there, spread evenly and not on a lattice: lattices that fall
// on each other would look like a match.
struct Samples
{
    std::vector<Vec3> points;
    std::vector<float> values;
};
[[nodiscard]] Samples samplesOf(const CoarseVolume& volume, size_t most, quint32 seed);

struct Match
{
    double cost = 0; // less is better
    double overlap = 0; // share of the samples that lie in the moving volume
    double information = 1;
    double correlation = 0;
};

class Matcher
{
public:
    Matcher(const Samples& samples, const CoarseVolume& moving, Similarity similarity);
    [[nodiscard]] Match match(const Matrix4& fixedToMoving) const;

private:
    struct Sums;
    void collect(const Matrix4& toVoxels, size_t from, size_t to, Sums& sums) const;
    [[nodiscard]] Match judged(const Sums& sums) const;

    const Samples& m_samples;
    const CoarseVolume& m_moving;
    Similarity m_similarity;
    std::array<double, 2> m_low{}; // of the bins: fixed, moving
    std::array<double, 2> m_scale{};
};

} // namespace twinward::imaging
