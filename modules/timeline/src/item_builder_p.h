#pragma once

// Turns the entries of one chart into items: which lane, from when to when, whether it goes on.

#include "timeline/story.h"

#include <unordered_set>

namespace twinward::timeline {

class ItemBuilder
{
public:
    ItemBuilder(const record::Chart& chart, const Telling& telling);
    [[nodiscard]] Item build(quint32 entryIndex) const;

private:
    void place(Item& item, const record::Entry& entry) const;
    [[nodiscard]] base::Moment endOf(const record::Entry& entry) const;

    const record::Chart& m_chart;
    const Telling& m_telling;
    std::unordered_set<record::EventId> m_active; // roots of what the chart says goes on
    std::unordered_map<record::EventId, base::Moment>
        m_stopped; // root of a prescription, when it was stopped
};

[[nodiscard]] Lane laneOf(const record::Event& event);

} // namespace twinward::timeline
