#pragma once

// The volume of the examination: drawn by a thread of its own, coarse while it moves, fine at rest. The GUI
// thread only shows pictures.

#include "exam_p.h"
#include "imaging_view/volume_renderer.h"

#include <QImage>
#include <QThread>
#include <QTimer>
#include <QWidget>

namespace twinward::imaging {

// Lives on the drawing thread; makes its renderer there with the first order.
class VolumeDrawer : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~VolumeDrawer() override;

    struct Order
    {
        VolumeView view;
        QSize pixels;
        Quality quality = Quality::Still;
        std::shared_ptr<const RayVolume> volume;
        std::vector<SurfaceToDraw> surfaces;
    };
    void order(const Order& order); // from the GUI thread; replaces one that has not begun
    void stop(); // gives up the one being drawn

signals:
    void drawn(const QImage& picture, twinward::imaging::Quality quality);
    void failed(const twinward::base::Error& error);

private:
    void drawNext();
    std::mutex m_mutex;
    std::optional<Order> m_next;
    std::atomic<bool> m_stop{false};
    std::unique_ptr<VolumeRenderer> m_renderer;
    std::optional<base::Error> m_refused; // this computer draws none
};

class VolumeWidget : public QWidget
{
    Q_OBJECT

public:
    explicit VolumeWidget(Exam& exam, QWidget* parent = nullptr);
    ~VolumeWidget() override;

    void setSurfaces(const std::vector<SurfaceToDraw>& surfaces);
    [[nodiscard]] const QImage& picture() const { return m_picture; }
    [[nodiscard]] bool isAtRest() const { return m_shownQuality == Quality::Still && !m_picture.isNull(); }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 160}; }

signals:
    void focused();
    void enlarged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void prepare(); // where there is nothing to see, off this thread
    void refresh(Quality quality);
    void moved(const QString& what, const std::function<void(VolumeView&)>& edit, const QString& merge);
    [[nodiscard]] QString message() const; // in place of a picture

    Exam& m_exam;
    QThread m_thread;
    VolumeDrawer* m_drawer; // on m_thread
    QTimer m_rest; // when nothing has moved for a while it is drawn finely
    VolumePtr m_volume; // that is being prepared or drawn
    std::shared_ptr<const RayVolume> m_rays; // of m_volume
    std::vector<SurfaceToDraw> m_surfaces;
    VolumeView m_asked;
    QImage m_picture;
    Quality m_shownQuality = Quality::Moving;
    std::optional<base::Error> m_error;
    QPointF m_last;
    int m_gesture = 0;
    bool m_dragging = false;
};

} // namespace twinward::imaging
