#pragma once

// Panels in the mirror: the runtime composites them for the wearer, and whoever looks at the desktop should
// see them too.

#include "base_gl/objects.h"
#include "headset/stage.h"

namespace twinward::headset {

class MirrorPanels
{
public:
    MirrorPanels();
    // Into the framebuffer, over what is there, as the eye sees them; `head` is what panels on the head go
    // along with.
    void draw(GLuint framebuffer, const QSize& pixels, const EyeView& eye, const Pose& head,
        const std::vector<QuadLayer>& layers) const;

private:
    gl::Program m_program;
    gl::VertexArray m_nothing; // the corners are made in the shader
};

} // namespace twinward::headset
