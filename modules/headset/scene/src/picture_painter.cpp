#include "base_gl/objects.h"
#include "headset_scene/painters.h"

#include <bit>
#include <map>

namespace twinward::headset {

namespace {

constexpr const char* vertexSource = R"(#version 450 core
layout(location = 0) uniform mat4 toClip;
out vec2 at;
void main()
{
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    at = vec2(corner.x, 1.0 - corner.y);
    gl_Position = toClip * vec4(corner - 0.5, 0, 1);
}
)";

constexpr const char* fragmentSource = R"(#version 450 core
in vec2 at;
layout(binding = 0) uniform sampler2D picture;
layout(location = 1) uniform float opacity;
out vec4 seen;
void main()
{
    vec4 colour = texture(picture, at); // linear already: the texture is sRGB; premultiplied
    seen = colour * opacity;
    if (seen.a < 0.004)
        discard;
}
)";

} // namespace

struct PicturePainter::Parts
{
    struct Picture
    {
        gl::Texture texture;
        QSize size;
    };
    gl::Program program
        = gl::linkProgram({{GL_VERTEX_SHADER, vertexSource}, {GL_FRAGMENT_SHADER, fragmentSource}});
    gl::VertexArray array = gl::VertexArray::make();
    std::map<int, Picture> pictures;
};

PicturePainter::PicturePainter()
    : m_parts(std::make_unique<Parts>())
{ }

PicturePainter::~PicturePainter() = default;

void PicturePainter::set(int number, const QImage& picture)
{
    if (picture.isNull()) {
        m_parts->pictures.erase(number);
        return;
    }
    const QImage image = picture.convertToFormat(QImage::Format_RGBA8888_Premultiplied);
    Parts::Picture& made = m_parts->pictures[number];
    if (made.size != image.size()) {
        made.texture = gl::Texture::make();
        made.size = image.size();
        const auto levels = std::bit_width(static_cast<unsigned>(std::max(image.width(), image.height())));
        glTextureStorage2D(
            made.texture.get(), static_cast<GLsizei>(levels), GL_SRGB8_ALPHA8, image.width(), image.height());
        glTextureParameteri(made.texture.get(), GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
        glTextureParameteri(made.texture.get(), GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTextureParameteri(made.texture.get(), GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    }
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, static_cast<GLint>(image.bytesPerLine() / 4));
    glTextureSubImage2D(made.texture.get(), 0, 0, 0, image.width(), image.height(), GL_RGBA, GL_UNSIGNED_BYTE,
        image.constBits());
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glGenerateTextureMipmap(made.texture.get());
}

void PicturePainter::draw(const EyeView& eye, int number, const QMatrix4x4& place, float opacity)
{
    const auto found = m_parts->pictures.find(number);
    if (found == m_parts->pictures.end())
        return;
    const QMatrix4x4 toClip = eye.projection * eye.view * place;
    glUseProgram(m_parts->program.get());
    glUniformMatrix4fv(0, 1, GL_FALSE, toClip.constData());
    glUniform1f(1, opacity);
    glBindTextureUnit(0, found->second.texture.get());
    glBindVertexArray(m_parts->array.get());
    glEnable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    glBindVertexArray(0);
}

} // namespace twinward::headset
