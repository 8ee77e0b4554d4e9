#pragma once

// The one thing about the other computers that is always on the screen: in the window's foot, and the way to
// the panel that says more. Nothing in a clinic of one computer.

#include "workbench/session.h"

#include <QPushButton>

namespace twinward::sync {

class StateButton : public QPushButton
{
    Q_OBJECT

public:
    explicit StateButton(workbench::Session& session, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rewrite();

    workbench::Session& m_session;
};

} // namespace twinward::sync
