#include "command.h"

#include "base/unit.h"
#include "record/encounters.h"
#include "vitals/limits.h"
#include "vitals/round.h"
#include "vitals/score.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace twinward::ctl {

using base::ErrorCode;
using vitals::Sign;

namespace {

struct Flag
{
    const char* name;
    Sign sign;
};

// In the order of the paper chart.
constexpr std::array flags{
    Flag{"--respiratory-rate", Sign::RespiratoryRate},
    Flag{"--spo2", Sign::OxygenSaturation},
    Flag{"--oxygen-flow", Sign::OxygenFlow},
    Flag{"--oxygen-fraction", Sign::OxygenFraction},
    Flag{"--systolic", Sign::SystolicPressure},
    Flag{"--diastolic", Sign::DiastolicPressure},
    Flag{"--heart-rate", Sign::HeartRate},
    Flag{"--temperature", Sign::Temperature},
    Flag{"--pain", Sign::PainScore},
    Flag{"--glasgow", Sign::GlasgowComaScale},
    Flag{"--urine", Sign::UrineOutput},
    Flag{"--glucose", Sign::Glucose},
    Flag{"--weight", Sign::Weight},
    Flag{"--height", Sign::Height},
};

struct ObserveOptions
{
    std::string patient;
    std::array<std::string, flags.size()> values;
    std::string consciousness;
    std::string oxygenDevice;
    bool air = false;
    std::string at;
    std::string method;
    std::string note;
};

// "38.2", "101.3F", "110mg/dL": a number and, where it is not the usual one, its unit.
base::Result<vitals::Entered> parseValue(const Flag& flag, const std::string& given)
{
    const QString written = text(given);
    const auto end = std::find_if(written.begin(), written.end(),
        [](QChar each) { return each.isLetter() || each == u'[' || each == u'%' || each == u'°'; });
    const auto digits = static_cast<qsizetype>(end - written.begin());
    QString unit = written.mid(digits).trimmed();
    const auto number = base::Decimal::fromUserInput(written.left(digits));
    const vitals::SignDefinition& sign = vitals::definition(flag.sign);
    if (!number) {
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("\"%1\" is not a number").arg(written),
            text(flag.name),
            QStringLiteral("Write it like 37.2; the unit is %1 unless one follows.")
                .arg(base::unitForDisplay(sign.unit)));
    }
    if (flag.sign == Sign::Temperature && (unit == u"F" || unit == u"°F"))
        unit = QStringLiteral("[degF]");
    if (flag.sign == Sign::Temperature && (unit == u"C" || unit == u"°C"))
        unit = QStringLiteral("Cel");
    return vitals::Entered{*number, unit.isEmpty() ? sign.unit : unit};
}

base::Result<base::Moment> parseTime(const std::string& given)
{
    const auto now = base::Moment::fromDateTime(QDateTime::currentDateTime());
    if (given.empty())
        return now;
    const auto at = base::Moment::fromString(text(given));
    if (!at || at->precision() < base::Moment::Precision::Minute) {
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("\"%1\" is not a time").arg(text(given)),
            QStringLiteral("--at"), QStringLiteral("Write it like 2026-11-20T08:30:00+02:00."));
    }
    if (at->utcMs() > now.utcMs() + 60'000) {
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("The time lies in the future"),
            QStringLiteral("--at %1").arg(text(given)),
            QStringLiteral("Give the time of the measurement, and check this machine's clock."));
    }
    return *at;
}

base::Result<vitals::ChartedRound> parseRound(const ObserveOptions& given)
{
    vitals::ChartedRound round;
    const auto at = parseTime(given.at);
    if (!at)
        return base::fail(at.error());
    round.at = *at;
    vitals::OxygenDelivery oxygen;
    oxygen.device = text(given.oxygenDevice);
    for (size_t index = 0; index < flags.size(); ++index) {
        if (given.values[index].empty())
            continue;
        auto value = parseValue(flags[index], given.values[index]);
        if (!value)
            return base::fail(value.error());
        if (flags[index].sign == Sign::OxygenFlow)
            oxygen.flowLPerMin = value->value;
        else if (flags[index].sign == Sign::OxygenFraction)
            oxygen.fractionPercent = value->value;
        else
            round.values.emplace(flags[index].sign, std::move(*value));
    }
    if (oxygen.flowLPerMin || oxygen.fractionPercent || !oxygen.device.isEmpty())
        oxygen.source = vitals::OxygenDelivery::Source::Oxygen;
    if (given.air || oxygen.source == vitals::OxygenDelivery::Source::Oxygen)
        round.oxygen = oxygen;
    if (!given.consciousness.empty())
        round.consciousness = vitals::consciousnessFromKey(text(given.consciousness));
    round.method = text(given.method);
    round.note = text(given.note);
    return round;
}

