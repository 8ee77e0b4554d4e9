#pragma once

// The VTK side of a prepared volume. A mapper is used by one renderer at a time.

#include "imaging_view/volume_renderer.h"

#include <vtkFixedPointVolumeRayCastMapper.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkSmartPointer.h>
#include <vtkVolume.h>

namespace twinward::imaging {

// Does what its first picture would wait for beforehand, on a thread of its own.
class PreparedMapper : public vtkFixedPointVolumeRayCastMapper
{
public:
    static PreparedMapper* New();
    // The macro ends as a function does.
    // clang-format off
    vtkTypeMacro(PreparedMapper, vtkFixedPointVolumeRayCastMapper)
        // clang-format on

        void prepare(vtkVolume* volume);
};

class CastVolume::Private
{
public:
    VolumePtr source; // its voxels may be VTK's too
    QByteArray voxels; // of the reduced one
    vtkSmartPointer<vtkImageData> image;
    vtkNew<PreparedMapper> mapper;
    vtkNew<vtkVolume> prop;
    Vec3 centre{};
    double radius = 1; // mm, of the ball around it
    double finest = 1; // mm, the smallest step of the grid
    double slope = 1;
    double intercept = 0;
};

} // namespace twinward::imaging
