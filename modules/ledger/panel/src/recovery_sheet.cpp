#include "recovery_sheet_p.h"

#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/widgets.h"

#include <QFontDatabase>
#include <QLineEdit>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>

namespace twinward::ledger {

using workbench::Theme;

namespace {

// Case, spaces and hyphens are how a person happens to copy it; the letters and digits are the code.
QString bare(const QString& code)
{
    QString letters;
    for (const QChar letter : code) {
        if (letter.isLetterOrNumber())
            letters.append(letter.toUpper());
    }
    return letters;
}

QFont codeFont(int pixels)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(pixels);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

RecoverySheet::RecoverySheet(SheetOwner owner, const Secret& code, QWidget* parent)
    : Card(parent)
    , m_owner(std::move(owner))
    , m_code(QString::fromLatin1(
          reinterpret_cast<const char*>(code.data()), static_cast<qsizetype>(code.size())))
    , m_shown(new QLabel)
    , m_hint(new QLabel)
    , m_back(new QLineEdit)
    , m_print(new QPushButton)
    , m_go(new QPushButton)
{
    m_shown->setObjectName(QStringLiteral("recoveryCode"));
    m_shown->setFont(codeFont(Theme::instance().px(20)));
    m_shown->setWordWrap(true);
    m_shown->setText(m_code);
    m_shown->setTextFormat(Qt::PlainText);
    m_shown->setAlignment(Qt::AlignCenter);
    m_shown->setProperty("house", QStringLiteral("bar"));
    m_shown->setContentsMargins(8, 12, 8, 12);
    m_shown->setFrameShape(QFrame::StyledPanel);
    column()->addWidget(m_shown);
    column()->addWidget(m_print, 0, Qt::AlignLeft);
    QFormLayout* form = addForm();
    m_backLabel = addField(form, m_back);
    m_back->setObjectName(QStringLiteral("recoveryCodeBack"));
    form->addRow(QString(), m_hint);
    m_hint->setWordWrap(true);
    m_go->setObjectName(QStringLiteral("recoveryDone"));
    workbench::setKind(m_go, workbench::ButtonKind::Primary);
    column()->addWidget(m_go, 0, Qt::AlignRight);
    connect(m_print, &QPushButton::clicked, this, &RecoverySheet::print);
    connect(m_back, &QLineEdit::textChanged, this, &RecoverySheet::compare);
    connect(m_back, &QLineEdit::returnPressed, m_go, &QPushButton::click);
    connect(m_go, &QPushButton::clicked, this, &RecoverySheet::confirmed);
    retranslate();
}

RecoverySheet::~RecoverySheet()
{
    m_code.fill(QLatin1Char(' '));
}

void RecoverySheet::retranslate()
{
    setHeading(tr("Keep this recovery code"),
        tr("It is the only way back in if %1 forgets the passphrase, and it is shown only now. Print it or "
           "write it down, "
           "and keep it where you keep the clinic's keys, not beside this computer.")
            .arg(m_owner.user));
    m_shown->setAccessibleName(tr("Recovery code"));
    m_print->setText(tr("&Print…"));
    m_backLabel->setText(tr("&Type it back"));
    m_back->setAccessibleName(tr("Type the recovery code back"));
    m_go->setText(tr("I have kept it: go on"));
    compare();
}

void RecoverySheet::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    m_back->setFocus();
}

void RecoverySheet::compare()
{
    const QString typed = bare(m_back->text());
    const QString wanted = bare(m_code);
    m_go->setEnabled(typed == wanted);
    const bool astray = !wanted.startsWith(typed);
    m_hint->setText(astray
            ? tr("This differs from the code above, from character %1 on.")
                  .arg(1 +
                      [&] {
                          qsizetype same = 0;
                          while (same < typed.size() && same < wanted.size() && typed[same] == wanted[same])
                              ++same;
                          return same;
                      }())
            : tr("Capitals, spaces and hyphens do not matter."));
    workbench::setTone(m_hint, astray ? workbench::Tone::Caution : workbench::Tone::Secondary);
}

void RecoverySheet::print()
{
    auto* printer = new QPrinter(QPrinter::HighResolution);
    auto* dialog = new QPrintDialog(printer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), this,
        [this](QPrinter* chosen) { printTo(chosen); });
    connect(dialog, &QObject::destroyed, [printer] { delete printer; });
    dialog->open();
}

void RecoverySheet::printTo(QPrinter* printer) const
{
    QPainter painter(printer);
    const double dot = printer->resolution() / 96.0; // one CSS pixel on paper
    const auto text = [&](double y, const QFont& font, const QString& words) {
        painter.setFont(font);
        const QRectF area(0, y * dot, painter.viewport().width(), 400 * dot);
        QRectF used;
        painter.drawText(area, Qt::TextWordWrap, words, &used);
        return y + used.height() / dot;
    };
    const auto sized = [&](double pixels, QFont::Weight weight) {
        QFont font = Theme::instance().font(Theme::Type::Body, weight);
        font.setPixelSize(static_cast<int>(pixels * dot));
        return font;
    };
    double y = text(0, sized(24, QFont::DemiBold), tr("Twinward recovery code"));
    y = text(y + 24, sized(15, QFont::Normal), tr("Clinic: %1").arg(m_owner.clinic));
    y = text(y + 4, sized(15, QFont::Normal), tr("User: %1").arg(m_owner.user));
    y = text(y + 4, sized(15, QFont::Normal),
        tr("Printed: %1").arg(workbench::formatDateTime(QDateTime::currentDateTime())));
    y = text(y + 32, codeFont(static_cast<int>(22 * dot)), m_code);
    text(y + 32, sized(13, QFont::Normal),
        tr("Whoever holds this sheet and the computer can read every record of the clinic. Keep it locked "
           "away. When the "
           "passphrase is lost: choose «Use your recovery code» on the unlock screen, and type this code."));
}

} // namespace twinward::ledger
