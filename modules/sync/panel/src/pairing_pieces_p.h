#pragma once

// What the screens of two that meet have in common: a page with its buttons at the foot, and the code by
// which the one that waits is found.

#include "sync_net/pairing.h"

#include <QLabel>
#include <QWidget>

class QPushButton;

namespace twinward::workbench {
class QrCode;
}

namespace twinward::sync {

// Plain text in as many lines as it takes.
[[nodiscard]] QLabel* wrappedText(const char* name);

[[nodiscard]] QWidget* pageOf(
    std::initializer_list<QWidget*> widgets, std::initializer_list<QPushButton*> buttons);

// The code as a picture and to be typed, where else this computer is found, and how long it is open.
class PairingCodeView : public QWidget
{
    Q_OBJECT

public:
    explicit PairingCodeView(QWidget* parent = nullptr);
    // Of a host that is open; none: nothing to show.
    void show(const PairingHost* host);
    void tick(const PairingHost& host); // the time alone

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QString m_shown;
    QStringList m_where;
    workbench::QrCode* m_qr;
    QLabel* m_title;
    QLabel* m_code;
    QLabel* m_addresses;
    QLabel* m_time;
};

} // namespace twinward::sync
