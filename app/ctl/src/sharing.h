#pragma once

// What the commands about sharing with other clinics have in common: how a clinic, a consent and an end are
// named on the command line, and how a consent is shown.

#include "command.h"

#include "ledger/disclosure.h"

namespace twinward::ctl {

// By its name, or by the beginning of its id; NotFound, and InvalidInput where two answer to it.
[[nodiscard]] base::Result<ledger::KnownClinic> findClinic(
    const ledger::Vault& vault, const std::string& name);
[[nodiscard]] base::Result<record::Consent> findConsent(const ledger::Vault& vault, const std::string& id);

// What was agreed, as options give it.
struct TermsOptions
{
    std::string categories; // by comma
    std::string until; // a day, which is the last; or a time
    std::string clinician;
    std::string note;
    bool breakGlass = false;
};
void addTerms(CLI::App& command, TermsOptions& given);
// Fills in what is given and leaves the rest; Demographics is always among the categories.
[[nodiscard]] base::Status applyTerms(const TermsOptions& given, record::ConsentContract& contract);

// What grant and refer ask for.
struct ConsentOptions
{
    std::string patient;
    std::string clinic;
    TermsOptions terms;
};
void addConsentOptions(CLI::App& command, ConsentOptions& given);
// usual: what is shared where nothing is named.
[[nodiscard]] base::Result<record::ConsentContract> contractOf(const ledger::Vault& vault,
    const ConsentOptions& given, std::vector<record::Category> usual, const Invocation& invocation);

// What another clinic granted to this one.
[[nodiscard]] Json receivedJson(const record::ReceivedConsent& consent, qint64 nowMs);
[[nodiscard]] Json consentJson(const record::Consent& consent, qint64 nowMs);
[[nodiscard]] QString categoriesText(const std::vector<record::Category>& categories);
[[nodiscard]] QString momentText(const base::Moment& moment); // "no end" where there is none

} // namespace twinward::ctl
