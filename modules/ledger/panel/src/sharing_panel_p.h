#pragma once

// Who elsewhere can see what of this patient, until when; what came from elsewhere; and what was opened in an
// emergency. Referring, narrowing and withdrawing begin here.

#include "sharing_dialog_p.h"
#include "workbench/panel.h"
#include "workbench/rows_model.h"

class QTableView;
class QVBoxLayout;

namespace twinward::ledger {

class SharingPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit SharingPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);
    [[nodiscard]] QList<QAction*> commands() const override;
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void addButtons(QVBoxLayout& into);
    void read();
    void show(const SharingView& view);
    void fillConsents();
    void fillArrivals();
    void fillAlerts();
    void judge();
    void retranslate();
    [[nodiscard]] const record::Consent* selected() const;
    void ask(SharingDialog::Act act);
    void withdraw();
    void sendAgain();
    void openSealed();
    void print();
    void say(const QString& sentence);
    void sayTurn(Turn turn);
    template <class Work, class Done> void run(Work work, const QString& kept, Done done);

    workbench::Workspace& m_workspace;
    SharingView m_view;
    quint64 m_generation = 0; // answers for a patient who is no longer shown are dropped
    QAction* m_refer;
    QAction* m_record;
    QAction* m_narrow;
    QAction* m_withdraw;
    QAction* m_send;
    QAction* m_print;
    QAction* m_emergency;
    QAction* m_meet;
    QAction* m_offered = nullptr; // where there is nothing to show
    workbench::FailureBar* m_failure;
    QLabel* m_alerts;
    QLabel* m_heading;
    workbench::RowsModel* m_rows;
    QTableView* m_table;
    workbench::EmptyState* m_empty;
    QLabel* m_agreement; // of the consent that is selected
    QLabel* m_leftOut; // of what was sent under it
    QLabel* m_said;
    QLabel* m_note;
    QLabel* m_arrivalsHeading;
    QLabel* m_arrivals;
};

} // namespace twinward::ledger
