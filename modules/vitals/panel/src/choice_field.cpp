#include "choice_field_p.h"

#include "workbench/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace twinward::vitals {

using workbench::Theme;

ChoiceField::ChoiceField(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ChoiceField::setChoices(const QList<Choice>& choices)
{
    m_choices = choices;
    updateGeometry();
    describe();
    update();
}

void ChoiceField::choose(int index)
{
    const int wanted = index >= 0 && index < m_choices.size() ? index : -1;
    if (wanted == m_chosen && !m_notDone)
        return;
    m_chosen = wanted;
    m_notDone = false;
    describe();
    update();
    emit changed();
}

void ChoiceField::setNotDone()
{
    m_chosen = -1;
    m_notDone = true;
    describe();
    update();
    emit changed();
}

void ChoiceField::describe()
{
    if (m_notDone)
        setAccessibleDescription(tr("Not done"));
    else
        setAccessibleDescription(m_chosen < 0 ? tr("Nothing chosen") : m_choices.at(m_chosen).text);
}

int ChoiceField::naturalWidth(int index) const
{
    const Theme& theme = Theme::instance();
    const Choice& choice = m_choices.at(index);
    const QFontMetrics bold(theme.font(Theme::Type::Body, QFont::DemiBold));
    return bold.horizontalAdvance(choice.letter) + bold.horizontalAdvance(choice.text) + theme.px(28);
}

QSize ChoiceField::sizeHint() const
{
    int width = 0;
    for (int i = 0; i < m_choices.size(); ++i)
        width += naturalWidth(i);
    return {width, Theme::instance().rowHeight() + Theme::instance().px(4)};
}

QSize ChoiceField::minimumSizeHint() const
{
    return {static_cast<int>(m_choices.size()) * Theme::instance().px(32), sizeHint().height()};
}

// Where the words don't fit, the letters stand alone and only the chosen answer is written out.
bool ChoiceField::hasRoom() const
{
    return width() >= sizeHint().width();
}

std::vector<QRect> ChoiceField::segments() const
{
    const int letterWidth = Theme::instance().px(32);
    std::vector<QRect> rects;
    int left = 0;
    for (int i = 0; i < m_choices.size(); ++i) {
        const bool isWritten = hasRoom() || i == m_chosen;
        const int rest = width() - letterWidth * static_cast<int>(m_choices.size() - 1);
        const int segmentWidth
            = isWritten ? (hasRoom() ? naturalWidth(i) : std::min(naturalWidth(i), rest)) : letterWidth;
        rects.emplace_back(left, 0, segmentWidth, height());
        left += segmentWidth;
    }
    return rects;
}

void ChoiceField::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<QRect> rects = segments();
    QRect whole;
    for (int i = 0; i < m_choices.size(); ++i) {
        const QRect& segment = rects[static_cast<size_t>(i)];
        whole = whole.united(segment);
        const bool isChosen = i == m_chosen;
        painter.fillRect(segment, theme.color(isChosen ? Theme::Role::Accent : Theme::Role::Surface));
        const QColor ink = theme.color(isChosen ? Theme::Role::OnAccent : Theme::Role::Text);
        const QFont bold = theme.font(Theme::Type::Body, QFont::DemiBold);
        const QRect inner = segment.adjusted(theme.px(8), 0, -theme.px(4), 0);
        painter.setFont(bold);
        painter.setPen(isChosen ? ink : theme.color(Theme::Role::Accent));
        painter.drawText(inner, static_cast<int>(Qt::AlignVCenter) | Qt::AlignLeft, m_choices.at(i).letter);
        const int letterWidth = QFontMetrics(bold).horizontalAdvance(m_choices.at(i).letter) + theme.px(8);
        painter.setFont(theme.font(Theme::Type::Body, isChosen ? QFont::DemiBold : QFont::Normal));
        painter.setPen(ink);
        const QRect words = inner.adjusted(letterWidth, 0, 0, 0);
        if (hasRoom() || isChosen)
            painter.drawText(words, static_cast<int>(Qt::AlignVCenter) | Qt::AlignLeft,
                painter.fontMetrics().elidedText(m_choices.at(i).text, Qt::ElideRight, words.width()));
        if (i > 0) {
            painter.setPen(theme.color(Theme::Role::Line));
            painter.drawLine(segment.topLeft(), segment.bottomLeft());
        }
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(theme.color(hasFocus() ? Theme::Role::Accent : Theme::Role::Line), hasFocus() ? 2 : 1));
    painter.drawRoundedRect(QRectF(whole).adjusted(1, 1, -1, -1), 4, 4);
    if (m_notDone) {
        painter.fillRect(whole.adjusted(2, 2, -2, -2), theme.color(Theme::Role::Window));
        painter.setPen(theme.color(Theme::Role::Secondary));
        painter.setFont(theme.font(Theme::Type::Body));
        painter.drawText(whole.adjusted(theme.px(8), 0, 0, 0),
            static_cast<int>(Qt::AlignVCenter) | Qt::AlignLeft, tr("Not done"));
    }
}

int ChoiceField::indexOf(const QKeyEvent& event) const
{
    const QString typed = event.text().toUpper();
    const bool isCommand = event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (typed.size() != 1 || isCommand)
        return -1;
    for (int i = 0; i < m_choices.size(); ++i) {
        if (m_choices.at(i).letter == typed.at(0))
            return i;
    }
    return -1;
}

// The letters are answers here, not the shell's shortcuts: V is a voice, not the vitals form.
bool ChoiceField::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && indexOf(*static_cast<QKeyEvent*>(event)) >= 0) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void ChoiceField::keyPressEvent(QKeyEvent* event)
{
    const int count = static_cast<int>(m_choices.size());
    switch (event->key()) {
    case Qt::Key_Left:
        return choose(std::max(0, m_chosen - 1));
    case Qt::Key_Right:
        return choose(std::min(count - 1, m_chosen + 1));
    case Qt::Key_Backspace:
    case Qt::Key_Delete:
        return choose(-1);
    case Qt::Key_Minus:
        return setNotDone();
    default:
        break;
    }
    if (const int typed = indexOf(*event); typed >= 0) {
        choose(typed);
        emit answered();
        return;
    }
    QWidget::keyPressEvent(event);
}

void ChoiceField::mousePressEvent(QMouseEvent* event)
{
    const std::vector<QRect> rects = segments();
    for (size_t i = 0; i < rects.size(); ++i) {
        if (rects[i].contains(event->pos()))
            choose(static_cast<int>(i));
    }
}

void ChoiceField::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void ChoiceField::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace twinward::vitals
