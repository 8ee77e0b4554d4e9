#include "swapchain_p.h"

#include "graphics_p.h"

#include <algorithm>
#include <array>
#include <epoxy/gl.h>

namespace twinward::headset {

namespace {

constexpr XrDuration longestWait = 5'000'000'000; // ns: the runtime has a picture of ours back long before

struct Named
{
    std::int64_t format;
    const char* name;
};
// Best first. Eight bits without sRGB's curve band in the dark: the last resort.
constexpr std::array colours{Named{GL_SRGB8_ALPHA8, "GL_SRGB8_ALPHA8"}, Named{GL_RGBA16F, "GL_RGBA16F"},
    Named{GL_RGBA16, "GL_RGBA16"}, Named{GL_RGB10_A2, "GL_RGB10_A2"}, Named{GL_RGBA8, "GL_RGBA8"}};
constexpr std::array depths{Named{GL_DEPTH_COMPONENT32F, "GL_DEPTH_COMPONENT32F"},
    Named{GL_DEPTH32F_STENCIL8, "GL_DEPTH32F_STENCIL8"}, Named{GL_DEPTH24_STENCIL8, "GL_DEPTH24_STENCIL8"},
    Named{GL_DEPTH_COMPONENT24, "GL_DEPTH_COMPONENT24"}, Named{GL_DEPTH_COMPONENT16, "GL_DEPTH_COMPONENT16"}};

template <class Table> std::int64_t best(const Table& table, const std::vector<std::int64_t>& offered)
{
    for (const Named& one : table) {
        if (std::ranges::find(offered, one.format) != offered.end())
            return one.format;
    }
    return 0;
}

} // namespace

Swapchain::Swapchain(XrSession session, const SwapchainKind& kind, Graphics& graphics)
    : m_kind(kind)
    , m_graphics(&graphics)
{
    auto info = typed<XrSwapchainCreateInfo>(XR_TYPE_SWAPCHAIN_CREATE_INFO);
    info.usageFlags = kind.usage;
    info.format = kind.format;
    info.sampleCount = 1;
    info.width = static_cast<std::uint32_t>(kind.size.width());
    info.height = static_cast<std::uint32_t>(kind.size.height());
    info.faceCount = 1;
    info.arraySize = 1;
    info.mipCount = 1;
    XrSwapchain swapchain = XR_NULL_HANDLE;
    check(xrCreateSwapchain(session, &info, &swapchain), "xrCreateSwapchain");
    m_swapchain = {swapchain, xrDestroySwapchain};
    const auto images = listed<XrSwapchainImageOpenGLKHR>(
        [&](auto capacity, auto count, auto all) {
            return xrEnumerateSwapchainImages(
                swapchain, capacity, count, reinterpret_cast<XrSwapchainImageBaseHeader*>(all));
        },
        "xrEnumerateSwapchainImages", typed<XrSwapchainImageOpenGLKHR>(XR_TYPE_SWAPCHAIN_IMAGE_OPENGL_KHR));
    for (const auto& image : images)
        m_textures.push_back(image.image);
    graphics.makeCurrent();
}

unsigned Swapchain::acquire()
{
    const auto acquireInfo = typed<XrSwapchainImageAcquireInfo>(XR_TYPE_SWAPCHAIN_IMAGE_ACQUIRE_INFO);
    std::uint32_t index = 0;
    check(xrAcquireSwapchainImage(m_swapchain.get(), &acquireInfo, &index), "xrAcquireSwapchainImage");
    auto waitInfo = typed<XrSwapchainImageWaitInfo>(XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO);
    waitInfo.timeout = longestWait;
    if (check(xrWaitSwapchainImage(m_swapchain.get(), &waitInfo), "xrWaitSwapchainImage")
        == XR_TIMEOUT_EXPIRED)
        throw troubleOf(XR_ERROR_RUNTIME_FAILURE, "xrWaitSwapchainImage, five seconds long,");
    m_graphics->makeCurrent();
    return m_textures.at(index);
}

void Swapchain::release()
{
    const auto info = typed<XrSwapchainImageReleaseInfo>(XR_TYPE_SWAPCHAIN_IMAGE_RELEASE_INFO);
    check(xrReleaseSwapchainImage(m_swapchain.get(), &info), "xrReleaseSwapchainImage");
    m_graphics->makeCurrent();
}

XrSwapchainSubImage Swapchain::part(const QSize& size) const
{
    return {m_swapchain.get(), {{0, 0}, {size.width(), size.height()}}, 0};
}

std::vector<std::int64_t> offeredFormats(XrSession session)
{
    return listed<std::int64_t>(
        [&](auto capacity, auto count, auto all) {
            return xrEnumerateSwapchainFormats(session, capacity, count, all);
        },
        "xrEnumerateSwapchainFormats");
}

Formats chooseFormats(const std::vector<std::int64_t>& offered)
{
    return {best(colours, offered), best(depths, offered)};
}

QString nameOfFormat(std::int64_t format)
{
    const auto find = [&](const auto& table) -> const char* {
        const auto found = std::ranges::find(table, format, &Named::format);
        return found == table.end() ? nullptr : found->name;
    };
    for (const char* name : {find(colours), find(depths)}) {
        if (name != nullptr)
            return QString::fromLatin1(name);
    }
    return QStringLiteral("0x%1").arg(format, 0, 16);
}

} // namespace twinward::headset
