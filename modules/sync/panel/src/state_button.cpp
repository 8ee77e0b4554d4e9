#include "sync_panel/state_button.h"

#include "words_p.h"

#include <QEvent>

namespace twinward::sync {

StateButton::StateButton(workbench::Session& session, QWidget* parent)
    : QPushButton(parent)
    , m_session(session)
{
    setObjectName(QStringLiteral("syncState"));
    workbench::setKind(this, workbench::ButtonKind::Link);
    setFocusPolicy(Qt::TabFocus);
    connect(&OtherComputers::of(session), &OtherComputers::changed, this, &StateButton::rewrite);
    rewrite();
}

void StateButton::rewrite()
{
    const words::Said said = words::brief(OtherComputers::of(m_session));
    setVisible(!said.text.isEmpty());
    setText(said.text);
    setToolTip(words::overall(OtherComputers::of(m_session)).text);
    setAccessibleName(tr("Other computers: %1").arg(said.text));
    workbench::setTone(this, said.tone);
}

void StateButton::changeEvent(QEvent* event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        rewrite();
}

} // namespace twinward::sync
