#pragma once

// Undo for plain values: what was is kept, nothing is computed backwards. Scenes and segmentations are cheap
// to keep (masks share their bricks).

#include <cstddef>
#include <QString>
#include <utility>
#include <vector>

namespace twinward::imaging {

template <class State> class UndoStack
{
public:
    explicit UndoStack(State state, size_t limit = 100)
        : m_now(std::move(state))
        , m_limit(limit)
    { }

    [[nodiscard]] const State& current() const { return m_now; }

    // The state after something was done; `what` names it for the menu ("Brush"). A step with the same
    // `merge` as the one before becomes part of it (a drag is one step); empty never does.
    void push(State state, const QString& what, const QString& merge = {})
    {
        m_undone.clear();
        const bool same = !merge.isEmpty() && !m_done.empty() && m_done.back().merge == merge;
        if (!same) {
            m_done.push_back({std::move(m_now), what, merge});
            if (m_done.size() > m_limit)
                m_done.erase(m_done.begin());
        }
        m_now = std::move(state);
    }
    // What came from elsewhere, and no undo may take back or bring: every state gets it.
    template <class Edit> void amendAll(const Edit& edit)
    {
        for (Step& step : m_done)
            edit(step.state);
        for (Step& step : m_undone)
            edit(step.state);
        edit(m_now);
    }

    [[nodiscard]] bool canUndo() const { return !m_done.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_undone.empty(); }
    [[nodiscard]] QString undoName() const { return canUndo() ? m_done.back().what : QString(); }
    [[nodiscard]] QString redoName() const { return canRedo() ? m_undone.back().what : QString(); }

    // False where there is nothing to undo.
    bool undo() { return step(m_done, m_undone); }
    bool redo() { return step(m_undone, m_done); }

private:
    struct Step
    {
        State state;
        QString what;
        QString merge;
    };

    bool step(std::vector<Step>& from, std::vector<Step>& to)
    {
        if (from.empty())
            return false;
        Step taken = std::move(from.back());
        from.pop_back();
        to.push_back({std::move(m_now), taken.what, {}});
        m_now = std::move(taken.state);
        return true;
    }

    State m_now;
    size_t m_limit;
    std::vector<Step> m_done; // the states before, oldest first
    std::vector<Step> m_undone;
};

} // namespace twinward::imaging
