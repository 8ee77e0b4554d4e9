#include "interop/fhir_export.h"

#include "fhir_consent_p.h"
#include "fhir_outgoing_p.h"
#include "json_out_p.h"

#include <algorithm>
#include <QDateTime>
#include <QDir>
#include <QSaveFile>

namespace twinward::interop {

using namespace fhir;
using record::PatientId;

namespace {

template <class T> T valueOf(base::Result<T> result)
{
    if (!result)
        throw base::Error(result.error());
    return std::move(*result);
}

struct Bundle
{
    QByteArray json;
    quint64 resources = 0;
};

Bundle bundled(const std::vector<OutgoingResource>& resources, const QString& remark = {})
{
    const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    return {bundleOf(resources, now, remark), resources.size()};
}

// Whoever may not read all of a record can't send all of it: who receives it has to know.
QString withheldBy(const ledger::Vault& vault)
{
    const auto readable = record::categoriesReadableBy(vault.user().role);
    const std::pair<record::Category, QString> categories[]
        = {{record::Category::Vitals, QStringLiteral("vital signs")},
            {record::Category::Clinical, QStringLiteral("clinical entries")},
            {record::Category::Imaging, QStringLiteral("imaging")},
            {record::Category::Sensitive, QStringLiteral("entries marked as sensitive")}};
    QStringList withheld;
    for (const auto& [category, name] : categories) {
        if (std::find(readable.begin(), readable.end(), category) == readable.end())
            withheld << name;
    }
    return withheld.isEmpty()
        ? QString()
        : QStringLiteral("Not complete. Left out: ") + withheld.join(QStringLiteral(", "));
}

Bundle patientBundle(const ledger::Vault& vault, PatientId patient, const record::Roster& roster)
{
    std::vector<record::RecordedEvent> events = valueOf(vault.read(patient));
    std::vector<record::EventId> registrations;
    for (const record::RecordedEvent& recorded : events) {
        if (recorded.event.kind() == record::Kind::PatientDetails)
            registrations.push_back(recorded.event.id);
    }
    Sources sources;
    for (auto& [event, source] : valueOf(vault.readSources(patient)))
        sources.emplace(event, unpacked(std::move(source)));
    const record::Chart chart = record::Chart::fold(patient, std::move(events), roster);
    std::vector<OutgoingResource> resources = outgoingResources(chart, registrations, sources,
        addressOf(patient), [&](const record::Event& event, const base::Hash256& blob) {
            return valueOf(vault.readBlob(event.patient, event.category, blob));
        });
    if (!resources.empty() && resources.front().type == u"Patient") {
        const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
        auto consents = outgoingConsents(vault, patient, resources.front().fullUrl, nowMs);
        std::move(consents.begin(), consents.end(), std::back_inserter(resources));
    }
    return bundled(resources, withheldBy(vault));
}

Bundle clinicBundle(const ledger::Vault& vault, const record::Roster& roster)
{
    std::vector<record::RecordedEvent> events;
    Sources sources;
    for (record::RecordedEvent& recorded : valueOf(vault.readClinic(record::Category::Clinic))) {
        const record::Kind kind = recorded.event.kind();
        if (kind != record::Kind::OtherResource && kind != record::Kind::Retraction)
            continue; // the roster stays at home
        sources.emplace(recorded.event.id, unpacked(valueOf(vault.readSource(recorded.event.id))));
        events.push_back(std::move(recorded));
    }
    const record::Chart chart = record::Chart::fold({}, std::move(events), roster);
    return bundled(outgoingResources(chart, {}, sources, addressOf({}),
        [](const record::Event&, const base::Hash256&) { return QByteArray(); }));
}

void log(ledger::Vault& vault, const std::vector<PatientId>& patients, const QString& detail,
    const QString& purpose)
{
    std::vector<record::AccessLogged> accesses;
    accesses.reserve(patients.size());
    for (const PatientId patient : patients)
        accesses.push_back({record::AccessLogged::Action::Export, patient, detail, purpose});
    if (const auto logged = vault.logAccess(std::move(accesses)); !logged)
        throw base::Error(logged.error());
}

QString write(const QString& folder, const QString& name, const QByteArray& json)
{
    const QString path = QDir(folder).absoluteFilePath(name);
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit();
    if (!written) {
        const bool full = file.error() == QFileDevice::ResourceError;
        throw base::Error{full ? base::ErrorCode::DiskFull : base::ErrorCode::Io,
            QStringLiteral("The file can't be written: %1").arg(file.errorString()), path,
            QStringLiteral("Choose another folder, or make room.")};
    }
    return path;
}

void makeFolder(const QString& folder)
{
    if (!QDir().mkpath(folder)) {
        throw base::Error{base::ErrorCode::Io, QStringLiteral("The folder can't be made"), folder,
            QStringLiteral("Choose another folder.")};
    }
}

PatientId known(const ledger::Vault& vault, PatientId patient)
{
    const auto index = vault.patients();
    if (index->find(patient) == nullptr) {
        throw base::Error{
            base::ErrorCode::NotFound, QStringLiteral("There is no such patient"), patient.toString(), {}};
    }
    return index->resolve(patient);
}

template <class Work> auto guarded(const Work& work) -> base::Result<decltype(work())>
{
    try {
        return work();
    } catch (const base::Error& error) {
        return base::fail(error);
    }
}

} // namespace

base::Result<QByteArray> exportPatient(ledger::Vault& vault, PatientId patient, const QString& purpose)
{
    return guarded([&] {
        const PatientId whole = known(vault, patient);
        QByteArray json = patientBundle(vault, whole, vault.roster()).json;
        log(vault, {whole}, QStringLiteral("FHIR R4 bundle"), purpose);
        return json;
    });
}

base::Result<ExportReport> exportPatientTo(
    ledger::Vault& vault, PatientId patient, const QString& folder, const QString& purpose)
{
    return guarded([&] {
        const PatientId whole = known(vault, patient);
        makeFolder(folder);
        const Bundle bundle = patientBundle(vault, whole, vault.roster());
        log(vault, {whole}, QStringLiteral("FHIR R4 bundle"), purpose);
        return ExportReport{
            1, bundle.resources, {write(folder, whole.toString() + QStringLiteral(".json"), bundle.json)}};
    });
}

base::Result<ExportReport> exportAll(
    ledger::Vault& vault, const QString& folder, const ledger::ProgressFn& progress, const QString& purpose)
{
    return guarded([&] {
        makeFolder(folder);
        const auto index = vault.patients();
        std::vector<PatientId> patients;
        for (const record::PatientRow* row : index->rows()) {
            if (index->resolve(row->id) == row->id)
                patients.push_back(row->id);
        }
        std::sort(patients.begin(), patients.end());
        log(vault, {PatientId()}, QStringLiteral("FHIR R4 bundles of the whole clinic"), purpose);
        log(vault, patients, QStringLiteral("FHIR R4 bundle, in an export of the whole clinic"), purpose);

        const record::Roster roster = vault.roster();
        ExportReport report;
        ledger::Progress now{0, patients.size() + 1};
        const auto write1 = [&](const QString& name, const Bundle& bundle) {
            report.files << write(folder, name, bundle.json);
            report.resources += bundle.resources;
            ++now.done;
            if (progress && !progress(now))
                throw base::Error{base::ErrorCode::Cancelled, QStringLiteral("The export was cancelled"),
                    folder,
                    QStringLiteral("%n files were written and stay.")
                        .replace(QLatin1String("%n"), QString::number(now.done))};
        };
        for (const PatientId patient : patients) {
            write1(patient.toString() + QStringLiteral(".json"), patientBundle(vault, patient, roster));
            ++report.patients;
        }
        write1(QStringLiteral("clinic.json"), clinicBundle(vault, roster));
        return report;
    });
}

} // namespace twinward::interop
