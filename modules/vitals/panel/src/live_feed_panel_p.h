#pragma once

// What comes, drawn as it comes: the open patient's vital signs as a monitor sends them, or a recording as it
// came: sweeping traces, the heart rate worked out from the ECG, its trend with gaps and artefacts. A replay
// is said to be one, in words, all the time.

#include "track_p.h"
#include "vitals/live_feed.h"
#include "workbench/panel.h"

#include <QTimer>

class QAction;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedLayout;

namespace twinward::workbench {
class EmptyState;
class FailureBar;
} // namespace twinward::workbench

namespace twinward::vitals {

class MonitorView;
class SweepView;
class TrackPlot;

class LiveFeedPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit LiveFeedPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QList<QAction*> commands() const override;
    // Reads the recording off the GUI's thread, then starts.
    void openRecording(const QString& path);
    [[nodiscard]] const LiveFeed* feed() const { return m_feed.get(); }
    [[nodiscard]] SweepView* sweep() const { return m_sweep; }
    [[nodiscard]] MonitorView* monitor() const { return m_monitor; }
    void setSpeed(double factor);

signals:
    void started();

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeActions();
    void layOut();
    [[nodiscard]] QLayout* makeHead();
    void askWhich();
    void showWhatThereIs();
    void closeRecording();
    void start(std::shared_ptr<const Waveform> recording);
    void playOrPause();
    void poll();
    void redrawTrend();
    void takeValues();
    void retranslate();
    [[nodiscard]] Track trendTrack() const;

    workbench::Workspace& m_workspace;
    std::unique_ptr<LiveFeed> m_feed;
    size_t m_beatsDrawn = 0;
    qint64 m_trendDrawnMs = 0;
    SweepView* m_sweep;
    TrackPlot* m_trend;
    QLabel* m_what;
    QLabel* m_rate;
    QLabel* m_rateUnit;
    QLabel* m_state;
    QComboBox* m_speed;
    QPushButton* m_playButton;
    QPushButton* m_takeButton;
    QPushButton* m_openButton;
    QPushButton* m_closeButton;
    workbench::EmptyState* m_empty;
    workbench::FailureBar* m_failure;
    QWidget* m_content;
    MonitorView* m_monitor;
    QStackedLayout* m_stack;
    QAction* m_open;
    QAction* m_play;
    QAction* m_take;
    QAction* m_close;
    QTimer m_poll;
};

} // namespace twinward::vitals
