#include "sharing_reason_p.h"

#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::ledger {

SharingReason::SharingReason(const ReasonWords& words, Need need, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(words.title);
    setMinimumWidth(workbench::Theme::instance().px(440));
    auto* question = new QLabel(words.question);
    question->setWordWrap(true);
    auto* reason = new QLineEdit;
    reason->setObjectName(QStringLiteral("sharingReason"));
    reason->setMaxLength(400);
    reason->setAccessibleName(tr("Reason"));
    auto* label = new QLabel(tr("&Reason"));
    label->setBuddy(reason);
    auto* buttons = new QDialogButtonBox;
    auto* keep = buttons->addButton(words.keep, QDialogButtonBox::RejectRole);
    auto* act = buttons->addButton(words.act, QDialogButtonBox::AcceptRole);
    act->setObjectName(QStringLiteral("sharingAct"));
    workbench::setKind(act, workbench::ButtonKind::Danger);
    keep->setAutoDefault(false);
    act->setDefault(true);
    act->setEnabled(need == Need::Optional);
    connect(reason, &QLineEdit::textChanged, act, [act, need](const QString& text) {
        act->setEnabled(need == Need::Optional || !text.trimmed().isEmpty());
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, reason] {
        emit agreed(reason->text().trimmed());
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
