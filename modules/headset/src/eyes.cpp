#include "eyes_p.h"

#include "graphics_p.h"

#include <algorithm>
#include <cmath>

namespace twinward::headset {

namespace {

// At the near plane, so that nothing behind it is drawn. The depth range is -1 to 1.
constexpr const char* maskVertex = R"(#version 450 core
layout(location = 0) in vec2 corner;
layout(location = 0) uniform mat4 projection;
void main()
{
    vec4 place = projection * vec4(corner, -1.0, 1.0);
    gl_Position = vec4(place.xy, -place.w, place.w);
}
)";
constexpr const char* maskFragment = R"(#version 450 core
void main() { }
)";

QSize sizeOf(const XrViewConfigurationView& view, float sharpest)
{
    const auto pixels = [sharpest](std::uint32_t recommended, std::uint32_t most) {
        const auto wanted = static_cast<std::uint32_t>(static_cast<float>(recommended) * sharpest);
        return static_cast<int>(std::clamp(wanted, 1U, std::max(most, 1U)));
    };
    return {pixels(view.recommendedImageRectWidth, view.maxImageRectWidth),
        pixels(view.recommendedImageRectHeight, view.maxImageRectHeight)};
}

} // namespace

Eyes::Eyes(const Instance& instance, XrSession session, Graphics& graphics, float sharpest)
    : m_session(session)
{
    Formats formats = chooseFormats(offeredFormats(session));
    if (formats.colour == 0)
        throw troubleOf(XR_ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED, "xrEnumerateSwapchainFormats");
    m_depthLayer = instance.capabilities().testFlag(Capability::DepthLayer) && formats.depth != 0;
    for (size_t i = 0; i < m_eyes.size(); ++i) {
        Eye& eye = m_eyes[i];
        eye.colour = Swapchain(session,
            {formats.colour, sizeOf(instance.views()[i], sharpest),
                XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT | XR_SWAPCHAIN_USAGE_SAMPLED_BIT
                    | XR_SWAPCHAIN_USAGE_TRANSFER_SRC_BIT},
            graphics);
        makeDepth(eye, session, formats, graphics);
        eye.framebuffer = gl::Framebuffer::make();
        eye.maskArray = gl::VertexArray::make();
        glEnableVertexArrayAttrib(eye.maskArray.get(), 0);
        glVertexArrayAttribFormat(eye.maskArray.get(), 0, 2, GL_FLOAT, GL_FALSE, 0);
        glVertexArrayAttribBinding(eye.maskArray.get(), 0, 0);
    }
    if (instance.capabilities().testFlag(Capability::VisibilityMask)) {
        m_getMask = instance.function<PFN_xrGetVisibilityMaskKHR>("xrGetVisibilityMaskKHR");
        m_maskProgram = gl::linkProgram({{GL_VERTEX_SHADER, maskVertex}, {GL_FRAGMENT_SHADER, maskFragment}});
        readMask(0);
        readMask(1);
    }
}

void Eyes::makeDepth(Eye& eye, XrSession session, const Formats& formats, Graphics& graphics)
{
    if (m_depthLayer) {
        eye.depth = Swapchain(session,
            {formats.depth, eye.colour.size(),
                XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | XR_SWAPCHAIN_USAGE_SAMPLED_BIT},
            graphics);
        return;
    }
    eye.ownDepth = gl::Texture::make();
    glTextureStorage2D(
        eye.ownDepth.get(), 1, GL_DEPTH_COMPONENT32F, eye.colour.size().width(), eye.colour.size().height());
}

QSize Eyes::largest() const
{
    return m_eyes[0].colour.size().expandedTo(m_eyes[1].colour.size());
}

