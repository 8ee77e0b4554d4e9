#pragma once

// Hands as they are seen in the room: bare ones by their joints, held controllers as a plain grip with a tip.

#include "headset/inputs.h"
#include "headset_scene/model.h"

namespace twinward::headset {

// Empty where the hand is not known.
[[nodiscard]] Model handModel(const HandInput& hand, QRgb colour);
// From where a hand aims to where its ray ends, with a dot there.
[[nodiscard]] Model rayModel(const Pose& aim, float lengthM, QRgb colour);

} // namespace twinward::headset
