#pragma once

// Any plane through a volume as values, interpolated in three dimensions on all cores. No OpenGL, so that it
// runs without a graphics card. Views draw pixels without the values between: imaging_view/plane_picture.h.

#include "imaging/volume.h"
#include "imaging_view/plane_geometry.h"

namespace twinward::imaging {

// Values in the volume's unit (after rescale), rows from the top; NaN outside of the volume and where its
// slices have not arrived.
struct Raster
{
    QSize size;
    std::vector<float> values;
};

struct Cut
{
    PlaneFrame frame;
    Projection projection = Projection::Slice;
    double slabMm = 0; // about the plane, half on each side; 0 or Slice: the plane alone
};

// Grey volumes only (samples == 1): an empty raster for others. Trilinear; the outer half voxel repeats the
// outermost value.
[[nodiscard]] Raster reslice(const Volume& volume, const Cut& cut);

// The same plane as a layer that was registered sees it: patient = toPatient · layer's coordinates.
[[nodiscard]] PlaneFrame seenBy(const std::array<double, 16>& toPatient, const PlaneFrame& frame);
[[nodiscard]] Vec3 intoLayer(const std::array<double, 16>& toPatient, const Vec3& patient);
[[nodiscard]] Vec3 outOfLayer(const std::array<double, 16>& toPatient, const Vec3& point);

} // namespace twinward::imaging
