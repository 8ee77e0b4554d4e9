#include "workbench/widgets.h"

#include "workbench/describe.h"

#include <array>
#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace twinward::workbench {

namespace {

// The style sheet reads the property anew only when the widget is polished again.
void setLook(QWidget* widget, const char* name, const char* value)
{
    if (widget->property(name).toString() == QLatin1String(value))
        return;
    widget->setProperty(name, QString::fromLatin1(value));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace

void setTone(QWidget* widget, Tone tone)
{
    static constexpr std::array<const char*, 5> names = {"", "secondary", "good", "caution", "danger"};
    setLook(widget, "tone", names[static_cast<size_t>(tone)]);
}

void setKind(QPushButton* button, ButtonKind kind)
{
    static constexpr std::array<const char*, 3> names = {"primary", "danger", "link"};
    setLook(button, "house", names[static_cast<size_t>(kind)]);
}

void setState(QWidget* field, FieldState state)
{
    static constexpr std::array<const char*, 3> names = {"", "warn", "refuse"};
    setLook(field, "state", names[static_cast<size_t>(state)]);
}

// ---- EmptyState
// ------------------------------------------------------------------------------------------------

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLabel)
    , m_button(new QPushButton)
{
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    setTone(m_text, Tone::Secondary);
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_action)
            m_action->trigger();
    });
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addStretch();
    layout->addWidget(m_text);
    layout->addWidget(m_button, 0, Qt::AlignCenter);
    layout->addStretch();
}

void EmptyState::setText(const QString& sentence)
{
    m_text->setText(sentence);
    setAccessibleName(sentence);
}

void EmptyState::setAction(QAction* action)
{
    if (m_action)
        m_action->disconnect(this);
    m_action = action;
    m_button->setVisible(action != nullptr);
    if (action == nullptr)
        return;
    const auto redraw = [this] {
        if (!m_action)
            return;
        const QString keys = m_action->shortcut().toString(QKeySequence::NativeText);
        m_button->setText(
            keys.isEmpty() ? m_action->text() : QStringLiteral("%1   %2").arg(m_action->text(), keys));
        m_button->setAccessibleName(m_action->text());
        m_button->setEnabled(m_action->isEnabled());
    };
    connect(action, &QAction::changed, this, redraw);
    redraw();
}

// ---- FailureBar
// ------------------------------------------------------------------------------------------------

FailureBar::FailureBar(QWidget* parent)
    : QFrame(parent)
    , m_what(new QLabel)
    , m_particulars(new QLabel)
    , m_todo(new QLabel)
    , m_dismiss(new QPushButton)
{
    setProperty("house", QStringLiteral("failure"));
    setTone(m_what, Tone::Danger);
    setTone(m_particulars, Tone::Secondary);
    for (QLabel* label : {m_what, m_particulars, m_todo}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    connect(m_dismiss, &QPushButton::clicked, this, &FailureBar::clear);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_what);
    words->addWidget(m_particulars);
    words->addWidget(m_todo);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->addLayout(words, 1);
    layout->addWidget(m_dismiss, 0, Qt::AlignTop);
    hide();
}

void FailureBar::show(const base::Error& error, const QString& kept)
{
    m_error = error;
    m_kept = kept;
    rewrite();
    setVisible(true);
}

void FailureBar::clear()
{
    m_error.reset();
    hide();
}

void FailureBar::rewrite()
{
    m_dismiss->setText(tr("Dismiss"));
    if (!m_error)
        return;
    const FailureText text = describe(*m_error);
    m_what->setText(
        m_kept.isEmpty() ? text.what : tr("%1 %2", "what happened, what was kept").arg(text.what, m_kept));
    m_particulars->setText(text.particulars);
    m_particulars->setVisible(!text.particulars.isEmpty());
    m_todo->setText(text.todo);
    m_todo->setVisible(!text.todo.isEmpty());
    setAccessibleName(m_what->text());
    setAccessibleDescription(text.particulars + QLatin1Char('\n') + text.todo);
}

void FailureBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        rewrite();
}

// ---- ProgressLine
// ----------------------------------------------------------------------------------------------

ProgressLine::ProgressLine(QWidget* parent)
    : QWidget(parent)
    , m_what(new QLabel)
    , m_bar(new QProgressBar)
    , m_cancel(new QPushButton)
{
    m_bar->setTextVisible(false);
    m_bar->setMinimumWidth(96);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (!m_job)
            return;
        m_job->cancel();
        redraw();
    });
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_what);
    layout->addWidget(m_bar, 1);
    layout->addWidget(m_cancel);
    hide();
}

void ProgressLine::follow(Job* job, const QString& what)
{
    if (m_job)
        m_job->disconnect(this);
    m_job = job;
    m_subject = what;
    connect(job, &Job::progressed, this, &ProgressLine::redraw);
    connect(job, &Job::finished, this, &QWidget::hide);
    connect(job, &QObject::destroyed, this, &QWidget::hide);
    redraw();
    show();
}

void ProgressLine::redraw()
{
    m_cancel->setText(tr("Cancel"));
    if (!m_job)
        return;
    const ledger::Progress at = m_job->current();
    const QLocale locale;
    QString text = m_subject;
    if (at.total != 0)
        text = tr("%1: %2 of %3", "what, done, total")
                   .arg(m_subject, locale.toString(at.done), locale.toString(at.total));
    else if (at.done != 0)
        text = tr("%1: %2", "what, done").arg(m_subject, locale.toString(at.done));
    if (m_job->isCancelled())
        text = tr("%1: stopping", "what").arg(m_subject);
    m_what->setText(text);
    m_bar->setAccessibleName(text);
    m_cancel->setEnabled(!m_job->isCancelled());
    m_bar->setRange(0, at.total == 0 ? 0 : 1000);
    if (at.total != 0)
        m_bar->setValue(static_cast<int>(at.done * 1000 / at.total));
}

void ProgressLine::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        redraw();
}

// ---- SearchField
// -----------------------------------------------------------------------------------------------

SearchField::SearchField(QWidget* parent)
    : QLineEdit(parent)
{
    setClearButtonEnabled(true);
    connect(this, &QLineEdit::textChanged, this,
        [this](const QString& text) { emit searchChanged(text.trimmed()); });
}

void SearchField::setTarget(QWidget* list)
{
    m_target = list;
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (!text().isEmpty()) {
            clear();
            return;
        }
        event->ignore(); // nothing to clear: whoever is around this field may close
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_target)
            QCoreApplication::sendEvent(m_target, event);
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            emit accepted();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

// ---- ElidedLabel
// -----------------------------------------------------------------------------------------------

ElidedLabel::ElidedLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

void ElidedLabel::setFullText(const QString& text)
{
    m_full = text;
    setAccessibleName(text);
    updateGeometry();
    elide();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 4, fontMetrics().height()};
}

QSize ElidedLabel::sizeHint() const
{
    const QMargins margins = contentsMargins();
    return {fontMetrics().horizontalAdvance(m_full) + margins.left() + margins.right() + 2,
        fontMetrics().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        updateGeometry();
        elide();
    }
}

void ElidedLabel::elide()
{
    const QString shown = fontMetrics().elidedText(m_full, Qt::ElideRight, contentsRect().width());
    if (shown != text())
        setText(shown);
    setToolTip(shown == m_full ? QString() : m_full);
}

} // namespace twinward::workbench
