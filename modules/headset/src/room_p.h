#pragma once

// Where things are: the spaces that poses are given in, and whether the real room is seen behind.

#include "instance_p.h"

namespace twinward::headset {

class Spaces
{
public:
    explicit Spaces(XrSession session);
    [[nodiscard]] XrSpace room(Posture posture) const;
    [[nodiscard]] XrSpace head() const { return m_head.get(); }
    [[nodiscard]] bool knowsFloor() const { return m_knowsFloor; }

private:
    Owned<XrSpace> m_standing;
    Owned<XrSpace> m_seated;
    Owned<XrSpace> m_head;
    bool m_knowsFloor = false;
};
[[nodiscard]] std::vector<XrReferenceSpaceType> offeredSpaces(XrSession session);

// The real room behind the picture: by the runtime's passthrough layer where there is one, else by how the
// picture is blended.
class Passthrough
{
public:
    Passthrough(const Instance& instance, XrSession session);

    void set(Background background);
    [[nodiscard]] bool isOn() const { return m_on; }
    [[nodiscard]] XrEnvironmentBlendMode blendMode() const;
    // To be submitted first; nullptr where blending does it.
    [[nodiscard]] const XrCompositionLayerBaseHeader* layer() const;

private:
    void makeLayer(const Instance& instance, XrSession session);

    XrEnvironmentBlendMode m_opaque = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
    std::optional<XrEnvironmentBlendMode> m_blended;
    bool m_possible = false;
    bool m_on = false;
    Owned<XrPassthroughFB> m_passthrough;
    Owned<XrPassthroughLayerFB> m_layer;
    PFN_xrPassthroughStartFB m_start = nullptr;
    PFN_xrPassthroughPauseFB m_pause = nullptr;
    XrCompositionLayerPassthroughFB m_submitted{};
};

} // namespace twinward::headset
