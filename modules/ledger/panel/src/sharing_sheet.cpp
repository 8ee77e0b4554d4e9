#include "sharing_sheet_p.h"

#include "sharing_words_p.h"
#include "workbench/format.h"
#include "workbench/qr_code.h"
#include "workbench/theme.h"

#include <QDateTime>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>

namespace twinward::ledger {

using workbench::Theme;

namespace {

// Writes down the page, in CSS pixels.
class Page
{
public:
    Page(QPainter& painter, double dot, double width)
        : m_painter(painter)
        , m_dot(dot)
        , m_width(width)
    { }

    void write(const QString& words, double pixels, QFont::Weight weight, double before)
    {
        QFont font = Theme::instance().font(Theme::Type::Body, weight);
        font.setPixelSize(static_cast<int>(pixels * m_dot));
        m_painter.setFont(font);
        m_painter.setPen(Qt::black);
        const QRectF area(0, (m_y + before) * m_dot, m_width * m_dot, 600 * m_dot);
        QRectF used;
        m_painter.drawText(area, Qt::TextWordWrap, words, &used);
        m_y += before + used.height() / m_dot;
    }

    // Room to sign.
    void line(const QString& who, double from, double to)
    {
        const double y = m_y + 56;
        m_painter.setPen(QPen(Qt::black, m_dot));
        m_painter.drawLine(QPointF(from, y) * m_dot, QPointF(to, y) * m_dot);
        m_painter.drawText(QPointF(from, y + 18) * m_dot, who);
    }

    void code(const QByteArray& content, double size)
    {
        workbench::drawQrCode(m_painter, QRectF(0, (m_y + 16) * m_dot, size * m_dot, size * m_dot), content);
        m_y += 16 + size;
    }
    void skip(double pixels) { m_y += pixels; }
    [[nodiscard]] double width() const { return m_width; }

private:
    QPainter& m_painter;
    double m_dot;
    double m_width;
    double m_y = 0;
};

} // namespace

QByteArray SharingSheet::codeOf(const record::Consent& consent)
{
    return QStringLiteral("twinward-consent:1:%1:%2")
        .arg(consent.id.toString(), record::fingerprintOf(consent.id, consent.terms).toString())
        .toLatin1();
}

void SharingSheet::printTo(QPagedPaintDevice& device, const record::Consent& consent, const SheetWords& words)
{
    QPainter painter(&device);
    const double dot = painter.device()->logicalDpiX() / 96.0; // one CSS pixel on paper
    Page page(painter, dot, painter.viewport().width() / dot);
    page.write(tr("Consent to share a health record"), 24, QFont::DemiBold, 0);
    page.write(tr("Patient: %1").arg(words.patient), 15, QFont::DemiBold, 20);
    page.write(tr("Clinic: %1").arg(words.clinic), 15, QFont::Normal, 4);
    const auto signedAt = QDateTime::fromMSecsSinceEpoch(consent.signedAt.wallMs());
    page.write(tr("Recorded %1 by %2").arg(workbench::formatDateTime(signedAt), words.recordedBy), 15,
        QFont::Normal, 4);
    page.skip(16);
    for (const QString& sentence : SharingWords::agreement(consent.terms))
        page.write(sentence, 16, QFont::Normal, 8);
    if (!consent.terms.note.isEmpty())
        page.write(consent.terms.note, 15, QFont::Normal, 12);
    const double half = page.width() / 2;
    page.line(tr("Patient, or who speaks for them"), 0, half - 24);
    page.line(tr("For the clinic"), half + 24, page.width());
    page.skip(96);
    page.code(codeOf(consent), 176);
    page.write(tr("Contract %1").arg(consent.id.toString()), 12, QFont::Normal, 8);
    page.write(tr("Fingerprint %1").arg(record::fingerprintOf(consent.id, consent.terms).toString()), 12,
        QFont::Normal, 4);
}

void SharingSheet::print(const record::Consent& consent, const SheetWords& words, QWidget* parent)
{
    auto* printer = new QPrinter(QPrinter::HighResolution);
    auto* dialog = new QPrintDialog(printer, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), dialog,
        [consent, words](QPrinter* chosen) { printTo(*chosen, consent, words); });
    QObject::connect(dialog, &QObject::destroyed, [printer] { delete printer; });
    dialog->open();
}

} // namespace twinward::ledger
