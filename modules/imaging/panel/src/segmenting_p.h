#pragma once

// Segmenting the series on show: the segments with their undo, a preview of a range of values, the brush, and
// the work on threads of their own. Knows no widget: controls and views show what it says.

#include "exam_p.h"
#include "imaging/library.h"
#include "imaging/seg_object.h"
#include "imaging_view/volume_renderer.h"
#include "picture_maker_p.h"
#include "tool_p.h"
#include "workbench/job.h"
#include "workbench/patient_context.h"

#include <QTimer>

namespace twinward::imaging {

class Segmenting : public QObject
{
    Q_OBJECT

public:
    Segmenting(Exam& exam, workbench::PatientContext& context, QObject* parent = nullptr);

    // The ground is a volume that is all there, and this user may keep findings.
    [[nodiscard]] bool isPossible() const;
    [[nodiscard]] bool isBusy() const { return m_job != nullptr; }
    [[nodiscard]] const Segmentation& segmentation() const { return m_undo.current().all; }
    [[nodiscard]] int current() const { return m_current; } // -1 where there is none
    void setCurrent(int segment);
    [[nodiscard]] const std::vector<double>& volumesMl() const { return m_volumes; } // of each segment
    [[nodiscard]] bool isSaved() const { return m_saved; }
    [[nodiscard]] std::optional<record::EventId> kept() const; // the newest of this series in the record

    // What can be opened to be worked on: findings kept of this series, newest first, then the segmentations
    // other programs put into the study.
    struct Source
    {
        QString name;
        base::Moment when; // null where it is not known
        std::optional<record::EventId> event; // a finding
        std::optional<Series> series; // else a series of the study
    };
    [[nodiscard]] std::vector<Source> sources() const;
    void setStudies(const std::vector<Study>& studies); // of the patient

    void addSegment();
    void removeSegment();
    void rename(int segment, const QString& label);
    // In place of what there is; undo brings that back. event: the finding it is kept in, that save() amends.
    void load(const Segmentation& segmentation, std::optional<record::EventId> event = std::nullopt);
    void undo();
    void redo();
    [[nodiscard]] bool canUndo() const { return m_undo.canUndo(); }
    [[nodiscard]] bool canRedo() const { return m_undo.canRedo(); }

    // What a range of values would take is shown and not taken; none shows nothing.
    void setPreview(std::optional<ValueRange> range);
    void addRange(const ValueRange& range);
    void grow(const Vec3& seed, const ValueRange& range);
    [[nodiscard]] std::optional<ValueRange> suggestedRange(const Vec3& seed) const;
    enum class Tidy { Smooth, FillHoles, KeepLargest, RemoveSmall, Widen, Shrink, CloseGaps };
    void tidy(Tidy how, double radiusMm);

    void setBrush(const Brush& brush) { m_brush = brush; }
    [[nodiscard]] const Brush& brush() const { return m_brush; }
    void take(const SegmentStep& step, const ValueRange& seedRange);

    // What the views draw: the segments and the preview.
    [[nodiscard]] std::vector<SegmentationPtr> outlines() const;
    void showSurfaces(bool shown);

    // Into the record: a DICOM segmentation in the vault and the event that names it.
    void save();
    void openKept(); // the newest
    void open(const Source& source);
    void openWhenRead(record::EventId finding); // as soon as the images it was made on are there
    enum class FileKind { Segmentation, Stl, Ply };
    void exportTo(const QString& path, FileKind kind);

signals:
    void changed(); // segments, undo, whether it works
    void outlinesChanged();
    void surfacesMade(const std::vector<twinward::imaging::SurfaceToDraw>& surfaces);
    void begun(workbench::Job* job, const QString& what);
    void wrote(const QString& path);
    void failed(const twinward::base::Error& error);

private:
    struct Work
    {
        Segmentation all;
        std::optional<record::EventId> event; // the finding save() amends; none: a new one
    };
    using MaskWork = std::function<base::Result<Mask>(const Mask&, const ledger::ProgressFn&)>;

    void followGround();
    void change(
        const QString& what, const std::function<void(Segmentation&)>& edit, const QString& merge = {});
    void settled(); // segments are others: what follows from them is made again
    void work(const QString& what, MaskWork mask);
    workbench::Job* begin(const QString& what);
    void end(workbench::Job* job);
    void report(const base::Error& error);
    [[nodiscard]] const Segment* segment() const; // the current one; null where there is none
    [[nodiscard]] VolumePtr volume() const; // to work on
    [[nodiscard]] bool isRead() const; // the ground is a grey volume that is all there
    void openAwaited();
    [[nodiscard]] SegmentationSource source() const;
    [[nodiscard]] record::ImagingFinding finding() const; // without its object
    void commit(record::PatientId patient, const record::ImagingFinding& what, quint64 generation);
    void orderPreview();
    void makeSurfaces();

    Exam& m_exam;
    workbench::PatientContext& m_context;
    UndoStack<Work> m_undo{Work()};
    int m_current = -1;
    std::vector<double> m_volumes;
    Brush m_brush;
    Vec3 m_last{};
    int m_stroke = 0;
    bool m_saved = true;
    std::optional<record::EventId> m_awaited; // to be opened
    std::vector<Study> m_studies;
    QString m_series; // whose grid this is
    std::optional<ValueRange> m_range;
    bool m_previewing = false; // one is being made
    SegmentationPtr m_preview;
    bool m_surfaces = false;
    QTimer m_surfaceTimer;
    workbench::Job* m_job = nullptr;
    quint64 m_generation = 0;
};

} // namespace twinward::imaging
