#pragma once

// The open patient's vital signs of the last minutes as they come in from a monitor: the numbers with their
// ages, the traces with their gaps. It draws what is in the record, whoever put it there: what can be seen
// here is kept.

#include "chart_vitals_p.h"
#include "track_p.h"
#include "vitals/recent.h"
#include "workbench/panel.h"

#include <QTimer>

class QGridLayout;
class QLabel;

namespace twinward::vitals {

class TrackPlot;
class Units;

class MonitorView : public QWidget
{
    Q_OBJECT

public:
    explicit MonitorView(workbench::Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] bool hasValues() const { return !m_signs.empty(); }
    [[nodiscard]] const std::vector<RecentSign>& shown() const { return m_signs; }
    [[nodiscard]] TrackPlot* plot() const { return m_plot; }

signals:
    void changed(); // there is something to show, or nothing any more

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Tile
    {
        QWidget* frame = nullptr;
        QLabel* name = nullptr;
        QLabel* figure = nullptr;
        QLabel* unit = nullptr;
        QLabel* age = nullptr;
    };

    void read();
    void tick();
    void buildTiles();
    void showTiles();
    void drawTracks();
    [[nodiscard]] Track signTrack(const RecentSign& sign) const;
    [[nodiscard]] Track pressureTrack(const RecentSign& systolic, const RecentSign& diastolic) const;
    [[nodiscard]] const RecentSign* find(Sign sign) const;
    [[nodiscard]] bool isPartOfPressure(Sign sign) const;
    [[nodiscard]] QString figureOf(const RecentSign& sign) const;

    workbench::Workspace& m_workspace;
    VitalsSource m_source;
    Units& m_units;
    std::vector<RecentSign> m_signs;
    std::vector<Sign> m_tiled; // what the tiles stand for
    std::vector<Tile> m_tiles;
    QGridLayout* m_grid;
    QLabel* m_note;
    TrackPlot* m_plot;
    QTimer m_tick;
};

} // namespace twinward::vitals
