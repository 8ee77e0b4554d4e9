#pragma once

// Choosing a passphrase: typed twice, with a meter that says how long it would stand.

#include "ledger_panel/passphrase_field.h"
#include "strength_p.h"

#include <QLabel>
#include <QWidget>

class QProgressBar;

namespace twinward::ledger {

class NewPassphrase : public QWidget
{
    Q_OBJECT

public:
    explicit NewPassphrase(QWidget* parent = nullptr);

    void setKnownWords(
        const QStringList& words); // what an attacker tries first: the clinic's and the user's name
    [[nodiscard]] bool isAcceptable() const; // strong enough, and the same twice
    [[nodiscard]] Secret secret() const { return m_first->secret(); }
    void wipe();
    void focusFirst() { m_first->setFocus(); }

signals:
    void changed();
    void submitted(); // Enter in the last line

protected:
    void changeEvent(QEvent* event) override;

private:
    void judge();
    void retranslate();

    QStringList m_known;
    StrengthEstimate m_estimate;
    PassphraseField* m_first;
    PassphraseField* m_again;
    QProgressBar* m_meter;
    QLabel* m_firstLabel;
    QLabel* m_againLabel;
    QLabel* m_verdict;
    QLabel* m_match;
};

} // namespace twinward::ledger
