#pragma once

// A line for a secret: hidden unless asked to show, never in the clipboard or an input method's memory, a
// hint when caps lock seems on, and handed over as a Secret. The line itself is wiped when it is taken.

#include "ledger/secret.h"

#include <QLineEdit>

class QAction;

namespace twinward::ledger {

class PassphraseField : public QLineEdit
{
    Q_OBJECT

public:
    explicit PassphraseField(QWidget* parent = nullptr);

    [[nodiscard]] Secret secret() const; // UTF-8
    void wipe();

signals:
    void capsLockSeen(bool on); // NOLINT: the state itself

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    QAction* m_reveal;
};

// The same bytes in the line as in the other; compared without making a copy of either.
[[nodiscard]] bool sameText(const PassphraseField& one, const PassphraseField& other);

} // namespace twinward::ledger
