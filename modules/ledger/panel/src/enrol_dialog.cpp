#include "enrol_dialog_p.h"

#include "new_passphrase_p.h"
#include "recovery_sheet_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"

#include <algorithm>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace twinward::ledger {

using record::Role;

EnrolDialog::EnrolDialog(workbench::Session& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_stack(new QStackedLayout(this))
    , m_name(new QLineEdit)
    , m_role(new QComboBox)
    , m_passphrase(new NewPassphrase)
    , m_enrol(new QPushButton(tr("Enrol")))
    , m_failure(new workbench::FailureBar)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Enrol a person"));
    setMinimumWidth(workbench::Theme::instance().px(520));
    m_stack->addWidget(makeForm());
    connect(m_name, &QLineEdit::textChanged, this, &EnrolDialog::judge);
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        m_passphrase->setKnownWords({m_name->text(), m_session.clinicName()});
    });
    connect(m_passphrase, &NewPassphrase::changed, this, &EnrolDialog::judge);
    connect(m_passphrase, &NewPassphrase::submitted, m_enrol, &QPushButton::click);
    connect(m_enrol, &QPushButton::clicked, this, &EnrolDialog::enrol);
    judge();
}

QWidget* EnrolDialog::makeForm()
{
    m_name->setObjectName(QStringLiteral("enrolName"));
    m_name->setMaxLength(120);
    m_name->setAccessibleName(tr("Name"));
    m_role->setObjectName(QStringLiteral("enrolRole"));
    m_role->setAccessibleName(tr("Role"));
    for (const Role role : {Role::Nurse, Role::Physician, Role::Administrator, Role::Auditor})
        m_role->addItem(workbench::formatRole(role), static_cast<int>(role));
    auto* intro = new QLabel(
        tr("Let the person choose and type the passphrase themselves: whatever they write is signed "
           "with it, and nobody else should know it."));
    intro->setWordWrap(true);
    workbench::setTone(intro, workbench::Tone::Secondary);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Role"), m_role);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    workbench::setKind(m_enrol, workbench::ButtonKind::Primary);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_enrol);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setSpacing(12);
    layout->addWidget(intro);
    layout->addLayout(form);
    layout->addWidget(m_passphrase);
    layout->addWidget(m_failure);
    layout->addStretch();
    layout->addLayout(buttons);
    return page;
}

void EnrolDialog::judge()
{
    m_enrol->setEnabled(!m_name->text().trimmed().isEmpty() && m_passphrase->isAcceptable());
}

void EnrolDialog::enrol()
{
    m_failure->clear();
    setEnabled(false);
    const auto passphrase = std::make_shared<Secret>(m_passphrase->secret());
    const auto role = static_cast<Role>(m_role->currentData().toInt());
    const auto enrolment = m_session.run([name = m_name->text().trimmed(), role, passphrase](Vault& vault) {
        return std::make_shared<base::Result<Secret>>(vault.enrolUser(name, role, *passphrase));
    });
    workbench::whenDone(enrolment, this, [this](const std::shared_ptr<base::Result<Secret>>& code) {
        setEnabled(true);
        if (!*code) {
            m_failure->show(code->error(), tr("Nobody was enrolled."));
            return;
        }
        m_passphrase->wipe();
        showCode(**code);
    });
}

void EnrolDialog::showCode(const Secret& code)
{
    auto* sheet = new RecoverySheet({m_session.clinicName(), m_name->text().trimmed()}, code);
    connect(sheet, &RecoverySheet::confirmed, this, &QDialog::accept);
    m_stack->addWidget(sheet);
    m_stack->setCurrentWidget(sheet);
    const auto& theme = workbench::Theme::instance();
    resize(std::max(width(), theme.px(560)), std::max(height(), theme.px(480)));
}

} // namespace twinward::ledger
