#pragma once

// The volume and the meshes of a scene as a picture, by VTK. Works without a window and off the GUI thread: a
// renderer makes an OpenGL context of its own and belongs to the thread that made it. On a graphics card
// VTK's GPU ray caster draws; where OpenGL is software, VTK's fixed-point ray caster does, which is ten times
// as fast there (tests/bench/viewer_bench).

#include "imaging/mesh.h"
#include "imaging/scene.h"
#include "imaging/volume.h"

#include <atomic>
#include <QImage>

namespace twinward::imaging {

// A volume made ready to be cast through: gradients for the light, and where there is nothing to see. Takes
// seconds for a large one, on all cores; from any thread. The fast one holds every second voxel or fewer.
enum class Detail : quint8 { Fast, Full };
class CastVolume
{
public:
    [[nodiscard]] static std::shared_ptr<CastVolume> prepare(const VolumePtr& volume, Detail detail);
    ~CastVolume();

    class Private;
    std::unique_ptr<Private> d;

private:
    CastVolume();
};

struct SurfaceToDraw
{
    std::shared_ptr<const Mesh> mesh;
    QRgb colour = 0;
    double opacity = 1;
};

// While something moves every second or fourth pixel is cast; at rest every one.
enum class Quality : quint8 { Moving, Still };

// What casts the rays: the better for this computer, or OpenGL's shaders even where they are software.
enum class Caster : quint8 { ByComputer, Shaders };

class VolumeRenderer
{
public:
    // Unsupported where this computer has no OpenGL at all, not even in software.
    [[nodiscard]] static base::Result<std::unique_ptr<VolumeRenderer>> make(
        Caster caster = Caster::ByComputer);
    ~VolumeRenderer();

    // Either may be null; Moving takes the fast one where it is there.
    void setVolume(std::shared_ptr<CastVolume> fast, std::shared_ptr<CastVolume> full);
    void setSurfaces(const std::vector<SurfaceToDraw>& surfaces);

    // Null where `stop` became true meanwhile. Rotation, zoom and pan are about the middle of the volume.
    [[nodiscard]] QImage render(const VolumeView& view, const QSize& pixels, Quality quality,
        const std::atomic<bool>* stop = nullptr);
    [[nodiscard]] bool isSoftware() const; // no graphics card is used

    class Private;

private:
    explicit VolumeRenderer(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

// The view's axes in the patient, for orientation letters: right, up and towards the eye.
[[nodiscard]] std::array<Vec3, 3> axesOf(const VolumeView& view);
// Turned as if a ball were rolled under the hand: right and down in radians.
[[nodiscard]] VolumeView turned(VolumeView view, double right, double down);

} // namespace twinward::imaging
