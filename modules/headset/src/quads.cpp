#include "quads_p.h"

#include "graphics_p.h"

namespace twinward::headset {

namespace {

constexpr int keptUnused = 180; // frames: a panel that blinks keeps its pictures

} // namespace

Quads::Quads(XrSession session, std::int64_t format, Graphics& graphics)
    : m_session(session)
    , m_format(format)
    , m_graphics(graphics)
    , m_from(gl::Framebuffer::make())
    , m_to(gl::Framebuffer::make())
{ }

std::vector<XrCompositionLayerQuad> Quads::submitted(
    const std::vector<QuadLayer>& layers, XrSpace room, XrSpace head, size_t most)
{
    std::vector<XrCompositionLayerQuad> quads;
    for (const QuadLayer& layer : layers) {
        if (quads.size() == most)
            break;
        if (layer.texture == 0 || layer.pixels.isEmpty() || layer.metres.isEmpty())
            continue;
        Panel& panel = m_panels[layer.id];
        if (!panel.swapchain || panel.swapchain.size() != layer.pixels) {
            panel = {};
            panel.swapchain = Swapchain(m_session,
                {m_format, layer.pixels,
                    XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT | XR_SWAPCHAIN_USAGE_SAMPLED_BIT
                        | XR_SWAPCHAIN_USAGE_TRANSFER_DST_BIT},
                m_graphics);
        }
        if (panel.version != layer.version)
            copy(panel, layer);
        panel.unused = 0;
        auto quad = typed<XrCompositionLayerQuad>(XR_TYPE_COMPOSITION_LAYER_QUAD);
        quad.layerFlags = XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT;
        quad.space = layer.onHead ? head : room;
        quad.eyeVisibility = XR_EYE_VISIBILITY_BOTH;
        quad.subImage = panel.swapchain.part(layer.pixels);
        quad.pose = toXr(layer.pose);
        quad.size = {static_cast<float>(layer.metres.width()), static_cast<float>(layer.metres.height())};
        quads.push_back(quad);
    }
    forgetUnused();
    return quads;
}

void Quads::copy(Panel& panel, const QuadLayer& layer)
{
    const GLuint to = panel.swapchain.acquire();
    const int width = layer.pixels.width();
    const int height = layer.pixels.height();
    if (m_format == GL_SRGB8_ALPHA8 || m_format == GL_RGBA8) {
        glCopyImageSubData(
            layer.texture, GL_TEXTURE_2D, 0, 0, 0, 0, to, GL_TEXTURE_2D, 0, 0, 0, 0, width, height, 1);
    } else {
        // Through a view that knows the bytes for what they are: the copy is linear then, as the picture is.
        GLuint view = 0;
        glGenTextures(1, &view);
        glTextureView(view, GL_TEXTURE_2D, layer.texture, GL_SRGB8_ALPHA8, 0, 1, 0, 1);
        glNamedFramebufferTexture(m_from.get(), GL_COLOR_ATTACHMENT0, view, 0);
        glNamedFramebufferTexture(m_to.get(), GL_COLOR_ATTACHMENT0, to, 0);
        glEnable(GL_FRAMEBUFFER_SRGB);
        glDisable(GL_SCISSOR_TEST);
        glBlitNamedFramebuffer(m_from.get(), m_to.get(), 0, 0, width, height, 0, 0, width, height,
            GL_COLOR_BUFFER_BIT, GL_NEAREST);
        glNamedFramebufferTexture(m_from.get(), GL_COLOR_ATTACHMENT0, 0, 0);
        glDeleteTextures(1, &view);
    }
    panel.swapchain.release();
    panel.version = layer.version;
}

void Quads::forgetUnused()
{
    for (auto entry = m_panels.begin(); entry != m_panels.end();)
        entry = ++entry->second.unused > keptUnused ? m_panels.erase(entry) : std::next(entry);
}

} // namespace twinward::headset
