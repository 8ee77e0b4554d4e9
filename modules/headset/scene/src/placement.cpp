#include "headset_scene/placement.h"

#include "imaging_view/plane_geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twinward::headset {

using imaging::Vec3;

namespace {

// The patient's axes for who stands before them: left to the wearer's right, back away from them, head up.
const QQuaternion& facing()
{
    static const QQuaternion turn = QQuaternion::fromAxisAndAngle(1, 0, 0, -90);
    return turn;
}

// About the upright, so that +z looks from one point to another.
QQuaternion upright(const QVector3D& from, const QVector3D& to)
{
    const QVector3D way = to - from;
    const float angle = std::atan2(way.x(), way.z()) * 180 / std::numbers::pi_v<float>;
    return QQuaternion::fromAxisAndAngle(0, 1, 0, angle);
}

QQuaternion orientationOf(SavedView view)
{
    switch (view) {
    case SavedView::Front:
        return facing();
    case SavedView::Back:
        return QQuaternion::fromAxisAndAngle(0, 1, 0, 180) * facing();
    case SavedView::Left:
        return QQuaternion::fromAxisAndAngle(0, 1, 0, -90) * facing();
    case SavedView::Right:
        return QQuaternion::fromAxisAndAngle(0, 1, 0, 90) * facing();
    case SavedView::Head: // looked down upon, the face up in the picture
        return QQuaternion::fromAxisAndAngle(1, 0, 0, 90) * facing();
    case SavedView::Feet:
        return QQuaternion::fromAxisAndAngle(1, 0, 0, -90) * facing();
    }
    return facing();
}

float angleBetween(const QQuaternion& a, const QQuaternion& b)
{
    const float half = std::min(1.0F, std::abs(QQuaternion::dotProduct(a, b)));
    return 2 * std::acos(half) * 180 / std::numbers::pi_v<float>;
}

} // namespace

QVector3D Placement::toRoom(const Vec3& patient) const
{
    // Differences first, in double: a millimetre of a patient whose origin is metres away stays a millimetre.
    const QVector3D offset(static_cast<float>(patient[0] - pivot[0]),
        static_cast<float>(patient[1] - pivot[1]), static_cast<float>(patient[2] - pivot[2]));
    return pose.map(offset * metresPerMm);
}

Vec3 Placement::toPatient(const QVector3D& room) const
{
    const QVector3D offset = pose.orientation.conjugated() * (room - pose.position) / metresPerMm;
    return {pivot[0] + double{offset.x()}, pivot[1] + double{offset.y()}, pivot[2] + double{offset.z()}};
}

Vec3 Placement::directionToPatient(const QVector3D& room) const
{
    const QVector3D turned = (pose.orientation.conjugated() * room).normalized();
    return {turned.x(), turned.y(), turned.z()};
}

QVector3D Placement::directionToRoom(const Vec3& patient) const
{
    return (pose.orientation
        * QVector3D(
            static_cast<float>(patient[0]), static_cast<float>(patient[1]), static_cast<float>(patient[2])))
        .normalized();
}

QMatrix4x4 Placement::matrix() const
{
    QMatrix4x4 matrix = pose.matrix();
    matrix.scale(metresPerMm);
    matrix.translate(
        static_cast<float>(-pivot[0]), static_cast<float>(-pivot[1]), static_cast<float>(-pivot[2]));
    return matrix;
}

Placement before(const imaging::Grid& grid, const QVector3D& at, const QVector3D& wearer, float largestM)
{
    double largestMm = 1;
    for (size_t axis = 0; axis < 3; ++axis)
        largestMm = std::max(largestMm, (grid.size.at(axis) - 1) * grid.spacing.at(axis));
    Placement placement;
    placement.pivot = imaging::centreOf(grid);
    placement.metresPerMm = std::clamp(
        std::min(0.001F, largestM / static_cast<float>(largestMm)), leastMetresPerMm, mostMetresPerMm);
    placement.pose = {upright(at, wearer) * facing(), at};
    return placement;
}

Placement turnedTo(const Placement& placement, SavedView view, const QVector3D& wearer)
{
    Placement turned = placement;
    turned.pose.orientation = (upright(placement.pose.position, wearer) * orientationOf(view)).normalized();
    return turned;
}

std::optional<SavedView> savedViewNear(
    const Placement& placement, const QVector3D& wearer, float withinDegrees)
{
    std::optional<SavedView> nearest;
    float least = withinDegrees;
    for (const SavedView view : allSavedViews) {
        const float angle
            = angleBetween(placement.pose.orientation, turnedTo(placement, view, wearer).pose.orientation);
        if (angle < least) {
            least = angle;
            nearest = view;
        }
    }
    return nearest;
}

Placement between(const Placement& from, const Placement& to, float share)
{
    const float part = std::clamp(share, 0.0F, 1.0F);
    if (part == 1)
        return to;
    Placement made = to;
    made.pose.orientation = QQuaternion::slerp(from.pose.orientation, to.pose.orientation, part);
    // Where the new pivot is now: it may be another point of the patient.
    const QVector3D start = from.toRoom(to.pivot);
    made.pose.position = start + (to.pose.position - start) * part;
    made.metresPerMm = from.metresPerMm * std::pow(to.metresPerMm / from.metresPerMm, part);
    return made;
}

imaging::VolumeView seenFrom(imaging::VolumeView view, const Placement& placement, const Pose& head)
{
    // Looked at straight: what the wearer sees at the edge of their view is turned to the middle.
    const QVector3D way = placement.pose.position - head.position;
    const QVector3D up = head.orientation * QVector3D(0, 1, 0);
    const QQuaternion looking = QQuaternion::fromDirection(-way, up);
    const QQuaternion turn = (looking.conjugated() * placement.pose.orientation).normalized();
    view.rotation = {turn.x(), turn.y(), turn.z(), turn.scalar()};
    return view;
}

} // namespace twinward::headset
