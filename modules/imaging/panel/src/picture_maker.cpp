#include "picture_maker_p.h"

#include "imaging_view/operators.h"
#include "imaging_view/plane_picture.h"
#include "imaging_view/shade.h"
#include "workbench/when_done.h"

#include <QPainter>
#include <QtConcurrent/QtConcurrentRun>

namespace twinward::imaging {

namespace {

constexpr int outlineShare = 110; // of 255: the tissue under an outline stays readable

QImage pictureOf(const FrameLook& look, const PlaneFrame& frame)
{
    QImage picture(frame.size, QImage::Format_RGB32);
    picture.fill(Qt::black);
    const QImage own
        = frameImage(*look.frame, (*look.headers)[look.header], look.number, look.window, look.colourMap);
    if (own.isNull())
        return picture;
    // From the middles of the frame's pixels to the view's.
    const GridMap map(look.grid);
    const QPointF origin = frame.toPixel(map.toPatient({-0.5, -0.5, 0}));
    const QPointF right = frame.toPixel(map.toPatient({0.5, -0.5, 0})) - origin;
    const QPointF down = frame.toPixel(map.toPatient({-0.5, 0.5, 0})) - origin;
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setTransform(QTransform(right.x(), right.y(), down.x(), down.y(), origin.x(), origin.y()));
    painter.drawImage(0, 0, own);
    return picture;
}

void lay(QImage& picture, const Segmentation& segmentation, const PlaneFrame& frame)
{
    PlaneRaster raster;
    raster.topLeft = frame.toPatient({0.5, 0.5});
    raster.right = frame.right * frame.mmPerPixel;
    raster.down = frame.down * frame.mmPerPixel;
    raster.width = frame.size.width();
    raster.height = frame.size.height();
    std::vector<quint8> inside(static_cast<size_t>(raster.width) * static_cast<size_t>(raster.height));
    for (const Segment& segment : segmentation.segments) {
        std::ranges::fill(inside, quint8{0});
        rasterise(segment.mask, segmentation.grid, raster, 1, inside.data());
        const quint8* at = inside.data();
        const auto mix = [](int under, int over) { return under + (over - under) * outlineShare / 255; };
        for (int y = 0; y < raster.height; ++y) {
            auto* out = reinterpret_cast<QRgb*>(picture.scanLine(y));
            for (int x = 0; x < raster.width; ++x, ++at) {
                if (*at != 0)
                    out[x] = qRgb(mix(qRed(out[x]), qRed(segment.colour)),
                        mix(qGreen(out[x]), qGreen(segment.colour)),
                        mix(qBlue(out[x]), qBlue(segment.colour)));
            }
        }
    }
}

} // namespace

QThreadPool& drawingPool()
{
    static QThreadPool pool;
    static const bool begun = [] {
        pool.setMaxThreadCount(4);
        return true;
    }();
    Q_UNUSED(begun)
    return pool;
}

QImage makePicture(const PictureOrder& order, QImage spare)
{
    const PlaneFrame& frame = order.cut.frame;
    QImage picture;
    if (order.frame && order.frame->frame) {
        picture = pictureOf(*order.frame, frame);
    } else {
        for (const LayerLook& layer : order.layers) {
            const Cut cut{seenBy(layer.toPatient, frame), order.cut.projection, order.cut.slabMm};
            const PlaneLook look{layer.window, layer.colourMap};
            if (picture.isNull()) {
                drawPlane(spare, *layer.volume, cut, look);
                picture = std::move(spare);
                spare = {};
            } else {
                layPlane(picture, *layer.volume, cut, look, layer.opacity);
            }
        }
    }
    for (const SegmentationPtr& outline : order.outlines) {
        if (!picture.isNull())
            lay(picture, *outline, frame);
    }
    return picture;
}

void PictureMaker::order(const PictureOrder& order)
{
    if (m_busy)
        m_next = order;
    else
        begin(order);
}

void PictureMaker::begin(const PictureOrder& order)
{
    m_busy = true;
    auto future = QtConcurrent::run(&drawingPool(), [order, spare = std::exchange(m_spare, {})]() mutable {
        return makePicture(order, std::move(spare));
    });
    workbench::whenDone(future, this, [this, frame = order.cut.frame](const QImage& picture) {
        m_busy = false;
        m_spare = std::exchange(m_shown, std::exchange(m_newest, picture));
        if (m_next)
            begin(*std::exchange(m_next, std::nullopt));
        emit made(picture, frame);
    });
}

} // namespace twinward::imaging
