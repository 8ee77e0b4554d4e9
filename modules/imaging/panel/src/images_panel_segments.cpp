// Segmenting in the viewer: its tools among the others, its controls beside the views.

#include "images_panel_p.h"

#include "segment_controls_p.h"
#include "view_controls_p.h"
#include "workbench/widgets.h"

#include <QAction>
#include <QActionGroup>
#include <QTabWidget>

namespace twinward::imaging {

QWidget* ImagesPanel::makeSide()
{
    m_side->setDocumentMode(true);
    m_side->addTab(m_controls, QString());
    return m_side;
}

void ImagesPanel::joinSegmenting()
{
    struct Entry
    {
        const char* name;
        Qt::Key key;
        Tool tool;
    };
    static constexpr std::array<Entry, 3> tools{Entry{"brush", Qt::Key_P, Tool::Brush},
        Entry{"eraser", Qt::Key_U, Tool::Eraser}, Entry{"seed", Qt::Key_S, Tool::Seed}};
    auto* group = findChild<QActionGroup*>(QString(), Qt::FindDirectChildrenOnly);
    std::array<QAction*, 3> actions{};
    for (size_t i = 0; i < tools.size(); ++i) {
        const Tool tool = tools[i].tool;
        actions[i] = add(tools[i].name, tools[i].key, [this, tool] {
            showSegments();
            m_views->setTool(tool);
        });
        actions[i]->setCheckable(true);
        group->addAction(actions[i]);
    }
    m_segments = new SegmentControls(*m_exam, *m_segmenting, {actions[0], actions[1], actions[2]});
    m_side->addTab(m_segments, QString());
    connect(m_segments, &SegmentControls::brushChanged, m_views, &ViewGrid::setBrushMm);
    connect(m_views, &ViewGrid::segmented, this,
        [this](const SegmentStep& step) { m_segmenting->take(step, m_segments->range()); });
    connect(m_segmenting, &Segmenting::outlinesChanged, this, &ImagesPanel::showOutlines);
    connect(m_segmenting, &Segmenting::surfacesMade, m_views, &ViewGrid::setSurfaces);
    connect(m_segmenting, &Segmenting::failed, this, &ImagesPanel::fail);
    connect(m_segmenting, &Segmenting::begun, m_progress, &workbench::ProgressLine::follow);
    const auto judge = [this, actions] {
        for (QAction* action : actions)
            action->setEnabled(m_segmenting->isPossible());
    };
    connect(m_segmenting, &Segmenting::changed, this, judge);
    judge();
}

void ImagesPanel::retranslateSegmenting()
{
    m_side->setTabText(0, tr("View"));
    m_side->setTabText(1, tr("Segments"));
    m_side->setTabText(2, tr("Findings"));
    m_side->setAccessibleName(tr("Controls"));
    struct Text
    {
        const char* name;
        QString text;
        QString tip;
    };
    const std::vector<Text> texts{{"brush", tr("Paint"), tr("Paint the chosen segment with the brush")},
        {"eraser", tr("Wipe"), tr("Wipe the chosen segment with the brush")},
        {"seed", tr("Set seeds"), tr("A click adds what hangs together with it within these values")}};
    for (const Text& text : texts) {
        QAction* action = command(text.name);
        action->setText(text.text);
        action->setToolTip(
            tr("%1 (%2)").arg(text.tip, action->shortcut().toString(QKeySequence::NativeText)));
    }
}

void ImagesPanel::showSegments()
{
    m_side->setCurrentWidget(m_segments);
}

bool ImagesPanel::isSegmentsOpen() const
{
    return m_segments != nullptr && m_side->currentWidget() == m_segments;
}

void ImagesPanel::showOutlines()
{
    std::vector<SegmentationPtr> all = m_outlines;
    for (const SegmentationPtr& one : m_segmenting->outlines())
        all.push_back(one);
    m_views->setOutlines(all);
}

} // namespace twinward::imaging
