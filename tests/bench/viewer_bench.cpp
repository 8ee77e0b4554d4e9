// How long a picture takes: planes of a chest-sized volume (512 × 512 × 275) on all cores beside
// vtkImageReslice, and the volume as the viewer draws it while it moves and at rest, beside VTK's GPU mapper
// on whatever OpenGL there is. A frame of a 60 Hz screen has 16 ms.

#include "../imaging/phantom.h"
#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "imaging_view/reslice.h"
#include "imaging_view/scene_picture.h"
#include "imaging_view/shade.h"
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
    int slice = 0;
    for (auto _ : state) {
        const Vec3 cursor = movedToSlice(slices, centreOf(chest()->grid), slice++ % slices.count);
        const Raster raster
            = reslice(*chest(), {frameOf(view, chest()->grid, cursor, pixels), Projection::Slice, 0});
        benchmark::DoNotOptimize(shade(raster, {40, 400, {}}, {}));
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

void scrollWithVtk(benchmark::State& state)
{
    const PlaneView view = viewOf(static_cast<int>(state.range(0)));
    const Slices slices = slicesOf(view, chest()->grid, centreOf(chest()->grid));
    vtkNew<vtkImageReslice> reslicer;
    reslicer->SetInputData(chestInVtk());
    reslicer->SetInterpolationModeToLinear();
    reslicer->SetOutputDimensionality(2);
    reslicer->SetBackgroundLevel(-1000);
    vtkNew<vtkWindowLevelLookupTable> table;
    table->SetWindow(400);
    table->SetLevel(40);
    table->Build();
    vtkNew<vtkImageMapToColors> colours;
    colours->SetLookupTable(table);
    colours->SetInputConnection(reslicer->GetOutputPort());
    int slice = 0;
    for (auto _ : state) {
        const Vec3 cursor = movedToSlice(slices, centreOf(chest()->grid), slice++ % slices.count);
        const PlaneFrame frame = frameOf(view, chest()->grid, cursor, pixels);
        vtkNew<vtkMatrix4x4> axes;
        for (int row = 0; row < 3; ++row) {
            const auto at = static_cast<size_t>(row);
            axes->SetElement(row, 0, frame.right[at]);
            axes->SetElement(row, 1, frame.down[at]);
            axes->SetElement(row, 2, frame.normal()[at]);
            axes->SetElement(row, 3, frame.centre[at]);
        }
        reslicer->SetResliceAxes(axes);
        reslicer->SetOutputSpacing(frame.mmPerPixel, frame.mmPerPixel, 1);
        reslicer->SetOutputExtent(0, pixels.width() - 1, 0, pixels.height() - 1, 0, 0);
        const double corner = -pixels.width() / 2.0 * frame.mmPerPixel;
        reslicer->SetOutputOrigin(corner, corner, 0);
        colours->Update();
        benchmark::DoNotOptimize(colours->GetOutput());
    }
}

void slab(benchmark::State& state)
{
    const PlaneView view = viewOf(0);
    const PlaneFrame frame = frameOf(view, chest()->grid, centreOf(chest()->grid), pixels);
    for (auto _ : state)
        benchmark::DoNotOptimize(
            reslice(*chest(), {frame, Projection::Maximum, static_cast<double>(state.range(0))}));
}

void prepareVolume(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(CastVolume::prepare(chest(), static_cast<Detail>(state.range(0))));
}

// The volume turned a little for each picture.
void drawVolume(benchmark::State& state, Quality quality, Caster caster)
{
    auto renderer = VolumeRenderer::make(caster);
    if (!renderer) {
        state.SkipWithError("no OpenGL");
        return;
    }
    const auto fast = CastVolume::prepare(chest(), Detail::Fast);
    const auto full = quality == Quality::Still ? CastVolume::prepare(chest(), Detail::Full) : nullptr;
    (*renderer)->setVolume(fast, full);
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
BENCHMARK(slab)->Name("slab of mm")->Arg(10)->Arg(40)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(prepareVolume)
    ->Name("prepare volume, fast 0 full 1")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(drawVolume, moving, Quality::Moving, Caster::ByComputer)
    ->Name("volume, moving")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(drawVolume, still, Quality::Still, Caster::ByComputer)
    ->Name("volume, at rest")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(drawVolume, movingShaders, Quality::Moving, Caster::Shaders)
    ->Name("volume, moving, vtkOpenGLGPUVolumeRayCastMapper")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(drawVolume, stillShaders, Quality::Still, Caster::Shaders)
    ->Name("volume, at rest, vtkOpenGLGPUVolumeRayCastMapper")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

BENCHMARK_MAIN();
