#pragma once

// The first run: the clinic's name, its first user, a passphrase, the recovery code.

#include "ledger/vault.h"
#include "ledger_panel/card.h"
#include "ledger_panel/gate.h"
#include "workbench/widgets.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace twinward::ledger {

class NewPassphrase;

class SetupScreen : public Card
{
    Q_OBJECT

public:
    SetupScreen(QString folder, VaultOptions options, QWidget* parent = nullptr);

    [[nodiscard]] NewVault setup() const;
    [[nodiscard]] QPushButton* offer(const OtherWay& way);
    [[nodiscard]] Vault::Created takeCreated() { return std::move(*m_created); }

signals:
    void created(); // takeCreated() has it

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void judge();
    void create();
    void setBusy(bool busy); // NOLINT: a plain property

    QString m_folder;
    VaultOptions m_options;
    std::optional<Vault::Created> m_created;
    QLabel* m_clinicLabel;
    QLabel* m_userLabel;
    QLabel* m_roleLabel;
    QLineEdit* m_clinic;
    QLineEdit* m_user;
    QComboBox* m_role;
    NewPassphrase* m_passphrase;
    QLabel* m_note;
    QLabel* m_busy;
    QPushButton* m_create;
    QLabel* m_otherwise;
    std::vector<std::pair<QPushButton*, OtherWay>> m_offers;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::ledger
