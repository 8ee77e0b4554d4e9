#include "details_card_p.h"

#include "workbench/theme.h"

#include <algorithm>
#include <QKeyEvent>
#include <QTextBrowser>
#include <QTextDocument>
#include <QUrl>
#include <QVBoxLayout>

namespace twinward::timeline {

using workbench::Theme;

DetailsCard::DetailsCard(QWidget* parent)
    : QFrame(parent)
    , m_text(new QTextBrowser(this))
{
    setProperty("house", QStringLiteral("bar"));
    setAutoFillBackground(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(8);
    m_text->setAccessibleName(tr("Details of the entry"));
    m_text->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
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
    m_text->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setHtml(html);
    place(at, QSize(Theme::instance().px(360), Theme::instance().px(320)));
}

void DetailsCard::open(const QString& html, const QRect& at)
{
    m_opened = true;
    setAttribute(Qt::WA_TransparentForMouseEvents, false);
    m_text->setFocusPolicy(Qt::StrongFocus);
    m_text->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_text->setHtml(html);
    place(at, QSize(Theme::instance().px(480), Theme::instance().px(480)));
    m_text->setFocus();
}

void DetailsCard::replace(const QString& html)
{
    m_text->setHtml(html);
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
    const QRect room = parentWidget()->rect().adjusted(8, 8, -8, -8);
    const QSize bounded = most.boundedTo(room.size());
    QTextDocument* text = m_text->document();
    text->setTextWidth(-1);
    const int width
        = std::clamp(static_cast<int>(text->idealWidth()) + 24, 160, std::max(160, bounded.width()));
    text->setTextWidth(width - 2);
    const int height = std::min(static_cast<int>(text->size().height()) + 4, bounded.height());
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

bool DetailsCard::eventFilter(QObject* watched, QEvent* event)
{
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
