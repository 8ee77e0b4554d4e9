#include "imaging_panel/live_exam.h"

#include "marks_p.h"
#include "patient_words_p.h"
#include "segmenting_p.h"
#include "workbench/patient_context.h"

namespace twinward::imaging {

LiveExam::LiveExam(QObject* parent)
    : QObject(parent)
{ }

LiveExam& LiveExam::of(workbench::PatientContext& context)
{
    if (auto* known = context.findChild<LiveExam*>(QString(), Qt::FindDirectChildrenOnly))
        return *known;
    return *new LiveExam(&context);
}

void LiveExam::follow(Exam& exam, Marks& marks, Segmenting& segmenting)
{
    m_exam = &exam;
    m_marks = &marks;
    m_surfaces.clear();
    connect(&exam, &Exam::changed, this, &LiveExam::changed);
    connect(&exam, &Exam::layersChanged, this, &LiveExam::contentChanged);
    connect(&exam, &Exam::contentChanged, this, &LiveExam::contentChanged);
    connect(&marks, &Marks::changed, this, &LiveExam::changed);
    connect(&segmenting, &Segmenting::surfacesMade, this, [this](const std::vector<SurfaceToDraw>& made) {
        m_surfaces = made;
        emit surfacesChanged();
    });
    connect(&exam, &QObject::destroyed, this, [this] {
        m_surfaces.clear();
        emit contentChanged();
        emit changed();
    });
    emit contentChanged();
    emit changed();
}

const ExamScene& LiveExam::scene() const
{
    static const ExamScene none;
    return m_exam ? m_exam->scene() : none;
}

VolumePtr LiveExam::ground() const
{
    const LayerContent* ground = m_exam ? m_exam->ground() : nullptr;
    return ground != nullptr ? ground->volume() : nullptr;
}

LiveExam::Ground LiveExam::groundState() const
{
    const LayerContent* ground = m_exam ? m_exam->ground() : nullptr;
    if (ground == nullptr)
        return Ground::Reading;
    if (ground->error())
        return Ground::Failed;
    if (!ground->hasHeaders())
        return Ground::Reading;
    if (!ground->volume())
        return Ground::NotAVolume;
    return ground->isComplete() ? Ground::Complete : Ground::Reading;
}

QString LiveExam::values(const Mark& mark) const
{
    return m_marks ? m_marks->values(mark) : QString();
}

std::vector<LiveExam::Reported> LiveExam::reported() const
{
    std::vector<Reported> all;
    if (!m_marks)
        return all;
    for (const ReportedMark& each : m_marks->reported().marks()) {
        QStringList said{each.mark.text, each.values, words::reportedBy(each.author, each.written)};
        said.removeAll(QString());
        all.push_back({each.mark, said.join(QStringLiteral("  "))});
    }
    return all;
}

bool LiveExam::mayMark() const
{
    return m_marks && m_marks->mayMark();
}

bool LiveExam::canUndo() const
{
    return m_exam && m_exam->canUndo();
}

bool LiveExam::canRedo() const
{
    return m_exam && m_exam->canRedo();
}

void LiveExam::change(const QString& what, const Edit& edit, const QString& merge)
{
    if (m_exam)
        m_exam->change(what, edit, merge);
}

void LiveExam::settle(const Edit& edit)
{
    if (m_exam)
        m_exam->settle(edit);
}

void LiveExam::addMark(const Mark& mark)
{
    if (m_marks)
        m_marks->add(mark);
}

void LiveExam::undo()
{
    if (m_exam)
        m_exam->undo();
}

void LiveExam::redo()
{
    if (m_exam)
        m_exam->redo();
}

} // namespace twinward::imaging
