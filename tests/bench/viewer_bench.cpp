// How long a picture takes: planes and slabs of a chest-sized volume (512 × 512 × 275), cut and windowed on
// all cores, beside vtkImageReslice with vtkImageMapToColors, and the volume as the viewer draws it while it
// moves and at rest on whatever OpenGL there is (ray_caster_bench has VTK's mapper beside it). A frame of a
// 60 Hz screen has 16 ms.

#include "../imaging/phantom.h"
#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "imaging_view/plane_picture.h"
#include "imaging_view/scene_picture.h"
#include "imaging_view/volume_renderer.h"

#include <benchmark/benchmark.h>
#include <vtkImageData.h>
#include <vtkImageMapToColors.h>
#include <vtkImageReslice.h>
#include <vtkMatrix4x4.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkShortArray.h>
#include <vtkWindowLevelLookupTable.h>

using namespace twinward::imaging;

namespace {

constexpr QSize pixels{800, 800};

// Two lungs, ribs and a spine, made of formulas.
const VolumePtr& chest()
{
    static const VolumePtr made = [] {
        const Grid grid = phantom::turnedGrid({512, 512, 275}, {0.78, 0.78, 1.0}, {0, 0, 0});
        auto volume = phantom::emptyVolume(grid);
        auto* out = reinterpret_cast<qint16*>(volume->voxels.data());
        for (int k = 0; k < 275; ++k) {
            for (int j = 0; j < 512; ++j) {
                for (int i = 0; i < 512; ++i) {
                    const double body = std::hypot((i - 256) / 200.0, (j - 256) / 160.0);
                    const double lung = std::min(std::hypot((i - 170) / 70.0, (j - 256) / 90.0),
                        std::hypot((i - 342) / 70.0, (j - 256) / 90.0));
                    const bool rib = std::abs(body - 0.9) < 0.03 && k % 24 < 9;
                    const bool spine = std::hypot(i - 256, j - 390) < 24;
                    const int grain = (i * 7 + j * 13 + k * 31) % 40;
                    *out++ = static_cast<qint16>(body > 1 ? -1000
                            : lung < 1                    ? -820 + grain
                            : rib || spine                ? 700 + grain
                                                          : 40 + grain);
                }
            }
        }
        return volume;
    }();
    return made;
}

PlaneView viewOf(int kind)
{
    PlaneView view = hang(static_cast<PlaneView::Kind>(kind), chest()->grid);
    if (view.kind == PlaneView::Kind::Oblique) {
        view.normal = normalised({0.3, 0.2, 1});
        view.up = normalised({0, -1, 0.2}); // across the normal
    }
    return view;
}

// One step of scrolling: the next slice, cut and windowed.
void scroll(benchmark::State& state)
{
    const PlaneView view = viewOf(static_cast<int>(state.range(0)));
    const Slices slices = slicesOf(view, chest()->grid, centreOf(chest()->grid));
    QImage picture;
    int slice = 0;
    for (auto _ : state) {
        const Vec3 cursor = movedToSlice(slices, centreOf(chest()->grid), slice++ % slices.count);
        drawPlane(picture, *chest(), {frameOf(view, chest()->grid, cursor, pixels), Projection::Slice, 0},
            {{40, 400, {}}, {}});
        benchmark::DoNotOptimize(picture.constBits());
    }
}

vtkImageData* chestInVtk()
{
    static const vtkNew<vtkImageData> image;
    if (image->GetPointData()->GetScalars() == nullptr) {
        image->SetDimensions(512, 512, 275);
        image->SetSpacing(0.78, 0.78, 1.0);
        const Vec3& origin = chest()->grid.origin;
        image->SetOrigin(origin.data());
        vtkNew<vtkShortArray> voxels;
        voxels->SetArray(const_cast<short*>(reinterpret_cast<const short*>(chest()->voxels.constData())),
            512LL * 512 * 275, 1);
        image->GetPointData()->SetScalars(voxels);
    }
    return image;
}

// vtkImageReslice cuts, vtkImageMapToColors windows, to RGBA: a picture as ours is.
class VtkPlane
{
public:
    VtkPlane()
    {
        m_reslice->SetInputData(chestInVtk());
        m_reslice->SetInterpolationModeToLinear();
        m_reslice->SetOutputDimensionality(2);
        m_reslice->SetBackgroundLevel(-1000);
        vtkNew<vtkWindowLevelLookupTable> table;
        table->SetWindow(400);
        table->SetLevel(40);
        table->Build();
        m_colours->SetLookupTable(table);
        m_colours->SetInputConnection(m_reslice->GetOutputPort());
    }

    void setSlab(int slices, double spacing, int mode)
    {
        m_reslice->SetSlabNumberOfSlices(slices);
        m_reslice->SetSlabSliceSpacingFraction(spacing);
        m_reslice->SetSlabMode(mode);
    }

