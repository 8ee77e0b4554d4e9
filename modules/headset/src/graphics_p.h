#pragma once

// OpenGL for the headset's thread: a context of its own that no window and no other thread ever sees, and
// what OpenXR must know of it. Xlib and GLX here (graphics_xlib.cpp), WGL on Windows (graphics_win32.cpp).

#include "base/error.h"

#include <memory>
#include <QString>

namespace twinward::headset {

class Graphics
{
public:
    // OpenGL 4.5 core, current on the calling thread.
    [[nodiscard]] static base::Result<std::unique_ptr<Graphics>> make();
    virtual ~Graphics() = default;
    Graphics(const Graphics&) = delete;
    Graphics& operator=(const Graphics&) = delete;

    // After every call into the runtime that may change what is current.
    virtual void makeCurrent() = 0;
    // The XrGraphicsBindingOpenGL...KHR of this platform, for XrSessionCreateInfo::next; lives as long as
    // this.
    [[nodiscard]] virtual const void* binding() const = 0;

    [[nodiscard]] int major() const { return m_major; }
    [[nodiscard]] int minor() const { return m_minor; }
    [[nodiscard]] const QString& renderer() const { return m_renderer; }
    [[nodiscard]] bool isSoftware() const { return m_software; }
    // The card was reset, or the context is gone: all objects in it with it.
    [[nodiscard]] bool isLost() const;

protected:
    Graphics() = default;
    // With the new context current.
    void readFacts();

private:
    int m_major = 0;
    int m_minor = 0;
    QString m_renderer;
    bool m_software = false;
};

} // namespace twinward::headset
