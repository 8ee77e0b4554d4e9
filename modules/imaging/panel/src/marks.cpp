#include "marks_p.h"

#include "imaging/finding.h"
#include "imaging_view/reslice.h"
#include "workbench/when_done.h"

#include <algorithm>
#include <QDateTime>
#include <QtConcurrent/QtConcurrentRun>

namespace twinward::imaging {

namespace {

bool isOf(const Mark& mark, record::EventId event)
{
    return mark.event == event;
}

} // namespace

Marks::Marks(Exam& exam, workbench::PatientContext& context, QObject* parent)
    : QObject(parent)
    , m_exam(exam)
    , m_context(context)
    , m_reported(new ReportedMarks(exam, context, this))
{
    connect(m_reported, &ReportedMarks::changed, this, &Marks::changed);
    connect(&m_context, &workbench::PatientContext::chartChanged, this, &Marks::follow);
    connect(&m_exam, &Exam::contentChanged, this, [this](int layer) {
        // Positions need the headers, grey values the pixels.
        const LayerContent* content = m_exam.layer(layer);
        if (content != nullptr && content->isComplete() && content->hasHeaders())
            follow();
    });
    connect(&m_exam, &Exam::changed, this, &Marks::reconcile);
    connect(&m_exam, &Exam::layersChanged, this, [this] {
        // A mark that left with its series was not undone: it is no longer followed, and stays in the record.
        const QSet<record::EventId> still = shown();
        m_saved &= still;
        m_saving &= still;
        m_values.clear();
        follow(); // of a series that undo brought back they stand in the record
    });
}

QSet<record::EventId> Marks::shown() const
{
    QSet<record::EventId> events;
    for (const Mark& mark : m_exam.scene().marks) {
        if (mark.event)
            events.insert(*mark.event);
    }
    return events;
}

bool Marks::mayMark() const
{
    return m_exam.session().mayI(record::ImagingFinding());
}

void Marks::add(Mark mark)
{
    mark.event = record::EventId::random();
    const LayerContent* content = m_exam.layer(mark.layer);
    if (content == nullptr)
        return;
    const auto& toPatient = m_exam.scene().layers[static_cast<size_t>(mark.layer)].toPatient;
    const int slice = m_exam.nearestSlice(
        mark.layer, mark.points.empty() ? intoLayer(toPatient, m_exam.scene().cursor) : mark.points.front());
    const ObjectHeader* header = content->headerOf(slice);
    if (header == nullptr)
        return;
    mark.sopInstanceUid = header->sopInstanceUid;
    mark.frame = content->frameRef(slice).frame + 1;
    m_exam.change(tr("Mark"), [&mark](ExamScene& scene) { scene.marks.push_back(mark); });
}

void Marks::remove(record::EventId event)
{
    m_exam.change(tr("Remove mark"), [event](ExamScene& scene) {
        std::erase_if(scene.marks, [event](const Mark& mark) { return isOf(mark, event); });
    });
}

QString Marks::values(const Mark& mark) const
{
    return mark.event ? m_values.value(*mark.event) : QString();
}

// What others have marked comes in; what was taken back elsewhere goes.
void Marks::follow()
{
    const workbench::ChartPtr chart = m_context.chart();
    if (!chart || chart->patient() != m_exam.scene().patient)
        return;
    std::vector<Mark> found;
    QSet<record::EventId> there;
    for (const record::Entry* entry : chart->current<record::ImagingFinding>()) {
        const auto* finding = entry->as<record::ImagingFinding>();
        for (int layer = 0; layer < m_exam.layerCount(); ++layer) {
            const LayerContent* content = m_exam.layer(layer);
            const int slice = content->series().uid != finding->seriesUid
                ? -1
                : content->sliceOf(finding->sopInstanceUid, static_cast<int>(finding->frame) - 1);
            if (slice < 0 || finding->shape == record::ImagingFinding::Shape::Segmentation)
                continue;
            there.insert(entry->event().id);
            found.push_back(markOf(*finding, *content->headerOf(slice), entry->event().id, layer));
        }
    }
    const QSet<record::EventId> gone = m_saved - there - m_saving;
    const QSet<record::EventId> retracting = m_retracting;
    m_retracting &= there;
    m_saved = (m_saved | there) - gone - retracting;
    // What was drawn here is undone and done again by its steps: only what came from elsewhere is in all of
    // them, or undoing a scroll would take a colleague's mark out of the record.
    const QSet<record::EventId> own = shown() | m_saving | m_unwanted | retracting;
    std::erase_if(found, [&own](const Mark& mark) { return own.contains(*mark.event); });
    m_exam.settle([&](ExamScene& scene) {
        std::erase_if(
            scene.marks, [&](const Mark& mark) { return mark.event && gone.contains(*mark.event); });
        for (const Mark& mark : found) {
            const bool known = static_cast<size_t>(mark.layer) >= scene.layers.size()
                || std::ranges::any_of(
                    scene.marks, [&](const Mark& each) { return isOf(each, *mark.event); });
            if (!known)
                scene.marks.push_back(mark);
        }
    });
    const QSet<record::EventId> unwanted = m_unwanted - m_saving;
    for (const record::EventId event : unwanted& there)
        retract(event);
    reconcile();
}

// The record says what the scene says: what was drawn is kept, what was undone is taken back.
void Marks::reconcile()
{
    for (const Mark& mark : m_exam.scene().marks) {
        if (!mark.event)
            continue;
        if (!m_values.contains(*mark.event))
            compute(mark);
        if (!m_saved.contains(*mark.event) && !m_saving.contains(*mark.event))
            save(mark);
    }
    const QSet<record::EventId> now = shown();
    m_unwanted = (m_unwanted | (m_saving - now)) - now; // undone before it was kept
    const QSet<record::EventId> undone = m_saved - now - m_saving;
    for (const record::EventId event : undone)
        retract(event);
    emit changed();
}

void Marks::compute(const Mark& mark)
{
    const LayerContent* content = m_exam.layer(mark.layer);
    const int slice
        = content == nullptr ? -1 : content->sliceOf(mark.sopInstanceUid, static_cast<int>(mark.frame) - 1);
    if (slice < 0 || (content->volume() && !content->isComplete()))
        return; // asked again when the pixels are there
    const record::EventId event = *mark.event;
    m_values.insert(event, QString());
    const Ruler ruler = rulerOf(*content->headerOf(slice), static_cast<int>(mark.frame) - 1);
    auto future = QtConcurrent::run(
        [mark, ruler, volume = content->volume()] { return measure(mark, ruler, volume.get()); });
    using Measured = base::Result<std::vector<record::Component>>;
    workbench::whenDone(future, this, [this, event](const Measured& measured) {
        QStringList lines;
        if (!measured) {
            emit failed(measured.error());
        } else {
            for (const record::Component& component : *measured)
                lines.append(displayValue(component));
        }
        m_values.insert(event, lines.join(QStringLiteral("  ")));
        emit changed();
    });
}

void Marks::save(const Mark& mark)
{
    const LayerContent* content = m_exam.layer(mark.layer);
    const int slice
        = content == nullptr ? -1 : content->sliceOf(mark.sopInstanceUid, static_cast<int>(mark.frame) - 1);
    if (!mayMark() || slice < 0)
        return;
    // An event that was taken back can't come again under its name (undo, then redo).
    const workbench::ChartPtr chart = m_context.chart();
    Mark kept = mark;
    if (chart && chart->find(*mark.event) != nullptr) {
        kept.event = record::EventId::random();
        m_exam.settle([&](ExamScene& scene) {
            for (Mark& each : scene.marks) {
                if (isOf(each, *mark.event))
                    each.event = kept.event;
            }
        });
        return; // the scene's change has saved it
    }
    const record::EventId event = *kept.event;
    m_saving.insert(event);
    const ObjectHeader header = *content->headerOf(slice);
    const record::PatientId patient = m_exam.scene().patient;
    const QString observer = m_exam.session().user().name;
    using Stored = base::Result<record::Event>;
    auto future = m_exam.session().run([=, volume = content->volume()](ledger::Vault& vault) -> Stored {
        auto finding = findingOf(kept, {header, static_cast<int>(kept.frame) - 1, volume.get()});
        if (!finding)
            return base::fail(finding.error());
        const auto now = base::Moment::fromDateTime(QDateTime::currentDateTime());
        const auto report = writeReport({*finding}, {{header}, observer, now});
        if (!report)
            return base::fail(report.error());
        const auto blob = vault.storeBlob(patient, record::Category::Imaging, *report);
        if (!blob)
            return base::fail(blob.error());
        finding->object = *blob;
        record::Event made;
        made.id = event;
        made.patient = patient;
        made.category = record::Category::Imaging;
        made.occurred = now;
        made.body = std::move(*finding);
        return made;
    });
    workbench::whenDone(future, this, [this, event](const Stored& made) {
        if (!made) {
            m_saving.remove(event);
            emit failed(made.error());
            m_exam.settle([event](ExamScene& scene) { // what is not kept is not shown as if it were
                std::erase_if(scene.marks, [event](const Mark& each) { return isOf(each, event); });
            });
            return;
        }
        workbench::whenDone(m_exam.session().commit({*made}), this,
            [this, event](const base::Result<ledger::CommitReceipt>& receipt) {
                const bool followed = m_saving.remove(event) || m_unwanted.contains(event);
                if (!receipt)
                    emit failed(receipt.error());
                else if (followed)
                    m_saved.insert(event);
                reconcile(); // it may have been undone meanwhile
            });
    });
}

void Marks::retract(record::EventId event)
{
    const workbench::ChartPtr chart = m_context.chart();
    const record::Entry* entry = chart ? chart->find(event) : nullptr;
    if (entry == nullptr || m_retracting.contains(event))
        return; // the chart will come with it
    m_retracting.insert(event);
    m_saved.remove(event);
    m_unwanted.remove(event);
    auto future = m_exam.session().commit(
        {record::amend(*entry, record::Retraction{QStringLiteral("Removed in the viewer")})});
    workbench::whenDone(future, this, [this, event](const base::Result<ledger::CommitReceipt>& receipt) {
        if (receipt)
            return; // until the chart says so it is on its way out
        m_retracting.remove(event);
        m_saved.insert(event);
        emit failed(receipt.error());
        follow();
    });
}

} // namespace twinward::imaging
