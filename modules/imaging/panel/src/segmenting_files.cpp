// Segments out of memory: into the record, into files, onto the volume as surfaces.

#include "segmenting_p.h"

#include "base/unit.h"
#include "imaging/seg_object.h"
#include "workbench/when_done.h"

#include <QSaveFile>
#include <QtConcurrent/QtConcurrentRun>

namespace twinward::imaging {

namespace {

constexpr int smoothPasses = 15;
constexpr size_t mostDrawn = 1'000'000; // triangles of one segment on the screen

base::Result<Mesh> smoothSurface(const Segment& segment, const Grid& grid, const ledger::ProgressFn& progress)
{
    auto rough = surfaceOf(segment.mask, grid, progress);
    return rough ? smoothed(std::move(*rough), smoothPasses, progress) : rough;
}

base::Status writeFile(const QString& path, const QByteArray& content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return base::fail(base::ErrorCode::Io, QStringLiteral("The file can't be written"),
            file.errorString(), QStringLiteral("Choose another folder."));
    return {};
}

} // namespace

SegmentationSource Segmenting::source() const
{
    const LayerContent* ground = m_exam.ground();
    SegmentationSource made;
    made.instances = *ground->headers();
    made.frames = ground->stack()->frames;
    made.creator = m_exam.session().user().name;
    made.made = base::Moment::fromDateTime(QDateTime::currentDateTime());
    return made;
}

record::ImagingFinding Segmenting::finding() const
{
    const Segmentation& all = segmentation();
    record::ImagingFinding made;
    made.shape = record::ImagingFinding::Shape::Segmentation;
    made.studyUid = all.studyUid;
    made.seriesUid = all.seriesUid;
    made.frameOfReferenceUid = all.frameOfReferenceUid;
    const ObjectHeader* middle = m_exam.ground()->headerOf(all.grid.size[2] / 2);
    if (middle != nullptr)
        made.sopInstanceUid = middle->sopInstanceUid;
    QStringList labels;
    for (size_t i = 0; i < all.segments.size(); ++i) {
        record::Component value;
        value.code.coding = {measure_code::snomed, measure_code::volume, QStringLiteral("Volume")};
        value.code.text = all.segments[i].label;
        const QString millilitres = QString::number(m_volumes[i], 'f', 2);
        value.value = record::Quantity{
            base::Decimal::fromString(millilitres).value_or(base::Decimal()), QStringLiteral("mL"), {}};
        made.values.push_back(std::move(value));
        labels << all.segments[i].label;
    }
    made.text = labels.join(QStringLiteral(", "));
    return made;
}

void Segmenting::save()
{
    if (!isPossible() || isBusy())
        return;
    workbench::Job* job = begin(tr("Keeping the segments"));
    const record::PatientId patient = m_exam.scene().patient;
    using Stored = base::Result<base::Hash256>;
    auto future = m_exam.session().runBeside(
        [patient, all = segmentation(), from = source()](ledger::Vault& vault) -> Stored {
            const auto object = writeSegmentation(all, from);
            if (!object)
                return base::fail(object.error());
            return vault.storeBlob(patient, record::Category::Imaging, *object);
        });
    workbench::whenDone(future, this,
        [this, job, what = finding(), generation = m_generation, patient](const Stored& object) mutable {
            end(job);
            if (!object) {
                report(object.error());
                return;
            }
            what.object = *object;
            commit(patient, what, generation);
        });
}

// Segments that were kept before are amended: the record shows the newest and keeps the older.
void Segmenting::commit(record::PatientId patient, const record::ImagingFinding& what, quint64 generation)
{
    const workbench::ChartPtr chart = m_context.chart();
    // Of another series meanwhile: what was kept there is its own.
    const auto origin = generation == m_generation ? m_undo.current().event : std::nullopt;
    const record::Entry* before = origin && chart ? chart->find(*origin) : nullptr;
    record::Event event;
    if (before != nullptr) {
        event = record::amend(*before, what);
    } else {
        event.patient = patient;
        event.category = record::Category::Imaging;
        event.body = what;
    }
    event.occurred = base::Moment::fromDateTime(QDateTime::currentDateTime());
    workbench::whenDone(m_exam.session().commit({event}), this,
        [this, id = event.id, origin, generation](const base::Result<ledger::CommitReceipt>& receipt) {
            if (!receipt) {
                report(receipt.error());
            } else if (generation == m_generation) {
                m_undo.amendAll([&](Work& each) {
                    if (each.event == origin)
                        each.event = id;
                });
                m_saved = true;
            }
            emit changed();
        });
}

void Segmenting::exportTo(const QString& path, FileKind kind)
{
    const Segment* chosen = segment();
    if (!volume() || isBusy() || chosen == nullptr)
        return;
    workbench::Job* job = begin(tr("Writing the file"));
    const record::PatientId patient = m_exam.scene().patient;
    auto future
        = m_exam.session().runBeside([=, all = segmentation(), one = *chosen, from = source(),
                                         progress = job->progress()](ledger::Vault& vault) -> base::Status {
              base::Result<QByteArray> content = QByteArray();
              if (kind == FileKind::Segmentation) {
                  content = writeSegmentation(all, from);
              } else {
                  const auto mesh = smoothSurface(one, all.grid, progress);
                  if (!mesh)
                      return base::fail(mesh.error());
                  content = kind == FileKind::Stl ? toStl(*mesh) : toPly(*mesh, one.colour);
              }
              if (!content)
                  return base::fail(content.error());
              // Nothing leaves the vault that is not in the access log.
              const QString detail = QStringLiteral("segmentation of series %1").arg(all.seriesUid);
              const auto logged = vault.logAccess(
                  {{record::AccessLogged::Action::Export, patient, detail, QStringLiteral("TREAT")}});
              return logged ? writeFile(path, *content) : logged;
          });
    workbench::whenDone(future, this, [this, job, path](const base::Status& written) {
        end(job);
        if (!written)
            report(written.error());
        else
            emit wrote(path);
    });
}

void Segmenting::showSurfaces(bool shown)
{
    m_surfaces = shown;
    if (shown)
        makeSurfaces();
    else
        emit surfacesMade({});
}

void Segmenting::makeSurfaces()
{
    if (!m_surfaces)
        return;
    if (isBusy()) {
        m_surfaceTimer.start();
        return;
    }
    workbench::Job* job = begin(tr("Making surfaces"));
    using Made = base::Result<std::vector<SurfaceToDraw>>;
    auto future = QtConcurrent::run([all = segmentation(), progress = job->progress()]() -> Made {
        std::vector<SurfaceToDraw> surfaces;
        for (const Segment& each : all.segments) {
            if (each.mask.isEmpty())
                continue;
            auto mesh = smoothSurface(each, all.grid, progress);
            if (mesh)
                mesh = decimated(*mesh, mostDrawn, progress);
            if (!mesh)
                return base::fail(mesh.error());
            surfaces.push_back({std::make_shared<const Mesh>(std::move(*mesh)), each.colour, 1});
        }
        return surfaces;
    });
    workbench::whenDone(future, this, [this, job, generation = m_generation](const Made& made) {
        end(job);
        if (!made)
            report(made.error());
        else if (m_surfaces && generation == m_generation)
            emit surfacesMade(*made);
    });
}

} // namespace twinward::imaging
