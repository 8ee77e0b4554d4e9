#pragma once

// The volume and the meshes of a scene as a picture, by the same rays as in the headset. Works without a
// window and off the GUI thread: a renderer makes an OpenGL 4.5 context of its own and belongs to the thread
// that made it. Where the graphics card offers less, Mesa's software OpenGL draws.

#include "imaging/scene.h"
#include "imaging_view/surface_painter.h"

#include <atomic>

namespace twinward::imaging {

// While something moves, as sharp as some thirty pictures a second allow; at rest as sharp as it gets.
enum class Quality : quint8 { Moving, Still };

class VolumeRenderer
{
public:
    // Unsupported where this computer has no OpenGL 4.5, not even in software.
    [[nodiscard]] static base::Result<std::unique_ptr<VolumeRenderer>> make();
    ~VolumeRenderer();

    // Null: none. Unsupported where the card has no room for it.
    [[nodiscard]] base::Result<void> setVolume(const std::shared_ptr<const RayVolume>& volume);
    void setSurfaces(const std::vector<SurfaceToDraw>& surfaces);

    // Null where there is no volume, and where `stop` became true meanwhile. Rotation, zoom and pan are about
    // the middle of the volume.
    [[nodiscard]] QImage render(const VolumeView& view, const QSize& pixels, Quality quality,
        const std::atomic<bool>* stop = nullptr);
    [[nodiscard]] bool isSoftware() const; // no graphics card is used

private:
    class Private;
    explicit VolumeRenderer(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

// The view's axes in the patient, for orientation letters: right, up and towards the eye.
[[nodiscard]] std::array<Vec3, 3> axesOf(const VolumeView& view);
// Turned as if a ball were rolled under the hand: right and down in radians.
[[nodiscard]] VolumeView turned(VolumeView view, double right, double down);

} // namespace twinward::imaging
