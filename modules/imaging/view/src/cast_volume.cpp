#include "cast_volume_p.h"

#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "reduced_p.h"

#include <algorithm>
#include <vtkColorTransferFunction.h>
#include <vtkFloatArray.h>
#include <vtkMatrix4x4.h>
#include <vtkObjectFactory.h>
#include <vtkPiecewiseFunction.h>
#include <vtkPointData.h>
#include <vtkShortArray.h>
#include <vtkUnsignedCharArray.h>
#include <vtkUnsignedShortArray.h>
#include <vtkVolumeProperty.h>

namespace twinward::imaging {

// The macro ends as a function does.
// clang-format off
vtkStandardNewMacro(PreparedMapper)
    // clang-format on

    void PreparedMapper::prepare(vtkVolume* volume)
{
    CurrentScalars = GetInput()->GetPointData()->GetScalars(); // as PerVolumeInitialization() does
    UpdateColorTable(volume);
    UpdateGradients(volume);
    UpdateMinMaxVolume(volume);
}

namespace {

constexpr int fastSize = 192; // voxels along the longest side while it moves
constexpr qint64 mostVoxels = 160'000'000; // at rest; gradients take three bytes a voxel more

template <class Array, class Sample> vtkSmartPointer<vtkDataArray> wrapped(const QByteArray& voxels)
{
    auto array = vtkSmartPointer<Array>::New();
    // VTK neither changes nor frees it.
    array->SetArray(const_cast<Sample*>(reinterpret_cast<const Sample*>(voxels.constData())),
        voxels.size() / static_cast<qsizetype>(sizeof(Sample)), 1);
    return array;
}

vtkSmartPointer<vtkDataArray> scalarsOf(SampleType type, const QByteArray& voxels)
{
    switch (type) {
    case SampleType::U8:
        return wrapped<vtkUnsignedCharArray, unsigned char>(voxels);
    case SampleType::U16:
        return wrapped<vtkUnsignedShortArray, unsigned short>(voxels);
    case SampleType::F32:
        return wrapped<vtkFloatArray, float>(voxels);
    default:
        return wrapped<vtkShortArray, short>(voxels);
    }
}

std::array<int, 3> stepsFor(const Grid& grid, Detail detail)
{
    std::array<int, 3> steps{1, 1, 1};
    if (detail == Detail::Fast) {
        for (size_t axis = 0; axis < 3; ++axis)
            steps[axis] = std::max(1, (grid.size[axis] + fastSize - 1) / fastSize);
        return steps;
    }
    const qint64 voxels = static_cast<qint64>(grid.size[0]) * grid.size[1] * grid.size[2];
    if (voxels > mostVoxels) {
        for (size_t axis = 0; axis < 3; ++axis)
            steps[axis] = grid.size[axis] >= 4 ? 2 : 1;
    }
    return steps;
}

// Index · spacing to the patient: turns, shears and places the image.
void place(vtkVolume* prop, const Grid& grid)
{
    vtkNew<vtkMatrix4x4> matrix;
    for (int axis = 0; axis < 3; ++axis) {
        for (int row = 0; row < 3; ++row)
            matrix->SetElement(row, axis, grid.axes[static_cast<size_t>(axis)][static_cast<size_t>(row)]);
    }
    for (int row = 0; row < 3; ++row)
        matrix->SetElement(row, 3, grid.origin[static_cast<size_t>(row)]);
    prop->SetUserMatrix(matrix);
}

} // namespace

CastVolume::CastVolume()
    : d(std::make_unique<Private>())
{ }

CastVolume::~CastVolume() = default;

std::shared_ptr<CastVolume> CastVolume::prepare(const VolumePtr& volume, Detail detail)
{
    if (!volume || volume->samples != 1 || volume->voxels.isEmpty())
        return nullptr;
    const std::array<int, 3> steps = stepsFor(volume->grid, detail);
    const Grid grid = reducedGrid(volume->grid, steps);
    const auto& size = grid.size;
    if (size[0] < 2 || size[1] < 2 || size[2] < 2)
        return nullptr;
    std::shared_ptr<CastVolume> made(new CastVolume);
    Private& d = *made->d;
    d.source = volume;
    const bool whole = steps == std::array<int, 3>{1, 1, 1};
    d.voxels = whole ? volume->voxels : reducedVoxels(*volume, size, steps);
    d.image = vtkSmartPointer<vtkImageData>::New();
    d.image->SetDimensions(size.data());
    d.image->SetSpacing(grid.spacing.data());
    d.image->GetPointData()->SetScalars(scalarsOf(volume->type, d.voxels));
    d.slope = volume->slope;
    d.intercept = volume->intercept;
    d.centre = centreOf(volume->grid);
    d.radius = length(cornersOf(volume->grid)[0] - d.centre);
    for (const Vec3& corner : cornersOf(volume->grid))
        d.radius = std::max(d.radius, length(corner - d.centre));
    d.finest = std::ranges::min(grid.spacing);
    place(d.prop, grid);
    vtkNew<vtkVolumeProperty> property;
    vtkNew<vtkColorTransferFunction> colour;
    vtkNew<vtkPiecewiseFunction> opacity;
    property->SetColor(colour);
    property->SetScalarOpacity(opacity);
    property->SetInterpolationTypeToLinear();
    property->ShadeOn();
    d.prop->SetProperty(property);
    d.mapper->SetInputData(d.image);
    d.mapper->SetAutoAdjustSampleDistances(0);
    d.prop->SetMapper(d.mapper);
    d.mapper->prepare(d.prop);
    return made;
}

} // namespace twinward::imaging
