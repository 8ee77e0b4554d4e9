#pragma once

// Finding a patient: type, arrow down, Enter. All patients or those opened last where nothing is typed.

#include "came_by_letter_bar_p.h"
#include "last_seen_list_p.h"
#include "patient_list_model_p.h"
#include "recent_patients_p.h"
#include "workbench/panel.h"
#include "workbench/widgets.h"

#include <QTimer>

class QButtonGroup;
class QCheckBox;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace twinward::record {

class FittingTable;

class PatientListPanel : public workbench::Panel
{
    Q_OBJECT

public:
    PatientListPanel(workbench::Workspace& workspace, QWidget* parent);

    [[nodiscard]] QList<QAction*> commands() const override { return {m_openAction}; }
    void saveDraft() override { logSearch(); }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Listed { Recent, All };

    void build();
    void buildTable();
    void refresh();
    void openCurrent();
    void logSearch();
    void retranslate();
    void showCounts(size_t listed);
    [[nodiscard]] std::vector<const PatientRow*> rowsToShow() const;
    void sortBySeen(std::vector<const PatientRow*>& rows) const;

    workbench::Session& m_session;
    workbench::PatientContext& m_context;
    RecentPatients m_recent;
    LastSeenList m_lastSeen;
    PatientListModel m_model;
    Listed m_listed = Listed::All;
    bool m_listChosen = false; // the user chose; until then those opened last are shown where there are any
    QString m_loggedSearch;
    QTimer m_searchSettled;

    QAction* m_openAction = nullptr;
    CameByLetterBar* m_came = nullptr;
    workbench::SearchField* m_field = nullptr;
    QToolButton* m_recentButton = nullptr;
    QToolButton* m_allButton = nullptr;
    QCheckBox* m_bySeen = nullptr;
    QLabel* m_count = nullptr;
    FittingTable* m_table = nullptr;
    QStackedWidget* m_pages = nullptr;
    workbench::EmptyState* m_empty = nullptr;
    workbench::FailureBar* m_failure = nullptr;
};

} // namespace twinward::record
