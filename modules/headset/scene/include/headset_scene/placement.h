#pragma once

// Where the patient's images are in the room and how large: what hands take hold of. One placement for the
// whole scene, so that volume, planes, meshes, measures and clip stay together whatever is done to them.

#include "headset/pose.h"
#include "imaging/geometry.h"
#include "imaging/scene.h"

#include <QSizeF>

namespace twinward::headset {

// Room = pose · metresPerMm · (patient - pivot), the patient's axes being DICOM's (left, back, head).
struct Placement
{
    Pose pose; // of the pivot; its axes are the patient's
    imaging::Vec3 pivot{}; // mm: what scaling and turning leave in place, the middle of the images
    float metresPerMm = 0.001F; // 0.001: as large as life

    [[nodiscard]] QVector3D toRoom(const imaging::Vec3& patient) const;
    [[nodiscard]] imaging::Vec3 toPatient(const QVector3D& room) const;
    [[nodiscard]] imaging::Vec3 directionToPatient(const QVector3D& room) const; // of length 1
    [[nodiscard]] QVector3D directionToRoom(const imaging::Vec3& patient) const;
    [[nodiscard]] QMatrix4x4 matrix() const; // patient mm to room

    friend bool operator==(const Placement&, const Placement&) = default;
};

// From a hundredth of life size to twenty times, so that nothing can be lost by shrinking or swallowed by
// growing.
inline constexpr float leastMetresPerMm = 0.00001F;
inline constexpr float mostMetresPerMm = 0.02F;

// The images upright before the wearer, the patient's front towards them, at most `largestM` across.
[[nodiscard]] Placement before(
    const imaging::Grid& grid, const QVector3D& at, const QVector3D& wearer, float largestM);

// Views to turn to with one press and to snap to when let go near them.
enum class SavedView { Front, Back, Left, Right, Head, Feet };
inline constexpr std::array allSavedViews{
    SavedView::Front, SavedView::Back, SavedView::Left, SavedView::Right, SavedView::Head, SavedView::Feet};
// The same place and size, turned so that the wearer sees that side of the patient, upright.
[[nodiscard]] Placement turnedTo(const Placement& placement, SavedView view, const QVector3D& wearer);
// The saved view that is turned away by less than `withinDegrees`; none where all are further off.
[[nodiscard]] std::optional<SavedView> savedViewNear(
    const Placement& placement, const QVector3D& wearer, float withinDegrees);
// Part of the way: 0 is the one, 1 the other. For movements that take a moment.
[[nodiscard]] Placement between(const Placement& from, const Placement& to, float share);

// The desk's view of the same volume as the wearer has it before their eyes: it goes on where they left it.
[[nodiscard]] imaging::VolumeView seenFrom(
    imaging::VolumeView view, const Placement& placement, const Pose& head);

} // namespace twinward::headset
