#include "details_card_p.h"

#include "workbench/theme.h"

#include <algorithm>
#include <cmath>
#include <QKeyEvent>
#include <QPainter>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTextOption>
#include <QUrl>
#include <QVBoxLayout>

namespace twinward::timeline {

using workbench::Theme;

namespace {

constexpr int edge = 3; // pixels of the card around its text

} // namespace

DetailsCard::DetailsCard(QWidget* parent)
    : QFrame(parent)
    , m_text(new QTextBrowser(this))
{
    m_text->setFrameShape(QFrame::NoFrame);
    // The card draws the border and the focus ring; the text must not take room for its own.
    m_text->setStyleSheet(QStringLiteral("QTextBrowser { border: none; padding: 0px; }"));
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(8);
    m_text->setAccessibleName(tr("Details of the entry"));
    m_text->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(edge, edge, edge, edge);
    layout->addWidget(m_text);
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        bool valid = false;
        const quint32 item = link.path().toUInt(&valid);
        if (valid && link.scheme() == u"item")
            emit itemChosen(item);
    });
    hide();
}

void DetailsCard::showBeside(const QString& html, const QRect& at)
{
    m_opened = false;
    setAttribute(Qt::WA_TransparentForMouseEvents, true);
    m_text->setFocusPolicy(Qt::NoFocus);
    m_text->setHtml(html);
    place(at, QSize(Theme::instance().px(360), Theme::instance().px(320)));
}

void DetailsCard::open(const QString& html, const QRect& at)
{
    m_opened = true;
    setAttribute(Qt::WA_TransparentForMouseEvents, false);
    m_text->setFocusPolicy(Qt::StrongFocus);
    m_text->setHtml(html);
    place(at, QSize(Theme::instance().px(480), Theme::instance().px(480)));
    m_text->setFocus();
}

void DetailsCard::replace(const QString& html)
{
    m_text->setHtml(html);
    place(m_at, m_most);
}

void DetailsCard::close()
{
    if (!isVisible())
        return;
    const bool hadFocus = m_text->hasFocus();
    m_opened = false;
    hide();
    if (hadFocus)
        parentWidget()->setFocus();
    emit closed();
}

QString DetailsCard::plainText() const
{
    return m_text->toPlainText();
}

void DetailsCard::place(const QRect& at, QSize most)
{
    m_at = at;
    m_most = most;
    const QRect room = parentWidget()->rect().adjusted(8, 8, -8, -8);
    const QSize bounded = most.boundedTo(room.size());
    QTextDocument* text = m_text->document();
    text->setTextWidth(-1);
    const int margins = 2 * edge;
    const int ideal = static_cast<int>(std::ceil(text->idealWidth())) + margins + 1;
    const int width = std::clamp(ideal, 160, std::max(160, bounded.width()));
    text->setTextWidth(width - margins);
    int height = static_cast<int>(std::ceil(text->size().height())) + margins;
    const bool scrolls = height > bounded.height();
    height = std::min(height, bounded.height());
    m_text->setVerticalScrollBarPolicy(m_opened && scrolls ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    const int gap = 12;
    // Below what it tells of, else above, and never over it where there is room on a side.
    int top = at.bottom() + gap;
    if (top + height > room.bottom())
        top = at.top() - gap - height;
    int left = std::clamp(at.left(), room.left(), std::max(room.left(), room.right() - width));
    if (top < room.top()) {
        top = std::clamp(
            at.center().y() - height / 2, room.top(), std::max(room.top(), room.bottom() - height));
        left = at.right() + gap + width <= room.right() ? at.right() + gap
                                                        : std::max(room.left(), at.left() - gap - width);
    }
    setGeometry(left, top, width, height);
    show();
    raise();
}

void DetailsCard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_text->setAccessibleName(tr("Details of the entry"));
        close(); // its text is of the other language
    }
    QFrame::changeEvent(event);
}

void DetailsCard::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focused = m_text->hasFocus();
    const double width = focused ? 2 : 1;
    painter.setPen(QPen(theme.color(focused ? Theme::Role::Accent : Theme::Role::Secondary), width));
    painter.setBrush(theme.color(Theme::Role::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 4, 4);
}

bool DetailsCard::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_text && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update();
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched == m_text && key && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        if (event->type() == QEvent::KeyPress)
            close();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace twinward::timeline
