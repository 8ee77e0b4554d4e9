#ifndef _WIN32

#include "graphics_p.h"

#include <array>
#include <epoxy/gl.h>
#include <epoxy/glx.h>
#include <mutex>
#include <vector>
#define XR_USE_PLATFORM_XLIB
#define XR_USE_GRAPHICS_API_OPENGL
#include <openxr/openxr.h>
#include <openxr/openxr_platform.h>

namespace twinward::headset {

using base::ErrorCode;

namespace {

// Xlib ends the process on an error that nobody handles: here a call that failed shows in what it returns.
int ignoreError(Display*, XErrorEvent*)
{
    return 0;
}

void stayAlive(Display*, void*) { }

// A connection of its own: none of Xlib's locks is shared with the desktop's.
Display* connectToScreen()
{
    static std::once_flag once;
    std::call_once(once, [] {
        XInitThreads();
        XSetErrorHandler(ignoreError);
    });
    Display* display = XOpenDisplay(nullptr);
    if (display != nullptr)
        XSetIOErrorExitHandler(display, stayAlive, nullptr);
    return display;
}

GLXFBConfig chooseConfig(Display* display)
{
    // A visual is needed though nothing is shown: runtimes ask for its id.
    constexpr std::array wanted{GLX_DRAWABLE_TYPE, GLX_PBUFFER_BIT, GLX_RENDER_TYPE, GLX_RGBA_BIT,
        GLX_X_RENDERABLE, 1, GLX_X_VISUAL_TYPE, GLX_TRUE_COLOR, GLX_RED_SIZE, 8, GLX_GREEN_SIZE, 8,
        GLX_BLUE_SIZE, 8, GLX_ALPHA_SIZE, 8, 0};
    int found = 0;
    GLXFBConfig* configs = glXChooseFBConfig(display, DefaultScreen(display), wanted.data(), &found);
    const GLXFBConfig config = found > 0 ? configs[0] : nullptr;
    if (configs != nullptr)
        XFree(configs);
    return config;
}

GLXContext makeContext(Display* display, GLXFBConfig config)
{
    const std::vector<int> version{GLX_CONTEXT_MAJOR_VERSION_ARB, 4, GLX_CONTEXT_MINOR_VERSION_ARB, 5,
        GLX_CONTEXT_PROFILE_MASK_ARB, GLX_CONTEXT_CORE_PROFILE_BIT_ARB};
    // Told when the card is reset, instead of drawing on into nothing.
    if (epoxy_has_glx_extension(display, DefaultScreen(display), "GLX_ARB_create_context_robustness")) {
        std::vector<int> robust = version;
        robust.insert(robust.end(),
            {GLX_CONTEXT_FLAGS_ARB, GLX_CONTEXT_ROBUST_ACCESS_BIT_ARB,
                GLX_CONTEXT_RESET_NOTIFICATION_STRATEGY_ARB, GLX_LOSE_CONTEXT_ON_RESET_ARB, 0});
        if (GLXContext context = glXCreateContextAttribsARB(display, config, nullptr, True, robust.data()))
            return context;
    }
    std::vector<int> plain = version;
    plain.push_back(0);
    return glXCreateContextAttribsARB(display, config, nullptr, True, plain.data());
}

class XlibGraphics : public Graphics
{
public:
    explicit XlibGraphics(Display* display)
        : m_display(display)
    { }
    ~XlibGraphics() override
    {
        glXMakeContextCurrent(m_display, 0, 0, nullptr);
        if (m_context != nullptr)
            glXDestroyContext(m_display, m_context);
        if (m_drawable != 0)
            glXDestroyPbuffer(m_display, m_drawable);
        XCloseDisplay(m_display);
    }

    // What could not be made; nullptr where all could.
    const char* start()
    {
        const int screen = DefaultScreen(m_display);
        if (!epoxy_has_glx_extension(m_display, screen, "GLX_ARB_create_context_profile"))
            return "GLX_ARB_create_context_profile";
        const GLXFBConfig config = chooseConfig(m_display);
        if (config == nullptr)
            return "glXChooseFBConfig";
        m_context = makeContext(m_display, config);
        if (m_context == nullptr)
            return "glXCreateContextAttribsARB";
        constexpr std::array size{GLX_PBUFFER_WIDTH, 16, GLX_PBUFFER_HEIGHT, 16, 0};
        m_drawable = glXCreatePbuffer(m_display, config, size.data());
        if (m_drawable == 0 || glXMakeContextCurrent(m_display, m_drawable, m_drawable, m_context) == 0)
            return "glXMakeContextCurrent";
        int visual = 0;
        glXGetFBConfigAttrib(m_display, config, GLX_VISUAL_ID, &visual);
        m_binding.xDisplay = m_display;
        m_binding.visualid = static_cast<std::uint32_t>(visual);
        m_binding.glxFBConfig = config;
        m_binding.glxDrawable = m_drawable;
        m_binding.glxContext = m_context;
        readFacts();
        return nullptr;
    }

    void makeCurrent() override
    {
        if (glXGetCurrentContext() != m_context || glXGetCurrentDrawable() != m_drawable)
            glXMakeContextCurrent(m_display, m_drawable, m_drawable, m_context);
    }
    [[nodiscard]] const void* binding() const override { return &m_binding; }

private:
    Display* m_display;
    GLXContext m_context = nullptr;
    GLXPbuffer m_drawable = 0;
    XrGraphicsBindingOpenGLXlibKHR m_binding{
        XR_TYPE_GRAPHICS_BINDING_OPENGL_XLIB_KHR, nullptr, nullptr, 0, nullptr, 0, nullptr};
};

} // namespace

base::Result<std::unique_ptr<Graphics>> Graphics::make()
{
    Display* display = connectToScreen();
    if (display == nullptr)
        return base::fail(ErrorCode::Unsupported,
            QStringLiteral("There is no X screen to draw for the headset with"),
            QStringLiteral("DISPLAY=%1").arg(qEnvironmentVariable("DISPLAY")),
            QStringLiteral("Start it from a desktop that runs X, or XWayland."));
    auto graphics = std::make_unique<XlibGraphics>(display);
    if (const char* missing = graphics->start())
        return base::fail(ErrorCode::Unsupported,
            QStringLiteral("The graphics driver can't draw for the headset: OpenGL 4.5 is needed"),
            QString::fromLatin1(missing), QStringLiteral("Install or update the graphics card's driver."));
    return graphics;
}

} // namespace twinward::headset

#endif
