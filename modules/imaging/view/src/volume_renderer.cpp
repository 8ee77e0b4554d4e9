#include "imaging_view/volume_renderer.h"

#include "cast_volume_p.h"
#include "gl_context_p.h"
#include "imaging_view/operators.h"
#include "render_window_p.h"

#include <algorithm>
#include <vtkActor.h>
#include <vtkCallbackCommand.h>
#include <vtkCamera.h>
#include <vtkCellArray.h>
#include <vtkColorTransferFunction.h>
#include <vtkFloatArray.h>
#include <vtkOpenGLGPUVolumeRayCastMapper.h>
#include <vtkPiecewiseFunction.h>
#include <vtkPlane.h>
#include <vtkPointData.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>
#include <vtkVolumeProperty.h>

namespace twinward::imaging {

namespace {

using Matrix3 = std::array<Vec3, 3>; // rows

// Rows: the view's right, up and towards the eye, in the patient.
Matrix3 matrixOf(const std::array<double, 4>& q)
{
    const auto [x, y, z, w] = q;
    return {Vec3{1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)},
        Vec3{2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)},
        Vec3{2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)}};
}

std::array<double, 4> multiplied(const std::array<double, 4>& a, const std::array<double, 4>& b)
{
    return {a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
        a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
        a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
        a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2]};
}

void addPlane(vtkAbstractMapper* mapper, const Vec3& point, const Vec3& normal)
{
    vtkNew<vtkPlane> plane;
    plane->SetOrigin(point.data());
    plane->SetNormal(normal.data());
    mapper->AddClippingPlane(plane);
}

void clip(vtkAbstractMapper* mapper, const VolumeView& view)
{
    mapper->RemoveAllClippingPlanes();
    if (view.clipBox) {
        for (size_t axis = 0; axis < 3; ++axis) {
            Vec3 inwards{};
            inwards[axis] = (*view.clipBox)[0][axis] <= (*view.clipBox)[1][axis] ? 1 : -1;
            addPlane(mapper, (*view.clipBox)[0], inwards);
            addPlane(mapper, (*view.clipBox)[1], inwards * -1);
        }
    }
    for (const ClipPlane& plane : view.clipPlanes)
        addPlane(mapper, plane.point, plane.normal);
}

// Opacities hold for a millimetre of tissue, however far apart the samples are.
void dress(vtkVolumeProperty* property, const VolumeView& view, double slope, double intercept)
{
    vtkNew<vtkPiecewiseFunction> opacity;
    vtkNew<vtkColorTransferFunction> colour;
    for (const TransferPoint& point : view.transfer) {
        const double stored = (point.value - intercept) / (slope == 0 ? 1 : slope);
        opacity->AddPoint(stored, point.opacity);
        colour->AddRGBPoint(
            stored, qRed(point.colour) / 255.0, qGreen(point.colour) / 255.0, qBlue(point.colour) / 255.0);
    }
    property->SetScalarOpacity(opacity);
    property->SetColor(colour);
    property->SetScalarOpacityUnitDistance(1);
    property->SetShade(view.shaded ? 1 : 0);
    property->SetAmbient(view.ambient);
    property->SetDiffuse(view.diffuse);
    property->SetSpecular(view.specular);
    property->SetSpecularPower(20);
}

vtkSmartPointer<vtkActor> actorOf(const SurfaceToDraw& surface)
{
    vtkNew<vtkPoints> points;
    const auto count = static_cast<vtkIdType>(surface.mesh->vertices.size());
    points->SetNumberOfPoints(count);
    vtkNew<vtkFloatArray> normals;
    normals->SetNumberOfComponents(3);
    normals->SetNumberOfTuples(count);
    const auto directions = normalsOf(*surface.mesh);
    for (vtkIdType i = 0; i < count; ++i) {
        points->SetPoint(i, surface.mesh->vertices[static_cast<size_t>(i)].data());
        normals->SetTuple(i, directions[static_cast<size_t>(i)].data());
    }
    vtkNew<vtkCellArray> triangles;
    for (const auto& triangle : surface.mesh->triangles) {
        triangles->InsertNextCell(3);
        for (const quint32 vertex : triangle)
            triangles->InsertCellPoint(vertex);
    }
    vtkNew<vtkPolyData> data;
    data->SetPoints(points);
    data->GetPointData()->SetNormals(normals);
    data->SetPolys(triangles);
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(data);
    auto actor = vtkSmartPointer<vtkActor>::New();
    actor->SetMapper(mapper);
    actor->GetProperty()->SetColor(
        qRed(surface.colour) / 255.0, qGreen(surface.colour) / 255.0, qBlue(surface.colour) / 255.0);
    actor->GetProperty()->SetOpacity(surface.opacity);
    return actor;
}

} // namespace

