#include "sharing.h"

#include <CLI/CLI.hpp>
#include <QDateTime>

namespace twinward::ctl {

using base::ErrorCode;

namespace {

// A day is meant whole: what ends on it ends when it does, by this computer's clock.
std::optional<base::Moment> endFrom(const QString& given)
{
    const auto moment = base::Moment::fromString(given);
    if (!moment || moment->precision() < base::Moment::Precision::Day)
        return std::nullopt;
    if (moment->precision() > base::Moment::Precision::Day)
        return moment;
    const QDate day = QDate::fromString(given, Qt::ISODate).addDays(1);
    return base::Moment::fromDateTime(day.startOfDay(), base::Moment::Precision::Minute);
}

} // namespace

base::Result<ledger::KnownClinic> findClinic(const ledger::Vault& vault, const std::string& name)
{
    auto clinics = ledger::knownClinics(vault);
    if (!clinics)
        return base::fail(clinics.error());
    const QString wanted = text(name).trimmed();
    std::vector<ledger::KnownClinic> found;
    for (ledger::KnownClinic& clinic : *clinics) {
        const bool byId = wanted.size() >= 8 && clinic.card.id.toString().startsWith(wanted);
        if (byId || clinic.card.name.compare(wanted, Qt::CaseInsensitive) == 0)
            found.push_back(std::move(clinic));
    }
    if (found.empty())
        return base::fail(ErrorCode::NotFound, QStringLiteral("No clinic known here has this name"), wanted,
            QStringLiteral("twinctl clinic list shows them; twinctl clinic know takes a card."));
    if (found.size() > 1)
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("More than one clinic has this name"),
            wanted, QStringLiteral("Give the beginning of its id instead."));
    return std::move(found.front());
}

base::Result<record::Consent> findConsent(const ledger::Vault& vault, const std::string& id)
{
    auto all = ledger::consents(vault);
    if (!all)
        return base::fail(all.error());
    const auto wanted = record::EventId::fromString(text(id));
    for (record::Consent& consent : *all) {
        if (wanted == consent.id)
            return std::move(consent);
    }
    return base::fail(ErrorCode::NotFound, QStringLiteral("There is no consent with this id"), text(id),
        QStringLiteral("twinctl consent list shows them."));
}

void addTerms(CLI::App& command, TermsOptions& given)
{
    command
        .add_option("--categories", given.categories,
            "What is shared, by comma: vitals, clinical, imaging, sensitive")
        ->type_name("LIST");
    command.add_option("--until", given.until, "The last day, or a time; without it, until it is withdrawn")
        ->type_name("DAY");
    command.add_option("--clinician", given.clinician, "Whom there, as agreed")->type_name("NAME");
    command.add_option("--note", given.note, "What else was said")->type_name("TEXT");
}

base::Status applyTerms(const TermsOptions& given, record::ConsentContract& contract)
{
    if (!given.categories.empty()) {
        std::vector<record::Category> named{record::Category::Demographics};
        for (const QString& each : text(given.categories).split(u',', Qt::SkipEmptyParts)) {
            const auto category = record::categoryFromName(each.trimmed());
            if (!category || record::sharedCategories({*category}).empty())
                return base::fail(ErrorCode::InvalidInput, QStringLiteral("This is no part of a chart"), each,
                    QStringLiteral("Choose of demographics, vitals, clinical, imaging, sensitive."));
            named.push_back(*category);
        }
        contract.categories = record::sharedCategories(named);
    }
    if (!given.until.empty()) {
        const auto until = endFrom(text(given.until));
        if (!until)
            return base::fail(ErrorCode::InvalidInput, QStringLiteral("This is no day and no time"),
                text(given.until), QStringLiteral("Write it like 2027-01-31."));
        contract.until = *until;
    }
    if (!given.clinician.empty())
        contract.clinician = text(given.clinician);
    if (!given.note.empty())
        contract.note = text(given.note);
    contract.breakGlass = contract.breakGlass || given.breakGlass;
    return {};
}

void addConsentOptions(CLI::App& command, ConsentOptions& given)
{
    command.add_option("patient", given.patient, "The patient's id")->type_name("ID")->required();
    command.add_option("clinic", given.clinic, "The other clinic")->type_name("NAME")->required();
    addTerms(command, given.terms);
    command.add_flag("--emergency", given.terms.breakGlass, "The rest may be opened there in an emergency");
}

base::Result<record::ConsentContract> contractOf(const ledger::Vault& vault, const ConsentOptions& given,
    std::vector<record::Category> usual, const Invocation& invocation)
{
    const auto patient = findPatient(vault, given.patient);
    if (!patient)
        return base::fail(patient.error());
    const auto clinic = findClinic(vault, given.clinic);
    if (!clinic)
        return base::fail(clinic.error());
    record::ConsentContract contract;
    contract.patient = *patient;
    contract.clinic = clinic->card.id;
    contract.clinicName = clinic->card.name;
    contract.categories = std::move(usual);
    contract.purpose = text(invocation.purpose);
    if (const auto applied = applyTerms(given.terms, contract); !applied)
        return base::fail(applied.error());
    return contract;
}

QString categoriesText(const std::vector<record::Category>& categories)
{
    QStringList names;
    for (const record::Category category : categories)
        names << record::categoryName(category);
    return names.join(QStringLiteral(", "));
}

QString momentText(const base::Moment& moment)
{
    return moment.isNull() ? QStringLiteral("no end") : moment.toString();
}

Json receivedJson(const record::ReceivedConsent& consent, qint64 nowMs)
{
    Json object{{"id", utf8(consent.id.toString())}, {"from", utf8(consent.clinicName)},
        {"fromId", utf8(consent.from.toString())}, {"state", utf8(record::stateName(consent.stateAt(nowMs)))},
        {"categories", Json::array()}, {"until", utf8(consent.terms.until.toString())},
        {"breakGlass", consent.terms.breakGlass}};
    for (const record::Category category : consent.terms.categories)
        object["categories"].push_back(utf8(record::categoryName(category)));
    if (!consent.patient.isNull())
        object["patient"] = utf8(consent.patient.toString());
    if (const base::Moment ended = consent.endedAt(nowMs); !ended.isNull())
        object["ended"] = utf8(ended.toString());
    if (!consent.narrowed.isNull())
        object["narrowed"] = utf8(consent.narrowed.toString());
    if (!consent.reason.isEmpty())
        object["reason"] = utf8(consent.reason);
    return object;
}

Json consentJson(const record::Consent& consent, qint64 nowMs)
{
    Json object{{"id", utf8(consent.id.toString())}, {"patient", utf8(consent.terms.patient.toString())},
        {"clinic", utf8(consent.terms.clinicName)}, {"clinicId", utf8(consent.terms.clinic.toString())},
        {"state", utf8(record::stateName(consent.stateAt(nowMs)))}, {"categories", Json::array()},
        {"purpose", utf8(consent.terms.purpose)}, {"from", utf8(consent.terms.from.toString())},
        {"until", utf8(consent.terms.until.toString())}, {"breakGlass", consent.terms.breakGlass},
        {"fingerprint", utf8(record::fingerprintOf(consent.id, consent.terms).toString())}};
    for (const record::Category category : consent.terms.categories)
        object["categories"].push_back(utf8(record::categoryName(category)));
    if (!consent.terms.clinician.isEmpty())
        object["clinician"] = utf8(consent.terms.clinician);
    if (consent.withdrawn)
        object["reason"] = utf8(consent.reason);
    return object;
}

} // namespace twinward::ctl
