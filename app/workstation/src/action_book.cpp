#include "action_book_p.h"

namespace twinward::workstation {

QAction* ActionBook::add(
    Group group, const QString& name, std::function<QString()> words, const QKeySequence& keys)
{
    auto* action = new QAction(words(), this);
    action->setObjectName(name);
    action->setShortcut(keys);
    m_words.append({action, std::move(words)});
    adopt(group, action);
    return action;
}

void ActionBook::adopt(Group group, QAction* action)
{
    m_entries.removeIf([](const Entry& entry) { return entry.action.isNull(); });
    m_entries.append({action, group});
    connect(action, &QObject::destroyed, this, &ActionBook::changed, Qt::QueuedConnection);
    emit changed();
}

QList<ActionBook::Entry> ActionBook::entries() const
{
    QList<Entry> alive;
    for (const Entry& entry : m_entries) {
        if (entry.action)
            alive.append(entry);
    }
    return alive;
}

QList<QAction*> ActionBook::of(Group group) const
{
    QList<QAction*> found;
    for (const Entry& entry : m_entries) {
        if (entry.action && entry.group == group)
            found.append(entry.action);
    }
    return found;
}

void ActionBook::retranslate()
{
    for (const auto& [action, words] : m_words) {
        if (action)
            action->setText(words());
    }
}

QString ActionBook::title(Group group)
{
    switch (group) {
    case Group::Patient:
        return tr("Patient");
    case Group::Panels:
        return tr("Panels");
    case Group::Views:
        return tr("Perspectives");
    case Group::Record:
        return tr("Record");
    case Group::Window:
        return tr("Window");
    case Group::Panel:
        return tr("In the panel that has the keyboard");
    }
    return {};
}

} // namespace twinward::workstation
