#pragma once

// The recovery code: shown this once, to be printed or written down, and typed back before going on, because
// a code nobody kept is none.

#include "ledger/secret.h"
#include "ledger_panel/card.h"

class QLineEdit;
class QPrinter;
class QPushButton;

namespace twinward::ledger {

// What stands on the printed sheet besides the code.
struct SheetOwner
{
    QString clinic;
    QString user;
};

class RecoverySheet : public Card
{
    Q_OBJECT

public:
    RecoverySheet(SheetOwner owner, const Secret& code, QWidget* parent = nullptr);
    ~RecoverySheet() override;

    // Draws the sheet on one page.
    void printTo(QPrinter* printer) const;

signals:
    void confirmed();

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void print();
    void compare();

    SheetOwner m_owner;
    QString m_code;
    QLabel* m_shown;
    QLabel* m_backLabel;
    QLabel* m_hint;
    QLineEdit* m_back;
    QPushButton* m_print;
    QPushButton* m_go;
};

} // namespace twinward::ledger
