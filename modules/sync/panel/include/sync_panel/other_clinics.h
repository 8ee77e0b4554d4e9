#pragma once

// The other clinics as a session has them: whose cards are here, what waits for each, and the region's relay,
// by way of which letters go by themselves from unlocking to locking where somebody said where it is. What
// goes over a network of both is the service's of OtherComputers.

#include "ledger/disclosure.h"
#include "sync_relay/relay_rounds.h"
#include "workbench/session.h"

#include <QTimer>

namespace twinward::sync {

class OtherClinics : public QObject
{
    Q_OBJECT

public:
    // The session's one; made when it is first asked for.
    [[nodiscard]] static OtherClinics& of(workbench::Session& session);
    ~OtherClinics() override;

    struct Clinic
    {
        ledger::KnownClinic known;
        int waiting = 0; // letters without its receipt yet
        base::HybridTime waitingSince; // the oldest of them
    };
    [[nodiscard]] const std::vector<Clinic>& clinics() const { return m_clinics; } // by name
    [[nodiscard]] int waiting() const; // for all of them
    [[nodiscard]] const QString& fingerprint() const { return m_fingerprint; } // this clinic's own
    [[nodiscard]] const RelayStatus& relay() const { return m_relay; }
    // Whether these say what is so: not before they were first read.
    [[nodiscard]] bool isKnown() const { return m_isKnown; }

    void useRelay(const RelayAddress& address);
    void pauseRelay();
    void resumeRelay();
    void forgetRelay();
    void tryRelayNow();
    void readAgain();

signals:
    void changed();
    void failed(const twinward::base::Error& error);

private:
    explicit OtherClinics(workbench::Session& session);
    void startRounds();
    void read();

    workbench::Session& m_session;
    RelayRounds* m_rounds = nullptr;
    std::vector<Clinic> m_clinics;
    QString m_fingerprint;
    RelayStatus m_relay;
    QTimer m_soon; // gathers what happens within a moment
    bool m_isKnown = false;
    bool m_isReading = false;
    bool m_isClosing = false;
};

} // namespace twinward::sync
