#pragma once

// The words of the vitals panels in the user's language: signs, answers, bands, rules, refusals. The core
// gives keys and numbers; here they become what a nurse reads.

#include "vitals/limits.h"
#include "vitals/news2.h"
#include "vitals/score.h"
#include "vitals_panel/sign_words.h"

#include <QCoreApplication>

namespace twinward::vitals {

class SignText
{
    Q_DECLARE_TR_FUNCTIONS(SignText)

public:
    [[nodiscard]] static QString label(Sign sign);
    [[nodiscard]] static QString shortLabel(Sign sign);
    [[nodiscard]] static QString unit(QStringView ucum); // "°C"
    [[nodiscard]] static QString consciousness(Consciousness level);
    [[nodiscard]] static QString oxygenSource(OxygenDelivery::Source source);
    [[nodiscard]] static QString oxygenDevice(const QString& key); // as written where it is no key
    [[nodiscard]] static QString oxygen(const OxygenDelivery& delivery); // "Oxygen 4 L/min, nasal cannulae"
    // A canonical value in a unit of the sign, rounded as it is charted, without the unit.
    [[nodiscard]] static QString figure(Sign sign, double canonical, const QString& ucum);
    // With the unit; words for ACVPU and air or oxygen.
    [[nodiscard]] static QString value(Sign sign, double canonical, const QString& ucum);
    [[nodiscard]] static QString value(const Sample& sample, const QString& ucum);

    // Why a value is unusual or refused; empty where it is neither.
    [[nodiscard]] static QString verdict(const LimitVerdict& verdict, int decimals);
    [[nodiscard]] static QString band(Band band);
    [[nodiscard]] static QString scale(SpO2Scale scale);
    [[nodiscard]] static QString notApplicable(NotApplicable why);
    [[nodiscard]] static QString rule(const ScoreInput& input); // "111–130: 2 points"
    [[nodiscard]] static QString range(std::optional<double> low, std::optional<double> high, int decimals);
    [[nodiscard]] static QString response(const News2Response& response);
    [[nodiscard]] static QString unreadable(const Unreadable& entry);
    [[nodiscard]] static QString list(const std::vector<Sign>& signs); // "Temperature, heart rate"
};

// The same for one input's points.
[[nodiscard]] BandColours pointColours(int points);

} // namespace twinward::vitals
