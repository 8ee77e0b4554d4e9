#include "removal_dialog_p.h"

#include "workbench/widgets.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::ledger {

RemovalDialog::RemovalDialog(const record::Member& member, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Remove a person"));
    auto* question = new QLabel(tr(
        "%1 will no longer be able to unlock this record, and its keys are changed: nothing that is stored "
        "from "
        "now on opens with theirs. What they could read until now they may have kept. What they wrote stays, "
        "under their name.")
                                    .arg(member.name));
    question->setWordWrap(true);
    auto* reason = new QLineEdit;
    reason->setObjectName(QStringLiteral("removalReason"));
    reason->setMaxLength(400);
    reason->setAccessibleName(tr("Reason"));
    auto* label = new QLabel(tr("&Reason"));
    label->setBuddy(reason);
    auto* buttons = new QDialogButtonBox;
    auto* keep = buttons->addButton(tr("Keep them"), QDialogButtonBox::RejectRole);
    auto* remove = buttons->addButton(tr("Remove"), QDialogButtonBox::AcceptRole);
    remove->setObjectName(QStringLiteral("removePerson"));
    workbench::setKind(remove, workbench::ButtonKind::Danger);
    keep->setAutoDefault(false);
    remove->setEnabled(false);
    connect(reason, &QLineEdit::textChanged, remove,
        [remove](const QString& text) { remove->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, reason, user = member.user] {
        emit agreed(user, reason->text().trimmed());
        accept();
    });
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(question);
    layout->addWidget(label);
    layout->addWidget(reason);
    layout->addWidget(buttons);
    reason->setFocus();
}

} // namespace twinward::ledger
