#pragma once

// Listens for monitors and laboratories (HL7 v2 over MLLP) while a session is open, whether or not its panel
// is. What comes is filed on the session's own thread; whose patient is not surely known waits for a person.

#include "interop/mllp_server.h"
#include "workbench/session.h"

#include <deque>

namespace twinward::interop {

class Listener : public QObject
{
    Q_OBJECT

public:
    // The session's one; made when it is first asked for, and then as it was left the last time: a clinic
    // that listens goes on listening after unlocking.
    static Listener& of(workbench::Session& session);
    ~Listener() override;

    struct Settings
    {
        bool isOn = false;
        QString address = QStringLiteral("127.0.0.1");
        quint16 port = 2575; // IANA: hl7
    };

    // What became of a message. Holds no part of it but its type and number: no patient's data.
    struct Handled
    {
        enum class Fate : quint8 { Filed, Waiting, Refused };
        QDateTime at;
        QString peer;
        QString type;
        QString controlId;
        Fate fate = Fate::Refused;
        QString why; // English; empty where it was filed
        std::vector<record::PatientId> patients;
    };

    void start(const QString& address, quint16 port); // failed() where it can't
    void stop();
    [[nodiscard]] bool isListening() const { return m_server.isListening(); }
    [[nodiscard]] quint16 port() const { return m_server.port(); } // the one taken
    [[nodiscard]] const Settings& settings() const { return m_settings; }
    [[nodiscard]] std::vector<MllpServer::Connection> connections() const { return m_server.connections(); }
    [[nodiscard]] const std::deque<Handled>& handled() const { return m_handled; } // newest first

signals:
    void changed(); // switched on or off, or the settings were read
    void connectionsChanged();
    void handledOne();
    void failed(const twinward::base::Error& error);

private:
    explicit Listener(workbench::Session& session);
    void take(const QByteArray& message, const QString& peer, const MllpServer::Reply& reply);
    void note(Handled handled);
    void store();
    void restore();

    workbench::Session& m_session;
    MllpServer m_server;
    Settings m_settings;
    std::deque<Handled> m_handled;
    bool m_chosen = false; // here, since it was begun: what was stored comes too late
};

} // namespace twinward::interop
