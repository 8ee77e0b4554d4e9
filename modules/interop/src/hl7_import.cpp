#include "hl7_filing_p.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <set>

namespace twinward::interop {

using base::ErrorCode;

namespace {

constexpr size_t eventsPerCommit = 500;

struct Source
{
    QString file;
    qint64 size = 0;
};

base::Result<std::vector<Source>> sourcesIn(const QStringList& paths)
{
    std::vector<Source> sources;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (!info.exists()) {
            return base::fail(ErrorCode::NotFound, QStringLiteral("There is no such file or folder"), path,
                QStringLiteral("Check the path."));
        }
        if (!info.isDir()) {
            sources.push_back({path, info.size()});
            continue;
        }
        QStringList found;
        QDirIterator files(path, {QStringLiteral("*.hl7"), QStringLiteral("*.HL7")}, QDir::Files,
            QDirIterator::Subdirectories);
        while (files.hasNext())
            found << files.next();
        found.sort();
        for (const QString& file : found)
            sources.push_back({file, QFileInfo(file).size()});
    }
    return sources;
}

// One import: counts what came in once it is durable, not before.
class Hl7Import
{
public:
    Hl7Import(ledger::Vault& vault, const ImportRequest& request)
        : m_vault(vault)
        , m_request(request)
        , m_filing(vault)
    { }

    void take(const QString& file, int number, const QByteArray& bytes)
    {
        const QString place = QStringLiteral("message %1").arg(number);
        const auto message = Hl7Message::parse(bytes);
        if (!message) {
            refuse(file, place, message.error());
            return;
        }
        auto outcome = m_filing.take(*message);
        if (!outcome) {
            refuse(file, QStringLiteral("%1 (%2)").arg(place, message->controlId()), outcome.error());
            return;
        }
        for (const Hl7Refused& part : outcome->refused)
            refuse(
                file, place + QStringLiteral(", ") + part.place, {ErrorCode::InvalidInput, part.why, {}, {}});
        bool gained = false;
        for (const auto& [type, count] : outcome->byType) {
            TypeCount& sum = m_uncommitted[type];
            sum.added += count.added;
            sum.amended += count.amended;
            sum.alreadyHere += count.alreadyHere;
            gained = gained || count.added + count.amended > 0;
        }
        if (gained)
            m_gained.insert(outcome->patient);
    }

    void refuse(const QString& file, const QString& place, const base::Error& error)
    {
        ++report.refusedCount;
        if (report.refused.size() < m_request.limits.refusalsListed) {
            const QString where = error.where.isEmpty() ? place : place + QStringLiteral(", ") + error.where;
            report.refused.push_back({file, where, error.what});
        }
    }

    [[nodiscard]] bool wantsCommit() const
    {
        return m_request.policy == ImportPolicy::SkipBroken && m_filing.pending() >= eventsPerCommit;
    }

    [[nodiscard]] bool commit()
    {
        if (const auto done = m_filing.commit(); !done) {
            report.outcome = ImportReport::Outcome::Stopped;
            report.stoppedBy = done.error();
            return false;
        }
        for (const auto& [type, count] : m_uncommitted) {
            TypeCount& sum = report.byType[type];
            sum.added += count.added;
            sum.amended += count.amended;
            sum.alreadyHere += count.alreadyHere;
        }
        m_uncommitted.clear();
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
        std::vector<Access> accesses{{Access::Action::Import, {},
            QStringLiteral("HL7 v2, %n file(s)")
                .replace(QStringLiteral("%n"), QString::number(report.filesRead)),
            m_request.purpose}};
        for (const record::PatientId& patient : report.patients)
            accesses.push_back(
                {Access::Action::Import, patient, QStringLiteral("HL7 v2"), m_request.purpose});
        return m_vault.logAccess(std::move(accesses));
    }

    ImportReport report;

private:
    ledger::Vault& m_vault;
    const ImportRequest& m_request;
    Hl7Filing m_filing;
    std::map<QString, TypeCount> m_uncommitted;
    std::set<record::PatientId> m_gained;
};

} // namespace

base::Result<ImportReport> importHl7(
    ledger::Vault& vault, const ImportRequest& request, const ledger::ProgressFn& progress)
{
    const auto sources = sourcesIn(request.paths);
    if (!sources)
        return base::fail(sources.error());
    Hl7Import import(vault, request);
    ledger::Progress done;
    for (const Source& source : *sources)
        done.total += static_cast<quint64>(source.size);

    for (const Source& source : *sources) {
        QFile file(source.file);
        if (source.size > request.limits.fileBytes || !file.open(QIODevice::ReadOnly)) {
            import.refuse(source.file, {},
                {ErrorCode::Io,
                    source.size > request.limits.fileBytes ? QStringLiteral("The file is too large")
                                                           : QStringLiteral("The file can't be opened"),
                    {}, {}});
            continue;
        }
        ++import.report.filesRead;
        const std::vector<QByteArray> messages = splitHl7(file.readAll());
        if (messages.empty())
            import.refuse(source.file, {},
                {ErrorCode::InvalidInput, QStringLiteral("The file holds no HL7 message"), {}, {}});
        int number = 0;
        for (const QByteArray& message : messages) {
            import.take(source.file, ++number, message);
            done.done += static_cast<quint64>(message.size());
            if (import.wantsCommit() && !import.commit())
                return import.concluded();
            if (progress && !progress(done)) {
                import.report.outcome = ImportReport::Outcome::Cancelled;
                return import.concluded();
            }
        }
    }
    if (request.policy == ImportPolicy::AllOrNothing && import.report.refusedCount > 0)
        import.report.outcome = ImportReport::Outcome::NothingKept;
    else
        static_cast<void>(import.commit());
    return import.concluded();
}

} // namespace twinward::interop
