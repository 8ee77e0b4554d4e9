// The ray caster beside vtkOpenGLGPUVolumeRayCastMapper on the same OpenGL, eye and look: a chest CT (the
// real one where it is there) at 512 × 512 with the bone, lung and skin presets, lit, steps of half a
// millimetre for VTK. Each is compared with its own picture at a sixteenth of a millimetre: "error" is the
// root of the mean square over red, green and blue, of 255. Ours may take the largest steps whose error is
// not above VTK's. "apart" is how far the two fine pictures are from each other: gradients and ends of rays
// differ.

#include "../imaging/phantom.h"
#include "../imaging/real_volume.h"
#include "gl_context_p.h"
#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "imaging_view/presets.h"
#include "imaging_view/ray_caster.h"
#include "vtk_window.h"

#include <benchmark/benchmark.h>
#include <chrono>
#include <epoxy/gl.h>
#include <iostream>
#include <vtkCamera.h>
#include <vtkColorTransferFunction.h>
#include <vtkImageData.h>
#include <vtkMatrix4x4.h>
#include <vtkOpenGLGPUVolumeRayCastMapper.h>
#include <vtkPiecewiseFunction.h>
#include <vtkPointData.h>
#include <vtkRenderer.h>
#include <vtkShortArray.h>
#include <vtkUnsignedCharArray.h>
#include <vtkUnsignedShortArray.h>
#include <vtkVolume.h>
#include <vtkVolumeProperty.h>

using namespace twinward::imaging;

namespace {

constexpr int side = 512; // pixels
constexpr double vtkStepMm = 0.5;
constexpr double fineMm = 1.0 / 16;

VolumePtr chest()
{
    static const VolumePtr made = []() -> VolumePtr {
        if (auto real = test::volumeIn(test::chest()); real && bytesPerSample(real->type) == 2)
            return real;
        std::cerr << "The chest CT is not there: two lungs and a spine made of formulas instead\n";
        const Grid grid = phantom::turnedGrid({512, 512, 275}, {0.78, 0.78, 1.0}, {0, 0, 0});
        return phantom::volumeOf(grid, [](const Vec3& p) {
            const double body = std::hypot(p[0] / 160, p[1] / 125);
            const double lung
                = std::min(std::hypot((p[0] - 67) / 55, p[1] / 70), std::hypot((p[0] + 67) / 55, p[1] / 70));
            const double spine = std::hypot(p[0], p[1] - 95) / 19;
            return std::clamp(body > 1 ? -4000 * (body - 1)
                    : lung < 1         ? 3000 * (lung - 1)
                    : spine < 1        ? 700.0
                                       : 40.0,
                -1000.0, 1000.0);
        });
    }();
    return made;
}

VolumeView lookOf(const char* preset)
{
    VolumeView look;
    for (const VolumePreset& each : volumePresets(QStringLiteral("CT"))) {
        if (each.id == QLatin1String(preset))
            look = withPreset({}, each, {40, 400, {}});
    }
    return look;
}

// A little from above and the side, a metre away.
struct Eye
{
    Vec3 at;
    Vec3 to;
    double degrees = 26;
    double near = 300;
    double far = 2000;

    Eye()
    {
        to = centreOf(chest()->grid);
        at = to + normalised({0.35, -1, 0.3}) * 1000;
    }
    [[nodiscard]] RayEye forRays() const
    {
        const auto vector = [](const Vec3& v) {
            return QVector3D(static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[2]));
        };
        RayEye eye;
        eye.view.lookAt(vector(at), vector(to), {0, 0, 1});
        eye.projection.perspective(
            static_cast<float>(degrees), 1, static_cast<float>(near), static_cast<float>(far));
        return eye;
    }
};

template <class Array, class Sample> vtkSmartPointer<vtkDataArray> wrapped(const QByteArray& voxels)
{
    auto array = vtkSmartPointer<Array>::New();
    array->SetArray(const_cast<Sample*>(reinterpret_cast<const Sample*>(voxels.constData())),
        voxels.size() / static_cast<qsizetype>(sizeof(Sample)), 1);
    return array;
}

