#pragma once

// What a user has put out of sight in one panel (tracks, lanes), by stable names: remembered sealed under
// their key, the same at the next unlock.

#include "workbench/session.h"

#include <QObject>
#include <QSet>

namespace twinward::workbench {

class HiddenNames : public QObject
{
    Q_OBJECT

public:
    // key: of the panel, "vitals/hiddenTracks". Reads what was kept; changed() when it is there.
    HiddenNames(Session& session, const QString& key, QObject* parent = nullptr);

    [[nodiscard]] bool contains(const QString& name) const { return m_names.contains(name); }
    [[nodiscard]] const QSet<QString>& names() const { return m_names; }
    void set(const QSet<QString>& names);

signals:
    void changed();

private:
    Session& m_session;
    QString m_key;
    QSet<QString> m_names;
    bool m_chosen = false; // here, since it was begun: newer than what was kept
};

} // namespace twinward::workbench
