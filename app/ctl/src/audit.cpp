#include "event_json.h"

#include "interop/fhir_export.h"

#include <CLI/CLI.hpp>

namespace twinward::ctl {

using record::AccessLogged;

namespace {

struct AuditOptions
{
    std::string since;
    std::string until;
    std::string who;
    std::string patient;
    std::string action;
};

struct ActionName
{
    AccessLogged::Action action;
    const char* name;
};

constexpr std::array actionNames{
    ActionName{AccessLogged::Action::ReadRecord, "read"},
    ActionName{AccessLogged::Action::Search, "search"},
    ActionName{AccessLogged::Action::Export, "export"},
    ActionName{AccessLogged::Action::Unlock, "unlock"},
    ActionName{AccessLogged::Action::FailedUnlock, "failed-unlock"},
    ActionName{AccessLogged::Action::Lock, "lock"},
    ActionName{AccessLogged::Action::Print, "print"},
    ActionName{AccessLogged::Action::Import, "import"},
};

std::string nameOf(AccessLogged::Action action)
{
    const auto* found = std::find_if(actionNames.begin(), actionNames.end(),
        [&](const ActionName& each) { return each.action == action; });
    return found == actionNames.end() ? std::string() : found->name;
}

std::string validTime(const std::string& given)
{
    return base::Moment::fromString(text(given))
        ? std::string()
        : "\"" + given + "\" is not a time like 2026-11-20 or 2026-11-20T08:30Z";
}

// A day alone means all of it: its last instant where it is the end.
qint64 endOf(const base::Moment& time)
{
    using Precision = base::Moment::Precision;
    const QDateTime start = time.toDateTime();
    switch (time.precision()) {
    case Precision::Year:
        return start.addYears(1).toMSecsSinceEpoch() - 1;
    case Precision::Month:
        return start.addMonths(1).toMSecsSinceEpoch() - 1;
    case Precision::Day:
        return start.addDays(1).toMSecsSinceEpoch() - 1;
    case Precision::Minute:
        return time.utcMs() + 59'999;
    default:
        return time.utcMs() + 999;
    }
}

class Filter
{
public:
    Filter(const AuditOptions& given, const ledger::Vault& vault)
        : m_roster(vault.roster())
        , m_who(text(given.who))
        , m_action(given.action)
    {
        if (const auto since = base::Moment::fromString(text(given.since)))
            m_fromMs = since->utcMs();
        if (const auto until = base::Moment::fromString(text(given.until)))
            m_toMs = endOf(*until);
        const auto patient = record::PatientId::fromString(text(given.patient));
        if (patient)
            m_patients = vault.patients()->mergedWith(vault.patients()->resolve(*patient));
        m_byPatient = !given.patient.empty();
    }

    [[nodiscard]] bool passes(const record::RecordedEvent& recorded) const
    {
        const auto* access = recorded.event.as<AccessLogged>();
        if (access == nullptr)
            return false;
        const qint64 at = recorded.recorded.wallMs();
        const bool inTime = at >= m_fromMs && at <= m_toMs;
        const bool person
            = m_who.isEmpty() || m_roster.nameOf(recorded.author).contains(m_who, Qt::CaseInsensitive);
        const bool patient = !m_byPatient
            || std::find(m_patients.begin(), m_patients.end(), access->patient) != m_patients.end();
        return inTime && person && patient && (m_action.empty() || nameOf(access->action) == m_action);
    }

private:
    record::Roster m_roster;
    QString m_who;
    std::string m_action;
    std::vector<record::PatientId> m_patients;
    bool m_byPatient = false;
    qint64 m_fromMs = std::numeric_limits<qint64>::min();
    qint64 m_toMs = std::numeric_limits<qint64>::max();
};

QString patientName(const ledger::Vault& vault, record::PatientId patient)
{
    if (patient.isNull())
        return {};
    const auto index = vault.patients();
    const record::PatientRow* row = index->find(patient);
    return row == nullptr || row->name.isEmpty() ? patient.toString() : row->name;
}

Exit audit(const AuditOptions& given, const Invocation& invocation)
{
    auto vault = openVault(invocation);
    if (!vault)
        return failed(vault.error(), invocation);
    if (!(*vault)->mayRead(record::Category::Access)) // says who may
        return failed((*vault)->readClinic(record::Category::Access).error(), invocation);
    const auto logged
        = logRead(**vault, invocation, AccessLogged::Action::Search, {}, QStringLiteral("access log"));
    if (!logged)
        return failed(logged.error(), invocation);
    const auto events = (*vault)->readClinic(record::Category::Access);
    if (!events)
        return failed(events.error(), invocation);
    const record::Roster roster = (*vault)->roster();
    const Filter filter(given, **vault);
    std::vector<QStringList> rows;
    for (const record::RecordedEvent& recorded : *events) {
        if (!filter.passes(recorded))
            continue;
        if (invocation.json) {
            print(QString::fromUtf8(interop::accessAsAuditEvent(recorded, roster)));
            continue;
        }
        const auto* access = recorded.event.as<AccessLogged>();
        const bool isByAuthor
            = access->action != AccessLogged::Action::FailedUnlock; // but by who got in next
        rows.push_back({recordedAt(recorded.recorded),
            isByAuthor ? roster.nameOf(recorded.author) : QStringLiteral("somebody"),
            text(nameOf(access->action)), access->purpose, patientName(**vault, access->patient),
            access->detail});
    }
    if (!invocation.json)
        printTable({QStringLiteral("WHEN (UTC)"), QStringLiteral("WHO"), QStringLiteral("ACTION"),
                       QStringLiteral("PURPOSE"), QStringLiteral("PATIENT"), QStringLiteral("WHAT")},
            rows);
    return Exit::Done;
}

} // namespace

void addAudit(CLI::App& app, Invocation& invocation)
{
    auto* command
        = app.add_subcommand("audit", "Who read what, when and why; with --json as FHIR AuditEvents");
    auto given = std::make_shared<AuditOptions>();
    command->add_option("--since", given->since, "Not before this time")->type_name("TIME")->check(validTime);
    command->add_option("--until", given->until, "Not after this time")->type_name("TIME")->check(validTime);
    command->add_option("--who", given->who, "Part of the user's name")->type_name("NAME");
    command->add_option("--patient", given->patient, "The patient's id")->type_name("ID");
    std::vector<std::string> names;
    names.reserve(std::size(actionNames));
    for (const ActionName& each : actionNames)
        names.emplace_back(each.name);
    command->add_option("--action", given->action, "What was done")->check(CLI::IsMember(names));
    command->callback([given, &invocation] {
        invocation.run = [given, &invocation] { return audit(*given, invocation); };
    });
}

} // namespace twinward::ctl
