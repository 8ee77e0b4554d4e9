#pragma once

// One thing on the timeline: where it stands in time, how surely, in which lane, and what a reader must be
// told about it at a glance. Made from one entry of a chart; everything else about the entry stays in the
// chart.

#include "record/chart.h"

#include <limits>
#include <QFlags>
#include <QTimeZone>

namespace twinward::timeline {

// Top to bottom as they are drawn.
enum class Lane : quint8 {
    Visits,
    Problems,
    Medications,
    Allergies,
    Vitals,
    Laboratory,
    Procedures,
    Immunisations,
    Imaging,
    Notes,
    Documents,
    Other,
};
inline constexpr int laneCount = 12;

enum class Mark : quint8 {
    Amended = 1,
    Conflict = 2,
    NotAuthorised = 4,
    Retracted = 8,
};
Q_DECLARE_FLAGS(Marks, Mark)
Q_DECLARE_OPERATORS_FOR_FLAGS(Marks)

// What the source itself says of a result (HL7 v3 ObservationInterpretation), or of an allergy's criticality.
enum class Flag : quint8 { None, Abnormal, Critical };

// The end of what has not ended.
inline constexpr qint64 openEndMs = std::numeric_limits<qint64>::max() / 4;

struct Item
{
    record::EventId id; // the current version
    quint32 entry = 0; // its place in the chart's entries
    Lane lane = Lane::Other;
    Marks marks;
    Flag flag = Flag::None;
    base::Moment::Precision precision = base::Moment::Precision::Unknown; // of the beginning
    bool active = false; // an active problem or allergy, a running medication, a visit under way
    bool canEnd = false; // of a kind that is active or over: what "active only" looks at
    // Milliseconds since 1970. From the earliest it can have begun to the latest it can have ended: a thing
    // of which only the year is known spans that year. Both 0 where isDated() is false.
    qint64 startMs = 0;
    qint64 endMs = 0;
    // The part that is certain; sureEndMs <= sureStartMs where none is.
    qint64 sureStartMs = 0;
    qint64 sureEndMs = 0;
    QString label; // as the record words it, name and value; empty where it has no words
    QString value; // the end of the label that must not be cut: "72 /min", "500 mg"; may be empty

    [[nodiscard]] bool isDated() const { return precision != base::Moment::Precision::Unknown; }
    [[nodiscard]] bool isOpen() const { return endMs == openEndMs; }
    [[nodiscard]] bool hasSurePart() const { return sureEndMs > sureStartMs; }
};

// The first and the last millisecond a moment can mean, read on the clock of `zone`: one and the same from
// minutes on, a day, a month or a year where no more is known. Dates are dates: they do not shift with the
// zone.
struct Extent
{
    qint64 firstMs = 0;
    qint64 lastMs = 0;
};
[[nodiscard]] Extent extentOf(const base::Moment& moment, const QTimeZone& zone);

} // namespace twinward::timeline
