#pragma once

// NEWS2: Royal College of Physicians, National Early Warning Score (NEWS) 2: Standardising the assessment of
// acute-illness severity in the NHS, London 2017. Reproduced from the Royal College of Physicians' report.
// The thresholds, bands and responses are data in resources/vitals/news2.json.

#include "base/error.h"
#include "vitals/score.h"

namespace twinward::vitals {

class ScoreInputs;

struct News2Options
{
    qint64 windowMinutes = 0; // how far back an input counts; 0: the table's (12 h)
    qint64 agedAfterMinutes = 0; // older is flagged; 0: the table's (60 min)
};

// How often observations are due and what to do (chart 4 of the report).
struct News2Response
{
    Band band = Band::None;
    int fromTotal = 0; // 0, 1, 5, 7; for LowMedium the single 3
    qint64 dueAfterMinutes = 0; // 0: continuous monitoring
    qint64 overdueAfterMinutes = 0; // past this the round is late
    QString key; // "news2.response.low"
    QString text; // English, short; panels translate by key
};

class News2
{
public:
    [[nodiscard]] static base::Result<News2> fromJson(const QByteArray& json);
    [[nodiscard]] static const News2& builtIn();

    // At an instant, from what was recorded at or before it. Scale 2 only where the record says somebody
    // chose it.
    [[nodiscard]] Score score(const VitalRecord& record, const PatientFactors& factors, qint64 atMs,
        const News2Options& options = {}) const;

    // The same of a round that is being typed, before it is saved: `typed` counts before the record, aged 0
    // minutes.
    [[nodiscard]] Score preview(const VitalRecord& record, const PatientFactors& factors,
        const ChartedRound& typed, const News2Options& options = {}) const;

    // One parameter's points, and the range of the table that the value fell in. A value is rounded to the
    // decimals the table is written in (temperature one, the others none) before it is looked up.
    struct Points
    {
        int points = 0;
        QString rule;
        std::optional<double> low;
        std::optional<double> high;
    };
    [[nodiscard]] Points points(
        Sign sign, double value, SpO2Scale scale, OxygenDelivery::Source oxygen) const;

    [[nodiscard]] const News2Response& response(const Score& score) const;
    [[nodiscard]] const std::vector<News2Response>& responses() const { return m_responses; }
    [[nodiscard]] std::span<const Sign> signs() const { return m_signs; } // the seven, in chart order
    [[nodiscard]] qint64 windowMinutes() const { return m_windowMinutes; }
    [[nodiscard]] qint64 agedAfterMinutes() const { return m_agedAfterMinutes; }
    [[nodiscard]] QString source() const { return m_source; }
    [[nodiscard]] QString version() const { return m_version; }

    // The ranges of one parameter with their points, for drawing the bands as the Royal College prints them.
    // Scale 2 on oxygen where `oxygen` says so.
    [[nodiscard]] std::vector<Points> ranges(
        Sign sign, SpO2Scale scale = SpO2Scale::Scale1, OxygenDelivery::Source oxygen = {}) const;

private:
    friend class News2Loader;
    [[nodiscard]] Score scoreOf(const ScoreInputs& inputs, const PatientFactors& factors, SpO2Scale scale,
        qint64 agedAfterMinutes) const;
    struct Step
    {
        double from = 0; // first value of the step, at the precision the sign is charted with
        int points = 0;
    };
    struct Parameter
    {
        QString key;
        Sign sign = Sign::RespiratoryRate;
        std::vector<Step> steps; // by `from`; the first begins at minus infinity
        int decimals = 0;
        int maximum = 0;
    };
    // What one parameter counts for: the worst of the values with equal rights.
    struct Counted
    {
        const Sample* sample = nullptr; // none: missing
        Points points;
        int most = 0; // with scale 2 and nothing known of oxygen: what it may come to
    };
    [[nodiscard]] Counted count(Sign sign, std::span<const Sample* const> candidates, SpO2Scale scale,
        std::span<const OxygenDelivery::Source> sources) const;
    [[nodiscard]] const News2Response& responseTo(
        int total, bool singleThree) const; // NOLINT: a fact of the score
    [[nodiscard]] const Parameter& parameter(Sign sign, SpO2Scale scale, OxygenDelivery::Source oxygen) const;
    [[nodiscard]] Points pointsOf(const Parameter& parameter, size_t step) const;

    std::vector<Parameter> m_parameters;
    std::vector<Sign> m_signs;
    std::vector<News2Response> m_responses;
    int m_minimumAgeMonths = 0;
    qint64 m_windowMinutes = 0;
    qint64 m_agedAfterMinutes = 0;
    QString m_source;
    QString m_version;
};

// NEWS2 at each set of observations that was charted, oldest first: the trend. Only sets within [fromMs,
// toMs].
[[nodiscard]] std::vector<Score> news2History(const record::Chart& chart, const VitalRecord& record,
    qint64 fromMs, qint64 toMs, const News2Options& options = {});

} // namespace twinward::vitals
