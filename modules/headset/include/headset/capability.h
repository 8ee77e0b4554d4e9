#pragma once

// What a runtime and its headset offer beyond the least that OpenXR asks of them. Nothing depends on any of
// these: without one, something is less good and says so.

#include <QFlags>
#include <QStringList>

namespace twinward::headset {

enum class Capability {
    VisibilityMask = 1 << 0, // which pixels no lens shows: they are not drawn (XR_KHR_visibility_mask)
    DepthLayer = 1 << 1, // the picture's depth, for reprojection (XR_KHR_composition_layer_depth)
    HandTracking = 1 << 2, // bare hands (XR_EXT_hand_tracking)
    RefreshRate = 1 << 3, // the display's rate is known and can be chosen (XR_FB_display_refresh_rate)
    Passthrough = 1 << 4, // the real room behind (XR_FB_passthrough, or blending that adds or mixes)
    StageSpace = 1 << 5, // the floor is known; without it a person of average height is assumed
};
Q_DECLARE_FLAGS(Capabilities, Capability)
Q_DECLARE_OPERATORS_FOR_FLAGS(Capabilities)

// Plain English, one for each that is there.
[[nodiscard]] QStringList describe(Capabilities capabilities);

} // namespace twinward::headset
