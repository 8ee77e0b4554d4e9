#pragma once

// Rows of values to rows of pixels: the window as a line, the colours as a table, one row over another.

#include "imaging_view/shade.h"

#include <algorithm>
#include <cmath>

namespace twinward::imaging {

// grey = value * factor + offset, before it is held within 0 and 255, where the value is rescaled from a
// stored one. Half a level is in the offset, so that cutting off the fraction rounds.
struct WindowLine
{
    explicit WindowLine(const Window& window, double slope = 1, double intercept = 0)
    {
        const double levels = 255 / std::max(window.width - 1, 1e-6);
        factor = static_cast<float>(slope * levels);
        offset = static_cast<float>(128 + (intercept - window.centre + 0.5) * levels);
    }
    // NaN is 0: the comparison fails.
    [[nodiscard]] int grey(float value) const
    {
        const float level = value * factor + offset;
        const float light = level > 0.5F ? level : 0.5F;
        return static_cast<int>(light < 255.5F ? light : 255.5F);
    }
    float factor;
    float offset;
};

// A colour map and, after its last colour, that of nothing: black.
class Palette
{
public:
    explicit Palette(const QString& map);
    void paint(const float* values, int count, const WindowLine& line, QRgb* out) const;

private:
    std::array<QRgb, 257> m_colours{};
    bool m_grey = true; // the colours are the levels
};

// How much of the row above is seen, of 256.
[[nodiscard]] inline int shareOf(double opacity)
{
    return static_cast<int>(std::lround(std::clamp(opacity, 0.0, 1.0) * 256));
}
void mixRow(const float* values, int count, const WindowLine& line, const std::array<QRgb, 256>& map,
    int share, QRgb* out);

} // namespace twinward::imaging
