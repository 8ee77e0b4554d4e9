#pragma once

// VTK's render window for an OpenGL context that somebody else made and keeps current: the benchmarks draw
// with VTK's mapper too.

#include <vtkGenericOpenGLRenderWindow.h>

namespace twinward::bench {

class VtkWindow : public vtkGenericOpenGLRenderWindow
{
public:
    static VtkWindow* New();
    // The macro ends as a function does.
    // clang-format off
    vtkTypeMacro(VtkWindow, vtkGenericOpenGLRenderWindow)
        // clang-format on

        void attach(); // to the context that is current now

protected:
    // GLEW finds every OpenGL function, then reports failure because there is no X display to ask for GLX,
    // which nothing here needs; VTK 9.1 would complain of that at each picture.
    void OpenGLInitContext() override;
};

} // namespace twinward::bench
