// The summary's page: the same drawing code measures and paints, so that what is measured to fit does fit.

#include "record_panel/summary.h"
#include "workbench/theme.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

namespace twinward::record {

namespace {

using Role = workbench::Theme::Role;

struct SummaryPage
{
    Q_DECLARE_TR_FUNCTIONS(SummaryPage)
};

// A4 in points (ISO 216: 210 by 297 mm).
constexpr qreal pageWidth = 595;
constexpr qreal pageHeight = 842;
constexpr qreal margin = 42;
constexpr qreal contentWidth = pageWidth - 2 * margin;
constexpr qreal columnGap = 20;
constexpr qreal footerTop = pageHeight - margin + 8;

// How many lines of each section are printed.
struct Limits
{
    int problems = 24;
    int medications = 24;
    int results = 20;
    int notes = 6;
    int noteLines = 6;
};

class Sheet
{
public:
    // painter: null measures only.
    Sheet(QPainter* painter, const SummaryContent& content, const Limits& limits)
        : m_painter(painter)
        , m_content(content)
        , m_limits(limits)
    { }
    // Where the content ends.
    qreal draw();
    [[nodiscard]] bool medicationsAreLonger() const
    {
        return m_medicationsAreLonger;
    } // than the problems beside them

private:
    [[nodiscard]] static QFont font(qreal size, QFont::Weight weight = QFont::Normal);
    qreal text(const QRectF& box, const QString& words, const QFont& font, Role role,
        int flags = Qt::TextWordWrap, int maxLines = 0);
    void rule(qreal y, Role role = Role::Line);
    qreal header(qreal y);
    qreal identity(qreal y);
    qreal allergies(qreal y);
    qreal heading(qreal x, qreal y, qreal width, const QString& title);
    qreal section(qreal x, qreal y, qreal width, const SummarySection& section, int limit, int detailLines);
    qreal result(qreal x, qreal y, qreal width, const SummaryLine& line);
    qreal line(qreal x, qreal y, qreal width, const SummaryLine& line, int detailLines);
    qreal vitals(qreal y);
    void footer();

