#include "imaging/export.h"

#include "base/parallel.h"
#include "imaging/deidentify.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <QDir>
#include <QRegularExpression>
#include <QSaveFile>

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
    const Study* study = nullptr;
    const Series* series = nullptr;
    const StoredInstance* instance = nullptr;
};

std::vector<Outgoing> everythingOf(const std::vector<Study>& studies)
{
    std::vector<Outgoing> all;
    for (const Study& study : studies) {
        for (const Series& series : study.series) {
            for (const StoredInstance& instance : series.instances)
                all.push_back({&study, &series, &instance});
        }
    }
    return all;
}

base::Status log(ledger::Vault& vault, const ExportRequest& request)
{
    QStringList uids;
    for (const Study& study : request.studies)
        uids << study.uid;
    record::AccessLogged access;
    access.action = record::AccessLogged::Action::Export;
    access.patient = request.patient;
    access.detail = request.identity == Identity::Removed
        ? QStringLiteral("DICOM, de-identified: ") + uids.join(QStringLiteral(", "))
        : QStringLiteral("DICOM: ") + uids.join(QStringLiteral(", "));
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
        const QString name = outgoing.instance->sopInstanceUid;
        if (!isUid(outgoing.study->uid) || !isUid(outgoing.series->uid) || !isUid(name)) {
            withhold(name, QStringLiteral("Its UID is none, so that it has no name as a file"));
            return {};
        }
        const auto bytes = readObject(m_vault, *outgoing.instance);
        if (!bytes)
            return base::fail(bytes.error());
        if (m_request.identity == Identity::Kept)
            return write(outgoing.study->uid, outgoing.series->uid, name, *bytes);
        const auto object = DicomObject::read(*bytes, name);
        const auto made = object ? m_deidentification.apply(*object) : base::fail(object.error());
        if (!made) {
            withhold(name, made.error().what);
            return {};
        }
        warn(made->warnings);
        return write(made->studyUid, made->seriesUid, made->sopInstanceUid, made->bytes);
    }

    [[nodiscard]] ExportedStudies take()
    {
        m_report.files.sort();
        return std::move(m_report);
    }

private:
    base::Status write(
        const QString& study, const QString& series, const QString& instance, const QByteArray& bytes)
    {
        const QDir folder(QDir(m_request.folder).absoluteFilePath(study + u'/' + series));
        const QString path = folder.filePath(instance + QStringLiteral(".dcm"));
        QSaveFile file(path);
        if (!folder.mkpath(QStringLiteral(".")) || !file.open(QIODevice::WriteOnly)
            || file.write(bytes) != bytes.size() || !file.commit()) {
            return base::fail(ErrorCode::Io,
                QStringLiteral("The images can't be written: %1").arg(file.errorString()), path,
                QStringLiteral("Free some space or choose another folder."));
        }
        const std::lock_guard guard(m_mutex);
        ++m_report.objects;
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
    const std::vector<Outgoing> all = everythingOf(request.studies);
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
