#pragma once

// The transfer function of the volume over the values that are there: points to drag, to add with a double
// click and to take away with Delete; the arrow keys move the chosen one.

#include "imaging/scene.h"
#include "imaging/volume.h"

#include <QWidget>

namespace twinward::imaging {

class TransferEditor : public QWidget
{
    Q_OBJECT

public:
    explicit TransferEditor(QWidget* parent = nullptr);

    void setPoints(const std::vector<TransferPoint>& points);
    void setVolume(const VolumePtr& volume); // for its histogram; counted off this thread
    [[nodiscard]] QPointF positionOf(size_t point) const;
    [[nodiscard]] QSize sizeHint() const override { return {240, 132}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 96}; }

signals:
    void edited(const std::vector<twinward::imaging::TransferPoint>& points, const QString& merge);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Histogram
    {
        double low = 0;
        double high = 1;
        std::vector<float> bars; // 0 to 1, of the logarithm
    };

    [[nodiscard]] QRectF area() const;
    [[nodiscard]] TransferPoint pointAt(const QPointF& position) const;
    void moveChosen(double value, double opacity, const QString& merge);
    void chooseColour();
    void tell(const QString& merge);

    std::vector<TransferPoint> m_points;
    VolumePtr m_volume;
    Histogram m_histogram;
    std::optional<size_t> m_chosen;
    bool m_dragging = false;
    int m_gesture = 0;
};

} // namespace twinward::imaging