void Eyes::readMask(int which)
{
    if (m_getMask == nullptr)
        return;
    Eye& eye = m_eyes.at(static_cast<size_t>(which));
    eye.maskVertices = 0;
    auto mask = typed<XrVisibilityMaskKHR>(XR_TYPE_VISIBILITY_MASK_KHR);
    const auto ask = [&] {
        return m_getMask(m_session, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO,
            static_cast<std::uint32_t>(which), XR_VISIBILITY_MASK_TYPE_HIDDEN_TRIANGLE_MESH_KHR, &mask);
    };
    check(ask(), "xrGetVisibilityMaskKHR");
    std::vector<XrVector2f> corners(mask.vertexCountOutput);
    std::vector<std::uint32_t> order(mask.indexCountOutput);
    if (corners.empty() || order.empty())
        return; // this eye has none
    mask.vertexCapacityInput = mask.vertexCountOutput;
    mask.indexCapacityInput = mask.indexCountOutput;
    mask.vertices = corners.data();
    mask.indices = order.data();
    check(ask(), "xrGetVisibilityMaskKHR");
    std::vector<XrVector2f> triangles;
    for (const std::uint32_t index : order) {
        if (index >= corners.size())
            return; // a mask that makes no sense hides nothing
        triangles.push_back(corners[index]);
    }
    eye.mask = gl::Buffer::make();
    glNamedBufferStorage(
        eye.mask.get(), static_cast<GLsizeiptr>(triangles.size() * sizeof(XrVector2f)), triangles.data(), 0);
    glVertexArrayVertexBuffer(eye.maskArray.get(), 0, eye.mask.get(), 0, sizeof(XrVector2f));
    eye.maskVertices = static_cast<GLsizei>(triangles.size());
}

EyeView Eyes::begin(int which, float scale)
{
    Eye& eye = m_eyes.at(static_cast<size_t>(which));
    const QSize whole = eye.colour.size();
    EyeView view;
    view.eye = which;
    const auto scaled = [scale](int pixels) {
        return std::clamp(static_cast<int>(std::lround(static_cast<float>(pixels) * scale)), 1, pixels);
    };
    view.rect = QRect(0, 0, scaled(whole.width()), scaled(whole.height()));
    const GLuint colour = eye.colour.acquire();
    view.depthTexture = eye.depth ? eye.depth.acquire() : eye.ownDepth.get();
    view.framebuffer = eye.framebuffer.get();
    glNamedFramebufferTexture(view.framebuffer, GL_COLOR_ATTACHMENT0, colour, 0);
    const bool stencil = eye.depth
        && (eye.depth.format() == GL_DEPTH24_STENCIL8 || eye.depth.format() == GL_DEPTH32F_STENCIL8);
    glNamedFramebufferTexture(
        view.framebuffer, stencil ? GL_DEPTH_STENCIL_ATTACHMENT : GL_DEPTH_ATTACHMENT, view.depthTexture, 0);
    return view;
}

void Eyes::clear(const EyeView& view)
{
    const Eye& eye = m_eyes.at(static_cast<size_t>(view.eye));
    glBindFramebuffer(GL_FRAMEBUFFER, view.framebuffer);
    glEnable(GL_FRAMEBUFFER_SRGB);
    glViewport(0, 0, view.rect.width(), view.rect.height());
    glScissor(0, 0, view.rect.width(), view.rect.height());
    glEnable(GL_SCISSOR_TEST);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glDepthMask(GL_TRUE);
    glDisable(GL_BLEND);
    glDisable(GL_CULL_FACE);
    glClearColor(0, 0, 0, 0);
    glClearDepth(1);
    glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
    glEnable(GL_DEPTH_TEST);
    if (eye.maskVertices > 0) {
        glDepthFunc(GL_ALWAYS);
        glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
        glUseProgram(m_maskProgram.get());
        glUniformMatrix4fv(0, 1, GL_FALSE, view.projection.constData());
        glBindVertexArray(eye.maskArray.get());
        glDrawArrays(GL_TRIANGLES, 0, eye.maskVertices);
        glBindVertexArray(0);
        glUseProgram(0);
        glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    }
    glDepthFunc(GL_LESS);
}

void Eyes::release(int which)
{
    Eye& eye = m_eyes.at(static_cast<size_t>(which));
    eye.colour.release();
    if (eye.depth)
        eye.depth.release();
}

XrCompositionLayerProjectionView Eyes::submitted(const EyeView& view)
{
    Eye& eye = m_eyes.at(static_cast<size_t>(view.eye));
    auto layer = typed<XrCompositionLayerProjectionView>(XR_TYPE_COMPOSITION_LAYER_PROJECTION_VIEW);
    layer.pose = toXr(view.pose);
    layer.fov = {view.fov.left, view.fov.right, view.fov.up, view.fov.down};
    layer.subImage = eye.colour.part(view.rect.size());
    if (m_depthLayer) {
        eye.depthInfo = typed<XrCompositionLayerDepthInfoKHR>(XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR);
        eye.depthInfo.subImage = eye.depth.part(view.rect.size());
        eye.depthInfo.minDepth = 0;
        eye.depthInfo.maxDepth = 1;
        eye.depthInfo.nearZ = view.nearM;
        eye.depthInfo.farZ = view.farM;
        layer.next = &eye.depthInfo;
    }
    return layer;
}

} // namespace twinward::headset
