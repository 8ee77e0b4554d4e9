#pragma once

// What is shown in the headset: the session calls a Stage, frame by frame, on the headset's own thread with
// the headset's own OpenGL 4.5 core context current. Whoever draws a scene, a room or panels implements this;
// data of the desktop reaches it through Latest (headset/latest.h), never by waiting.

#include "headset/capability.h"
#include "headset/inputs.h"
#include "headset/quality.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <QRect>
#include <QSize>
#include <QSizeF>
#include <span>
#include <vector>

namespace twinward::headset {

// What is known when a context has been made; the same until end().
struct StageFacts
{
    Capabilities capabilities;
    QString renderer; // OpenGL's own word for the graphics card
    bool software = false; // drawn by the processor: everything costs a hundred times as much
    QSize largestEye; // pixels; `EyeView::rect` is never larger
    float refreshHz = 0;
    int mostLayers = 0; // quad layers the runtime takes beside the picture itself
};

struct FrameTime
{
    std::int64_t predictedNs = 0; // when this frame will be seen, on the runtime's clock
    std::chrono::nanoseconds sinceLast{}; // seen time since the frame before; 0 in the first
    std::chrono::nanoseconds period{}; // of the display
    Quality quality; // what this frame can afford
    bool passthrough = false; // the real room is behind: clear to transparent black
};

// One eye's picture. The framebuffer is bound, its viewport and scissor are `rect`, depth is cleared to 1
// (hidden pixels already hold 0), colour is cleared to transparent black, GL_FRAMEBUFFER_SRGB is on: write
// linear colour with premultiplied alpha. Depth is what reprojection uses: write it, volumes too.
struct EyeView
{
    int eye = 0; // 0 left, 1 right
    unsigned framebuffer = 0;
    unsigned depthTexture = 0; // attached to it
    QRect rect; // OpenGL's pixels: y up, from the lower left
    Pose pose; // of the eye, as it will be submitted
    Fov fov;
    QMatrix4x4 view; // room to eye
    QMatrix4x4 projection; // eye to clip
    float nearM = 0;
    float farM = 0;
};

// A flat panel in the room, composited by the runtime at its own sharpness, in front of the picture; later
// ones in front of earlier ones.
struct QuadLayer
{
    std::uint64_t id = 0; // the same panel from frame to frame
    unsigned texture = 0; // GL_TEXTURE_2D, GL_RGBA8 or GL_SRGB8_ALPHA8 with bytes as on a screen, alpha
                          // premultiplied, first row at the bottom
    QSize pixels; // of the texture
    std::uint64_t version = 0; // it is copied again when this changes
    Pose pose; // of its middle; it faces +z of its own
    QSizeF metres;
    bool onHead = false; // the pose is the head's space: it goes along with the wearer
};

class Stage
{
public:
    Stage() = default;
    virtual ~Stage() = default;
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    // Makes its OpenGL objects. Called again after every end(): a headset, its runtime and its graphics come
    // and go.
    virtual void begin(const StageFacts& facts) = 0;
    // The world moves on: inputs are those of the moment this frame is seen.
    virtual void update(const Inputs& inputs, const FrameTime& time) = 0;
    // Both eyes as late as they are known, before either is drawn: matrices go up here, and what both share
    // is drawn.
    virtual void prepare(std::span<const EyeView>) { }
    virtual void draw(const EyeView& eye) = 0;
    // Panels of this frame, and touches for the hands; asked once after each update().
    [[nodiscard]] virtual std::vector<QuadLayer> layers() { return {}; }
    [[nodiscard]] virtual std::vector<Pulse> pulses() { return {}; }
    // Frees what begin() made. The context is current, except when it was lost: then OpenGL's calls do
    // nothing.
    virtual void end() = 0;
};

// Called on the headset's thread, once, when a session first starts; the stage is destroyed there too.
using StageFactory = std::function<std::unique_ptr<Stage>()>;

} // namespace twinward::headset
