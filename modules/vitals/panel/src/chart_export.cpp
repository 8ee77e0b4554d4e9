// The chart on paper: whose it is, of when, with its legend. Light whatever the screen shows, and logged
// before the file is written, so that no copy leaves the clinic unseen.

#include "charts_panel_p.h"
#include "track_plot_p.h"
#include "units_p.h"
#include "vitals_table_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"
#include "workbench/when_done.h"
#include "workbench/widgets.h"

#include <QBuffer>
#include <QFileDialog>
#include <QPdfWriter>
#include <QSaveFile>

namespace twinward::vitals {

using workbench::Theme;

namespace {

constexpr QSize page(1120, 792); // A4 landscape at 96 dots an inch
constexpr int margin = 32;
constexpr double pictureScale = 2;

struct Page
{
    Q_DECLARE_TR_FUNCTIONS(ChartsPanel)

public:
    TrackPlot& plot;
    VitalsTable& table;
    QString name;
    QString who;
    QString range;

    void paint(QCPPainter& painter) const;

private:
    int paintHead(QCPPainter& painter) const;
    void paintLegend(QCPPainter& painter, int top) const;
};

int Page::paintHead(QCPPainter& painter) const
{
    const Theme& theme = Theme::instance();
    const ChartColours colours = ChartColours::paper();
    const QRect line(0, 0, page.width() - 2 * margin, 26);
    painter.setPen(colours.text);
    painter.setFont(theme.font(Theme::Type::Large, QFont::DemiBold));
    painter.drawText(line, static_cast<int>(Qt::AlignLeft) | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(name, Qt::ElideRight, line.width() * 2 / 3));
    painter.setFont(theme.font(Theme::Type::Body));
    painter.drawText(line, static_cast<int>(Qt::AlignRight) | Qt::AlignVCenter, range);
    painter.setPen(colours.secondary);
    painter.drawText(line.translated(0, 26), static_cast<int>(Qt::AlignLeft) | Qt::AlignVCenter, who);
    return 60;
}

void Page::paintLegend(QCPPainter& painter, int top) const
{
    painter.setFont(Theme::instance().font(Theme::Type::Small));
    painter.setPen(ChartColours::paper().secondary);
    painter.drawText(QRect(0, top, page.width() - 2 * margin, 32),
        static_cast<int>(Qt::AlignLeft) | Qt::TextWordWrap,
        tr("Tinted: usual range for age. Hollow: artefact. Tick under a value: corrected. Square: versions "
           "differ. "
           "Bar: systolic to diastolic, tick: mean. Dashed: now. NEWS2: Royal College of Physicians 2017."));
}

void Page::paint(QCPPainter& painter) const
{
    const ChartColours colours = ChartColours::paper();
    painter.fillRect(QRect(QPoint(), page), Qt::white);
    painter.translate(margin, margin);
    const int top = paintHead(painter);
    const int width = page.width() - 2 * margin;
    const int tableHeight = table.rowsHeight();
    const int legendTop = page.height() - 2 * margin - 32;
    const int plotHeight = std::max(legendTop - top - tableHeight - 8, 200);
    painter.save();
    painter.translate(0, top);
    plot.setColours(colours);
    plot.toPainter(&painter, width, plotHeight);
    painter.restore();
    // The plot has just been laid out for the page: the table lines up with what it drew.
    const QRect area = plot.timeArea();
    table.setTime(plot.window(), area.left(), area.right());
    painter.save();
    painter.translate(0, top + plotHeight);
    table.paintTo(painter, QSize(width, tableHeight), colours);
    painter.restore();
    paintLegend(painter, legendTop + 4);
}

QImage picture(const Page& content)
{
    QImage image(page * pictureScale, QImage::Format_RGB32);
    image.fill(Qt::white);
    QCPPainter painter(&image);
    painter.scale(pictureScale, pictureScale);
    content.paint(painter);
    return image;
}

QByteArray document(const Page& content)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageOrientation(QPageLayout::Landscape);
    writer.setPageMargins(QMarginsF());
    writer.setTitle(content.name);
    QCPPainter painter;
    painter.begin(&writer);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.scale(static_cast<double>(writer.width()) / page.width(),
        static_cast<double>(writer.height()) / page.height());
    content.paint(painter);
    painter.end();
    return buffer.data();
}

base::Status writeFile(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return base::fail(
        base::ErrorCode::Io, QStringLiteral("The chart could not be written"), path, file.errorString());
}

QByteArray encode(const QImage& image)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

} // namespace

void ChartsPanel::askWhere()
{
    if (!m_shown || m_tracks.isEmpty())
        return;
    auto* dialog = new QFileDialog(this, tr("Export chart"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("PDF document (*.pdf)"), tr("Picture (*.png)")});
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(
            filter.contains(QStringLiteral("png")) ? QStringLiteral("png") : QStringLiteral("pdf"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &ChartsPanel::exportTo);
    dialog->open();
}

void ChartsPanel::exportTo(const QString& path)
{
    if (!m_shown || m_tracks.isEmpty())
        return;
    const record::PatientDetails details = m_tracks.vitals()->chart->details();
    const TimeWindow window = m_plot->window();
    const auto date = [](double seconds) {
        return workbench::formatDateTime(QDateTime::fromMSecsSinceEpoch(qRound64(seconds * 1000)));
    };
    VitalsTable table(m_units);
    table.setTracks(&m_tracks);
    const Page content{*m_plot, table, workbench::formatName(details),
        tr("%1 · born %2 · %3 · %4, printed %5", "age, birth date, sex, clinic, time")
            .arg(workbench::formatAge(details), workbench::formatDate(details.birthDate),
                workbench::formatSex(details.sex), m_workspace.session.clinicName(),
                workbench::formatDateTime(QDateTime::currentDateTime())),
        tr("%1 – %2", "from, to").arg(date(window.from), date(window.to))};
    const auto cursor = m_plot->cursorTime();
    m_plot->setCursorTime(std::nullopt);
    const bool isPicture = path.endsWith(QStringLiteral(".png"), Qt::CaseInsensitive);
    const QImage image = isPicture ? picture(content) : QImage();
    const QByteArray pdf = isPicture ? QByteArray() : document(content);
    m_plot->setColours(ChartColours::screen());
    m_plot->setCursorTime(cursor);
    m_plot->replot(QCustomPlot::rpQueuedReplot);

    record::AccessLogged access;
    access.action = record::AccessLogged::Action::Export;
    access.patient = m_workspace.context.patient();
    access.detail
        = QStringLiteral("Vitals chart, %1").arg(isPicture ? QStringLiteral("PNG") : QStringLiteral("PDF"));
    access.purpose = QStringLiteral("TREAT");
    auto writing = m_workspace.session.run([access, path, image, pdf](ledger::Vault& vault) -> base::Status {
        if (auto logged = vault.logAccess({access}); !logged)
            return logged;
        return writeFile(path, image.isNull() ? pdf : encode(image));
    });
    workbench::whenDone(writing, this, [this, path](const base::Status& written) {
        if (!written)
            return m_failure->show(written.error());
        m_failure->clear();
        emit exported(path);
    });
}

} // namespace twinward::vitals
