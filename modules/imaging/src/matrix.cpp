#include "imaging/register.h"
#include "imaging/vec.h"

#include <numbers>

namespace twinward::imaging {

Matrix4 identityMatrix()
{
    return {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
}

Matrix4 multiplied(const Matrix4& a, const Matrix4& b)
{
    Matrix4 product{};
    for (size_t row = 0; row < 4; ++row) {
        for (size_t column = 0; column < 4; ++column) {
            for (size_t k = 0; k < 4; ++k)
                product[row * 4 + column] += a[row * 4 + k] * b[k * 4 + column];
        }
    }
    return product;
}

Matrix4 invertedRigid(const Matrix4& m)
{
    // The inverse of a rotation is its transpose.
    Matrix4 inverse = identityMatrix();
    for (size_t row = 0; row < 3; ++row) {
        double shift = 0;
        for (size_t column = 0; column < 3; ++column) {
            inverse[row * 4 + column] = m[column * 4 + row];
            shift += m[column * 4 + row] * m[column * 4 + 3];
        }
        inverse[row * 4 + 3] = -shift;
    }
    return inverse;
}

Vec3 applied(const Matrix4& m, const Vec3& point)
{
    Vec3 result{};
    for (size_t row = 0; row < 3; ++row)
        result[row]
            = m[row * 4] * point[0] + m[row * 4 + 1] * point[1] + m[row * 4 + 2] * point[2] + m[row * 4 + 3];
    return result;
}

Matrix4 rigid(const Vec3& degrees, const Vec3& shiftMm, const Vec3& centre)
{
    std::array<double, 3> sine{};
    std::array<double, 3> cosine{};
    for (size_t axis = 0; axis < 3; ++axis) {
        const double radians = degrees[axis] * std::numbers::pi / 180;
        sine[axis] = std::sin(radians);
        cosine[axis] = std::cos(radians);
    }
    const Matrix4 aboutX{1, 0, 0, 0, 0, cosine[0], -sine[0], 0, 0, sine[0], cosine[0], 0, 0, 0, 0, 1};
    const Matrix4 aboutY{cosine[1], 0, sine[1], 0, 0, 1, 0, 0, -sine[1], 0, cosine[1], 0, 0, 0, 0, 1};
    const Matrix4 aboutZ{cosine[2], -sine[2], 0, 0, sine[2], cosine[2], 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
    Matrix4 m = multiplied(aboutZ, multiplied(aboutY, aboutX));
    const Vec3 turned = applied(m, centre);
    for (size_t axis = 0; axis < 3; ++axis)
        m[axis * 4 + 3] = centre[axis] - turned[axis] + shiftMm[axis];
    return m;
}

} // namespace twinward::imaging
