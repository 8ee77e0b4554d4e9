#pragma once

// The numbers under the plots on the same time axis: one row a sign, one column a stretch of time, as on the
// paper chart. A column with more than one value shows the last and says that there are more.

#include "chart_colours_p.h"
#include "chart_tracks_p.h"

#include <QWidget>

namespace twinward::vitals {

class Units;

class VitalsTable : public QWidget
{
    Q_OBJECT

public:
    explicit VitalsTable(Units& units, QWidget* parent = nullptr);

    void setTracks(const ChartTracks* tracks); // must outlive it, or be replaced
    // The same time on the same pixels as the plot above.
    void setTime(const TimeWindow& window, int left, int right);
    void setCursorTime(std::optional<double> seconds);
    void paintTo(QPainter& painter, const QSize& size, const ChartColours& colours) const;
    [[nodiscard]] int rowsHeight() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    // What stands in the cell under a point: one line a value, newest first; empty where there is none.
    [[nodiscard]] QString describeAt(const QPoint& position) const;

signals:
    void eventChosen(twinward::record::EventId event);
    void timeHovered(std::optional<double> seconds);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    // A row is a sign or, first, the score.
    struct Row
    {
        std::optional<Sign> sign;
        QString title;
    };
    struct Bin
    {
        qint64 fromMs = 0;
        qint64 toMs = 0;
        QRect column;
    };
    struct Place
    {
        const Row* row = nullptr;
        const Bin* bin = nullptr;
    };
    void makeRows();
    void makeBins();
    [[nodiscard]] Place placeAt(const QPoint& position) const;
    void paintHeader(QPainter& painter, const ChartColours& colours) const;
    void paintCell(QPainter& painter, const ChartColours& colours, const Row& row, const Bin& bin,
        const QRect& rect) const;
    [[nodiscard]] QString cellText(Sign sign, const Sample& sample) const;
    [[nodiscard]] static int rowHeight();

    Units& m_units;
    const ChartTracks* m_tracks = nullptr;
    std::vector<Row> m_rows;
    std::vector<Bin> m_bins;
    TimeWindow m_window;
    int m_left = 0;
    int m_right = 0;
    std::optional<double> m_cursor;
};

} // namespace twinward::vitals
