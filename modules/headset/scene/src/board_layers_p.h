#pragma once

// The boards' pictures as layers that the runtime composites at their own sharpness.

#include "base_gl/objects.h"
#include "headset/stage.h"
#include "headset_scene/stage_link.h"

namespace twinward::headset {

class BoardLayers
{
public:
    // In the order of the boards, then a dot at each of the poses: the runtime lays boards over the picture,
    // and so over the rays that end on them. `back`: from the room to what the runtime tracks.
    [[nodiscard]] std::vector<QuadLayer> of(const std::vector<Board>& boards,
        const std::vector<BoardOnStage>& pictures, const std::vector<Pose>& dots, const Pose& back);

private:
    struct Texture
    {
        gl::Texture name;
        QSize size;
        std::uint64_t version = 0;
        bool isFilled = false;
    };
    static void fill(Texture& texture, const QImage& picture, std::uint64_t version);

    std::map<BoardId, Texture> m_textures;
    Texture m_dot;
};

} // namespace twinward::headset
