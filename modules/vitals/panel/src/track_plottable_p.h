#pragma once

// Draws one Track in its axis rect: reference bands, then the line, bars or blocks, then the marks.

#include "chart_colours_p.h"
#include "track_p.h"

#include "plot_library_p.h"

namespace twinward::vitals {

class TrackPlottable : public QCPAbstractPlottable
{
    Q_OBJECT

public:
    TrackPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, Track track);

    [[nodiscard]] const Track& track() const { return m_track; }
    // Fetches what the window shows and fits the value axis to it.
    void showWindow(const TimeWindow& window, int pixels);
    [[nodiscard]] const std::vector<TrackPoint>& points() const { return m_points; }
    // The drawn point nearest in time, no further than so many seconds.
    [[nodiscard]] const TrackPoint* nearest(double time, double tolerance) const;
    void setColours(const ChartColours& colours) { m_colours = colours; }
    void setSelectedSource(quint32 source) { m_selectedSource = source; }

    double selectTest(const QPointF& pos, bool onlySelectable, QVariant* details) const override;
    QCPRange getKeyRange(bool& foundRange, QCP::SignDomain inSignDomain) const override;
    QCPRange getValueRange(
        bool& foundRange, QCP::SignDomain inSignDomain, const QCPRange& inKeyRange) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    void drawBands(QCPPainter* painter) const;
    void drawLine(QCPPainter* painter) const;
    void drawBars(QCPPainter* painter) const;
    void drawSteps(QCPPainter* painter) const;
    void drawMarks(QCPPainter* painter) const;
    void drawMark(QCPPainter* painter, const TrackPoint& point) const;
    [[nodiscard]] double pixelsPerPoint() const;
    [[nodiscard]] QColor colour() const;
    void fitValues();

    Track m_track;
    std::vector<TrackPoint> m_points;
    ChartColours m_colours = ChartColours::screen();
    quint32 m_selectedSource = TrackPoint::noSource;
};

} // namespace twinward::vitals
