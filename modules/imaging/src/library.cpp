#include "imaging/library.h"

#include "base/parallel.h"
#include "imaging/dicom_object.h"
#include "imaging/index.h"

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

namespace twinward::imaging {

namespace {

// What a series is put together from, while its events are gone through.
class SeriesMaker
{
public:
    void add(const record::Event& event, const record::ImagingSeries& body)
    {
        if (m_series.events.empty())
            describe(body);
        m_series.events.push_back(event.id);
        const BlobOwner owner{event.patient, event.category};
        for (const record::ImagingInstance& instance : body.instances) {
            if (!m_known.insert(instance.sopInstanceUid).second)
                continue;
            StoredInstance stored;
            static_cast<record::ImagingInstance&>(stored) = instance;
            stored.owner = owner;
            m_series.frames += instance.frames;
            m_series.instances.push_back(std::move(stored));
        }
        if (body.index)
            m_series.indexes.push_back({owner, *body.index});
    }

    Series take()
    {
        std::stable_sort(m_series.instances.begin(), m_series.instances.end(),
            [](const StoredInstance& a, const StoredInstance& b) { return a.number < b.number; });
        return std::move(m_series);
    }

private:
    void describe(const record::ImagingSeries& body)
    {
        m_series.uid = body.seriesUid;
        m_series.modality = body.modality;
        m_series.description = body.seriesDescription;
        m_series.bodyPart = body.bodyPart;
        m_series.number = body.seriesNumber;
    }

    Series m_series;
    std::unordered_set<QString> m_known; // SOP instances
};

struct StudyMaker
{
    Study study;
    std::vector<SeriesMaker> series;
    std::unordered_map<QString, size_t> places; // of series, by UID
};

void describe(Study& study, const record::Event& event, const record::ImagingSeries& body)
{
    study.uid = body.studyUid;
    if (study.description.isEmpty())
        study.description = body.studyDescription;
    if (study.accession.isEmpty())
        study.accession = body.accession;
    if (!event.occurred.isNull() && (study.time.isNull() || event.occurred.utcMs() < study.time.utcMs()))
        study.time = event.occurred;
    if (!body.modality.isEmpty() && !study.modalities.contains(body.modality))
        study.modalities.push_back(body.modality);
}

Study finished(StudyMaker& maker)
{
    for (SeriesMaker& series : maker.series)
        maker.study.series.push_back(series.take());
    std::stable_sort(maker.study.series.begin(), maker.study.series.end(),
        [](const Series& a, const Series& b) { return a.number < b.number; });
    maker.study.modalities.sort();
    return std::move(maker.study);
}

using HeadersByInstance = std::unordered_map<QString, ObjectHeader>;

// What can't be read here is read from the objects instead.
HeadersByInstance indexedHeaders(const ledger::Vault& vault, const Series& series)
{
    HeadersByInstance found;
    for (const StoredIndex& index : series.indexes) {
        const auto bytes = vault.readBlob(index.owner.patient, index.owner.category, index.blob);
        if (!bytes)
            continue;
        auto headers = decodeIndex(*bytes);
        if (!headers)
            continue;
        for (ObjectHeader& header : *headers) {
            const QString uid = header.sopInstanceUid;
            found.try_emplace(uid, std::move(header));
        }
    }
    return found;
}

base::Status readFromObjects(const ledger::Vault& vault, const Series& series,
    const std::vector<size_t>& places, std::vector<ObjectHeader>& headers)
{
    std::mutex mutex;
    std::optional<base::Error> failure;
    base::runParallel(
        places.size(), base::workersFor(places.size(), 4), 1, [&](size_t, size_t begin, size_t) {
            const size_t place = places[begin];
            const auto bytes = readObject(vault, series.instances[place]);
            const auto object = bytes ? DicomObject::read(*bytes, series.instances[place].sopInstanceUid)
                                      : base::fail(bytes.error());
            if (object) {
                headers[place] = object->header();
                return;
            }
            const std::lock_guard guard(mutex);
            failure = object.error();
        });
    if (failure)
        return base::fail(*failure);
    return {};
}

} // namespace

std::vector<Study> studiesOf(const record::Chart& chart)
{
    std::vector<StudyMaker> makers;
    std::unordered_map<QString, size_t> places;
    for (const record::Entry* entry : chart.current<record::ImagingSeries>()) {
        const record::Event& event = entry->event();
        const auto& body = *event.as<record::ImagingSeries>();
        const auto [study, newStudy] = places.try_emplace(body.studyUid, makers.size());
        if (newStudy)
            makers.emplace_back();
        StudyMaker& maker = makers[study->second];
        describe(maker.study, event, body);
        const auto [series, newSeries] = maker.places.try_emplace(body.seriesUid, maker.series.size());
        if (newSeries)
            maker.series.emplace_back();
        maker.series[series->second].add(event, body);
    }
    std::vector<Study> studies;
    studies.reserve(makers.size());
    for (StudyMaker& maker : makers)
        studies.push_back(finished(maker));
    std::stable_sort(studies.begin(), studies.end(),
        [](const Study& a, const Study& b) { return a.time.utcMs() > b.time.utcMs(); });
    return studies;
}

base::Result<std::vector<ObjectHeader>> readHeaders(const ledger::Vault& vault, const Series& series)
{
    HeadersByInstance indexed = indexedHeaders(vault, series);
    std::vector<ObjectHeader> headers(series.instances.size());
    std::vector<size_t> missing;
    for (size_t place = 0; place < headers.size(); ++place) {
        const auto found = indexed.find(series.instances[place].sopInstanceUid);
        if (found == indexed.end())
            missing.push_back(place);
        else
            headers[place] = std::move(found->second);
    }
    if (const auto read = readFromObjects(vault, series, missing, headers); !read)
        return base::fail(read.error());
    return headers;
}

base::Result<QByteArray> readObject(const ledger::Vault& vault, const StoredInstance& instance)
{
    return vault.readBlob(instance.owner.patient, instance.owner.category, instance.blob);
}

} // namespace twinward::imaging
