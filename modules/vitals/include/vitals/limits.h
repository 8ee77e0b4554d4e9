#pragma once

// What a charted value may be: outside the usual range it warns, outside the possible one it is refused. The
// ranges are data, by age, in resources/vitals/limits.json.

#include "base/error.h"
#include "vitals/vital_sign.h"

#include <optional>
#include <vector>

namespace twinward::vitals {

struct Range
{
    double low = 0; // both ends belong to it
    double high = 0;
    [[nodiscard]] bool contains(double value) const { return value >= low && value <= high; }
    friend bool operator==(const Range&, const Range&) = default;
};

struct LimitVerdict
{
    enum class Level : quint8 { Ok, Unusual, Impossible };
    enum class Reason : quint8 {
        None,
        OutsideUsual, // `usual` holds the range
        OutsidePossible, // `possible` holds the range
        UnknownUnit,
        NotANumber,
        DiastolicNotBelowSystolic, // `other` holds the systolic
        ChangedMuch, // `other` holds the earlier value
    };
    Level level = Level::Ok;
    Reason reason = Reason::None;
    std::optional<Range> usual; // in `unit`
    std::optional<Range> possible;
    std::optional<double> other;
    QString unit; // the unit the value came in
};

class Limits
{
public:
    [[nodiscard]] static base::Result<Limits> fromJson(const QByteArray& json);
    [[nodiscard]] static const Limits& builtIn();

    // ageMonths none: the adult's usual range and the possible range of every age.
    [[nodiscard]] LimitVerdict check(
        Sign sign, double value, QStringView unit, std::optional<int> ageMonths = {}) const;

    // Diastolic must be below systolic; both in mm[Hg].
    [[nodiscard]] LimitVerdict checkPressures(double systolicMmHg, double diastolicMmHg) const;

    // A change that is more often a slip of the hand than the patient: both in the canonical unit.
    [[nodiscard]] LimitVerdict checkChange(
        Sign sign, double value, double previous, qint64 minutesBetween) const;

    [[nodiscard]] std::optional<Range> usual(
        Sign sign, std::optional<int> ageMonths = {}) const; // canonical unit
    [[nodiscard]] std::optional<Range> possible(Sign sign) const; // canonical unit
    [[nodiscard]] QString version() const { return m_version; }
    [[nodiscard]] QString source() const { return m_source; }

private:
    struct Band
    {
        int fromMonths = 0;
        int toMonths = 0; // past the end
        Range usual;
    };
    struct SignLimits
    {
        Sign sign = Sign::RespiratoryRate;
        Range possible;
        std::vector<Band> bands; // youngest first, without holes
        std::optional<double> changeAbsolute; // canonical unit
        std::optional<double> changeFraction; // of the earlier value
        qint64 changeWithinMinutes = 0;
    };
    [[nodiscard]] const SignLimits* find(Sign sign) const;

    std::vector<SignLimits> m_signs;
    QString m_version;
    QString m_source;
};

} // namespace twinward::vitals
