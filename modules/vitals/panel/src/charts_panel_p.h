#pragma once

// The patient's vitals over time: tracks on one axis, the numbers under them, the cursor shared with the
// other panels, corrections from where the wrong value is seen.

#include "chart_tracks_p.h"
#include "workbench/panel.h"

#include <QTimer>

class QAction;
class QButtonGroup;
class QLabel;
class QScrollArea;
class QStackedLayout;
class QToolButton;

namespace twinward::workbench {
class ElidedLabel;
class EmptyState;
class FailureBar;
} // namespace twinward::workbench

namespace twinward::vitals {

class TrackPlot;
class TracksMenu;
class Units;
class VitalsTable;

class ChartsPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit ChartsPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QList<QAction*> commands() const override;
    void focusFirst() override;
    [[nodiscard]] TrackPlot* plot() const { return m_plot; }
    [[nodiscard]] VitalsTable* table() const { return m_table; }
    // The days the range buttons show; 0 for all of it.
    void showDays(double days);
    // Writes the chart as it stands; the ending says which: .png or .pdf. Logged as an export.
    void exportTo(const QString& path);
    [[nodiscard]] bool isReady() const { return m_shown; } // the open patient's chart is drawn

signals:
    void drawn();
    void exported(const QString& path);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void layOut();
    QLayout* makeToolbar();
    void makeActions();
    void connectPlot();
    void takePatient();
    void takeVitals();
    void takeTracks(const ChartTracks& tracks);
    void redraw();
    void lineUp();
    void showHover(int track, quint32 source, const QPoint& where);
    void followSelection();
    void choose(quint32 source);
    void correct();
    void askWhere();
    void retranslate();
    void nameTracks();
    void updateRange();
    void markRange();
    [[nodiscard]] QString describe(quint32 source) const;

    workbench::Workspace& m_workspace;
    VitalsSource m_source;
    Units& m_units;
    ChartTracks m_tracks;
    TrackPlot* m_plot;
    VitalsTable* m_table;
    QScrollArea* m_plotScroll;
    QWidget* m_content;
    workbench::EmptyState* m_empty;
    workbench::FailureBar* m_failure;
    QStackedLayout* m_stack;
    workbench::ElidedLabel* m_range;
    QLabel* m_unreadable;
    QButtonGroup* m_rangeButtons;
    TracksMenu* m_tracksMenu;
    QToolButton* m_tracksButton;
    QToolButton* m_correctButton;
    QToolButton* m_exportButton;
    QAction* m_chooseTracks;
    QAction* m_correct;
    QAction* m_export;
    QTimer m_clock;
    quint64 m_generation = 0;
    double m_days = 3;
    TimeWindow m_chosen; // what the range button gave
    bool m_shown = false;
};

} // namespace twinward::vitals
