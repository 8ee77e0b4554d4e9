#pragma once

// Points and directions in the patient (mm) written as the formulas of geometry are: a + b · s.

#include "imaging/vec.h"

namespace twinward::imaging {

[[nodiscard]] constexpr Vec3 operator+(const Vec3& a, const Vec3& b)
{
    return plus(a, b);
}
[[nodiscard]] constexpr Vec3 operator-(const Vec3& a, const Vec3& b)
{
    return minus(a, b);
}
[[nodiscard]] constexpr Vec3 operator*(const Vec3& a, double factor)
{
    return times(a, factor);
}
// (0, 0, 1) for what has no direction: a plane always has a normal.
[[nodiscard]] inline Vec3 normalised(const Vec3& a)
{
    return length(a) > 1e-12 ? unit(a) : Vec3{0, 0, 1};
}
// About a unit axis, by the right hand; Rodrigues' formula.
[[nodiscard]] inline Vec3 rotated(const Vec3& v, const Vec3& axis, double radians)
{
    const double c = std::cos(radians);
    return v * c + cross(axis, v) * std::sin(radians) + axis * (dot(axis, v) * (1 - c));
}

} // namespace twinward::imaging
