#pragma once

// Panels on their way to the runtime: a swapchain each, filled again only when the panel's content changed.

#include "base_gl/objects.h"
#include "swapchain_p.h"

#include <map>

namespace twinward::headset {

class Graphics;

class Quads
{
public:
    Quads(XrSession session, std::int64_t format, Graphics& graphics);

    // Copies what changed. What it returns points to nothing that doesn't live until the next call.
    [[nodiscard]] std::vector<XrCompositionLayerQuad> submitted(
        const std::vector<QuadLayer>& layers, XrSpace room, XrSpace head, size_t most);

private:
    struct Panel
    {
        Swapchain swapchain;
        std::optional<std::uint64_t> version; // of what was copied last
        int unused = 0; // frames since it was shown
    };
    void copy(Panel& panel, const QuadLayer& layer);
    void forgetUnused();

    XrSession m_session;
    std::int64_t m_format;
    Graphics& m_graphics;
    std::map<std::uint64_t, Panel> m_panels;
    gl::Framebuffer m_from; // where the texture's bytes can't be copied as they are
    gl::Framebuffer m_to;
};

} // namespace twinward::headset
