// twinctl consent: what a patient agreed to share with another clinic, and for how long.

#include "sharing.h"

#include <CLI/CLI.hpp>
#include <QDateTime>

namespace twinward::ctl {

namespace {

Exit grant(const ConsentOptions& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto contract = contractOf(**vault, given, {record::Category::Demographics}, invocation);
    if (!contract)
        return failed(contract.error(), invocation);
    const auto id = ledger::grantConsent(**vault, *contract);
    if (!id)
        return failed(id.error(), invocation);
    if (invocation.json)
        print(Json{{"ok", true}, {"id", utf8(id->toString())}});
    else
        print(QStringLiteral("%1 may be sent %2; until: %3. Consent %4.")
                  .arg(contract->clinicName, categoriesText(contract->categories),
                      momentText(contract->until), id->toString()));
    return Exit::Done;
}

QString stateText(const record::ReceivedConsent& consent, qint64 nowMs)
{
    const QString state = record::stateName(consent.stateAt(nowMs));
    const base::Moment ended = consent.endedAt(nowMs);
    return ended.isNull()
        ? state
        : QStringLiteral("%1 on %2; what was opened stays readable").arg(state, ended.toString());
}

Exit list(const std::string& patient, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    record::PatientId only;
    if (!patient.empty()) {
        const auto found = findPatient(**vault, patient);
        if (!found)
            return failed(found.error(), invocation);
        only = *found;
    }
    const auto consents = ledger::consents(**vault, only);
    if (!consents)
        return failed(consents.error(), invocation);
    const auto received = ledger::receivedConsents(**vault, only);
    if (!received)
        return failed(received.error(), invocation);
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    std::vector<QStringList> rows;
    for (const record::Consent& consent : *consents) {
        if (invocation.json) {
            print(consentJson(consent, nowMs));
            continue;
        }
        rows.push_back({consent.id.toString(), record::stateName(consent.stateAt(nowMs)),
            consent.terms.clinicName, categoriesText(consent.terms.categories),
            momentText(consent.terms.until), consent.terms.breakGlass ? QStringLiteral("yes") : QString()});
    }
    for (const record::ReceivedConsent& consent : *received) {
        if (invocation.json) {
            print(receivedJson(consent, nowMs));
            continue;
        }
        rows.push_back({consent.id.toString(), stateText(consent, nowMs),
            QStringLiteral("from %1").arg(consent.clinicName), categoriesText(consent.terms.categories),
            momentText(consent.terms.until), consent.terms.breakGlass ? QStringLiteral("yes") : QString()});
    }
    if (!invocation.json && rows.empty())
        print(QStringLiteral("No consent was signed."));
    else if (!invocation.json)
        printTable({QStringLiteral("CONSENT"), QStringLiteral("STATE"), QStringLiteral("CLINIC"),
                       QStringLiteral("WHAT"), QStringLiteral("UNTIL"), QStringLiteral("EMERGENCY")},
            rows);
    return Exit::Done;
}

Exit answer(const base::Result<ledger::Turn>& turn, const Invocation& invocation)
{
    if (!turn)
        return failed(turn.error(), invocation);
    const char* keys = *turn == ledger::Turn::Turned ? "turned"
        : *turn == ledger::Turn::Pending             ? "pending"
                                                     : "unchanged";
    if (invocation.json) {
        print(Json{{"ok", true}, {"keys", keys}});
        return Exit::Done;
    }
    print(QStringLiteral("Done. What was opened there before stays readable there."));
    if (*turn == ledger::Turn::Pending)
        print(QStringLiteral("The keys turn when an administrator next signs in."));
    return Exit::Done;
}

struct NarrowOptions
{
    std::string contract;
    TermsOptions terms;
    bool noEmergency = false;
};

Exit narrow(const NarrowOptions& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto consent = findConsent(**vault, given.contract);
    if (!consent)
        return failed(consent.error(), invocation);
    record::ConsentContract terms = consent->terms;
    if (const auto applied = applyTerms(given.terms, terms); !applied)
        return failed(applied.error(), invocation);
    terms.breakGlass = terms.breakGlass && !given.noEmergency;
    return answer(ledger::narrowConsent(**vault, consent->id, terms), invocation);
}

struct WithdrawOptions
{
    std::string contract;
    std::string reason;
    bool tellsReason = false;
};

Exit withdraw(const WithdrawOptions& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto consent = findConsent(**vault, given.contract);
    if (!consent)
        return failed(consent.error(), invocation);
    const auto telling = given.tellsReason ? ledger::Reason::Told : ledger::Reason::KeptHere;
    return answer(ledger::withdrawConsent(**vault, consent->id, text(given.reason), telling), invocation);
}

} // namespace

void addConsent(CLI::App& app, Invocation& invocation)
{
    auto* consent = app.add_subcommand("consent", "What patients agreed to share with other clinics");
    consent->require_subcommand(1);

    auto* granted = consent->add_subcommand("grant", "Record a consent; nothing is sent by it");
    auto grants = std::make_shared<ConsentOptions>();
    addConsentOptions(*granted, *grants);
    granted->callback([grants, &invocation] {
        invocation.run = [grants, &invocation] { return grant(*grants, invocation); };
    });

    auto* listed = consent->add_subcommand("list", "Every consent, or one patient's");
    auto patient = std::make_shared<std::string>();
    listed->add_option("patient", *patient, "The patient's id")->type_name("ID");
    listed->callback([patient, &invocation] {
        invocation.run = [patient, &invocation] { return list(*patient, invocation); };
    });

    auto* narrowed = consent->add_subcommand("narrow", "Share less, or for a shorter time; never more");
    auto narrows = std::make_shared<NarrowOptions>();
    narrowed->add_option("consent", narrows->contract, "Its id")->type_name("ID")->required();
    addTerms(*narrowed, narrows->terms);
    narrowed->add_flag("--no-emergency", narrows->noEmergency, "Nothing more may be opened in an emergency");
    narrowed->callback([narrows, &invocation] {
        invocation.run = [narrows, &invocation] { return narrow(*narrows, invocation); };
    });

    auto* withdrawn = consent->add_subcommand("withdraw", "Share nothing more");
    auto withdraws = std::make_shared<WithdrawOptions>();
    withdrawn->add_option("consent", withdraws->contract, "Its id")->type_name("ID")->required();
    withdrawn->add_option("--reason", withdraws->reason, "Why, as the patient says; kept here")
        ->type_name("TEXT");
    withdrawn->add_flag("--tell-reason", withdraws->tellsReason, "Tell the other clinic the reason, too");
    withdrawn->callback([withdraws, &invocation] {
        invocation.run = [withdraws, &invocation] { return withdraw(*withdraws, invocation); };
    });
}

} // namespace twinward::ctl
