#include "reason_dialog_p.h"

#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::record {

void ReasonDialog::takeBack(workbench::Session& session, const Entry& entry, const Texts& texts,
    workbench::FailureBar* failure, const QString& kept)
{
    ask(texts, failure->parentWidget(), [&session, entry, failure, kept](const QString& reason) {
        workbench::whenDone(session.commit(withChangeOfCategory(entry, amend(entry, Retraction{reason}))),
            failure, [failure, kept](const base::Result<ledger::CommitReceipt>& receipt) {
                if (!receipt)
                    failure->show(receipt.error(), kept);
            });
    });
}

void ReasonDialog::ask(const Texts& texts, QWidget* parent, std::function<void(const QString&)> give)
{
    auto* dialog = new ReasonDialog(texts, parent, std::move(give));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

ReasonDialog::ReasonDialog(const Texts& texts, QWidget* parent, std::function<void(const QString&)> give)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("reasonDialog"));
    setWindowTitle(texts.title);
    auto* explanation = new QLabel(texts.explanation, this);
    explanation->setWordWrap(true);
    auto* label = new QLabel(tr("&Reason"), this);
    auto* reason = new QLineEdit(this);
    reason->setObjectName(QStringLiteral("reason"));
    reason->setAccessibleName(tr("Reason"));
    reason->setMinimumWidth(workbench::Theme::instance().px(360));
    label->setBuddy(reason);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    QPushButton* confirm = buttons->addButton(texts.confirm, QDialogButtonBox::AcceptRole);
    workbench::setKind(confirm, workbench::ButtonKind::Danger);
    confirm->setEnabled(false);
    confirm->setDefault(true);
    connect(reason, &QLineEdit::textChanged, confirm,
        [confirm](const QString& text) { confirm->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, reason, give = std::move(give)] {
        accept();
        give(reason->text().trimmed());
    });
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(workbench::Theme::instance().px(8));
    layout->addWidget(explanation);
    layout->addWidget(label);
    layout->addWidget(reason);
    layout->addWidget(buttons);
    reason->setFocus();
}

} // namespace twinward::record
