#pragma once

// The clinic's other computers as a session has them: the service that keeps the record alike runs from
// unlocking to locking where there are any, or other clinics are known, or while somebody adds one; what it
// says of itself, which entries are where, and what was decided about it on this computer.

#include "sync/spread.h"
#include "sync_net/service.h"
#include "workbench/session.h"

#include <QTimer>

namespace twinward::sync {

class OtherComputers : public QObject
{
    Q_OBJECT

public:
    // The session's one; made when it is first asked for, and then as it was left the last time.
    [[nodiscard]] static OtherComputers& of(workbench::Session& session);
    ~OtherComputers() override;

    struct Settings
    {
        bool isOn = true;
        QString listenOn = QStringLiteral("0.0.0.0"); // an address of this computer, or all of them
        friend bool operator==(const Settings&, const Settings&) = default;
    };
    [[nodiscard]] const Settings& settings() const { return m_settings; }
    void setSettings(const Settings& settings);

    // For as long as somebody adds a computer, in a clinic that has only this one or does not sync.
    void hold();
    void letGo();

    [[nodiscard]] bool isRunning() const { return m_service != nullptr; }
    [[nodiscard]] const SyncStatus& status() const { return m_status; }
    [[nodiscard]] const Spread& spread() const { return m_spread; }
    [[nodiscard]] const std::vector<ledger::Noted>& evidence() const { return m_evidence; } // oldest first
    // Whether these say what is so: not before they were first read.
    [[nodiscard]] bool isKnown() const { return m_isKnown; }
    [[nodiscard]] bool hasNeighbours() const { return m_hasNeighbours; } // other clinics are known
    [[nodiscard]] record::DeviceId device() const { return m_device; } // this one
    [[nodiscard]] QDateTime caughtUpAt() const
    {
        return m_caughtUpAt;
    } // when last with all that are connected

    // As the service has them; nothing where it does not run.
    void tryNow();
    base::Status addAddress(const QString& address);
    void removeAddress(const QString& address);
    base::Status addNeighbourAddress(const record::ClinicId& clinic, const QString& address);
    void removeNeighbourAddress(const record::ClinicId& clinic, const QString& address);
    void setImages(BlobPolicy policy);
    void setDestination(record::DeviceId device, Qt::CheckState isOne);
    [[nodiscard]] QFuture<base::Status> beginEpoch();
    void readAgain(); // what is where: something came by another way

signals:
    void changed();
    void failed(const twinward::base::Error& error);

private:
    explicit OtherComputers(workbench::Session& session);
    void restore();
    void judge(); // whether the service should run, and as what
    void start();
    void stop();
    void takeStatus();
    void readSpread();
    void publish();

    workbench::Session& m_session;
    Settings m_settings;
    Service* m_service = nullptr; // null while it does not run
    std::shared_ptr<SpreadReader> m_reader;
    SyncStatus m_status;
    Spread m_spread;
    std::vector<ledger::Noted> m_evidence;
    record::DeviceId m_device;
    QDateTime m_caughtUpAt;
    QTimer m_soon; // gathers what happens within a moment
    int m_held = 0;
    bool m_isKnown = false;
    bool m_isJoining = false;
    bool m_hasNeighbours = false; // other clinics whose cards are here
    bool m_restored = false;
    bool m_closing = false;
    bool m_reading = false;
    bool m_readAgain = false;
};

} // namespace twinward::sync
