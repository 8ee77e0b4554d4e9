#pragma once

// The headset's panel: one button, the state in plain words, where and how one stands, what the wearer sees,
// and whether the frames come in time.

#include "headset_panel/headset.h"

#include <QTimer>

class QBoxLayout;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace twinward::headset {

class FrameChart;
class MirrorView;

class HeadsetPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit HeadsetPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);

    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QComboBox* addChoice(const char* name, const char* label);
    void layOut();
    QWidget* makeSide();
    QWidget* makeView();
    void fillRooms();
    void take(); // what was chosen here
    void showState();
    void showChoices();
    void showContent();
    void showFrames();
    void showMirror();
    void fillBeds();
    void retranslate();

    Headset& m_headset;
    QPushButton* m_enter;
    QLabel* m_state;
    QLabel* m_todo;
    QLabel* m_particulars;
    QFormLayout* m_form;
    std::vector<std::pair<QLabel*, const char*>> m_labels; // of the form
    QComboBox* m_room;
    QComboBox* m_posture;
    QComboBox* m_hand;
    QComboBox* m_tool;
    QComboBox* m_shown;
    QToolButton* m_beds;
    QLabel* m_images;
    QLabel* m_body;
    QLabel* m_ward;
    MirrorView* m_mirror;
    FrameChart* m_chart;
    QLabel* m_costs;
    QLabel* m_missed;
    QBoxLayout* m_columns;
    QTimer m_frames; // while frames come and somebody looks
};

} // namespace twinward::headset
