#pragma once

// An OpenGL 4.5 context without a window or a screen, for the thread that makes it: the graphics card's, or
// Mesa's software where the card offers less.

#include <memory>

namespace twinward::imaging {

class GlContext
{
public:
    // Null where the computer has none.
    [[nodiscard]] static std::unique_ptr<GlContext> make();
    ~GlContext();
    GlContext(const GlContext&) = delete;
    GlContext& operator=(const GlContext&) = delete;

    void makeCurrent() const;
    [[nodiscard]] bool isSoftware() const { return m_software; }

private:
    GlContext() = default;
    void* m_display = nullptr; // EGLDisplay
    void* m_context = nullptr; // EGLContext
    bool m_software = false;
};

} // namespace twinward::imaging
