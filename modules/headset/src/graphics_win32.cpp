// Written to the same interface as graphics_xlib.cpp. Debian's mingw-w64 takes it; it was never run on
// Windows.
#ifdef _WIN32

#define XR_USE_PLATFORM_WIN32
#define XR_USE_GRAPHICS_API_OPENGL
#include "graphics_p.h"

#include <array>
#include <epoxy/gl.h>
#include <epoxy/wgl.h>
#include <windows.h> // before OpenXR's, which needs its types

#include <openxr/openxr.h>
#include <openxr/openxr_platform.h>

namespace twinward::headset {

namespace {

class Win32Graphics : public Graphics
{
public:
    ~Win32Graphics() override
    {
        wglMakeCurrent(nullptr, nullptr);
        if (m_context != nullptr)
            wglDeleteContext(m_context);
        if (m_window != nullptr) {
            ReleaseDC(m_window, m_device);
            DestroyWindow(m_window);
        }
    }

    bool start()
    {
        m_window = CreateWindowExW(0, L"STATIC", L"Twinward headset", 0, 0, 0, 16, 16, nullptr, nullptr,
            GetModuleHandleW(nullptr), nullptr);
        m_device = m_window != nullptr ? GetDC(m_window) : nullptr;
        PIXELFORMATDESCRIPTOR format{};
        format.nSize = sizeof(format);
        format.nVersion = 1;
        format.dwFlags = PFD_DRAW_TO_WINDOW | PFD_SUPPORT_OPENGL;
        format.cColorBits = 32;
        if (m_device == nullptr
            || SetPixelFormat(m_device, ChoosePixelFormat(m_device, &format), &format) == FALSE)
            return false;
        const HGLRC first = wglCreateContext(m_device); // to find out how to make the right one
        wglMakeCurrent(m_device, first);
        if (first == nullptr || !epoxy_has_wgl_extension(m_device, "WGL_ARB_create_context_profile")) {
            wglMakeCurrent(nullptr, nullptr);
            wglDeleteContext(first);
            return false; // Windows' own OpenGL 1.1: calling what isn't there would end the process
        }
        constexpr std::array wanted{WGL_CONTEXT_MAJOR_VERSION_ARB, 4, WGL_CONTEXT_MINOR_VERSION_ARB, 5,
            WGL_CONTEXT_PROFILE_MASK_ARB, static_cast<int>(WGL_CONTEXT_CORE_PROFILE_BIT_ARB), 0};
        m_context = wglCreateContextAttribsARB(m_device, nullptr, wanted.data());
        wglMakeCurrent(m_device, m_context);
        wglDeleteContext(first);
        if (m_context == nullptr)
            return false;
        m_binding.hDC = m_device;
        m_binding.hGLRC = m_context;
        readFacts();
        return true;
    }

    void makeCurrent() override
    {
        if (wglGetCurrentContext() != m_context)
            wglMakeCurrent(m_device, m_context);
    }
    [[nodiscard]] const void* binding() const override { return &m_binding; }

private:
    HWND m_window = nullptr;
    HDC m_device = nullptr;
    HGLRC m_context = nullptr;
    XrGraphicsBindingOpenGLWin32KHR m_binding{
        XR_TYPE_GRAPHICS_BINDING_OPENGL_WIN32_KHR, nullptr, nullptr, nullptr};
};

} // namespace

base::Result<std::unique_ptr<Graphics>> Graphics::make()
{
    auto graphics = std::make_unique<Win32Graphics>();
    if (!graphics->start())
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("The graphics driver can't draw for the headset: OpenGL 4.5 is needed"),
            QStringLiteral("wglCreateContextAttribsARB"),
            QStringLiteral("Install or update the graphics card's driver."));
    return graphics;
}

} // namespace twinward::headset

#endif
