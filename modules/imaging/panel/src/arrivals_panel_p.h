#pragma once

// Images on their way into the record: those on a disc, in a folder or a zip, and those that a scanner or an
// archive has sent. Each study is filed when a person has said whose it is.

#include "imaging/import.h"
#include "imaging/waiting.h"
#include "workbench/panel.h"
#include "workbench/rows_model.h"
#include "workbench/transfer.h"

#include <QTimer>

class QTableView;

namespace twinward::imaging {

class ArrivalsPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit ArrivalsPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);
    [[nodiscard]] QList<QAction*> commands() const override;
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    // One line of the list: a study of the plan, or one that waits.
    struct Arrival
    {
        std::optional<size_t> planned; // in the plan
        WaitingStudy study; // of a planned one, what is known of it in the same terms
        QString outcome; // translated; empty until it was filed
        workbench::Tone tone = workbench::Tone::Plain;
    };

    void layOut();
    void connectAll();
    void scanPaths(const QStringList& paths);
    void take(const std::shared_ptr<const base::Result<ImportPlan>>& plan);
    void loadWaiting();
    void showArrivals();
    void showRefused();
    void match();
    void file(const QString& studyUid, std::optional<size_t> planned, const FilingDecision& decision);
    void showFiled(
        const QString& studyUid, const FilingDecision& decision, const base::Result<FilingReport>& report);
    void dismiss();
    void judge();
    void retranslate();
    [[nodiscard]] Arrival* selected();
    [[nodiscard]] QString whatIs(const Arrival& arrival) const;

    workbench::Session& m_session;
    std::shared_ptr<const base::Result<ImportPlan>> m_plan; // null until something was looked at
    std::vector<Arrival> m_arrivals; // those of the plan first
    std::vector<RefusedObject> m_refused;
    workbench::RowsModel m_model;
    workbench::RowsModel m_refusedModel;
    QAction* m_chooseFiles;
    QAction* m_chooseFolder;
    QAction* m_match;
    QAction* m_dismiss;
    QLabel* m_title;
    QLabel* m_hint;
    QPushButton* m_files;
    QPushButton* m_folder;
    workbench::ProgressLine* m_progress;
    workbench::FailureBar* m_failure;
    QLabel* m_listTitle;
    QLabel* m_none;
    QTableView* m_table;
    QPushButton* m_matchButton;
    QPushButton* m_dismissButton;
    QLabel* m_refusedTitle;
    QTableView* m_refusedTable;
    workbench::Transfer* m_transfer;
    QTimer m_soon; // several objects of one study come in a row: the list is read once
};

} // namespace twinward::imaging
