#include "ledger_panel/card.h"

#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QScrollArea>

namespace twinward::ledger {

using workbench::Theme;

Card::Card(QWidget* parent)
    : QWidget(parent)
    , m_heading(new QLabel)
    , m_sentence(new QLabel)
    , m_middle(new QWidget)
    , m_column(new QVBoxLayout(m_middle))
{
    m_heading->setProperty("rank", QStringLiteral("large"));
    m_heading->setWordWrap(true);
    m_sentence->setWordWrap(true);
    workbench::setTone(m_sentence, workbench::Tone::Secondary);
    m_column->setContentsMargins(16, 24, 16, 24);
    m_column->setSpacing(12);
    m_column->addWidget(m_heading);
    m_column->addWidget(m_sentence);

    auto* ground = new QWidget;
    auto* sides = new QHBoxLayout(ground);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->addStretch(1);
    auto* middle = new QVBoxLayout;
    middle->addStretch(2);
    middle->addWidget(m_middle);
    middle->addStretch(3);
    sides->addLayout(middle, 0);
    sides->addStretch(1);

    // At 200 % on a small screen the column is taller than the window.
    auto* scroll = new QScrollArea;
    scroll->setWidget(ground);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
    connect(&Theme::instance(), &Theme::changed, this, &Card::applyTheme);
    applyTheme();
}

void Card::setHeading(const QString& heading, const QString& sentence)
{
    m_heading->setText(heading);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(heading);
}

QFormLayout* Card::addForm()
{
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    m_column->addLayout(form);
    return form;
}

QLabel* Card::addField(QFormLayout* form, QWidget* field)
{
    auto* label = new QLabel;
    label->setBuddy(field);
    form->addRow(label, field);
    return label;
}

void Card::applyTheme()
{
    m_middle->setFixedWidth(Theme::instance().px(480));
}

void Card::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::ledger
