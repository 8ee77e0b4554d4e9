#pragma once

// What is drawn on the images, and the record: each finished mark is an event with the image it refers to and
// a DICOM report; undoing one takes the event back; what others have marked appears.

#include "exam_p.h"
#include "reported_marks_p.h"

#include <QHash>
#include <QSet>

namespace twinward::imaging {

class Marks : public QObject
{
    Q_OBJECT

public:
    Marks(Exam& exam, workbench::PatientContext& context, QObject* parent = nullptr);

    // Puts a finished mark into the scene and, where this user may, into the record.
    void add(Mark mark);
    void remove(record::EventId event);
    [[nodiscard]] bool mayMark() const; // this user may sign findings
    // "32.4 mm", "mean 41 HU ± 12, 2.1 cm²": empty until it is computed.
    [[nodiscard]] QString values(const Mark& mark) const;
    [[nodiscard]] const ReportedMarks& reported() const { return *m_reported; } // what others say
    [[nodiscard]] bool isSaved(record::EventId event) const { return m_saved.contains(event); }

signals:
    void changed(); // values or what is saved
    void failed(const twinward::base::Error& error);

private:
    struct Prepared
    {
        record::Event event;
        QByteArray report;
    };

    [[nodiscard]] QSet<record::EventId> shown() const; // those of the scene's marks
    void follow(); // the chart is another
    void reconcile(); // the scene is another
    void compute(const Mark& mark);
    void save(const Mark& mark);
    void retract(record::EventId event);

    Exam& m_exam;
    workbench::PatientContext& m_context;
    ReportedMarks* m_reported;
    QSet<record::EventId> m_saved; // in the record as the chart says, or on the way there
    QSet<record::EventId> m_saving;
    QSet<record::EventId> m_unwanted; // undone while they were on the way
    QSet<record::EventId> m_retracting;
    QHash<record::EventId, QString> m_values;
};

} // namespace twinward::imaging