    QPainter* m_painter;
    const SummaryContent& m_content;
    const Limits& m_limits;
    bool m_medicationsAreLonger = false;
};

QFont Sheet::font(qreal size, QFont::Weight weight)
{
    QFont font = workbench::Theme::instance().font(workbench::Theme::Type::Body, weight);
    font.setPixelSize(
        static_cast<int>(size * 4)); // four times as large and drawn at a quarter: exact metrics
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

qreal Sheet::text(
    const QRectF& box, const QString& words, const QFont& font, Role role, int flags, int maxLines)
{
    if (words.isEmpty())
        return 0;
    const QFontMetricsF metrics(font);
    const QRectF large(0, 0, box.width() * 4, 1e6);
    qreal height = metrics.boundingRect(large, flags | Qt::AlignTop, words).height();
    QString shown = words;
    if (maxLines > 0 && height > metrics.lineSpacing() * maxLines + 1) {
        height = metrics.lineSpacing() * maxLines;
        // As many letters as fill the lines, less one for how words break.
        shown = metrics.elidedText(words, Qt::ElideRight, box.width() * 4 * (maxLines - 0.15));
    }
    if (m_painter != nullptr) {
        m_painter->save();
        m_painter->translate(box.topLeft());
        m_painter->scale(0.25, 0.25);
        m_painter->setFont(font);
        m_painter->setPen(workbench::Theme::color(role, false));
        m_painter->drawText(
            QRectF(0, 0, box.width() * 4, height + metrics.descent()), flags | Qt::AlignTop, shown);
        m_painter->restore();
    }
    return height / 4;
}

void Sheet::rule(qreal y, Role role)
{
    if (m_painter == nullptr)
        return;
    m_painter->setPen(QPen(workbench::Theme::color(role, false), 0.6));
    m_painter->drawLine(QPointF(margin, y), QPointF(pageWidth - margin, y));
}

qreal Sheet::header(qreal y)
{
    const QRectF box(margin, y, contentWidth, 14);
    text(box, m_content.clinic, font(9, QFont::DemiBold), Role::Accent, Qt::TextSingleLine);
    text(box, SummaryPage::tr("Patient summary"), font(9), Role::Secondary,
        Qt::TextSingleLine | Qt::AlignRight);
    rule(y + 15, Role::Accent);
    return y + 22;
}

qreal Sheet::identity(qreal y)
{
    y += text({margin, y, contentWidth, 0}, m_content.name, font(19, QFont::DemiBold), Role::Text,
        Qt::TextWordWrap, 2);
    y += text(
        {margin, y, contentWidth, 0}, m_content.otherNames, font(11), Role::Secondary, Qt::TextWordWrap, 1);
    y += 2 + text({margin, y + 2, contentWidth, 0}, m_content.facts, font(11, QFont::DemiBold), Role::Text);
    y += 2
        + text({margin, y + 2, contentWidth, 0}, m_content.identifiers, font(9), Role::Text, Qt::TextWordWrap,
            2);
    y += text({margin, y, contentWidth, 0}, m_content.reach, font(9), Role::Secondary, Qt::TextWordWrap, 2);
    return y + 8;
}

qreal Sheet::allergies(qreal y)
{
    const Role role = m_content.allergiesRecorded ? Role::Danger : Role::Text;
    const QRectF inner(margin + 10, y + 5, contentWidth - 20, 0);
    const qreal height
        = text(inner, m_content.allergies, font(11, QFont::DemiBold), role, Qt::TextWordWrap, 4) + 10;
    if (m_painter != nullptr) {
        m_painter->setPen(
            QPen(workbench::Theme::color(m_content.allergiesRecorded ? Role::Danger : Role::Line, false),
                m_content.allergiesRecorded ? 1.4 : 0.8));
        m_painter->setBrush(Qt::NoBrush);
        m_painter->drawRoundedRect(QRectF(margin, y, contentWidth, height), 3, 3);
    }
    y += height + 4;
    for (const QString& caution : m_content.cautions)
        y += text({margin, y, contentWidth, 0}, caution, font(9, QFont::DemiBold), Role::Caution);
    return y + 6;
}

qreal Sheet::heading(qreal x, qreal y, qreal width, const QString& title)
{
    const qreal height
        = text({x, y, width, 0}, title, font(10, QFont::DemiBold), Role::Accent, Qt::TextSingleLine);
    if (m_painter != nullptr) {
        m_painter->setPen(QPen(workbench::Theme::color(Role::Line, false), 0.6));
        m_painter->drawLine(QPointF(x, y + height + 1), QPointF(x + width, y + height + 1));
    }
    return y + height + 4;
}

qreal Sheet::line(qreal x, qreal y, qreal width, const SummaryLine& line, int detailLines)
{
    const qreal whenWidth
        = line.when.isEmpty() ? 0 : QFontMetricsF(font(8)).horizontalAdvance(line.when) / 4 + 8;
    text({x, y + 0.8, width, 0}, line.when, font(8), Role::Secondary, Qt::TextSingleLine | Qt::AlignRight);
    const qreal wordsWidth = width - whenWidth;
    const qreal top = y;
    y += text({x, y, wordsWidth, 0}, line.what, font(9), Role::Text, Qt::TextWordWrap, 2);
    y += text({x, y, wordsWidth, 0}, line.detail, font(8.5), Role::Secondary, Qt::TextWordWrap, detailLines);
    return qMax(y, top + 11) + 2;
}

// Name, value and time in one line, the values under each other.
qreal Sheet::result(qreal x, qreal y, qreal width, const SummaryLine& line)
{
    const qreal whenWidth = QFontMetricsF(font(8)).horizontalAdvance(line.when) / 4 + 8;
    const qreal valueWidth
        = qMin(width * 0.45, QFontMetricsF(font(9, QFont::DemiBold)).horizontalAdvance(line.detail) / 4 + 4);
    text({x, y + 0.8, width, 0}, line.when, font(8), Role::Secondary, Qt::TextSingleLine | Qt::AlignRight);
    const qreal value
        = text({x + width - whenWidth - valueWidth, y, valueWidth, 0}, line.detail, font(9, QFont::DemiBold),
            line.alarming ? Role::Danger : Role::Text, Qt::TextWordWrap | Qt::AlignRight, 2);
    const qreal name = text(
        {x, y, width - whenWidth - valueWidth - 6, 0}, line.what, font(9), Role::Text, Qt::TextWordWrap, 2);
    return y + qMax(name, value) + 2;
}

qreal Sheet::section(qreal x, qreal y, qreal width, const SummarySection& section, int limit, int detailLines)
{
    y = heading(x, y, width, section.title);
    if (section.lines.isEmpty())
        return y + text({x, y, width, 0}, section.none, font(9), Role::Secondary) + 10;
    const int shown = qMin(limit, static_cast<int>(section.lines.size()));
    for (int i = 0; i < shown; ++i)
        y = detailLines == 0 ? result(x, y, width, section.lines[i])
                             : line(x, y, width, section.lines[i], detailLines);
    if (const int more = static_cast<int>(section.lines.size()) - shown; more > 0) {
        y += text({x, y, width, 0}, SummaryPage::tr("and %n more in the record", nullptr, more),
            font(8.5, QFont::DemiBold), Role::Caution);
    }
    return y + 10;
}

qreal Sheet::vitals(qreal y)
{
    y = heading(margin, y, contentWidth, m_content.vitalsTitle);
    if (m_content.vitals.isEmpty())
        return y + text({margin, y, contentWidth, 0}, m_content.noVitals, font(9), Role::Secondary) + 10;
    constexpr qreal nameWidth = 151;
    constexpr qreal cell = (contentWidth - nameWidth) / 4;
    const auto row
        = [&](const QStringList& cells, const QFont& valueFont, const QFont& otherFont, Role role) {
              for (qsizetype i = 0; i < cells.size(); ++i) {
                  const bool value = i == 1 || i == 3;
                  const qreal left = i == 0 ? margin : margin + nameWidth + static_cast<qreal>(i - 1) * cell;
                  const qreal width = i == 0 ? nameWidth : cell - 8;
                  text({left, y, width, 0}, cells[i], value ? valueFont : otherFont,
                      i == 0 || value ? role : Role::Secondary,
                      Qt::TextSingleLine | (value ? Qt::AlignRight : Qt::AlignLeft));
              }
              y += 12.5;
          };
    row(m_content.vitalsHeadings, font(8), font(8), Role::Secondary);
    for (const SummaryVital& vital : m_content.vitals) {
        row({vital.name, vital.last, vital.lastWhen, vital.before, vital.beforeWhen},
            font(9, QFont::DemiBold), font(8.5), Role::Text);
    }
    return y + 8;
}

void Sheet::footer()
{
    rule(footerTop - 4);
    const QRectF box(margin, footerTop, contentWidth, 12);
    text(box, m_content.printed, font(8), Role::Secondary, Qt::TextSingleLine);
    text(box, m_content.confidential, font(8), Role::Secondary, Qt::TextSingleLine | Qt::AlignRight);
}

qreal Sheet::draw()
{
    qreal y = header(margin - 12);
    y = identity(y);
    y = allergies(y);
    constexpr qreal half = (contentWidth - columnGap) / 2;
    constexpr qreal right = margin + half + columnGap;
    const qreal problems = section(margin, y, half, m_content.problems, m_limits.problems, 1);
    const qreal medications = section(right, y, half, m_content.medications, m_limits.medications, 2);
    m_medicationsAreLonger = medications > problems;
    y = vitals(qMax(problems, medications));
    const qreal results = section(margin, y, half, m_content.results, m_limits.results, 0);
    const qreal notes = section(right, y, half, m_content.notes, m_limits.notes, m_limits.noteLines);
    footer();
    return qMax(results, notes);
}

// Shortens what is longest to read and least urgent first, until the page holds all.
Limits fitting(const SummaryContent& content)
{
    Limits limits;
    for (;;) {
        Sheet sheet(nullptr, content, limits);
        if (sheet.draw() <= footerTop - 8)
            return limits;
        int& longer = sheet.medicationsAreLonger() ? limits.medications : limits.problems;
        if (limits.noteLines > 2)
            --limits.noteLines;
        else if (limits.results > 10)
            --limits.results; // NOLINT(bugprone-branch-clone): again further down, once the rest is short
        else if (limits.notes > 2)
            --limits.notes;
        else if (longer > 6)
            --longer;
        else if (limits.results > 1)
            --limits.results;
        else
            return limits;
    }
}

} // namespace

void paintSummary(QPainter& painter, const SummaryContent& content)
{
    const Limits limits = fitting(content);
    painter.setRenderHint(QPainter::Antialiasing);
    Sheet(&painter, content, limits).draw();
}

base::Status saveSummaryPdf(const SummaryContent& content, const QString& path)
{
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins({0, 0, 0, 0});
        writer.setResolution(600);
        writer.setTitle(SummaryPage::tr("Patient summary"));
        writer.setCreator(QStringLiteral("Twinward"));
        QPainter painter(&writer);
        painter.scale(600.0 / 72, 600.0 / 72);
        paintSummary(painter, content);
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size() || !file.commit()) {
        return base::fail(base::ErrorCode::Io,
            QStringLiteral("The PDF could not be written: %1").arg(file.errorString()), path,
            QStringLiteral("Choose another folder, or free some space."));
    }
    return {};
}

} // namespace twinward::record
