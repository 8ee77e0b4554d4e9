#include "remove_computer_p.h"

#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::sync {

RemoveComputer::RemoveComputer(const QString& name, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("removeComputerDialog"));
    setWindowTitle(tr("Remove a computer"));
    const auto& theme = workbench::Theme::instance();
    setMinimumWidth(theme.px(520));
    auto* question = new QLabel(tr(
        "«%1» is no longer one of the clinic's computers once you agree. What it brought until now stays. "
        "Whatever it writes from then on is refused by all others. The clinic's keys are changed: what is "
        "stored from now on can't be opened with what is on it. What was on it already stays readable there "
        "for who has a passphrase.")
                                    .arg(name));
    question->setWordWrap(true);
    question->setTextFormat(Qt::PlainText);
    auto* reason = new QComboBox; // lost and stolen need no typing: two clicks are enough
    reason->setObjectName(QStringLiteral("removeReason"));
    reason->setEditable(true);
    reason->lineEdit()->setMaxLength(400);
    reason->addItems({tr("Lost"), tr("Stolen"), tr("Broken"), tr("Given away")});
    reason->setAccessibleName(tr("Reason"));
    auto* label = new QLabel(tr("&Reason"));
    label->setBuddy(reason);
    auto* buttons = new QDialogButtonBox;
    auto* keep = buttons->addButton(tr("Keep it"), QDialogButtonBox::RejectRole);
    auto* remove = buttons->addButton(tr("Remove it"), QDialogButtonBox::AcceptRole);
    remove->setObjectName(QStringLiteral("removeComputerYes"));
    workbench::setKind(remove, workbench::ButtonKind::Danger);
    keep->setAutoDefault(false);
    remove->setAutoDefault(false);
    connect(reason, &QComboBox::editTextChanged, remove,
        [remove](const QString& text) { remove->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, reason] {
        emit agreed(reason->currentText().trimmed());
        accept();
    });
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme.px(12));
    layout->addWidget(question);
    layout->addWidget(label);
    layout->addWidget(reason);
    layout->addStretch();
    layout->addWidget(buttons);
    reason->setFocus();
}

} // namespace twinward::sync
