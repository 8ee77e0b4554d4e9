#include "event_json.h"

#include <algorithm>
#include <CLI/CLI.hpp>

namespace twinward::ctl {

using record::AccessLogged;

namespace {

struct ListOptions
{
    std::string search;
    size_t limit = SIZE_MAX;
};

Exit listPatients(const ListOptions& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto index = (*vault)->patients();
    const auto found = index->search(text(given.search), given.limit);
    const QString detail = given.search.empty() ? QStringLiteral("all patients") : text(given.search);
    if (const auto logged = logRead(**vault, invocation, AccessLogged::Action::Search, {}, detail); !logged)
        return failed(logged.error(), invocation);
    std::vector<QStringList> rows;
    for (const record::PatientRow* row : found) {
        const QString sex = record::sexName(row->details.sex);
        if (invocation.json) {
            print(Json{{"id", utf8(row->id.toString())}, {"name", utf8(row->name)},
                {"birthDate", utf8(row->details.birthDate.toString())}, {"sex", utf8(sex)}});
        } else {
            rows.push_back({row->id.toString(), row->details.birthDate.toString(), sex, row->name});
        }
    }
    if (!invocation.json && rows.empty())
        print(QStringLiteral("No patient matches."));
    else if (!invocation.json)
        printTable(
            {QStringLiteral("ID"), QStringLiteral("BORN"), QStringLiteral("SEX"), QStringLiteral("NAME")},
            rows);
    return Exit::Done;
}

// Oldest first; what has no time comes first, as in the chart.
bool earlier(const record::RecordedEvent& one, const record::RecordedEvent& other)
{
    return std::pair(one.event.occurred.utcMs(), one.recorded)
        < std::pair(other.event.occurred.utcMs(), other.recorded);
}

void showChart(const std::vector<record::RecordedEvent>& events, const record::Chart& chart,
    const record::Roster& roster, const Invocation& invocation)
{
    std::vector<QStringList> rows;
    for (const record::RecordedEvent& recorded : events) {
        if (invocation.json) {
            print(eventJson(recorded, chart, roster));
            continue;
        }
        const QString state
            = roster.authorises(recorded) ? stateOf(recorded, chart) : QStringLiteral("not authorised");
        rows.push_back({recorded.event.occurred.toString(), record::kindName(recorded.event.kind()), state,
            recorded.commit.toString().left(12), roster.nameOf(recorded.author), summary(recorded.event)});
    }
    if (invocation.json)
        return;
    printTable({QStringLiteral("OCCURRED"), QStringLiteral("KIND"), QStringLiteral("STATE"),
                   QStringLiteral("COMMIT"), QStringLiteral("AUTHOR"), QStringLiteral("WHAT")},
        rows);
}

Exit showPatient(const std::string& id, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    const auto patient = findPatient(**vault, id);
    if (!patient)
        return failed(patient.error(), invocation);
    const auto logged
        = logRead(**vault, invocation, AccessLogged::Action::ReadRecord, *patient, QStringLiteral("chart"));
    if (!logged)
        return failed(logged.error(), invocation);
    auto events = (*vault)->read(*patient);
    if (!events)
        return failed(events.error(), invocation);
    const record::Roster roster = (*vault)->roster();
    std::stable_sort(events->begin(), events->end(), earlier);
    const auto chart = record::Chart::fold(*patient, *events, roster);
    showChart(*events, chart, roster, invocation);
    return Exit::Done;
}

} // namespace

void addPatientCommands(CLI::App& app, Invocation& invocation)
{
    auto* list = app.add_subcommand("patients", "Who is registered here");
    auto given = std::make_shared<ListOptions>();
    list->add_option("--search", given->search, "Words of the name, identifier, birth date or phone")
        ->type_name("TEXT");
    list->add_option("--limit", given->limit, "At most so many")->type_name("N");
    list->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return listPatients(*given, invocation); };
    });

    auto* chart
        = app.add_subcommand("chart", "Everything recorded of a patient, every version with its commit");
    auto id = std::make_shared<std::string>();
    chart->add_option("id", *id, "The patient's id")->required();
    chart->callback(
        [id, &invocation] { invocation.run = [id, &invocation] { return showPatient(*id, invocation); }; });
}

} // namespace twinward::ctl
