#include "imaging_view/scene_picture.h"

#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "imaging_view/plane_picture.h"
#include "imaging_view/presets.h"
#include "imaging_view/shade.h"
#include "imaging_view/volume_renderer.h"

#include <algorithm>
#include <QHash>
#include <QPainter>

namespace twinward::imaging {

namespace {

constexpr int gap = 2; // pixels between views

// The six letters as lines on a grid of 4 by 6, so that no font and no window system is needed.
const QHash<QChar, QList<QLine>>& strokes()
{
    static const QHash<QChar, QList<QLine>> all{
        {u'R', {{0, 0, 0, 6}, {0, 0, 4, 0}, {4, 0, 4, 3}, {4, 3, 0, 3}, {1, 3, 4, 6}}},
        {u'L', {{0, 0, 0, 6}, {0, 6, 4, 6}}}, {u'A', {{0, 6, 2, 0}, {2, 0, 4, 6}, {1, 4, 3, 4}}},
        {u'P', {{0, 0, 0, 6}, {0, 0, 4, 0}, {4, 0, 4, 3}, {4, 3, 0, 3}}},
        {u'H', {{0, 0, 0, 6}, {4, 0, 4, 6}, {0, 3, 4, 3}}},
        {u'F', {{0, 0, 0, 6}, {0, 0, 4, 0}, {0, 3, 3, 3}}}};
    return all;
}

// Middle of the word at a point.
void write(QPainter& painter, const QPointF& middle, const QString& letters)
{
    const double unit = 2;
    const double wide = static_cast<double>(letters.size()) * 6 * unit - 2 * unit;
    for (const auto& [colour, width] :
        {std::pair{QColor(0, 0, 0), 4.0}, std::pair{QColor(226, 232, 240), 1.6}}) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
        for (qsizetype i = 0; i < letters.size(); ++i) {
            const QPointF origin = middle + QPointF(static_cast<double>(i) * 6 * unit - wide / 2, -3 * unit);
            for (const QLine& line : strokes().value(letters[i]))
                painter.drawLine(origin + QPointF(line.p1()) * unit, origin + QPointF(line.p2()) * unit);
        }
    }
}

void writeLetters(QPainter& painter, const QRect& where, const Vec3& right, const Vec3& up)
{
    const QPointF middle = QRectF(where).center();
    write(painter, {where.right() - 20.0, middle.y()}, orientationLetters(right));
    write(painter, {where.left() + 20.0, middle.y()}, orientationLetters(right * -1));
    write(painter, {middle.x(), where.top() + 16.0}, orientationLetters(up));
    write(painter, {middle.x(), where.bottom() - 16.0}, orientationLetters(up * -1));
}

QRect rectOf(const Cell& cell, const std::vector<Cell>& cells, const QSize& pixels)
{
    int rows = 1;
    int columns = 1;
    for (const Cell& each : cells) {
        rows = std::max(rows, each.row + each.rows);
        columns = std::max(columns, each.column + each.columns);
    }
    const auto edge = [](int at, int count, int size) { return at * (size + gap) / count; };
    const QPoint from(edge(cell.column, columns, pixels.width()), edge(cell.row, rows, pixels.height()));
    const QPoint to(edge(cell.column + cell.columns, columns, pixels.width()) - gap,
        edge(cell.row + cell.rows, rows, pixels.height()) - gap);
    return {from, to - QPoint(1, 1)};
}

} // namespace

std::vector<Cell> cellsOf(Layout layout)
{
    switch (layout) {
    case Layout::One:
        return {{0, 0}};
    case Layout::OneByTwo:
        return {{0, 0}, {0, 1}};
    case Layout::TwoByTwo:
        return {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    case Layout::StackAndPlanes:
        return {{0, 0, 3, 2}, {0, 2}, {1, 2}, {2, 2}};
    }
    return {};
}

ExamScene firstScene(const Volume& volume)
{
    using Kind = PlaneView::Kind;
    ExamScene scene;
    scene.layers.emplace_back();
    scene.layers.front().window = firstWindow(volume);
    scene.cursor = centreOf(volume.grid);
    scene.planes = {
        hang(Kind::Axial, volume.grid), hang(Kind::Sagittal, volume.grid), hang(Kind::Coronal, volume.grid)};
    scene.volume.rotation = frontRotation();
    scene.volume
        = withPreset(scene.volume, volumePresets(volume.modality).front(), scene.layers.front().window);
    return scene;
}

base::Result<QImage> renderScene(const ExamScene& scene, const VolumePtr& ground, const QSize& pixels)
{
    if (pixels.isEmpty() || !ground || scene.layers.empty())
        return base::fail(base::ErrorCode::InvalidInput, QStringLiteral("There is nothing to be drawn"));
    QImage picture(pixels, QImage::Format_RGB32);
    picture.fill(QColor(46, 57, 69)); // between the views
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<Cell> cells = cellsOf(scene.layout);
    const Layer& layer = scene.layers.front();
    for (size_t i = 0; i < cells.size(); ++i) {
        const QRect where = rectOf(cells[i], cells, pixels);
        if (i < scene.planes.size()) {
            const PlaneView& view = scene.planes[i];
            const PlaneFrame frame = frameOf(view, ground->grid, scene.cursor, where.size());
            QImage plane;
            drawPlane(plane, *ground, {frame, view.projection, view.slabMm}, {layer.window, layer.colourMap});
            painter.drawImage(where.topLeft(), plane);
            writeLetters(painter, where, frame.right, frame.down * -1);
            continue;
        }
        auto renderer = VolumeRenderer::make();
        if (!renderer)
            return base::fail(renderer.error());
        const auto rays = RayVolume::prepare(ground, RayCaster::leastLongestSide);
        if (auto taken = (*renderer)->setVolume(rays); !taken)
            return base::fail(taken.error());
        painter.drawImage(where.topLeft(), (*renderer)->render(scene.volume, where.size(), Quality::Still));
        const auto axes = axesOf(scene.volume);
        writeLetters(painter, where, axes[0], axes[1]);
        break; // one volume; what is left over stays empty
    }
    return picture;
}

} // namespace twinward::imaging
