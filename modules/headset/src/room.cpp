#include "room_p.h"

#include <algorithm>

namespace twinward::headset {

namespace {

// Where only the head's place at the start is known, the floor is taken to be this far under it: an
// assumption, about the eye height of an adult who stands, and of one on a chair.
constexpr float standingEyesM = 1.55F;
constexpr float seatedEyesM = 1.2F;

Owned<XrSpace> makeSpace(XrSession session, XrReferenceSpaceType type, float heightM)
{
    auto info = typed<XrReferenceSpaceCreateInfo>(XR_TYPE_REFERENCE_SPACE_CREATE_INFO);
    info.referenceSpaceType = type;
    info.poseInReferenceSpace = toXr({{}, {0, heightM, 0}});
    XrSpace space = XR_NULL_HANDLE;
    check(xrCreateReferenceSpace(session, &info, &space), "xrCreateReferenceSpace");
    return {space, xrDestroySpace};
}

} // namespace

std::vector<XrReferenceSpaceType> offeredSpaces(XrSession session)
{
    return listed<XrReferenceSpaceType>(
        [&](auto capacity, auto count, auto all) {
            return xrEnumerateReferenceSpaces(session, capacity, count, all);
        },
        "xrEnumerateReferenceSpaces");
}

Spaces::Spaces(XrSession session)
{
    const auto offered = offeredSpaces(session);
    m_knowsFloor = std::ranges::find(offered, XR_REFERENCE_SPACE_TYPE_STAGE) != offered.end();
    m_standing = m_knowsFloor ? makeSpace(session, XR_REFERENCE_SPACE_TYPE_STAGE, 0)
                              : makeSpace(session, XR_REFERENCE_SPACE_TYPE_LOCAL, -standingEyesM);
    m_seated = makeSpace(session, XR_REFERENCE_SPACE_TYPE_LOCAL, -seatedEyesM);
    m_head = makeSpace(session, XR_REFERENCE_SPACE_TYPE_VIEW, 0);
}

XrSpace Spaces::room(Posture posture) const
{
    return posture == Posture::Seated ? m_seated.get() : m_standing.get();
}

Passthrough::Passthrough(const Instance& instance, XrSession session)
    : m_possible(instance.capabilities().testFlag(Capability::Passthrough))
{
    const auto& modes = instance.blendModes();
    const auto has
        = [&](XrEnvironmentBlendMode mode) { return std::ranges::find(modes, mode) != modes.end(); };
    if (!has(XR_ENVIRONMENT_BLEND_MODE_OPAQUE) && !modes.empty())
        m_opaque = modes.front(); // glasses one always sees through
    for (const auto mode : {XR_ENVIRONMENT_BLEND_MODE_ADDITIVE, XR_ENVIRONMENT_BLEND_MODE_ALPHA_BLEND}) {
        if (has(mode))
            m_blended = mode; // mixing is better than adding
    }
    if (!m_blended && instance.hasPassthroughExtension())
        makeLayer(instance, session);
}

void Passthrough::makeLayer(const Instance& instance, XrSession session)
{
    m_start = instance.function<PFN_xrPassthroughStartFB>("xrPassthroughStartFB");
    m_pause = instance.function<PFN_xrPassthroughPauseFB>("xrPassthroughPauseFB");
    const auto make = instance.function<PFN_xrCreatePassthroughFB>("xrCreatePassthroughFB");
    const auto makeLayer = instance.function<PFN_xrCreatePassthroughLayerFB>("xrCreatePassthroughLayerFB");
    auto info = typed<XrPassthroughCreateInfoFB>(XR_TYPE_PASSTHROUGH_CREATE_INFO_FB);
    XrPassthroughFB passthrough = XR_NULL_HANDLE;
    check(make(session, &info, &passthrough), "xrCreatePassthroughFB");
    m_passthrough = {passthrough, instance.function<PFN_xrDestroyPassthroughFB>("xrDestroyPassthroughFB")};
    auto layerInfo = typed<XrPassthroughLayerCreateInfoFB>(XR_TYPE_PASSTHROUGH_LAYER_CREATE_INFO_FB);
    layerInfo.passthrough = passthrough;
    layerInfo.flags = XR_PASSTHROUGH_IS_RUNNING_AT_CREATION_BIT_FB;
    layerInfo.purpose = XR_PASSTHROUGH_LAYER_PURPOSE_RECONSTRUCTION_FB;
    XrPassthroughLayerFB layer = XR_NULL_HANDLE;
    check(makeLayer(session, &layerInfo, &layer), "xrCreatePassthroughLayerFB");
    m_layer = {layer, instance.function<PFN_xrDestroyPassthroughLayerFB>("xrDestroyPassthroughLayerFB")};
    m_submitted = typed<XrCompositionLayerPassthroughFB>(XR_TYPE_COMPOSITION_LAYER_PASSTHROUGH_FB);
    m_submitted.flags = XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT;
    m_submitted.layerHandle = layer;
}

void Passthrough::set(Background background)
{
    const bool on = m_possible && background == Background::RealRoom;
    if (on == m_on)
        return;
    m_on = on;
    if (m_passthrough)
        check(on ? m_start(m_passthrough.get()) : m_pause(m_passthrough.get()), "xrPassthroughStartFB");
}

XrEnvironmentBlendMode Passthrough::blendMode() const
{
    return m_on && m_blended ? *m_blended : m_opaque;
}

const XrCompositionLayerBaseHeader* Passthrough::layer() const
{
    return m_on && m_layer ? reinterpret_cast<const XrCompositionLayerBaseHeader*>(&m_submitted) : nullptr;
}

} // namespace twinward::headset
