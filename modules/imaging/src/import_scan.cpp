#include "imaging/import.h"

#include "base/parallel.h"
#include "import_gather_p.h"
#include "object_reader_p.h"

#include <algorithm>
#include <atomic>
#include <QRegularExpression>
#include <unordered_map>

namespace twinward::imaging {

using base::ErrorCode;

namespace {

const QString mediaDirectory = QStringLiteral("1.2.840.10008.1.3.10");

// What one thread found out about one place.
struct Looked
{
    enum class Outcome : quint8 { Read, Refused, Other };
    Outcome outcome = Outcome::Other;
    ObjectHeader header;
    QString why;
};

QString reasonOf(const base::Error& error)
{
    return error.todo.isEmpty() ? error.what : error.what + QStringLiteral(". ") + error.todo;
}

bool isUid(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^[0-9][0-9.]{0,63}$"));
    return form.match(text).hasMatch();
}

// Empty where the object can be filed.
QString whatIsMissing(const ObjectHeader& header)
{
    if (!isUid(header.studyUid))
        return QStringLiteral("It does not say which study it belongs to (Study Instance UID)");
    if (!isUid(header.seriesUid))
        return QStringLiteral("It does not say which series it belongs to (Series Instance UID)");
    if (!isUid(header.sopInstanceUid))
        return QStringLiteral("It does not say which object it is (SOP Instance UID)");
    return {};
}

Looked look(ObjectReader& reader, const ObjectPlace& place)
{
    const auto beginning = reader.beginning(place, dicomBeginning);
    if (!beginning)
        return {Looked::Outcome::Refused, {}, reasonOf(beginning.error())};
    if (!beginsLikeDicom(*beginning))
        return {};
    auto header = reader.header(place);
    if (!header)
        return {Looked::Outcome::Refused, {}, reasonOf(header.error())};
    if (header->sopClassUid == mediaDirectory)
        return {};
    const QString missing = whatIsMissing(*header);
    if (!missing.isEmpty())
        return {Looked::Outcome::Refused, {}, missing};
    return {Looked::Outcome::Read, std::move(*header), {}};
}

// The same person, as far as the objects say: names in capitals or not are one name.
bool isSamePatient(const DicomPatient& a, const DicomPatient& b)
{
    return a.id == b.id && a.issuer == b.issuer && a.birthDate == b.birthDate && a.sex == b.sex
        && record::foldedForSearch(a.name) == record::foldedForSearch(b.name);
}

class Assembly
{
public:
    Assembly(ImportPlan& plan, const std::vector<ObjectPlace>& places)
        : m_plan(plan)
        , m_places(places)
        , m_reader(plan.objects, plan.limits)
    { }

    void add(size_t place, ObjectHeader header)
    {
        const auto [known, isNew] = m_instances.try_emplace(header.sopInstanceUid, place);
        if (!isNew)
            return addAgain(place, known->second);
        PlannedSeries& series = seriesFor(header);
        series.instances.push_back({m_places[place], std::move(header)});
    }

    void finish()
    {
        for (PlannedStudy& study : m_plan.studies) {
            study.namesOthersToo = m_byUid[study.uid].size() > 1;
            for (PlannedSeries& series : study.series)
                sortInstances(series);
            std::stable_sort(
                study.series.begin(), study.series.end(), [](const PlannedSeries& a, const PlannedSeries& b) {
                    return a.instances.front().header.seriesNumber < b.instances.front().header.seriesNumber;
                });
        }
        std::stable_sort(
            m_plan.studies.begin(), m_plan.studies.end(), [](const PlannedStudy& a, const PlannedStudy& b) {
                return a.header().studyTime.utcMs() > b.header().studyTime.utcMs();
            });
    }

private:
    // The same object twice on a disc is no fault; two objects that claim to be the same are.
    void addAgain(size_t place, size_t first)
    {
        const auto here = m_reader.bytes(m_places[place]);
        const auto there = m_reader.bytes(m_places[first]);
        if (here && there && *here == *there)
            ++m_plan.duplicates;
        else
            refuse(m_plan, m_places[place].name,
                QStringLiteral("Another file says that it is the same object, with other content: %1")
                    .arg(m_places[first].name));
    }

