#pragma once

// The few operations on three numbers that geometry needs, written once.

#include "imaging/header.h"

#include <cmath>

namespace twinward::imaging {

[[nodiscard]] constexpr Vec3 plus(const Vec3& a, const Vec3& b)
{
    return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}
[[nodiscard]] constexpr Vec3 minus(const Vec3& a, const Vec3& b)
{
    return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}
[[nodiscard]] constexpr Vec3 times(const Vec3& a, double factor)
{
    return {a[0] * factor, a[1] * factor, a[2] * factor};
}
[[nodiscard]] constexpr double dot(const Vec3& a, const Vec3& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
[[nodiscard]] constexpr Vec3 cross(const Vec3& a, const Vec3& b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}
[[nodiscard]] inline double length(const Vec3& a)
{
    return std::sqrt(dot(a, a));
}
// The zero vector stays what it is.
[[nodiscard]] inline Vec3 unit(const Vec3& a)
{
    const double size = length(a);
    return size > 0 ? times(a, 1 / size) : a;
}

} // namespace twinward::imaging
