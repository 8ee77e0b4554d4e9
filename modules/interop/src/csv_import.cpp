#include "csv_row_p.h"

#include "record/event_codec.h"

#include <set>

namespace twinward::interop {

using base::ErrorCode;

namespace {

constexpr size_t eventsPerCommit = 500;

// The same row again makes the same events.
void nameEvents(std::vector<record::Event>& events)
{
    for (record::Event& event : events) {
        event.id = {};
        event.id = record::EventId::derived("csv-vitals", record::encodeEvent(event));
    }
}

Refusal refusalOf(const QString& file, const CsvTable::Row& row, const base::Error& error)
{
    const QString line = QStringLiteral("line %1").arg(row.line);
    return {file, error.where.isEmpty() ? line : line + QStringLiteral(", ") + error.where, error.what};
}

class CsvImport
{
public:
    CsvImport(ledger::Vault& vault, const ImportRequest& request, const CsvMapping& mapping)
        : m_vault(vault)
        , m_request(request)
        , m_mapping(mapping)
        , m_patients(vault.patients())
        , m_reader(mapping, *m_patients)
    { }

    void refuse(Refusal refusal)
    {
        ++report.refusedCount;
        if (report.refused.size() < m_request.limits.refusalsListed)
            report.refused.push_back(std::move(refusal));
    }

    void take(const QString& file, const CsvTable::Row& row)
    {
        vitals::ChartedRound round;
        if (const auto read = m_reader.read(row, round); !read)
            return refuse(refusalOf(file, row, read.error()));
        if (round.isEmpty())
            return;
        auto events = vitals::eventsOf(round);
        if (!events)
            return refuse(refusalOf(file, row, events.error()));
        nameEvents(*events);
        for (record::Event& event : *events) {
            if (m_vault.contains(event.id) || !m_staged.insert(event.id).second) {
                ++m_counts.alreadyHere;
                continue;
            }
            ++m_counts.added;
            m_gained.insert(event.patient);
            m_pending.push_back(std::move(event));
        }
    }

    [[nodiscard]] bool wantsCommit() const
    {
        return m_request.policy == ImportPolicy::SkipBroken && m_pending.size() >= eventsPerCommit;
    }

    [[nodiscard]] bool commit()
    {
        if (!m_pending.empty()) {
            const auto receipt = m_vault.commit(std::exchange(m_pending, {}));
            if (!receipt) {
                report.outcome = ImportReport::Outcome::Stopped;
                report.stoppedBy = receipt.error();
                return false;
            }
        }
        TypeCount& sum = report.byType[QStringLiteral("Observation")];
        sum.added += m_counts.added;
        sum.alreadyHere += m_counts.alreadyHere;
        m_counts = {};
        report.patients.assign(m_gained.begin(), m_gained.end());
        return true;
    }

    // What is durable is logged, however the import ended.
    [[nodiscard]] base::Result<ImportReport> concluded()
    {
        if (const auto logged = logAccess(); !logged)
            return base::fail(logged.error());
        return report;
    }

    [[nodiscard]] base::Status logAccess()
    {
        using Access = record::AccessLogged;
        std::vector<Access> accesses;
        for (const record::PatientId& patient : report.patients)
            accesses.push_back(
                {Access::Action::Import, patient, QStringLiteral("Vitals from CSV"), m_request.purpose});
        if (accesses.empty())
            return {};
        return m_vault.logAccess(std::move(accesses));
    }

    // The whole file; false ends the import.
    bool takeFile(const QString& path, const CsvTable& table, ledger::Progress& done,
        const ledger::ProgressFn& progress)
    {
        QStringList expected;
        for (const CsvColumn& column : m_mapping.columns)
            expected << column.header;
        if (table.header != expected) {
            refuse(
                {path, QStringLiteral("line 1"), QStringLiteral("The columns are not those of the mapping")});
            return true;
        }
        for (const CsvTable::Row& row : table.rows) {
            take(path, row);
            ++done.done;
            if (wantsCommit() && !commit())
                return false;
            if (progress && !progress(done)) {
                report.outcome = ImportReport::Outcome::Cancelled;
                return false;
            }
        }
        return true;
    }

    ImportReport report;

private:
    ledger::Vault& m_vault;
    const ImportRequest& m_request;
    const CsvMapping& m_mapping;
    std::shared_ptr<const record::PatientIndex> m_patients;
    CsvRowReader m_reader;
    std::vector<record::Event> m_pending;
    std::set<record::EventId> m_staged;
    std::set<record::PatientId> m_gained;
    TypeCount m_counts;
};

} // namespace

base::Result<ImportReport> importCsvVitals(ledger::Vault& vault, const ImportRequest& request,
    const CsvMapping& mapping, const ledger::ProgressFn& progress)
{
    if (const QStringList gaps = mapping.gaps(); !gaps.isEmpty()) {
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("The mapping is not complete"),
            gaps.join(QStringLiteral("; ")),
            QStringLiteral("Say what each column means, then import again."));
    }
    CsvImport import(vault, request, mapping);
    ledger::Progress done;
    for (const QString& path : request.paths) {
        ++import.report.filesRead;
        const auto table = readCsvFile(path);
        if (!table && table.error().code == ErrorCode::NotFound)
            return base::fail(table.error());
        if (!table) {
            import.refuse({path, table.error().where, table.error().what});
            continue;
        }
        done.total += table->rows.size();
        if (!import.takeFile(path, *table, done, progress))
            return import.concluded();
    }
    if (request.policy == ImportPolicy::AllOrNothing && import.report.refusedCount > 0)
        import.report.outcome = ImportReport::Outcome::NothingKept;
    else
        static_cast<void>(import.commit());
    return import.concluded();
}

base::Result<CsvCheck> checkCsvVitals(const ledger::Vault& vault, const QString& file, const CsvTable& table,
    const CsvMapping& mapping, size_t shown, const ledger::ProgressFn& progress)
{
    if (const QStringList gaps = mapping.gaps(); !gaps.isEmpty())
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("The mapping is not complete"),
            gaps.join(QStringLiteral("; ")));
    const auto patients = vault.patients();
    const CsvRowReader reader(mapping, *patients);
    CsvCheck check;
    for (const CsvTable::Row& row : table.rows) {
        CsvCheck::Row seen;
        seen.line = row.line;
        const base::Status read = reader.read(row, seen.round);
        seen.isEmpty = seen.round.isEmpty();
        if (!read)
            seen.refused = read.error();
        else if (const auto events = vitals::eventsOf(seen.round); !seen.isEmpty && !events)
            seen.refused = events.error();
        ++check.rows;
        if (seen.refused) {
            ++check.refused;
            if (check.refusals.size() < ImportLimits().refusalsListed)
                check.refusals.push_back(refusalOf(file, row, *seen.refused));
        }
        if (check.first.size() < shown)
            check.first.push_back(std::move(seen));
        if (progress && !progress({check.rows, table.rows.size()}))
            return base::fail(ErrorCode::Cancelled, QStringLiteral("The check was cancelled"), file);
    }
    return check;
}

} // namespace twinward::interop
