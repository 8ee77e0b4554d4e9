#include "chart_tracks_p.h"

#include "series_points_p.h"
#include "sign_text_p.h"
#include "units_p.h"
#include "vitals/bedside_scores.h"
#include "vitals/cleaning.h"

#include <algorithm>

namespace twinward::vitals {

namespace {

constexpr quint32 signShift = 26; // 64 million samples of each of up to 63 signs
constexpr quint32 scoreTag = 63U << signShift;
constexpr qint64 deviceIntervalMs
    = 90'000; // values closer together than this come from a monitor, not a hand

// Hands chart every few hours on a ward and every few months in a clinic: a line is broken where six of the
// usual intervals pass without a value.
qint64 gapOf(std::span<const Sample> samples)
{
    if (samples.size() < 3)
        return 0;
    std::vector<qint64> intervals;
    const size_t step = std::max<size_t>(1, samples.size() / 2000);
    for (size_t i = step; i < samples.size(); i += step)
        intervals.push_back((samples[i].atMs - samples[i - 1].atMs));
    const auto middle = intervals.begin() + static_cast<std::ptrdiff_t>(intervals.size() / 2);
    std::nth_element(intervals.begin(), middle, intervals.end());
    return std::max<qint64>(*middle * 6, 3'000);
}

} // namespace

ChartTracks::ChartTracks(ChartVitalsPtr vitals)
{
    auto data = std::make_shared<Data>();
    data->vitals = std::move(vitals);
    for (const Sign sign : allSigns()) {
        const std::span<const Sample> samples = data->vitals->record.samples(sign);
        const qint64 gapMs = gapOf(samples);
        Series series(gapMs);
        for (const Sample& sample : samples)
            series.append({sample.atMs, sample.value, Mark::None});
        if (gapMs > 0 && gapMs / 6 <= deviceIntervalMs && definition(sign).isNumber)
            series.setMarks(findArtefacts(series.points(), CleaningTable::builtIn().rules(sign)));
        data->series[static_cast<size_t>(sign)] = std::move(series);
    }
    const auto systolic = data->vitals->record.samples(Sign::SystolicPressure);
    const auto diastolic = data->vitals->record.samples(Sign::DiastolicPressure);
    auto& pairs = data->pairs[static_cast<size_t>(Sign::SystolicPressure)];
    size_t next = 0;
    for (const Sample& high : systolic) {
        while (next < diastolic.size() && diastolic[next].atMs < high.atMs)
            ++next;
        size_t match = next;
        while (match < diastolic.size() && diastolic[match].atMs == high.atMs
            && diastolic[match].event != high.event)
            ++match;
        const bool found = match < diastolic.size() && diastolic[match].atMs == high.atMs;
        pairs.push_back(found ? static_cast<quint32>(match) : TrackPoint::noSource);
    }
    m_data = std::move(data);
}

bool ChartTracks::isEmpty() const
{
    return !m_data || m_data->vitals->record.isEmpty();
}

quint32 ChartTracks::source(Sign sign, size_t index)
{
    return (static_cast<quint32>(sign) << signShift) | static_cast<quint32>(index);
}

const Sample* ChartTracks::sample(quint32 source) const
{
    const quint32 sign = source >> signShift;
    if (!m_data || sign >= static_cast<quint32>(signCount))
        return nullptr;
    const auto samples = m_data->vitals->record.samples(static_cast<Sign>(sign));
    const size_t index = source & ((1U << signShift) - 1);
    return index < samples.size() ? &samples[index] : nullptr;
}

const Score* ChartTracks::score(quint32 source) const
{
    if (!m_data || source == TrackPoint::noSource || source < scoreTag)
        return nullptr;
    const size_t index = source - scoreTag;
    return index < m_data->vitals->history.size() ? &m_data->vitals->history[index] : nullptr;
}

quint32 ChartTracks::sourceOf(record::EventId event) const
{
    if (!m_data || event.isNull())
        return TrackPoint::noSource;
    const record::Entry* const entry = m_data->vitals->chart->find(event);
    if (entry == nullptr)
        return TrackPoint::noSource;
    for (const Sign sign : allSigns()) {
        const auto samples = m_data->vitals->record.samples(sign);
        const qint64 at = entry->event().occurred.utcMs();
        auto found = std::lower_bound(samples.begin(), samples.end(), at,
            [](const Sample& sample, qint64 wanted) { return sample.atMs < wanted; });
        for (; found != samples.end() && found->atMs == at; ++found) {
            if (found->root == entry->root)
                return source(sign, static_cast<size_t>(found - samples.begin()));
        }
    }
    return TrackPoint::noSource;
}

TimeWindow ChartTracks::extent(qint64 nowMs) const
{
    qint64 first = nowMs;
    qint64 last = nowMs;
    for (const Sign sign : allSigns()) {
        const auto samples = m_data ? m_data->vitals->record.samples(sign) : std::span<const Sample>();
        if (samples.empty())
            continue;
        first = std::min(first, samples.front().atMs);
        last = std::max(last, samples.back().atMs);
    }
    return {static_cast<double>(first) / 1000, static_cast<double>(last) / 1000};
}

ChartTracks::Cell ChartTracks::cell(Sign sign, qint64 fromMs, qint64 toMs) const
{
    const auto samples = m_data->vitals->record.samples(sign);
    const auto earlier = [](const Sample& sample, qint64 wanted) { return sample.atMs < wanted; };
    const auto first = std::lower_bound(samples.begin(), samples.end(), fromMs, earlier);
    const auto last = std::lower_bound(first, samples.end(), toMs, earlier);
    if (first == last)
        return {};
    return {&*std::prev(last), static_cast<int>(last - first)};
}

const Score* ChartTracks::scoreIn(qint64 fromMs, qint64 toMs) const
{
    const auto& history = m_data->vitals->history;
    const auto after = std::lower_bound(history.begin(), history.end(), toMs,
        [](const Score& score, qint64 wanted) { return score.atMs < wanted; });
    if (after == history.begin() || std::prev(after)->atMs < fromMs)
        return nullptr;
    return &*std::prev(after);
}

std::vector<Track> ChartTracks::tracks(const Units& units, qint64 nowMs) const
{
    std::vector<Track> tracks;
    if (!m_data)
        return tracks;
    if (!m_data->vitals->history.empty())
        tracks.push_back(scoreTrack(nowMs));
    for (const Sign sign : allSigns()) {
        const bool isDrawn = definition(sign).isNumber && sign != Sign::DiastolicPressure
            && sign != Sign::OxygenFlow && sign != Sign::OxygenFraction;
        if (!isDrawn || m_data->vitals->record.samples(sign).empty())
            continue;
        tracks.push_back(sign == Sign::SystolicPressure ? pressureTrack(units.unit(sign), nowMs)
                                                        : signTrack(sign, units.unit(sign), nowMs));
    }
    return tracks;
}

TrackPoint ChartTracks::point(const Data& data, Sign sign, size_t index, const QString& unit)
{
    const Sample& sample = data.vitals->record.samples(sign)[index];
    const Series& series = data.series[static_cast<size_t>(sign)];
    TrackPoint point;
    point.time = static_cast<double>(sample.atMs) / 1000;
    point.value = convert(sign, sample.value, definition(sign).unit, unit).value_or(sample.value);
    point.low = point.high = point.value;
    point.source = source(sign, index);
    if (sample.conflict)
        point.mark = TrackPoint::Mark::Conflict;
    else if (series.points()[index].marks != Mark::None)
        point.mark = TrackPoint::Mark::Artefact;
    else if (sample.corrected)
        point.mark = TrackPoint::Mark::Corrected;
    point.gapBefore = index == 0
        || (series.gapMs() > 0
            && sample.atMs - data.vitals->record.samples(sign)[index - 1].atMs > series.gapMs());
    return point;
}

Track ChartTracks::signTrack(Sign sign, const QString& unit, qint64 nowMs) const
{
    const auto samples = m_data->vitals->record.samples(sign);
    Track track;
    track.id = definition(sign).key;
    track.title = SignText::label(sign);
    track.unit = unit == QStringLiteral("{score}") ? QString() : SignText::unit(unit);
    track.colour = trackColour(sign);
    track.decimals = decimalsIn(sign, unit);
    if (hasUsualBand(sign))
        track.bands = bands(sign, unit, nowMs);
    const Range scale = trackScale(sign, m_data->series[static_cast<size_t>(sign)]);
    const auto shown
        = [&](double value) { return convert(sign, value, definition(sign).unit, unit).value_or(value); };
    track.scaleLow = shown(scale.low);
    track.scaleHigh = shown(scale.high);
    track.text = [decimals = track.decimals](
                     const TrackPoint& at) { return QString::number(at.value, 'f', decimals); };
    track.points = [data = m_data, sign, unit](const TimeWindow& window, int pixels) {
        return pointsOf(
            data->series[static_cast<size_t>(sign)], window, pixels,
            [&](size_t index) { return point(*data, sign, index, unit); },
            [&](double value) { return convert(sign, value, definition(sign).unit, unit).value_or(value); });
    };
    track.neighbour = [data = m_data, sign](double time, Direction direction) {
        return neighbourOf(data->series[static_cast<size_t>(sign)], time, direction);
    };
    for (size_t i = samples.size(); i > 0 && !track.last; --i) {
        const TrackPoint candidate = point(*m_data, sign, i - 1, unit);
        if (candidate.mark != TrackPoint::Mark::Artefact && samples[i - 1].atMs <= nowMs)
            track.last = candidate;
    }
    return track;
}

Track ChartTracks::pressureTrack(const QString& unit, qint64 nowMs) const
{
    Track track = signTrack(Sign::SystolicPressure, unit, nowMs);
    track.id = QStringLiteral("bloodPressure");
    track.title = SignText::tr("Blood pressure");
    track.kind = TrackKind::Bars;
    const auto shown = [unit](double value) {
        return convert(Sign::SystolicPressure, value, definition(Sign::SystolicPressure).unit, unit)
            .value_or(value);
    };
    track.scaleLow = shown(40);
    track.scaleHigh = shown(160);
    // A systolic without its diastolic is a bar of no height: never paired with another reading's.
    const auto complete = [data = m_data, unit](TrackPoint high) {
        const quint32 index = high.source & ((1U << signShift) - 1);
        const quint32 pair = data->pairs[static_cast<size_t>(Sign::SystolicPressure)][index];
        if (pair != TrackPoint::noSource) {
            const TrackPoint low = point(*data, Sign::DiastolicPressure, pair, unit);
            high.low = low.value;
            high.value = meanArterialPressure(high.high, low.value);
        }
        return high;
    };
    track.points
        = [plain = track.points, complete, data = m_data, shown](const TimeWindow& window, int pixels) {
              std::vector<TrackPoint> points = plain(window, pixels);
              if (points.empty() || points.front().source != TrackPoint::noSource) {
                  for (TrackPoint& each : points)
                      each = complete(each);
                  return points;
              }
              return barsOf(data->series[static_cast<size_t>(Sign::SystolicPressure)],
                  data->series[static_cast<size_t>(Sign::DiastolicPressure)], window, pixels, shown);
          };
    track.text = [decimals = track.decimals](const TrackPoint& at) {
        const QString high = QString::number(at.high, 'f', decimals);
        return at.low < at.high ? QStringLiteral("%1/%2").arg(high, QString::number(at.low, 'f', decimals))
                                : high;
    };
    if (track.last)
        track.last = complete(*track.last);
    return track;
}

Track ChartTracks::scoreTrack(qint64 nowMs) const
{
    Track track;
    track.id = QStringLiteral("news2");
    track.title = QStringLiteral("NEWS2");
    track.kind = TrackKind::Steps;
    track.colour = 7;
    track.scaleLow = 0;
    track.scaleHigh = 10;
    track.holdSeconds = static_cast<double>(News2::builtIn().windowMinutes()) * 60;
    const auto pointAt = [data = m_data](size_t index) {
        const Score& score = data->vitals->history[index];
        TrackPoint point;
        point.time = static_cast<double>(score.atMs) / 1000;
        point.value = point.low = point.high = score.total;
        point.source = scoreTag + static_cast<quint32>(index);
        return point;
    };
    const auto earlier
        = [](const Score& score, double wanted) { return static_cast<double>(score.atMs) < wanted * 1000; };
    track.points = [data = m_data, pointAt, earlier](const TimeWindow& window, int pixels) {
        const auto& history = data->vitals->history;
        auto first = std::lower_bound(history.begin(), history.end(), window.from, earlier);
        const auto last = std::lower_bound(first, history.end(), window.to, earlier);
        if (first != history.begin())
            --first;
        std::vector<TrackPoint> points;
        const double narrowest = window.span() / pixels;
        for (auto each = first; each != last; ++each) {
            const TrackPoint next = pointAt(static_cast<size_t>(each - history.begin()));
            // Of several scores in one pixel the worst is shown.
            if (!points.empty() && next.time - points.back().time < narrowest) {
                if (next.value > points.back().value)
                    points.back() = next;
                continue;
            }
            points.push_back(next);
        }
        return points;
    };
    track.neighbour = [data = m_data, earlier](double time, Direction direction) -> std::optional<double> {
        const auto& history = data->vitals->history;
        auto found = std::lower_bound(history.begin(), history.end(), time, earlier);
        if (direction == Direction::Earlier)
            return found == history.begin()
                ? std::nullopt
                : std::optional<double>(static_cast<double>(std::prev(found)->atMs) / 1000);
        while (found != history.end() && static_cast<double>(found->atMs) / 1000 <= time)
            ++found;
        return found == history.end() ? std::nullopt
                                      : std::optional<double>(static_cast<double>(found->atMs) / 1000);
    };
    track.text = [data = m_data](const TrackPoint& at) {
        const Score& score = data->vitals->history[at.source - scoreTag];
        return score.complete ? QString::number(score.total) : QStringLiteral("≥%1").arg(score.total);
    };
    track.blockColour = [data = m_data](const TrackPoint& at) {
        return bandColours(data->vitals->history[at.source - scoreTag].band).ground;
    };
    const auto& history = m_data->vitals->history;
    for (size_t i = history.size(); i > 0 && !track.last; --i) {
        if (history[i - 1].atMs <= nowMs)
            track.last = pointAt(i - 1);
    }
    return track;
}

std::vector<TrackBand> ChartTracks::bands(Sign sign, const QString& unit, qint64 nowMs) const
{
    const auto shown
        = [&](double value) { return convert(sign, value, definition(sign).unit, unit).value_or(value); };
    const base::PartialDate birth = m_data->vitals->chart->details().birthDate;
    constexpr double everBefore = -1e11;
    constexpr double everAfter = 1e11;
    const auto band = [&](double from, double to, const Range& usual) {
        return TrackBand{from, to, shown(usual.low), shown(usual.high)};
    };
    std::vector<TrackBand> bands;
    if (birth.isNull()) {
        if (const auto usual = Limits::builtIn().usual(sign))
            bands.push_back(band(everBefore, everAfter, *usual));
        return bands;
    }
    const QDate born = birth.earliest();
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    constexpr int grownUpMonths = 18 * 12;
    const int months = std::min(birth.monthsOn(today).value_or(0), grownUpMonths) + 1;
    std::optional<Range> current;
    double since = 0;
    for (int month = 0; month <= months; ++month) {
        const auto usual = Limits::builtIn().usual(sign, month);
        if (month > 0 && usual == current)
            continue;
        const double from = static_cast<double>(born.addMonths(month).startOfDay().toSecsSinceEpoch());
        if (current)
            bands.push_back(band(since, from, *current));
        current = usual;
        since = from;
    }
    if (current)
        bands.push_back(band(since, everAfter, *current));
    return bands;
}

} // namespace twinward::vitals
