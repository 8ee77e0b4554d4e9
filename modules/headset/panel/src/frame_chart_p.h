#pragma once

// The last ten seconds of frames: what each cost, the budget it had, and which were missed and why.

#include <QWidget>
#include <vector>

namespace twinward::headset {

struct FrameRecord;

class FrameChart : public QWidget
{
    Q_OBJECT

public:
    explicit FrameChart(QWidget* parent = nullptr);
    ~FrameChart() override;

    static constexpr double seconds = 10;
    void setFrames(
        std::vector<FrameRecord> frames); // oldest first; those older than ten seconds are left out
    [[nodiscard]] const std::vector<FrameRecord>& frames() const { return m_frames; }
    [[nodiscard]] QSize sizeHint() const override { return {480, 140}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 100}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void drawAxis(QPainter& painter, const QRectF& plot, double topMs) const;
    std::vector<FrameRecord> m_frames;
};

} // namespace twinward::headset
