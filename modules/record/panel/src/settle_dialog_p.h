#pragma once

// Two people changed the same thing without knowing of each other: both versions side by side, and a person
// says what holds. What is chosen is committed as an amendment that replaces all of them.

#include "workbench/session.h"
#include "workbench/widgets.h"

#include <QDialog>

class QPushButton;
class QScrollArea;

namespace twinward::record {

class EntryForm;

class SettleDialog : public QDialog
{
    Q_OBJECT

public:
    static void settle(
        workbench::Session& session, const workbench::ChartPtr& chart, EventId entry, QWidget* parent);

private:
    SettleDialog(
        workbench::Session& session, const workbench::ChartPtr& chart, const Entry& entry, QWidget* parent);
    [[nodiscard]] QWidget* cards();
    void choose(const RecordedEvent& version);
    void startEditing(const RecordedEvent& version);
    void saveEdited();
    void commit(const Event& event);

    workbench::Session& m_session;
    workbench::ChartPtr m_chart;
    Entry m_entry;
    EntryForm* m_form = nullptr;
    QScrollArea* m_editing;
    QLabel* m_problem;
    QPushButton* m_save;
    workbench::FailureBar* m_failure;
};

} // namespace twinward::record
