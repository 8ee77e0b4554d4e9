#pragma once

// One question that a person answers by yes or no, with what they have to look at before.

#include <QDialog>

namespace twinward::sync {

class AskDialog : public QDialog
{
    Q_OBJECT

public:
    struct Words
    {
        QString title;
        QString question;
        QString consequence;
        QString no;
        QString yes;
    };
    // name: of the dialog, for tests; its buttons are this with Yes and No. lookedAt: what stands between the
    // question and what follows from it; taken over. Deletes itself.
    AskDialog(const QString& name, const Words& words, const QList<QWidget*>& lookedAt, QWidget* parent);

signals:
    void agreed();
};

} // namespace twinward::sync
