#pragma once

// How ill the open patient is by their own signs: NEWS2 with each input's age and rule, what is due, the
// trend, the scale in force; for children each sign against the range for their age.

#include "chart_tracks_p.h"
#include "workbench/panel.h"

#include <QTimer>

class QAction;
class QLabel;
class QPushButton;
class QStackedLayout;

namespace twinward::workbench {
class EmptyState;
}

namespace twinward::vitals {

class OtherScoresView;
class ScoreView;
class TrackPlot;
class Units;

class EarlyWarningPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit EarlyWarningPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QList<QAction*> commands() const override;
    [[nodiscard]] ScoreView* scoreView() const { return m_score; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void takePatient();
    void takeVitals();
    void refresh();
    void updateDue(qint64 nowMs);
    void updateTrend(qint64 nowMs);
    void chooseScale();
    void retranslate();

    workbench::Workspace& m_workspace;
    VitalsSource m_source;
    Units& m_units;
    ChartTracks m_tracks;
    ScoreView* m_score;
    QLabel* m_due;
    QPushButton* m_scale;
    QLabel* m_trendTitle;
    TrackPlot* m_trend;
    OtherScoresView* m_others;
    QLabel* m_sourceNote;
    QWidget* m_content;
    workbench::EmptyState* m_empty;
    QStackedLayout* m_stack;
    QAction* m_chooseScale;
    QTimer m_clock;
};

} // namespace twinward::vitals