class VolumeRenderer::Private
{
public:
    std::unique_ptr<GlContext> context;
    vtkSmartPointer<RenderWindow> window;
    vtkSmartPointer<vtkRenderer> renderer;
    vtkSmartPointer<vtkOpenGLGPUVolumeRayCastMapper> card; // where there is a graphics card
    std::shared_ptr<CastVolume> fast;
    std::shared_ptr<CastVolume> full;
    CastVolume* shown = nullptr;
    std::vector<vtkSmartPointer<vtkActor>> actors;
    const std::atomic<bool>* stop = nullptr;
    bool stopped = false;

    void show(CastVolume* volume);
    void set(vtkVolumeMapper* mapper, Quality quality) const;
    void aim(const VolumeView& view) const;
    [[nodiscard]] QImage read() const;
    static void checkStop(vtkObject*, unsigned long, void* client, void*);
};

void VolumeRenderer::Private::show(CastVolume* volume)
{
    if (shown == volume)
        return;
    if (shown != nullptr)
        renderer->RemoveVolume(shown->d->prop);
    shown = volume;
    if (volume == nullptr)
        return;
    if (card) {
        card->SetInputData(volume->d->image);
        volume->d->prop->SetMapper(card);
    }
    renderer->AddVolume(volume->d->prop);
}

void VolumeRenderer::Private::set(vtkVolumeMapper* mapper, Quality quality) const
{
    const bool moving = quality == Quality::Moving;
    const double step = shown->d->finest * (moving ? 1.0 : 0.75);
    if (card) {
        card->SetAutoAdjustSampleDistances(0);
        card->SetUseJittering(1);
        card->SetImageSampleDistance(moving ? 2.F : 1.F);
        card->SetSampleDistance(static_cast<float>(step));
        return;
    }
    auto* cast = static_cast<PreparedMapper*>(mapper);
    cast->SetImageSampleDistance(moving ? 2.5F : 1.F);
    cast->SetSampleDistance(static_cast<float>(step));
    cast->SetInteractiveSampleDistance(static_cast<float>(step));
}

void VolumeRenderer::Private::aim(const VolumeView& view) const
{
    const Matrix3 axes = matrixOf(view.rotation);
    const CastVolume::Private& volume = *shown->d;
    const double scale = volume.radius * 0.7 / view.zoom; // half the height, mm; a box does not fill its ball
    const Vec3 at = volume.centre - axes[0] * (view.pan[0] * scale) + axes[1] * (view.pan[1] * scale);
    vtkCamera* camera = renderer->GetActiveCamera();
    camera->ParallelProjectionOn();
    camera->SetParallelScale(scale);
    const Vec3 eye = at + axes[2] * (volume.radius * 3);
    camera->SetFocalPoint(at.data());
    camera->SetPosition(eye.data());
    camera->SetViewUp(axes[1].data());
    camera->SetClippingRange(volume.radius, volume.radius * 6);
}

QImage VolumeRenderer::Private::read() const
{
    const int* size = window->GetSize();
    vtkNew<vtkUnsignedCharArray> pixels;
    window->GetRGBACharPixelData(0, 0, size[0] - 1, size[1] - 1, 0, pixels);
    const QImage flipped(pixels->GetPointer(0), size[0], size[1], size[0] * 4, QImage::Format_RGBX8888);
    return flipped.mirrored().convertToFormat(QImage::Format_RGB32);
}

void VolumeRenderer::Private::checkStop(
    vtkObject* /*caller*/, unsigned long /*event*/, void* client, void* /*data*/)
{
    auto* d = static_cast<Private*>(client);
    if (d->stop != nullptr && d->stop->load(std::memory_order_relaxed)) {
        d->stopped = true;
        d->window->SetAbortRender(1);
    }
}

