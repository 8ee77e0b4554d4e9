#pragma once

// The clinic's computers: who has what, since when, what waits, what went wrong; and what can be done about
// it: add one, remove a lost one, carry the record by stick.

#include "computer_rows_p.h"
#include "workbench/panel.h"
#include "workbench/rows_model.h"
#include "workbench/transfer.h"

class QCheckBox;
class QComboBox;
class QPushButton;
class QTableView;

namespace twinward::ledger {
struct JoinRequest;
}
namespace twinward::workbench {
class ListenAddress;
}

namespace twinward::sync {

class ComputersPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit ComputersPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QList<QAction*> commands() const override { return m_commands; }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    [[nodiscard]] QWidget* makeSettings();
    QAction* addCommand(const char* name, void (ComputersPanel::*slot)());
    void connectAll();
    void showAll();
    void showSentence();
    void showComputers();
    void showFindings();
    void showSettings();
    void judge();
    [[nodiscard]] const ComputerRow* selected() const;
    void addComputer();
    void takeKeeper();
    void askAboutKeeper(const ledger::JoinRequest& request);
    void admitKeeper(const ledger::JoinRequest& request, const QString& path);
    void removeComputer();
    void markMain();
    void callNow();
    void editAddresses();
    void writeBundle();
    void takeBundles();
    void beginAnew();
    void settle();
    void retranslate();

    workbench::Session& m_session;
    OtherComputers& m_others;
    std::vector<ComputerRow> m_rows;
    workbench::RowsModel m_computers;
    workbench::RowsModel m_findings;
    workbench::ProgressLine* m_progress;
    workbench::Transfer m_transfer;
    bool m_isShowingSettings = false; // what the boxes say then was not said by a person

    QList<QAction*> m_commands;
    QAction* m_add = nullptr;
    QAction* m_keeper = nullptr;
    QAction* m_remove = nullptr;
    QAction* m_main = nullptr;
    QAction* m_call = nullptr;
    QAction* m_addresses = nullptr;
    QAction* m_write = nullptr;
    QAction* m_take = nullptr;
    std::vector<std::pair<QAction*, QPushButton*>> m_labelled;

    QLabel* m_sentence;
    QLabel* m_service;
    workbench::FailureBar* m_failure;
    QPushButton* m_begin;
    workbench::EmptyState* m_alone;
    QTableView* m_table;
    QLabel* m_about;
    QLabel* m_result;
    QLabel* m_findingsTitle;
    QTableView* m_findingsTable;
    QWidget* m_settings = nullptr;
    QCheckBox* m_isOn = nullptr;
    QLabel* m_imagesLabel = nullptr;
    QComboBox* m_images = nullptr;
    QLabel* m_listenLabel = nullptr;
    workbench::ListenAddress* m_listen = nullptr;
};

} // namespace twinward::sync
