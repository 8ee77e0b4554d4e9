#pragma once

// Eyes that look at a phantom, and a context for the rays.

#include "gl_context_p.h"
#include "imaging_view/operators.h"
#include "imaging_view/ray_caster.h"
#include "phantom.h"

namespace twinward::imaging::test {

inline Vec3 mapped(const QMatrix4x4& matrix, const Vec3& point)
{
    const QVector3D made = matrix.map(
        QVector3D(static_cast<float>(point[0]), static_cast<float>(point[1]), static_cast<float>(point[2])));
    return {made.x(), made.y(), made.z()};
}

// A line of sight in the patient.
struct Sight
{
    Vec3 from; // on the near plane
    Vec3 along; // unit vector
};
inline Sight sightAt(const RayEye& eye, double x, double y, const QSize& pixels) // pixels from the top
{
    const QMatrix4x4 back = (eye.projection * eye.view).inverted();
    const double right = 2 * x / pixels.width() - 1;
    const double up = 1 - 2 * y / pixels.height();
    const Vec3 from = mapped(back, {right, up, -1});
    return {from, normalised(mapped(back, {right, up, 1}) - from)};
}

inline RayEye parallelEye(double halfMm)
{
    RayEye eye;
    const auto half = static_cast<float>(halfMm);
    eye.projection.ortho(-half, half, -half, half, 100, 900);
    eye.view.lookAt({0, -500, 0}, {0, 0, 0}, {0, 0, 1});
    return eye;
}

// One of two eyes 64 mm apart, half a metre in front; each sees more of its own side. Metres, as headsets
// have it.
inline RayEye eyeOfTwo(double side)
{
    RayEye eye;
    const float outer = 0.02F;
    const float inner = 0.012F;
    eye.projection.frustum(side < 0 ? -outer : -inner, side < 0 ? inner : outer, -0.016F, 0.014F, 0.1F, 50);
    eye.view.lookAt({static_cast<float>(side) * 0.032F, -0.5F, 0.02F},
        {static_cast<float>(side) * 0.032F, 0, 0.02F}, {0, 0, 1});
    eye.view.scale(0.001F);
    return eye;
}

// Falls by 100 a millimetre from the middle outwards, 0 at the radius.
inline VolumePtr ball(const Vec3& centre, double radius, const Vec3& turn = {20, -15, 40})
{
    const Grid grid = phantom::turnedGrid({80, 72, 64}, {1, 1.1, 1.25}, turn);
    return phantom::volumeOf(grid,
        [=](const Vec3& p) { return std::clamp(100 * (radius - length(p - centre)), -1000.0, 3000.0); });
}

// Hard: all but opaque from a tenth of a millimetre under the surface.
inline VolumeView hardLook()
{
    VolumeView view;
    view.transfer = {{-1000, 0, qRgb(255, 200, 100)}, {0, 0, qRgb(255, 200, 100)},
        {10, 0.9999, qRgb(255, 200, 100)}, {3000, 0.9999, qRgb(255, 200, 100)}};
    return view;
}

// A caster with the volume on it; a context of its own, which is current.
struct Stage
{
    std::unique_ptr<GlContext> context = GlContext::make();
    std::unique_ptr<RayCaster> caster;

    // Words where there is none.
    QString open(const VolumePtr& volume)
    {
        if (!context)
            return QStringLiteral("no OpenGL");
        auto made = RayCaster::make();
        if (!made)
            return made.error().message();
        caster = std::move(*made);
        return show(volume);
    }
    QString show(const VolumePtr& volume) const
    {
        if (const auto set = caster->setVolume(RayVolume::prepare(volume, RayCaster::longestSide())); !set)
            return set.error().message();
        while (!caster->uploadSome(1 << 16)) { }
        return {};
    }
    [[nodiscard]] RayCaster::Picture draw(
        const VolumeView& look, const RayEye& eye, const QSize& pixels, const RayQuality& quality = {}) const
    {
        caster->setLook(look);
        caster->cast(eye, pixels, quality);
        return caster->read();
    }
};

inline double alphaAt(const RayCaster::Picture& picture, int x, int y)
{
    return picture.colour.constScanLine(y)[4 * x + 3] / 255.0;
}
inline double depthAt(const RayCaster::Picture& picture, int x, int y)
{
    return static_cast<double>(
        picture.depth[static_cast<size_t>(y) * static_cast<size_t>(picture.colour.width())
            + static_cast<size_t>(x)]);
}
// Where a depth lies in the patient.
inline Vec3 placeAt(const RayEye& eye, int x, int y, const QSize& pixels, double depth)
{
    const QMatrix4x4 back = (eye.projection * eye.view).inverted();
    return mapped(
        back, {2 * (x + 0.5) / pixels.width() - 1, 1 - 2 * (y + 0.5) / pixels.height(), 2 * depth - 1});
}

} // namespace twinward::imaging::test
