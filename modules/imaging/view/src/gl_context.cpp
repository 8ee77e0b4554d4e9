#include "gl_context_p.h"

#include <array>
#include <cstring>
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>

namespace twinward::imaging {

namespace {

template <class Function> Function eglFunction(const char* name)
{
    return reinterpret_cast<Function>(eglGetProcAddress(name));
}

EGLDisplay opened(EGLDisplay display)
{
    return display != EGL_NO_DISPLAY && eglInitialize(display, nullptr, nullptr) == EGL_TRUE ? display
                                                                                             : EGL_NO_DISPLAY;
}

// Mesa's display without a screen; where the driver is not Mesa's, whatever display there is.
EGLDisplay openDisplay()
{
    const auto getPlatformDisplay = eglFunction<PFNEGLGETPLATFORMDISPLAYEXTPROC>("eglGetPlatformDisplayEXT");
    if (getPlatformDisplay != nullptr) {
        EGLDisplay display
            = opened(getPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr));
        if (display != EGL_NO_DISPLAY)
            return display;
    }
    return opened(eglGetDisplay(EGL_DEFAULT_DISPLAY));
}

// Mesa's software, whatever card there is.
EGLDisplay openSoftware()
{
    const auto getPlatformDisplay = eglFunction<PFNEGLGETPLATFORMDISPLAYEXTPROC>("eglGetPlatformDisplayEXT");
    const auto queryDevices = eglFunction<PFNEGLQUERYDEVICESEXTPROC>("eglQueryDevicesEXT");
    const auto queryDevice = eglFunction<PFNEGLQUERYDEVICESTRINGEXTPROC>("eglQueryDeviceStringEXT");
    if (getPlatformDisplay == nullptr || queryDevices == nullptr || queryDevice == nullptr)
        return EGL_NO_DISPLAY;
    std::array<EGLDeviceEXT, 16> devices{};
    EGLint count = 0;
    if (queryDevices(static_cast<EGLint>(devices.size()), devices.data(), &count) != EGL_TRUE)
        return EGL_NO_DISPLAY;
    for (EGLint i = 0; i < count; ++i) {
        EGLDeviceEXT device = devices.at(static_cast<size_t>(i));
        const char* extensions = queryDevice(device, EGL_EXTENSIONS);
        if (extensions != nullptr && std::strstr(extensions, "EGL_MESA_device_software") != nullptr)
            return opened(getPlatformDisplay(EGL_PLATFORM_DEVICE_EXT, device, nullptr));
    }
    return EGL_NO_DISPLAY;
}

EGLContext makeContext(EGLDisplay display)
{
    if (display == EGL_NO_DISPLAY || eglBindAPI(EGL_OPENGL_API) != EGL_TRUE)
        return EGL_NO_CONTEXT;
    const std::array<EGLint, 5> wanted{
        EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint found = 0;
    if (eglChooseConfig(display, wanted.data(), &config, 1, &found) != EGL_TRUE || found == 0)
        return EGL_NO_CONTEXT;
    // What the rays need.
    const std::array<EGLint, 7> version{EGL_CONTEXT_MAJOR_VERSION, 4, EGL_CONTEXT_MINOR_VERSION, 5,
        EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    EGLContext context = eglCreateContext(display, config, EGL_NO_CONTEXT, version.data());
    const bool isUsable = context != EGL_NO_CONTEXT
        && eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context) == EGL_TRUE;
    return isUsable ? context : EGL_NO_CONTEXT;
}

} // namespace

std::unique_ptr<GlContext> GlContext::make()
{
    EGLDisplay display = openDisplay();
    EGLContext context = makeContext(display);
    if (context == EGL_NO_CONTEXT) {
        display = openSoftware();
        context = makeContext(display);
    }
    if (context == EGL_NO_CONTEXT)
        return nullptr;
    std::unique_ptr<GlContext> made(new GlContext);
    made->m_display = display;
    made->m_context = context;
    const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    for (const char* software : {"llvmpipe", "softpipe", "swrast", "Software"})
        made->m_software = made->m_software || name == nullptr || std::strstr(name, software) != nullptr;
    return made;
}

GlContext::~GlContext()
{
    if (m_context != nullptr) {
        eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        eglDestroyContext(m_display, m_context);
    }
}

void GlContext::makeCurrent() const
{
    eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, m_context);
}

} // namespace twinward::imaging
