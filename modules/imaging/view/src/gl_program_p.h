#pragma once

// A compiled OpenGL program and its uniforms by name. The context is current at every call.

#include "base/error.h"
#include "base_gl/objects.h"

#include <array>
#include <initializer_list>
#include <QHash>
#include <QMatrix4x4>

namespace twinward::imaging {

class GlProgram
{
public:
    // Unsupported, with the driver's words, where it doesn't compile or link.
    [[nodiscard]] base::Result<void> build(std::initializer_list<gl::Shader> shaders);

    void use() const { glUseProgram(m_program.get()); }
    void set(const char* name, int value) { glProgramUniform1i(m_program.get(), at(name), value); }
    void set(const char* name, unsigned value) { glProgramUniform1ui(m_program.get(), at(name), value); }
    void set(const char* name, double value)
    {
        glProgramUniform1f(m_program.get(), at(name), static_cast<GLfloat>(value));
    }
    void set(const char* name, const std::array<double, 2>& v)
    {
        glProgramUniform2f(m_program.get(), at(name), static_cast<GLfloat>(v[0]), static_cast<GLfloat>(v[1]));
    }
    void set(const char* name, const std::array<int, 2>& v)
    {
        glProgramUniform2i(m_program.get(), at(name), v[0], v[1]);
    }
    void set(const char* name, const std::array<double, 4>& v)
    {
        glProgramUniform4f(m_program.get(), at(name), static_cast<GLfloat>(v[0]), static_cast<GLfloat>(v[1]),
            static_cast<GLfloat>(v[2]), static_cast<GLfloat>(v[3]));
    }
    void set(const char* name, const QMatrix4x4& matrix)
    {
        glProgramUniformMatrix4fv(m_program.get(), at(name), 1, GL_FALSE, matrix.constData());
    }
    void set(const char* name, const QMatrix3x3& matrix)
    {
        glProgramUniformMatrix3fv(m_program.get(), at(name), 1, GL_FALSE, matrix.constData());
    }

private:
    [[nodiscard]] GLint at(const char* name);
    gl::Program m_program;
    QHash<QByteArray, GLint> m_places;
};

} // namespace twinward::imaging