    PlannedStudy& studyFor(const ObjectHeader& header)
    {
        std::vector<size_t>& known = m_byUid[header.studyUid];
        for (const size_t study : known) {
            if (isSamePatient(m_plan.studies[study].patient, header.patient))
                return m_plan.studies[study];
        }
        known.push_back(m_plan.studies.size());
        PlannedStudy& study = m_plan.studies.emplace_back();
        study.uid = header.studyUid;
        study.patient = header.patient;
        return study;
    }

    PlannedSeries& seriesFor(const ObjectHeader& header)
    {
        PlannedStudy& study = studyFor(header);
        for (PlannedSeries& series : study.series) {
            if (series.uid == header.seriesUid)
                return series;
        }
        study.series.push_back({header.seriesUid, {}});
        return study.series.back();
    }

    static void sortInstances(PlannedSeries& series)
    {
        std::stable_sort(series.instances.begin(), series.instances.end(),
            [](const PlannedInstance& a, const PlannedInstance& b) {
                return a.header.instanceNumber < b.header.instanceNumber;
            });
    }

    ImportPlan& m_plan;
    const std::vector<ObjectPlace>& m_places;
    ObjectReader m_reader;
    std::unordered_map<QString, size_t> m_instances; // places by SOP Instance UID
    std::unordered_map<QString, std::vector<size_t>> m_byUid; // studies by their UID
};

// False: cancelled.
bool lookAtAll(const ImportPlan& plan, const std::vector<ObjectPlace>& places, std::vector<Looked>& looked,
    const ledger::ProgressFn& progress)
{
    const size_t workers = base::workersFor(places.size(), 4);
    std::vector<ObjectReader> readers;
    for (size_t worker = 0; worker < workers; ++worker)
        readers.emplace_back(plan.objects, plan.limits);
    std::atomic<bool> stopped = false;
    std::atomic<quint64> done = 0;
    base::runParallel(places.size(), workers, 1, [&](size_t worker, size_t begin, size_t) {
        if (stopped)
            return;
        looked[begin] = look(readers[worker], places[begin]);
        ++done;
        if (worker == 0 && progress && !progress({done, places.size()}))
            stopped = true;
    });
    return !stopped;
}

} // namespace

quint64 PlannedStudy::instances() const
{
    quint64 count = 0;
    for (const PlannedSeries& each : series)
        count += each.instances.size();
    return count;
}

qint64 PlannedStudy::bytes() const
{
    qint64 sum = 0;
    for (const PlannedSeries& each : series) {
        for (const PlannedInstance& instance : each.instances)
            sum += instance.place.size;
    }
    return sum;
}

base::Result<ImportPlan> scan(
    ImportSource source, const ledger::ProgressFn& progress, const ImportLimits& limits)
{
    ImportPlan plan;
    plan.limits = limits;
    plan.objects = std::move(source.objects);
    Gathering gathering(source, plan);
    if (const auto gathered = gathering.run(); !gathered)
        return base::fail(gathered.error());
    const std::vector<ObjectPlace>& places = gathering.places();
    std::vector<Looked> looked(places.size());
    if (!lookAtAll(plan, places, looked, progress))
        return base::fail(ErrorCode::Cancelled, QStringLiteral("Looking for images was stopped"));
    Assembly assembly(plan, places);
    for (size_t place = 0; place < places.size(); ++place) {
        if (looked[place].outcome == Looked::Outcome::Read)
            assembly.add(place, std::move(looked[place].header));
        else if (looked[place].outcome == Looked::Outcome::Refused)
            refuse(plan, places[place].name, looked[place].why);
        else
            plan.otherFiles.push_back(places[place].name);
    }
    assembly.finish();
    plan.filesRead = places.size();
    return plan;
}

} // namespace twinward::imaging
