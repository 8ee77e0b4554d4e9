#include "interop_panel/listener.h"

#include "interop/hl7_filing.h"
#include "workbench/when_done.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace twinward::interop {

namespace {

constexpr size_t remembered = 200; // messages; more than fits a screen, less than matters to memory
const QString settingsKey = QStringLiteral("interop/listener");

} // namespace

Listener& Listener::of(workbench::Session& session)
{
    if (auto* const existing = session.findChild<Listener*>(QString(), Qt::FindDirectChildrenOnly))
        return *existing;
    return *new Listener(session);
}

Listener::Listener(workbench::Session& session)
    : QObject(&session)
    , m_session(session)
    , m_server([this](const QByteArray& message, const QString& peer, const MllpServer::Reply& reply) {
        take(message, peer, reply);
    })
{
    connect(&m_server, &MllpServer::connectionsChanged, this, &Listener::connectionsChanged);
    connect(&m_server, &MllpServer::senderRefused, this, [this](const QString& peer, const QString& why) {
        note({QDateTime::currentDateTime(), peer, {}, {}, Handled::Fate::Refused, why, {}});
    });
    // Whoever sends meanwhile is not answered, and sends again.
    connect(&session, &workbench::Session::closing, this, [this] { m_server.close(); });
    restore();
}

Listener::~Listener() = default;

void Listener::restore()
{
    workbench::whenDone(
        m_session.getPrivate(settingsKey), this, [this](const base::Result<QByteArray>& stored) {
            if (!stored || m_chosen)
                return;
            const QJsonObject object = QJsonDocument::fromJson(*stored).object();
            const int port = object[u"port"].toInt(m_settings.port);
            if (!object.isEmpty() && port >= 0 && port <= 65535)
                m_settings
                    = {object[u"on"].toBool(), object[u"address"].toString(), static_cast<quint16>(port)};
            if (m_settings.isOn)
                start(m_settings.address, m_settings.port);
            else
                emit changed();
        });
}

void Listener::store()
{
    const QJsonObject object{{QStringLiteral("on"), m_settings.isOn},
        {QStringLiteral("address"), m_settings.address}, {QStringLiteral("port"), m_settings.port}};
    m_session.putPrivate(settingsKey, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void Listener::start(const QString& address, quint16 port)
{
    m_chosen = true;
    m_server.close();
    m_settings = {false, address, port};
    const auto listening = m_server.listen(port, QHostAddress(address));
    if (listening) {
        m_settings.isOn = true;
        store();
    }
    emit changed();
    if (!listening)
        emit failed(listening.error());
}

void Listener::stop()
{
    m_chosen = true;
    m_server.close();
    m_settings.isOn = false;
    store();
    emit changed();
    emit connectionsChanged();
}

void Listener::take(const QByteArray& message, const QString& peer, const MllpServer::Reply& reply)
{
    workbench::whenDone(m_session.run([message](ledger::Vault& vault) {
        return Hl7Receiver(vault, Unmatched::Wait).receive(message);
    }),
        this, [this, peer, reply](const Hl7Answer& answer) {
            reply(answer.acknowledgement);
            const auto fate = answer.waits         ? Handled::Fate::Waiting
                : answer.code == AckCode::Accepted ? Handled::Fate::Filed
                                                   : Handled::Fate::Refused;
            note({QDateTime::currentDateTime(), peer, answer.type, answer.controlId, fate, answer.why,
                answer.patients});
        });
}

void Listener::note(Handled handled)
{
    m_handled.push_front(std::move(handled));
    if (m_handled.size() > remembered)
        m_handled.pop_back();
    emit handledOne();
}

} // namespace twinward::interop
