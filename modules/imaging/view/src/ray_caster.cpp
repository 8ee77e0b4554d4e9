#include "imaging_view/ray_caster.h"

#include "clip_planes_p.h"
#include "gl_program_p.h"
#include "imaging_view/operators.h"
#include "ray_matrices_p.h"
#include "ray_shaders_p.h"
#include "transfer_table_p.h"

#include <algorithm>
#include <cmath>

namespace twinward::imaging {

namespace {

void remake(GLuint& texture, GLenum target)
{
    glDeleteTextures(1, &texture);
    glCreateTextures(target, 1, &texture);
    glTextureParameteri(texture, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTextureParameteri(texture, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTextureParameteri(texture, GL_TEXTURE_WRAP_R, GL_CLAMP_TO_EDGE);
}

void filter(GLuint texture, GLint how)
{
    glTextureParameteri(texture, GL_TEXTURE_MIN_FILTER, how);
    glTextureParameteri(texture, GL_TEXTURE_MAG_FILTER, how);
}

struct CardFormat
{
    GLenum inside;
    GLenum type;
    qint64 bytes;
};
CardFormat formatOf(RayVolume::Format format)
{
    switch (format) {
    case RayVolume::Format::Unsigned8:
        return {GL_R8, GL_UNSIGNED_BYTE, 1};
    case RayVolume::Format::Unsigned16:
        return {GL_R16, GL_UNSIGNED_SHORT, 2};
    case RayVolume::Format::Signed16:
        break;
    }
    return {GL_R16_SNORM, GL_SHORT, 2};
}

// Half-spaces in voxels: what has n · p + d >= 0 stays.
std::vector<std::array<float, 4>> planesOf(const VolumeView& view, const Grid& grid)
{
    const GridMap map(grid);
    std::vector<std::array<float, 4>> planes;
    const auto add = [&](const Vec3& point, const Vec3& normal) {
        std::array<float, 4> plane{};
        for (size_t axis = 0; axis < 3; ++axis)
            plane[axis] = static_cast<float>(dot(map.columns[axis], normal));
        plane[3] = static_cast<float>(dot(grid.origin - point, normal));
        planes.push_back(plane);
    };
    for (const ClipPlane& plane : clipPlanesOf(view))
        add(plane.point, plane.normal);
    return planes;
}

} // namespace

RayQuality rayQuality(int step)
{
    struct Step
    {
        double mm;
        int coarseness;
    };
    constexpr std::array<Step, raySteps> steps{
        {{3, 6}, {2.5, 4}, {2, 3}, {1.5, 2}, {1, 2}, {1, 1}, {0.5, 1}}};
    const Step& taken = steps.at(static_cast<size_t>(std::clamp(step, 0, raySteps - 1)));
    RayQuality quality;
    quality.stepMm = taken.mm;
    quality.coarseness = taken.coarseness;
    return quality;
}

class RayCaster::Private
{
public:
    ~Private();
    void placeImages(const QSize& wanted);
    void showTransfer();
    void showPlanes();

    GlProgram cast;
    GlProgram lay;
    GLuint volumeTexture = 0;
    GLuint distances = 0;
    GLuint transfer = 0;
    GLuint colour = 0;
    GLuint depth = 0;
    GLuint planes = 0;
    GLuint plain = 0; // a sampler that reads depth as a number
    GLuint corners = 0; // a vertex array without vertices

    std::shared_ptr<const RayVolume> volume;
    qint64 uploaded = 0; // slices
    VolumeView look;
    std::array<double, 2> toTable{};
    int planeCount = 0;
    QSize room; // of the images
    QSize rays; // cast last
    QSize pixels;
    int coarseness = 1;
};

RayCaster::Private::~Private()
{
    for (const GLuint* texture : {&volumeTexture, &distances, &transfer, &colour, &depth})
        glDeleteTextures(1, texture);
    glDeleteBuffers(1, &planes);
    glDeleteSamplers(1, &plain);
    glDeleteVertexArrays(1, &corners);
}

void RayCaster::Private::placeImages(const QSize& wanted)
{
    if (wanted.width() <= room.width() && wanted.height() <= room.height())
        return;
    room = room.expandedTo(wanted);
    remake(colour, GL_TEXTURE_2D);
    filter(colour, GL_LINEAR);
    glTextureStorage2D(colour, 1, GL_RGBA16F, room.width(), room.height());
    remake(depth, GL_TEXTURE_2D);
    filter(depth, GL_NEAREST);
    glTextureStorage2D(depth, 1, GL_R32F, room.width(), room.height());
}

void RayCaster::Private::showTransfer()
{
    const TransferTable table(look.transfer);
    if (transfer == 0) {
        remake(transfer, GL_TEXTURE_1D);
        filter(transfer, GL_LINEAR);
        glTextureStorage1D(transfer, 1, GL_RGBA32F, TransferTable::entries);
    }
    glTextureSubImage1D(transfer, 0, 0, TransferTable::entries, GL_RGBA, GL_FLOAT, table.rows.front().data());
    if (!volume)
        return;
    constexpr double entries = TransferTable::entries;
    const double perValue = (entries - 1) / entries / (table.high - table.low);
    toTable = {volume->scale() * perValue, (volume->offset() - table.low) * perValue + 0.5 / entries};
    const auto& size = volume->bricks().size();
    const std::vector<quint8> map = volume->bricks().distances(look.transfer);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTextureSubImage3D(
        distances, 0, 0, 0, 0, size[0], size[1], size[2], GL_RED_INTEGER, GL_UNSIGNED_BYTE, map.data());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
}

void RayCaster::Private::showPlanes()
{
    auto made = volume ? planesOf(look, volume->grid()) : std::vector<std::array<float, 4>>();
    planeCount = static_cast<int>(made.size());
    if (made.empty())
        made.emplace_back(); // a buffer can't be empty
    glNamedBufferData(
        planes, static_cast<GLsizeiptr>(made.size() * sizeof made[0]), made.data(), GL_DYNAMIC_DRAW);
}

base::Result<std::unique_ptr<RayCaster>> RayCaster::make()
{
    if (epoxy_gl_version() < 45 || !epoxy_is_desktop_gl()) {
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("Volumes can't be drawn by this graphics driver: it has no OpenGL 4.5"), {},
            QStringLiteral("Update the graphics driver; planes work without it."));
    }
    auto d = std::make_unique<Private>();
    if (auto built = d->cast.build({{GL_COMPUTE_SHADER, shaders::cast}}); !built)
        return base::fail(built.error());
    if (auto built = d->lay.build({{GL_VERTEX_SHADER, shaders::corners}, {GL_FRAGMENT_SHADER, shaders::lay}});
        !built)
        return base::fail(built.error());
    glCreateBuffers(1, &d->planes);
    glCreateVertexArrays(1, &d->corners);
    glCreateSamplers(1, &d->plain);
    glSamplerParameteri(d->plain, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glSamplerParameteri(d->plain, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    return std::unique_ptr<RayCaster>(new RayCaster(std::move(d)));
}

RayCaster::RayCaster(std::unique_ptr<Private> given)
    : d(std::move(given))
{ }

RayCaster::~RayCaster() = default;

int RayCaster::longestSide()
{
    GLint longest = 0;
    glGetIntegerv(GL_MAX_3D_TEXTURE_SIZE, &longest);
    return longest;
}

base::Result<void> RayCaster::setVolume(std::shared_ptr<const RayVolume> volume)
{
    glDeleteTextures(1, &d->volumeTexture);
    d->volumeTexture = 0;
    d->uploaded = 0;
    d->volume = nullptr;
    if (!volume)
        return {};
    while (glGetError() != GL_NO_ERROR) { } // of others
    const auto& size = volume->grid().size;
    remake(d->volumeTexture, GL_TEXTURE_3D);
    filter(d->volumeTexture, GL_LINEAR);
    glTextureStorage3D(d->volumeTexture, 1, formatOf(volume->format()).inside, size[0], size[1], size[2]);
    const auto& bricks = volume->bricks().size();
    remake(d->distances, GL_TEXTURE_3D);
    filter(d->distances, GL_NEAREST);
    glTextureStorage3D(d->distances, 1, GL_R8UI, bricks[0], bricks[1], bricks[2]);
    if (glGetError() != GL_NO_ERROR) {
        glDeleteTextures(1, &d->volumeTexture);
        d->volumeTexture = 0;
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("The graphics card has no room for this volume"), {},
            QStringLiteral("Close other programs that use the graphics card, and open the images again."));
    }
    d->volume = std::move(volume);
    d->showTransfer();
    d->showPlanes();
    return {};
}

bool RayCaster::uploadSome(qint64 bytes)
{
    if (!d->volume)
        return false;
    const auto& size = d->volume->grid().size;
    const CardFormat format = formatOf(d->volume->format());
    const qint64 slice = static_cast<qint64>(size[0]) * size[1] * format.bytes;
    const qint64 count = std::min(size[2] - d->uploaded, std::max<qint64>(bytes / slice, 1));
    if (count > 0) {
        glBindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
        glTextureSubImage3D(d->volumeTexture, 0, 0, 0, static_cast<GLint>(d->uploaded), size[0], size[1],
            static_cast<GLsizei>(count), GL_RED, format.type,
            d->volume->voxels().constData() + d->uploaded * slice);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
        d->uploaded += count;
    }
    return d->uploaded == size[2];
}

void RayCaster::setLook(const VolumeView& view)
{
    const bool points = view.transfer != d->look.transfer || d->transfer == 0;
    const bool cuts = view.clipBox != d->look.clipBox || view.clipPlanes != d->look.clipPlanes;
    d->look = view;
    if (points)
        d->showTransfer();
    if (cuts)
        d->showPlanes();
}

void RayCaster::cast(
    const RayEye& eye, const QSize& pixels, const RayQuality& quality, unsigned int sceneDepth)
{
    d->rays = {};
    if (!d->volume || d->uploaded < d->volume->grid().size[2] || d->transfer == 0 || pixels.isEmpty())
        return;
    d->coarseness = std::max(quality.coarseness, 1);
    d->pixels = pixels;
    d->rays = {(pixels.width() + d->coarseness - 1) / d->coarseness,
        (pixels.height() + d->coarseness - 1) / d->coarseness};
    d->placeImages(d->rays);

    const RayMatrices matrices(eye, d->volume->grid());
    GlProgram& cast = d->cast;
    cast.set("clipToVoxel", matrices.clipToVoxel);
    cast.set("voxelToClip", matrices.voxelToClip);
    cast.set("voxelToMm", matrices.voxelToMm);
    cast.set("mmToVoxel", matrices.mmToVoxel);
    cast.set("rays", std::array<int, 2>{d->rays.width(), d->rays.height()});
    cast.set("pixels", std::array<double, 2>{pixels.width() * 1.0, pixels.height() * 1.0});
    cast.set("coarseness", static_cast<double>(d->coarseness));
    cast.set("planeCount", d->planeCount);
    cast.set("stepMm", std::max(quality.stepMm, 1e-3));
    cast.set("mostSamples", static_cast<double>(std::max(quality.mostSamples, 1)));
    cast.set("jitter", std::clamp(quality.jitter, 0.0, 1.0));
    cast.set("leap", quality.space == RayQuality::Space::Leapt ? 1U : 0U);
    cast.set("hasScene", sceneDepth != 0 ? 1 : 0);
    cast.set("toTable", d->toTable);
    cast.set("light",
        std::array<double, 4>{
            d->look.ambient, d->look.diffuse, d->look.specular, d->look.shaded ? 1.0 : 0.0});
    cast.set("hitOpacity", static_cast<double>(hitOpacity));

    const std::array<GLuint, 4> textures{d->volumeTexture, d->distances, d->transfer, sceneDepth};
    const std::array<GLuint, 4> samplers{0, 0, 0, d->plain};
    glBindTextures(0, 4, textures.data());
    glBindSamplers(0, 4, samplers.data());
    glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 0, d->planes);
    glBindImageTexture(0, d->colour, 0, GL_FALSE, 0, GL_WRITE_ONLY, GL_RGBA16F);
    glBindImageTexture(1, d->depth, 0, GL_FALSE, 0, GL_WRITE_ONLY, GL_R32F);
    cast.use();
    constexpr int tile = 8;
    glDispatchCompute(static_cast<GLuint>((d->rays.width() + tile - 1) / tile),
        static_cast<GLuint>((d->rays.height() + tile - 1) / tile), 1);
    glMemoryBarrier(GL_TEXTURE_FETCH_BARRIER_BIT | GL_TEXTURE_UPDATE_BARRIER_BIT);
    glUseProgram(0);
    const std::array<GLuint, 4> none{};
    glBindTextures(0, 4, none.data());
    glBindSamplers(0, 4, none.data());
}

void RayCaster::compose(const QRect& where, Colours colours)
{
    if (d->rays.isEmpty() || where.isEmpty())
        return;
    GlProgram& lay = d->lay;
    lay.set("rays", std::array<double, 2>{d->rays.width() * 1.0, d->rays.height() * 1.0});
    lay.set("perPlace",
        std::array<double, 2>{
            d->pixels.width() * 1.0 / d->coarseness, d->pixels.height() * 1.0 / d->coarseness});
    lay.set("linear", colours == Colours::Linear ? 1 : 0);
    const std::array<GLuint, 2> textures{d->colour, d->depth};
    const std::array<GLuint, 2> samplers{};
    glBindTextures(0, 2, textures.data());
    glBindSamplers(0, 2, samplers.data());
    glViewport(where.x(), where.y(), where.width(), where.height());
    glBindVertexArray(d->corners);
    lay.use();

    // Colour over what is there; the rays ended at what stands in front of it.
    lay.set("depths", 0);
    glDisable(GL_DEPTH_TEST);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glDisable(GL_BLEND);
    // Then depth alone.
    lay.set("depths", 1);
    glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
    glEnable(GL_DEPTH_TEST);
    glDepthMask(GL_TRUE);
    glDepthFunc(GL_LESS);
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glDisable(GL_DEPTH_TEST);
    glUseProgram(0);
    glBindVertexArray(0);
    const std::array<GLuint, 2> none{};
    glBindTextures(0, 2, none.data());
}

RayCaster::Picture RayCaster::read() const
{
    Picture picture;
    if (d->rays.isEmpty())
        return picture;
    const int width = d->rays.width();
    const int height = d->rays.height();
    QImage colour(width, height, QImage::Format_RGBA8888_Premultiplied);
    std::vector<float> depth(static_cast<size_t>(width) * static_cast<size_t>(height));
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    glGetTextureSubImage(d->colour, 0, 0, 0, 0, width, height, 1, GL_RGBA, GL_UNSIGNED_BYTE,
        static_cast<GLsizei>(colour.sizeInBytes()), colour.bits());
    glGetTextureSubImage(d->depth, 0, 0, 0, 0, width, height, 1, GL_RED, GL_FLOAT,
        static_cast<GLsizei>(depth.size() * sizeof(float)), depth.data());
    picture.colour = colour.mirrored();
    for (int y = height - 1; y >= 0; --y)
        picture.depth.insert(picture.depth.end(), depth.begin() + static_cast<qint64>(y) * width,
            depth.begin() + static_cast<qint64>(y + 1) * width);
    return picture;
}

} // namespace twinward::imaging
