// Segments that are there already, in the record or in the study, opened to be worked on.

#include "imaging/seg_object.h"
#include "segmenting_p.h"
#include "workbench/when_done.h"

#include <algorithm>

namespace twinward::imaging {

namespace {

const record::ImagingFinding* segmentsOf(const record::Entry& entry)
{
    const auto* found = entry.as<record::ImagingFinding>();
    return found != nullptr && found->shape == record::ImagingFinding::Shape::Segmentation && found->object
        ? found
        : nullptr;
}

} // namespace

std::vector<Segmenting::Source> Segmenting::sources() const
{
    std::vector<Source> all;
    const workbench::ChartPtr chart = m_context.chart();
    if (!chart || segmentation().seriesUid.isEmpty())
        return all;
    for (const record::Entry* entry : chart->current<record::ImagingFinding>()) {
        const record::ImagingFinding* found = segmentsOf(*entry);
        if (found != nullptr && found->seriesUid == segmentation().seriesUid)
            all.push_back({found->text, entry->event().occurred, entry->event().id, {}});
    }
    std::ranges::stable_sort(all, [](const Source& a, const Source& b) { return b.when < a.when; });
    for (const Study& study : m_studies) {
        for (const Series& series : study.series) {
            if (study.uid == segmentation().studyUid && series.modality == QLatin1String("SEG")
                && !series.instances.empty())
                all.push_back({series.description, {}, {}, series});
        }
    }
    return all;
}

std::optional<record::EventId> Segmenting::kept() const
{
    const auto all = sources();
    return all.empty() ? std::nullopt : all.front().event;
}

void Segmenting::setStudies(const std::vector<Study>& studies)
{
    m_studies = studies;
    emit changed();
}

void Segmenting::openKept()
{
    const auto all = sources();
    if (!all.empty() && all.front().event)
        open(all.front());
}

void Segmenting::openWhenRead(record::EventId finding)
{
    m_awaited = finding;
    openAwaited();
}

void Segmenting::openAwaited()
{
    if (!m_awaited || isBusy() || !isRead())
        return;
    for (const Source& source : sources()) {
        if (source.event != *m_awaited)
            continue;
        m_awaited.reset();
        if (m_undo.current().event != source.event) // it is open already, perhaps with work in it
            open(source);
        return;
    }
}

void Segmenting::open(const Source& source)
{
    const workbench::ChartPtr chart = m_context.chart();
    const record::Entry* entry = source.event && chart ? chart->find(*source.event) : nullptr;
    const record::ImagingFinding* found = entry == nullptr ? nullptr : segmentsOf(*entry);
    if ((found == nullptr && !source.series) || isBusy() || !isRead())
        return;
    workbench::Job* job = begin(tr("Opening the segments"));
    using Bytes = base::Result<QByteArray>;
    std::function<Bytes(const ledger::Vault&)> take;
    if (found != nullptr)
        take
            = [patient = entry->event().patient, category = entry->event().category, object = *found->object](
                  const ledger::Vault& vault) { return vault.readBlob(patient, category, object); };
    else
        take = [instance = source.series->instances.back()](
                   const ledger::Vault& vault) { return readObject(vault, instance); };
    using Read = base::Result<Segmentation>;
    auto future = m_exam.session().runBeside(
        [take = std::move(take), grid = segmentation().grid](const ledger::Vault& vault) -> Read {
            const auto bytes = take(vault);
            if (!bytes)
                return base::fail(bytes.error());
            auto read = readSegmentation(*bytes, grid);
            if (read && read->fractions != Segmentation::Fractions::None)
                return base::fail(base::ErrorCode::Unsupported,
                    QStringLiteral("This segmentation gives a fraction for each voxel and no edge: it can be "
                                   "looked at, not edited"),
                    read->label, QStringLiteral("Open it from the list of series to see it on the images."));
            return read;
        });
    workbench::whenDone(
        future, this, [this, job, event = source.event, generation = m_generation](const Read& read) {
            end(job);
            if (!read)
                report(read.error());
            else if (generation == m_generation)
                load(*read, event);
        });
}

} // namespace twinward::imaging
