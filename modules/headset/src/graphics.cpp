#include "graphics_p.h"

#include <epoxy/gl.h>

namespace twinward::headset {

void Graphics::readFacts()
{
    glGetIntegerv(GL_MAJOR_VERSION, &m_major);
    glGetIntegerv(GL_MINOR_VERSION, &m_minor);
    m_renderer = QString::fromUtf8(reinterpret_cast<const char*>(glGetString(GL_RENDERER)));
    for (const char* software : {"llvmpipe", "softpipe", "swrast", "Software"})
        m_software = m_software || m_renderer.contains(QLatin1String(software));
}

bool Graphics::isLost() const
{
    return glGetGraphicsResetStatus() != GL_NO_ERROR;
}

} // namespace twinward::headset
