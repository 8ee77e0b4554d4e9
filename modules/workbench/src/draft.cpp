#include "workbench/draft.h"

#include "workbench/when_done.h"

namespace twinward::workbench {

namespace {
// Counted from the first change that waits, not from the last: steady typing must not put the writing off.
constexpr int writeAfterMs = 600;
} // namespace

Draft::Draft(Session& session, const QString& name, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_key(QStringLiteral("draft/") + name)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(writeAfterMs);
    connect(&m_timer, &QTimer::timeout, this, &Draft::saveNow);
}

Draft::~Draft()
{
    saveNow();
}

void Draft::set(const QByteArray& state)
{
    m_waiting = state;
    m_kept = false;
    if (!m_timer.isActive())
        m_timer.start();
}

void Draft::saveNow()
{
    m_timer.stop();
    if (!m_waiting)
        return;
    const QByteArray state = *std::exchange(m_waiting, std::nullopt);
    whenDone(
        m_session.run([key = m_key, state](ledger::Vault& vault) { return vault.putPrivate(key, state); }),
        this, [this, state](const base::Status& written) {
            if (!written) {
                // Tried again with the next change, or when the form closes.
                if (!m_waiting)
                    m_waiting = state;
                emit m_session.failed(written.error());
                return;
            }
            m_kept = !m_waiting && !state.isEmpty();
            emit kept();
        });
}

void Draft::discard()
{
    m_timer.stop();
    m_waiting.reset();
    m_kept = false;
    m_session.putPrivate(m_key, {});
}

void Draft::restore(std::function<void(const QByteArray&)> take)
{
    whenDone(m_session.getPrivate(m_key), this,
        [this, take = std::move(take)](const base::Result<QByteArray>& state) {
            if (!state) {
                emit m_session.failed(state.error());
                return;
            }
            if (!m_waiting)
                take(*state);
        });
}

} // namespace twinward::workbench
