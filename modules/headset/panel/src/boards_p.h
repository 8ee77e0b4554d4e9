#pragma once

// The workstation's panels in the room: second ones of their own, made when somebody enters and gone when
// they leave. One thing at a time, so that the desk never waits: a panel is made, or what has changed of one
// is drawn, and the desk has its turn.

#include "board_scene_p.h"
#include "headset_scene/stage_link.h"
#include "workbench/panel.h"

#include <deque>

namespace twinward::headset {

class Boards : public QObject
{
    Q_OBJECT

public:
    Boards(workbench::Workspace& workspace, QObject* parent);
    ~Boards() override;

    void add(const workbench::PanelFactory& factory); // made bit by bit, after those before it
    void add(const QString& name, QWidget* board, QSize pixels); // takes it; there at once

    // Where they were left the last time is read before the first is shown.
    void moved(BoardId board, const Pose& pose);
    void point(const BoardPointer& pointer);
    void giveKeyboardBack(); // to the desk

    [[nodiscard]] QWidget* widget(const QString& name) const; // null where none is called so
    // In their order, as far as each has its picture: where one hangs follows from its place among them.
    [[nodiscard]] std::vector<BoardOnStage> onStage() const;

signals:
    void drawn(); // onStage() is another

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; // keys for a field on a board

private:
    struct One
    {
        std::unique_ptr<BoardScene> scene;
        QSize pixels; // at 100 %
    };
    void restore();
    void next();
    [[nodiscard]] bool make(); // false where nothing is left to be made
    void drawNext();
    void activate(BoardScene& board);
    void settleLater(QWidget& shown);
    [[nodiscard]] BoardScene* typedInto() const;

    workbench::Workspace& m_workspace;
    std::vector<One> m_boards;
    std::vector<BoardOnStage> m_onStage;
    QHash<QString, Pose> m_places; // by name
    bool m_restored = false;
    struct Step
    {
        QString board;
        std::function<void()> make;
    };
    std::deque<Step> m_steps; // of the boards that are still to be made, in order
    bool m_isTurnToMake = false;
    QTimer m_tick;
    QTimer m_store;
    size_t m_next = 0;
    bool m_forwarding = false;
};

} // namespace twinward::headset
