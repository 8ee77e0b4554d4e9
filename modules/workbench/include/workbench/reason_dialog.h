#pragma once

// A question that wants its reason: before something is taken back, withdrawn, opened or removed. Enter
// confirms, Esc leaves all as it was.

#include <QDialog>

class QCheckBox;

namespace twinward::workbench {

// Translated.
struct ReasonWords
{
    QString title;
    QString question;
    QString keep; // the button that leaves things as they are
    QString act;
    QString option = {}; // of a box that may be ticked; none where empty
};

class ReasonDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Need { Required, Optional };
    ReasonDialog(const ReasonWords& words, Need need, QWidget* parent); // deletes itself
    [[nodiscard]] bool isOptionTicked() const;

signals:
    void agreed(const QString& reason); // trimmed

private:
    QCheckBox* m_option = nullptr;
};

} // namespace twinward::workbench
