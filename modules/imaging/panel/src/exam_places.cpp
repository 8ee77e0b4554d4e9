// Where the views of the examination stand in their stacks, and how they move through them.

#include "exam_p.h"

#include "imaging_view/operators.h"
#include "imaging_view/plane_geometry.h"
#include "imaging_view/reslice.h"

#include <algorithm>

namespace twinward::imaging {

int Exam::shownLayer(const PlaneView& view) const
{
    return std::clamp(view.layer, 0, std::max(0, layerCount() - 1));
}

Exam::Position Exam::position(size_t plane) const
{
    if (plane >= scene().planes.size())
        return {};
    const PlaneView& view = scene().planes[plane];
    const int shown = shownLayer(view);
    const LayerContent* content = layer(shown);
    if (content == nullptr || content->stack() == nullptr)
        return {};
    if (!content->volume())
        return {scene().layers[static_cast<size_t>(shown)].frame,
            static_cast<int>(content->stack()->frames.size())};
    const Slices slices = slicesOf(view, *placedGrid(shown), scene().cursor);
    return {slices.current, slices.count};
}

void Exam::step(size_t plane, int slices)
{
    goToSlice(plane, position(plane).current + slices);
}

void Exam::goToSlice(size_t plane, int slice)
{
    if (plane >= scene().planes.size())
        return;
    const PlaneView& view = scene().planes[plane];
    const int shown = shownLayer(view);
    const int held = std::clamp(slice, 0, position(plane).count - 1);
    if (isVolume(shown)) {
        const Slices slices = slicesOf(view, *placedGrid(shown), scene().cursor);
        change(
            tr("Scroll"), [&](ExamScene& s) { s.cursor = movedToSlice(slices, s.cursor, held); },
            QStringLiteral("scroll%1").arg(plane));
    } else if (layer(shown) != nullptr) {
        change(
            tr("Scroll"), [&](ExamScene& s) { s.layers[static_cast<size_t>(shown)].frame = held; },
            QStringLiteral("scroll%1").arg(plane));
    }
}

int Exam::nearestSlice(int layer, const Vec3& point) const
{
    const LayerContent* content = this->layer(layer);
    if (content == nullptr || content->stack() == nullptr)
        return -1;
    if (!content->volume())
        return scene().layers[static_cast<size_t>(layer)].frame;
    const Vec3 index = GridMap(content->volume()->grid).toIndex(point);
    return std::clamp(static_cast<int>(std::lround(index[2])), 0, content->volume()->grid.size[2] - 1);
}

std::vector<size_t> Exam::linked(size_t plane) const
{
    const auto& planes = scene().planes;
    std::vector<size_t> found{plane};
    for (size_t each = 0; each < planes.size() && plane < planes.size(); ++each) {
        const bool other = each != plane && planes[plane].layer >= 0 && planes[each].layer >= 0
            && planes[each].layer != planes[plane].layer;
        if (other && planes[each].kind == planes[plane].kind && planes[each].normal == planes[plane].normal)
            found.push_back(each);
    }
    return found;
}

} // namespace twinward::imaging
