#include "ray_matrices_p.h"

#include "imaging_view/operators.h"

#include <cmath>
#include <utility>

namespace twinward::imaging {

namespace {

using Matrix = std::array<std::array<double, 4>, 4>; // rows

Matrix of(const QMatrix4x4& matrix)
{
    Matrix made{};
    for (int row = 0; row < 4; ++row) {
        for (int column = 0; column < 4; ++column)
            made[static_cast<size_t>(row)][static_cast<size_t>(column)]
                = static_cast<double>(matrix(row, column));
    }
    return made;
}

QMatrix4x4 rounded(const Matrix& matrix)
{
    QMatrix4x4 made;
    for (int row = 0; row < 4; ++row) {
        for (int column = 0; column < 4; ++column)
            made(row, column)
                = static_cast<float>(matrix[static_cast<size_t>(row)][static_cast<size_t>(column)]);
    }
    return made;
}

Matrix operator*(const Matrix& a, const Matrix& b)
{
    Matrix made{};
    for (size_t row = 0; row < 4; ++row) {
        for (size_t column = 0; column < 4; ++column) {
            for (size_t k = 0; k < 4; ++k)
                made[row][column] += a[row][k] * b[k][column];
        }
    }
    return made;
}

// Gauss and Jordan, with the largest pivot; zeros where there is no inverse.
Matrix inverse(Matrix m)
{
    Matrix made{};
    for (size_t i = 0; i < 4; ++i)
        made[i][i] = 1;
    for (size_t column = 0; column < 4; ++column) {
        size_t pivot = column;
        for (size_t row = column + 1; row < 4; ++row)
            pivot = std::abs(m[row][column]) > std::abs(m[pivot][column]) ? row : pivot;
        if (std::abs(m[pivot][column]) < 1e-300)
            return {};
        std::swap(m[pivot], m[column]);
        std::swap(made[pivot], made[column]);
        const double factor = 1 / m[column][column];
        for (size_t k = 0; k < 4; ++k) {
            m[column][k] *= factor;
            made[column][k] *= factor;
        }
        for (size_t row = 0; row < 4; ++row) {
            const double share = m[row][column];
            for (size_t k = 0; row != column && k < 4; ++k) {
                m[row][k] -= share * m[column][k];
                made[row][k] -= share * made[column][k];
            }
        }
    }
    return made;
}

Matrix placeOf(const Grid& grid)
{
    const GridMap map(grid);
    Matrix made{};
    for (size_t row = 0; row < 3; ++row) {
        for (size_t axis = 0; axis < 3; ++axis)
            made[row][axis] = map.columns[axis][row];
        made[row][3] = map.origin[row];
    }
    made[3][3] = 1;
    return made;
}

} // namespace

RayMatrices::RayMatrices(const RayEye& eye, const Grid& grid)
{
    const Matrix toClip = of(eye.projection) * of(eye.view) * placeOf(grid);
    voxelToClip = rounded(toClip);
    clipToVoxel = rounded(inverse(toClip));
    const GridMap map(grid);
    for (int axis = 0; axis < 3; ++axis) {
        for (int row = 0; row < 3; ++row) {
            const auto a = static_cast<size_t>(axis);
            const auto r = static_cast<size_t>(row);
            voxelToMm(row, axis) = static_cast<float>(map.columns[a][r]);
            mmToVoxel(axis, row) = static_cast<float>(map.rows[a][r]);
        }
    }
}

} // namespace twinward::imaging
