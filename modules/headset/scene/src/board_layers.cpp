#include "board_layers_p.h"

#include <algorithm>
#include <QPainter>

namespace twinward::headset {

namespace {

constexpr double dotM = 0.012;
constexpr float beforeBoardM = 0.002F;
constexpr std::uint64_t firstDot = ~std::uint64_t{0} - 8; // ids that no board has

QImage dotPicture()
{
    QImage picture(32, 32, QImage::Format_RGBA8888_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0x11, 0x16, 0x1C), 3)); // seen on light boards and on dark ones
    painter.setBrush(QColor(0x55, 0xB8, 0xDB));
    painter.drawEllipse(QRectF(3, 3, 26, 26));
    return picture;
}

} // namespace

void BoardLayers::fill(Texture& texture, const QImage& picture, std::uint64_t version)
{
    if (texture.isFilled && texture.version == version && texture.size == picture.size())
        return;
    if (texture.size != picture.size()) {
        texture.name = gl::Texture::make();
        texture.size = picture.size();
        glTextureStorage2D(texture.name.get(), 1, GL_RGBA8, texture.size.width(), texture.size.height());
    }
    const QImage image = picture.convertToFormat(QImage::Format_RGBA8888_Premultiplied).mirrored();
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTextureSubImage2D(texture.name.get(), 0, 0, 0, image.width(), image.height(), GL_RGBA, GL_UNSIGNED_BYTE,
        image.constBits());
    texture.version = version;
    texture.isFilled = true;
}

std::vector<QuadLayer> BoardLayers::of(const std::vector<Board>& boards,
    const std::vector<BoardOnStage>& pictures, const std::vector<Pose>& dots, const Pose& back)
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
        fill(texture, shown->picture, shown->version);
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
    for (size_t i = 0; i < dots.size(); ++i) {
        if (!m_dot.isFilled)
            fill(m_dot, dotPicture(), 0);
        QuadLayer layer;
        layer.id = firstDot + i;
        layer.texture = m_dot.name.get();
        layer.pixels = m_dot.size;
        layer.pose = back * dots[i] * Pose{{}, {0, 0, beforeBoardM}};
        layer.metres = {dotM, dotM};
        layers.push_back(layer);
    }
    return layers;
}

} // namespace twinward::headset
