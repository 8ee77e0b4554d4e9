#include "pairing_pieces_p.h"

#include "workbench/qr_code.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QEvent>
#include <QFontDatabase>
#include <QPushButton>
#include <QVBoxLayout>

namespace twinward::sync {

using workbench::Theme;
using workbench::Tone;

QLabel* wrappedText(const char* name)
{
    auto* label = new QLabel;
    label->setObjectName(QString::fromLatin1(name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QWidget* pageOf(std::initializer_list<QWidget*> widgets, std::initializer_list<QPushButton*> buttons)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::instance().px(12));
    for (QWidget* widget : widgets)
        column->addWidget(widget);
    column->addStretch();
    auto* row = new QHBoxLayout;
    row->addStretch();
    for (QPushButton* button : buttons)
        row->addWidget(button);
    column->addLayout(row);
    return page;
}

PairingCodeView::PairingCodeView(QWidget* parent)
    : QWidget(parent)
    , m_qr(new workbench::QrCode)
    , m_title(wrappedText("pairingCodeTitle"))
    , m_code(wrappedText("pairingCode"))
    , m_addresses(wrappedText("pairingAddresses"))
    , m_time(wrappedText("pairingTime"))
{
    const Theme& theme = Theme::instance();
    workbench::setTone(m_title, Tone::Secondary);
    workbench::setTone(m_time, Tone::Secondary);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(theme.px(15));
    font.setWeight(QFont::DemiBold);
    m_code->setFont(font);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* words = new QVBoxLayout;
    words->setSpacing(theme.px(8));
    words->addWidget(m_title);
    words->addWidget(m_code);
    words->addSpacing(theme.px(8));
    words->addWidget(m_addresses);
    words->addStretch();
    words->addWidget(m_time);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(16));
    row->addWidget(m_qr, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    retranslate();
}

void PairingCodeView::show(const PairingHost* host)
{
    m_shown = host == nullptr ? QString() : host->code();
    m_where = host == nullptr ? QStringList() : host->addresses();
    retranslate();
    if (host != nullptr)
        tick(*host);
}

void PairingCodeView::tick(const PairingHost& host)
{
    const int seconds = host.secondsLeft();
    m_time->setText(tr("Time left: %1:%2", "minutes:seconds")
                        .arg(seconds / 60)
                        .arg(seconds % 60, 2, 10, QLatin1Char('0')));
}

void PairingCodeView::retranslate()
{
    m_qr->setAccessibleName(tr("The code as a picture, for a scanner"));
    m_qr->setContent(m_shown.toLatin1());
    m_title->setText(tr("Code"));
    m_code->setText(m_shown);
    m_code->setAccessibleName(tr("Code to type on the other computer"));
    m_addresses->setVisible(!m_where.isEmpty());
    m_addresses->setText(tr("Or choose this computer there from the list, as %1, and compare six words.",
        "an address, or several")
                             .arg(m_where.join(tr(" or ", "between addresses"))));
}

void PairingCodeView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::sync
