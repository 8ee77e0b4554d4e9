#include "headset/pose.h"

#include <cmath>

namespace twinward::headset {

Pose Pose::inverse() const
{
    const QQuaternion back = orientation.conjugated();
    return {back, back * -position};
}

QMatrix4x4 Pose::matrix() const
{
    QMatrix4x4 matrix;
    matrix.translate(position);
    matrix.rotate(orientation);
    return matrix;
}

Pose operator*(const Pose& a, const Pose& b)
{
    return {(a.orientation * b.orientation).normalized(), a.map(b.position)};
}

QMatrix4x4 projection(const Fov& fov, float nearM, float farM)
{
    QMatrix4x4 matrix;
    matrix.frustum(nearM * std::tan(fov.left), nearM * std::tan(fov.right), nearM * std::tan(fov.down),
        nearM * std::tan(fov.up), nearM, farM);
    return matrix;
}

} // namespace twinward::headset
