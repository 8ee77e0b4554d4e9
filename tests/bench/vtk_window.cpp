#include "vtk_window.h"

#include <vtk_glew.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLState.h>

// VTK finds its OpenGL classes through these.
#include <vtkAutoInit.h>
VTK_MODULE_INIT(vtkRenderingOpenGL2)
VTK_MODULE_INIT(vtkRenderingVolumeOpenGL2)

namespace twinward::bench {

// The macro ends as a function does.
// clang-format off
vtkStandardNewMacro(VtkWindow)
    // clang-format on

    void VtkWindow::attach()
{
    SetReadyForRendering(true);
    SetSupportsOpenGL(1);
    SetIsCurrent(true);
    SetOwnContext(0);
    SetFrameBlitModeToNoBlit();
    OpenGLInitContext();
    OpenGLInitState();
}

void VtkWindow::OpenGLInitContext()
{
    if (Initialized)
        return;
    ContextCreationTime.Modified();
    glewExperimental = GL_TRUE;
    glewInit();
    Initialized = true;
    GlewInitValid = true;
}

} // namespace twinward::bench
