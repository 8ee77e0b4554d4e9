#include "segmenting_p.h"

#include "imaging/vec.h"
#include "workbench/when_done.h"

#include <QtConcurrent/QtConcurrentRun>

namespace twinward::imaging {

namespace {

// Told apart on grey and from each other, also by people who see red and green alike (Okabe and Ito 2008).
constexpr std::array<QRgb, 7> colours{
    0xffe69f00, 0xff56b4e9, 0xff009e73, 0xfff0e442, 0xff0072b2, 0xffd55e00, 0xffcc79a7};
constexpr QRgb previewColour = 0xffff3df2;
constexpr int surfaceDelayMs = 700; // after the last change

} // namespace

Segmenting::Segmenting(Exam& exam, workbench::PatientContext& context, QObject* parent)
    : QObject(parent)
    , m_exam(exam)
    , m_context(context)
{
    m_brush.shape = Brush::Shape::Disc;
    m_surfaceTimer.setSingleShot(true);
    m_surfaceTimer.setInterval(surfaceDelayMs);
    connect(&m_surfaceTimer, &QTimer::timeout, this, &Segmenting::makeSurfaces);
    connect(&m_exam, &Exam::layersChanged, this, &Segmenting::followGround);
    connect(&m_exam, &Exam::contentChanged, this, &Segmenting::followGround);
    connect(&m_context, &workbench::PatientContext::chartChanged, this, &Segmenting::changed);
}

bool Segmenting::isRead() const
{
    const LayerContent* ground = m_exam.ground();
    return ground != nullptr && ground->isComplete() && ground->volume() != nullptr
        && ground->volume()->samples == 1;
}

bool Segmenting::isPossible() const
{
    return isRead() && m_exam.session().mayI(record::ImagingFinding());
}

VolumePtr Segmenting::volume() const
{
    return isPossible() ? m_exam.ground()->volume() : nullptr;
}

const Segment* Segmenting::segment() const
{
    const auto& segments = segmentation().segments;
    return m_current >= 0 && m_current < static_cast<int>(segments.size())
        ? &segments[static_cast<size_t>(m_current)]
        : nullptr;
}

// Segments belong to one stack: another on show begins anew.
void Segmenting::followGround()
{
    const LayerContent* ground = m_exam.ground();
    const QString series = ground == nullptr || !ground->volume()
        ? QString()
        : QStringLiteral("%1/%2").arg(ground->series().uid).arg(ground->stackIndex());
    if (series != m_series) {
        m_series = series;
        ++m_generation;
        if (m_job != nullptr)
            m_job->cancel();
        Segmentation fresh;
        if (!series.isEmpty()) {
            fresh.grid = ground->volume()->grid;
            fresh.studyUid = ground->study().uid;
            fresh.seriesUid = ground->series().uid;
            fresh.frameOfReferenceUid = ground->headerOf(0)->frameOfReferenceUid;
        }
        m_undo = UndoStack<Work>({fresh, std::nullopt});
        m_current = -1;
        m_saved = true;
        m_range.reset();
        m_preview.reset();
        settled();
    }
    openAwaited();
    emit changed();
}

void Segmenting::change(
    const QString& what, const std::function<void(Segmentation&)>& edit, const QString& merge)
{
    Work next = m_undo.current();
    edit(next.all);
    m_undo.push(std::move(next), what, merge);
    m_saved = false;
    settled();
}

void Segmenting::settled()
{
    m_current = std::min(m_current, static_cast<int>(segmentation().segments.size()) - 1);
    if (m_current < 0 && !segmentation().segments.empty())
        m_current = 0;
    m_volumes.clear();
    for (const Segment& each : segmentation().segments)
        m_volumes.push_back(volumeMl(each.mask, segmentation().grid));
    if (m_surfaces)
        m_surfaceTimer.start();
    emit outlinesChanged();
    emit changed();
}

void Segmenting::setCurrent(int segment)
{
    if (segment == m_current)
        return;
    m_current = segment;
    settled();
}

void Segmenting::addSegment()
{
    if (!isPossible())
        return;
    const size_t count = segmentation().segments.size();
    change(tr("New segment"), [&](Segmentation& next) {
        Segment made;
        made.label = tr("Segment %1").arg(count + 1);
        made.colour = colours.at(count % colours.size());
        made.mask = Mask(next.grid.size);
        next.segments.push_back(std::move(made));
    });
    setCurrent(static_cast<int>(count));
}

void Segmenting::removeSegment()
{
    if (segment() == nullptr || isBusy())
        return;
    change(tr("Remove segment"),
        [this](Segmentation& next) { next.segments.erase(next.segments.begin() + m_current); });
}

void Segmenting::rename(int which, const QString& label)
{
    const auto at = static_cast<size_t>(which);
    if (at >= segmentation().segments.size() || segmentation().segments[at].label == label.trimmed()
        || label.trimmed().isEmpty())
        return;
    change(tr("Name"), [&](Segmentation& next) { next.segments[at].label = label.trimmed(); });
}

void Segmenting::load(const Segmentation& given, std::optional<record::EventId> event)
{
    const Segmentation& before = segmentation();
    Work next{given, event};
    next.all.grid = before.grid;
    next.all.studyUid = before.studyUid;
    next.all.seriesUid = before.seriesUid;
    next.all.frameOfReferenceUid = before.frameOfReferenceUid;
    m_undo.push(std::move(next), tr("Open segments"));
    m_current = 0;
    m_saved = true;
    settled();
}

void Segmenting::undo()
{
    if (!isBusy() && m_undo.undo()) {
        m_saved = false;
        settled();
    }
}

void Segmenting::redo()
{
    if (!isBusy() && m_undo.redo()) {
        m_saved = false;
        settled();
    }
}

// ---- values ----------------------------------------------------------------------------------------------

void Segmenting::setPreview(std::optional<ValueRange> range)
{
    m_range = range;
    if (range) {
        orderPreview();
    } else if (m_preview) {
        m_preview.reset();
        emit outlinesChanged();
    }
}

// Only the newest range counts: whoever drags sees the last one, not a queue of old ones.
void Segmenting::orderPreview()
{
    const VolumePtr now = volume();
    if (m_previewing || !m_range || !now)
        return;
    m_previewing = true;
    const ValueRange range = *m_range;
    auto future
        = QtConcurrent::run([now, range] { return threshold(*now, range, wholeBox(now->grid.size)); });
    workbench::whenDone(future, this,
        [this, range, grid = now->grid, generation = m_generation](const base::Result<Mask>& mask) {
            m_previewing = false;
            if (!m_range || generation != m_generation)
                return;
            if (m_range->low != range.low || m_range->high != range.high)
                orderPreview();
            if (mask) {
                auto made = std::make_shared<Segmentation>();
                made->grid = grid;
                Segment shown;
                shown.colour = previewColour;
                shown.mask = *mask;
                made->segments.push_back(std::move(shown));
                m_preview = made;
                emit outlinesChanged();
            }
        });
}

std::vector<SegmentationPtr> Segmenting::outlines() const
{
    std::vector<SegmentationPtr> all;
    if (!segmentation().segments.empty())
        all.push_back(std::make_shared<const Segmentation>(segmentation()));
    if (m_preview)
        all.push_back(m_preview);
    return all;
}

std::optional<ValueRange> Segmenting::suggestedRange(const Vec3& seed) const
{
    const VolumePtr now = volume();
    const auto voxel = now ? voxelAt(now->grid, seed) : std::nullopt;
    return voxel ? rangeAround(*now, *voxel) : std::nullopt;
}

workbench::Job* Segmenting::begin(const QString& what)
{
    m_job = new workbench::Job(m_exam.session(), this);
    emit begun(m_job, what);
    emit changed();
    return m_job;
}

void Segmenting::end(workbench::Job* job)
{
    job->finish();
    job->deleteLater();
    if (m_job == job)
        m_job = nullptr;
    emit changed();
}

void Segmenting::report(const base::Error& error)
{
    if (error.code != base::ErrorCode::Cancelled)
        emit failed(error);
}

void Segmenting::work(const QString& what, MaskWork mask)
{
    if (!volume() || isBusy())
        return;
    if (segment() == nullptr)
        addSegment();
    workbench::Job* job = begin(what);
    auto future = QtConcurrent::run([mask = std::move(mask), old = segment()->mask,
                                        progress = job->progress()] { return mask(old, progress); });
    workbench::whenDone(future, this,
        [this, job, what, at = static_cast<size_t>(m_current), generation = m_generation](
            const base::Result<Mask>& made) {
            end(job);
            if (!made)
                report(made.error());
            else if (generation == m_generation && at < segmentation().segments.size())
                change(what, [&](Segmentation& next) { next.segments[at].mask = *made; });
        });
}

void Segmenting::addRange(const ValueRange& range)
{
    work(tr("Add by value"), [now = volume(), range](const Mask& old, const ledger::ProgressFn& progress) {
        auto found = threshold(*now, range, wholeBox(now->grid.size), progress);
        return found ? base::Result<Mask>(old.united(*found)) : found;
    });
}

void Segmenting::grow(const Vec3& seed, const ValueRange& range)
{
    const VolumePtr now = volume();
    const auto voxel = now ? voxelAt(now->grid, seed) : std::nullopt;
    if (!voxel)
        return;
    work(tr("Grow"), [now, range, at = *voxel](const Mask& old, const ledger::ProgressFn& progress) {
        auto found = regionGrow(*now, at, range, wholeBox(now->grid.size), progress);
        return found ? base::Result<Mask>(old.united(*found)) : found;
    });
}

void Segmenting::tidy(Tidy how, double radiusMm)
{
    const Grid grid = segmentation().grid;
    using Made = base::Result<Mask>;
    work(tr("Tidy"), [how, radiusMm, grid](const Mask& old, const ledger::ProgressFn& progress) -> Made {
        switch (how) {
        case Tidy::Smooth:
            return medianSmoothed(old, 2, progress);
        case Tidy::FillHoles:
            return holesFilled(old);
        case Tidy::KeepLargest:
            return largestIsland(old);
        case Tidy::RemoveSmall: // less than a ball of that radius holds
            return withoutIslandsBelow(old,
                static_cast<qint64>(4.18879 * radiusMm * radiusMm * radiusMm / 1000 / voxelVolumeMl(grid)));
        case Tidy::Widen:
            return morphed(old, grid, Morphology::Dilate, radiusMm, progress);
        case Tidy::Shrink:
            return morphed(old, grid, Morphology::Erode, radiusMm, progress);
        case Tidy::CloseGaps:
            return morphed(old, grid, Morphology::Close, radiusMm, progress);
        }
        return old;
    });
}

// ---- by hand ---------------------------------------------------------------------------------------------

void Segmenting::take(const SegmentStep& step, const ValueRange& seedRange)
{
    if (!isPossible() || isBusy())
        return;
    if (step.tool == Tool::Seed) {
        if (step.phase == SegmentStep::Phase::Begin)
            grow(step.at, seedRange);
        return;
    }
    if (step.phase == SegmentStep::Phase::End)
        return;
    if (segment() == nullptr)
        addSegment();
    if (step.phase == SegmentStep::Phase::Begin) {
        ++m_stroke;
        m_last = step.at;
    }
    Brush brush = m_brush;
    brush.normal = step.normal;
    brush.action = step.tool == Tool::Eraser ? Brush::Action::Erase : Brush::Action::Paint;
    const Vec3 from = std::exchange(m_last, step.at);
    const VolumePtr now = volume();
    change(
        brush.action == Brush::Action::Erase ? tr("Wipe") : tr("Paint"),
        [&](Segmentation& next) {
            stroke(next.segments[static_cast<size_t>(m_current)].mask, next.grid, now.get(), brush, from,
                step.at);
        },
        QStringLiteral("stroke%1").arg(m_stroke));
}

} // namespace twinward::imaging
