#include "ledger_panel/passphrase_field.h"

#include "workbench/theme.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStringEncoder>

namespace twinward::ledger {

namespace {

// An open or a closed eye in the theme's secondary colour, drawn so that it needs no file of each colour and
// size.
QIcon eye(bool open)
{
    const int size = workbench::Theme::instance().px(16);
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(workbench::Theme::instance().color(workbench::Theme::Role::Secondary), size / 11.0));
    const QRectF lid(size * 0.06, size * 0.25, size * 0.88, size * 0.5);
    painter.drawEllipse(lid);
    painter.drawEllipse(lid.center(), size * 0.12, size * 0.12);
    if (!open)
        painter.drawLine(QPointF(size * 0.15, size * 0.88), QPointF(size * 0.85, size * 0.12));
    return pixmap;
}

} // namespace

PassphraseField::PassphraseField(QWidget* parent)
    : QLineEdit(parent)
    , m_reveal(addAction(eye(false), TrailingPosition))
{
    setEchoMode(Password);
    setMaxLength(1024);
    setInputMethodHints(
        Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_reveal->setCheckable(true);
    connect(m_reveal, &QAction::toggled, this, [this](bool shown) {
        setEchoMode(shown ? Normal : Password);
        m_reveal->setIcon(eye(shown));
        retranslate();
    });
    retranslate();
}

Secret PassphraseField::secret() const
{
    const QString typed = text();
    QStringEncoder encoder(QStringEncoder::Utf8);
    Secret wide(static_cast<size_t>(encoder.requiredSpace(typed.size())));
    if (wide.isEmpty())
        return {};
    auto* begin = reinterpret_cast<char*>(wide.data());
    const char* end = encoder.appendToBuffer(begin, typed);
    return Secret::copyOf(QByteArrayView(begin, end));
}

void PassphraseField::wipe()
{
    // Overwritten in place first: clear() alone would leave the characters in the freed memory.
    setText(QString(text().size(), QLatin1Char(' ')));
    clear();
    m_reveal->setChecked(false);
}

void PassphraseField::keyPressEvent(QKeyEvent* event)
{
    const QString typed = event->text();
    if (typed.size() == 1 && typed.front().isLetter() && typed.front().toUpper() != typed.front().toLower()) {
        const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
        emit capsLockSeen(typed.front().isUpper() != shift);
    }
    if (event->matches(QKeySequence::Copy) || event->matches(QKeySequence::Cut))
        return;
    QLineEdit::keyPressEvent(event);
}

void PassphraseField::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PassphraseField::retranslate()
{
    m_reveal->setText(m_reveal->isChecked() ? tr("Hide what is typed") : tr("Show what is typed"));
    m_reveal->setToolTip(m_reveal->text());
}

bool sameText(const PassphraseField& one, const PassphraseField& other)
{
    return one.text() == other.text();
}

} // namespace twinward::ledger
