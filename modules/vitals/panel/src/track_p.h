#pragma once

// One track of the chart as the plot draws it: no medicine, only numbers over time and how they are to look.
// The charts panel makes tracks out of the patient's series; the live feed and the score's trend line use the
// same.

#include <functional>
#include <limits>
#include <optional>
#include <QColor>
#include <QString>
#include <vector>

namespace twinward::vitals {

struct TrackPoint
{
    enum class Mark : quint8 {
        Plain,
        Artefact, // drawn hollow and left out of the line
        Corrected, // amended since it was first recorded: drawn with a tick
        Conflict, // two versions that did not know of each other
    };
    static constexpr quint32 noSource = std::numeric_limits<quint32>::max();

    double time = 0; // seconds since 1970
    double value = 0; // in the track's unit; the mean for bars
    double low = 0; // diastolic for bars, else the value
    double high = 0; // systolic for bars, else the value
    Mark mark = Mark::Plain;
    bool gapBefore = false; // the line is broken before this point
    quint32 source = noSource; // what the maker of the track finds its event by
};

// A reference range over a stretch of time; not a number where it is open to that side.
struct TrackBand
{
    double from = 0; // seconds since 1970
    double to = 0;
    double low = 0;
    double high = 0;
};

enum class TrackKind : quint8 {
    Line,
    Bars, // low to high with a tick at the value
    Steps, // coloured blocks that hold until the next point, with the number in them
};

enum class Direction : quint8 { Earlier, Later };

// The stretch of time on the screen, in seconds since 1970.
struct TimeWindow
{
    double from = 0;
    double to = 0;

    [[nodiscard]] double span() const { return to - from; }
    [[nodiscard]] double centre() const { return (from + to) / 2; }
    friend bool operator==(const TimeWindow&, const TimeWindow&) = default;
};

struct Track
{
    QString id; // stable: "heart-rate"
    QString title;
    QString unit; // as shown
    TrackKind kind = TrackKind::Line;
    int colour = 0; // Theme::series
    int decimals = 0;
    double scaleLow = 0; // what the value axis shows at least
    double scaleHigh = 1;
    double holdSeconds = 0; // Steps: how long a block holds where nothing follows it
    std::vector<TrackBand> bands;
    std::optional<TrackPoint> last; // the newest that is no artefact
    // What to draw between two times at so many pixels, oldest first, one point to either side of the window
    // included so that lines run out of the picture. Costs no more than the pixels do.
    std::function<std::vector<TrackPoint>(const TimeWindow& window, int pixels)> points;
    // The nearest measurement strictly before or after a time.
    std::function<std::optional<double>(double time, Direction direction)> neighbour;
    // A point's number as shown: "120/80", "36.8".
    std::function<QString(const TrackPoint& point)> text;
    std::function<QColor(const TrackPoint& point)> blockColour; // Steps only
};

} // namespace twinward::vitals
