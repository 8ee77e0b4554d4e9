#include "view_grid_p.h"

#include <algorithm>
#include <QGridLayout>

namespace twinward::imaging {

ViewGrid::ViewGrid(Exam& exam, Marks& marks, QWidget* parent)
    : QWidget(parent)
    , m_exam(exam)
    , m_marks(marks)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(2);
    connect(&m_exam, &Exam::changed, this, &ViewGrid::arrange);
    connect(&m_exam, &Exam::contentChanged, this, &ViewGrid::arrange);
    connect(&m_exam, &Exam::layersChanged, this, [this] { m_enlarged.reset(); });
    arrange();
}

void ViewGrid::makeVolume()
{
    if (m_volume != nullptr)
        return;
    m_volume = new VolumeWidget(m_exam, this);
    m_volume->setSurfaces(m_surfaces);
    connect(m_volume, &VolumeWidget::enlarged, this,
        [this] { enlarge(m_enlarged ? std::nullopt : std::optional(m_planes.size())); });
}

void ViewGrid::arrange()
{
    const ExamScene& scene = m_exam.scene();
    while (m_planes.size() < scene.planes.size()) {
        auto* plane = new PlaneWidget(m_exam, m_marks, m_planes.size(), this);
        plane->hide();
        plane->setTool(m_tool);
        plane->setOutlines(m_outlines);
        plane->setBrushMm(m_brushMm);
        connect(plane, &PlaneWidget::segmented, this, &ViewGrid::segmented);
        connect(plane, &PlaneWidget::focused, this, [this](size_t which) {
            m_current = which;
            emit currentChanged();
        });
        connect(plane, &PlaneWidget::enlarged, this,
            [this](size_t which) { enlarge(m_enlarged ? std::nullopt : std::optional(which)); });
        m_planes.push_back(plane);
    }
    const auto cells = cellsOf(m_enlarged ? Layout::One : scene.layout);
    const bool withVolume = m_exam.isVolume()
        && (m_enlarged ? *m_enlarged == m_planes.size() : cells.size() > scene.planes.size());
    const Arrangement now{scene.layout, scene.planes.size(), m_enlarged, withVolume};
    if (m_arranged == now)
        return;
    m_arranged = now;
    if (withVolume)
        makeVolume();
    place(cells, withVolume);
    m_current = std::min(m_current, scene.planes.empty() ? 0 : scene.planes.size() - 1);
}

// Planes first, the volume in what is left over.
void ViewGrid::place(const std::vector<Cell>& cells, bool withVolume)
{
    std::vector<QWidget*> wanted;
    if (m_enlarged) {
        wanted.push_back(withVolume ? static_cast<QWidget*>(m_volume)
                                    : m_planes[std::min(*m_enlarged, m_planes.size() - 1)]);
    } else {
        for (size_t i = 0; i < std::min(m_exam.scene().planes.size(), cells.size()); ++i)
            wanted.push_back(m_planes[i]);
        if (withVolume)
            wanted.push_back(m_volume);
    }
    std::vector<QWidget*> all(m_planes.begin(), m_planes.end());
    if (m_volume != nullptr)
        all.push_back(m_volume);
    std::array<int, 3> rows{};
    std::array<int, 3> columns{};
    for (QWidget* view : all) {
        const auto found = std::ranges::find(wanted, view);
        m_layout->removeWidget(view);
        view->setVisible(found != wanted.end());
        if (found == wanted.end())
            continue;
        const Cell& cell = cells[static_cast<size_t>(found - wanted.begin())];
        m_layout->addWidget(view, cell.row, cell.column, cell.rows, cell.columns);
        std::fill_n(rows.begin() + cell.row, cell.rows, 1);
        std::fill_n(columns.begin() + cell.column, cell.columns, 1);
    }
    for (int i = 0; i < 3; ++i) {
        m_layout->setRowStretch(i, rows[static_cast<size_t>(i)]);
        m_layout->setColumnStretch(i, columns[static_cast<size_t>(i)]);
    }
}

void ViewGrid::enlarge(std::optional<size_t> view)
{
    m_enlarged = view;
    arrange();
    if (view && *view == m_planes.size() && m_volume != nullptr)
        m_volume->setFocus();
    else
        focusCurrent();
}

void ViewGrid::setTool(Tool tool)
{
    m_tool = tool;
    for (PlaneWidget* plane : m_planes)
        plane->setTool(tool);
}

void ViewGrid::setOutlines(const std::vector<SegmentationPtr>& outlines)
{
    m_outlines = outlines;
    for (PlaneWidget* plane : m_planes)
        plane->setOutlines(outlines);
}

void ViewGrid::setBrushMm(double radius)
{
    m_brushMm = radius;
    for (PlaneWidget* plane : m_planes)
        plane->setBrushMm(radius);
}

void ViewGrid::setSurfaces(const std::vector<SurfaceToDraw>& surfaces)
{
    m_surfaces = surfaces;
    if (m_volume != nullptr)
        m_volume->setSurfaces(surfaces);
}

PlaneWidget* ViewGrid::currentPlane() const
{
    return m_current < m_planes.size() ? m_planes[m_current] : nullptr;
}

void ViewGrid::focusCurrent()
{
    if (PlaneWidget* plane = currentPlane())
        plane->setFocus();
    else
        setFocus();
}

} // namespace twinward::imaging
