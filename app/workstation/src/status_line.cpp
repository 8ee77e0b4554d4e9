#include "status_line_p.h"

#include "workbench/format.h"

#include <QEvent>

namespace twinward::workstation {

using workbench::Tone;

StatusLine::StatusLine(QWidget* parent)
    : QStatusBar(parent)
    , m_saved(new QLabel)
    , m_who(new QLabel)
    , m_lock(new QLabel)
{
    setSizeGripEnabled(false);
    for (QLabel* label : {m_saved, m_who, m_lock})
        label->setContentsMargins(8, 0, 8, 0);
    m_saved->setObjectName(QStringLiteral("savedState"));
    addWidget(m_saved);
    addPermanentWidget(m_lock);
    addPermanentWidget(m_who);
    rewrite();
}

void StatusLine::setSession(workbench::Session* session)
{
    m_session = session;
    m_savedAt = {};
    m_failed = false;
    delete m_others;
    if (session != nullptr) {
        m_others = new sync::StateButton(*session);
        insertWidget(1, m_others);
        connect(m_others, &QPushButton::clicked, this, &StatusLine::computersWanted);
        connect(session, &workbench::Session::committed, this, [this] {
            m_savedAt = QDateTime::currentDateTime();
            m_failed = false;
            rewrite();
        });
        connect(session, &workbench::Session::failed, this, [this] {
            m_failed = true;
            rewrite();
        });
        connect(session, &workbench::Session::rosterChanged, this, &StatusLine::rewrite);
    }
    rewrite();
}

void StatusLine::setSecondsToLock(int seconds)
{
    // Said only when it is near: a clock that always runs is noise.
    const int shown = seconds > 60 ? -1 : seconds;
    if (shown == m_seconds)
        return;
    m_seconds = shown;
    rewrite();
}

void StatusLine::rewrite()
{
    m_lock->setVisible(m_seconds >= 0);
    m_lock->setText(tr("Locks in %1 s").arg(m_seconds));
    workbench::setTone(m_lock, Tone::Caution);
    if (!m_session) {
        m_saved->setText(tr("Locked"));
        workbench::setTone(m_saved, Tone::Secondary);
        m_who->clear();
        return;
    }
    if (m_failed) {
        m_saved->setText(tr("Not everything could be saved"));
        workbench::setTone(m_saved, Tone::Danger);
    } else if (m_savedAt.isValid()) {
        m_saved->setText(tr("Saved on this computer, %1").arg(workbench::formatTime(m_savedAt)));
        workbench::setTone(m_saved, Tone::Good);
    } else {
        m_saved->setText(tr("Saved on this computer"));
        workbench::setTone(m_saved, Tone::Secondary);
    }
    const record::Member user = m_session->user();
    m_who->setText(tr("%1, %2 · %3", "user, role, clinic")
                       .arg(user.name, workbench::formatRole(user.role), m_session->clinicName()));
}

void StatusLine::changeEvent(QEvent* event)
{
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        rewrite();
}

} // namespace twinward::workstation
