#include "paint_p.h"

namespace twinward::imaging {

Palette::Palette(const QString& map)
{
    std::ranges::copy(colourMap(map), m_colours.begin());
    m_colours.back() = qRgb(0, 0, 0);
    for (int level = 0; level < 256; ++level)
        m_grey = m_grey && m_colours[static_cast<size_t>(level)] == qRgb(level, level, level);
}

// In loops that are vectorised and never branch; a table can't be.
void Palette::paint(
    const float* __restrict values, int count, const WindowLine& line, QRgb* __restrict out) const
{
    if (m_grey) {
        for (int x = 0; x < count; ++x) {
            const int grey = line.grey(values[x]);
            out[x] = 0xFF000000U | static_cast<QRgb>(grey | grey << 8 | grey << 16);
        }
        return;
    }
    constexpr int block = 64;
    std::array<int, block> levels{};
    for (int x = 0; x < count; x += block) {
        const int length = std::min(block, count - x);
        for (int i = 0; i < length; ++i) {
            const float value = values[x + i];
            levels[static_cast<size_t>(i)] = value == value ? line.grey(value) : 256;
        }
        for (int i = 0; i < length; ++i)
            out[x + i] = m_colours[static_cast<size_t>(levels[static_cast<size_t>(i)])];
    }
}

void mixRow(const float* values, int count, const WindowLine& line, const std::array<QRgb, 256>& map,
    int share, QRgb* out)
{
    const auto mix = [share](int under, int over) { return under + (over - under) * share / 256; };
    for (int x = 0; x < count; ++x) {
        if (values[x] != values[x])
            continue;
        const QRgb over = map[static_cast<size_t>(line.grey(values[x]))];
        out[x] = qRgb(mix(qRed(out[x]), qRed(over)), mix(qGreen(out[x]), qGreen(over)),
            mix(qBlue(out[x]), qBlue(over)));
    }
}

} // namespace twinward::imaging