class VtkRays
{
public:
    VtkRays()
    {
        const Volume& volume = *chest();
        m_window->attach();
        m_window->AddRenderer(m_renderer);
        m_window->SetSize(side, side);
        m_window->SetMultiSamples(0);
        m_renderer->SetBackground(0, 0, 0);
        vtkNew<vtkImageData> image;
        image->SetDimensions(volume.grid.size.data());
        image->SetSpacing(volume.grid.spacing.data());
        image->GetPointData()->SetScalars(volume.type == SampleType::S16
                ? wrapped<vtkShortArray, short>(volume.voxels)
                : wrapped<vtkUnsignedShortArray, unsigned short>(volume.voxels));
        m_mapper->SetInputData(image);
        m_mapper->SetAutoAdjustSampleDistances(0);
        m_mapper->SetUseJittering(0);
        m_volume->SetMapper(m_mapper);
        vtkNew<vtkMatrix4x4> place;
        for (int axis = 0; axis < 3; ++axis) {
            for (int row = 0; row < 3; ++row)
                place->SetElement(
                    row, axis, volume.grid.axes[static_cast<size_t>(axis)][static_cast<size_t>(row)]);
            place->SetElement(axis, 3, volume.grid.origin[static_cast<size_t>(axis)]);
        }
        m_volume->SetUserMatrix(place);
        m_renderer->AddVolume(m_volume);
        const Eye eye;
        vtkCamera* camera = m_renderer->GetActiveCamera();
        camera->SetPosition(eye.at.data());
        camera->SetFocalPoint(eye.to.data());
        camera->SetViewUp(0, 0, 1);
        camera->SetViewAngle(eye.degrees);
        camera->SetClippingRange(eye.near, eye.far);
    }

    void setLook(const VolumeView& look)
    {
        vtkNew<vtkPiecewiseFunction> opacity;
        vtkNew<vtkColorTransferFunction> colour;
        for (const TransferPoint& point : look.transfer) {
            const double stored = (point.value - chest()->intercept) / chest()->slope;
            opacity->AddPoint(stored, point.opacity);
            colour->AddRGBPoint(stored, qRed(point.colour) / 255.0, qGreen(point.colour) / 255.0,
                qBlue(point.colour) / 255.0);
        }
        vtkVolumeProperty* property = m_volume->GetProperty();
        property->SetScalarOpacity(opacity);
        property->SetColor(colour);
        property->SetScalarOpacityUnitDistance(1);
        property->SetInterpolationTypeToLinear();
        property->SetShade(look.shaded ? 1 : 0);
        property->SetAmbient(look.ambient);
        property->SetDiffuse(look.diffuse);
        property->SetSpecular(look.specular);
        property->SetSpecularPower(20);
    }

    void draw(double stepMm)
    {
        m_mapper->SetSampleDistance(static_cast<float>(stepMm));
        m_window->Render();
        glFinish();
    }

    QImage read()
    {
        vtkNew<vtkUnsignedCharArray> pixels;
        m_window->GetRGBACharPixelData(0, 0, side - 1, side - 1, 0, pixels);
        return QImage(pixels->GetPointer(0), side, side, side * 4, QImage::Format_RGBX8888)
            .mirrored()
            .convertToFormat(QImage::Format_RGB32);
    }

private:
    vtkNew<twinward::bench::VtkWindow> m_window;
    vtkNew<vtkRenderer> m_renderer;
    vtkNew<vtkOpenGLGPUVolumeRayCastMapper> m_mapper;
    vtkNew<vtkVolume> m_volume;
};

double errorOf(const QImage& picture, const QImage& fine)
{
    double sum = 0;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const QRgb a = picture.pixel(x, y);
            const QRgb b = fine.pixel(x, y);
            for (const int apart : {qRed(a) - qRed(b), qGreen(a) - qGreen(b), qBlue(a) - qBlue(b)})
                sum += apart * apart;
        }
    }
    return std::sqrt(sum / (3.0 * side * side));
}

// Both on one context.
struct Both
{
    std::unique_ptr<GlContext> context = GlContext::make();
    std::unique_ptr<VtkRays> vtk;
    std::unique_ptr<RayCaster> ours;

