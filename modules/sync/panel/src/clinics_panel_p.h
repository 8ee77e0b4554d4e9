#pragma once

// The other clinics: whose cards are here, what waits for each, over which line it goes; meeting one, by
// network or by file; letters by stick; and the region's relay.

#include "clinic_words_p.h"
#include "workbench/panel.h"
#include "workbench/transfer.h"

class QPushButton;
class QTableView;
class QVBoxLayout;

namespace twinward::sync {

struct BothCards;

class ClinicsPanel : public workbench::Panel
{
    Q_OBJECT

public:
    explicit ClinicsPanel(workbench::Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QList<QAction*> commands() const override { return m_commands; }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    enum class Where { WithClinics, WithRelay };

    void layOut();
    [[nodiscard]] QWidget* makeRelay();
    QAction* addCommand(const char* name, Where where, void (ClinicsPanel::*slot)());
    void connectAll();
    void showAll();
    void showClinics();
    void showRelay();
    void judge();
    [[nodiscard]] const ClinicRow* selected() const;
    void meet();
    void writeCard();
    void takeCard();
    void askAboutCard(const BothCards& cards);
    void editAddresses();
    void callNow();
    void leaveLetters();
    void takeLetters();
    void setRelay();
    void tryRelay();
    void turnRelay();
    void say(const QString& sentence);
    template <class Work, class Done> void carry(const QString& what, Work work, Done done);
    void retranslate();

    workbench::Session& m_session;
    OtherComputers& m_computers;
    OtherClinics& m_clinics;
    std::vector<ClinicRow> m_rows;
    workbench::RowsModel m_model;
    workbench::ProgressLine* m_progress;
    workbench::Transfer m_transfer;

    struct Labelled
    {
        QAction* action;
        QPushButton* button;
        Where where;
    };
    QList<QAction*> m_commands;
    std::vector<Labelled> m_labelled;
    QAction* m_meet = nullptr;
    QAction* m_writeCard = nullptr;
    QAction* m_takeCard = nullptr;
    QAction* m_call = nullptr;
    QAction* m_addresses = nullptr;
    QAction* m_leave = nullptr;
    QAction* m_take = nullptr;
    QAction* m_setRelay = nullptr;
    QAction* m_tryRelay = nullptr;
    QAction* m_turnRelay = nullptr;

    QLabel* m_sentence;
    workbench::FailureBar* m_failure;
    workbench::EmptyState* m_none;
    QTableView* m_table;
    QLabel* m_about;
    QLabel* m_result;
    QLabel* m_relayTitle;
    QLabel* m_relayState;
    QLabel* m_relayTrouble;
};

} // namespace twinward::sync
