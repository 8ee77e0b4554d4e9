#include "board_layers_p.h"

#include <algorithm>

namespace twinward::headset {

void BoardLayers::fill(Texture& texture, const BoardOnStage& board)
{
    if (texture.isFilled && texture.version == board.version && texture.size == board.picture.size())
        return;
    if (texture.size != board.picture.size()) {
        texture.name = gl::Texture::make();
        texture.size = board.picture.size();
        glTextureStorage2D(texture.name.get(), 1, GL_RGBA8, texture.size.width(), texture.size.height());
    }
    const QImage image = board.picture.convertToFormat(QImage::Format_RGBA8888_Premultiplied).mirrored();
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTextureSubImage2D(texture.name.get(), 0, 0, 0, image.width(), image.height(), GL_RGBA, GL_UNSIGNED_BYTE,
        image.constBits());
    texture.version = board.version;
    texture.isFilled = true;
}

std::vector<QuadLayer> BoardLayers::of(
    const std::vector<Board>& boards, const std::vector<BoardOnStage>& pictures, const Pose& back)
{
    std::vector<QuadLayer> layers;
    std::map<BoardId, Texture> kept;
    for (const Board& board : boards) {
        const auto shown = std::find_if(pictures.begin(), pictures.end(),
            [&](const BoardOnStage& picture) { return picture.id == board.id; });
        if (shown == pictures.end())
            continue;
        Texture& texture = kept[board.id];
        if (const auto old = m_textures.find(board.id); old != m_textures.end())
            texture = std::move(old->second);
        fill(texture, *shown);
        QuadLayer layer;
        layer.id = board.id;
        layer.texture = texture.name.get();
        layer.pixels = texture.size;
        layer.version = texture.version;
        layer.pose = back * board.panel.pose;
        layer.metres = board.panel.metres;
        layers.push_back(layer);
    }
    m_textures = std::move(kept);
    return layers;
}

} // namespace twinward::headset
