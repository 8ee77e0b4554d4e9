#include "cast_volume_p.h"

#include "base/parallel.h"
#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"

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

// Whole blocks of `step` voxels along each axis become their mean.
template <class Sample>
QByteArray reduced(const Volume& volume, const std::array<int, 3>& size, const std::array<int, 3>& step)
{
    QByteArray made(static_cast<qsizetype>(sizeof(Sample)) * size[0] * size[1] * size[2], Qt::Uninitialized);
    auto* out = reinterpret_cast<Sample*>(made.data());
    const auto* in = reinterpret_cast<const Sample*>(volume.voxels.constData());
    const qint64 width = volume.grid.size[0];
    const qint64 area = width * volume.grid.size[1];
    const double count = static_cast<double>(step[0]) * step[1] * step[2];
    const auto slices = static_cast<size_t>(size[2]);
    base::runParallel(slices, base::workersFor(slices, 8), 4, [&](size_t, size_t begin, size_t end) {
        std::vector<double> row(static_cast<size_t>(size[0]));
        for (size_t k = begin; k < end; ++k) {
            for (int j = 0; j < size[1]; ++j) {
                std::ranges::fill(row, 0.0);
                for (int dk = 0; dk < step[2]; ++dk) {
                    for (int dj = 0; dj < step[1]; ++dj) {
                        const Sample* from = in + (static_cast<qint64>(k) * step[2] + dk) * area
                            + (static_cast<qint64>(j) * step[1] + dj) * width;
                        for (int i = 0; i < size[0]; ++i) {
                            for (int di = 0; di < step[0]; ++di)
                                row[static_cast<size_t>(i)] += static_cast<double>(*from++);
                        }
                    }
                }
                Sample* to = out + (static_cast<qint64>(k) * size[1] + j) * size[0];
                for (int i = 0; i < size[0]; ++i)
                    to[i] = static_cast<Sample>(row[static_cast<size_t>(i)] / count);
            }
        }
    });
    return made;
}

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

QByteArray reducedVoxels(const Volume& volume, const std::array<int, 3>& size, const std::array<int, 3>& step)
{
    switch (volume.type) {
    case SampleType::U8:
        return reduced<quint8>(volume, size, step);
    case SampleType::U16:
        return reduced<quint16>(volume, size, step);
    case SampleType::F32:
        return reduced<float>(volume, size, step);
    default:
        return reduced<qint16>(volume, size, step);
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
void place(vtkVolume* prop, const Grid& grid, const std::array<int, 3>& steps)
{
    Vec3 origin = grid.origin;
    vtkNew<vtkMatrix4x4> matrix;
    for (int axis = 0; axis < 3; ++axis) {
        const auto each = static_cast<size_t>(axis);
        // The first block's middle lies half a block from its first voxel.
        origin = origin + grid.axes[each] * (grid.spacing[each] * (steps[each] - 1) / 2.0);
        for (int row = 0; row < 3; ++row)
            matrix->SetElement(row, axis, grid.axes[each][static_cast<size_t>(row)]);
    }
    for (int row = 0; row < 3; ++row)
        matrix->SetElement(row, 3, origin[static_cast<size_t>(row)]);
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
    std::array<int, 3> size{};
    for (size_t axis = 0; axis < 3; ++axis)
        size[axis] = volume->grid.size[axis] / steps[axis];
    if (size[0] < 2 || size[1] < 2 || size[2] < 2)
        return nullptr;
    std::shared_ptr<CastVolume> made(new CastVolume);
    Private& d = *made->d;
    d.source = volume;
    const bool whole = steps == std::array<int, 3>{1, 1, 1};
    d.voxels = whole ? volume->voxels : reducedVoxels(*volume, size, steps);
    d.image = vtkSmartPointer<vtkImageData>::New();
    d.image->SetDimensions(size.data());
    const Vec3& spacing = volume->grid.spacing;
    d.image->SetSpacing(spacing[0] * steps[0], spacing[1] * steps[1], spacing[2] * steps[2]);
    d.image->GetPointData()->SetScalars(scalarsOf(volume->type, d.voxels));
    d.slope = volume->slope;
    d.intercept = volume->intercept;
    d.centre = centreOf(volume->grid);
    d.radius = length(cornersOf(volume->grid)[0] - d.centre);
    for (const Vec3& corner : cornersOf(volume->grid))
        d.radius = std::max(d.radius, length(corner - d.centre));
    d.finest = std::min({spacing[0] * steps[0], spacing[1] * steps[1], spacing[2] * steps[2]});
    place(d.prop, volume->grid, steps);
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
