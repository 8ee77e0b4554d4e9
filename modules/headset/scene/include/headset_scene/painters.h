#pragma once

// Draws models and flat pictures into an eye's view. On the thread and in the OpenGL 4.5 context that made
// them; they are gone when that context goes. Throws std::runtime_error where OpenGL refuses a program.

#include "headset/stage.h"
#include "headset_scene/model.h"

#include <memory>
#include <QImage>

namespace twinward::headset {

enum class Lighting {
    Baked, // the colours are the light: rooms
    FromAbove, // shaded by a soft light from above and one from the wearer: what moves
};

class ModelPainter
{
public:
    ModelPainter();
    ~ModelPainter();

    // What is drawn under this number from now on; an empty model takes no room.
    void set(int number, const Model& model);
    struct Look
    {
        QMatrix4x4 place; // model to room
        float opacity = 1; // under 1: the back of it first, then its front, over what is there already
        Lighting lighting = Lighting::FromAbove;
    };
    void draw(const EyeView& eye, int number, const Look& look);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

// Pictures in the room: a slice through the images, a name over a bed. Seen from both sides.
class PicturePainter
{
public:
    PicturePainter();
    ~PicturePainter();

    void set(int number, const QImage& picture);
    // `place` takes the square from -½ to ½, x to the right and y up, into the room.
    void draw(const EyeView& eye, int number, const QMatrix4x4& place, float opacity);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace twinward::headset
