#pragma once

// A monitor's sweep: traces drawn from left to right over and over, the newest erasing the oldest. What was
// not sent is a gap, never a line.

#include <deque>
#include <limits>
#include <QString>
#include <QWidget>
#include <span>
#include <vector>

namespace twinward::vitals {

class SweepView : public QWidget
{
    Q_OBJECT

public:
    struct Channel
    {
        QString name;
        QString unit;
        double samplesPerSecond = 0;
    };

    explicit SweepView(QWidget* parent = nullptr);

    // Begins anew with these; at most four are drawn, the others are named.
    void setChannels(std::vector<Channel> channels, qint64 startMs);
    void append(int channel, qint64 firstMs, std::span<const float> samples);
    void markBeat(qint64 ms, int channel);
    [[nodiscard]] int drawnChannels() const { return static_cast<int>(m_lanes.size()); }
    [[nodiscard]] qint64 penMs() const { return m_penMs; } // time of the newest sample

    [[nodiscard]] QSize sizeHint() const override { return {640, 240}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Lane
    {
        Channel channel;
        std::vector<float> ring; // sweepSeconds long; NaN where there is nothing
        double low = 0;
        double high = 0;
        bool hasRange = false;
        std::deque<qint64> beats;
    };
    [[nodiscard]] size_t place(const Lane& lane, qint64 ms) const;
    void widen(Lane& lane, float value) const;
    void paintLane(QPainter& painter, const Lane& lane, const QRect& area, int index) const;
    void paintTrace(QPainter& painter, const Lane& lane, const QRect& area) const;

    std::vector<Lane> m_lanes;
    qint64 m_startMs = 0;
    qint64 m_penMs = 0;
};

} // namespace twinward::vitals
