#include "entry_form_p.h"

#include "workbench/theme.h"

#include <QEvent>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace twinward::record {

using workbench::Theme;

CodeCombo::CodeCombo(Choices choices, QWidget* parent)
    : QComboBox(parent)
    , m_choices(std::move(choices))
{
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    fill();
}

void CodeCombo::fill()
{
    const QString kept = code();
    const QSignalBlocker quiet(this);
    clear();
    for (const auto& [code, word] : m_choices())
        addItem(word, code);
    if (!kept.isEmpty())
        setCode(kept);
}

void CodeCombo::setCode(const QString& code)
{
    if (findData(code) < 0)
        addItem(code, code);
    setCurrentIndex(findData(code));
}

void CodeCombo::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        fill();
    QComboBox::changeEvent(event);
}

EntryForm::EntryForm(QWidget* parent)
    : QWidget(parent)
    , m_rows(new QFormLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setHorizontalSpacing(Theme::instance().px(12));
    m_rows->setVerticalSpacing(Theme::instance().px(8));
    m_rows->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void EntryForm::addRow(const Label& label, QWidget* field)
{
    auto* words = new QLabel(label(), this);
    words->setBuddy(field);
    field->setAccessibleName(label());
    m_rows->addRow(words, field);
    m_labelled.push_back({label, field});
    field->installEventFilter(this);
}

QLineEdit* EntryForm::addLine(const Label& label)
{
    auto* line = new QLineEdit(this);
    connect(line, &QLineEdit::textChanged, this, &EntryForm::changed);
    addRow(label, line);
    return line;
}

QPlainTextEdit* EntryForm::addText(const Label& label, int lines)
{
    auto* text = new QPlainTextEdit(this);
    text->setTabChangesFocus(true);
    text->setMinimumHeight(text->fontMetrics().lineSpacing() * lines + Theme::instance().px(16));
    text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(text, &QPlainTextEdit::textChanged, this, &EntryForm::changed);
    addRow(label, text);
    return text;
}

CodeCombo* EntryForm::addChoice(const Label& label, const CodeCombo::Choices& choices)
{
    auto* combo = new CodeCombo(choices, this);
    connect(combo, &QComboBox::currentIndexChanged, this, &EntryForm::changed);
    addRow(label, combo);
    return combo;
}

MomentField* EntryForm::addMoment(const Label& label)
{
    auto* field = new MomentField(this);
    connect(field, &MomentField::changed, this, &EntryForm::changed);
    for (QLineEdit* line : field->findChildren<QLineEdit*>())
        line->installEventFilter(this);
    addRow(label, field);
    m_moments.push_back(field);
    return field;
}

void EntryForm::addOccurred(const Label& label)
{
    m_occurredField = addMoment(label);
}

void EntryForm::setOccurred(const base::Moment& occurred)
{
    m_occurred = occurred;
    if (m_occurredField != nullptr)
        m_occurredField->setMoment(occurred);
}

base::Moment EntryForm::occurred() const
{
    return m_occurredField != nullptr ? m_occurredField->moment().value_or(base::Moment()) : m_occurred;
}

QString EntryForm::problem() const
{
    for (const MomentField* field : m_moments) {
        if (!field->problem().isEmpty())
            return field->problem();
    }
    return bodyProblem();
}

void EntryForm::addBelow(QWidget* widget)
{
    m_rows->addRow(widget);
}

void EntryForm::focusFirst()
{
    if (!m_labelled.empty())
        m_labelled.front().field->setFocus(Qt::OtherFocusReason);
}

bool EntryForm::eventFilter(QObject* watched, QEvent* event)
{
    const bool goesOn
        = qobject_cast<QLineEdit*>(watched) != nullptr || qobject_cast<QComboBox*>(watched) != nullptr;
    if (goesOn && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier) {
            focusNextChild();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void EntryForm::retranslate()
{
    for (const Row& row : m_labelled) {
        if (auto* label = qobject_cast<QLabel*>(m_rows->labelForField(row.field)))
            label->setText(row.label());
        row.field->setAccessibleName(row.label());
    }
}

void EntryForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

Concept editedConcept(const Concept& before, const QString& words)
{
    const QString trimmed = words.trimmed();
    return trimmed == before.label() ? before : Concept{{}, trimmed};
}

} // namespace twinward::record
