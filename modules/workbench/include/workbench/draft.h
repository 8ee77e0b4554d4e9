#pragma once

// What a person has typed and not saved yet: kept by itself, sealed under the user's key, within a second of
// each change, and given back when the form opens again, whatever ended the last session.

#include "workbench/session.h"

#include <functional>
#include <optional>
#include <QObject>
#include <QTimer>

namespace twinward::workbench {

class Draft : public QObject
{
    Q_OBJECT

public:
    // name: stable, of the form and what it is about: "vitals/<patient id>".
    Draft(Session& session, const QString& name, QObject* parent = nullptr);
    ~Draft() override; // writes what is waiting

    void set(const QByteArray& state); // the form as it is now; written within a second
    void saveNow(); // at once: before locking
    void discard(); // it was saved or thrown away
    // Gives what was kept, empty where there is nothing; not called if the draft is gone by then.
    void restore(std::function<void(const QByteArray&)> take);

    [[nodiscard]] bool isKept() const { return m_kept; } // something is written and nothing waits

signals:
    void kept(); // the last state is durable

private:
    Session& m_session;
    QString m_key;
    std::optional<QByteArray> m_waiting;
    bool m_kept = false;
    QTimer m_timer;
};

} // namespace twinward::workbench
