#pragma once

// What stands at the window's foot: whether everything is saved, and on which computers, who is working, in
// which clinic, and when the window locks by itself.

#include "sync_panel/state_button.h"
#include "workbench/session.h"
#include "workbench/widgets.h"

#include <QDateTime>
#include <QPointer>
#include <QStatusBar>

namespace twinward::workstation {

class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void setSession(workbench::Session* session); // null while locked
    void setSecondsToLock(int seconds); // -1: not counting

signals:
    void computersWanted(); // what is known of the clinic's other computers was clicked

protected:
    void changeEvent(QEvent* event) override;

private:
    void rewrite();

    QPointer<workbench::Session> m_session;
    QDateTime m_savedAt;
    bool m_failed = false; // something since then could not be kept
    int m_seconds = -1;
    QLabel* m_saved;
    QPointer<sync::StateButton> m_others; // null while locked
    QLabel* m_who;
    QLabel* m_lock;
};

} // namespace twinward::workstation
