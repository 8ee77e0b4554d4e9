#include "timeline/filter.h"

namespace twinward::timeline {

bool Filter::matches(const Item& item) const
{
    if (hiddenLanes.test(static_cast<size_t>(item.lane)))
        return false;
    if (show != Show::WithRetracted && item.marks.testFlag(Mark::Retracted))
        return false;
    if (show == Show::ConflictsAndUnauthorised
        && !item.marks.testAnyFlags(Mark::Conflict | Mark::NotAuthorised))
        return false;
    if (activeOnly && item.canEnd && !item.active)
        return false;
    if (range && item.isDated() && (item.endMs < range->firstMs || item.startMs > range->lastMs))
        return false;
    return true;
}

bool operator==(const Filter& a, const Filter& b)
{
    const auto same = [](const std::optional<Extent>& left, const std::optional<Extent>& right) {
        if (!left || !right)
            return !left && !right;
        return left->firstMs == right->firstMs && left->lastMs == right->lastMs;
    };
    return a.hiddenLanes == b.hiddenLanes && a.show == b.show && a.activeOnly == b.activeOnly
        && same(a.range, b.range);
}

} // namespace twinward::timeline
