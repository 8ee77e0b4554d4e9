#include "ask_dialog_p.h"

#include "pairing_pieces_p.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::sync {

AskDialog::AskDialog(
    const QString& name, const Words& words, const QList<QWidget*>& lookedAt, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(name);
    setWindowTitle(words.title);
    const auto& theme = workbench::Theme::instance();
    setMinimumWidth(theme.px(520));
    auto* question = wrappedText("askQuestion");
    question->setProperty("rank", QStringLiteral("heading"));
    question->setText(words.question);
    auto* consequence = wrappedText("askConsequence");
    consequence->setText(words.consequence);
    auto* no = new QPushButton(words.no);
    no->setObjectName(name + QStringLiteral("No"));
    no->setAutoDefault(false);
    auto* yes = new QPushButton(words.yes);
    yes->setObjectName(name + QStringLiteral("Yes"));
    yes->setAutoDefault(false);
    workbench::setKind(yes, workbench::ButtonKind::Primary);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16));
    column->setSpacing(theme.px(12));
    column->addWidget(question);
    for (QWidget* widget : lookedAt)
        column->addWidget(widget);
    column->addWidget(consequence);
    column->addStretch();
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(no);
    row->addWidget(yes);
    column->addLayout(row);
    connect(no, &QPushButton::clicked, this, &QDialog::reject);
    connect(yes, &QPushButton::clicked, this, [this] {
        emit agreed();
        accept();
    });
    no->setFocus(); // Enter must not have said yes to what nobody looked at
}

} // namespace twinward::sync
