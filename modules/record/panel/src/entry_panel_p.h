#pragma once

// One kind of entry of the open chart: the list, what can be done with what is selected, and the form under
// it.

#include "entry_editor_p.h"
#include "entry_list_model_p.h"
#include "workbench/panel.h"
#include "workbench/where_saved.h"

class QCheckBox;
class QLayout;
class QMenu;
class QStackedWidget;

namespace twinward::record {

class FittingTable;

class EntryPanel : public workbench::Panel
{
    Q_OBJECT

public:
    // Where focusFirst() goes: to the list, or straight into a new entry.
    enum class Begins { List, NewEntry };

    EntryPanel(
        std::unique_ptr<EntryKind> kind, Begins begins, workbench::Workspace& workspace, QWidget* parent);

    [[nodiscard]] QList<QAction*> commands() const override { return m_commands; }
    void saveDraft() override { m_editor.saveDraft(); }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Offered
    {
        EntryAction action;
        QAction* command;
        QPushButton* button;
    };

    void build();
    void buildTable();
    void buildActions();
    QPushButton* addButton(QAction* command, const QString& name);
    QAction* addCommand(const QKeySequence& key, void (EntryPanel::*slot)());
    void takeChart();
    void takePatient();
    void showEntries();
    void updateActions();
    void offer(const Offered& offered, const Entry* entry);
    void begin(const Offered& offered);
    void openSelected();
    void amendSelected();
    void takeBackSelected();
    void showHistory();
    void settleSelected();
    void followSelection();
    void makeRoom();
    void retranslate();
    [[nodiscard]] const Entry* selected() const;
    [[nodiscard]] QString whyNot(const Body& body) const; // empty where the user may sign it

    std::unique_ptr<EntryKind> m_kind;
    Begins m_begins;
    workbench::Session& m_session;
    workbench::PatientContext& m_context;
    EntryListModel m_model;
    EntryEditor m_editor;
    workbench::ChartPtr m_chart;
    std::optional<base::Error> m_error;
    bool m_beginWhenLoaded = false;

    std::vector<Offered> m_offered;
    QList<QAction*> m_commands;
    QAction* m_open = nullptr; // only where entries hold something to open
    QAction* m_first = nullptr; // what Enter and a double click do
    QAction* m_amend = nullptr;
    QAction* m_takeBack = nullptr;
    QAction* m_history = nullptr;
    QAction* m_settle = nullptr;
    QLayout* m_buttons = nullptr;
    QMenu* m_menu = nullptr; // what is done with one entry
    QPushButton* m_more = nullptr;
    QPushButton* m_settleButton = nullptr;
    QCheckBox* m_past = nullptr;
    workbench::WhereLine* m_where = nullptr; // of what is selected
    FittingTable* m_table = nullptr;
    QStackedWidget* m_pages = nullptr;
    workbench::EmptyState* m_empty = nullptr;
    workbench::FailureBar* m_failure = nullptr;
    std::vector<std::pair<QAction*, QPushButton*>> m_labelled;
};

} // namespace twinward::record
