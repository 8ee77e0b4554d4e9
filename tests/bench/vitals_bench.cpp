// How long a chart of vital signs takes: a million points drawn on 1,200 columns of pixels (against walking
// over all of them), live points appended, a chart of 100,000 observations read and scored. A frame has 16
// ms.

#include "../vitals/vitals_chart.h"
#include "vitals/beats.h"
#include "vitals/cleaning.h"
#include "vitals/news2.h"
#include "vitals/series.h"
#include "vitals/waveform.h"

#include <benchmark/benchmark.h>
#include <cmath>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::vitals::test;

namespace {

constexpr int million = 1'000'000;
constexpr int columns = 1'200;

Point pointAt(int i)
{
    return {i * 1000LL, 80 + 20 * std::sin(i / 900.0) + i % 7, i % 5000 == 0 ? Mark::Spike : Mark::None};
}

const Series& longSeries()
{
    static const Series series = [] {
        std::vector<Point> points;
        for (int i = 0; i < million; ++i)
            points.push_back(pointAt(i));
        return Series::fromPoints(std::move(points), 5000);
    }();
    return series;
}

void decimateMillion(benchmark::State& state)
{
    const Series& series = longSeries();
    for (auto _ : state)
        benchmark::DoNotOptimize(series.decimate(0, million * 1000LL, columns));
}

// What drawing would cost without the pyramid.
void walkMillion(benchmark::State& state)
{
    const Series& series = longSeries();
    for (auto _ : state) {
        std::vector<Column> drawn(columns);
        for (const Point& point : series.points()) {
            Column& column = drawn[static_cast<size_t>(point.ms * columns / (million * 1000LL))];
            if (point.marks != Mark::None)
                continue;
            column.minimum = column.count == 0 ? point.value : std::min(column.minimum, point.value);
            column.maximum = column.count == 0 ? point.value : std::max(column.maximum, point.value);
            ++column.count;
        }
        benchmark::DoNotOptimize(drawn);
    }
}

void appendMillion(benchmark::State& state)
{
    for (auto _ : state) {
        Series series(5000);
        for (int i = 0; i < million; ++i)
            benchmark::DoNotOptimize(series.append(pointAt(i)));
    }
    state.SetItemsProcessed(state.iterations() * million);
}

void cleanDayOfSeconds(benchmark::State& state)
{
    std::vector<Point> points;
    for (int i = 0; i < 86'400; ++i)
        points.push_back(pointAt(i));
    const CleaningRules rules = CleaningTable::builtIn().rules(Sign::HeartRate);
    for (auto _ : state)
        benchmark::DoNotOptimize(findArtefacts(points, rules));
}

// 14,286 sets of seven observations: 100,000, an hour apart.
const record::Chart& longChart()
{
    static const record::Chart chart = [] {
        Ward ward;
        for (int i = 0; i < 14'286; ++i)
            ward.chartSet(morning + i * hour, {.rate = 12 + i % 12, .pulse = 60 + i % 50});
        return ward.chart();
    }();
    return chart;
}

void readHundredThousand(benchmark::State& state)
{
    const record::Chart& chart = longChart();
    for (auto _ : state)
        benchmark::DoNotOptimize(VitalRecord::read(chart));
}

void trendOfHundredThousand(benchmark::State& state)
{
    const record::Chart& chart = longChart();
    const VitalRecord record = VitalRecord::read(chart);
    for (auto _ : state)
        benchmark::DoNotOptimize(news2History(chart, record, morning, morning + 20'000 * hour));
}

void scoreNow(benchmark::State& state)
{
    const record::Chart& chart = longChart();
    const VitalRecord record = VitalRecord::read(chart);
    const PatientFactors factors = factorsAt(chart, morning + 9'000 * hour);
    for (auto _ : state)
        benchmark::DoNotOptimize(News2::builtIn().score(record, factors, morning + 9'000 * hour));
}

void findBeatsOfHalfAnHour(benchmark::State& state)
{
    const auto recording = readWfdb(QStringLiteral(TWINWARD_TEST_DATA "/ecg/100.hea"));
    if (!recording) {
        state.SkipWithError("the ECG recordings are not here");
        return;
    }
    const WaveformChannel& lead = recording->channels.front();
    for (auto _ : state)
        benchmark::DoNotOptimize(detectBeats(lead.samples, lead.samplesPerSecond));
    state.SetItemsProcessed(state.iterations() * static_cast<qint64>(lead.samples.size()));
}

BENCHMARK(decimateMillion)->Unit(benchmark::kMillisecond);
BENCHMARK(walkMillion)->Unit(benchmark::kMillisecond);
BENCHMARK(appendMillion)->Unit(benchmark::kMillisecond);
BENCHMARK(cleanDayOfSeconds)->Unit(benchmark::kMillisecond);
BENCHMARK(readHundredThousand)->Unit(benchmark::kMillisecond);
BENCHMARK(trendOfHundredThousand)->Unit(benchmark::kMillisecond);
BENCHMARK(scoreNow)->Unit(benchmark::kMicrosecond);
BENCHMARK(findBeatsOfHalfAnHour)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
