#include "ledger_panel/panels.h"
#include "new_passphrase_p.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QCoreApplication>
#include <QDialog>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::ledger {

namespace {

struct ChangePassphrase
{
    Q_DECLARE_TR_FUNCTIONS(ChangePassphrase)
};

struct Fields
{
    PassphraseField* current;
    NewPassphrase* replacement;
    QPushButton* change;
    workbench::FailureBar* failure;
};

Fields layOut(QDialog* dialog)
{
    const Fields fields{new PassphraseField, new NewPassphrase,
        new QPushButton(ChangePassphrase::tr("Change")), new workbench::FailureBar};
    fields.current->setObjectName(QStringLiteral("currentPassphrase"));
    fields.current->setAccessibleName(ChangePassphrase::tr("Present passphrase"));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->addRow(ChangePassphrase::tr("&Present passphrase"), fields.current);
    auto* cancel = new QPushButton(ChangePassphrase::tr("Cancel"));
    cancel->setAutoDefault(false);
    QObject::connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
    workbench::setKind(fields.change, workbench::ButtonKind::Primary);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(fields.change);
    auto* layout = new QVBoxLayout(dialog);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(fields.replacement);
    layout->addWidget(fields.failure);
    layout->addLayout(buttons);
    return fields;
}

void change(workbench::Session& session, QDialog* dialog, const Fields& fields)
{
    fields.failure->clear();
    dialog->setEnabled(false);
    const auto current = std::make_shared<Secret>(fields.current->secret());
    const auto replacement = std::make_shared<Secret>(fields.replacement->secret());
    const auto stored = session.run(
        [current, replacement](Vault& vault) { return vault.changePassphrase(*current, *replacement); });
    workbench::whenDone(stored, dialog, [dialog, fields](const base::Status& changed) {
        dialog->setEnabled(true);
        if (!changed) {
            fields.failure->show(changed.error(), ChangePassphrase::tr("The old passphrase still holds."));
            fields.current->setFocus();
            return;
        }
        fields.current->wipe();
        fields.replacement->wipe();
        dialog->accept();
    });
}

} // namespace

void changePassphrase(workbench::Session& session, QWidget* parent)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(ChangePassphrase::tr("Change your passphrase"));
    dialog->setMinimumWidth(workbench::Theme::instance().px(520));
    const Fields fields = layOut(dialog);
    fields.replacement->setKnownWords({session.user().name, session.clinicName()});
    const auto judge = [fields] {
        fields.change->setEnabled(!fields.current->text().isEmpty() && fields.replacement->isAcceptable());
    };
    QObject::connect(fields.current, &QLineEdit::textChanged, dialog, judge);
    QObject::connect(fields.replacement, &NewPassphrase::changed, dialog, judge);
    QObject::connect(fields.change, &QPushButton::clicked, dialog,
        [&session, dialog, fields] { change(session, dialog, fields); });
    judge();
    fields.current->setFocus();
    dialog->open();
}

} // namespace twinward::ledger
