#pragma once

// Meshes of a scene by OpenGL 4.5: for a window and for the eyes of a headset alike, lit by a lamp at the eye
// and cut where the volume is. The caller's context, or one that shares with it, is current at every call,
// the destructor too.

#include "base/error.h"
#include "imaging/mesh.h"
#include "imaging_view/ray_caster.h"

#include <memory>

namespace twinward::imaging {

struct SurfaceToDraw
{
    std::shared_ptr<const Mesh> mesh;
    QRgb colour = 0;
    double opacity = 1;
    friend bool operator==(const SurfaceToDraw&, const SurfaceToDraw&) = default;
};

class SurfacePainter
{
public:
    // Unsupported where its shaders don't compile.
    [[nodiscard]] static base::Result<std::unique_ptr<SurfacePainter>> make();
    ~SurfacePainter();
    SurfacePainter(const SurfacePainter&) = delete;
    SurfacePainter& operator=(const SurfacePainter&) = delete;

    void set(const std::vector<SurfaceToDraw>& surfaces); // only new meshes are brought to the card
    [[nodiscard]] bool isEmpty() const;
    void setLook(const VolumeView& view); // its clipBox and clipPlanes

    // Into the framebuffer and the viewport that are set, with its depth: opaque ones, then what is seen
    // through, the back of each before its front. Colours as RayCaster::compose() has them. Leaves the depth
    // test and depth writes on, blending and culling off, and no program or vertex array bound.
    void draw(const RayEye& eye, RayCaster::Colours colours = RayCaster::Colours::Srgb);

private:
    class Private;
    explicit SurfacePainter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace twinward::imaging
