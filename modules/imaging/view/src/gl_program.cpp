#include "gl_program_p.h"

namespace twinward::imaging {

base::Result<void> GlProgram::build(std::initializer_list<gl::Shader> shaders)
{
    m_places.clear();
    try {
        m_program = gl::linkProgram(shaders);
    } catch (const std::runtime_error& refused) {
        return base::fail(base::ErrorCode::Unsupported,
            QStringLiteral("The graphics driver can't build what draws volumes: %1")
                .arg(QString::fromUtf8(refused.what()).simplified()),
            {}, QStringLiteral("Update the graphics driver; planes work without it."));
    }
    return {};
}

GLint GlProgram::at(const char* name)
{
    const auto known = m_places.constFind(QByteArray::fromRawData(name, qstrlen(name)));
    if (known != m_places.cend())
        return *known;
    const GLint place = glGetUniformLocation(m_program.get(), name);
    m_places.insert(QByteArray(name), place);
    return place;
}

} // namespace twinward::imaging
