#include "timeline_view_p.h"

#include "terms_p.h"
#include "workbench/theme.h"

#include <algorithm>
#include <QAccessible>
#include <QDateTime>

namespace twinward::timeline {

namespace {

constexpr double dayMs = 86'400'000.0;

double lengthOf(TimelineView::Range range)
{
    switch (range) {
    case TimelineView::Range::Day:
        return dayMs;
    case TimelineView::Range::Week:
        return 7 * dayMs;
    case TimelineView::Range::Month:
        return 31 * dayMs;
    case TimelineView::Range::Year:
    case TimelineView::Range::Lifetime:
        break;
    }
    return 366 * dayMs;
}

} // namespace

TimelineView::TimelineView(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Timeline"));
    d->nowMs = QDateTime::currentMSecsSinceEpoch();
    connect(&workbench::Theme::instance(), &workbench::Theme::changed, this, [this] { d->themeChanged(); });
    connect(d->scroll, &QScrollBar::valueChanged, this, [this] { d->redraw(); });
    setMinimumSize(d->scroll->sizeHint().width() + static_cast<int>(d->measures.headerWidth) * 2,
        static_cast<int>(d->measures.axisHeight + d->measures.overviewHeight) + 3 * 28);
}

TimelineView::~TimelineView() = default;

void TimelineView::setStory(std::shared_ptr<const Story> story)
{
    const auto previous = d->scene.story();
    const bool samePatient = previous && story && previous->chart().patient() == story->chart().patient();
    std::optional<record::EventId> kept;
    if (samePatient && d->selected)
        kept = previous->items()[*d->selected].id;
    d->labelWidths.clear();
    d->hits.clear();
    d->hoveredItems.clear();
    d->selected.reset();
    d->densityStale = true;
    d->scene.setStory(std::move(story));
    const std::shared_ptr<const Story>& told = d->scene.story();
    if (!told) {
        d->redraw();
        return;
    }
    d->viewport.setLimits(told->life());
    if (kept)
        d->selected = told->find(*kept);
    if (samePatient) {
        d->windowMoved();
    } else {
        d->scroll->setValue(0);
        showAll();
    }
}

const std::shared_ptr<const Story>& TimelineView::story() const
{
    return d->scene.story();
}

void TimelineView::setFilter(const Filter& filter)
{
    if (filter == d->scene.filter())
        return;
    d->scene.setFilter(filter);
    d->densityStale = true;
    if (d->selected && !d->scene.isShown(*d->selected))
        select(std::nullopt);
    d->windowMoved();
}

const Filter& TimelineView::filter() const
{
    return d->scene.filter();
}

void TimelineView::setNow(qint64 ms)
{
    d->nowMs = ms;
    d->redraw();
}

void TimelineView::setSharedCursor(std::optional<qint64> ms)
{
    if (ms == d->cursorMs)
        return;
    d->cursorMs = ms;
    update();
}

void TimelineView::showRange(Range range)
{
    if (range == Range::Lifetime) {
        showAll();
        return;
    }
    const double length = lengthOf(range);
    const auto now = static_cast<double>(d->nowMs);
    const double middle = (d->viewport.firstMs() + d->viewport.lastMs()) / 2;
    const double margin = length * 0.05;
    // Who looks at the present wants the days up to it; who looks at the past stays there.
    if (d->selected && story()->items()[*d->selected].isDated()) {
        const auto at = static_cast<double>(story()->items()[*d->selected].startMs);
        d->viewport.show(at - length / 2, at + length / 2);
    } else if (now >= d->viewport.firstMs() && now <= d->viewport.lastMs()) {
        d->viewport.show(now - length + margin, now + margin);
    } else {
        d->viewport.show(middle - length / 2, middle + length / 2);
    }
    d->windowMoved();
    if (d->selected)
        d->reveal(*d->selected);
}

void TimelineView::showAll()
{
    const Extent limits = d->viewport.limits();
    d->viewport.show(static_cast<double>(limits.firstMs), static_cast<double>(limits.lastMs));
    d->windowMoved();
}

void TimelineView::zoomBy(double factor)
{
    double at = d->viewport.width() / 2;
    if (d->selected && story()->items()[*d->selected].isDated()) {
        const double x = d->viewport.xOf(static_cast<double>(story()->items()[*d->selected].startMs));
        if (x >= 0 && x <= d->viewport.width())
            at = x;
    }
    d->viewport.zoomAt(at, factor);
    d->windowMoved();
}

const Viewport& TimelineView::viewport() const
{
    return d->viewport;
}

ViewState TimelineView::state() const
{
    return {d->viewport.firstMs(), d->viewport.lastMs(), d->scene.collapsed()};
}

void TimelineView::restore(const ViewState& state)
{
    d->scene.setCollapsed(state.collapsed);
    d->viewport.show(state.firstMs, state.lastMs);
    d->windowMoved();
}

void TimelineView::select(std::optional<quint32> item)
{
    if (item && (!story() || *item >= story()->items().size()))
        item.reset();
    if (item)
        d->reveal(*item);
    if (item == d->selected)
        return;
    d->selected = item;
    update();
    QString spoken;
    if (item) {
        const Item& chosen = story()->items()[*item];
        spoken = spokenText(story()->entry(chosen).event(), chosen);
    }
    setAccessibleDescription(spoken);
    QAccessibleValueChangeEvent change(this, spoken);
    QAccessible::updateAccessibility(&change);
    emit selectionChanged();
}

std::optional<quint32> TimelineView::selected() const
{
    return d->selected;
}

void TimelineView::move(Scene::Direction direction)
{
    const double middle = (d->viewport.firstMs() + d->viewport.lastMs()) / 2;
    double near = middle;
    if (d->selected && story() && story()->items()[*d->selected].isDated())
        near = static_cast<double>(story()->items()[*d->selected].startMs);
    const auto next = d->scene.next(d->selected, direction, static_cast<qint64>(near));
    if (next)
        select(next);
}

void TimelineView::setCollapsed(Lane lane, bool collapsed)
{
    auto lanes = d->scene.collapsed();
    lanes.set(static_cast<size_t>(lane), collapsed);
    d->scene.setCollapsed(lanes);
    d->windowMoved();
}

void TimelineView::toggleLane()
{
    if (!d->selected)
        return;
    const Lane lane = story()->items()[*d->selected].lane;
    setCollapsed(lane, !d->scene.collapsed().test(static_cast<size_t>(lane)));
    d->reveal(*d->selected);
}

void TimelineView::setHits(std::vector<quint32> hits)
{
    d->hits = std::move(hits);
    d->redraw();
}

const std::vector<quint32>& TimelineView::hits() const
{
    return d->hits;
}

void TimelineView::goToHit(Step step)
{
    const std::vector<quint32> shown = d->scene.shownOf(d->hits);
    if (shown.empty())
        return;
    if (!d->selected) {
        select(step == Step::Next ? shown.front() : shown.back());
        return;
    }
    if (step == Step::Next) {
        const auto next = std::upper_bound(shown.begin(), shown.end(), *d->selected);
        select(next != shown.end() ? *next : shown.front());
    } else {
        const auto here = std::lower_bound(shown.begin(), shown.end(), *d->selected);
        select(here != shown.begin() ? *(here - 1) : shown.back());
    }
}

QRectF TimelineView::rectOf(quint32 item) const
{
    return d->boxRectOf(item).intersected(d->ground());
}

const Scene& TimelineView::scene() const
{
    return d->scene;
}

} // namespace twinward::timeline
