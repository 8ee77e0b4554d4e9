// How long the timeline takes: telling a chart of 20,000 entries, laying it out, and drawing a frame of it
// while it is zoomed and moved. A frame has 16 ms.

#include "../timeline/lifelike.h"
#include "timeline_panel/timeline_view.h"
#include "workbench/theme.h"

#include <benchmark/benchmark.h>
#include <QApplication>

using namespace twinward;
using namespace twinward::timeline;
using namespace twinward::timeline::test;

namespace {

constexpr int entries = 20'000;

const Lifelike& life()
{
    static const Lifelike made = [] {
        Lifelike lifelike;
        (void)lifelike.ofSize(entries);
        return lifelike;
    }();
    return made;
}

std::unique_ptr<TimelineView> view(TimelineView::Range range)
{
    auto made = std::make_unique<TimelineView>();
    made->resize(1600, 900);
    made->setNow(life().f.nowMs);
    made->setStory(life().f.tell());
    made->showRange(range);
    return made;
}

void tellStory(benchmark::State& state)
{
    const auto chart = life().f.chart();
    for (auto _ : state)
        benchmark::DoNotOptimize(Story::tell(chart, {QTimeZone::utc(), life().f.nowMs, {}}));
    state.SetItemsProcessed(static_cast<int64_t>(state.iterations()) * entries);
}

void searchStory(benchmark::State& state)
{
    const auto story = life().f.tell();
    for (auto _ : state)
        benchmark::DoNotOptimize(story->search(u"hypertension"));
}

void arrangeScene(benchmark::State& state)
{
    Scene scene;
    scene.setStory(life().f.tell());
    double msPerPx = 1e6;
    for (auto _ : state) {
        msPerPx = msPerPx > 1e9 ? 1e6 : msPerPx * 1.25;
        scene.arrange(msPerPx, {});
    }
}

// A step of the wheel, then the frame: new layouts, everything drawn.
void zoomedFrame(benchmark::State& state)
{
    const auto seen = view(static_cast<TimelineView::Range>(state.range(0)));
    QImage image(seen->size(), QImage::Format_ARGB32_Premultiplied);
    bool in = true;
    for (auto _ : state) {
        seen->zoomBy(in ? 1.25 : 0.8);
        in = !in;
        seen->render(&image);
    }
}

// Only the selection moved: the frame is kept.
void overlaidFrame(benchmark::State& state)
{
    const auto seen = view(TimelineView::Range::Year);
    QImage image(seen->size(), QImage::Format_ARGB32_Premultiplied);
    qint64 cursor = life().f.nowMs;
    for (auto _ : state) {
        seen->setSharedCursor(cursor -= 60'000);
        seen->render(&image);
    }
}

BENCHMARK(tellStory)->Unit(benchmark::kMillisecond);
BENCHMARK(searchStory)->Unit(benchmark::kMillisecond);
BENCHMARK(arrangeScene)->Unit(benchmark::kMillisecond);
BENCHMARK(zoomedFrame)->DenseRange(0, 4)->Unit(benchmark::kMillisecond);
BENCHMARK(overlaidFrame)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    workbench::Theme::instance().apply();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
