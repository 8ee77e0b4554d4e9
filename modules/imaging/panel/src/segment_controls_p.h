#pragma once

// The controls for segmenting, beside the views: the segments with their volumes, what is taken by value, the
// brush, tidying, and where it goes.

#include "segmenting_p.h"

#include <QScrollArea>

class QAction;
class QBoxLayout;
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGroupBox;
class QLabel;
class QPushButton;
class QSlider;
class QTableWidget;
class QToolButton;

namespace twinward::imaging {

class SegmentControls : public QScrollArea
{
    Q_OBJECT

public:
    struct Tools // checkable; who owns them sets the tool
    {
        QAction* brush;
        QAction* eraser;
        QAction* seed;
    };
    SegmentControls(Exam& exam, Segmenting& segmenting, const Tools& tools, QWidget* parent = nullptr);

    [[nodiscard]] ValueRange range() const;

signals:
    void brushChanged(double radiusMm);

protected:
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QGroupBox* makeList();
    QGroupBox* makeValues(const Tools& tools);
    QGroupBox* makeBrush(const Tools& tools);
    QGroupBox* makeTidy();
    QGroupBox* makeKeep();
    void joinValues();
    void joinKeep();
    void retranslate();
    void show(); // what the segmenting says
    using QScrollArea::show;
    void showList();
    void showSources();
    void beginRange(); // of another series
    void rangeTouched();
    void preview();
    void brushTouched();
    void askForFile(Segmenting::FileKind kind);

    Exam& m_exam;
    Segmenting& m_segmenting;
    bool m_showing = false; // values are set by the program, not by the hand
    bool m_touched = false; // the range was moved since something was taken by it
    QString m_series; // whose values the range is for
    double m_least = 0; // of the sliders
    double m_most = 1;

    QLabel* m_why;
    QGroupBox* m_listBox;
    QTableWidget* m_list;
    QPushButton* m_add;
    QPushButton* m_remove;

    QGroupBox* m_valuesBox;
    std::array<QLabel*, 2> m_limitLabels{};
    std::array<QDoubleSpinBox*, 2> m_limits{}; // from, to
    std::array<QSlider*, 2> m_sliders{};
    QCheckBox* m_preview;
    QPushButton* m_addRange;
    QPushButton* m_around;
    QPushButton* m_grow;

    QGroupBox* m_brushBox;
    QLabel* m_radiusLabel;
    QDoubleSpinBox* m_radius;
    QLabel* m_shapeLabel;
    QComboBox* m_shape;
    QCheckBox* m_onlyWithin;

    QGroupBox* m_tidyBox;
    QComboBox* m_tidy;
    QLabel* m_tidyLabel;
    QDoubleSpinBox* m_tidyRadius;
    QPushButton* m_apply;

    QGroupBox* m_keepBox;
    QCheckBox* m_surface;
    QPushButton* m_save;
    QComboBox* m_sources; // that can be opened
    QPushButton* m_open;
    QPushButton* m_export;
    std::array<QAction*, 3> m_files{};
};

} // namespace twinward::imaging
