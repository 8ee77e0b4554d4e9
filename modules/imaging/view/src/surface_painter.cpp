#include "imaging_view/surface_painter.h"

#include "clip_planes_p.h"
#include "gl_program_p.h"

#include <algorithm>
#include <cstddef>

namespace twinward::imaging {

namespace {

constexpr const char* corners = R"(#version 450 core
layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normalIn;
uniform mat4 view;
uniform mat4 projection;
out vec3 patient;
out vec3 place;
out vec3 normal;
void main()
{
    patient = position;
    place = (view * vec4(position, 1.0)).xyz;
    normal = mat3(view) * normalIn;
    gl_Position = projection * vec4(place, 1.0);
}
)";

// Colours are added up as they are on a screen, as the rays do.
constexpr const char* light = R"(#version 450 core
layout(std430, binding = 0) readonly buffer Planes { vec4 planes[]; }; // what is on the plus side stays
uniform int planeCount;
uniform vec4 colour;
uniform bool parallel;
uniform bool linear;
in vec3 patient;
in vec3 place;
in vec3 normal;
out vec4 result;

vec3 decoded(vec3 c)
{
    return mix(c / 12.92, pow((c + 0.055) / 1.055, vec3(2.4)), greaterThan(c, vec3(0.04045)));
}

void main()
{
    for (int i = 0; i < planeCount; ++i) {
        if (dot(planes[i].xyz, patient) + planes[i].w < 0.0)
            discard;
    }
    vec3 toEye = parallel ? vec3(0.0, 0.0, 1.0) : normalize(-place);
    float facing = abs(dot(normal, toEye)) * inversesqrt(max(dot(normal, normal), 1e-20));
    vec3 lit = colour.rgb * (0.2 + 0.8 * facing);
    result = vec4((linear ? decoded(lit) : lit) * colour.a, colour.a);
}
)";

struct Uploaded
{
    std::shared_ptr<const Mesh> mesh; // held, so that another never has its address
    gl::VertexArray array;
    gl::Buffer positions;
    gl::Buffer normals;
    gl::Buffer indices;
    GLsizei count = 0;
};

template <class Row> void fill(const gl::Buffer& buffer, const std::vector<Row>& rows)
{
    glNamedBufferData(
        buffer.get(), static_cast<GLsizeiptr>(rows.size() * sizeof(Row)), rows.data(), GL_STATIC_DRAW);
}

Uploaded upload(const std::shared_ptr<const Mesh>& mesh)
{
    Uploaded made{mesh, gl::VertexArray::make(), gl::Buffer::make(), gl::Buffer::make(), gl::Buffer::make(),
        static_cast<GLsizei>(mesh->triangles.size() * 3)};
    fill(made.positions, mesh->vertices);
    fill(made.normals, normalsOf(*mesh));
    fill(made.indices, mesh->triangles);
    const GLuint array = made.array.get();
    GLuint place = 0;
    for (const gl::Buffer* buffer : {&made.positions, &made.normals}) {
        glVertexArrayVertexBuffer(array, place, buffer->get(), 0, 3 * sizeof(float));
        glEnableVertexArrayAttrib(array, place);
        glVertexArrayAttribFormat(array, place, 3, GL_FLOAT, GL_FALSE, 0);
        glVertexArrayAttribBinding(array, place, place);
        ++place;
    }
    glVertexArrayElementBuffer(array, made.indices.get());
    return made;
}

} // namespace

class SurfacePainter::Private
{
public:
    void draw(const SurfaceToDraw& surface, const Uploaded& uploaded);

    GlProgram program;
    std::vector<SurfaceToDraw> surfaces;
    std::vector<Uploaded> uploaded; // in their order
    gl::Buffer planes;
    int planeCount = 0;
};

base::Result<std::unique_ptr<SurfacePainter>> SurfacePainter::make()
{
    auto d = std::make_unique<Private>();
    if (auto built = d->program.build({{GL_VERTEX_SHADER, corners}, {GL_FRAGMENT_SHADER, light}}); !built)
        return base::fail(built.error());
    d->planes = gl::Buffer::make();
    std::unique_ptr<SurfacePainter> made(new SurfacePainter(std::move(d)));
    made->setLook({});
    return made;
}

