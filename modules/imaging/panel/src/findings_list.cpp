#include "findings_list_p.h"

#include "mark_paint_p.h"
#include "patient_words_p.h"
#include "reported_marks_p.h"
#include "workbench/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

namespace twinward::imaging {

using workbench::Theme;
using Shape = record::ImagingFinding::Shape;

namespace {

constexpr int side = 20;

QPixmap signOf(Shape shape, MarkLook look)
{
    const int pixels = Theme::instance().px(side);
    QPixmap pixmap(pixels * 2, pixels * 2);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::black); // as on the images
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF middle(pixels / 2.0, pixels / 2.0);
    if (shape == Shape::KeyImage) {
        paintStar(painter, middle, pixels * 0.36, look);
        return pixmap;
    }
    painter.setPen(QPen(colourOf(look), 1.5));
    if (look == MarkLook::Reported) {
        painter.drawPath(diamondPath(middle, pixels * 0.32));
    } else {
        const double arm = pixels * 0.3;
        painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0));
        painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm));
    }
    return pixmap;
}

} // namespace

FindingsList::FindingsList(Exam& exam, Marks& marks, workbench::PatientContext& context, QWidget* parent)
    : QListWidget(parent)
    , m_exam(exam)
    , m_marks(marks)
    , m_context(context)
{
    setObjectName(QStringLiteral("findingsList"));
    setWordWrap(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setAccessibleName(tr("Findings"));
    connect(&m_context, &workbench::PatientContext::chartChanged, this, &FindingsList::fill);
    connect(&m_exam, &Exam::layersChanged, this, &FindingsList::fill);
    connect(&m_marks.reported(), &ReportedMarks::changed, this, &FindingsList::fill);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        m_lines.clear();
        fill();
    });
    connect(this, &QListWidget::itemClicked, this, &FindingsList::choose);
    fill();
}

std::vector<FindingsList::Line> FindingsList::lines() const
{
    std::vector<Line> lines;
    const auto written = [](const record::ImagingFinding& finding, const QString& by) {
        const QString what = finding.text.isEmpty()
            ? words::shape(finding.shape)
            : tr("%1: %2").arg(words::shape(finding.shape), finding.text);
        QStringList parts{what, writtenValues(finding), by};
        parts.removeAll(QString());
        return parts.join(QLatin1Char('\n'));
    };
    const workbench::ChartPtr chart = m_context.chart();
    QStringList studies;
    for (int layer = 0; layer < m_exam.layerCount(); ++layer)
        studies.append(m_exam.layer(layer)->study().uid);
    studies.removeDuplicates();
    for (const QString& study : studies) {
        if (!chart || chart->patient() != m_exam.scene().patient)
            continue;
        for (const record::Entry* entry : findingsOf(*chart, study)) {
            const QString by = tr("%1, %2", "person, day")
                                   .arg(m_exam.session().roster().nameOf(entry->content().author),
                                       words::day(entry->event().occurred));
            const auto& finding = *entry->as<record::ImagingFinding>();
            lines.push_back({finding, entry->event().id, written(finding, by)});
        }
    }
    for (const ReportedFinding& each : m_marks.reported().findings())
        lines.push_back({each.finding, std::nullopt,
            written(each.finding, tr("In a report: %1").arg(words::reportedBy(each.author, each.written)))});
    return lines;
}

void FindingsList::fill()
{
    std::vector<Line> now = lines();
    const size_t unread = m_marks.reported().unread().size();
    const int wanted = static_cast<int>(now.size()) + (unread > 0 || now.empty() ? 1 : 0);
    if (now == m_lines && count() == wanted)
        return; // whoever reads it keeps their place
    m_lines = std::move(now);
    const int row = currentRow();
    clear();
    setIconSize(QSize(Theme::instance().px(side), Theme::instance().px(side)));
    for (const Line& line : m_lines) {
        auto* item = new QListWidgetItem(line.text, this);
        item->setIcon(signOf(line.finding.shape, line.event ? MarkLook::Own : MarkLook::Reported));
        item->setToolTip(line.text);
    }
    const auto say = [this](const QString& text) {
        auto* item = new QListWidgetItem(text, this);
        item->setFlags(Qt::NoItemFlags);
    };
    if (unread > 0)
        say(tr(
            "%n reports can't be read. They are in the list of series.", nullptr, static_cast<int>(unread)));
    else if (m_lines.empty())
        say(tr("Nothing was marked on these images yet."));
    setCurrentRow(std::min(row, static_cast<int>(m_lines.size()) - 1));
}

void FindingsList::choose()
{
    const int row = currentRow();
    if (row < 0 || row >= static_cast<int>(m_lines.size()))
        return;
    const Line line = m_lines[static_cast<size_t>(row)]; // going there may fill the list anew
    if (line.event)
        emit chosen(*line.event);
    else
        emit reportedChosen(line.finding);
}

void FindingsList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        choose();
        return;
    }
    QListWidget::keyPressEvent(event);
}

void FindingsList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Findings"));
        m_lines.clear();
        clear();
        fill();
    }
    QListWidget::changeEvent(event);
}

} // namespace twinward::imaging
