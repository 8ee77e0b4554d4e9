#include "vitals_table_p.h"

#include "sign_text_p.h"
#include "units_p.h"
#include "when_p.h"
#include "workbench/format.h"

#include <algorithm>
#include <cmath>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace twinward::vitals {

using workbench::Theme;

namespace {

constexpr int columnPixels = 66;
constexpr int shownInHover = 8;

constexpr double day = 86400;

// A column's length as a person reads it off a clock or a calendar.
struct Step
{
    enum class Unit : quint8 { Seconds, Days, Months };
    Unit unit = Unit::Seconds;
    int count = 1;
    double seconds = 1; // about
};

Step niceStep(double atLeast)
{
    using Unit = Step::Unit;
    static constexpr Step steps[] = {{Unit::Seconds, 60, 60}, {Unit::Seconds, 120, 120},
        {Unit::Seconds, 300, 300}, {Unit::Seconds, 600, 600}, {Unit::Seconds, 900, 900},
        {Unit::Seconds, 1800, 1800}, {Unit::Seconds, 3600, 3600}, {Unit::Seconds, 7200, 7200},
        {Unit::Seconds, 10800, 10800}, {Unit::Seconds, 14400, 14400}, {Unit::Seconds, 21600, 21600},
        {Unit::Seconds, 43200, 43200}, {Unit::Days, 1, day}, {Unit::Days, 2, 2 * day},
        {Unit::Days, 7, 7 * day}, {Unit::Days, 14, 14 * day}, {Unit::Months, 1, 31 * day},
        {Unit::Months, 3, 92 * day}, {Unit::Months, 6, 183 * day}, {Unit::Months, 12, 366 * day},
        {Unit::Months, 24, 731 * day}, {Unit::Months, 60, 1827 * day}, {Unit::Months, 120, 3653 * day}};
    for (const Step& step : steps) {
        if (step.seconds >= atLeast)
            return step;
    }
    return steps[std::size(steps) - 1];
}

// The last boundary of a step at or before a time, by the local calendar and clock.
QDateTime boundaryBefore(const QDateTime& time, const Step& step)
{
    const QDate date = time.date();
    switch (step.unit) {
    case Step::Unit::Seconds: {
        const int sinceMidnight = QTime(0, 0).secsTo(time.time());
        return QDateTime(date, QTime(0, 0).addSecs(sinceMidnight / step.count * step.count));
    }
    case Step::Unit::Days:
        return QDate::fromJulianDay(date.toJulianDay() / step.count * step.count).startOfDay();
    case Step::Unit::Months: {
        const int months = date.year() * 12 + date.month() - 1;
        const int first = months / step.count * step.count;
        return QDate(first / 12, first % 12 + 1, 1).startOfDay();
    }
    }
    return time;
}

QDateTime boundaryAfter(const QDateTime& boundary, const Step& step)
{
    switch (step.unit) {
    case Step::Unit::Seconds:
        return boundary.addSecs(step.count);
    case Step::Unit::Days:
        return boundary.date().addDays(step.count).startOfDay();
    case Step::Unit::Months:
        return boundary.date().addMonths(step.count).startOfDay();
    }
    return boundary.addSecs(1);
}

QDateTime toDateTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms);
}

} // namespace

VitalsTable::VitalsTable(Units& units, QWidget* parent)
    : QWidget(parent)
    , m_units(units)
{
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&units, &Units::changed, this, [this] { update(); });
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

int VitalsTable::rowHeight()
{
    return Theme::instance().px(Theme::instance().isTouch() ? 32 : 24);
}

int VitalsTable::rowsHeight() const
{
    return (static_cast<int>(m_rows.size()) + 1) * rowHeight();
}

QSize VitalsTable::sizeHint() const
{
    return {400, rowsHeight()};
}

void VitalsTable::setTracks(const ChartTracks* tracks)
{
    m_tracks = tracks;
    makeRows();
    updateGeometry();
    update();
}

void VitalsTable::makeRows()
{
    m_rows.clear();
    if (m_tracks == nullptr || m_tracks->isEmpty())
        return;
    if (!m_tracks->vitals()->history.empty())
        m_rows.push_back({std::nullopt, QStringLiteral("NEWS2")});
    for (const Sign sign : allSigns()) {
        const bool isPartOfOther
            = sign == Sign::DiastolicPressure || sign == Sign::OxygenFlow || sign == Sign::OxygenFraction;
        if (isPartOfOther || m_tracks->vitals()->record.samples(sign).empty())
            continue;
        m_rows.push_back(
            {sign, sign == Sign::SystolicPressure ? tr("Blood pressure") : SignText::label(sign)});
    }
}

void VitalsTable::setTime(const TimeWindow& window, int left, int right)
{
    m_window = window;
    m_left = left;
    m_right = right;
    makeBins();
    update();
}

