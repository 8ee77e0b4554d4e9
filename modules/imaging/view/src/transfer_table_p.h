#pragma once

// A transfer function as the table a graphics card looks values up in.

#include "imaging/scene.h"

#include <array>
#include <vector>

namespace twinward::imaging {

struct TransferTable
{
    static constexpr int entries = 2048;

    explicit TransferTable(std::vector<TransferPoint> points);

    // red, green, blue (0 to 1, sRGB) and extinction: the opacity of s mm is 1 - 2^(-extinction · s)
    std::vector<std::array<float, 4>> rows;
    double low = 0; // values of the first and the last entry
    double high = 1;
};

// The opacity of a millimetre as extinction in bits; what is all opaque is nearly so.
[[nodiscard]] double extinctionOf(double opacity);

} // namespace twinward::imaging
