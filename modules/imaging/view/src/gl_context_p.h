#pragma once

// An OpenGL context without a window or a screen, for the thread that makes it.

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
