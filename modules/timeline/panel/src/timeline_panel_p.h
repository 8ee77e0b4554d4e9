#pragma once

// The timeline as a panel: follows the open patient, tells the story of each new version of the chart away
// from the GUI thread, and joins view, filters, search and card.

#include "card_text_p.h"
#include "timeline_panel/timeline_view.h"
#include "workbench/hidden_names.h"
#include "workbench/panel.h"

#include <QTimer>

class QStackedLayout;

namespace twinward::workbench {
class EmptyState;
class FailureBar;
} // namespace twinward::workbench

namespace twinward::timeline {

class DetailsCard;
class FilterBar;

class TimelinePanel : public workbench::Panel
{
    Q_OBJECT

public:
    TimelinePanel(workbench::Workspace& workspace, QWidget* parent);
    ~TimelinePanel() override;

    [[nodiscard]] QList<QAction*> commands() const override { return m_commands; }
    void focusFirst() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeCommands();
    void joinView();
    void joinFilters();
    void retranslate();

    void patientChanged();
    void chartChanged();
    void tell(); // the story of the chart there is
    void told(const std::shared_ptr<const Story>& story);
    void showState(); // which of the empty, loading and full faces
    void remember(); // how this patient's timeline was left

    void selectFromContext();
    void selectedHere();
    void search(const QString& text);
    void countFound();
    void hovered(const std::vector<quint32>& items, const QRect& at);
    void opened(const std::vector<quint32>& items, const QRect& at);
    void openItem(quint32 item, const QRect& at);
    void dismissed();

    [[nodiscard]] QString itemText(
        const Story& story, quint32 item, CardText::Length length, const QString& sourceNote = {}) const;
    [[nodiscard]] QString itemsText(
        const Story& story, const std::vector<quint32>& items, CardText::Length length) const;

    workbench::Workspace m_workspace;
    NameOfUser m_nameOf;
    WhereOfEntry m_whereOf;
    std::function<QString()> m_onCard; // what the card says, once more
    TimelineView* m_view;
    FilterBar* m_filters;
    workbench::HiddenNames m_hidden; // lanes, remembered for this user
    DetailsCard* m_card;
    workbench::EmptyState* m_empty;
    workbench::FailureBar* m_failure;
    QStackedLayout* m_pages = nullptr;
    QWidget* m_full = nullptr;
    QList<QAction*> m_commands;
    QTimer m_clock;
    record::PatientId m_shown; // whose story the view has
    quint64 m_generation = 0; // stories of older charts are dropped
    bool m_failed = false;
    bool m_selecting = false; // a selection is on its way between the view and the context
};

} // namespace twinward::timeline
