#pragma once

// An eye's picture in memory, drawn and read back as a headset's runtime would have it.

#include "base_gl/objects.h"
#include "headset/stage.h"

#include <cmath>
#include <QDir>
#include <QImage>

namespace twinward::headset::test {

inline constexpr QSize eyeSize(480, 480);
inline constexpr float halfView = 0.8F; // radians
inline constexpr float betweenEyesM = 0.064F;

// Draws as a headset's eye does: linear light, premultiplied, into sRGB.
class EyePicture
{
public:
    EyePicture()
    {
        glTextureStorage2D(m_colour.get(), 1, GL_SRGB8_ALPHA8, eyeSize.width(), eyeSize.height());
        glTextureStorage2D(m_depth.get(), 1, GL_DEPTH_COMPONENT32F, eyeSize.width(), eyeSize.height());
        glNamedFramebufferTexture(m_framebuffer.get(), GL_COLOR_ATTACHMENT0, m_colour.get(), 0);
        glNamedFramebufferTexture(m_framebuffer.get(), GL_DEPTH_ATTACHMENT, m_depth.get(), 0);
    }

    EyeView begin(int eye, const QVector3D& head)
    {
        EyeView view;
        view.eye = eye;
        view.framebuffer = m_framebuffer.get();
        view.depthTexture = m_depth.get();
        view.rect = QRect(QPoint(), eyeSize);
        view.pose = {{}, head + QVector3D((static_cast<float>(eye) - 0.5F) * betweenEyesM, 0, 0)};
        view.fov = {-halfView, halfView, halfView, -halfView};
        view.nearM = 0.05F;
        view.farM = 30;
        view.view = view.pose.inverse().matrix();
        view.projection = headset::projection(view.fov, view.nearM, view.farM);
        glBindFramebuffer(GL_FRAMEBUFFER, m_framebuffer.get());
        glViewport(0, 0, eyeSize.width(), eyeSize.height());
        glEnable(GL_FRAMEBUFFER_SRGB);
        glClearColor(0, 0, 0, 0);
        glClearDepth(1);
        glDepthMask(GL_TRUE);
        glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
        return view;
    }

    [[nodiscard]] QImage picture() const
    {
        QImage image(eyeSize, QImage::Format_RGBA8888_Premultiplied);
        glReadPixels(0, 0, eyeSize.width(), eyeSize.height(), GL_RGBA, GL_UNSIGNED_BYTE, image.bits());
        return image.mirrored();
    }

private:
    gl::Texture m_colour = gl::Texture::make();
    gl::Texture m_depth = gl::Texture::make();
    gl::Framebuffer m_framebuffer = gl::Framebuffer::make();
};

inline double pixelsPerTangent()
{
    return eyeSize.width() / (2 * std::tan(double{halfView}));
}

inline bool isRed(const QColor& colour)
{
    return colour.red() > 120 && colour.green() < 40 && colour.blue() < 40;
}

inline int redPixels(const QImage& image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += isRed(image.pixelColor(x, y)) ? 1 : 0;
    }
    return count;
}

// Of what is drawn in red, in pixels; (-1, -1) where nothing is.
inline QPointF middleOfRed(const QImage& image)
{
    QPointF sum;
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (isRed(image.pixelColor(x, y))) {
                sum += QPointF(x + 0.5, y + 0.5);
                ++count;
            }
        }
    }
    return count == 0 ? QPointF(-1, -1) : sum / count;
}

inline constexpr const char* noOpenGl
    = "This computer has no OpenGL 4.5, not even in software (Mesa's llvmpipe: libgl1-mesa-dri)";

// Where TWINWARD_PICTURES says, for people to look at.
inline void keep(const QImage& image, const QString& name)
{
    const QString folder = qEnvironmentVariable("TWINWARD_PICTURES");
    if (!folder.isEmpty())
        image.save(QDir(folder).filePath(name));
}

} // namespace twinward::headset::test
