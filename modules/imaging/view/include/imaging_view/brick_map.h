#pragma once

// The lowest and highest value of each small block of a volume, and from them and a transfer function how far
// each block is from the nearest one with anything to see: what lets rays leap over empty space. Plain C++,
// from any thread. The map is made again in milliseconds when the transfer function moves (the idea: arXiv
// 2407.21552).

#include "imaging/scene.h"

#include <array>
#include <span>
#include <vector>

namespace twinward::imaging {

class BrickMap
{
public:
    static constexpr int side = 8; // voxels; a brick holds the voxels after its last too, for interpolation
    static constexpr int farthest = 48; // bricks; distances beyond it are this
    static constexpr int tableEntries = 1024; // that a transfer function has on the card at least

    struct Range
    {
        float low = 0;
        float high = 0;
        friend bool operator==(const Range&, const Range&) = default;
    };

    BrickMap() = default;
    // value = stored * scale + offset. On all cores.
    template <class Sample>
    BrickMap(std::span<const Sample> stored, const std::array<int, 3>& voxels, double scale, double offset);

    [[nodiscard]] const std::array<int, 3>& size() const { return m_size; } // bricks
    [[nodiscard]] const std::vector<Range>& ranges() const { return m_ranges; } // i fastest

    // 0 for bricks that a value of some opacity lies in (by interpolation too), otherwise the Chebyshev
    // distance to the nearest such brick, in bricks. The points by value; the first and last hold beyond
    // them.
    [[nodiscard]] std::vector<quint8> distances(const std::vector<TransferPoint>& transfer) const;

private:
    std::array<int, 3> m_size{};
    std::vector<Range> m_ranges;
};

} // namespace twinward::imaging
