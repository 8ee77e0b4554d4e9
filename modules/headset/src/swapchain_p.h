#pragma once

// The runtime's pictures: a ring of OpenGL textures, of which one is ours from acquire to release.

#include "xr_p.h"

namespace twinward::headset {

class Graphics;

struct SwapchainKind
{
    std::int64_t format = 0; // OpenGL's
    QSize size;
    XrSwapchainUsageFlags usage = 0;
};

class Swapchain
{
public:
    Swapchain() = default;
    Swapchain(XrSession session, const SwapchainKind& kind, Graphics& graphics);

    // The texture to draw into, once the runtime has let go of it; release() gives it back.
    [[nodiscard]] unsigned acquire();
    void release();
    [[nodiscard]] XrSwapchainSubImage part(const QSize& size) const; // from its lower left corner
    [[nodiscard]] QSize size() const { return m_kind.size; }
    [[nodiscard]] std::int64_t format() const { return m_kind.format; }
    explicit operator bool() const { return static_cast<bool>(m_swapchain); }

private:
    SwapchainKind m_kind;
    Graphics* m_graphics = nullptr;
    Owned<XrSwapchain> m_swapchain;
    std::vector<unsigned> m_textures;
};

// Formats of the session's pictures, the best that the runtime takes of those that can be drawn here; 0:
// none.
struct Formats
{
    std::int64_t colour = 0;
    std::int64_t depth = 0;
};
[[nodiscard]] std::vector<std::int64_t> offeredFormats(XrSession session);
[[nodiscard]] Formats chooseFormats(const std::vector<std::int64_t>& offered);
[[nodiscard]] QString nameOfFormat(std::int64_t format);

} // namespace twinward::headset
