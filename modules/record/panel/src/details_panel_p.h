#pragma once

// Who the open patient is: every detail, amended here, with its history; and the records that were merged
// into this one, which can be taken apart again.

#include "entry_editor_p.h"
#include "workbench/panel.h"

class QLayout;
class QScrollArea;
class QVBoxLayout;

namespace twinward::record {

// A merge that stands: the other patient's record is read as part of the open one.
struct Merge
{
    EventId event;
    PatientId patient;
    QString reason;
    UserId author;
    base::HybridTime recorded;
};

class DetailsPanel : public workbench::Panel
{
    Q_OBJECT

public:
    DetailsPanel(workbench::Workspace& workspace, QWidget* parent);

    [[nodiscard]] QList<QAction*> commands() const override { return m_commands; }
    void saveDraft() override { m_editor.saveDraft(); }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    QAction* addCommand(const QString& name, const QKeySequence& key, void (DetailsPanel::*slot)());
    void takeChart();
    void readMerges();
    void redraw();
    void addMerges(QVBoxLayout* column, QWidget* parent);
    void retranslate();
    void editDetails();
    void showHistory();
    void settle();
    void mergeWithAnother();
    void takeApart(const Merge& merge);

    workbench::Session& m_session;
    workbench::PatientContext& m_context;
    std::unique_ptr<EntryKind> m_kind;
    EntryEditor m_editor;
    workbench::ChartPtr m_chart;
    std::vector<Merge> m_merges;

    QList<QAction*> m_commands;
    QAction* m_edit = nullptr;
    QAction* m_history = nullptr;
    QAction* m_settle = nullptr;
    QAction* m_merge = nullptr;
    std::vector<std::pair<QAction*, QPushButton*>> m_labelled;
    QLayout* m_buttons = nullptr;
    workbench::FailureBar* m_failure = nullptr;
    workbench::EmptyState* m_empty = nullptr;
    QScrollArea* m_scroll = nullptr;
};

} // namespace twinward::record