    Both()
    {
        if (!context)
            return;
        auto made = RayCaster::make();
        if (!made)
            return;
        ours = std::move(*made);
        if (!ours->setVolume(RayVolume::prepare(chest(), RayCaster::longestSide())))
            ours = nullptr;
        while (ours && !ours->uploadSome(1 << 30)) { }
        vtk = std::make_unique<VtkRays>();
    }
    void draw(double stepMm)
    {
        ours->cast(Eye().forRays(), {side, side}, {stepMm, 1, 1 << 20, 0});
        glFinish();
    }
    // The premultiplied picture on black.
    QImage onBlack()
    {
        QImage made(side, side, QImage::Format_RGB32);
        const QImage colour = ours->read().colour;
        for (int y = 0; y < side; ++y) {
            const uchar* from = colour.constScanLine(y);
            for (int x = 0; x < side; ++x, from += 4)
                made.setPixel(x, y, qRgb(from[0], from[1], from[2]));
        }
        return made;
    }
};

Both& both()
{
    static auto* made = new Both; // OpenGL's own end of the process takes it
    return *made;
}

struct Errors
{
    double vtk = 0;
    double ours = 0;
    double apart = 0;
    double stepMm = vtkStepMm; // ours
};

Errors errorsWith(const char* preset)
{
    static QHash<QByteArray, Errors> known;
    if (known.contains(preset))
        return known[preset];
    Both& on = both();
    Errors errors;
    on.vtk->setLook(lookOf(preset));
    on.ours->setLook(lookOf(preset));
    on.vtk->draw(fineMm);
    const QImage fineVtk = on.vtk->read();
    on.draw(fineMm);
    const QImage fine = on.onBlack();
    errors.apart = errorOf(fine, fineVtk);
    on.vtk->draw(vtkStepMm);
    errors.vtk = errorOf(on.vtk->read(), fineVtk);
    for (const double step : {1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.25, 0.2}) {
        on.draw(step);
        errors.ours = errorOf(on.onBlack(), fine);
        errors.stepMm = step;
        if (errors.ours <= errors.vtk)
            break;
    }
    if (qEnvironmentVariableIsSet("RAY_CASTER_BENCH_PICTURES")) {
        fineVtk.save(QStringLiteral("%1-vtk.png").arg(QLatin1String(preset)));
        fine.save(QStringLiteral("%1-ours.png").arg(QLatin1String(preset)));
    }
    known.insert(preset, errors);
    return errors;
}

bool isReady(benchmark::State& state)
{
    if (both().vtk)
        return true;
    state.SkipWithError("no OpenGL 4.5");
    return false;
}

void castWithVtk(benchmark::State& state, const char* preset)
{
    if (!isReady(state))
        return;
    state.counters["error"] = errorsWith(preset).vtk;
    state.counters["step_mm"] = vtkStepMm;
    both().vtk->setLook(lookOf(preset));
    both().vtk->draw(vtkStepMm); // shaders and tables are made
    for (auto _ : state)
        both().vtk->draw(vtkStepMm);
    state.SetLabel(reinterpret_cast<const char*>(glGetString(GL_RENDERER)));
}

void castOurs(benchmark::State& state, const char* preset)
{
    if (!isReady(state))
        return;
    const Errors errors = errorsWith(preset);
    state.counters["error"] = errors.ours;
    state.counters["step_mm"] = errors.stepMm;
    state.counters["apart"] = errors.apart;
    both().ours->setLook(lookOf(preset));
    both().draw(errors.stepMm);
    for (auto _ : state)
        both().draw(errors.stepMm);
}

void prepare(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(RayVolume::prepare(chest(), 2048));
}

void leapsOfANewTransfer(benchmark::State& state, const char* preset)
{
    static const auto volume = RayVolume::prepare(chest(), 2048);
    const VolumeView look = lookOf(preset);
    for (auto _ : state)
        benchmark::DoNotOptimize(volume->bricks().distances(look.transfer));
}

} // namespace

BENCHMARK(prepare)
    ->Name("volume made ready, bricks of its values")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(leapsOfANewTransfer, bone, "ct-bone")
    ->Name("distance map, bone")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(leapsOfANewTransfer, skin, "ct-skin")
    ->Name("distance map, skin")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(castOurs, bone, "ct-bone")->Name("bone")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(castWithVtk, bone, "ct-bone")
    ->Name("bone, VTK")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(castOurs, lung, "ct-lung")->Name("lung")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(castWithVtk, lung, "ct-lung")
    ->Name("lung, VTK")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(castOurs, skin, "ct-skin")->Name("skin")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(castWithVtk, skin, "ct-skin")
    ->Name("skin, VTK")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

BENCHMARK_MAIN();
