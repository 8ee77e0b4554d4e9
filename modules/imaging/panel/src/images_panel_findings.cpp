// Findings in the viewer: their list beside the views, and the way to the image each of them is on.

#include "images_panel_p.h"

#include "findings_list_p.h"
#include "imaging/finding.h"
#include "imaging_view/operators.h"
#include "segmenting_p.h"

#include <QStackedWidget>
#include <QTabWidget>

namespace twinward::imaging {

void ImagesPanel::joinFindings()
{
    auto* list = new FindingsList(*m_exam, *m_marks, m_workspace.context);
    m_side->addTab(list, QString());
    connect(list, &FindingsList::chosen, this, [this](record::EventId event) {
        if (m_workspace.context.selected() == event)
            followSelection();
        else
            m_workspace.context.select(event);
    });
    connect(list, &FindingsList::reportedChosen, this, &ImagesPanel::goTo);
    connect(m_exam, &Exam::contentChanged, this, [this](int layer) {
        const LayerContent* content = m_exam->layer(layer);
        if (m_goTo && content != nullptr && content->hasHeaders()
            && content->series().uid == m_goTo->seriesUid)
            goThere(layer, *std::exchange(m_goTo, std::nullopt));
    });
}

void ImagesPanel::followSelection()
{
    const auto selected = m_workspace.context.selected();
    const workbench::ChartPtr chart = m_workspace.context.chart();
    const record::Entry* entry = selected && chart ? chart->find(*selected) : nullptr;
    if (entry == nullptr)
        return;
    const auto* finding = entry->as<record::ImagingFinding>();
    if (finding != nullptr && finding->shape == record::ImagingFinding::Shape::Segmentation
        && finding->object) {
        m_segmenting->openWhenRead(*selected);
        showSegments();
    }
    if (finding != nullptr)
        goTo(*finding);
    else if (const auto* series = entry->as<record::ImagingSeries>())
        openSeries(series->seriesUid);
}

// Unless it is on show already.
void ImagesPanel::openSeries(const QString& uid)
{
    const auto place = m_list->find(uid);
    const LayerContent* ground = m_exam->ground();
    if (place && (ground == nullptr || ground->series().uid != uid))
        open(*place);
}

void ImagesPanel::goTo(const record::ImagingFinding& finding)
{
    for (int layer = 0; layer < m_exam->layerCount(); ++layer) {
        if (m_exam->layer(layer)->series().uid != finding.seriesUid)
            continue;
        if (m_exam->layer(layer)->hasHeaders())
            goThere(layer, finding);
        else
            m_goTo = finding;
        return;
    }
    openSeries(finding.seriesUid);
    m_goTo = finding;
}

void ImagesPanel::goThere(int layer, const record::ImagingFinding& finding)
{
    const LayerContent* content = m_exam->layer(layer);
    const int slice = content->sliceOf(finding.sopInstanceUid, static_cast<int>(finding.frame) - 1);
    if (slice < 0)
        return;
    const Mark mark = markOf(finding, *content->headerOf(slice), std::nullopt, layer);
    const auto at = static_cast<size_t>(layer);
    m_exam->change(tr("Go to the finding"), [&](ExamScene& scene) {
        if (!m_exam->isVolume(layer)) {
            scene.layers[at].frame = slice;
        } else if (!mark.points.empty()) {
            scene.cursor = outOfLayer(scene.layers[at].toPatient, mark.points.front());
        } else { // the cross-hair stays over the same pixel
            const GridMap map(*m_exam->placedGrid(layer));
            Vec3 index = map.toIndex(scene.cursor);
            index[2] = slice;
            scene.cursor = map.toPatient(index);
        }
    });
    m_stage->setCurrentWidget(m_views);
}

} // namespace twinward::imaging
