#pragma once

// Both eyes' pictures: the largest swapchains the runtime recommends, drawn into directly, as much of them as
// the frame's quality says; their depth, and what no lens shows masked out of it.

#include "base_gl/objects.h"
#include "instance_p.h"
#include "swapchain_p.h"

#include <array>

namespace twinward::headset {

class Graphics;

class Eyes
{
public:
    // As large as the runtime recommends times `sharpest`.
    Eyes(const Instance& instance, XrSession session, Graphics& graphics, float sharpest);

    [[nodiscard]] QSize largest() const;
    [[nodiscard]] bool hasDepthLayer() const { return m_depthLayer; }
    // The runtime's mask of this eye has changed.
    void readMask(int eye);

    // Acquires and prepares; everything of EyeView is filled but pose, fov and matrices.
    [[nodiscard]] EyeView begin(int eye, float scale);
    // With the eye's matrices known: clears, masks, leaves the framebuffer bound.
    void clear(const EyeView& view);
    void release(int eye);
    [[nodiscard]] GLuint framebuffer(int eye) const
    {
        return m_eyes.at(static_cast<size_t>(eye)).framebuffer.get();
    }

    // As it was drawn; what it points to lives until the next call for the same eye.
    [[nodiscard]] XrCompositionLayerProjectionView submitted(const EyeView& view);

private:
    struct Eye
    {
        Swapchain colour;
        Swapchain depth; // where the runtime takes it
        gl::Texture ownDepth; // where it doesn't
        gl::Framebuffer framebuffer;
        gl::Buffer mask; // triangles at z = -1: x and y
        gl::VertexArray maskArray;
        GLsizei maskVertices = 0;
        XrCompositionLayerDepthInfoKHR depthInfo{};
    };
    void makeDepth(Eye& eye, XrSession session, const Formats& formats, Graphics& graphics);

    XrSession m_session;
    PFN_xrGetVisibilityMaskKHR m_getMask = nullptr;
    bool m_depthLayer = false;
    std::array<Eye, 2> m_eyes;
    gl::Program m_maskProgram;
};

} // namespace twinward::headset
