#include "interop/incoming.h"

#include "interop/hl7_filing.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace twinward::interop {

using base::ErrorCode;

namespace {

constexpr qint64 lookedAt = 512;

enum class Format { Fhir, Hl7, Csv, Unknown };

QByteArray beginningOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(lookedAt) : QByteArray();
}

bool beginsAsHl7(const QByteArray& text)
{
    const QByteArray start = text.startsWith('\x0B') ? text.mid(1) : text;
    return start.startsWith("MSH") || start.startsWith("FHS") || start.startsWith("BHS");
}

Format formatOf(const QString& path)
{
    QByteArray text = beginningOf(path);
    if (text.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    text = text.trimmed();
    if (text.startsWith('{') || text.startsWith('['))
        return Format::Fhir;
    if (beginsAsHl7(text))
        return Format::Hl7;
    // A table has no beginning of its own: its name says that it is meant as one.
    static const QStringList tables{QStringLiteral("csv"), QStringLiteral("tsv"), QStringLiteral("txt")};
    return tables.contains(QFileInfo(path).suffix().toLower()) ? Format::Csv : Format::Unknown;
}

void put(Incoming& incoming, const QString& path)
{
    incoming.bytes += static_cast<quint64>(QFileInfo(path).size());
    switch (formatOf(path)) {
    case Format::Fhir:
        incoming.fhir << path;
        return;
    case Format::Hl7:
        incoming.hl7 << path;
        return;
    case Format::Csv:
        incoming.csv << path;
        return;
    case Format::Unknown:
        incoming.unknown << path;
        return;
    }
}

quint64 sizeOf(const QStringList& files)
{
    quint64 size = 0;
    for (const QString& file : files)
        size += static_cast<quint64>(QFileInfo(file).size());
    return size;
}

// One report of several imports, one after the other.
class Together
{
public:
    Together(const Incoming& incoming, const ImportRequest& request, const ledger::ProgressFn& progress)
        : m_request(request)
        , m_progress(progress)
        , m_total(incoming.bytes)
    { }

    // False where nothing may follow. import: one of this module's.
    template <class Import> [[nodiscard]] bool take(const QStringList& files, const Import& import)
    {
        if (files.isEmpty())
            return true;
        ImportRequest part = m_request;
        part.paths = files;
        const quint64 size = sizeOf(files);
        const auto report = import(part, [this, size](const ledger::Progress& at) {
            const double share
                = at.total == 0 ? 0 : static_cast<double>(at.done) / static_cast<double>(at.total);
            return !m_progress
                || m_progress({m_before + static_cast<quint64>(share * static_cast<double>(size)), m_total});
        });
        m_before += size;
        if (!report) {
            m_all.outcome = ImportReport::Outcome::Stopped;
            m_all.stoppedBy = report.error();
            return false;
        }
        add(*report);
        return report->outcome == ImportReport::Outcome::Complete;
    }

    void refuse(const QString& file, const QString& why)
    {
        ++m_all.refusedCount;
        if (m_all.refused.size() < m_request.limits.refusalsListed)
            m_all.refused.push_back({file, {}, why});
    }

    ImportReport& report() { return m_all; }

private:
    void add(const ImportReport& part)
    {
        m_all.outcome = part.outcome;
        m_all.stoppedBy = part.stoppedBy;
        for (const auto& [type, count] : part.byType) {
            TypeCount& sum = m_all.byType[type];
            sum.added += count.added;
            sum.amended += count.amended;
            sum.alreadyHere += count.alreadyHere;
        }
        for (const Refusal& refusal : part.refused) {
            if (m_all.refused.size() < m_request.limits.refusalsListed)
                m_all.refused.push_back(refusal);
        }
        m_all.refusedCount += part.refusedCount;
        m_all.withoutResource += part.withoutResource;
        m_all.filesRead += part.filesRead;
        for (const record::PatientId patient : part.patients) {
            if (std::find(m_all.patients.begin(), m_all.patients.end(), patient) == m_all.patients.end())
                m_all.patients.push_back(patient);
        }
    }

    const ImportRequest& m_request;
    const ledger::ProgressFn& m_progress;
    quint64 m_total;
    quint64 m_before = 0;
    ImportReport m_all;
};

} // namespace

base::Result<Incoming> sortOut(const QStringList& paths)
{
    static const QStringList names{QStringLiteral("*.json"), QStringLiteral("*.ndjson"),
        QStringLiteral("*.hl7"), QStringLiteral("*.csv"), QStringLiteral("*.tsv")};
    Incoming incoming;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (!info.exists()) {
            return base::fail(ErrorCode::NotFound, QStringLiteral("There is no such file or folder"), path,
                QStringLiteral("Check the path."));
        }
        if (!info.isDir()) {
            put(incoming, info.absoluteFilePath());
            continue;
        }
        QStringList found;
        QDirIterator files(info.absoluteFilePath(), names, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            found << files.next();
        found.sort();
        for (const QString& file : found)
            put(incoming, file);
    }
    return incoming;
}

base::Result<ImportReport> importIncoming(ledger::Vault& vault, const Incoming& incoming,
    const std::optional<CsvMapping>& mapping, const ImportRequest& request,
    const ledger::ProgressFn& progress)
{
    const bool wholeOrNothing = request.policy == ImportPolicy::AllOrNothing;
    if (wholeOrNothing && incoming.formats() > 1) {
        return base::fail(ErrorCode::InvalidInput,
            QStringLiteral("Files of different kinds can't come in as all or nothing together"), {},
            QStringLiteral("Import one kind of file at a time, or choose to take the rest."));
    }
    if (!incoming.csv.isEmpty() && !mapping) {
        return base::fail(ErrorCode::InvalidInput,
            QStringLiteral("What the columns of the table mean has not been said"), incoming.csv.front());
    }
    Together together(incoming, request, progress);
    for (const QString& file : incoming.unknown)
        together.refuse(file, QStringLiteral("It is neither FHIR nor HL7 v2 nor a table of vital signs"));
    if (wholeOrNothing && !incoming.unknown.isEmpty()) {
        together.report().outcome = ImportReport::Outcome::NothingKept;
        return together.report();
    }
    const auto fhir = [&vault](const ImportRequest& part, const ledger::ProgressFn& told) {
        return importFhir(vault, part, told);
    };
    const auto hl7 = [&vault](const ImportRequest& part, const ledger::ProgressFn& told) {
        return importHl7(vault, part, told);
    };
    const auto csv = [&](const ImportRequest& part, const ledger::ProgressFn& told) {
        return importCsvVitals(vault, part, *mapping, told);
    };
    if (together.take(incoming.fhir, fhir) && together.take(incoming.hl7, hl7))
        static_cast<void>(together.take(incoming.csv, csv));
    return together.report();
}

} // namespace twinward::interop
