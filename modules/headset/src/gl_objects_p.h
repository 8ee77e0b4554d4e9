#pragma once

// OpenGL objects that free themselves, while the context they were made in is current.

#include <epoxy/gl.h>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <utility>

namespace twinward::headset {

template <class Traits> class GlObject
{
public:
    GlObject() = default;
    static GlObject make() { return GlObject(Traits::create()); }
    explicit GlObject(GLuint name)
        : m_name(name)
    { }
    ~GlObject() { reset(); }
    GlObject(GlObject&& other) noexcept
        : m_name(std::exchange(other.m_name, 0))
    { }
    GlObject& operator=(GlObject&& other) noexcept
    {
        if (this != &other) {
            reset();
            m_name = std::exchange(other.m_name, 0);
        }
        return *this;
    }
    GlObject(const GlObject&) = delete;
    GlObject& operator=(const GlObject&) = delete;

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

using GlFramebuffer = GlObject<FramebufferTraits>;
using GlTexture = GlObject<TextureTraits>; // GL_TEXTURE_2D
using GlBuffer = GlObject<BufferTraits>;
using GlVertexArray = GlObject<VertexArrayTraits>;
using GlProgram = GlObject<ProgramTraits>;
using GlTimestamp = GlObject<QueryTraits>;

struct GlShader
{
    GLenum kind;
    const char* source;
};
// Throws std::runtime_error with the driver's own words.
[[nodiscard]] inline GlProgram linkProgram(std::initializer_list<GlShader> shaders)
{
    GlProgram program = GlProgram::make();
    for (const GlShader& shader : shaders) {
        const GLuint name = glCreateShader(shader.kind);
        glShaderSource(name, 1, &shader.source, nullptr);
        glCompileShader(name);
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

} // namespace twinward::headset
