#include "frame_chart_p.h"

#include "frame_costs_p.h"
#include "workbench/format.h"
#include "workbench/theme.h"

#include <algorithm>
#include <cmath>
#include <QPainter>

namespace twinward::headset {

using workbench::Theme;

namespace {

constexpr double nsPerMs = 1e6;

double inMs(Nanoseconds time)
{
    return static_cast<double>(time.count()) / nsPerMs;
}

} // namespace

double costMs(const FrameRecord& frame)
{
    const double processor = inMs(frame.update + frame.draw);
    return frame.gpu ? std::max(processor, inMs(*frame.gpu)) : processor;
}

FrameCosts costsOf(const std::vector<FrameRecord>& frames)
{
    FrameCosts costs;
    std::vector<double> all;
    for (const FrameRecord& frame : frames) {
        costs.missed += frame.missed;
        costs.budgetMs = inMs(frame.period);
        if (frame.drawn)
            all.push_back(costMs(frame));
        if (const Lateness cause = causeOf(frame); cause != Lateness::OnTime)
            ++costs.late[cause];
    }
    costs.drawn = static_cast<int>(all.size());
    std::ranges::sort(all);
    static constexpr std::array<double, 3> ranks{0.50, 0.95, 0.99};
    for (size_t i = 0; i < ranks.size() && !all.empty(); ++i) {
        const auto rank = static_cast<size_t>(std::ceil(ranks.at(i) * static_cast<double>(all.size())));
        costs.percentilesMs.at(i) = all[std::min(std::max<size_t>(rank, 1), all.size()) - 1];
    }
    return costs;
}

FrameChart::FrameChart(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

FrameChart::~FrameChart() = default;

void FrameChart::setFrames(std::vector<FrameRecord> frames)
{
    m_frames = std::move(frames);
    if (!m_frames.empty()) {
        const std::int64_t from
            = m_frames.back().predictedNs - static_cast<std::int64_t>(seconds * 1000 * nsPerMs);
        std::erase_if(m_frames, [from](const FrameRecord& frame) { return frame.predictedNs < from; });
    }
    update();
}

void FrameChart::drawAxis(QPainter& painter, const QRectF& plot, double topMs) const
{
    const Theme& theme = Theme::instance();
    painter.setFont(theme.font(Theme::Type::Small));
    painter.setPen(theme.color(Theme::Role::Secondary));
    painter.drawText(QRectF(0, plot.bottom() + 2, width(), 16), Qt::AlignLeft, tr("10 s ago"));
    painter.drawText(QRectF(0, plot.bottom() + 2, plot.right(), 16), Qt::AlignRight, tr("now"));
    if (m_frames.empty())
        return;
    const double budget = inMs(m_frames.back().period);
    const double y = plot.bottom() - budget / topMs * plot.height();
    painter.setPen(QPen(theme.color(Theme::Role::Text), 1, Qt::DashLine));
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    painter.setPen(theme.color(Theme::Role::Secondary));
    painter.drawText(QRectF(plot.right() + 4, y - 8, width() - plot.right() - 4, 16),
        Qt::AlignLeft | Qt::AlignVCenter,
        workbench::formatWithUnit(QString::number(budget, 'f', 1), QStringLiteral("ms")));
}

void FrameChart::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Theme::Role::Surface));
    const QRectF plot = QRectF(rect()).adjusted(4, 8, -56, -20);
    double topMs = 1;
    for (const FrameRecord& frame : m_frames)
        topMs = std::max({topMs, costMs(frame) * 1.1, inMs(frame.period) * 1.5});
    drawAxis(painter, plot, topMs);
    if (m_frames.empty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const double end = static_cast<double>(m_frames.back().predictedNs) / nsPerMs;
    painter.setPen(Qt::NoPen);
    for (const FrameRecord& frame : m_frames) {
        if (!frame.drawn)
            continue;
        const double age = end - static_cast<double>(frame.predictedNs) / nsPerMs;
        const double x = plot.right() - age / (seconds * 1000) * plot.width();
        const double high = costMs(frame) / topMs * plot.height();
        const bool late = frame.missed > 0;
        painter.setBrush(theme.color(late ? Theme::Role::Danger : Theme::Role::Accent));
        painter.drawRect(QRectF(x - 0.75, plot.bottom() - high, 1.5, high));
        if (late) // a shape as well as a colour
            painter.drawPolygon(
                QPolygonF({{x - 4, plot.top() - 6}, {x + 4, plot.top() - 6}, {x, plot.top()}}));
    }
}

} // namespace twinward::headset
