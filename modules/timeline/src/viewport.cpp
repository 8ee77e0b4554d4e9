#include "timeline/viewport.h"

#include <algorithm>

namespace twinward::timeline {

void Viewport::setLimits(Extent limits)
{
    const qint64 oneDayMs = 86'400'000;
    const qint64 margin = std::max(oneDayMs, (limits.lastMs - limits.firstMs) / 25);
    m_limits = {limits.firstMs - margin, std::max(limits.lastMs, limits.firstMs) + margin};
    keepInside();
}

void Viewport::setWidth(double px)
{
    // The span of time stays: a wider window shows the same with more room.
    const double span = m_width * m_msPerPx;
    m_width = std::max(1.0, px);
    m_msPerPx = span / m_width;
    keepInside();
}

void Viewport::show(double firstMs, double lastMs)
{
    const double middle = (firstMs + lastMs) / 2;
    const double span = std::max(lastMs - firstMs, shortestWindowMs);
    m_msPerPx = span / m_width;
    m_firstMs = middle - span / 2;
    keepInside();
}

void Viewport::zoomAt(double px, double factor)
{
    const double fixed = msAt(px);
    const double longest = static_cast<double>(m_limits.lastMs - m_limits.firstMs);
    const double span
        = std::clamp(m_width * m_msPerPx / factor, shortestWindowMs, std::max(longest, shortestWindowMs));
    m_msPerPx = span / m_width;
    m_firstMs = fixed - px * m_msPerPx;
    keepInside();
}

void Viewport::panBy(double px)
{
    m_firstMs += px * m_msPerPx;
    keepInside();
}

void Viewport::reveal(double firstMs, double lastMs)
{
    const double margin = m_width * m_msPerPx * 0.1;
    if (lastMs > this->lastMs() - margin)
        m_firstMs = lastMs + margin - m_width * m_msPerPx;
    if (firstMs < m_firstMs + margin || firstMs > this->lastMs() - margin)
        m_firstMs = firstMs - margin;
    keepInside();
}

void Viewport::keepInside()
{
    const auto first = static_cast<double>(m_limits.firstMs);
    const auto last = static_cast<double>(m_limits.lastMs);
    const double span
        = std::clamp(m_width * m_msPerPx, shortestWindowMs, std::max(last - first, shortestWindowMs));
    m_msPerPx = span / m_width;
    m_firstMs = std::clamp(m_firstMs, first, std::max(first, last - span));
}

} // namespace twinward::timeline