    void draw(const PlaneFrame& frame)
    {
        vtkNew<vtkMatrix4x4> axes;
        for (int row = 0; row < 3; ++row) {
            const auto at = static_cast<size_t>(row);
            axes->SetElement(row, 0, frame.right[at]);
            axes->SetElement(row, 1, frame.down[at]);
            axes->SetElement(row, 2, frame.normal()[at]);
            axes->SetElement(row, 3, frame.centre[at]);
        }
        m_reslice->SetResliceAxes(axes);
        m_reslice->SetOutputSpacing(frame.mmPerPixel, frame.mmPerPixel, 1);
        m_reslice->SetOutputExtent(0, pixels.width() - 1, 0, pixels.height() - 1, 0, 0);
        const double corner = (1 - pixels.width()) / 2.0 * frame.mmPerPixel;
        m_reslice->SetOutputOrigin(corner, corner, 0);
        m_colours->Update();
        benchmark::DoNotOptimize(m_colours->GetOutput());
    }

private:
    vtkNew<vtkImageReslice> m_reslice;
    vtkNew<vtkImageMapToColors> m_colours;
};

void scrollWithVtk(benchmark::State& state)
{
    const PlaneView view = viewOf(static_cast<int>(state.range(0)));
    const Slices slices = slicesOf(view, chest()->grid, centreOf(chest()->grid));
    VtkPlane plane;
    int slice = 0;
    for (auto _ : state) {
        const Vec3 cursor = movedToSlice(slices, centreOf(chest()->grid), slice++ % slices.count);
        plane.draw(frameOf(view, chest()->grid, cursor, pixels));
    }
}

constexpr double slabMm = 10; // ten slices of 1 mm, for both

PlaneFrame slabFrame(int slice)
{
    const PlaneView view = viewOf(0);
    const Slices slices = slicesOf(view, chest()->grid, centreOf(chest()->grid));
    return frameOf(
        view, chest()->grid, movedToSlice(slices, centreOf(chest()->grid), 20 + slice % 200), pixels);
}

void slab(benchmark::State& state, Projection projection)
{
    QImage picture;
    int slice = 0;
    for (auto _ : state) {
        drawPlane(picture, *chest(), {slabFrame(slice++), projection, slabMm}, {{40, 400, {}}, {}});
        benchmark::DoNotOptimize(picture.constBits());
    }
}

void slabWithVtk(benchmark::State& state, int mode)
{
    VtkPlane plane;
    plane.setSlab(10, 1, mode);
    int slice = 0;
    for (auto _ : state)
        plane.draw(slabFrame(slice++));
}

void prepareVolume(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(RayVolume::prepare(chest(), RayCaster::leastLongestSide));
}

// The volume turned a little for each picture.
void drawVolume(benchmark::State& state, Quality quality)
{
    auto renderer = VolumeRenderer::make();
    if (!renderer || !(*renderer)->setVolume(RayVolume::prepare(chest(), RayCaster::leastLongestSide))) {
        state.SkipWithError("no OpenGL");
        return;
    }
    VolumeView view = firstScene(*chest()).volume;
    for (auto _ : state) {
        view = turned(view, 0.05, 0.01);
        benchmark::DoNotOptimize((*renderer)->render(view, {600, 600}, quality));
    }
    state.SetLabel((*renderer)->isSoftware() ? "software OpenGL" : "graphics card");
}

} // namespace

BENCHMARK(scroll)->Name("scroll axial")->Arg(0)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(scrollWithVtk)
    ->Name("scroll axial, vtkImageReslice")
    ->Arg(0)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(scroll)->Name("scroll coronal")->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(scrollWithVtk)
    ->Name("scroll coronal, vtkImageReslice")
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(scroll)->Name("scroll sagittal")->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(scrollWithVtk)
    ->Name("scroll sagittal, vtkImageReslice")
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(scroll)->Name("scroll oblique")->Arg(3)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(scrollWithVtk)
    ->Name("scroll oblique, vtkImageReslice")
    ->Arg(3)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(slab, maximum, Projection::Maximum)
    ->Name("slab of 10 mm, maximum")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(slabWithVtk, maximum, VTK_IMAGE_SLAB_MAX)
    ->Name("slab of 10 mm, maximum, vtkImageReslice")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(slab, mean, Projection::Mean)
    ->Name("slab of 10 mm, mean")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(slabWithVtk, mean, VTK_IMAGE_SLAB_MEAN)
    ->Name("slab of 10 mm, mean, vtkImageReslice")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(slab, minimum, Projection::Minimum)
    ->Name("slab of 10 mm, minimum")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(slabWithVtk, minimum, VTK_IMAGE_SLAB_MIN)
    ->Name("slab of 10 mm, minimum, vtkImageReslice")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(prepareVolume)->Name("prepare volume")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(drawVolume, moving, Quality::Moving)
    ->Name("volume, moving")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(drawVolume, still, Quality::Still)
    ->Name("volume, at rest")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

BENCHMARK_MAIN();
