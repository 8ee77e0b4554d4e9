#include "imaging/export.h"

#include "base/parallel.h"
#include "imaging/deidentify.h"
#include "imaging/study_findings.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <QDateTime>
#include <QDir>
#include <QRegularExpression>
#include <QSaveFile>
#include <variant>

namespace twinward::imaging {

using base::ErrorCode;

namespace {

// What becomes a file's name was written by others.
bool isUid(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^[0-9][0-9.]{0,63}$"));
    return form.match(text).hasMatch();
}

struct Outgoing
{
    QString study;
    QString series;
    QString sopInstanceUid;
    std::variant<const StoredInstance*, QByteArray> object; // where it is kept, or itself
};

void addImages(const std::vector<Study>& studies, std::vector<Outgoing>& all)
{
    for (const Study& study : studies) {
        for (const Series& series : study.series) {
            for (const StoredInstance& instance : series.instances)
                all.push_back({study.uid, series.uid, instance.sopInstanceUid, &instance});
        }
    }
}

base::Status addFindings(const ledger::Vault& vault, const ExportRequest& request, std::vector<Outgoing>& all)
{
    const auto chart = vault.chart(request.patient);
    if (!chart)
        return base::fail(chart.error());
    const auto now = base::Moment::fromDateTime(QDateTime::currentDateTime());
    for (const Study& study : request.studies) {
        auto documents = findingDocuments(vault, *chart, study.uid, now);
        if (!documents)
            return base::fail(documents.error());
        for (QByteArray& document : *documents) {
            const auto object = DicomObject::read(document, study.uid);
            if (!object)
                return base::fail(object.error());
            const ObjectHeader& header = object->header();
            all.push_back({header.studyUid, header.seriesUid, header.sopInstanceUid, std::move(document)});
        }
    }
    return {};
}

base::Result<std::vector<Outgoing>> everythingOf(const ledger::Vault& vault, const ExportRequest& request)
{
    std::vector<Outgoing> all;
    if (request.what != Exported::Findings)
        addImages(request.studies, all);
    if (request.what != Exported::Images) {
        if (const auto added = addFindings(vault, request, all); !added)
            return base::fail(added.error());
    }
    return all;
}

QString wordFor(Exported what)
{
    switch (what) {
    case Exported::Images:
        return QStringLiteral("DICOM");
    case Exported::Findings:
        return QStringLiteral("DICOM, findings");
    case Exported::Both:
        return QStringLiteral("DICOM with findings");
    }
    return {};
}

base::Status log(ledger::Vault& vault, const ExportRequest& request)
{
    QStringList uids;
    for (const Study& study : request.studies)
        uids << study.uid;
    record::AccessLogged access;
    access.action = record::AccessLogged::Action::Export;
    access.patient = request.patient;
    const QString pattern = request.identity == Identity::Removed ? QStringLiteral("%1, de-identified: %2")
                                                                  : QStringLiteral("%1: %2");
    access.detail = pattern.arg(wordFor(request.what), uids.join(QStringLiteral(", ")));
    access.purpose = request.purpose;
    return vault.logAccess({std::move(access)});
}

class Exporting
{
public:
    Exporting(const ledger::Vault& vault, const ExportRequest& request)
        : m_vault(vault)
        , m_request(request)
    { }

    // An error ends the whole export: the disk can't be written, or the vault is damaged.
    base::Status add(const Outgoing& outgoing)
    {
        const QString& name = outgoing.sopInstanceUid;
        if (!isUid(outgoing.study) || !isUid(outgoing.series) || !isUid(name)) {
            withhold(name, QStringLiteral("Its UID is none, so that it has no name as a file"));
            return {};
        }
        const auto* made = std::get_if<QByteArray>(&outgoing.object);
        const auto bytes = made != nullptr
            ? base::Result<QByteArray>(*made)
            : readObject(m_vault, *std::get<const StoredInstance*>(outgoing.object));
        if (!bytes)
            return base::fail(bytes.error());
        const Origin origin = made != nullptr ? Origin::Here : Origin::Received;
        if (m_request.identity == Identity::Kept)
            return write({outgoing.study, outgoing.series, name}, *bytes, origin);
        const auto object = DicomObject::read(*bytes, name);
        const auto anonymous = object ? m_deidentification.apply(*object) : base::fail(object.error());
        if (!anonymous) {
            withhold(name, anonymous.error().what);
            return {};
        }
        warn(anonymous->warnings);
        return write(
            {anonymous->studyUid, anonymous->seriesUid, anonymous->sopInstanceUid}, anonymous->bytes, origin);
    }

    [[nodiscard]] ExportedStudies take()
    {
        m_report.files.sort();
        return std::move(m_report);
    }

private:
    enum class Origin : quint8 { Received, Here };
    struct Place
    {
        QString study;
        QString series;
        QString instance;
    };

    base::Status write(const Place& place, const QByteArray& bytes, Origin origin)
    {
        const QDir folder(QDir(m_request.folder).absoluteFilePath(place.study + u'/' + place.series));
        const QString path = folder.filePath(place.instance + QStringLiteral(".dcm"));
        QSaveFile file(path);
        if (!folder.mkpath(QStringLiteral(".")) || !file.open(QIODevice::WriteOnly)
            || file.write(bytes) != bytes.size() || !file.commit()) {
            return base::fail(ErrorCode::Io,
                QStringLiteral("The images can't be written: %1").arg(file.errorString()), path,
                QStringLiteral("Free some space or choose another folder."));
        }
        const std::lock_guard guard(m_mutex);
        ++m_report.objects;
        m_report.findings += origin == Origin::Here ? 1 : 0;
        m_report.files << path;
        return {};
    }

    void withhold(const QString& name, const QString& why)
    {
        const std::lock_guard guard(m_mutex);
        m_report.withheld.push_back({name, why});
    }

    void warn(const QStringList& warnings)
    {
        const std::lock_guard guard(m_mutex);
        for (const QString& warning : warnings) {
            if (!m_report.warnings.contains(warning))
                m_report.warnings << warning;
        }
    }

    const ledger::Vault& m_vault;
    const ExportRequest& m_request;
    const Deidentification m_deidentification;
    std::mutex m_mutex;
    ExportedStudies m_report;
};

} // namespace

base::Result<ExportedStudies> exportStudies(
    ledger::Vault& vault, const ExportRequest& request, const ledger::ProgressFn& progress)
{
    if (const auto logged = log(vault, request); !logged)
        return base::fail(logged.error());
    const auto everything = everythingOf(vault, request);
    if (!everything)
        return base::fail(everything.error());
    const std::vector<Outgoing>& all = *everything;
    Exporting exporting(vault, request);
    std::mutex mutex;
    std::optional<base::Error> failure;
    std::atomic<bool> stopped = false;
    std::atomic<quint64> done = 0;
    base::runParallel(
        all.size(), base::workersFor(all.size(), 1), 1, [&](size_t worker, size_t begin, size_t) {
            if (stopped)
                return;
            const auto added = exporting.add(all[begin]);
            ++done;
            const bool isAskedToStop = worker == 0 && progress && !progress({done, all.size()});
            if (added && !isAskedToStop)
                return;
            stopped = true;
            const std::lock_guard guard(mutex);
            if (!failure)
                failure = added
                    ? base::Error{ErrorCode::Cancelled, QStringLiteral("The export was stopped"), {}, {}}
                    : added.error();
        });
    if (failure)
        return base::fail(*failure);
    return exporting.take();
}

} // namespace twinward::imaging
