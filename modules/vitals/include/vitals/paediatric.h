#pragma once

// For children: what is normal at this age, and which values lie outside it. No total is made up: heart rate
// and respiratory rate by the centiles of Fleming et al., Lancet 2011;377:1011–1018; systolic pressure by the
// lower limit of the American Heart Association's PALS. Data in resources/vitals/paediatric_ranges.json.

#include "base/error.h"
#include "vitals/score.h"

namespace twinward::vitals {

// One row of the table: the ages it is for and the centiles it gives.
struct AgeBand
{
    int fromMonths = 0;
    int toMonths = 0; // past the end
    QString key; // "age.3to6months"
    QString label; // English: "3 to 6 months"; panels translate
    std::optional<double> low; // 1st centile, or the lower limit its source gives; belongs to what is normal
    std::optional<double> high; // 99th centile; none where the source gives no upper limit
    std::optional<double> median;
};

struct AgeFinding
{
    enum class Place : quint8 { Missing, Below, Normal, Above };
    Sign sign = Sign::HeartRate;
    Place place = Place::Missing;
    std::optional<double> value; // canonical unit
    std::optional<qint64> ageMinutes; // of the value
    AgeBand band;
    QString source; // of the range
    record::EventId event;
};

class PaediatricRanges
{
public:
    [[nodiscard]] static base::Result<PaediatricRanges> fromJson(const QByteArray& json);
    [[nodiscard]] static const PaediatricRanges& builtIn();

    // None from 18 years on, and for signs the table does not have.
    [[nodiscard]] std::optional<AgeBand> band(Sign sign, int ageMonths) const;
    [[nodiscard]] AgeFinding::Place place(const AgeBand& band, double value) const;
    // One finding a sign of the table; empty where the age is not known or not a child's.
    [[nodiscard]] std::vector<AgeFinding> assess(const VitalRecord& record, const PatientFactors& factors,
        qint64 atMs, qint64 windowMinutes = 12 * 60) const;
    [[nodiscard]] QString sourceOf(Sign sign) const;

private:
    struct Table
    {
        Sign sign = Sign::HeartRate;
        QString source;
        std::vector<AgeBand> bands;
    };
    [[nodiscard]] const Table* find(Sign sign) const;
    std::vector<Table> m_tables;
};

} // namespace twinward::vitals
