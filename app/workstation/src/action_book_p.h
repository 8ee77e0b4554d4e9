#pragma once

// Every command of the window in one list, from which the menus, the palette and the page of keys are made: a
// command added here is found everywhere, with its keys beside it.

#include <functional>
#include <QAction>
#include <QKeySequence>
#include <QObject>
#include <QPointer>

namespace twinward::workstation {

class ActionBook : public QObject
{
    Q_OBJECT

public:
    enum class Group { Patient, Panels, Views, Record, Window, Panel };
    struct Entry
    {
        QPointer<QAction> action;
        Group group;
    };

    using QObject::QObject;

    // words: gives the command's translated text, asked again whenever the language changes.
    QAction* add(
        Group group, const QString& name, std::function<QString()> words, const QKeySequence& keys = {});
    void adopt(Group group, QAction* action); // one that somebody else owns and words
    [[nodiscard]] QList<Entry> entries() const; // those alive
    [[nodiscard]] QList<QAction*> of(Group group) const;
    void retranslate();

    [[nodiscard]] static QString title(Group group);

signals:
    void changed();

private:
    QList<Entry> m_entries;
    QList<std::pair<QPointer<QAction>, std::function<QString()>>> m_words;
};

} // namespace twinward::workstation
