#pragma once

// Pictures of one view, made on threads of their own and handed over when they are done. Only the newest
// order counts: whoever scrolls faster than pictures can be made sees the last one, not a queue of old ones.

#include "imaging/segmentation.h"
#include "imaging_view/reslice.h"

#include <QImage>
#include <QObject>
#include <QThreadPool>

namespace twinward::imaging {

struct LayerLook
{
    VolumePtr volume;
    std::array<double, 16> toPatient{};
    Window window;
    QString colourMap;
    double opacity = 1;
};

// A frame that is no part of a volume.
struct FrameLook
{
    std::shared_ptr<const Frame> frame;
    std::shared_ptr<const std::vector<ObjectHeader>> headers;
    size_t header = 0;
    int number = 0;
    Grid grid;
    Window window;
    QString colourMap;
};

using SegmentationPtr = std::shared_ptr<const Segmentation>;

struct PictureOrder
{
    Cut cut;
    std::vector<LayerLook> layers; // the first is the ground
    std::optional<FrameLook> frame; // in place of layers
    std::vector<SegmentationPtr> outlines; // drawn over it
};

// For work of the viewer that takes longer than a frame. Not Qt's own pool: painting waits for that.
[[nodiscard]] QThreadPool& drawingPool();

// spare: an older picture whose memory may be used again, if nobody else holds it.
[[nodiscard]] QImage makePicture(const PictureOrder& order, QImage spare = {});

class PictureMaker : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    void order(const PictureOrder& order);
    [[nodiscard]] bool isBusy() const { return m_busy; }

signals:
    void made(const QImage& picture, const twinward::imaging::PlaneFrame& frame);

private:
    void begin(const PictureOrder& order);
    bool m_busy = false;
    QImage m_newest;
    QImage m_shown; // the one before, until the newest is taken
    QImage m_spare; // that before it, which views have let go of
    std::optional<PictureOrder> m_next;
};

} // namespace twinward::imaging
