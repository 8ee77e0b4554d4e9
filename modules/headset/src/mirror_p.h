#pragma once

// The left eye's picture on its way to the desktop: made smaller on the graphics card, copied to memory while
// later frames are drawn, handed over when it has arrived. Nobody waits.

#include "mirror_panels_p.h"

#include <chrono>
#include <optional>
#include <QImage>

namespace twinward::headset {

class Mirror
{
public:
    explicit Mirror(QSize largest);
    ~Mirror();
    Mirror(const Mirror&) = delete;
    Mirror& operator=(const Mirror&) = delete;

    // The left eye's picture with the panels over it, if the last one has arrived and is old enough.
    void copy(const EyeView& eye, const Pose& head, const std::vector<QuadLayer>& layers);
    // A picture that has arrived since.
    [[nodiscard]] std::optional<QImage> take();

private:
    void resize(const QSize& size);

    QSize m_largest;
    QSize m_size;
    gl::Texture m_small;
    gl::Framebuffer m_framebuffer;
    MirrorPanels m_panels;
    gl::Buffer m_memory;
    const void* m_mapped = nullptr;
    GLsync m_underway = nullptr;
    std::chrono::steady_clock::time_point m_last;
};

} // namespace twinward::headset
