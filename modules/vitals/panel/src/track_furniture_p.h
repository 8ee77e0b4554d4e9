#pragma once

// What stands around the tracks: the name at the left, the last value with its age at the right, the cursor
// and now across them all.

#include "track_plottable_p.h"

namespace twinward::vitals {

// Name and unit of a track, in its colour's sample.
class TrackHeading : public QCPLayoutElement
{
    Q_OBJECT

public:
    TrackHeading(QCustomPlot* plot, const TrackPlottable& plottable);
    void setColours(const ChartColours& colours) { m_colours = colours; }

protected:
    void draw(QCPPainter* painter) override;

private:
    const TrackPlottable& m_plottable;
    ChartColours m_colours = ChartColours::screen();
};

// The last value, large, with its unit and how long ago it was taken.
class TrackReadout : public QCPLayoutElement
{
    Q_OBJECT

public:
    TrackReadout(QCustomPlot* plot, const TrackPlottable& plottable);
    void setColours(const ChartColours& colours) { m_colours = colours; }
    void setNow(double seconds) { m_now = seconds; }

protected:
    void draw(QCPPainter* painter) override;

private:
    const TrackPlottable& m_plottable;
    ChartColours m_colours = ChartColours::screen();
    double m_now = 0;
};

// The moment the chart is looked at: a dashed line, so that an old chart is seen to be old.
class NowLine : public QCPAbstractItem
{
    Q_OBJECT

public:
    explicit NowLine(QCPAxisRect* rect);
    void setNow(double seconds) { m_now = seconds; }
    void setColours(const ChartColours& colours) { m_colours = colours; }
    double selectTest(const QPointF& pos, bool onlySelectable, QVariant* details) const override;

protected:
    void draw(QCPPainter* painter) override;
    [[nodiscard]] QRect clipRect() const override { return m_rect->rect(); }

private:
    QCPAxisRect* m_rect;
    double m_now = 0;
    ChartColours m_colours = ChartColours::screen();
};

// One line through every track, its time at the top and the value that stands under it in each.
class CursorLine : public QCPAbstractItem
{
    Q_OBJECT

public:
    CursorLine(QCustomPlot* plot, const std::vector<TrackPlottable*>& tracks);
    void setTime(std::optional<double> seconds) { m_time = seconds; }
    void setColours(const ChartColours& colours) { m_colours = colours; }
    double selectTest(const QPointF& pos, bool onlySelectable, QVariant* details) const override;

protected:
    void draw(QCPPainter* painter) override;
    [[nodiscard]] QRect clipRect() const override { return parentPlot()->viewport(); }

private:
    void drawTime(QCPPainter* painter, double x, const QRect& first) const;
    void drawValue(QCPPainter* painter, const TrackPlottable& track) const;

    const std::vector<TrackPlottable*>& m_tracks;
    std::optional<double> m_time;
    ChartColours m_colours = ChartColours::screen();
};

} // namespace twinward::vitals
