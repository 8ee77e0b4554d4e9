#pragma once

// Whose message this is, decided by a person: what it says of its patient beside who it may be, with what
// differs said in words before anything is filed.

#include "interop/hl7_waiting.h"
#include "workbench/session.h"
#include "workbench/widgets.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;

namespace twinward::record {
class IdentityCheck;
class PatientChooser;
} // namespace twinward::record

namespace twinward::interop {

class MatchDialog : public QDialog
{
    Q_OBJECT

public:
    // Opens it without blocking; it deletes itself.
    static MatchDialog* match(workbench::Session& session, const WaitingMessage& message, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    MatchDialog(workbench::Session& session, WaitingMessage message, QWidget* parent);
    void layOut();
    void connectAll();
    void compare();
    void showWhetherItMayBeFiled();
    void fileUnder();
    void registerNew();
    void dismiss();
    template <class Work> void decide(Work work);
    void retranslate();
    [[nodiscard]] QStringList differences() const;
    [[nodiscard]] QString whatCame() const;

    workbench::Session& m_session;
    WaitingMessage m_message;
    QLabel* m_who;
    QLabel* m_why;
    QPlainTextEdit* m_says;
    QLabel* m_whoseTitle;
    record::PatientChooser* m_chooser;
    record::IdentityCheck* m_check;
    QLineEdit* m_reason;
    QPushButton* m_file;
    QPushButton* m_register;
    QPushButton* m_dismiss;
    QPushButton* m_later;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::interop
