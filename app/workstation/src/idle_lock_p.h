#pragma once

// Notices that nobody is there: no key and no mouse for some minutes, the desktop's screen locked, the lid
// closed.

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace twinward::workstation {

class IdleLock : public QObject
{
    Q_OBJECT

public:
    explicit IdleLock(QObject* parent = nullptr);

    void start(int minutes);
    void stop();
    [[nodiscard]] int secondsLeft() const; // -1 while stopped

signals:
    void timeToLock();
    void ticked(); // once a second: secondsLeft() is another

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private slots:
    void sleepComing(bool begins); // NOLINT: as logind's signal gives it
    void screenLocked(bool locked); // NOLINT: as the screen saver's signal gives it

private:
    void watchDesktop();

    QElapsedTimer m_sinceInput;
    QTimer m_tick;
    int m_limitSeconds = 600;
    bool m_watching = false;
};

} // namespace twinward::workstation