// Columns begin at round times of the local clock, so that they stay where they are while the chart is moved.
void VitalsTable::makeBins()
{
    m_bins.clear();
    const int width = m_right - m_left;
    if (width <= 0 || m_window.span() <= 0)
        return;
    const Step step = niceStep(m_window.span() * Theme::instance().px(columnPixels) / width);
    const auto x = [&](const QDateTime& time) {
        const double seconds = static_cast<double>(time.toMSecsSinceEpoch()) / 1000;
        return m_left + static_cast<int>(std::lround((seconds - m_window.from) / m_window.span() * width));
    };
    QDateTime from = boundaryBefore(toDateTime(qRound64(m_window.from * 1000)), step);
    const QDateTime end = toDateTime(qRound64(m_window.to * 1000));
    while (from < end) {
        const QDateTime to = boundaryAfter(from, step);
        Bin bin{from.toMSecsSinceEpoch(), to.toMSecsSinceEpoch(), {}};
        // What reaches out of the picture stands in the part of it that is seen.
        bin.column = QRect(QPoint(std::max(x(from), m_left), 0), QPoint(std::min(x(to) - 1, m_right), 0));
        m_bins.push_back(bin);
        from = to;
    }
}

void VitalsTable::setCursorTime(std::optional<double> seconds)
{
    m_cursor = seconds;
    update();
}

void VitalsTable::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintTo(painter, size(), ChartColours::screen());
}

void VitalsTable::paintTo(QPainter& painter, const QSize& size, const ChartColours& colours) const
{
    const Theme& theme = Theme::instance();
    painter.fillRect(QRect(QPoint(), size), colours.surface);
    paintHeader(painter, colours);
    int top = rowHeight();
    for (const Row& row : m_rows) {
        painter.setPen(colours.line);
        painter.drawLine(0, top, size.width(), top);
        painter.setPen(colours.text);
        painter.setFont(theme.font(Theme::Type::Body));
        const QRect title(theme.px(12), top, m_left - theme.px(16), rowHeight());
        painter.drawText(title, static_cast<int>(Qt::AlignVCenter) | Qt::AlignLeft,
            painter.fontMetrics().elidedText(row.title, Qt::ElideRight, title.width()));
        const QString unit = row.sign ? m_units.unit(*row.sign) : QString();
        if (!unit.isEmpty() && unit != QStringLiteral("{score}")) {
            painter.setPen(colours.secondary);
            painter.setFont(theme.font(Theme::Type::Small));
            painter.drawText(QRect(m_right + theme.px(8), top, size.width() - m_right, rowHeight()),
                static_cast<int>(Qt::AlignVCenter) | Qt::AlignLeft, SignText::unit(unit));
        }
        painter.save();
        painter.setClipRect(QRect(m_left, top, m_right - m_left, rowHeight()));
        for (const Bin& bin : m_bins)
            paintCell(
                painter, colours, row, bin, QRect(bin.column.left(), top, bin.column.width(), rowHeight()));
        painter.restore();
        top += rowHeight();
    }
}

void VitalsTable::paintHeader(QPainter& painter, const ChartColours& colours) const
{
    const Theme& theme = Theme::instance();
    painter.save();
    painter.setClipRect(QRect(m_left, 0, m_right - m_left, rowHeight()));
    painter.setFont(theme.font(Theme::Type::Small));
    for (const Bin& bin : m_bins) {
        const QDateTime from = toDateTime(bin.fromMs);
        const bool isCursor = m_cursor && *m_cursor * 1000 >= static_cast<double>(bin.fromMs)
            && *m_cursor * 1000 < static_cast<double>(bin.toMs);
        if (isCursor) {
            QColor tint = colours.accent;
            tint.setAlphaF(0.15);
            painter.fillRect(QRect(bin.column.left(), 0, bin.column.width(), rowHeight()), tint);
        }
        const qint64 length = bin.toMs - bin.fromMs;
        QString label = workbench::formatTime(from);
        if (length >= 360LL * 86'400'000)
            label = QString::number(from.date().year());
        else if (length >= 28LL * 86'400'000)
            label = When::monthAndYear(from.date());
        else if (length >= 86'400'000 || from.time() == QTime(0, 0))
            label = When::dayAndMonth(from.date());
        if (painter.fontMetrics().horizontalAdvance(label) > bin.column.width())
            continue;
        painter.setPen(isCursor ? colours.accent : colours.secondary);
        painter.drawText(
            QRect(bin.column.left(), 0, bin.column.width(), rowHeight()), Qt::AlignCenter, label);
    }
    painter.restore();
}

QString VitalsTable::cellText(Sign sign, const Sample& sample) const
{
    if (sign == Sign::Consciousness)
        return consciousnessKey(sample.consciousness());
    if (sign == Sign::SupplementalOxygen) {
        if (sample.oxygen && sample.oxygen->source == OxygenDelivery::Source::Oxygen
            && sample.oxygen->flowLPerMin)
            return tr("%1 L").arg(sample.oxygen->flowLPerMin->toString());
        return SignText::value(sign, sample.value, {});
    }
    QString text = SignText::figure(sign, sample.value, m_units.unit(sign));
    if (sign != Sign::SystolicPressure)
        return text;
    const ChartTracks::Cell low = m_tracks->cell(Sign::DiastolicPressure, sample.atMs, sample.atMs + 1);
    if (low.last != nullptr && low.last->event == sample.event)
        text = QStringLiteral("%1/%2").arg(
            text, SignText::figure(Sign::DiastolicPressure, low.last->value, m_units.unit(sign)));
    return text;
}

