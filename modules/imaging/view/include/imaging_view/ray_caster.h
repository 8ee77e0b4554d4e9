#pragma once

// A volume drawn by casting rays in a compute shader: for the two eyes of a headset, and for a window. It
// leaps over empty space, ends where nothing more is seen, and writes depth. OpenGL 4.5; the caller's
// context, or one that shares with it, is current at every call here, the destructor too.

#include "base/error.h"
#include "imaging_view/ray_volume.h"

#include <memory>
#include <QImage>
#include <QMatrix4x4>
#include <QRect>

namespace twinward::imaging {

// What an eye sees: patient (mm) to eye, and eye to clip as OpenGL has it (z from -1 to 1). An eye may stand
// anywhere, within the volume too: what is nearer than the near plane is not drawn.
struct RayEye
{
    QMatrix4x4 view;
    QMatrix4x4 projection; // asymmetric fields of view and parallel ones are fine
};

// What a picture may cost; what isn't spent is sharpness.
struct RayQuality
{
    enum class Space : quint8 { Leapt, Walked }; // empty space; walked is for comparing

    double stepMm = 0.5;
    int coarseness = 1; // pixels along the side of the square that one ray stands for
    int mostSamples = 3000; // of a ray; steps grow rather than more of them be taken
    double jitter = 1; // share of a step that rays start at random within, against rings
    Space space = Space::Leapt;
    friend bool operator==(const RayQuality&, const RayQuality&) = default;
};

// From what the weakest computer can hold to the finest: for desk and headset alike.
inline constexpr int raySteps = 7;
[[nodiscard]] RayQuality rayQuality(int step); // 0 to raySteps - 1

class RayCaster
{
public:
    // A volume's side in voxels that every OpenGL 4.5 card takes (OpenGL 4.5, table 23.53).
    static constexpr int leastLongestSide = 2048;

    // Opacity at which something is there: the depth is that of the first such point of a ray.
    static constexpr float hitOpacity = 0.5F;

    // Unsupported where the current context is no OpenGL 4.5 or its shaders don't compile.
    [[nodiscard]] static base::Result<std::unique_ptr<RayCaster>> make();
    ~RayCaster();
    RayCaster(const RayCaster&) = delete;
    RayCaster& operator=(const RayCaster&) = delete;

    [[nodiscard]] static int longestSide(); // of a volume in voxels, in the current context

    // Begins to bring the volume to the card; null: none. Nothing is drawn before uploadSome() has ended.
    // Unsupported where the card has no room for it.
    [[nodiscard]] base::Result<void> setVolume(std::shared_ptr<const RayVolume> volume);
    // Brings about so many bytes more to the card; true once all are there. A frame of a headset has time for
    // some 8 MB.
    bool uploadSome(qint64 bytes);

    // Transfer function, light and clipping (clipBox, clipPlanes) of the view; opacities are those of a
    // millimetre. Its rotation, zoom and pan are not used. Cheap where nothing changed.
    void setLook(const VolumeView& view);

    // Casts the rays of a picture of this size, into images of the caster's own. sceneDepth: the name of a
    // 2D depth texture of the same view, of which the part from (0, 0) on is used; rays end there. 0: none.
    void cast(const RayEye& eye, const QSize& pixels, const RayQuality& quality, unsigned int sceneDepth = 0);

    // What was cast last, over what the framebuffer bound for drawing holds, into this rectangle of it (from
    // below, as OpenGL counts). Colours are sRGB: Linear where GL_FRAMEBUFFER_SRGB turns them back. Writes
    // depth where there was a hit and nothing nearer. Leaves blending off, the depth test off, depth writes
    // on, and no program or vertex array bound.
    enum class Colours : quint8 { Srgb, Linear };
    void compose(const QRect& where, Colours colours = Colours::Srgb);

    // What was cast last, for tests and stills: premultiplied, from the top; depths 0 to 1, 1 where there was
    // no hit. Both at the rays' own number.
    struct Picture
    {
        QImage colour;
        std::vector<float> depth;
    };
    [[nodiscard]] Picture read() const;

private:
    class Private;
    explicit RayCaster(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace twinward::imaging
