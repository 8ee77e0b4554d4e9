#pragma once

// The image viewer: the patient's studies at the left, the views in the middle, their controls at the right.

#include "imaging/report.h"
#include "imaging/waveform.h"
#include "series_list_p.h"
#include "view_grid_p.h"
#include "workbench/panel.h"

#include <QTimer>

class QLabel;
class QPlainTextEdit;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QToolBar;

namespace twinward::workbench {
class EmptyState;
class FailureBar;
class ProgressLine;
} // namespace twinward::workbench

namespace twinward::imaging {

class SegmentControls;
class Segmenting;
class ViewControls;
class WaveformView;

class ImagesPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit ImagesPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);
    ~ImagesPanel() override;

    [[nodiscard]] QList<QAction*> commands() const override { return m_commands; }
    void focusFirst() override;

    // For tests: what the panel stands on.
    [[nodiscard]] Exam& exam() { return *m_exam; }
    [[nodiscard]] Marks& marks() { return *m_marks; }
    [[nodiscard]] ViewGrid& views() { return *m_views; }
    [[nodiscard]] Segmenting& segmenting() { return *m_segmenting; }
    void showSegments(); // the controls for them
    [[nodiscard]] const std::vector<Study>& studies() const { return m_studies; }
    [[nodiscard]] QAction* command(const char* name) const;
    void open(SeriesList::Place place, Exam::Place how = Exam::Place::Alone);

signals:
    void studiesChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Document // a series without images
    {
        std::optional<Report> report;
        std::optional<WaveformObject> waveform;
        std::optional<Segmentation> segmentation;
    };

    QWidget* makeStage();
    void makeTools();
    QWidget* makeSide();
    void joinSegmenting();
    void joinFindings();
    void retranslateSegmenting();
    void showOutlines();
    [[nodiscard]] bool isSegmentsOpen() const;
    void makeLooks();
    QAction* add(const char* name, const QKeySequence& key, const std::function<void()>& act);
    void retranslate();
    void chartChanged();
    void take(const std::vector<Study>& studies);
    void openFirst();
    void followSelection();
    void openSeries(const QString& uid);
    void goTo(const record::ImagingFinding& finding);
    void goThere(int layer, const record::ImagingFinding& finding); // its headers are there
    void openDocument(const Study& study, const Series& series);
    void showDocument(const Series& series, const Document& document);
    void showState();
    void showFindings();
    void showBars();
    void fail(const base::Error& error);
    void setLayout(Layout layout);
    using Panel::setLayout;
    void playOn();
    void stopPlaying();
    void keyImage();
    void align();
    void resetView();

    workbench::Workspace& m_workspace;
    Exam* m_exam;
    Marks* m_marks;
    SeriesList* m_list;
    ViewGrid* m_views;
    ViewControls* m_controls;
    Segmenting* m_segmenting;
    SegmentControls* m_segments = nullptr;
    QTabWidget* m_side;
    QToolBar* m_tools;
    QToolBar* m_looks; // undo, layouts, cine, comparing
    QStackedWidget* m_stage; // views, report or waveform
    QStackedWidget* m_pages; // empty or full
    QSplitter* m_full;
    QPlainTextEdit* m_report;
    WaveformView* m_waveform;
    workbench::EmptyState* m_empty;
    workbench::FailureBar* m_failure;
    workbench::ProgressLine* m_progress;
    QLabel* m_finding;
    QTimer m_cine;
    std::vector<Study> m_studies;
    record::PatientId m_shown;
    quint64 m_generation = 0; // of the studies asked for
    quint64 m_openings = 0; // a document that is read counts only while nothing else was opened
    bool m_read = false; // the studies of the open patient are known
    std::optional<record::ImagingFinding> m_goTo; // once its series is there
    QList<QAction*> m_commands;
    std::vector<SegmentationPtr> m_outlines;
};

} // namespace twinward::imaging
