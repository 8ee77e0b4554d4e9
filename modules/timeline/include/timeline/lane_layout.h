#pragma once

// Where the items of one lane are drawn at one zoom: bars in sub-rows that never overlap, and points merged
// into counted clusters where they would. Depends on the zoom alone, not on where the window stands, so that
// nothing jumps while it is moved. Each sub-row is sorted and disjoint: finding what is visible is a binary
// search.

#include "timeline/item.h"

#include <span>
#include <vector>

namespace twinward::timeline {

struct LayoutMetrics
{
    double glyphPx = 12; // a single point
    double mergePx = 28; // points nearer than this are counted together; also the width of a count
    double barPx = 8; // what lasts at least this long is drawn as a bar
    double labelPx = 96; // with this much room behind them, neighbours are spread over rows and named
    double gapPx = 4; // between two things in a row
    int maxBarRows = 40;
    int maxPointRows = 10;
};

struct Box
{
    double x0 = 0; // pixels from the layout's origin
    double x1 = 0;
    double roomPx = 0; // free pixels behind x1, for a label
    quint32 first = 0; // its items: `count` members from here
    quint32 count = 0;
    bool isBar = false;
};

class LaneLayout
{
public:
    // shown: indices into items of one lane's dated items, ascending (that is by beginning: Story's order).
    [[nodiscard]] static LaneLayout arrange(std::span<const Item> items, std::span<const quint32> shown,
        qint64 originMs, double msPerPx, const LayoutMetrics& metrics);

    [[nodiscard]] int rowCount() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] const std::vector<Box>& row(int row) const { return m_rows[static_cast<size_t>(row)]; }
    [[nodiscard]] std::span<const quint32> members(const Box& box) const // in order of time
    {
        return std::span(m_members).subspan(box.first, box.count);
    }
    [[nodiscard]] std::span<const Box> visible(int row, double x0, double x1) const;
    // The box at x, or the nearest one not further than `tolerancePx`; null where there is none.
    [[nodiscard]] const Box* at(int row, double x, double tolerancePx) const;

    struct Place
    {
        int row = 0;
        const Box* box = nullptr;
    };
    [[nodiscard]] Place placeOf(quint32 item) const; // a null box where it is not shown

private:
    struct Builder;
    std::vector<std::vector<Box>> m_rows;
    std::vector<quint32> m_members;
    struct Located
    {
        quint32 item = 0;
        quint32 row = 0;
        quint32 box = 0;
    };
    std::vector<Located> m_places; // by item
};

} // namespace twinward::timeline
