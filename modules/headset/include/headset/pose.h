#pragma once

// Where something is in the room, and what an eye sees of it. Metres; right-handed, y up, -z ahead
// (OpenXR 1.0, section 2.16); the floor is y = 0.

#include <QMatrix4x4>
#include <QQuaternion>
#include <QVector3D>

namespace twinward::headset {

struct Pose
{
    QQuaternion orientation; // of length 1
    QVector3D position;

    [[nodiscard]] QVector3D map(const QVector3D& point) const { return orientation * point + position; }
    [[nodiscard]] QVector3D forward() const { return orientation * QVector3D(0, 0, -1); }
    [[nodiscard]] Pose inverse() const;
    [[nodiscard]] QMatrix4x4 matrix() const;

    friend bool operator==(const Pose&, const Pose&) = default;
};

// What b is, given in a's own space, seen from the space a is given in.
[[nodiscard]] Pose operator*(const Pose& a, const Pose& b);

// Angles from the middle of the view to its edges, radians: left and down are usually negative, and no two of
// them need be alike.
struct Fov
{
    float left = 0;
    float right = 0;
    float up = 0;
    float down = 0;

    friend bool operator==(const Fov&, const Fov&) = default;
};

// OpenGL's clip space (z from -1 to 1) for what lies between the two distances, in metres, both over 0.
[[nodiscard]] QMatrix4x4 projection(const Fov& fov, float nearM, float farM);

} // namespace twinward::headset
