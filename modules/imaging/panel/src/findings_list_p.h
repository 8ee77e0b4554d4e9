#pragma once

// What was found on the studies on show: here, and by others in their reports. Chosen, the viewer goes there.

#include "marks_p.h"

#include <QListWidget>

namespace twinward::imaging {

class FindingsList : public QListWidget
{
    Q_OBJECT

public:
    FindingsList(Exam& exam, Marks& marks, workbench::PatientContext& context, QWidget* parent = nullptr);

signals:
    void chosen(twinward::record::EventId event); // of this clinic
    void reportedChosen(const twinward::record::ImagingFinding& finding); // of a report

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Line
    {
        record::ImagingFinding finding;
        std::optional<record::EventId> event;
        QString text;
        friend bool operator==(const Line& a, const Line& b)
        {
            return a.event == b.event && a.text == b.text;
        }
    };

    [[nodiscard]] std::vector<Line> lines() const;
    void fill();
    void choose();

    Exam& m_exam;
    Marks& m_marks;
    workbench::PatientContext& m_context;
    std::vector<Line> m_lines;
};

} // namespace twinward::imaging