// What a nurse at the form would be warned of.
std::vector<std::string> warningsFor(const vitals::ChartedRound& round, std::optional<int> ageMonths)
{
    std::vector<std::string> warnings;
    for (const auto& [sign, entered] : round.values) {
        const auto verdict
            = vitals::Limits::builtIn().check(sign, entered.value.value(), entered.unit, ageMonths);
        if (verdict.level != vitals::LimitVerdict::Level::Unusual || !verdict.usual)
            continue;
        const int decimals = vitals::decimalsIn(sign, entered.unit);
        warnings.push_back(utf8(
            QStringLiteral("%1 %2 %3 is outside the usual %4 to %5")
                .arg(vitals::definition(sign).label, entered.value.toString(),
                    base::unitForDisplay(entered.unit), QString::number(verdict.usual->low, 'f', decimals),
                    QString::number(verdict.usual->high, 'f', decimals))));
    }
    return warnings;
}

Exit observe(const ObserveOptions& given, const Invocation& invocation)
{
    auto round = parseRound(given);
    if (!round)
        return failed(round.error(), invocation);
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto patient = findPatient(**vault, given.patient);
    if (!patient)
        return failed(patient.error(), invocation);
    const auto chart = (*vault)->chart(*patient);
    if (!chart)
        return failed(chart.error(), invocation);

    const auto visit = record::encounterForCharting(*chart, round->at);
    round->patient = *patient;
    round->encounter = visit.encounter;
    auto events = vitals::eventsOf(*round);
    if (!events)
        return failed(events.error(), invocation);
    const auto warnings = warningsFor(*round, vitals::factorsAt(*chart, round->at.utcMs()).ageMonths);
    for (const std::string& warning : warnings)
        std::cerr << "twinctl: warning: " << warning << '\n';
    if (visit.opening)
        events->insert(events->begin(), *visit.opening);
    Json object = Json::object();
    for (const record::Event& event : *events)
        object["events"].push_back(utf8(event.id.toString()));
    const auto receipt = (*vault)->commit(std::move(*events));
    if (!receipt)
        return failed(receipt.error(), invocation);
    if (!invocation.json) {
        print(receipt->id.toString());
        return Exit::Done;
    }
    object["commit"] = utf8(receipt->id.toString());
    object["patient"] = utf8(patient->toString());
    object["warnings"] = warnings;
    print(object);
    return Exit::Done;
}

} // namespace

void addObserve(CLI::App& app, Invocation& invocation)
{
    auto* command = app.add_subcommand(
        "observe", "Chart a round of observations; prints the commit once it is durable");
    auto given = std::make_shared<ObserveOptions>();
    command->add_option("id", given->patient, "The patient's id")->required();
    for (size_t index = 0; index < flags.size(); ++index) {
        const vitals::SignDefinition& sign = vitals::definition(flags[index].sign);
        command->add_option(flags[index].name, given->values[index], utf8(sign.label))
            ->type_name(utf8(base::unitForDisplay(sign.unit)));
    }
    command
        ->add_option(
            "--consciousness", given->consciousness, "Alert, new Confusion, Voice, Pain, Unresponsive")
        ->check(CLI::IsMember({"A", "C", "V", "P", "U"}));
    command->add_flag("--air", given->air, "Breathes air: no oxygen given")
        ->excludes("--oxygen-flow")
        ->excludes("--oxygen-fraction");
    command
        ->add_option(
            "--oxygen-device", given->oxygenDevice, "Device, as the NEWS2 chart writes it: N, SM, V24 ...")
        ->excludes("--air");
    command->add_option("--at", given->at, "When it was measured; now unless given")->type_name("TIME");
    command->add_option("--method", given->method, "How or with what it was measured");
    command->add_option("--note", given->note, "A remark");
    command->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return observe(*given, invocation); };
    });
}

} // namespace twinward::ctl
