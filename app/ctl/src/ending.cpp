#include "ending.h"

#include <QCoreApplication>

namespace twinward::ctl {

EndOnSignal::EndOnSignal()
{
    QObject::connect(&m_look, &QTimer::timeout, &m_look, [] {
        if (ProgressLine::isAskedToStop())
            QCoreApplication::quit();
    });
    m_look.start(100);
}

} // namespace twinward::ctl
