#include "base_gl/objects.h"
#include "headset_scene/painters.h"

#include <cstddef>
#include <map>

namespace twinward::headset {

namespace {

constexpr const char* vertexSource = R"(#version 450 core
layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normalIn;
layout(location = 2) in vec4 colourIn;
layout(location = 0) uniform mat4 toRoom;
layout(location = 1) uniform mat4 roomToClip;
layout(location = 2) uniform mat3 normalToRoom;
out vec3 place;
out vec3 normal;
out vec4 colour;
void main()
{
    vec4 inRoom = toRoom * vec4(position, 1);
    place = inRoom.xyz;
    normal = normalToRoom * normalIn;
    colour = colourIn;
    gl_Position = roomToClip * inRoom;
}
)";

// Colours are bytes as on a screen; light is added up in linear ones.
constexpr const char* fragmentSource = R"(#version 450 core
in vec3 place;
in vec3 normal;
in vec4 colour;
layout(location = 3) uniform vec3 eye;
layout(location = 4) uniform vec2 shadedAndOpacity;
out vec4 seen;
void main()
{
    vec3 linear = pow(colour.rgb, vec3(2.2));
    if (shadedAndOpacity.x > 0.5) {
        vec3 toEye = normalize(eye - place);
        vec3 n = normalize(normal);
        if (dot(n, toEye) < 0.0)
            n = -n;
        float above = 0.5 + 0.5 * n.y;
        linear *= 0.30 + 0.38 * above + 0.32 * max(0.0, dot(n, toEye));
    }
    float opacity = colour.a * shadedAndOpacity.y;
    seen = vec4(linear * opacity, opacity);
}
)";

struct Uploaded
{
    gl::VertexArray array;
    gl::Buffer vertices;
    gl::Buffer indices;
    GLsizei count = 0;
};

void attribute(
    const Uploaded& model, GLuint index, GLint size, GLenum type, GLboolean normalised, size_t offset)
{
    glEnableVertexArrayAttrib(model.array.get(), index);
    glVertexArrayAttribFormat(model.array.get(), index, size, type, normalised, static_cast<GLuint>(offset));
    glVertexArrayAttribBinding(model.array.get(), index, 0);
}

} // namespace

struct ModelPainter::Parts
{
    gl::Program program
        = gl::linkProgram({{GL_VERTEX_SHADER, vertexSource}, {GL_FRAGMENT_SHADER, fragmentSource}});
    std::map<int, Uploaded> models;
};

ModelPainter::ModelPainter()
    : m_parts(std::make_unique<Parts>())
{ }

ModelPainter::~ModelPainter() = default;

void ModelPainter::set(int number, const Model& model)
{
    if (model.indices.empty()) {
        m_parts->models.erase(number);
        return;
    }
    Uploaded& made = m_parts->models[number];
    if (!made.array) {
        made = {gl::VertexArray::make(), gl::Buffer::make(), gl::Buffer::make()};
        glVertexArrayVertexBuffer(made.array.get(), 0, made.vertices.get(), 0, sizeof(Vertex));
        glVertexArrayElementBuffer(made.array.get(), made.indices.get());
        attribute(made, 0, 3, GL_FLOAT, GL_FALSE, offsetof(Vertex, position));
        attribute(made, 1, 3, GL_FLOAT, GL_FALSE, offsetof(Vertex, normal));
        attribute(made, 2, 4, GL_UNSIGNED_BYTE, GL_TRUE, offsetof(Vertex, colour));
    }
    glNamedBufferData(made.vertices.get(), static_cast<GLsizeiptr>(model.vertices.size() * sizeof(Vertex)),
        model.vertices.data(), GL_DYNAMIC_DRAW);
    glNamedBufferData(made.indices.get(), static_cast<GLsizeiptr>(model.indices.size() * sizeof(quint32)),
        model.indices.data(), GL_DYNAMIC_DRAW);
    made.count = static_cast<GLsizei>(model.indices.size());
}

void ModelPainter::draw(const EyeView& eye, int number, const Look& look)
{
    const auto found = m_parts->models.find(number);
    if (found == m_parts->models.end() || look.opacity <= 0)
        return;
    const Uploaded& model = found->second;
    const QMatrix4x4 roomToClip = eye.projection * eye.view;
    const QMatrix3x3 normals = look.place.normalMatrix();
    glUseProgram(m_parts->program.get());
    glUniformMatrix4fv(0, 1, GL_FALSE, look.place.constData());
    glUniformMatrix4fv(1, 1, GL_FALSE, roomToClip.constData());
    glUniformMatrix3fv(2, 1, GL_FALSE, normals.constData());
    glUniform3f(3, eye.pose.position.x(), eye.pose.position.y(), eye.pose.position.z());
    glUniform2f(4, look.lighting == Lighting::FromAbove ? 1.0F : 0.0F, look.opacity);
    glBindVertexArray(model.array.get());
    glEnable(GL_DEPTH_TEST);
    glEnable(GL_CULL_FACE);
    if (look.opacity < 1) {
        glEnable(GL_BLEND);
        glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
        glDepthMask(GL_FALSE);
        glCullFace(GL_FRONT);
        glDrawElements(GL_TRIANGLES, model.count, GL_UNSIGNED_INT, nullptr);
        glDepthMask(GL_TRUE);
    } else {
        glDisable(GL_BLEND);
    }
    glCullFace(GL_BACK);
    glDrawElements(GL_TRIANGLES, model.count, GL_UNSIGNED_INT, nullptr);
    glBindVertexArray(0);
}

} // namespace twinward::headset
