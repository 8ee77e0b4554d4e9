#pragma once

// Back in with the printed recovery code: a new passphrase, and a new code, since the old one is used up.

#include "ledger/vault.h"
#include "ledger_panel/card.h"
#include "workbench/widgets.h"

class QLineEdit;
class QPushButton;

namespace twinward::ledger {

class NewPassphrase;
class PassphraseField;

class RecoverScreen : public Card
{
    Q_OBJECT

public:
    RecoverScreen(QString folder, VaultOptions options, QWidget* parent = nullptr);

    void setUser(const QString& user);
    [[nodiscard]] QString user() const;
    [[nodiscard]] Vault::Created takeCreated() { return std::move(*m_created); }

signals:
    void recovered(); // takeCreated() has the vault and the new code
    void abandoned();

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void judge();
    void recover();
    void setBusy(bool busy); // NOLINT: a plain property

    QString m_folder;
    VaultOptions m_options;
    std::optional<Vault::Created> m_created;
    QLabel* m_userLabel;
    QLabel* m_codeLabel;
    QLineEdit* m_user;
    PassphraseField* m_code;
    NewPassphrase* m_passphrase;
    QLabel* m_hint;
    QPushButton* m_back;
    QPushButton* m_go;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::ledger
