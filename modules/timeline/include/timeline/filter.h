#pragma once

// What of the story is shown.

#include "timeline/item.h"

#include <bitset>
#include <optional>

namespace twinward::timeline {

struct Filter
{
    // Everything, what was taken back, or only what somebody must look at.
    enum class Show : quint8 { WithoutRetracted, WithRetracted, ConflictsAndUnauthorised };

    std::bitset<laneCount> hiddenLanes;
    Show show = Show::WithoutRetracted;
    bool activeOnly = false; // of problems, medications, allergies and visits only those that go on
    std::optional<Extent> range; // only what can have happened in it; what has no date stays

    [[nodiscard]] bool matches(const Item& item) const;
    friend bool operator==(const Filter& a, const Filter& b);
};

} // namespace twinward::timeline