SurfacePainter::SurfacePainter(std::unique_ptr<Private> given)
    : d(std::move(given))
{ }

SurfacePainter::~SurfacePainter() = default;

void SurfacePainter::set(const std::vector<SurfaceToDraw>& surfaces)
{
    std::vector<Uploaded> kept;
    d->surfaces.clear();
    for (const SurfaceToDraw& surface : surfaces) {
        if (!surface.mesh || surface.mesh->triangles.empty())
            continue;
        d->surfaces.push_back(surface);
        const auto known = std::ranges::find(d->uploaded, surface.mesh, &Uploaded::mesh);
        kept.push_back(known != d->uploaded.end() ? std::move(*known) : upload(surface.mesh));
    }
    d->uploaded = std::move(kept);
}

bool SurfacePainter::isEmpty() const
{
    return d->surfaces.empty();
}

void SurfacePainter::setLook(const VolumeView& view)
{
    std::vector<std::array<float, 4>> planes;
    for (const ClipPlane& plane : clipPlanesOf(view))
        planes.push_back({static_cast<float>(plane.normal[0]), static_cast<float>(plane.normal[1]),
            static_cast<float>(plane.normal[2]), static_cast<float>(-dot(plane.point, plane.normal))});
    d->planeCount = static_cast<int>(planes.size());
    if (planes.empty())
        planes.emplace_back(); // a buffer can't be empty
    fill(d->planes, planes);
}

void SurfacePainter::Private::draw(const SurfaceToDraw& surface, const Uploaded& mesh)
{
    program.set("colour",
        std::array<double, 4>{qRed(surface.colour) / 255.0, qGreen(surface.colour) / 255.0,
            qBlue(surface.colour) / 255.0, std::clamp(surface.opacity, 0.0, 1.0)});
    glBindVertexArray(mesh.array.get());
    if (surface.opacity >= 1) {
        glDrawElements(GL_TRIANGLES, mesh.count, GL_UNSIGNED_INT, nullptr);
        return;
    }
    glEnable(GL_CULL_FACE);
    for (const GLenum hidden : {GL_FRONT, GL_BACK}) {
        glCullFace(hidden);
        glDrawElements(GL_TRIANGLES, mesh.count, GL_UNSIGNED_INT, nullptr);
    }
    glDisable(GL_CULL_FACE);
}

void SurfacePainter::draw(const RayEye& eye, RayCaster::Colours colours)
{
    if (isEmpty())
        return;
    GlProgram& program = d->program;
    program.set("view", eye.view);
    program.set("projection", eye.projection);
    program.set("parallel", eye.projection(3, 3) != 0.0F ? 1 : 0);
    program.set("linear", colours == RayCaster::Colours::Linear ? 1 : 0);
    program.set("planeCount", d->planeCount);
    glBindBufferBase(GL_SHADER_STORAGE_BUFFER, 0, d->planes.get());
    program.use();
    glEnable(GL_DEPTH_TEST);
    glDepthFunc(GL_LESS);
    glDepthMask(GL_TRUE);
    glDisable(GL_CULL_FACE);
    glDisable(GL_BLEND);
    for (size_t i = 0; i < d->surfaces.size(); ++i) {
        if (d->surfaces[i].opacity >= 1)
            d->draw(d->surfaces[i], d->uploaded[i]);
    }
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glDepthMask(GL_FALSE);
    for (size_t i = 0; i < d->surfaces.size(); ++i) {
        if (d->surfaces[i].opacity > 0 && d->surfaces[i].opacity < 1)
            d->draw(d->surfaces[i], d->uploaded[i]);
    }
    glDepthMask(GL_TRUE);
    glDisable(GL_BLEND);
    glBindVertexArray(0);
    glUseProgram(0);
}

} // namespace twinward::imaging
