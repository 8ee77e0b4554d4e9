#pragma once

// The examination the viewer has on the screen, for whoever else shows and changes it: the headset. What is
// done through here is what the viewer does: a step that can be undone, a mark that becomes an entry.

#include "imaging/scene.h"
#include "imaging/volume.h"
#include "imaging_view/volume_renderer.h"

#include <functional>
#include <QObject>
#include <QPointer>

namespace twinward::workbench {
class PatientContext;
}

namespace twinward::imaging {

class Exam;
class Marks;
class Segmenting;

class LiveExam : public QObject
{
    Q_OBJECT

public:
    // The one of those who share this context; there from the first call on, whether or not there is a
    // viewer.
    static LiveExam& of(workbench::PatientContext& context);

    [[nodiscard]] bool isThere() const { return !m_exam.isNull(); } // a viewer is, with or without images
    [[nodiscard]] const ExamScene& scene() const; // an empty one where there is no viewer
    [[nodiscard]] VolumePtr ground() const; // null: no volume on show
    enum class Ground {
        Reading,
        Complete, // a volume with all its slices
        NotAVolume, // single images, or slices that make none
        Failed, // not all of it could be read
    };
    [[nodiscard]] Ground groundState() const; // Reading where there is none yet
    [[nodiscard]] QString values(const Mark& mark) const; // "32.4 mm"; empty until it is computed
    // What reports of others say, with its values, its author and its day as written: to be looked at only.
    struct Reported
    {
        Mark mark; // where it lies in its layer
        QString words;
        friend bool operator==(const Reported&, const Reported&) = default;
    };
    [[nodiscard]] std::vector<Reported> reported() const;
    [[nodiscard]] const std::vector<SurfaceToDraw>& surfaces() const { return m_surfaces; }
    [[nodiscard]] bool mayMark() const; // this user may sign findings
    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;

    // Something was done; as Exam has it: `what` is translated and names the step, steps with the same
    // `merge` are one.
    using Edit = std::function<void(ExamScene&)>;
    void change(const QString& what, const Edit& edit, const QString& merge = {});
    void settle(const Edit& edit); // no step of its own
    void addMark(const Mark& mark); // finished: into the scene and, where this user may, into the record
    void undo();
    void redo();

    void follow(Exam& exam, Marks& marks, Segmenting& segmenting); // the viewer's own call

signals:
    void changed(); // the scene, or what its marks measure
    void contentChanged(); // another ground, or more of it
    void surfacesChanged();

private:
    explicit LiveExam(QObject* parent);

    QPointer<Exam> m_exam;
    QPointer<Marks> m_marks;
    std::vector<SurfaceToDraw> m_surfaces;
};

} // namespace twinward::imaging
