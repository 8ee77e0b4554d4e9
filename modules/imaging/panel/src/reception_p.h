#pragma once

// Takes what scanners and archives send (C-STORE) while a session is open, whether or not its panel is. What
// comes is sealed at once and waits for a person to say whose it is.

#include "imaging/storage_server.h"
#include "workbench/session.h"

namespace twinward::imaging {

class Reception : public QObject
{
    Q_OBJECT

public:
    // The session's one; made when it is first asked for, and then as it was left the last time.
    [[nodiscard]] static Reception& of(workbench::Session& session);
    ~Reception() override;

    void start(const StorageSettings& settings); // failed() where it can't
    void stop();
    [[nodiscard]] bool isOn() const { return m_port != 0; }
    [[nodiscard]] quint16 port() const { return m_port; } // the one taken; 0 while it is off
    [[nodiscard]] const StorageSettings& settings() const { return m_settings; }

    struct Delivery
    {
        QDateTime at;
        Sender sender;
        quint64 objects = 0;
        QString problem; // English; empty where all went well
    };
    [[nodiscard]] const std::vector<Delivery>& deliveries() const { return m_deliveries; } // newest first

signals:
    void changed(); // switched on or off, or the settings were read
    void delivered();
    void failed(const twinward::base::Error& error);

private:
    struct Line; // of the server's thread: how it is told to end
    explicit Reception(workbench::Session& session);
    void end();
    void begun(const std::shared_ptr<Line>& line, const base::Result<quint16>& port);
    void store(bool isOn);
    void restore();
    void note(const Delivery& delivery);

    workbench::Session& m_session;
    StorageSettings m_settings;
    std::shared_ptr<Line> m_line; // null while it is off
    quint16 m_port = 0;
    std::vector<Delivery> m_deliveries;
    bool m_chosen = false; // here, since it was begun: what was stored comes too late
};

} // namespace twinward::imaging
