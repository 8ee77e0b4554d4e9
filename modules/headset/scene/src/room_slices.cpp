#include "room_slices_p.h"

#include "imaging/vec.h"
#include "imaging_view/plane_picture.h"

namespace twinward::headset {

using imaging::Vec3;

namespace {

constexpr int side = 512; // pixels: about the grid's own

QVector3D vectorOf(const Vec3& v)
{
    return {static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[2])};
}

QMatrix4x4 placeOf(const imaging::PlaneFrame& frame)
{
    const auto width = static_cast<float>(frame.size.width() * frame.mmPerPixel);
    const auto height = static_cast<float>(frame.size.height() * frame.mmPerPixel);
    QMatrix4x4 place;
    place.setColumn(0, QVector4D(vectorOf(frame.right) * width, 0));
    place.setColumn(1, QVector4D(vectorOf(frame.down) * -height, 0));
    place.setColumn(2, QVector4D(vectorOf(frame.normal()), 0));
    place.setColumn(3, QVector4D(vectorOf(frame.centre), 1));
    return place;
}

// Only what is cut is there: the black around it would hide the room.
QImage clearOutside(const QImage& cut, const imaging::PlaneFrame& frame, const imaging::Grid& grid)
{
    QImage picture = cut.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    const imaging::GridMap map(grid);
    const Vec3 across = map.directionToIndex(imaging::times(frame.right, frame.mmPerPixel));
    for (int y = 0; y < picture.height(); ++y) {
        auto* row = reinterpret_cast<QRgb*>(picture.scanLine(y));
        Vec3 index = map.toIndex(frame.toPatient(QPointF(0.5, y + 0.5)));
        for (int x = 0; x < picture.width(); ++x) {
            for (size_t axis = 0; axis < 3; ++axis) {
                if (index.at(axis) < -0.5 || index.at(axis) > grid.size.at(axis) - 0.5)
                    row[x] = 0;
            }
            index = imaging::plus(index, across);
        }
    }
    return picture;
}

} // namespace

std::vector<RoomSlice> roomSlices(const SliceJob& job)
{
    std::vector<RoomSlice> slices;
    if (!job.ground || job.scene.layers.empty())
        return slices;
    const imaging::Layer& layer = job.scene.layers.front();
    for (imaging::PlaneView view : job.scene.planes) {
        if (view.kind == imaging::PlaneView::Kind::Stack)
            continue;
        // The whole plane, however it is zoomed at the desk.
        view.zoom = 1;
        view.panMm = {};
        const auto frame = imaging::frameOf(view, job.ground->grid, job.scene.cursor, {side, side});
        QImage cut;
        imaging::drawPlane(
            cut, *job.ground, {frame, view.projection, view.slabMm}, {layer.window, layer.colourMap});
        if (!cut.isNull())
            slices.push_back({clearOutside(cut, frame, job.ground->grid), placeOf(frame)});
    }
    return slices;
}

} // namespace twinward::headset
