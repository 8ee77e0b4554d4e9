#pragma once

// What stands above the timeline: how much time is shown, which lanes and states, and the search.

#include "timeline_panel/timeline_view.h"

#include <array>
#include <QSet>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace twinward::timeline {

class Chip;

class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);

    void setStory(const Story* story); // whose counts the chips show; null for none
    [[nodiscard]] const Filter& filter() const { return m_filter; }
    // Lanes out of sight, as they are remembered: the lane's number.
    [[nodiscard]] QSet<QString> hiddenLanes() const;
    void setHiddenLanes(const QSet<QString>& lanes);
    void setWindow(Extent window)
    {
        m_window = window;
    } // what "only what is in view" means when it is pressed
    void setFound(int position, int found); // "3 of 17"; position 0 where none of them is selected
    void focusSearch();
    void clearSearch();
    [[nodiscard]] QString searchText() const;

signals:
    void filterChanged();
    void rangeChosen(twinward::timeline::TimelineView::Range range);
    void searchChanged(const QString& text);
    void stepRequested(twinward::timeline::TimelineView::Step step);
    void searchLeft(); // the keyboard goes back to the timeline

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeRanges();
    void makeSearch();
    void makeChips();
    void retranslate();
    void retranslateChips();
    void readChips(); // into m_filter
    void showEverything();
    void rewriteFound();
    [[nodiscard]] bool searchKey(int key, Qt::KeyboardModifiers modifiers);

    Filter m_filter;
    Extent m_window;
    int m_position = 0;
    int m_found = -1;
    std::array<Chip*, 5> m_ranges{};
    std::array<Chip*, laneCount> m_lanes{};
    Chip* m_activeOnly = nullptr;
    Chip* m_retracted = nullptr;
    Chip* m_attention = nullptr;
    Chip* m_inView = nullptr;
    Chip* m_reset = nullptr;
    QLineEdit* m_search = nullptr;
    QLabel* m_foundLabel = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
};

} // namespace twinward::timeline
