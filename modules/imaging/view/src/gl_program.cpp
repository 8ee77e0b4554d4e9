#include "gl_program_p.h"

namespace twinward::imaging {

namespace {

base::Result<void> failed(const QByteArray& words)
{
    return base::fail(base::ErrorCode::Unsupported,
        QStringLiteral("The graphics driver can't build what draws volumes: %1")
            .arg(QString::fromUtf8(words).simplified()),
        {}, QStringLiteral("Update the graphics driver; planes work without it."));
}

} // namespace

base::Result<void> GlProgram::build(std::initializer_list<Stage> stages)
{
    glDeleteProgram(m_name);
    m_places.clear();
    m_name = glCreateProgram();
    for (const Stage& stage : stages) {
        const GLuint shader = glCreateShader(stage.kind);
        glShaderSource(shader, 1, &stage.source, nullptr);
        glCompileShader(shader);
        GLint done = GL_FALSE;
        glGetShaderiv(shader, GL_COMPILE_STATUS, &done);
        QByteArray words(1024, '\0');
        glGetShaderInfoLog(shader, static_cast<GLsizei>(words.size()), nullptr, words.data());
        glAttachShader(m_name, shader);
        glDeleteShader(shader); // with the program
        if (done != GL_TRUE)
            return failed(words.constData());
    }
    glLinkProgram(m_name);
    GLint done = GL_FALSE;
    glGetProgramiv(m_name, GL_LINK_STATUS, &done);
    QByteArray words(1024, '\0');
    glGetProgramInfoLog(m_name, static_cast<GLsizei>(words.size()), nullptr, words.data());
    if (done != GL_TRUE)
        return failed(words.constData());
    return {};
}

GLint GlProgram::at(const char* name)
{
    const auto known = m_places.constFind(QByteArray::fromRawData(name, qstrlen(name)));
    if (known != m_places.cend())
        return *known;
    const GLint place = glGetUniformLocation(m_name, name);
    m_places.insert(QByteArray(name), place);
    return place;
}

} // namespace twinward::imaging
