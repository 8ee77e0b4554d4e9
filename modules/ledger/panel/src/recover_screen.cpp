#include "recover_screen_p.h"

#include "new_passphrase_p.h"

#include <QLineEdit>
#include <QPushButton>

namespace twinward::ledger {

RecoverScreen::RecoverScreen(QString folder, VaultOptions options, QWidget* parent)
    : Card(parent)
    , m_folder(std::move(folder))
    , m_options(std::move(options))
    , m_user(new QLineEdit)
    , m_code(new PassphraseField)
    , m_passphrase(new NewPassphrase)
    , m_hint(new QLabel)
    , m_back(new QPushButton)
    , m_go(new QPushButton)
    , m_failure(new workbench::FailureBar)
{
    m_user->setObjectName(QStringLiteral("recoverUser"));
    m_code->setObjectName(QStringLiteral("recoverCode"));
    m_go->setObjectName(QStringLiteral("recover"));
    QFormLayout* form = addForm();
    m_userLabel = addField(form, m_user);
    m_codeLabel = addField(form, m_code);
    column()->addWidget(m_passphrase);
    m_hint->setWordWrap(true);
    m_hint->hide();
    column()->addWidget(m_hint);
    column()->addWidget(m_failure);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_go);
    column()->addLayout(buttons);
    workbench::setKind(m_go, workbench::ButtonKind::Primary);
    for (QLineEdit* field : std::initializer_list<QLineEdit*>{m_user, m_code})
        connect(field, &QLineEdit::textChanged, this, &RecoverScreen::judge);
    connect(m_user, &QLineEdit::returnPressed, m_code, qOverload<>(&QWidget::setFocus));
    connect(m_code, &QLineEdit::returnPressed, m_passphrase, &NewPassphrase::focusFirst);
    connect(m_passphrase, &NewPassphrase::changed, this, &RecoverScreen::judge);
    connect(m_passphrase, &NewPassphrase::submitted, m_go, &QPushButton::click);
    connect(m_back, &QPushButton::clicked, this, &RecoverScreen::abandoned);
    connect(m_go, &QPushButton::clicked, this, &RecoverScreen::recover);
    retranslate();
}

void RecoverScreen::setUser(const QString& user)
{
    m_user->setText(user);
}

QString RecoverScreen::user() const
{
    return m_user->text().trimmed();
}

void RecoverScreen::retranslate()
{
    setHeading(tr("Use your recovery code"),
        tr("The code on the sheet that was printed when you were enrolled lets you choose a new passphrase. "
           "Nothing of the record is lost by it."));
    m_userLabel->setText(tr("&User"));
    m_codeLabel->setText(tr("&Recovery code"));
    m_user->setAccessibleName(tr("User"));
    m_code->setAccessibleName(tr("Recovery code"));
    m_back->setText(tr("Back"));
    m_go->setText(tr("Set the new passphrase"));
    judge();
}

void RecoverScreen::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    if (user().isEmpty())
        m_user->setFocus();
    else
        m_code->setFocus();
}

void RecoverScreen::judge()
{
    m_go->setEnabled(!user().isEmpty() && !m_code->text().isEmpty() && m_passphrase->isAcceptable());
}

void RecoverScreen::setBusy(bool busy)
{
    setEnabled(!busy);
    m_hint->setVisible(busy);
    if (busy) {
        workbench::setTone(m_hint, workbench::Tone::Secondary);
        m_hint->setText(tr("Checking the code; this takes a moment."));
    }
}

void RecoverScreen::recover()
{
    m_failure->clear();
    setBusy(true);
    const auto code = std::make_shared<Secret>(m_code->secret());
    const auto replacement = std::make_shared<Secret>(m_passphrase->secret());
    runBeside(
        this,
        [folder = m_folder, name = user(), code, replacement, options = m_options] {
            return Vault::recover(folder, name, *code, *replacement, options);
        },
        [this](base::Result<Vault::Created> made) {
            setBusy(false);
            if (made) {
                m_code->wipe();
                m_passphrase->wipe();
                m_created = std::move(*made);
                emit recovered();
                return;
            }
            if (made.error().code == base::ErrorCode::WrongPassphrase) {
                workbench::setTone(m_hint, workbench::Tone::Danger);
                m_hint->setText(tr("The user and the code do not belong together, or the code was used "
                                   "before. Nothing was changed."));
                m_hint->show();
            } else {
                m_failure->show(made.error(), tr("The old passphrase still holds."));
            }
            m_code->setFocus();
        });
}

} // namespace twinward::ledger
