#pragma once

// Where one ray meets what can be seen of a volume: what a hand that points from afar points at.

#include "imaging/scene.h"
#include "imaging/volume.h"

namespace twinward::headset {

// The first place along the ray where enough opacity has gathered that the eye sees a surface there; respects
// clip box and planes. A point in mm and a direction of length 1, both in the patient. None where nothing is
// seen.
[[nodiscard]] std::optional<imaging::Vec3> firstVisible(const imaging::Volume& volume,
    const imaging::VolumeView& view, const imaging::Vec3& from, const imaging::Vec3& direction);

} // namespace twinward::headset
