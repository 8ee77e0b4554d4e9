#include "mirror_panels_p.h"

namespace twinward::headset {

namespace {

constexpr const char* vertexSource = R"(#version 450 core
layout(location = 0) uniform mat4 toClip;
layout(location = 1) uniform vec2 metres;
out vec2 place;
void main()
{
    place = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    gl_Position = toClip * vec4((place - 0.5) * metres, 0, 1);
}
)";
constexpr const char* fragmentSource = R"(#version 450 core
layout(binding = 0) uniform sampler2D panel;
in vec2 place;
out vec4 colour;
void main()
{
    colour = texture(panel, place);
}
)";

// A panel's bytes are as on a screen: where its texture doesn't know that, they are written as they are.
bool decodesItself(GLuint texture)
{
    GLint format = 0;
    glGetTextureLevelParameteriv(texture, 0, GL_TEXTURE_INTERNAL_FORMAT, &format);
    return format == GL_SRGB8_ALPHA8;
}

} // namespace

MirrorPanels::MirrorPanels()
    : m_program(gl::linkProgram({{GL_VERTEX_SHADER, vertexSource}, {GL_FRAGMENT_SHADER, fragmentSource}}))
    , m_nothing(gl::VertexArray::make())
{ }

void MirrorPanels::draw(GLuint framebuffer, const QSize& pixels, const EyeView& eye, const Pose& head,
    const std::vector<QuadLayer>& layers) const
{
    if (layers.empty())
        return;
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer);
    glViewport(0, 0, pixels.width(), pixels.height());
    glDisable(GL_DEPTH_TEST);
    glEnable(GL_CULL_FACE); // a panel is seen from its front
    glCullFace(GL_BACK);
    glFrontFace(GL_CCW);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glUseProgram(m_program.get());
    glBindVertexArray(m_nothing.get());
    glBindSampler(0, 0);
    for (const QuadLayer& layer : layers) {
        if (layer.texture == 0 || layer.metres.isEmpty())
            continue;
        if (decodesItself(layer.texture))
            glEnable(GL_FRAMEBUFFER_SRGB);
        else
            glDisable(GL_FRAMEBUFFER_SRGB);
        const Pose pose = layer.onHead ? head * layer.pose : layer.pose;
        const QMatrix4x4 toClip = eye.projection * eye.view * pose.matrix();
        glUniformMatrix4fv(0, 1, GL_FALSE, toClip.constData());
        glUniform2f(1, static_cast<float>(layer.metres.width()), static_cast<float>(layer.metres.height()));
        glBindTextureUnit(0, layer.texture);
        glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    }
    glBindTextureUnit(0, 0);
    glBindVertexArray(0);
    glUseProgram(0);
    glDisable(GL_BLEND);
    glDisable(GL_CULL_FACE);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
}

} // namespace twinward::headset
