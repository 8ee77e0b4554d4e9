#pragma once

// Enrolling a person: their name and role from whoever may enrol, the passphrase from themselves, then their
// recovery code.

#include "ledger/vault.h"
#include "workbench/session.h"
#include "workbench/widgets.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedLayout;

namespace twinward::ledger {

class NewPassphrase;

class EnrolDialog : public QDialog
{
    Q_OBJECT

public:
    explicit EnrolDialog(workbench::Session& session, QWidget* parent = nullptr); // deletes itself

private:
    [[nodiscard]] QWidget* makeForm();
    void judge();
    void enrol();
    void showCode(const Secret& code);

    workbench::Session& m_session;
    QStackedLayout* m_stack;
    QLineEdit* m_name;
    QComboBox* m_role;
    NewPassphrase* m_passphrase;
    QPushButton* m_enrol;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::ledger
