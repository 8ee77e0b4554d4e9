#pragma once

// Which tracks the chart draws, chosen one by one: a menu that stays open while they are ticked, by mouse or
// with Space. What is out of sight is remembered for the user, and the button says how many there are.

#include "track_p.h"
#include "workbench/hidden_names.h"

#include <QMenu>

namespace twinward::vitals {

class TracksMenu : public QMenu
{
    Q_OBJECT

public:
    TracksMenu(workbench::Session& session, QWidget* parent);

    // Lists these, and gives back those that are to be drawn.
    [[nodiscard]] std::vector<Track> choose(std::vector<Track> tracks);
    [[nodiscard]] int hiddenCount() const { return m_hiddenCount; } // of those listed
    void retranslate();

signals:
    void changed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void take();

    workbench::HiddenNames m_hidden;
    QAction* m_all;
    std::vector<QAction*> m_tracks; // data: the track's id
    int m_hiddenCount = 0;
};

} // namespace twinward::vitals
