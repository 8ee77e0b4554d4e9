#include "render_window_p.h"

#include <vtk_glew.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLState.h>

// VTK finds its OpenGL classes through these.
#include <vtkAutoInit.h>
VTK_MODULE_INIT(vtkRenderingOpenGL2)
VTK_MODULE_INIT(vtkRenderingVolumeOpenGL2)

namespace twinward::imaging {

// The macro ends as a function does.
// clang-format off
vtkStandardNewMacro(RenderWindow)
    // clang-format on

    void RenderWindow::attach()
{
    SetReadyForRendering(true);
    SetSupportsOpenGL(1);
    SetIsCurrent(true);
    SetOwnContext(0);
    SetFrameBlitModeToNoBlit();
    OpenGLInitContext();
    OpenGLInitState();
}

void RenderWindow::OpenGLInitContext()
{
    if (Initialized)
        return;
    ContextCreationTime.Modified();
    glewExperimental = GL_TRUE;
    glewInit();
    Initialized = true;
    GlewInitValid = true;
}

} // namespace twinward::imaging
