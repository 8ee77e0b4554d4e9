#pragma once

// Where the region's relay is, and how this clinic is let in there.

#include "sync_panel/other_clinics.h"
#include "workbench/widgets.h"

#include <QDialog>

class QFormLayout;
class QPushButton;

namespace twinward::ledger {
class PassphraseField;
}

namespace twinward::sync {

class RelayDialog : public QDialog
{
    Q_OBJECT

public:
    RelayDialog(OtherClinics& clinics, QWidget* parent); // deletes itself

protected:
    void changeEvent(QEvent* event) override;

private:
    QLineEdit* addLine(QFormLayout& form, const char* name);
    void fill();
    void chooseCertificate();
    void judge();
    void save();
    void forget();
    void retranslate();

    OtherClinics& m_clinics;
    std::map<QByteArray, QByteArray> m_before; // keywords that have no line here are kept
    workbench::FailureBar* m_failure;
    QLabel* m_intro;
    QLineEdit* m_host;
    QLineEdit* m_port;
    QLineEdit* m_database;
    QLineEdit* m_user;
    ledger::PassphraseField* m_password;
    QLabel* m_passwordNote;
    QLineEdit* m_certificate;
    QPushButton* m_choose;
    std::vector<QLabel*> m_labels; // of the lines, from the top
    QPushButton* m_forget;
    QPushButton* m_cancel;
    QPushButton* m_save;
};

} // namespace twinward::sync
