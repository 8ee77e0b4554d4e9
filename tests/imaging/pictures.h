#pragma once

// Pictures held against each other: by their pixels, with room for what a rasteriser may do.

#include <algorithm>
#include <cstdlib>
#include <QImage>

namespace twinward::imaging::test {

// The share of pixels whose red, green or blue differs by more than `tolerance`; 1 where the sizes do.
inline double difference(const QImage& a, const QImage& b, int tolerance = 6)
{
    if (a.size() != b.size() || a.isNull())
        return 1;
    qint64 other = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb left = a.pixel(x, y);
            const QRgb right = b.pixel(x, y);
            const int worst = std::max({std::abs(qRed(left) - qRed(right)),
                std::abs(qGreen(left) - qGreen(right)), std::abs(qBlue(left) - qBlue(right))});
            other += worst > tolerance ? 1 : 0;
        }
    }
    return static_cast<double>(other) / (static_cast<double>(a.width()) * a.height());
}

} // namespace twinward::imaging::test
