#pragma once

// What reports and key object selections of others say of the images on show. Only looked at: values as
// written, never measured again, saved or taken back.

#include "exam_p.h"
#include "imaging/study_findings.h"
#include "workbench/patient_context.h"

namespace twinward::imaging {

// Where it lies in the scene's layers; the mark has no event.
struct ReportedMark
{
    Mark mark;
    QString values; // as written
    QString author; // as written; empty where none is named
    base::Moment written; // null where the document gives no date
};

// "12.50 mm"; of several each with its name. As the document writes them.
[[nodiscard]] QString writtenValues(const record::ImagingFinding& finding);

class ReportedMarks : public QObject
{
    Q_OBJECT

public:
    ReportedMarks(Exam& exam, workbench::PatientContext& context, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<ReportedMark>& marks() const { return m_marks; } // on the layers on show
    // Of the studies on show, whether or not their series is.
    [[nodiscard]] const std::vector<ReportedFinding>& findings() const { return m_found.findings; }
    [[nodiscard]] const std::vector<RefusedObject>& unread() const { return m_found.unread; }

signals:
    void changed();

private:
    void ask();
    void take(const FindingsElsewhere& found);
    void place();

    Exam& m_exam;
    workbench::PatientContext& m_context;
    FindingsElsewhere m_found;
    std::vector<ReportedMark> m_marks;
    int m_placed = 0; // layers whose headers were there when the marks were placed
    bool m_asking = false;
    bool m_stale = false; // asked again while an answer was on its way
    quint64 m_showing = 0; // of what is on show; an answer for something else is none
};

} // namespace twinward::imaging
