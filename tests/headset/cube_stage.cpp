#include "cube_stage.h"

#include "base_gl/objects.h"

#include <algorithm>
#include <stdexcept>

namespace twinward::test {

using headset::EyeView;

namespace {

constexpr const char* vertexSource = R"(#version 450 core
layout(location = 0) uniform mat4 toClip;
layout(location = 1) uniform vec4 middleAndHalf;
out vec3 normal;
const vec3 axes[3] = vec3[](vec3(1, 0, 0), vec3(0, 1, 0), vec3(0, 0, 1));
const vec2 corners[6] = vec2[](vec2(-1, -1), vec2(1, -1), vec2(1, 1), vec2(-1, -1), vec2(1, 1), vec2(-1, 1));
void main()
{
    int side = gl_VertexID / 6;
    vec2 corner = corners[gl_VertexID % 6];
    int axis = side / 2;
    normal = axes[axis] * (side % 2 == 0 ? 1.0 : -1.0);
    vec3 place = normal + axes[(axis + 1) % 3] * corner.x + axes[(axis + 2) % 3] * corner.y;
    gl_Position = toClip * vec4(middleAndHalf.xyz + place * middleAndHalf.w, 1);
}
)";
constexpr const char* fragmentSource = R"(#version 450 core
in vec3 normal;
out vec4 colour;
void main()
{
    float light = 0.3 + 0.7 * max(0.0, dot(normal, normalize(vec3(0.2, 0.5, 1.0))));
    colour = vec4(vec3(1.0, 0.6, 0.2) * light, 1.0);
}
)";

// Names are handed out from 1 up: all that are in use lie among the first.
std::array<int, 3> objectsThere()
{
    std::array<int, 3> there{};
    for (GLuint name = 1; name < 2000; ++name) {
        there[0] += glIsTexture(name) == GL_TRUE ? 1 : 0;
        there[1] += glIsBuffer(name) == GL_TRUE ? 1 : 0;
        there[2] += glIsFramebuffer(name) == GL_TRUE ? 1 : 0;
    }
    return there;
}

// The depth of the whole picture, first row at the bottom.
struct Depths
{
    explicit Depths(QSize pixels)
        : size(pixels)
        , all(static_cast<size_t>(pixels.width()) * static_cast<size_t>(pixels.height()))
    {
        glReadPixels(0, 0, size.width(), size.height(), GL_DEPTH_COMPONENT, GL_FLOAT, all.data());
    }
    [[nodiscard]] float at(int x, int y) const
    {
        return all.at(static_cast<size_t>(y) * static_cast<size_t>(size.width()) + static_cast<size_t>(x));
    }
    // From -1 to 1, as in clip space.
    [[nodiscard]] float at(const QVector3D& clip) const
    {
        return at(static_cast<int>((clip.x() + 1) / 2 * static_cast<float>(size.width())),
            static_cast<int>((clip.y() + 1) / 2 * static_cast<float>(size.height())));
    }
    [[nodiscard]] double hidden() const
    {
        return static_cast<double>(std::ranges::count(all, 0.0F)) / static_cast<double>(all.size());
    }
    [[nodiscard]] bool middleHidden() const
    {
        for (int y = size.height() / 4; y < size.height() * 3 / 4; ++y) {
            for (int x = size.width() / 4; x < size.width() * 3 / 4; ++x) {
                if (at(x, y) == 0)
                    return true;
            }
        }
        return false;
    }
    QSize size;
    std::vector<float> all;
};

class CubeStage : public headset::Stage
{
public:
    CubeStage(std::shared_ptr<StageDiary> diary, Cube cube)
        : m_diary(std::move(diary))
        , m_cube(cube)
    { }

    void begin(const headset::StageFacts& facts) override
    {
        m_program = gl::linkProgram({{GL_VERTEX_SHADER, vertexSource}, {GL_FRAGMENT_SHADER, fragmentSource}});
        glCreateVertexArrays(1, &m_array);
        glCreateTextures(GL_TEXTURE_2D, 1, &m_panel);
        glTextureStorage2D(m_panel, 1, GL_RGBA8, 64, 32);
        const std::array<GLubyte, 4> blue{20, 40, 200, 255};
        const std::array<GLubyte, 4> green{20, 200, 40, 255};
        glClearTexImage(m_panel, 0, GL_RGBA, GL_UNSIGNED_BYTE, blue.data());
        glClearTexSubImage(
            m_panel, 0, 0, 16, 0, 64, 16, 1, GL_RGBA, GL_UNSIGNED_BYTE, green.data()); // upper half
        const std::lock_guard lock(m_diary->mutex);
        ++m_diary->begun;
        m_diary->facts = facts;
    }

