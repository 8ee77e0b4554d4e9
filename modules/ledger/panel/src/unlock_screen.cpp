#include "unlock_screen_p.h"

#include "ledger_panel/passphrase_field.h"
#include "workbench/describe.h"

#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

namespace twinward::ledger {

using base::ErrorCode;
using workbench::Tone;

UnlockScreen::UnlockScreen(QString folder, VaultOptions options, QWidget* parent)
    : Card(parent)
    , m_folder(std::move(folder))
    , m_options(std::move(options))
    , m_user(new QLineEdit)
    , m_passphrase(new PassphraseField)
    , m_hint(new QLabel)
    , m_busy(new QProgressBar)
    , m_unlock(new QPushButton)
    , m_recover(new QPushButton)
    , m_failure(new workbench::FailureBar)
    , m_check(new QPushButton)
    , m_checked(new QLabel)
{
    m_user->setObjectName(QStringLiteral("user"));
    m_passphrase->setObjectName(QStringLiteral("passphrase"));
    m_unlock->setObjectName(QStringLiteral("unlock"));
    m_recover->setObjectName(QStringLiteral("recoverWanted"));
    m_check->setObjectName(QStringLiteral("checkFiles"));
    QFormLayout* form = addForm();
    m_userLabel = addField(form, m_user);
    m_passphraseLabel = addField(form, m_passphrase);
    form->addRow(QString(), m_hint);
    m_hint->setWordWrap(true);
    m_hint->hide();
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->hide();
    column()->addWidget(m_busy);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_recover);
    buttons->addStretch();
    buttons->addWidget(m_unlock);
    column()->addLayout(buttons);
    column()->addWidget(m_failure);
    m_checked->setWordWrap(true);
    m_checked->hide();
    m_check->hide();
    column()->addWidget(m_check, 0, Qt::AlignLeft);
    column()->addWidget(m_checked);
    workbench::setKind(m_unlock, workbench::ButtonKind::Primary);
    workbench::setKind(m_recover, workbench::ButtonKind::Link);

    connect(m_user, &QLineEdit::returnPressed, m_passphrase, qOverload<>(&QWidget::setFocus));
    connect(m_passphrase, &QLineEdit::returnPressed, m_unlock, &QPushButton::click);
    connect(m_unlock, &QPushButton::clicked, this, [this] { unlock(m_passphrase->secret()); });
    connect(m_recover, &QPushButton::clicked, this, &UnlockScreen::recoveryWanted);
    connect(m_check, &QPushButton::clicked, this, &UnlockScreen::checkFiles);
    connect(m_passphrase, &PassphraseField::capsLockSeen, this, [this](bool on) {
        if (on == m_capsLock)
            return;
        m_capsLock = on;
        m_hint->setVisible(on);
        m_hint->setText(tr("Caps lock seems to be on."));
        workbench::setTone(m_hint, Tone::Caution);
    });
    retranslate();
}

void UnlockScreen::setUser(const QString& user)
{
    m_user->setText(user);
}

QString UnlockScreen::user() const
{
    return m_user->text().trimmed();
}

void UnlockScreen::retranslate()
{
    setHeading(
        tr("Unlock the record"), tr("The record on this computer is sealed. Your passphrase opens it."));
    m_userLabel->setText(tr("&User"));
    m_passphraseLabel->setText(tr("&Passphrase"));
    m_user->setAccessibleName(tr("User"));
    m_passphrase->setAccessibleName(tr("Passphrase"));
    m_unlock->setText(tr("Unlock"));
    m_recover->setText(tr("Use your recovery code"));
    m_check->setText(tr("Check the stored files"));
    m_busy->setAccessibleName(tr("Unlocking"));
}

void UnlockScreen::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    if (user().isEmpty())
        m_user->setFocus();
    else
        m_passphrase->setFocus();
}

void UnlockScreen::setBusy(bool busy)
{
    for (QWidget* field : std::initializer_list<QWidget*>{m_user, m_passphrase, m_unlock, m_recover, m_check})
        field->setEnabled(!busy);
    m_busy->setVisible(busy);
}

void UnlockScreen::unlock(Secret passphrase)
{
    m_failure->clear();
    m_hint->hide();
    m_checked->hide();
    m_check->hide();
    setBusy(true);
    const auto kept = std::make_shared<Secret>(std::move(passphrase));
    runBeside(
        this,
        [folder = m_folder, name = user(), kept, options = m_options] {
            return Vault::unlock(folder, name, *kept, options);
        },
        [this](base::Result<std::unique_ptr<Vault>> opened) { take(std::move(opened)); });
}

void UnlockScreen::take(base::Result<std::unique_ptr<Vault>> opened)
{
    setBusy(false);
    if (!opened) {
        showProblem(opened.error());
        return;
    }
    m_passphrase->wipe();
    m_vault = std::move(*opened);
    emit unlocked();
}

void UnlockScreen::showProblem(const base::Error& error)
{
    if (error.code == ErrorCode::WrongPassphrase) {
        const workbench::FailureText text = workbench::describe(error);
        m_hint->setText(tr("%1 %2", "what happened, what to do").arg(text.what, text.todo));
        workbench::setTone(m_hint, Tone::Danger);
        m_hint->show();
        m_passphrase->setFocus();
        m_passphrase->selectAll();
        return;
    }
    const bool damaged = error.code == ErrorCode::IntegrityBroken;
    m_failure->show(error, damaged ? tr("Nothing was changed by trying.") : tr("The record is as it was."));
    m_check->setVisible(damaged || error.code == ErrorCode::Io);
    m_passphrase->setFocus();
}

void UnlockScreen::checkFiles()
{
    setBusy(true);
    m_checked->setText(tr("Checking the stored files."));
    workbench::setTone(m_checked, Tone::Secondary);
    m_checked->show();
    runBeside(
        this, [folder = m_folder] { return verifyPages(folder); },
        [this](base::Result<VerifyReport> report) {
            setBusy(false);
            if (!report) {
                m_checked->setText(workbench::describe(report.error()).what);
                workbench::setTone(m_checked, Tone::Danger);
            } else if (report->ok) {
                m_checked->setText(
                    tr("Every page of the stored files is whole. What is sealed inside can be checked only "
                       "after unlocking."));
                workbench::setTone(m_checked, Tone::Good);
            } else {
                m_checked->setText(tr(
                    "First broken place: %1. %2. Keep a copy of the folder %3 as it is, and restore from a "
                    "backup or another device.")
                                       .arg(report->where, report->why, m_folder));
                workbench::setTone(m_checked, Tone::Danger);
            }
        });
}

} // namespace twinward::ledger
