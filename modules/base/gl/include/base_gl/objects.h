#pragma once

// OpenGL objects that free themselves, while the context they were made in is current.

#include <epoxy/gl.h>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <utility>

namespace twinward::gl {

template <class Traits> class Object
{
public:
    Object() = default;
    static Object make() { return Object(Traits::create()); }
    explicit Object(GLuint name)
        : m_name(name)
    { }
    ~Object() { reset(); }
    Object(Object&& other) noexcept
        : m_name(std::exchange(other.m_name, 0))
    { }
    Object& operator=(Object&& other) noexcept
    {
        if (this != &other) {
            reset();
            m_name = std::exchange(other.m_name, 0);
        }
        return *this;
    }
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;

    void reset()
    {
        if (m_name != 0)
            Traits::destroy(std::exchange(m_name, 0));
    }
    [[nodiscard]] GLuint get() const { return m_name; }
    explicit operator bool() const { return m_name != 0; }

private:
    GLuint m_name = 0;
};

struct FramebufferTraits
{
    static GLuint create()
    {
        GLuint name = 0;
        glCreateFramebuffers(1, &name);
        return name;
    }
    static void destroy(GLuint name) { glDeleteFramebuffers(1, &name); }
};
struct TextureTraits
{
    static GLuint create()
    {
        GLuint name = 0;
        glCreateTextures(GL_TEXTURE_2D, 1, &name);
        return name;
    }
    static void destroy(GLuint name) { glDeleteTextures(1, &name); }
};
struct BufferTraits
{
    static GLuint create()
    {
        GLuint name = 0;
        glCreateBuffers(1, &name);
        return name;
    }
    static void destroy(GLuint name) { glDeleteBuffers(1, &name); }
};
struct VertexArrayTraits
{
    static GLuint create()
    {
        GLuint name = 0;
        glCreateVertexArrays(1, &name);
        return name;
    }
    static void destroy(GLuint name) { glDeleteVertexArrays(1, &name); }
};
struct ProgramTraits
{
    static GLuint create() { return glCreateProgram(); }
    static void destroy(GLuint name) { glDeleteProgram(name); }
};
struct QueryTraits
{
    static GLuint create()
    {
        GLuint name = 0;
        glCreateQueries(GL_TIMESTAMP, 1, &name);
        return name;
    }
    static void destroy(GLuint name) { glDeleteQueries(1, &name); }
};

using Framebuffer = Object<FramebufferTraits>;
using Texture = Object<TextureTraits>; // GL_TEXTURE_2D
using Buffer = Object<BufferTraits>;
using VertexArray = Object<VertexArrayTraits>;
using Program = Object<ProgramTraits>;
using Timestamp = Object<QueryTraits>;

struct Shader
{
    GLenum kind;
    const char* source;
};
// Throws std::runtime_error with the driver's own words.
[[nodiscard]] inline Program linkProgram(std::initializer_list<Shader> shaders)
{
    Program program = Program::make();
    for (const Shader& shader : shaders) {
        const GLuint name = glCreateShader(shader.kind);
        glShaderSource(name, 1, &shader.source, nullptr);
        glCompileShader(name);
        GLint compiled = GL_FALSE;
        glGetShaderiv(name, GL_COMPILE_STATUS, &compiled);
        if (compiled != GL_TRUE) {
            std::string words(2048, '\0');
            glGetShaderInfoLog(name, static_cast<GLsizei>(words.size()), nullptr, words.data());
            glDeleteShader(name);
            throw std::runtime_error("OpenGL refuses a shader: " + words);
        }
        glAttachShader(program.get(), name);
        glDeleteShader(name); // lives on in the program
    }
    glLinkProgram(program.get());
    GLint linked = GL_FALSE;
    glGetProgramiv(program.get(), GL_LINK_STATUS, &linked);
    if (linked != GL_TRUE) {
        std::string words(2048, '\0');
        glGetProgramInfoLog(program.get(), static_cast<GLsizei>(words.size()), nullptr, words.data());
        throw std::runtime_error("OpenGL refuses a program: " + words);
    }
    return program;
}

} // namespace twinward::gl
