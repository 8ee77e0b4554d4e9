#pragma once

// Judges the points of one series in their order, one after the other. Batch and live cleaning are the same
// judge, so that a recording replayed is marked as it was when it came.

#include "vitals/cleaning.h"

#include <functional>

namespace twinward::vitals {

class ArtefactJudge
{
public:
    // Called with the index of a point whose marks change, and which.
    using MarkSink = std::function<void(size_t index, Mark mark, bool on)>;

    explicit ArtefactJudge(const CleaningRules& rules)
        : m_rules(rules)
    { }

    // `points` ends with the new point; those before it were given before.
    void next(std::span<const Point> points, const MarkSink& sink);
    // Spikes among the last points, which no more neighbours will follow.
    void finish(std::span<const Point> points, const MarkSink& sink) const;

private:
    void judgeRate(std::span<const Point> points, size_t index, const MarkSink& sink);
    void judgeFlatLine(std::span<const Point> points, size_t index, const MarkSink& sink);
    void judgeSpike(std::span<const Point> points, size_t index, const MarkSink& sink) const;
    [[nodiscard]] bool isPossible(const Point& point) const;
    [[nodiscard]] bool isTooFast(const Point& from, const Point& to) const;

    CleaningRules m_rules;
    std::optional<size_t> m_believed; // the last point that did not come too fast
    std::vector<size_t> m_doubted; // too fast after it, and agreeing with each other
    size_t m_flatFrom = 0;
    bool m_flatMarked = false;
};

} // namespace twinward::vitals
