#pragma once

// What a view cuts away, as half-spaces of the patient.

#include "imaging/scene.h"
#include "imaging_view/operators.h"

namespace twinward::imaging {

// The sides of its box and its planes: what lies where a normal points to stays.
inline std::vector<ClipPlane> clipPlanesOf(const VolumeView& view)
{
    std::vector<ClipPlane> planes;
    if (view.clipBox) {
        const auto& [one, other] = *view.clipBox;
        for (size_t axis = 0; axis < 3; ++axis) {
            Vec3 inwards{};
            inwards[axis] = one[axis] <= other[axis] ? 1 : -1;
            planes.push_back({one, inwards});
            planes.push_back({other, inwards * -1});
        }
    }
    planes.insert(planes.end(), view.clipPlanes.begin(), view.clipPlanes.end());
    return planes;
}

} // namespace twinward::imaging
