#include "imaging/waiting.h"

#include "imaging/dicom_object.h"
#include "imaging/index.h"
#include "imaging/library.h"
#include "ledger/blob_batch.h"
#include "record/roster.h"

#include <algorithm>
#include <set>

namespace twinward::imaging {

using base::ErrorCode;
using base::fail;

namespace {

base::Result<record::Chart> roomOf(const ledger::Vault& vault)
{
    if (!record::mayRead(vault.user().role, record::Category::Imaging))
        return fail(ErrorCode::NotAuthorised, QStringLiteral("Your role may not see images"), {},
            QStringLiteral("A physician or a nurse can file them."));
    auto events = vault.read(waitingRoom());
    if (!events)
        return fail(events.error());
    return record::Chart::fold(waitingRoom(), std::move(*events), vault.roster());
}

bool isOf(const record::Entry& entry, const QString& studyUid)
{
    const auto* series = entry.as<record::ImagingSeries>();
    return series != nullptr && entry.state != record::EntryState::Retracted
        && (studyUid.isEmpty() || series->studyUid == studyUid);
}

record::ImagingSeries seriesOf(
    const ObjectHeader& header, const base::Hash256& object, const base::Hash256& index)
{
    return {header.studyUid, header.studyDescription, header.accession, header.seriesUid, header.modality,
        header.seriesDescription, header.bodyPart, header.seriesNumber,
        {{header.sopInstanceUid, header.instanceNumber, static_cast<qint64>(header.frames.size()), object}},
        index};
}

base::Result<WaitingStudy> opened(const ledger::Vault& vault, const record::Chart& room, const Study& study)
{
    const auto headers = readHeaders(vault, study.series.front());
    if (!headers)
        return fail(headers.error());
    WaitingStudy waiting{study.uid, headers->front().patient, study.description, study.accession,
        study.modalities, study.time, 0, 0, {}};
    for (const Series& series : study.series)
        waiting.instances += series.instances.size();
    for (const record::Entry& entry : room.entries()) {
        if (isOf(entry, study.uid))
            waiting.sinceMs = std::max<qint64>(waiting.sinceMs, entry.content().recorded.wallMs());
    }
    waiting.matches = matchPatient(waiting.patient, *vault.patients());
    return waiting;
}

base::Result<ImportSource> objectsOf(
    const ledger::Vault& vault, const record::Chart& room, const QString& uid)
{
    ImportSource source;
    for (const Study& study : studiesOf(room)) {
        if (study.uid != uid)
            continue;
        for (const Series& series : study.series) {
            for (const StoredInstance& instance : series.instances) {
                auto bytes = readObject(vault, instance);
                if (!bytes)
                    return fail(bytes.error());
                source.objects.push_back({instance.sopInstanceUid, std::move(*bytes)});
            }
        }
    }
    if (source.objects.empty())
        return fail(ErrorCode::NotFound, QStringLiteral("These images do not wait any more"), uid,
            QStringLiteral("Somebody has filed them already."));
    return source;
}

// Takes the study's objects out of the room, but for those named.
base::Status takeOut(ledger::Vault& vault, const record::Chart& room, const QString& studyUid,
    const std::set<QString>& stay, const QString& reason)
{
    std::vector<record::Event> events;
    for (const record::Entry& entry : room.entries()) {
        if (isOf(entry, studyUid)
            && !stay.contains(entry.as<record::ImagingSeries>()->instances.front().sopInstanceUid))
            events.push_back(record::amend(entry, record::Retraction{reason}));
    }
    if (events.empty())
        return {};
    const auto receipt = vault.commit(std::move(events));
    return receipt ? base::Status() : base::Status(fail(receipt.error()));
}

} // namespace

record::PatientId waitingRoom()
{
    static const auto room = record::PatientId::derived("imaging-waiting-room", QByteArray());
    return room;
}

base::Status letWait(ledger::Vault& vault, const QByteArray& bytes)
{
    const auto object = DicomObject::read(bytes, QStringLiteral("the object received"));
    if (!object)
        return fail(object.error());
    const ObjectHeader& header = object->header();
    record::Event event;
    event.id = record::EventId::derived("imaging-waiting", bytes);
    if (vault.contains(event.id))
        return {};
    event.patient = waitingRoom();
    event.category = record::Category::Imaging;
    event.occurred = header.acquired;
    const auto batch = vault.startBlobs();
    const auto content = batch->add(event.patient, event.category, bytes);
    if (!content)
        return fail(content.error());
    const auto index = batch->add(event.patient, event.category, encodeIndex({header}));
    if (!index)
        return fail(index.error());
    if (auto stored = batch->finish(); !stored)
        return stored;
    event.body = seriesOf(header, *content, *index);
    const auto receipt = vault.commit({std::move(event)});
    return receipt ? base::Status() : base::Status(fail(receipt.error()));
}

base::Result<std::vector<WaitingStudy>> waitingStudies(const ledger::Vault& vault)
{
    const auto room = roomOf(vault);
    if (!room)
        return fail(room.error());
    std::vector<WaitingStudy> all;
    for (const Study& study : studiesOf(*room)) {
        auto waiting = opened(vault, *room, study);
        if (!waiting)
            return fail(waiting.error());
        all.push_back(std::move(*waiting));
    }
    std::stable_sort(all.begin(), all.end(),
        [](const WaitingStudy& a, const WaitingStudy& b) { return a.sinceMs > b.sinceMs; });
    return all;
}

base::Result<FilingReport> fileWaiting(ledger::Vault& vault, const QString& studyUid,
    const FilingDecision& decision, const ledger::ProgressFn& progress, const QString& purpose)
{
    const auto room = roomOf(vault);
    if (!room)
        return fail(room.error());
    auto source = objectsOf(vault, *room, studyUid);
    if (!source)
        return fail(source.error());
    const auto plan = scan(std::move(*source));
    if (!plan)
        return fail(plan.error());
    std::vector<FilingDecision> decisions(plan->studies.size(), decision);
    for (size_t i = 0; i < decisions.size(); ++i)
        decisions[i].study = i;
    auto report = file(vault, *plan, decisions, progress, purpose);
    if (!report)
        return report;
    std::set<QString> stay;
    for (const RefusedObject& refused : plan->refused)
        stay.insert(refused.name);
    for (const FiledStudy& filed : report->studies) {
        if (filed.failure || report->cancelled)
            return report;
        for (const RefusedObject& refused : filed.refused)
            stay.insert(refused.name);
    }
    const QString reason = QStringLiteral("Filed under %1").arg(decision.patient.toString());
    if (const auto out = takeOut(vault, *room, studyUid, stay, reason); !out)
        return fail(out.error());
    return report;
}

base::Status dismissWaiting(ledger::Vault& vault, const QString& studyUid, const QString& reason)
{
    const auto room = roomOf(vault);
    if (!room)
        return fail(room.error());
    return takeOut(vault, *room, studyUid, {}, reason);
}

} // namespace twinward::imaging
