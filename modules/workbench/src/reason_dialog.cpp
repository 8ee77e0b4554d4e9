#include "workbench/reason_dialog.h"

#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::workbench {

namespace {

constexpr int longestReason = 400;

} // namespace

ReasonDialog::ReasonDialog(const ReasonWords& words, Need need, QWidget* parent)
    : QDialog(parent)
{
    const Theme& theme = Theme::instance();
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("reasonDialog"));
    setWindowTitle(words.title);
    setMinimumWidth(theme.px(440));
    auto* question = new QLabel(words.question, this);
    question->setTextFormat(Qt::PlainText);
    question->setWordWrap(true);
    auto* reason = new QLineEdit(this);
    reason->setObjectName(QStringLiteral("reason"));
    reason->setMaxLength(longestReason);
    reason->setAccessibleName(tr("Reason"));
    auto* label = new QLabel(tr("&Reason"), this);
    label->setBuddy(reason);
    if (!words.option.isEmpty()) {
        m_option = new QCheckBox(words.option, this); // before the buttons: Tab goes in this order
        m_option->setObjectName(QStringLiteral("reasonOption"));
    }
    auto* buttons = new QDialogButtonBox(this);
    auto* keep = buttons->addButton(words.keep, QDialogButtonBox::RejectRole);
    auto* act = buttons->addButton(words.act, QDialogButtonBox::AcceptRole);
    act->setObjectName(QStringLiteral("reasonAct"));
    setKind(act, ButtonKind::Danger);
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
    layout->setSpacing(theme.px(12));
    layout->addWidget(question);
    layout->addWidget(label);
    layout->addWidget(reason);
    if (m_option != nullptr)
        layout->addWidget(m_option);
    layout->addWidget(buttons);
    reason->setFocus();
}

bool ReasonDialog::isOptionTicked() const
{
    return m_option != nullptr && m_option->isChecked();
}

} // namespace twinward::workbench