void VitalsTable::paintCell(
    QPainter& painter, const ChartColours& colours, const Row& row, const Bin& bin, const QRect& rect) const
{
    const Theme& theme = Theme::instance();
    painter.setFont(theme.font(Theme::Type::Body));
    painter.setPen(colours.text);
    if (!row.sign) {
        const Score* score = m_tracks->scoreIn(bin.fromMs, bin.toMs);
        if (score == nullptr)
            return;
        const BandColours band = bandColours(score->band);
        painter.fillRect(rect.adjusted(1, 2, -1, -2), band.ground);
        painter.setPen(colours.on(band.figure));
        painter.setFont(theme.font(Theme::Type::Body, QFont::DemiBold));
        const QString total
            = score->complete ? QString::number(score->total) : QStringLiteral("≥%1").arg(score->total);
        if (painter.fontMetrics().horizontalAdvance(total) <= rect.width())
            painter.drawText(rect, Qt::AlignCenter, total);
        return;
    }
    const ChartTracks::Cell cell = m_tracks->cell(*row.sign, bin.fromMs, bin.toMs);
    if (cell.last == nullptr)
        return;
    if (cell.last->conflict)
        painter.setPen(colours.danger);
    QString more;
    if (cell.last->corrected)
        more = QStringLiteral("✓");
    else if (cell.count > 1)
        more = QStringLiteral("+%1").arg(cell.count - 1);
    const QFont small = theme.font(Theme::Type::Small);
    const int moreWidth = more.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(more);
    const QRect words = rect.adjusted(0, 0, -moreWidth, 0);
    // Never part of a number: smaller where it would not fit, and a dot where that is not enough.
    QString text = cellText(*row.sign, *cell.last);
    if (painter.fontMetrics().horizontalAdvance(text) > words.width())
        painter.setFont(small);
    if (painter.fontMetrics().horizontalAdvance(text) > words.width())
        text = QStringLiteral("•");
    painter.drawText(words, Qt::AlignCenter, text);
    if (more.isEmpty())
        return;
    painter.setFont(theme.font(Theme::Type::Small));
    painter.setPen(colours.secondary);
    painter.drawText(rect.adjusted(0, 0, -1, 0), static_cast<int>(Qt::AlignRight) | Qt::AlignTop, more);
}

VitalsTable::Place VitalsTable::placeAt(const QPoint& position) const
{
    const int line = position.y() / rowHeight() - 1;
    if (position.x() < m_left || position.x() > m_right || line < 0
        || line >= static_cast<int>(m_rows.size()))
        return {};
    for (const Bin& bin : m_bins) {
        if (position.x() >= bin.column.left() && position.x() <= bin.column.right())
            return {&m_rows[static_cast<size_t>(line)], &bin};
    }
    return {};
}

QString VitalsTable::describeAt(const QPoint& position) const
{
    const Place place = placeAt(position);
    if (place.bin == nullptr || m_tracks == nullptr || !place.row->sign)
        return {};
    QStringList lines;
    qint64 until = place.bin->toMs;
    while (lines.size() < shownInHover) {
        const ChartTracks::Cell cell = m_tracks->cell(*place.row->sign, place.bin->fromMs, until);
        if (cell.last == nullptr)
            break;
        lines << tr("%1: %2", "time, value")
                     .arg(workbench::formatDateTime(toDateTime(cell.last->atMs)),
                         cellText(*place.row->sign, *cell.last));
        until = cell.last->atMs;
    }
    return lines.join(u'\n');
}

bool VitalsTable::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* const help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), describeAt(help->pos()), this);
        return true;
    }
    if (event->type() == QEvent::LanguageChange) {
        makeRows();
        update();
    }
    return QWidget::event(event);
}

void VitalsTable::mouseMoveEvent(QMouseEvent* event)
{
    const int width = m_right - m_left;
    const int x = event->pos().x();
    if (width <= 0 || x < m_left || x > m_right)
        return emit timeHovered(std::nullopt);
    emit timeHovered(m_window.from + static_cast<double>(x - m_left) / width * m_window.span());
}

void VitalsTable::mouseReleaseEvent(QMouseEvent* event)
{
    const Place place = placeAt(event->pos());
    if (place.bin == nullptr || !place.row->sign)
        return;
    const ChartTracks::Cell cell = m_tracks->cell(*place.row->sign, place.bin->fromMs, place.bin->toMs);
    if (cell.last != nullptr)
        emit eventChosen(cell.last->event);
}

void VitalsTable::leaveEvent(QEvent* /*event*/)
{
    emit timeHovered(std::nullopt);
}

} // namespace twinward::vitals
