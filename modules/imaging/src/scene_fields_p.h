#pragma once

// The fields of every value of a scene, in the order they are written. Once here, so that encoder and decoder
// can't disagree. New fields go to the end; none is ever taken away or moved.

#include "imaging/scene.h"

#include <tuple>

namespace twinward::imaging {

template <class T> auto fieldsOf(T& s)
{
    using S = std::remove_const_t<T>;
    if constexpr (std::is_same_v<S, Window>)
        return std::tie(s.centre, s.width, s.explanation);
    else if constexpr (std::is_same_v<S, PlaneView>)
        return std::tie(s.kind, s.normal, s.up, s.projection, s.slabMm, s.zoom, s.panMm, s.layer);
    else if constexpr (std::is_same_v<S, TransferPoint>)
        return std::tie(s.value, s.opacity, s.colour);
    else if constexpr (std::is_same_v<S, ClipPlane>)
        return std::tie(s.point, s.normal);
    else if constexpr (std::is_same_v<S, VolumeView>)
        return std::tie(s.preset, s.transfer, s.clipBox, s.clipPlanes, s.shaded, s.ambient, s.diffuse,
            s.specular, s.rotation, s.zoom, s.pan);
    else if constexpr (std::is_same_v<S, Layer>)
        return std::tie(
            s.studyUid, s.seriesUid, s.stack, s.window, s.colourMap, s.opacity, s.toPatient, s.frame);
    else if constexpr (std::is_same_v<S, Mark>)
        return std::tie(s.shape, s.points, s.normal, s.text, s.layer, s.sopInstanceUid, s.frame, s.event);
    else if constexpr (std::is_same_v<S, MeshLayer>)
        return std::tie(s.name, s.id, s.colour, s.opacity);
    else if constexpr (std::is_same_v<S, ExamScene>)
        return std::tie(
            s.patient, s.layers, s.layout, s.planes, s.volume, s.cursor, s.pointer, s.marks, s.meshes);
}

template <class E> constexpr E lastOf();
template <> constexpr Projection lastOf<Projection>()
{
    return Projection::Minimum;
}
template <> constexpr PlaneView::Kind lastOf<PlaneView::Kind>()
{
    return PlaneView::Kind::Stack;
}
template <> constexpr Layout lastOf<Layout>()
{
    return Layout::StackAndPlanes;
}
template <> constexpr record::ImagingFinding::Shape lastOf<record::ImagingFinding::Shape>()
{
    return record::ImagingFinding::Shape::Segmentation;
}

} // namespace twinward::imaging
