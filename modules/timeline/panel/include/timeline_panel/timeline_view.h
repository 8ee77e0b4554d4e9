#pragma once

// The timeline itself, painted: lanes, axis, overview. Shows one story; takes mouse and keyboard; knows
// nothing of sessions, so that a test or another window can use it with any chart.

#include "timeline/axis.h"
#include "timeline/scene.h"

#include <memory>
#include <QWidget>

class QScrollBar;

namespace twinward::timeline {

// How a patient's timeline was left: kept while the program runs.
struct ViewState
{
    double firstMs = 0;
    double lastMs = 0;
    std::bitset<laneCount> collapsed;
};

class TimelineView : public QWidget
{
    Q_OBJECT

public:
    enum class Range { Day, Week, Month, Year, Lifetime };

    explicit TimelineView(QWidget* parent = nullptr);
    ~TimelineView() override;

    // The zoom stays where the story is of the same patient; otherwise the whole life is shown.
    void setStory(std::shared_ptr<const Story> story);
    [[nodiscard]] const std::shared_ptr<const Story>& story() const;
    void setFilter(const Filter& filter);
    [[nodiscard]] const Filter& filter() const;
    void setNow(qint64 ms);
    void setSharedCursor(std::optional<qint64> ms); // the time under the cursor all panels share

    void showRange(Range range); // ends at now where now is in sight, else keeps its middle
    void showAll();
    void zoomBy(double factor); // about the selected item, or the middle
    [[nodiscard]] const Viewport& viewport() const;
    [[nodiscard]] ViewState state() const;
    void restore(const ViewState& state);

    void select(std::optional<quint32> item); // an index into the story's items; brings it into sight
    [[nodiscard]] std::optional<quint32> selected() const;
    void move(Scene::Direction direction);
    using QWidget::move;
    void setCollapsed(Lane lane, bool collapsed); // NOLINT: a plain property of the lane
    void toggleLane(); // collapses or opens the lane of the selected item

    // What a search found, ascending; marked until it is cleared.
    void setHits(std::vector<quint32> hits);
    [[nodiscard]] const std::vector<quint32>& hits() const;
    enum class Step { Next, Previous };
    void goToHit(Step step);

    // Where an item is drawn, on this widget; empty where it is not in sight.
    [[nodiscard]] QRectF rectOf(quint32 item) const;
    [[nodiscard]] const Scene& scene() const;

signals:
    void selectionChanged();
    void windowChanged(); // other times are seen
    void cursorMoved(std::optional<qint64> ms); // by the mouse
    void hovered(const std::vector<quint32>& items, const QRect& at); // none: the mouse is over nothing
    void opened(const std::vector<quint32>& items, const QRect& at); // Enter, a click on what can't be parted
    void dismissed(); // Esc
    void searchRequested(); // "/"

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace twinward::timeline