    void update(const headset::Inputs& inputs, const headset::FrameTime& time) override
    {
        if (m_diary->failInUpdate)
            throw std::runtime_error("this stage was told to fail");
        const std::lock_guard lock(m_diary->mutex);
        ++m_diary->frames;
        m_diary->inputs = inputs;
        m_diary->time = time;
        for (const auto& hand : inputs.hands)
            m_diary->everPressed = m_diary->everPressed || hand.trigger.pressed();
    }

    void draw(const EyeView& eye) override
    {
        if (eye.eye == 1) {
            const auto interrupt
                = m_diary->read([](StageDiary& d) { return std::exchange(d.inTheMiddle, nullptr); });
            if (interrupt)
                interrupt();
        }
        glUseProgram(m_program.get());
        const QMatrix4x4 toClip = eye.projection * eye.view;
        glUniformMatrix4fv(0, 1, GL_FALSE, toClip.constData());
        glUniform4f(1, m_cube.middle.x(), m_cube.middle.y(), m_cube.middle.z(), m_cube.sideM / 2);
        glBindVertexArray(m_array);
        glDrawArrays(GL_TRIANGLES, 0, 36);
        glBindVertexArray(0);
        glUseProgram(0);
        remember(eye);
    }

    [[nodiscard]] std::vector<headset::QuadLayer> layers() override
    {
        if (!m_diary->showPanel)
            return {};
        headset::QuadLayer layer;
        layer.id = 7;
        layer.texture = m_panel;
        layer.pixels = {64, 32};
        layer.version = 1;
        layer.pose.position = {0.5F, 1.6F, -1};
        layer.metres = {0.4, 0.2};
        return {layer};
    }

    [[nodiscard]] std::vector<headset::Pulse> pulses() override
    {
        if (!m_diary->pulse.exchange(false))
            return {};
        return {{headset::Side::Left}, {headset::Side::Right, 1, std::chrono::milliseconds(50), 120}};
    }

    void end() override
    {
        m_program.reset();
        glDeleteVertexArrays(1, &m_array);
        glDeleteTextures(1, &m_panel);
        const auto there = objectsThere();
        const std::lock_guard lock(m_diary->mutex);
        ++m_diary->ended;
        m_diary->objectsAtEnd.push_back(there);
    }

private:
    // Both eyes of a frame are told together, once the right one is drawn.
    void remember(const EyeView& eye)
    {
        const GLenum fault = glGetError();
        const auto index = static_cast<size_t>(eye.eye);
        m_views[index] = eye;
        if (eye.eye == 0)
            m_reading = m_diary->readBack;
        if (m_reading) {
            QImage picture(eye.rect.size(), QImage::Format_RGBA8888);
            glPixelStorei(GL_PACK_ALIGNMENT, 4);
            glReadPixels(0, 0, picture.width(), picture.height(), GL_RGBA, GL_UNSIGNED_BYTE, picture.bits());
            m_eyes[index] = picture.mirrored();
            m_depths[index] = std::make_unique<Depths>(eye.rect.size());
        }
        const std::lock_guard lock(m_diary->mutex);
        if (fault != GL_NO_ERROR)
            m_diary->faults.insert(QStringLiteral("0x%1").arg(fault, 0, 16));
        if (eye.eye == 0)
            return;
        m_diary->views = m_views;
        if (m_reading) {
            m_diary->eyes = m_eyes;
            m_diary->middleDepth
                = m_depths[0]->at((m_views[0].projection * m_views[0].view).map(m_cube.middle));
            m_diary->hidden = m_depths[0]->hidden();
            m_diary->middleHidden = m_depths[0]->middleHidden();
        }
        ++m_diary->pictures;
    }

    std::array<EyeView, 2> m_views;
    std::array<QImage, 2> m_eyes;
    std::array<std::unique_ptr<Depths>, 2> m_depths;
    bool m_reading = false;
    std::shared_ptr<StageDiary> m_diary;
    Cube m_cube;
    gl::Program m_program;
    GLuint m_array = 0;
    GLuint m_panel = 0;
};

} // namespace

std::unique_ptr<headset::Stage> makeCubeStage(std::shared_ptr<StageDiary> diary, Cube cube)
{
    return std::make_unique<CubeStage>(std::move(diary), cube);
}

} // namespace twinward::test
