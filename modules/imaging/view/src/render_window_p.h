#pragma once

// VTK's render window for an OpenGL context that somebody else made and keeps current.

#include <vtkGenericOpenGLRenderWindow.h>

namespace twinward::imaging {

class RenderWindow : public vtkGenericOpenGLRenderWindow
{
public:
    static RenderWindow* New();
    // The macro ends as a function does.
    // clang-format off
    vtkTypeMacro(RenderWindow, vtkGenericOpenGLRenderWindow)
        // clang-format on

        void attach(); // to the context that is current now

protected:
    // GLEW finds every OpenGL function, then reports failure because there is no X display to ask for GLX,
    // which nothing here needs; VTK 9.1 would complain of that at each picture.
    void OpenGLInitContext() override;
};

} // namespace twinward::imaging