base::Result<std::unique_ptr<VolumeRenderer>> VolumeRenderer::make(Caster caster)
{
    auto d = std::make_unique<Private>();
    d->context = GlContext::make();
    if (!d->context) {
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("Volumes can't be drawn on this computer: it has no OpenGL"), {},
            QStringLiteral("Install the package libegl-mesa0; planes work without it."));
    }
    d->window = vtkSmartPointer<RenderWindow>::New();
    d->window->attach();
    d->renderer = vtkSmartPointer<vtkRenderer>::New();
    d->renderer->SetBackground(0, 0, 0);
    d->window->AddRenderer(d->renderer);
    vtkNew<vtkCallbackCommand> check;
    check->SetClientData(d.get());
    check->SetCallback(&Private::checkStop);
    d->window->AddObserver(vtkCommand::AbortCheckEvent, check);
    if (caster == Caster::Shaders || !d->context->isSoftware())
        d->card = vtkSmartPointer<vtkOpenGLGPUVolumeRayCastMapper>::New();
    return std::unique_ptr<VolumeRenderer>(new VolumeRenderer(std::move(d)));
}

VolumeRenderer::VolumeRenderer(std::unique_ptr<Private> given)
    : d(std::move(given))
{ }

VolumeRenderer::~VolumeRenderer()
{
    d->context->makeCurrent();
    d->show(nullptr);
    d->window->Finalize();
    d->window = nullptr;
    d->renderer = nullptr;
}

void VolumeRenderer::setVolume(std::shared_ptr<CastVolume> fast, std::shared_ptr<CastVolume> full)
{
    d->context->makeCurrent();
    if (d->shown != fast.get() && d->shown != full.get())
        d->show(nullptr);
    d->fast = std::move(fast);
    d->full = std::move(full);
}

void VolumeRenderer::setSurfaces(const std::vector<SurfaceToDraw>& surfaces)
{
    d->context->makeCurrent();
    for (const auto& actor : d->actors)
        d->renderer->RemoveActor(actor);
    d->actors.clear();
    for (const SurfaceToDraw& surface : surfaces) {
        if (!surface.mesh || surface.mesh->triangles.empty())
            continue;
        d->actors.push_back(actorOf(surface));
        d->renderer->AddActor(d->actors.back());
    }
}

QImage VolumeRenderer::render(
    const VolumeView& view, const QSize& pixels, Quality quality, const std::atomic<bool>* stop)
{
    CastVolume* wanted = quality == Quality::Moving ? d->fast.get() : d->full.get();
    if (wanted == nullptr)
        wanted = d->full ? d->full.get() : d->fast.get();
    // VTK itself asks five times a second.
    const auto stopped = [stop] { return stop != nullptr && stop->load(std::memory_order_relaxed); };
    if (wanted == nullptr || pixels.isEmpty() || stopped())
        return {};
    d->context->makeCurrent();
    d->show(wanted);
    d->stop = stop;
    d->stopped = false;
    CastVolume::Private& volume = *wanted->d;
    vtkVolumeMapper* mapper = d->card ? static_cast<vtkVolumeMapper*>(d->card) : volume.mapper;
    dress(volume.prop->GetProperty(), view, volume.slope, volume.intercept);
    d->set(mapper, quality);
    clip(mapper, view);
    for (const auto& actor : d->actors)
        clip(actor->GetMapper(), view);
    d->aim(view);
    d->window->SetSize(pixels.width(), pixels.height());
    d->window->SetAbortRender(0);
    d->window->Render();
    d->stop = nullptr;
    return d->stopped ? QImage() : d->read();
}

bool VolumeRenderer::isSoftware() const
{
    return d->context->isSoftware();
}

std::array<Vec3, 3> axesOf(const VolumeView& view)
{
    return matrixOf(view.rotation);
}

VolumeView turned(VolumeView view, double right, double down)
{
    const auto about = [](const Vec3& axis, double angle) {
        const double s = std::sin(angle / 2);
        return std::array<double, 4>{axis[0] * s, axis[1] * s, axis[2] * s, std::cos(angle / 2)};
    };
    auto turned = multiplied(about({1, 0, 0}, down), multiplied(about({0, 1, 0}, right), view.rotation));
    const double size = std::sqrt(
        turned[0] * turned[0] + turned[1] * turned[1] + turned[2] * turned[2] + turned[3] * turned[3]);
    for (double& part : turned)
        part /= size; // rounding must not add up over a long drag
    view.rotation = turned;
    return view;
}

} // namespace twinward::imaging
