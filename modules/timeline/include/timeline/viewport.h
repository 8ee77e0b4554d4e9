#pragma once

// The window of time that is seen: a linear map between milliseconds and pixels that can be zoomed and moved,
// within the limits of a life and of what a pixel can mean.

#include "timeline/item.h"

namespace twinward::timeline {

class Viewport
{
public:
    static constexpr double shortestWindowMs = 2 * 60'000.0;

    void setLimits(Extent limits); // what may be seen; a margin is added on both sides
    void setWidth(double px);
    void show(double firstMs, double lastMs);
    void zoomAt(double px, double factor); // a factor over 1 shows more detail; the time under px stays there
    void panBy(double px); // a positive number moves the window to later times
    void reveal(double firstMs, double lastMs); // moves as little as needed; the beginning is seen at least

    [[nodiscard]] double width() const { return m_width; }
    [[nodiscard]] double msPerPx() const { return m_msPerPx; }
    [[nodiscard]] double firstMs() const { return m_firstMs; }
    [[nodiscard]] double lastMs() const { return m_firstMs + m_width * m_msPerPx; }
    [[nodiscard]] double xOf(double ms) const { return (ms - m_firstMs) / m_msPerPx; }
    [[nodiscard]] double msAt(double px) const { return m_firstMs + px * m_msPerPx; }
    [[nodiscard]] Extent limits() const { return m_limits; } // with the margin

private:
    void keepInside();

    Extent m_limits{0, 86'400'000};
    double m_width = 1;
    double m_firstMs = 0;
    double m_msPerPx = 86'400'000;
};

} // namespace twinward::timeline
