#pragma once

// The picture archive: where it is, what it holds of somebody, bringing a study here, sending one there; and
// whether scanners may send to this computer.

#include "imaging/library.h"
#include "imaging/pacs_client.h"
#include "workbench/panel.h"
#include "workbench/rows_model.h"
#include "workbench/transfer.h"

class QComboBox;
class QTableView;
class QTabWidget;

namespace twinward::imaging {

class NodeForm;
class ReceptionPage;

class ArchivePanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit ArchivePanel(workbench::Workspace& workspace, QWidget* parent = nullptr);
    [[nodiscard]] QList<QAction*> commands() const override;
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    [[nodiscard]] QWidget* makeSearchPage();
    [[nodiscard]] QWidget* makeSendPage();
    [[nodiscard]] QWidget* makeNodePage();
    void connectAll();
    void restoreNode();
    void storeNode();
    void testConnection();
    void search();
    void showFound(const base::Result<std::vector<FoundStudy>>& found);
    void bring();
    void showStudies();
    void send();
    void showTransfer(const base::Result<Transfer>& transfer, const QString& done);
    void judge();
    void retranslate();

    workbench::Session& m_session;
    workbench::PatientContext& m_context;
    std::vector<FoundStudy> m_found;
    std::vector<Study> m_studies; // of the open patient
    workbench::RowsModel m_foundModel;
    workbench::RowsModel m_studiesModel;
    QAction* m_searchAction;
    QTabWidget* m_tabs;
    QLineEdit* m_name;
    QLineEdit* m_number;
    QComboBox* m_modality;
    QComboBox* m_days;
    QPushButton* m_search;
    QLabel* m_foundNote;
    QTableView* m_foundTable;
    QPushButton* m_bring;
    QLabel* m_sendNote;
    QTableView* m_studiesTable;
    QPushButton* m_send;
    NodeForm* m_node;
    QPushButton* m_test;
    ReceptionPage* m_reception;
    QLabel* m_state;
    workbench::ProgressLine* m_progress;
    workbench::FailureBar* m_failure;
    workbench::Transfer* m_transfer;
    bool m_nodeEdited = false;
};

} // namespace twinward::imaging
