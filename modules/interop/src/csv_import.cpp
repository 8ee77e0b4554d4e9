#include "csv_p.h"

#include "record/event_codec.h"
#include "vitals/round.h"

#include <QDateTime>
#include <QFile>
#include <set>

namespace twinward::interop {

using base::ErrorCode;
using Meaning = CsvColumn::Meaning;

namespace {

constexpr size_t eventsPerCommit = 500;

// Reads rows into rounds by a mapping.
class RowReader
{
public:
    RowReader(const CsvMapping& mapping, const record::PatientIndex& patients)
        : m_mapping(mapping)
        , m_patients(patients)
    { }

    base::Result<vitals::ChartedRound> read(const CsvTable::Row& row) const
    {
        vitals::ChartedRound round;
        QString date;
        QString clock;
        for (size_t i = 0; i < m_mapping.columns.size() && i < static_cast<size_t>(row.cells.size()); ++i) {
            const CsvColumn& column = m_mapping.columns[i];
            const QString& cell = row.cells[static_cast<qsizetype>(i)];
            if (cell.isEmpty() || column.meaning == Meaning::Ignored)
                continue;
            if (column.meaning == Meaning::Time || column.meaning == Meaning::Date)
                date = cell;
            else if (column.meaning == Meaning::Clock)
                clock = cell;
            else if (const auto done = readCell(column, cell, round); !done)
                return base::fail(done.error());
        }
        const QString when = clock.isEmpty() ? date : date + u' ' + clock;
        round.at = csvTime(when, m_mapping.dateOrder);
        if (round.at.isNull())
            return base::fail(
                ErrorCode::InvalidInput, QStringLiteral("The time «%1» can't be read").arg(when.left(40)));
        if (round.at.utcMs() > QDateTime::currentMSecsSinceEpoch() + futureToleranceMs)
            return base::fail(ErrorCode::InvalidInput,
                QStringLiteral("The time «%1» lies in the future").arg(when.left(40)));
        if (round.patient.isNull())
            return base::fail(ErrorCode::InvalidInput, QStringLiteral("The row names no patient"));
        return round;
    }

private:
    static constexpr qint64 futureToleranceMs = 5 * 60'000; // clocks of devices differ by minutes

    base::Status readCell(const CsvColumn& column, const QString& cell, vitals::ChartedRound& round) const
    {
        switch (column.meaning) {
        case Meaning::Patient:
            return readPatient(cell, round);
        case Meaning::Note:
            round.note = cell;
            return {};
        case Meaning::BloodPressure: {
            const QStringList parts = cell.split(u'/');
            if (parts.size() != 2)
                return notReadable(column, cell);
            if (const auto done = readNumber(column, vitals::Sign::SystolicPressure, parts[0], round); !done)
                return done;
            return readNumber(column, vitals::Sign::DiastolicPressure, parts[1], round);
        }
        case Meaning::Sign: {
            if (column.sign != vitals::Sign::Consciousness)
                return readNumber(column, column.sign, cell, round);
            const auto level = vitals::consciousnessFromKey(cell.left(1).toUpper());
            if (!level || cell.size() != 1)
                return notReadable(column, cell);
            round.consciousness = *level;
            return {};
        }
        default:
            return {};
        }
    }

    static base::Status notReadable(const CsvColumn& column, const QString& cell)
    {
        return base::fail(ErrorCode::InvalidInput, QStringLiteral("«%1» can't be read").arg(cell.left(40)),
            QStringLiteral("column «%1»").arg(column.header));
    }

    static base::Status readNumber(
        const CsvColumn& column, vitals::Sign sign, const QString& cell, vitals::ChartedRound& round)
    {
        const auto number = base::Decimal::fromUserInput(cell);
        if (!number)
            return notReadable(column, cell);
        if (sign == vitals::Sign::OxygenFlow || sign == vitals::Sign::OxygenFraction) {
            if (!round.oxygen)
                round.oxygen.emplace();
            const bool flow = sign == vitals::Sign::OxygenFlow;
            (flow ? round.oxygen->flowLPerMin : round.oxygen->fractionPercent) = *number;
            if (flow ? number->value() > 0 : number->value() > 21)
                round.oxygen->source = vitals::OxygenDelivery::Source::Oxygen;
            return {};
        }
        round.values[sign] = {*number, column.unit};
        return {};
    }

    base::Status readPatient(const QString& cell, vitals::ChartedRound& round) const
    {
        if (const auto id = record::PatientId::fromString(cell); id && m_patients.find(*id) != nullptr) {
            round.patient = m_patients.resolve(*id);
            return {};
        }
        std::set<record::PatientId> bearers;
        for (const record::PatientRow* row : m_patients.search(cell)) {
            for (const record::Identifier& identifier : row->details.identifiers) {
                if (identifier.value == cell)
                    bearers.insert(m_patients.resolve(row->id));
            }
        }
        if (bearers.size() != 1) {
            return base::fail(ErrorCode::NotFound,
                bearers.empty()
                    ? QStringLiteral("Nobody here has the identifier «%1»").arg(cell.left(40))
                    : QStringLiteral("More than one patient has the identifier «%1»").arg(cell.left(40)));
        }
        round.patient = *bearers.begin();
        return {};
    }

    const CsvMapping& m_mapping;
    const record::PatientIndex& m_patients;
};

// The same row again makes the same events.
void nameEvents(std::vector<record::Event>& events)
{
    for (record::Event& event : events) {
        event.id = {};
        event.id = record::EventId::derived("csv-vitals", record::encodeEvent(event));
    }
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

    void refuse(const QString& file, const QString& place, const base::Error& error)
    {
        ++report.refusedCount;
        if (report.refused.size() < m_request.limits.refusalsListed)
            report.refused.push_back({file,
                error.where.isEmpty() ? place : place + QStringLiteral(", ") + error.where, error.what});
    }

    void take(const QString& file, const CsvTable::Row& row)
    {
        const QString place = QStringLiteral("line %1").arg(row.line);
        const auto round = m_reader.read(row);
        if (!round) {
            refuse(file, place, round.error());
            return;
        }
        if (round->isEmpty())
            return;
        auto events = vitals::eventsOf(*round);
        if (!events) {
            refuse(file, place, events.error());
            return;
        }
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
            refuse(path, QStringLiteral("line 1"),
                {ErrorCode::InvalidInput, QStringLiteral("The columns are not those of the mapping"), {},
                    {}});
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
    RowReader m_reader;
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
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return base::fail(ErrorCode::NotFound, QStringLiteral("The file can't be opened"), path,
                QStringLiteral("Check the path."));
        ++import.report.filesRead;
        const auto table = readCsv(file.readAll());
        if (!table) {
            import.refuse(path, {}, table.error());
            continue;
        }
        done.total += table->rows.size();
        if (!import.takeFile(path, *table, done, progress))
            return import.report;
    }
    if (request.policy == ImportPolicy::AllOrNothing && import.report.refusedCount > 0) {
        import.report.outcome = ImportReport::Outcome::NothingKept;
        return import.report;
    }
    if (!import.commit())
        return import.report;
    if (const auto logged = import.logAccess(); !logged)
        return base::fail(logged.error());
    return import.report;
}

} // namespace twinward::interop
