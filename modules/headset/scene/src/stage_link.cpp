#include "headset_scene/stage_link.h"

#include <iterator>

namespace twinward::headset {

namespace {

template <class T> void append(std::vector<T>& to, std::vector<T>& from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

} // namespace

void StageLink::report(StageReport report)
{
    if (report.isEmpty())
        return;
    {
        const std::lock_guard lock(m_mutex);
        append(m_waiting.deeds, report.deeds);
        append(m_waiting.pointers, report.pointers);
        append(m_waiting.movedBoards, report.movedBoards);
        if (report.seen)
            m_waiting.seen = std::move(report.seen);
        if (report.chosen)
            m_waiting.chosen = report.chosen;
    }
    if (wake)
        wake();
}

StageReport StageLink::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_waiting, {});
}

} // namespace twinward::headset
