#pragma once

// One plane (or one frame after the other) of the examination: the picture, what is drawn over it, mouse and
// keys. Black in both themes, as reading rooms have it.

#include "exam_p.h"
#include "mark_paint_p.h"
#include "marks_p.h"
#include "picture_maker_p.h"
#include "tool_p.h"

#include <QWidget>

class QLineEdit;

namespace twinward::imaging {

class PlaneWidget : public QWidget
{
    Q_OBJECT

public:
    PlaneWidget(Exam& exam, Marks& marks, size_t plane, QWidget* parent = nullptr);

    [[nodiscard]] size_t plane() const { return m_plane; }
    void setPlane(size_t plane); // of the scene
    void setTool(Tool tool);
    void setOutlines(const std::vector<SegmentationPtr>& outlines);
    void setBrushMm(double radius); // of the circle that shows what is painted
    // Asks for a sentence in the picture; takes it when Enter is pressed.
    void askText(const QString& prompt, const QPoint& at, std::function<void(const QString&)> take);

    // What is on show, for tests and pictures: null until it is made.
    [[nodiscard]] const QImage& picture() const { return m_picture; }
    [[nodiscard]] const PlaneFrame& frame() const { return m_frame; }
    [[nodiscard]] bool isUpToDate() const { return !m_picture.isNull() && !m_maker.isBusy() && !m_stale; }
    [[nodiscard]] QPointF positionOf(const Vec3& patient) const; // on this widget
    [[nodiscard]] Vec3 patientAt(const QPointF& position) const;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 160}; }

signals:
    void focused(size_t plane);
    void enlarged(size_t plane); // double click, Return: alone, and back
    void segmented(const twinward::imaging::SegmentStep& step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Drag { None, Cross, Window, Pan, Zoom, Turn, Mark, Segment };

    void refresh(); // orders a picture of what the scene says now
    [[nodiscard]] const PlaneView* view() const;
    [[nodiscard]] int layer() const; // whose window and slices these are
    [[nodiscard]] std::optional<Grid> grid() const;
    [[nodiscard]] Ruler ruler() const; // of the image on show
    [[nodiscard]] PlaneFrame wantedFrame() const;
    [[nodiscard]] PictureOrder makeOrder() const;
    void describe(); // for those who can't see it

    void paintPicture(QPainter& painter) const;
    void paintCross(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    [[nodiscard]] std::optional<Mark> placed(const Mark& mark) const;
    void paintMark(QPainter& painter, const Mark& mark, const QStringList& words, MarkLook look) const;
    void paintLetters(QPainter& painter) const;
    void paintScale(QPainter& painter) const;
    void paintCorners(QPainter& painter) const;
    void paintPen(QPainter& painter) const;
    struct KeySign // why the image on show was kept
    {
        QString sentence;
        MarkLook look = MarkLook::Own;
    };
    [[nodiscard]] std::vector<KeySign> keySigns() const;
    void paintKeySigns(QPainter& painter, const QRectF& inside, qsizetype linesAbove) const;
    [[nodiscard]] QStringList patientLines() const;
    [[nodiscard]] QStringList seriesLines() const;
    [[nodiscard]] QStringList lookLines() const;
    [[nodiscard]] QStringList placeLines() const;
    [[nodiscard]] std::vector<QLineF> crossLines() const;

    [[nodiscard]] Drag dragFor(const QMouseEvent& event) const;
    void drag(const QPointF& to);
    void windowBy(const QPointF& by, const QString& merge);
    void turnBy(double right, double down, const QString& merge);
    void segment(SegmentStep::Phase phase, const QPointF& at);
    void addPoint(const Vec3& point);
    void finishMark();
    void cancelMark();
    bool markKey(const QKeyEvent& event);
    bool moveKey(const QKeyEvent& event);
    void zoomBy(double factor, const QString& merge);

    Exam& m_exam;
    Marks& m_marks;
    size_t m_plane;
    Tool m_tool = Tool::Cross;
    PictureMaker m_maker;
    QImage m_picture;
    PlaneFrame m_frame; // of the picture
    bool m_stale = true; // an order is still to be given
    std::vector<SegmentationPtr> m_outlines;

    Drag m_drag = Drag::None;
    QPointF m_dragFrom;
    QPointF m_last;
    double m_brushMm = 5;
    int m_gesture = 0; // each drag is one step of undo
    QPointF m_mouse{-1, -1};
    QPointF m_pen{-1, -1}; // where the keyboard draws
    std::optional<Mark> m_drawing;
    QLineEdit* m_entry;
    std::function<void(const QString&)> m_takeText;
};

[[nodiscard]] QColor colourOf(PlaneView::Kind kind);
[[nodiscard]] QString nameOf(PlaneView::Kind kind); // translated

} // namespace twinward::imaging
