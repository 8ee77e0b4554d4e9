#include "gl_context_p.h"

#include <array>
#include <cstring>
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>

namespace twinward::imaging {

namespace {

// Mesa's display without a screen; where the driver is not Mesa's, whatever display there is.
EGLDisplay openDisplay()
{
    const auto getPlatformDisplay
        = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (getPlatformDisplay != nullptr) {
        EGLDisplay display = getPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
        if (display != EGL_NO_DISPLAY && eglInitialize(display, nullptr, nullptr) == EGL_TRUE)
            return display;
    }
    EGLDisplay display = eglGetDisplay(EGL_DEFAULT_DISPLAY);
    return display != EGL_NO_DISPLAY && eglInitialize(display, nullptr, nullptr) == EGL_TRUE ? display
                                                                                             : EGL_NO_DISPLAY;
}

EGLContext makeContext(EGLDisplay display)
{
    if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE)
        return EGL_NO_CONTEXT;
    const std::array<EGLint, 5> wanted{
        EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint found = 0;
    if (eglChooseConfig(display, wanted.data(), &config, 1, &found) != EGL_TRUE || found == 0)
        return EGL_NO_CONTEXT;
    // VTK 9.1 wants 3.2, core profile.
    const std::array<EGLint, 7> version{EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 2,
        EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    return eglCreateContext(display, config, EGL_NO_CONTEXT, version.data());
}

} // namespace

std::unique_ptr<GlContext> GlContext::make()
{
    EGLDisplay display = openDisplay();
    if (display == EGL_NO_DISPLAY)
        return nullptr;
    EGLContext context = makeContext(display);
    if (context == EGL_NO_CONTEXT
        || eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context) != EGL_TRUE)
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
