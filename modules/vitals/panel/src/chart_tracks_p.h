#pragma once

// The patient's vitals as tracks to draw and rows to read: series in the user's units, with their gaps,
// artefacts and corrections, and the usual range for the age the patient had at each time.

#include "chart_vitals_p.h"
#include "track_p.h"
#include "vitals/series.h"

#include <array>
#include <memory>

namespace twinward::vitals {

class Units;

class ChartTracks
{
public:
    ChartTracks() = default;
    explicit ChartTracks(ChartVitalsPtr vitals); // costs as much as there is: not on the GUI's thread

    [[nodiscard]] bool isEmpty() const;
    // Those that have anything, in chart order, in the units chosen now. They keep what they need alive.
    [[nodiscard]] std::vector<Track> tracks(const Units& units, qint64 nowMs) const;
    // From the first measurement to the last or to now, in seconds.
    [[nodiscard]] TimeWindow extent(qint64 nowMs) const;

    // What a point of a track stands for; null for a score.
    [[nodiscard]] const Sample* sample(quint32 source) const;
    [[nodiscard]] const Score* score(quint32 source) const;
    [[nodiscard]] quint32 sourceOf(
        record::EventId event) const; // any version; noSource where it is no vital sign
    [[nodiscard]] const ChartVitalsPtr& vitals() const { return m_data->vitals; }

    // One value of a sign between two times for the table: the last, and how many there are.
    struct Cell
    {
        const Sample* last = nullptr;
        int count = 0;
    };
    [[nodiscard]] Cell cell(Sign sign, qint64 fromMs, qint64 toMs) const;
    [[nodiscard]] const Score* scoreIn(qint64 fromMs, qint64 toMs) const; // the last

private:
    struct Data
    {
        ChartVitalsPtr vitals;
        std::array<Series, signCount> series;
        std::array<std::vector<quint32>, signCount> pairs; // of systolic: the diastolic of the same reading
    };
    [[nodiscard]] static quint32 source(Sign sign, size_t index);
    [[nodiscard]] static TrackPoint point(const Data& data, Sign sign, size_t index, const QString& unit);
    [[nodiscard]] Track signTrack(Sign sign, const QString& unit, qint64 nowMs) const;
    [[nodiscard]] Track pressureTrack(const QString& unit, qint64 nowMs) const;
    [[nodiscard]] Track scoreTrack(qint64 nowMs) const;
    [[nodiscard]] std::vector<TrackBand> bands(Sign sign, const QString& unit, qint64 nowMs) const;

    std::shared_ptr<const Data> m_data;
};

} // namespace twinward::vitals
