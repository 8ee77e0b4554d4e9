#include "sweep_view_p.h"

#include "workbench/theme.h"

#include <algorithm>
#include <cmath>
#include <QPainter>

namespace twinward::vitals {

using workbench::Theme;

namespace {

constexpr double sweepSeconds = 6;
constexpr double erasedSeconds = 0.25; // ahead of the pen
constexpr size_t mostLanes = 4;
constexpr float nothing = std::numeric_limits<float>::quiet_NaN();

} // namespace

SweepView::SweepView(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SweepView::setChannels(std::vector<Channel> channels, qint64 startMs)
{
    m_lanes.clear();
    m_startMs = startMs;
    m_penMs = startMs;
    for (Channel& channel : channels) {
        if (m_lanes.size() == mostLanes)
            break;
        const auto samples = static_cast<size_t>(std::max(1.0, channel.samplesPerSecond * sweepSeconds));
        Lane lane;
        lane.channel = std::move(channel);
        lane.ring.assign(samples, nothing);
        m_lanes.push_back(std::move(lane));
    }
    update();
}

size_t SweepView::place(const Lane& lane, qint64 ms) const
{
    const double since = static_cast<double>(std::max<qint64>(ms - m_startMs, 0)) / 1000;
    return static_cast<size_t>(std::llround(since * lane.channel.samplesPerSecond)) % lane.ring.size();
}

void SweepView::widen(Lane& lane, float value) const
{
    if (!lane.hasRange) {
        lane.low = lane.high = value;
        lane.hasRange = true;
    }
    lane.low = std::min<double>(lane.low, value);
    lane.high = std::max<double>(lane.high, value);
}

void SweepView::append(int channel, qint64 firstMs, std::span<const float> samples)
{
    if (channel < 0 || channel >= drawnChannels())
        return;
    Lane& lane = m_lanes[static_cast<size_t>(channel)];
    size_t at = place(lane, firstMs);
    for (const float value : samples) {
        lane.ring[at] = value;
        if (std::isfinite(value))
            widen(lane, value);
        at = (at + 1) % lane.ring.size();
    }
    const auto ahead = static_cast<size_t>(lane.channel.samplesPerSecond * erasedSeconds);
    for (size_t i = 0; i < ahead && i < lane.ring.size(); ++i)
        lane.ring[(at + i) % lane.ring.size()] = nothing;
    const double length = static_cast<double>(samples.size()) / lane.channel.samplesPerSecond;
    m_penMs = std::max(m_penMs, firstMs + static_cast<qint64>(length * 1000));
    update();
}

void SweepView::markBeat(qint64 ms, int channel)
{
    if (channel < 0 || channel >= drawnChannels())
        return;
    std::deque<qint64>& beats = m_lanes[static_cast<size_t>(channel)].beats;
    beats.push_back(ms);
    const auto oldest = m_penMs - static_cast<qint64>((sweepSeconds - erasedSeconds) * 1000);
    while (!beats.empty() && beats.front() < oldest)
        beats.pop_front();
}

void SweepView::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Theme::Role::Surface));
    if (m_lanes.empty())
        return;
    const int laneHeight = height() / drawnChannels();
    for (int i = 0; i < drawnChannels(); ++i)
        paintLane(painter, m_lanes[static_cast<size_t>(i)], QRect(0, i * laneHeight, width(), laneHeight), i);
}

void SweepView::paintLane(QPainter& painter, const Lane& lane, const QRect& area, int index) const
{
    const Theme& theme = Theme::instance();
    painter.setPen(theme.color(Theme::Role::Line));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setPen(QPen(theme.series(index == 0 ? 2 : index - 1), 1.4));
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect trace = area.adjusted(0, theme.px(20), 0, -theme.px(8));
    paintTrace(painter, lane, trace);
    painter.setPen(theme.color(Theme::Role::Secondary));
    painter.setFont(theme.font(Theme::Type::Small, QFont::DemiBold));
    painter.drawText(area.adjusted(theme.px(8), theme.px(4), 0, 0),
        static_cast<int>(Qt::AlignLeft) | Qt::AlignTop,
        lane.channel.unit.isEmpty() ? lane.channel.name
                                    : QStringLiteral("%1 · %2").arg(lane.channel.name, lane.channel.unit));
    painter.setBrush(theme.color(Theme::Role::Secondary));
    painter.setPen(Qt::NoPen);
    painter.setClipRect(area.adjusted(theme.px(120), 0, 0, 0)); // not over the name
    const qint64 oldest = m_penMs - static_cast<qint64>((sweepSeconds - erasedSeconds) * 1000);
    for (const qint64 beat : lane.beats) {
        if (beat < oldest)
            continue;
        const double x
            = static_cast<double>(place(lane, beat)) / static_cast<double>(lane.ring.size()) * area.width();
        const double y = area.top() + theme.px(12);
        painter.drawPolygon(QPolygonF{{x - 3, y}, {x + 3, y}, {x, y + 5}});
    }
    painter.setClipping(false);
}

void SweepView::paintTrace(QPainter& painter, const Lane& lane, const QRect& area) const
{
    const double span = std::max(lane.high - lane.low, 1e-6);
    QPolygonF run;
    const auto flush = [&] {
        if (run.size() > 1)
            painter.drawPolyline(run);
        run.clear();
    };
    for (size_t i = 0; i < lane.ring.size(); ++i) {
        const float value = lane.ring[i];
        if (!std::isfinite(value)) {
            flush();
            continue;
        }
        const double x
            = area.left() + static_cast<double>(i) / static_cast<double>(lane.ring.size()) * area.width();
        run.append({x, area.bottom() - (value - lane.low) / span * area.height()});
    }
    flush();
}

} // namespace twinward::vitals
