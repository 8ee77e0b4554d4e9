#include "vitals/cleaning.h"

#include "artefact_judge_p.h"
#include "tables_p.h"

#include <algorithm>
#include <cmath>

namespace twinward::vitals {

namespace {

// So many points at a new level, agreeing with each other, are the patient and not the sensor.
constexpr size_t newLevelPoints = 3;

// Makes the median absolute deviation agree with the standard deviation of a Gaussian: 1 / 0.6745.
constexpr double gaussianConsistency = 1.4826;

double medianOf(std::vector<double>& values)
{
    const size_t middle = values.size() / 2;
    const auto at = [&values](size_t index) { return values.begin() + static_cast<qsizetype>(index); };
    std::nth_element(values.begin(), at(middle), values.end());
    const double upper = values[middle];
    if (values.size() % 2 == 1)
        return upper;
    return (upper + *std::max_element(values.begin(), at(middle))) / 2;
}

} // namespace

double scaledMedianDeviation(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const double median = medianOf(values);
    for (double& value : values)
        value = std::abs(value - median);
    return gaussianConsistency * medianOf(values);
}

bool ArtefactJudge::isPossible(const Point& point) const
{
    return !m_rules.possible || m_rules.possible->contains(point.value);
}

bool ArtefactJudge::isTooFast(const Point& from, const Point& to) const
{
    const double seconds = std::max(0.001, static_cast<double>(to.ms - from.ms) / 1000);
    return std::abs(to.value - from.value) / seconds > *m_rules.maximumPerSecond;
}

void ArtefactJudge::next(std::span<const Point> points, const MarkSink& sink)
{
    const size_t index = points.size() - 1;
    if (!isPossible(points[index]))
        sink(index, Mark::OutOfRange, true);
    else if (m_rules.maximumPerSecond)
        judgeRate(points, index, sink);
    if (m_rules.flatLineMs > 0)
        judgeFlatLine(points, index, sink);
    const auto reach = static_cast<size_t>(std::max(0, m_rules.hampelHalfWidth));
    if (reach > 0 && index >= reach)
        judgeSpike(points, index - reach, sink);
}

void ArtefactJudge::finish(std::span<const Point> points, const MarkSink& sink) const
{
    const auto reach = static_cast<size_t>(std::max(0, m_rules.hampelHalfWidth));
    for (size_t index = points.size() > reach ? points.size() - reach : 0; reach > 0 && index < points.size();
         ++index)
        judgeSpike(points, index, sink);
}

void ArtefactJudge::judgeRate(std::span<const Point> points, size_t index, const MarkSink& sink)
{
    if (!m_doubted.empty() && isTooFast(points[m_doubted.back()], points[index]))
        m_doubted.clear();
    const bool reached = !m_believed || !isTooFast(points[*m_believed], points[index]);
    if (!reached) {
        m_doubted.push_back(index);
        sink(index, Mark::TooFast, true);
        if (m_doubted.size() < newLevelPoints)
            return;
    }
    // Those that led here and agree with it were the patient too.
    for (const size_t doubted : m_doubted)
        sink(doubted, Mark::TooFast, false);
    m_believed = index;
    m_doubted.clear();
}

void ArtefactJudge::judgeFlatLine(std::span<const Point> points, size_t index, const MarkSink& sink)
{
    if (index == 0 || points[index].value != points[m_flatFrom].value) {
        m_flatFrom = index;
        m_flatMarked = false;
        return;
    }
    if (points[index].ms - points[m_flatFrom].ms <= m_rules.flatLineMs)
        return;
    for (size_t i = m_flatMarked ? index : m_flatFrom; i <= index; ++i)
        sink(i, Mark::FlatLine, true);
    m_flatMarked = true;
}

void ArtefactJudge::judgeSpike(std::span<const Point> points, size_t index, const MarkSink& sink) const
{
    if (!isPossible(points[index]))
        return;
    const auto reach = static_cast<size_t>(m_rules.hampelHalfWidth);
    const size_t first = index > reach ? index - reach : 0;
    const size_t last = std::min(points.size(), index + reach + 1);
    std::vector<double> values;
    for (size_t i = first; i < last; ++i) {
        if (isPossible(points[i]))
            values.push_back(points[i].value);
    }
    if (values.size() < 3)
        return;
    const double deviation = scaledMedianDeviation(values);
    const double distance = std::abs(points[index].value - medianOf(values));
    if (distance > std::max(m_rules.hampelDeviations * deviation, m_rules.hampelFloor))
        sink(index, Mark::Spike, true);
}

namespace {

Mark changed(Mark marks, Mark mark, bool on) // NOLINT: the value of one bit
{
    const auto all = static_cast<quint8>(marks);
    const auto bit = static_cast<quint8>(mark);
    return static_cast<Mark>(on ? all | bit : all & ~bit);
}

Mark reportedOnly(Mark marks)
{
    return has(marks, Mark::Reported) ? Mark::Reported : Mark::None;
}

} // namespace

std::vector<Mark> findArtefacts(std::span<const Point> points, const CleaningRules& rules)
{
    std::vector<Mark> marks(points.size(), Mark::None);
    std::ranges::transform(
        points, marks.begin(), [](const Point& point) { return reportedOnly(point.marks); });
    const ArtefactJudge::MarkSink sink
        = [&marks](size_t index, Mark mark, bool on) { marks[index] = changed(marks[index], mark, on); };
    ArtefactJudge judge(rules);
    for (size_t i = 0; i < points.size(); ++i)
        judge.next(points.first(i + 1), sink);
    judge.finish(points, sink);
    return marks;
}

LiveCleaner::LiveCleaner(const CleaningRules& rules)
    : m_rules(rules)
    , m_judge(std::make_unique<ArtefactJudge>(rules))
{ }

LiveCleaner::~LiveCleaner() = default;
LiveCleaner::LiveCleaner(LiveCleaner&&) noexcept = default;
LiveCleaner& LiveCleaner::operator=(LiveCleaner&&) noexcept = default;

void LiveCleaner::append(Series& series, Point point)
{
    const bool late = !series.isEmpty() && point.ms < series.points().back().ms;
    if (!series.append(point))
        return;
    const ArtefactJudge::MarkSink sink = [&series](size_t index, Mark mark, bool on) {
        series.setMarks(index, changed(series.points()[index].marks, mark, on));
    };
    if (!late) {
        m_judge->next(series.points(), sink);
        return;
    }
    // A point went in before others: everything behind it is judged again.
    m_judge = std::make_unique<ArtefactJudge>(m_rules);
    for (size_t i = 0; i < series.size(); ++i) {
        series.setMarks(i, reportedOnly(series.points()[i].marks));
        m_judge->next(series.points().first(i + 1), sink);
    }
}

base::Result<CleaningTable> CleaningTable::fromJson(const QByteArray& json)
{
    return tables::guarded<CleaningTable>(QStringLiteral("cleaning"), [&json] {
        const QJsonObject top = tables::parse(json, QStringLiteral("cleaning"));
        CleaningTable table;
        for (const QJsonObject& object : tables::objects(top, QStringLiteral("signs"))) {
            const Sign sign = tables::sign(object);
            tables::expectUnit(object, sign);
            CleaningRules rules;
            rules.possible = Limits::builtIn().possible(sign);
            rules.maximumPerSecond = tables::optionalNumber(object, QStringLiteral("maximumPerSecond"));
            rules.flatLineMs = static_cast<qint64>(
                1000 * tables::optionalNumber(object, QStringLiteral("flatLineSeconds")).value_or(0));
            rules.hampelHalfWidth = tables::integer(object, QStringLiteral("hampelHalfWidth"));
            rules.hampelDeviations = tables::number(object, QStringLiteral("hampelDeviations"));
            rules.hampelFloor = tables::number(object, QStringLiteral("hampelFloor"));
            if (rules.hampelHalfWidth < 0 || rules.hampelDeviations <= 0 || rules.hampelFloor < 0)
                throw tables::TableError(QStringLiteral("%1: a negative setting").arg(definition(sign).key));
            table.m_rules.emplace_back(sign, rules);
        }
        return table;
    });
}

const CleaningTable& CleaningTable::builtIn()
{
    static const CleaningTable table
        = tables::orDie(fromJson(tables::builtIn(QStringLiteral("cleaning.json"))));
    return table;
}

CleaningRules CleaningTable::rules(Sign sign) const
{
    for (const auto& [known, rules] : m_rules) {
        if (known == sign)
            return rules;
    }
    CleaningRules rules;
    rules.possible = Limits::builtIn().possible(sign);
    return rules;
}

} // namespace twinward::vitals
