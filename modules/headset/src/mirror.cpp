#include "mirror_p.h"

namespace twinward::headset {

namespace {

constexpr std::chrono::milliseconds apart(30);

} // namespace

Mirror::Mirror(QSize largest)
    : m_largest(largest)
    , m_framebuffer(gl::Framebuffer::make())
{ }

Mirror::~Mirror()
{
    if (m_underway != nullptr)
        glDeleteSync(m_underway);
}

void Mirror::resize(const QSize& size)
{
    if (size == m_size)
        return;
    m_size = size;
    m_small = gl::Texture::make();
    glTextureStorage2D(m_small.get(), 1, GL_SRGB8_ALPHA8, size.width(), size.height());
    glNamedFramebufferTexture(m_framebuffer.get(), GL_COLOR_ATTACHMENT0, m_small.get(), 0);
    m_memory = gl::Buffer::make();
    const GLsizeiptr bytes = GLsizeiptr{4} * size.width() * size.height();
    constexpr GLbitfield reading = GL_MAP_READ_BIT | GL_MAP_PERSISTENT_BIT | GL_MAP_COHERENT_BIT;
    glNamedBufferStorage(m_memory.get(), bytes, nullptr, reading);
    m_mapped = glMapNamedBufferRange(m_memory.get(), 0, bytes, reading);
}

void Mirror::copy(const EyeView& eye, const Pose& head, const std::vector<QuadLayer>& layers)
{
    const QRect& rect = eye.rect;
    const auto now = std::chrono::steady_clock::now();
    if (m_largest.isEmpty() || m_underway != nullptr || now - m_last < apart)
        return;
    m_last = now;
    resize(rect.size().scaled(m_largest.boundedTo(rect.size()), Qt::KeepAspectRatio).expandedTo({1, 1}));
    glDisable(GL_SCISSOR_TEST);
    glEnable(GL_FRAMEBUFFER_SRGB);
    glBlitNamedFramebuffer(eye.framebuffer, m_framebuffer.get(), rect.left(), rect.top(),
        rect.left() + rect.width(), rect.top() + rect.height(), 0, 0, m_size.width(), m_size.height(),
        GL_COLOR_BUFFER_BIT, GL_LINEAR);
    m_panels.draw(m_framebuffer.get(), m_size, eye, head, layers);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, m_framebuffer.get());
    glBindBuffer(GL_PIXEL_PACK_BUFFER, m_memory.get());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, m_size.width(), m_size.height(), GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, 0);
    m_underway = glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
}

std::optional<QImage> Mirror::take()
{
    if (m_underway == nullptr || m_mapped == nullptr)
        return std::nullopt;
    const GLenum state = glClientWaitSync(m_underway, GL_SYNC_FLUSH_COMMANDS_BIT, 0);
    if (state != GL_ALREADY_SIGNALED && state != GL_CONDITION_SATISFIED)
        return std::nullopt;
    glDeleteSync(m_underway);
    m_underway = nullptr;
    // OpenGL's rows go up. mirrored() copies: what is handed over is nobody else's. Premultiplied colour
    // without its alpha is what it looks like on black.
    return QImage(
        static_cast<const uchar*>(m_mapped), m_size.width(), m_size.height(), QImage::Format_RGBX8888)
        .mirrored();
}

} // namespace twinward::headset
