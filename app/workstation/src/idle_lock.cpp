#include "idle_lock_p.h"

#include <algorithm>
#include <QCoreApplication>
#include <QDBusConnection>
#include <QEvent>

namespace twinward::workstation {

IdleLock::IdleLock(QObject* parent)
    : QObject(parent)
{
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        emit ticked();
        if (secondsLeft() == 0)
            emit timeToLock();
    });
}

void IdleLock::start(int minutes)
{
    m_limitSeconds = minutes * 60;
    m_sinceInput.start();
    if (m_tick.isActive())
        return;
    qApp->installEventFilter(this);
    m_tick.start();
    watchDesktop();
}

void IdleLock::stop()
{
    m_tick.stop();
    qApp->removeEventFilter(this);
}

int IdleLock::secondsLeft() const
{
    if (!m_tick.isActive())
        return -1;
    return std::max(0, m_limitSeconds - static_cast<int>(m_sinceInput.elapsed() / 1000));
}

bool IdleLock::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
    case QEvent::InputMethod:
        m_sinceInput.restart();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

// logind tells of suspend and of a closed lid; the desktop's screen saver of a locked screen. Where either is
// absent the idle timer alone locks.
void IdleLock::watchDesktop()
{
    if (m_watching)
        return;
    m_watching = true;
    QDBusConnection system = QDBusConnection::systemBus();
    if (system.isConnected()) {
        system.connect(QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
            QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"), this,
            SLOT(sleepComing(bool)));
    }
    // Without the address Qt would try to start a bus, and wait for it.
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return;
    QDBusConnection session = QDBusConnection::sessionBus();
    if (session.isConnected()) {
        for (const QString& name :
            {QStringLiteral("org.freedesktop.ScreenSaver"), QStringLiteral("org.gnome.ScreenSaver")}) {
            session.connect(
                QString(), QString(), name, QStringLiteral("ActiveChanged"), this, SLOT(screenLocked(bool)));
        }
    }
}

void IdleLock::sleepComing(bool begins)
{
    if (begins && m_tick.isActive())
        emit timeToLock();
}

void IdleLock::screenLocked(bool locked)
{
    if (locked && m_tick.isActive())
        emit timeToLock();
}

} // namespace twinward::workstation
