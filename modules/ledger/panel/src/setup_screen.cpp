#include "setup_screen_p.h"

#include "new_passphrase_p.h"
#include "workbench/format.h"

#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSysInfo>

namespace twinward::ledger {

using record::Role;

SetupScreen::SetupScreen(QString folder, VaultOptions options, QWidget* parent)
    : Card(parent)
    , m_folder(std::move(folder))
    , m_options(std::move(options))
    , m_clinic(new QLineEdit)
    , m_user(new QLineEdit)
    , m_role(new QComboBox)
    , m_passphrase(new NewPassphrase)
    , m_note(new QLabel)
    , m_busy(new QLabel)
    , m_create(new QPushButton)
    , m_otherwise(new QLabel)
    , m_failure(new workbench::FailureBar)
{
    m_clinic->setObjectName(QStringLiteral("clinicName"));
    m_user->setObjectName(QStringLiteral("userName"));
    m_role->setObjectName(QStringLiteral("role"));
    m_create->setObjectName(QStringLiteral("createClinic"));
    for (const Role role : {Role::Physician, Role::Nurse, Role::Administrator})
        m_role->addItem(QString(), static_cast<int>(role));
    QFormLayout* form = addForm();
    m_clinicLabel = addField(form, m_clinic);
    m_userLabel = addField(form, m_user);
    m_roleLabel = addField(form, m_role);
    column()->addWidget(m_passphrase);
    m_note->setWordWrap(true);
    workbench::setTone(m_note, workbench::Tone::Secondary);
    column()->addWidget(m_note);
    column()->addWidget(m_failure);
    auto* end = new QHBoxLayout;
    end->addWidget(m_busy);
    end->addStretch();
    end->addWidget(m_create);
    column()->addLayout(end);
    m_otherwise->hide();
    workbench::setTone(m_otherwise, workbench::Tone::Secondary);
    column()->addWidget(m_otherwise);
    workbench::setKind(m_create, workbench::ButtonKind::Primary);

    for (QLineEdit* field : {m_clinic, m_user}) {
        field->setMaxLength(120);
        connect(field, &QLineEdit::textChanged, this, &SetupScreen::judge);
    }
    connect(m_clinic, &QLineEdit::returnPressed, m_user, qOverload<>(&QWidget::setFocus));
    connect(m_user, &QLineEdit::returnPressed, m_role, qOverload<>(&QWidget::setFocus));
    connect(m_passphrase, &NewPassphrase::changed, this, &SetupScreen::judge);
    connect(m_passphrase, &NewPassphrase::submitted, m_create, &QPushButton::click);
    connect(m_create, &QPushButton::clicked, this, &SetupScreen::create);
    connect(m_user, &QLineEdit::editingFinished, this, [this] {
        m_passphrase->setKnownWords({m_clinic->text(), m_user->text(), QStringLiteral("twinward")});
    });
    retranslate();
}

QPushButton* SetupScreen::offer(const OtherWay& way)
{
    auto* button = new QPushButton;
    button->setObjectName(way.name);
    workbench::setKind(button, workbench::ButtonKind::Link);
    m_offers.emplace_back(button, way);
    column()->addWidget(button, 0, Qt::AlignLeft);
    m_otherwise->show();
    retranslate();
    return button;
}

NewVault SetupScreen::setup() const
{
    return {m_clinic->text().trimmed(), m_user->text().trimmed(),
        static_cast<Role>(m_role->currentData().toInt()), QSysInfo::machineHostName()};
}

void SetupScreen::retranslate()
{
    setHeading(tr("Set up your clinic"),
        tr("Records are kept on this computer, sealed under your passphrase. No server and no account are "
           "needed."));
    m_clinicLabel->setText(tr("&Clinic's name"));
    m_userLabel->setText(tr("&Your name"));
    m_roleLabel->setText(tr("Your &role"));
    m_clinic->setAccessibleName(tr("Clinic's name"));
    m_user->setAccessibleName(tr("Your name"));
    m_role->setAccessibleName(tr("Your role"));
    for (int row = 0; row < m_role->count(); ++row)
        m_role->setItemText(row, workbench::formatRole(static_cast<Role>(m_role->itemData(row).toInt())));
    m_note->setText(tr("You can add more people later. The record is kept in %1.")
                        .arg(QDir::toNativeSeparators(m_folder)));
    m_create->setText(tr("Create the clinic"));
    m_otherwise->setText(tr("Is there a clinic already?"));
    for (const auto& [button, way] : m_offers)
        button->setText(way.words());
    m_busy->setText(tr("Making keys; this takes a moment."));
    m_busy->setVisible(!isEnabled());
    judge();
}

void SetupScreen::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    m_clinic->setFocus();
}

void SetupScreen::judge()
{
    const NewVault given = setup();
    m_create->setEnabled(
        !given.clinicName.isEmpty() && !given.userName.isEmpty() && m_passphrase->isAcceptable());
}

void SetupScreen::setBusy(bool busy)
{
    setEnabled(!busy);
    m_busy->setVisible(busy);
}

void SetupScreen::create()
{
    m_failure->clear();
    setBusy(true);
    const auto passphrase = std::make_shared<Secret>(m_passphrase->secret());
    runBeside(
        this,
        [folder = m_folder, given = setup(), passphrase, options = m_options] {
            return Vault::create(folder, given, *passphrase, options);
        },
        [this](base::Result<Vault::Created> made) {
            setBusy(false);
            if (!made) {
                m_failure->show(made.error(), tr("Nothing was set up."));
                return;
            }
            m_passphrase->wipe();
            m_created = std::move(*made);
            emit created();
        });
}

} // namespace twinward::ledger
