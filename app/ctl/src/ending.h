#pragma once

// SIGTERM and Ctrl+C end the event loop instead of the process: what is open is closed in order.

#include "progress.h"

#include <QTimer>

namespace twinward::ctl {

class EndOnSignal
{
public:
    EndOnSignal();

private:
    ProgressLine m_signals{QString()};
    QTimer m_look;
};

} // namespace twinward::ctl
