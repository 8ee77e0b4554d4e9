#include "workbench/hidden_names.h"

#include "workbench/when_done.h"

namespace twinward::workbench {

HiddenNames::HiddenNames(Session& session, const QString& key, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_key(key)
{
    whenDone(session.getPrivate(key), this, [this](const base::Result<QByteArray>& kept) {
        if (!kept || kept->isEmpty() || m_chosen)
            return;
        const QStringList names = QString::fromUtf8(*kept).split(u'\n', Qt::SkipEmptyParts);
        m_names = {names.begin(), names.end()};
        emit changed();
    });
}

void HiddenNames::set(const QSet<QString>& names)
{
    if (names == m_names)
        return;
    m_names = names;
    m_chosen = true;
    QStringList kept = names.values();
    kept.sort();
    m_session.putPrivate(m_key, kept.join(u'\n').toUtf8());
    emit changed();
}

} // namespace twinward::workbench
