#pragma once

// Where a view's pixels lie in the patient, and the way back: what turns a plane of the scene, a grid and a
// widget's size into something that can be drawn and clicked on. Millimetres in the DICOM patient system.

#include "imaging/geometry.h"
#include "imaging/scene.h"

#include <QPointF>

namespace twinward::imaging {

// Affine map from the patient to a grid's indices; right for sheared grids (gantry tilt) too.
struct GridMap
{
    explicit GridMap(const Grid& grid);
    [[nodiscard]] Vec3 toIndex(const Vec3& patient) const;
    [[nodiscard]] Vec3 directionToIndex(const Vec3& direction) const;
    [[nodiscard]] Vec3 toPatient(const Vec3& index) const;

    Vec3 origin;
    std::array<Vec3, 3> columns; // mm for a step of one voxel
    std::array<Vec3, 3> rows; // of the inverse
};

[[nodiscard]] Vec3 centreOf(const Grid& grid);
[[nodiscard]] bool contains(
    const Grid& grid, const Vec3& patient); // within half a voxel of its outer centres
[[nodiscard]] std::array<Vec3, 8> cornersOf(const Grid& grid); // of the voxels, not of their centres

// A rectangle of pixels in the patient.
struct PlaneFrame
{
    Vec3 centre{}; // of the picture
    Vec3 right{1, 0, 0}; // unit vectors
    Vec3 down{0, 1, 0};
    double mmPerPixel = 1;
    QSize size; // pixels
    // Rows of an image that says only the shape of its pixels stand this much farther apart than its columns;
    // centre is where they are drawn. Cuts through volumes have 1.
    double rowScale = 1;

    [[nodiscard]] Vec3 normal() const; // away from the eye
    [[nodiscard]] Vec3 toPatient(const QPointF& pixel) const;
    [[nodiscard]] QPointF toPixel(const Vec3& patient) const; // of its foot on the plane
    [[nodiscard]] double distanceTo(const Vec3& patient) const; // mm along the normal
    friend bool operator==(const PlaneFrame&, const PlaneFrame&) = default;
};

// The planes as radiologists hang them: axial seen from the feet, coronal from the front, sagittal from the
// left. Stack: as the series' own images stand; Oblique: keeps the normal and up it has.
[[nodiscard]] PlaneView hang(PlaneView::Kind kind, const Grid& grid);

// The view's plane through the cursor. pixels: the size of the view.
[[nodiscard]] PlaneFrame frameOf(
    const PlaneView& view, const Grid& grid, const Vec3& cursor, const QSize& pixels);
// mm a pixel where zoom is 1: the grid's shadow on the plane fits the view.
[[nodiscard]] double fittingScale(const PlaneView& view, const Grid& grid, const QSize& pixels);

// Slices along a plane's normal: as thick as the grid's steps in that direction, so that none is passed over.
struct Slices
{
    int count = 1;
    int current = 0; // from 0, nearest to the cursor
    double stepMm = 1;
    Vec3 normal{};
    double firstMm = 0; // of slice 0 along the normal, from the patient system's origin
};
[[nodiscard]] Slices slicesOf(const PlaneView& view, const Grid& grid, const Vec3& cursor);
// The cursor moved to a slice, clamped to those there are.
[[nodiscard]] Vec3 movedToSlice(const Slices& slices, const Vec3& cursor, int slice);

// What stands at the end of a direction: R L A P H F, two or three letters where it is oblique, the strongest
// first (DICOM PS3.3 C.7.6.1.1.1). Directions under 15 degrees' share are left out.
[[nodiscard]] QString orientationLetters(const Vec3& direction);

} // namespace twinward::imaging
