#include "imaging_view/volume_renderer.h"

#include "base_gl/objects.h"
#include "gl_context_p.h"
#include "imaging_view/operators.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace twinward::imaging {

namespace {

using Matrix3 = std::array<Vec3, 3>; // rows

// Between pictures while something moves; the next is coarser above, and sharper where there is time for it.
constexpr double mostMs = 33;
constexpr double fewMs = 10;
constexpr int stripRows = 64; // between two looks at whether to stop

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

struct Ball
{
    Vec3 centre{};
    double radius = 1; // mm
};

Ball ballAround(const Grid& grid)
{
    Ball ball{centreOf(grid), 1};
    for (const Vec3& corner : cornersOf(grid))
        ball.radius = std::max(ball.radius, length(corner - ball.centre));
    return ball;
}

// Parallel lines of sight; the ball lies between the near plane and the far one however it is panned.
RayEye eyeOf(const VolumeView& view, const Ball& ball, const QSize& pixels)
{
    const Matrix3 axes = matrixOf(view.rotation);
    const double half = ball.radius * 0.7 / view.zoom; // of the height, mm; a box does not fill its ball
    const Vec3 at = ball.centre - axes[0] * (view.pan[0] * half) + axes[1] * (view.pan[1] * half);
    const Vec3 from = at + axes[2] * (ball.radius * 3);
    RayEye eye;
    for (int row = 0; row < 3; ++row) {
        const Vec3& axis = axes[static_cast<size_t>(row)];
        eye.view.setRow(row,
            QVector4D(static_cast<float>(axis[0]), static_cast<float>(axis[1]), static_cast<float>(axis[2]),
                static_cast<float>(-dot(axis, from))));
    }
    const auto up = static_cast<float>(half);
    const float right = up * static_cast<float>(pixels.width()) / static_cast<float>(pixels.height());
    eye.projection.ortho(
        -right, right, -up, up, static_cast<float>(ball.radius * 1.9), static_cast<float>(ball.radius * 4.1));
    return eye;
}

// The same eye for some rows of the picture, counted from below.
RayEye eyeOfRows(RayEye eye, int first, int rows, int all)
{
    const auto scale = static_cast<float>(all) / static_cast<float>(rows);
    const auto middle
        = (2 * static_cast<float>(first) + static_cast<float>(rows)) / static_cast<float>(all) - 1;
    QMatrix4x4 part;
    part.scale(1, scale);
    part.translate(0, -middle);
    eye.projection = part * eye.projection;
    return eye;
}

} // namespace

class VolumeRenderer::Private
{
public:
    ~Private();
    void placeCanvas(const QSize& wanted);
    void draw(const RayEye& eye, const QSize& pixels, const RayQuality& quality) const;
    void learn(double ms); // what a moving picture took

    std::unique_ptr<GlContext> context;
    std::unique_ptr<RayCaster> rays;
    std::unique_ptr<SurfacePainter> surfaces;
    std::shared_ptr<const RayVolume> volume;
    Ball ball;
    gl::Framebuffer canvas;
    gl::Texture colour;
    gl::Texture depth;
    QSize room; // of the canvas
    int movingStep = 0;
};

// OpenGL's objects go while their context is there.
VolumeRenderer::Private::~Private()
{
    if (context)
        context->makeCurrent();
    rays.reset();
    surfaces.reset();
    canvas.reset();
    colour.reset();
    depth.reset();
}

void VolumeRenderer::Private::placeCanvas(const QSize& wanted)
{
    if (wanted.width() <= room.width() && wanted.height() <= room.height())
        return;
    room = room.expandedTo(wanted);
    canvas = gl::Framebuffer::make();
    colour = gl::Texture::make();
    depth = gl::Texture::make();
    glTextureStorage2D(colour.get(), 1, GL_RGBA8, room.width(), room.height());
    glTextureStorage2D(depth.get(), 1, GL_DEPTH_COMPONENT32F, room.width(), room.height());
    glNamedFramebufferTexture(canvas.get(), GL_COLOR_ATTACHMENT0, colour.get(), 0);
    glNamedFramebufferTexture(canvas.get(), GL_DEPTH_ATTACHMENT, depth.get(), 0);
}

