#pragma once

// A question that wants a reason before it is done: withdrawing a consent, opening what came sealed.

#include <QDialog>

class QLineEdit;

namespace twinward::ledger {

struct ReasonWords
{
    QString title;
    QString question;
    QString keep; // the button that leaves things as they are
    QString act;
};

class SharingReason : public QDialog
{
    Q_OBJECT

public:
    enum class Need { Required, Optional };
    SharingReason(const ReasonWords& words, Need need, QWidget* parent);

signals:
    void agreed(const QString& reason);
};

} // namespace twinward::ledger
