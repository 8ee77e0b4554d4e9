#include "transfer_table_p.h"

#include <algorithm>
#include <cmath>

namespace twinward::imaging {

namespace {

std::array<float, 4> row(const TransferPoint& from, const TransferPoint& to, double share)
{
    const auto mix = [share](double a, double b) { return a + (b - a) * share; };
    const auto level = [&](int (*part)(QRgb)) {
        return static_cast<float>(mix(part(from.colour), part(to.colour)) / 255);
    };
    return {level(qRed), level(qGreen), level(qBlue),
        static_cast<float>(extinctionOf(mix(from.opacity, to.opacity)))};
}

} // namespace

double extinctionOf(double opacity)
{
    return -std::log2(1 - std::clamp(opacity, 0.0, 0.9999));
}

TransferTable::TransferTable(std::vector<TransferPoint> points)
    : rows(entries)
{
    if (points.empty())
        return;
    std::ranges::stable_sort(points, {}, &TransferPoint::value);
    low = points.front().value;
    high = std::max(points.back().value, low + 1e-3);
    size_t after = 1;
    for (int entry = 0; entry < entries; ++entry) {
        const double value = low + (high - low) * entry / (entries - 1);
        while (after < points.size() && points[after].value < value)
            ++after;
        if (after >= points.size()) {
            rows[static_cast<size_t>(entry)] = row(points.back(), points.back(), 0);
            continue;
        }
        const TransferPoint& from = points[after - 1];
        const TransferPoint& to = points[after];
        const double width = to.value - from.value;
        const double share = width > 0 ? std::clamp((value - from.value) / width, 0.0, 1.0) : 1;
        rows[static_cast<size_t>(entry)] = row(from, to, share);
    }
}

} // namespace twinward::imaging
