#include "word_cards_p.h"

#include "workbench/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace twinward::sync {

using workbench::Theme;

namespace {
constexpr int columns = 3;
}

WordCards::WordCards(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(Theme::instance().px(8));
    setFocusPolicy(Qt::NoFocus);
    connect(&Theme::instance(), &Theme::changed, this, &WordCards::retranslate);
}

void WordCards::setWords(const QStringList& words)
{
    if (words == m_words)
        return;
    m_words = words;
    while (m_cards.size() < static_cast<size_t>(words.size())) {
        auto* card = new QLabel;
        card->setObjectName(QStringLiteral("pairingWord"));
        card->setProperty("house", QStringLiteral("bar"));
        card->setFrameShape(QFrame::StyledPanel);
        card->setTextFormat(Qt::PlainText);
        const int place = static_cast<int>(m_cards.size());
        m_grid->addWidget(card, place / columns, place % columns);
        m_cards.push_back(card);
    }
    retranslate();
}

void WordCards::retranslate()
{
    const Theme& theme = Theme::instance();
    for (size_t i = 0; i < m_cards.size(); ++i) {
        const bool isUsed = i < static_cast<size_t>(m_words.size());
        QLabel* card = m_cards[i];
        card->setVisible(isUsed);
        if (!isUsed)
            continue;
        card->setFont(theme.font(Theme::Type::Large, QFont::DemiBold));
        card->setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8));
        card->setText(tr("%1  %2", "which word, the word")
                          .arg(static_cast<int>(i) + 1)
                          .arg(m_words[static_cast<qsizetype>(i)]));
    }
    setAccessibleName(tr("Six words: %1").arg(m_words.join(u' ')));
}

void WordCards::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace twinward::sync
