#include "reception_p.h"

#include "archive_settings_p.h"
#include "imaging/waiting.h"
#include "workbench/when_done.h"

#include <condition_variable>
#include <mutex>
#include <QJsonDocument>

namespace twinward::imaging {

namespace {

constexpr size_t remembered = 100;
const QString settingsKey = QStringLiteral("imaging/reception");

} // namespace

struct Reception::Line
{
    std::mutex mutex;
    std::condition_variable told;
    bool over = false;

    void end()
    {
        {
            const std::lock_guard lock(mutex);
            over = true;
        }
        told.notify_all();
    }
    void waitForEnd()
    {
        std::unique_lock lock(mutex);
        told.wait(lock, [this] { return over; });
    }
};

Reception& Reception::of(workbench::Session& session)
{
    if (auto* const existing = session.findChild<Reception*>(QString(), Qt::FindDirectChildrenOnly))
        return *existing;
    return *new Reception(session);
}

Reception::Reception(workbench::Session& session)
    : QObject(&session)
    , m_session(session)
{
    // Whoever sends meanwhile is not answered, and sends again.
    connect(&session, &workbench::Session::closing, this, &Reception::end);
    restore();
}

Reception::~Reception()
{
    end();
}

void Reception::restore()
{
    workbench::whenDone(
        m_session.getPrivate(settingsKey), this, [this](const base::Result<QByteArray>& stored) {
            if (!stored || m_chosen)
                return;
            const QJsonObject object = QJsonDocument::fromJson(*stored).object();
            m_settings = storageFrom(object);
            if (object[u"on"].toBool())
                start(m_settings);
            else
                emit changed();
        });
}

void Reception::store(bool isOn)
{
    QJsonObject object = toJson(m_settings);
    object[QStringLiteral("on")] = isOn;
    m_session.putPrivate(settingsKey, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

// The server lives in one long piece of the session's work, so that the vault is there as long as it is.
void Reception::start(const StorageSettings& settings)
{
    m_chosen = true;
    end();
    m_settings = settings;
    m_line = std::make_shared<Line>();
    m_session.runBeside([this, settings, line = m_line](ledger::Vault& vault) {
        const auto tell = [this](auto what) { QMetaObject::invokeMethod(this, what, Qt::QueuedConnection); };
        // On a sender's own thread, which waits: only what is durable is acknowledged.
        const auto received
            = [&vault](const QByteArray& object, const Sender&) { return letWait(vault, object); };
        const auto ended = [this, tell](const Sender& sender, quint64 objects, const QString& problem) {
            const Delivery delivery{QDateTime::currentDateTime(), sender, objects, problem};
            tell([this, delivery] { note(delivery); });
        };
        const auto server = StorageServer::start(settings, {received, ended});
        const auto port = server ? base::Result<quint16>((*server)->port()) : base::fail(server.error());
        tell([this, line, port] { begun(line, port); });
        if (server)
            line->waitForEnd();
    });
}

void Reception::begun(const std::shared_ptr<Line>& line, const base::Result<quint16>& port)
{
    if (line != m_line)
        return; // switched off meanwhile
    if (port)
        m_port = *port;
    else
        m_line.reset();
    store(isOn());
    emit changed();
    if (!port)
        emit failed(port.error());
}

void Reception::end()
{
    if (m_line != nullptr)
        m_line->end();
    m_line.reset();
    m_port = 0;
}

void Reception::stop()
{
    m_chosen = true;
    end();
    store(false);
    emit changed();
}

void Reception::note(const Delivery& delivery)
{
    if (delivery.objects == 0 && delivery.problem.isEmpty())
        return; // somebody only asked whether we are here
    m_deliveries.insert(m_deliveries.begin(), delivery);
    if (m_deliveries.size() > remembered)
        m_deliveries.pop_back();
    emit delivered();
}

} // namespace twinward::imaging
