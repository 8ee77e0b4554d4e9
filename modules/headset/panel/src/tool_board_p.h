#pragma once

// The board of tools in the room: what the hand holds, undo and redo, views to turn to, rooms, the way out.
// Large buttons, for a finger or a ray.

#include "headset_panel/headset.h"

#include <QGridLayout>
#include <QPushButton>

class QButtonGroup;
class QLabel;

namespace twinward::headset {

class ToolBoard : public QWidget
{
    Q_OBJECT

public:
    ToolBoard();

    void setChoices(const Choices& choices);
    enum class Passthrough { Offered, NotThere };
    void setPassthrough(Passthrough there);
    void setSteps(bool canUndo, bool canRedo); // NOLINT: two plain properties

    static constexpr QSize pixels{480, 600}; // at 100 %

signals:
    void chosen(const twinward::headset::Choices& choices);
    void asked(const twinward::headset::StageRequest& request);
    void undoAsked();
    void redoAsked();
    void leaveAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    QPushButton* add(const char* name, std::function<QString()> words, const std::function<void()>& act);
    void addTools();
    void addViews();
    void addRooms();
    QLabel* head(std::function<QString()> words);
    void layOut();
    void write();

    Choices m_choices;
    QGridLayout* m_grid;
    QButtonGroup* m_tools;
    QButtonGroup* m_rooms;
    QPushButton* m_real;
    QPushButton* m_undo;
    QPushButton* m_redo;
    std::vector<std::pair<QPushButton*, std::function<QString()>>> m_words;
    std::vector<std::pair<QLabel*, std::function<QString()>>> m_heads;
    int m_place = 0; // of the next button: rows of three
};

} // namespace twinward::headset
