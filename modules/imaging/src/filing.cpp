#include "filing_p.h"

#include "base/parallel.h"
#include "imaging/dicom_object.h"
#include "imaging/index.h"
#include "object_reader_p.h"

#include <algorithm>
#include <QDateTime>

namespace twinward::imaging {

using base::ErrorCode;

namespace {

// The same objects brought to the same patient twice, here or on another laptop, are one event.
record::EventId eventId(record::PatientId patient, const record::ImagingSeries& body)
{
    QByteArray material = patient.toBytes() + body.seriesUid.toUtf8();
    for (const record::ImagingInstance& instance : body.instances)
        material += '\n' + instance.sopInstanceUid.toUtf8();
    return record::EventId::derived("twinward imaging series 1", material);
}

base::Moment earliest(const std::vector<ObjectHeader>& headers)
{
    base::Moment first;
    for (const ObjectHeader& header : headers) {
        const base::Moment at = header.acquired.isNull() ? header.studyTime : header.acquired;
        if (!at.isNull() && (first.isNull() || at.utcMs() < first.utcMs()))
            first = at;
    }
    return first;
}

record::ImagingSeries seriesBody(const ObjectHeader& header)
{
    record::ImagingSeries body;
    body.studyUid = header.studyUid;
    body.studyDescription = header.studyDescription;
    body.accession = header.accession;
    body.seriesUid = header.seriesUid;
    body.modality = header.modality;
    body.seriesDescription = header.seriesDescription;
    body.bodyPart = header.bodyPart;
    body.seriesNumber = header.seriesNumber;
    return body;
}

// While one thread waits for the disk another seals, and disks store several files at once quicker than one
// after the other. Large objects take turns: they are in memory whole.
size_t workersFor(const PlannedStudy& study)
{
    constexpr qint64 large = 32LL << 20;
    constexpr size_t perCore = 4;
    qint64 largest = 0;
    for (const PlannedSeries& series : study.series) {
        for (const PlannedInstance& instance : series.instances)
            largest = std::max(largest, instance.place.size);
    }
    const size_t objects = study.instances();
    return std::min(objects, base::workersFor(objects, 1) * (largest > large ? 1 : perCore));
}

base::Error stopped()
{
    return {ErrorCode::Cancelled, QStringLiteral("The import was stopped"), {}, {}};
}

} // namespace

StudyFiling::StudyFiling(ledger::Vault& vault, const ImportPlan& plan, const FilingDecision& decision,
    const QString& purpose, FilingProgress& progress)
    : m_vault(vault)
    , m_plan(plan)
    , m_study(plan.studies[decision.study])
    , m_decision(decision)
    , m_purpose(purpose)
    , m_progress(progress)
{
    const auto index = vault.patients();
    m_isRegistered = index->find(decision.patient) != nullptr;
    m_patient = m_isRegistered ? index->resolve(decision.patient) : decision.patient;
    m_report.study = decision.study;
    m_report.uid = m_study.uid;
    m_report.patient = m_patient;
}

FiledStudy StudyFiling::run()
{
    m_batch = m_vault.startBlobs();
    const base::Status filed = fileAll();
    m_batch.reset(); // takes what was not finished away again
    count();
    if (!filed) {
        m_report.failure = filed.error();
        m_report.added = m_report.seriesAdded = 0;
    }
    return std::move(m_report);
}

base::Status StudyFiling::fileAll()
{
    if (auto read = readChart(); !read)
        return read;
    if (auto stored = storeObjects(); !stored)
        return stored;
    auto events = makeEvents();
    if (!events)
        return base::fail(events.error());
    m_report.seriesAdded = events->size();
    if (events->empty())
        return {};
    if (auto finished = m_batch->finish(); !finished)
        return finished;
    if (!m_isRegistered)
        events->insert(events->begin(), registration());
    events->push_back(access());
    const auto receipt = m_vault.commit(std::move(*events));
    return receipt ? base::Status() : base::fail(receipt.error());
}

base::Status StudyFiling::readChart()
{
    const auto events = m_vault.read(m_patient);
    if (!events)
        return base::fail(events.error());
    const record::Chart chart = record::Chart::fold(m_patient, *events, m_vault.roster());
    for (const Study& study : studiesOf(chart)) {
        for (const Series& series : study.series) {
            for (const StoredInstance& instance : series.instances)
                m_here.emplace(instance.sopInstanceUid, instance);
        }
    }
    return {};
}

base::Status StudyFiling::storeObjects()
{
    std::vector<std::pair<size_t, size_t>> all;
    m_stored.resize(m_study.series.size());
    for (size_t series = 0; series < m_study.series.size(); ++series) {
        m_stored[series].resize(m_study.series[series].instances.size());
        for (size_t instance = 0; instance < m_stored[series].size(); ++instance)
            all.emplace_back(series, instance);
    }
    const size_t workers = workersFor(m_study);
    std::vector<ObjectReader> readers;
    for (size_t worker = 0; worker < workers; ++worker)
        readers.emplace_back(m_plan.objects, m_plan.limits);
    std::mutex mutex;
    std::optional<base::Error> failure;
    base::runParallel(all.size(), workers, 1, [&](size_t worker, size_t begin, size_t) {
        if (m_progress.stopped)
            return;
        const auto [series, place] = all[begin];
        const PlannedInstance& planned = m_study.series[series].instances[place];
        Stored& stored = m_stored[series][place];
        const auto bytes = readers[worker].bytes(planned.place);
        auto done = bytes ? store(planned, *bytes) : base::Result<Stored>();
        if (!bytes)
            stored.why = bytes.error().what;
        else if (done)
            stored = std::move(*done);
        m_progress.done += static_cast<quint64>(planned.place.size);
        const bool isAskedToStop
            = worker == 0 && m_progress.show && !m_progress.show({m_progress.done, m_progress.total});
        if (!done || isAskedToStop) {
            const std::lock_guard guard(mutex);
            failure = failure.value_or(done ? stopped() : done.error());
            m_progress.stopped = true;
        }
    });
    // A disk that is full stops this study; a person who says so stops them all.
    if (failure && failure->code != ErrorCode::Cancelled)
        m_progress.stopped = false;
    return failure ? base::Status(base::fail(*failure)) : base::Status();
}

// An error is the vault's: nothing more can be stored. What is wrong with the object is in Stored::why.
base::Result<StudyFiling::Stored> StudyFiling::store(const PlannedInstance& planned, const QByteArray& bytes)
{
    if (m_here.contains(planned.header.sopInstanceUid))
        return compare(planned, bytes);
    Stored stored;
    const auto object = DicomObject::read(bytes, planned.place.name);
    if (!object) {
        stored.why = object.error().what;
        return stored;
    }
    stored.header = object->header();
    if (stored.header.sopInstanceUid != planned.header.sopInstanceUid
        || stored.header.seriesUid != planned.header.seriesUid
        || stored.header.patient != planned.header.patient) {
        stored.why = QStringLiteral("The file has changed since it was looked at");
        return stored;
    }
    const auto name = m_batch->add(m_patient, record::Category::Imaging, bytes);
    if (!name)
        return base::fail(name.error());
    stored.outcome = Stored::Outcome::Added;
    stored.instance = {stored.header.sopInstanceUid, stored.header.instanceNumber,
        static_cast<qint64>(stored.header.frames.size()), *name};
    return stored;
}

StudyFiling::Stored StudyFiling::compare(const PlannedInstance& planned, const QByteArray& bytes) const
{
    Stored stored;
    const auto here = readObject(m_vault, m_here.at(planned.header.sopInstanceUid));
    if (here && *here == bytes)
        stored.outcome = Stored::Outcome::AlreadyHere;
    else
        stored.why = here
            ? QStringLiteral("It is here already with other content; what is here was left as it is")
            : here.error().what;
    return stored;
}

base::Result<std::vector<record::Event>> StudyFiling::makeEvents()
{
    std::vector<record::Event> events;
    for (size_t series = 0; series < m_stored.size(); ++series) {
        auto event = makeEvent(m_study.series[series], m_stored[series]);
        if (!event)
            return base::fail(event.error());
        if (*event)
            events.push_back(std::move(**event));
    }
    return events;
}

base::Result<std::optional<record::Event>> StudyFiling::makeEvent(
    const PlannedSeries& series, const std::vector<Stored>& stored)
{
    std::vector<ObjectHeader> headers;
    record::ImagingSeries body = seriesBody(series.instances.front().header);
    for (const Stored& each : stored) {
        if (each.outcome != Stored::Outcome::Added)
            continue;
        body.instances.push_back(each.instance);
        headers.push_back(each.header);
    }
    if (headers.empty())
        return std::nullopt;
    const auto index = m_batch->add(m_patient, record::Category::Imaging, encodeIndex(headers));
    if (!index)
        return base::fail(index.error());
    body.index = *index;
    record::Event event;
    event.patient = m_patient;
    event.category = record::Category::Imaging;
    event.occurred = earliest(headers);
    const record::EventId derived = eventId(m_patient, body);
    if (!m_vault.contains(derived)) // else it was taken back since, and is brought again
        event.id = derived;
    event.body = std::move(body);
    return event;
}

record::Event StudyFiling::registration() const
{
    record::Event event;
    event.patient = m_patient;
    event.category = record::Category::Demographics;
    event.occurred = base::Moment::fromDateTime(QDateTime::currentDateTime());
    event.body = *m_decision.registration;
    return event;
}

record::Event StudyFiling::access() const
{
    record::AccessLogged logged;
    logged.action = record::AccessLogged::Action::Import;
    logged.patient = m_patient;
    logged.detail = QStringLiteral("DICOM study %1").arg(m_study.uid);
    logged.purpose = m_purpose;
    record::Event event;
    event.category = record::Category::Access;
    event.occurred = base::Moment::fromDateTime(QDateTime::currentDateTime());
    event.body = std::move(logged);
    return event;
}

void StudyFiling::count()
{
    for (size_t series = 0; series < m_stored.size(); ++series) {
        for (size_t place = 0; place < m_stored[series].size(); ++place) {
            const Stored& stored = m_stored[series][place];
            m_report.added += stored.outcome == Stored::Outcome::Added ? 1 : 0;
            m_report.alreadyHere += stored.outcome == Stored::Outcome::AlreadyHere ? 1 : 0;
            if (!stored.why.isEmpty())
                m_report.refused.push_back({m_study.series[series].instances[place].place.name, stored.why});
        }
    }
}

} // namespace twinward::imaging
