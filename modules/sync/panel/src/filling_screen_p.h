#pragma once

// A computer that was let in, until there is something to look at: the newest charts, or all with its own
// enrolment. What is here, what is still to come, and what is wrong if nothing comes. Cut off, it goes on
// where it was at the next unlocking.

#include "ledger_panel/gate.h"
#include "sync_net/service.h"

#include <QThreadPool>
#include <QTimer>

class QProgressBar;
class QPushButton;

namespace twinward::sync {

class FillingScreen : public ledger::DoorScreen
{
    Q_OBJECT

public:
    explicit FillingScreen(std::unique_ptr<ledger::Vault> vault, QWidget* parent = nullptr);
    ~FillingScreen() override; // waits for what is being stored

    [[nodiscard]] std::unique_ptr<ledger::Vault> takeVault() override { return std::move(m_vault); }

protected:
    void retranslate() override;

private:
    enum class Next { Undecided, Open, Leave };

    void look();
    void stopThen(Next next);
    void stopped();

    std::unique_ptr<ledger::Vault> m_vault;
    Service m_service;
    QThreadPool m_threads;
    QTimer m_ticker;
    Next m_next = Next::Undecided;
    bool m_isLooking = false;
    quint64 m_most = 0; // commits that were still to come, at the most
    QLabel* m_state;
    QProgressBar* m_bar;
    QLabel* m_trouble;
    QPushButton* m_leave;
};

} // namespace twinward::sync
