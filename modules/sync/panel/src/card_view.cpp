#include "card_view_p.h"

#include "pairing_pieces_p.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QFontDatabase>
#include <QVBoxLayout>

namespace twinward::sync {

CardView::CardView(const char* name, QWidget* parent)
    : QWidget(parent)
    , m_name(wrappedText("cardClinic"))
    , m_whose(wrappedText("cardWhose"))
    , m_fingerprint(wrappedText("cardFingerprint"))
{
    setObjectName(QString::fromLatin1(name));
    const auto& theme = workbench::Theme::instance();
    m_name->setProperty("rank", QStringLiteral("heading"));
    workbench::setTone(m_whose, workbench::Tone::Secondary);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(theme.px(15));
    font.setWeight(QFont::DemiBold);
    m_fingerprint->setFont(font);
    m_fingerprint->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(4));
    column->addWidget(m_name);
    column->addWidget(m_whose);
    column->addWidget(m_fingerprint);
}

void CardView::show(const QString& clinic, const QString& whose, const QString& fingerprint)
{
    m_name->setText(clinic);
    m_name->setVisible(!clinic.isEmpty());
    m_whose->setText(whose);
    m_fingerprint->setText(fingerprint);
    m_fingerprint->setAccessibleName(whose);
}

} // namespace twinward::sync
