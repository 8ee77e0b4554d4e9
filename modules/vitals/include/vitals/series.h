#pragma once

// Numbers over time, up to millions of them: gaps stay gaps, artefacts are marked and never removed, and
// drawing costs what the screen is wide, not what the series is long (a pyramid of minima and maxima).

#include <cstdint>
#include <optional>
#include <QtGlobal>
#include <span>
#include <vector>

namespace twinward::vitals {

// Why a point is not believed. Several may hold.
enum class Mark : quint8 {
    None = 0,
    OutOfRange = 1, // not possible in a living body
    TooFast = 2, // changed faster than a body can
    FlatLine = 4, // the same for too long: a sensor that fell off
    Spike = 8, // alone against its neighbours
    Reported = 16, // the device said so itself
};
[[nodiscard]] constexpr Mark operator|(Mark a, Mark b)
{
    return static_cast<Mark>(static_cast<quint8>(a) | static_cast<quint8>(b));
}
[[nodiscard]] constexpr bool has(Mark marks, Mark mark)
{
    return (static_cast<quint8>(marks) & static_cast<quint8>(mark)) != 0;
}

struct Point
{
    qint64 ms = 0; // since 1970
    double value = 0;
    Mark marks = Mark::None;
    friend bool operator==(const Point&, const Point&) = default;
};

// What one column of pixels shows. The values are those of the points without a mark.
struct Column
{
    qint64 fromMs = 0; // of the column
    qint64 toMs = 0; // past its end
    qint64 firstMs = 0; // of the first and last point in it, marked or not
    qint64 lastMs = 0;
    double minimum = 0;
    double maximum = 0;
    double first = 0;
    double last = 0;
    qint64 count = 0; // points without a mark; 0: the values above mean nothing
    qint64 artefacts = 0; // points with one
    bool gapBefore = false; // nothing drawn joins this column's first point to the one before it
    bool gapInside = false;
};

struct Gap
{
    qint64 fromMs = 0; // the last point before it
    qint64 toMs = 0; // the first after it
    friend bool operator==(const Gap&, const Gap&) = default;
};

class Series
{
public:
    // Two points further apart than gapMs have a gap between them; 0: never.
    explicit Series(qint64 gapMs = 0);
    [[nodiscard]] static Series fromPoints(std::vector<Point> points, qint64 gapMs = 0); // in any order

    // At the end in amortised constant time. A point older than the last goes to its place, which costs as
    // much as there is behind it. A value that is not finite is no point: false.
    bool append(Point point);
    void setMarks(size_t index, Mark marks);
    void setMarks(std::span<const Mark> marks); // one a point; sizes must agree
    void clear();

    [[nodiscard]] size_t size() const { return m_points.size(); }
    [[nodiscard]] bool isEmpty() const { return m_points.empty(); }
    [[nodiscard]] std::span<const Point> points() const { return m_points; }
    [[nodiscard]] std::span<const Point> points(qint64 fromMs, qint64 toMs) const; // both ends belong to it
    [[nodiscard]] qint64 gapMs() const { return m_gapMs; }
    [[nodiscard]] std::vector<Gap> gaps(qint64 fromMs, qint64 toMs) const;

    // At most `columns` columns over [fromMs, toMs), empty ones left out, oldest first. O(columns *
    // log(points)).
    [[nodiscard]] std::vector<Column> decimate(qint64 fromMs, qint64 toMs, int columns) const;

    // Of the points without a mark; none where there is none.
    struct Extent
    {
        double minimum = 0;
        double maximum = 0;
    };
    [[nodiscard]] std::optional<Extent> extent(qint64 fromMs, qint64 toMs) const;

private:
    // A run of points, or of nodes one level down.
    struct Node
    {
        double minimum = 0;
        double maximum = 0;
        quint32 count = 0;
        quint32 artefacts = 0;
        bool gap = false; // before one of its points, the first among them
    };
    static constexpr size_t fanOut = 16;
    [[nodiscard]] Node ofPoint(size_t index) const;
    [[nodiscard]] Node summary(size_t first, size_t last) const; // of [first, last)
    [[nodiscard]] std::optional<double> firstClean(size_t first, size_t last) const;
    [[nodiscard]] std::optional<double> lastClean(size_t first, size_t last) const;
    [[nodiscard]] bool gapBefore(size_t index) const;
    [[nodiscard]] size_t lowerBound(qint64 ms, size_t from = 0) const; // the first point at or after ms
    void rebuildFrom(size_t index);
    void refresh(size_t index);
    static void merge(Node& into, const Node& other);

    std::vector<Point> m_points;
    std::vector<std::vector<Node>> m_levels; // m_levels[0] summarises fanOut points a node
    qint64 m_gapMs = 0;
};

} // namespace twinward::vitals
