#pragma once

// Several tracks over one another on one time axis, with the keyboard, the wheel and the mouse to move in
// time. Knows no patient: it is given tracks and tells what is under the cursor.

#include "track_furniture_p.h"

class QTimer;

namespace twinward::vitals {

class TrackPlot : public QCustomPlot
{
    Q_OBJECT

public:
    explicit TrackPlot(QWidget* parent = nullptr);

    void setTracks(std::vector<Track> tracks);
    [[nodiscard]] const std::vector<TrackPlottable*>& tracks() const { return m_tracks; }
    // The whole of time that Home, End and "all" mean; nothing outside it can be reached but for a margin.
    void setExtent(const TimeWindow& extent) { m_extent = extent; }

    [[nodiscard]] TimeWindow window() const { return m_window; }
    void setWindow(TimeWindow window);
    void setNow(double seconds);
    void setCursorTime(std::optional<double> seconds);
    [[nodiscard]] std::optional<double> cursorTime() const { return m_cursor; }
    void setSelectedSource(quint32 source);
    void setColours(const ChartColours& colours);

    // Where time runs from left to right, in this widget's pixels: what a table under the plot lines up with.
    [[nodiscard]] QRect timeArea() const;
    // The track under a point of the widget, else -1.
    [[nodiscard]] int trackAt(const QPointF& position) const;
    // The measurement nearest to a point of the widget, within a finger's breadth.
    [[nodiscard]] const TrackPoint* pointAt(const QPointF& position) const;

    // As small as its owner makes it: how many tracks are readable is not the library's to know.
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 80}; }

    void zoom(double factor, double around);
    void pan(double seconds);

signals:
    void windowChanged();
    void cursorMoved(std::optional<double> seconds); // by the user, here
    void pointChosen(quint32 source); // clicked, or Enter at the cursor
    void hovered(int track, const twinward::vitals::TrackPoint* point, QPoint globalPosition);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void addTrack(int row, Track track);
    void styleAxes(QCPAxisRect* rect) const;
    void refresh();
    void moveCursor(Direction direction);
    void chooseAtCursor();
    void setCursorByUser(std::optional<double> seconds);
    [[nodiscard]] double timeAt(double x) const;
    [[nodiscard]] double secondsPerPixel() const;

    std::vector<TrackPlottable*> m_tracks; // owned by the plot, as QCustomPlot has it
    std::vector<TrackHeading*> m_headings;
    std::vector<TrackReadout*> m_readouts;
    std::vector<NowLine*> m_nowLines;
    CursorLine* m_cursorLine = nullptr;
    ChartColours m_colours = ChartColours::screen();
    TimeWindow m_extent;
    TimeWindow m_window;
    double m_now = 0;
    std::optional<double> m_cursor;
    int m_focusTrack = 0;
    std::optional<QPoint> m_pressed;
    TimeWindow m_pressedWindow;
    bool m_dragging = false;
};

} // namespace twinward::vitals