// Meshes with their depth, then rays that end there.
void VolumeRenderer::Private::draw(const RayEye& eye, const QSize& pixels, const RayQuality& quality) const
{
    glBindFramebuffer(GL_FRAMEBUFFER, canvas.get());
    glViewport(0, 0, pixels.width(), pixels.height());
    glDepthMask(GL_TRUE);
    const std::array<float, 4> black{0, 0, 0, 1};
    const float farthest = 1;
    glClearNamedFramebufferfv(canvas.get(), GL_COLOR, 0, black.data());
    glClearNamedFramebufferfv(canvas.get(), GL_DEPTH, 0, &farthest);
    surfaces->draw(eye);
    rays->cast(eye, pixels, quality, surfaces->isEmpty() ? 0 : depth.get());
    rays->compose(QRect(QPoint(), pixels));
}

void VolumeRenderer::Private::learn(double ms)
{
    if (ms > mostMs)
        --movingStep;
    else if (ms < fewMs)
        ++movingStep;
    movingStep = std::clamp(movingStep, 0, raySteps - 1);
}

base::Result<std::unique_ptr<VolumeRenderer>> VolumeRenderer::make()
{
    auto d = std::make_unique<Private>();
    d->context = GlContext::make();
    if (!d->context) {
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("Volumes can't be drawn on this computer: it has no OpenGL 4.5"), {},
            QStringLiteral("Install the package libegl-mesa0; planes work without it."));
    }
    auto rays = RayCaster::make();
    if (!rays)
        return base::fail(rays.error());
    d->rays = std::move(*rays);
    auto surfaces = SurfacePainter::make();
    if (!surfaces)
        return base::fail(surfaces.error());
    d->surfaces = std::move(*surfaces);
    d->movingStep = d->context->isSoftware() ? 2 : 5;
    return std::unique_ptr<VolumeRenderer>(new VolumeRenderer(std::move(d)));
}

VolumeRenderer::VolumeRenderer(std::unique_ptr<Private> given)
    : d(std::move(given))
{ }

VolumeRenderer::~VolumeRenderer() = default;

base::Result<void> VolumeRenderer::setVolume(const std::shared_ptr<const RayVolume>& volume)
{
    if (volume == d->volume)
        return {};
    d->context->makeCurrent();
    d->volume = nullptr;
    if (auto taken = d->rays->setVolume(volume); !taken)
        return taken;
    if (!volume)
        return {};
    while (!d->rays->uploadSome(std::numeric_limits<qint64>::max())) { }
    d->volume = volume;
    d->ball = ballAround(volume->grid());
    return {};
}

void VolumeRenderer::setSurfaces(const std::vector<SurfaceToDraw>& surfaces)
{
    d->context->makeCurrent();
    d->surfaces->set(surfaces);
}

QImage VolumeRenderer::render(
    const VolumeView& view, const QSize& pixels, Quality quality, const std::atomic<bool>* stop)
{
    using Clock = std::chrono::steady_clock;
    if (!d->volume || pixels.isEmpty())
        return {};
    d->context->makeCurrent();
    d->rays->setLook(view);
    d->surfaces->setLook(view);
    const RayEye eye = eyeOf(view, d->ball, pixels);
    const bool isMoving = quality == Quality::Moving;
    const RayQuality rays = rayQuality(isMoving ? d->movingStep : raySteps - 1);
    const int rows = isMoving ? pixels.height() : std::min(stripRows, pixels.height());
    d->placeCanvas({pixels.width(), rows});
    const Clock::time_point begin = Clock::now();
    QImage picture(pixels, QImage::Format_RGBX8888); // from below
    for (int first = 0; first < pixels.height(); first += rows) {
        if (stop != nullptr && stop->load(std::memory_order_relaxed))
            return {};
        const int count = std::min(rows, pixels.height() - first);
        d->draw(eyeOfRows(eye, first, count, pixels.height()), {pixels.width(), count}, rays);
        glReadPixels(
            0, 0, pixels.width(), count, GL_RGBA, GL_UNSIGNED_BYTE, picture.scanLine(first)); // waits for it
    }
    if (isMoving)
        d->learn(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    return picture.mirrored().convertToFormat(QImage::Format_RGB32);
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
