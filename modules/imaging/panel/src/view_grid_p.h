#pragma once

// The views of the examination, arranged as its layout says; one of them has the keyboard's attention.

#include "imaging_view/scene_picture.h"
#include "plane_widget_p.h"
#include "volume_widget_p.h"

class QGridLayout;

namespace twinward::imaging {

class ViewGrid : public QWidget
{
    Q_OBJECT

public:
    ViewGrid(Exam& exam, Marks& marks, QWidget* parent = nullptr);

    void setTool(Tool tool);
    void setOutlines(const std::vector<SegmentationPtr>& outlines);
    void setBrushMm(double radius);
    void setSurfaces(const std::vector<SurfaceToDraw>& surfaces);
    [[nodiscard]] const std::vector<PlaneWidget*>& planes() const { return m_planes; }
    [[nodiscard]] VolumeWidget* volume() const { return m_volume; } // null until it is first shown
    [[nodiscard]] size_t current() const { return m_current; } // the plane commands are for
    [[nodiscard]] PlaneWidget* currentPlane() const;
    void focusCurrent();

signals:
    void currentChanged();
    void segmented(const twinward::imaging::SegmentStep& step);

private:
    struct Arrangement
    {
        Layout layout;
        size_t planes;
        std::optional<size_t> enlarged;
        bool withVolume;
        friend bool operator==(const Arrangement&, const Arrangement&) = default;
    };

    void arrange();
    void place(const std::vector<Cell>& cells, bool withVolume);
    void enlarge(std::optional<size_t> view);
    void makeVolume();

    Exam& m_exam;
    Marks& m_marks;
    QGridLayout* m_layout;
    std::vector<PlaneWidget*> m_planes;
    VolumeWidget* m_volume = nullptr;
    size_t m_current = 0;
    std::optional<Arrangement> m_arranged;
    Tool m_tool = Tool::Cross;
    double m_brushMm = 5;
    std::vector<SegmentationPtr> m_outlines;
    std::vector<SurfaceToDraw> m_surfaces;
    std::optional<size_t> m_enlarged; // this view alone; planes().size(): the volume
};

} // namespace twinward::imaging
