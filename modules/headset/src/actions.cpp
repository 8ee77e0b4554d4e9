#include "actions_p.h"

#include <algorithm>
#include <cstring>

namespace twinward::headset {

namespace {

constexpr XrSpaceLocationFlags located
    = XR_SPACE_LOCATION_ORIENTATION_VALID_BIT | XR_SPACE_LOCATION_POSITION_VALID_BIT;

template <size_t Size> void copy(char (&to)[Size], const char* from)
{
    std::strncpy(to, from, Size - 1);
}

} // namespace

Actions::Actions(const Instance& instance, XrSession session)
    : m_instance(instance)
    , m_session(session)
{
    m_hands[0].path = path("/user/hand/left");
    m_hands[1].path = path("/user/hand/right");
    makeActions();
    suggest();
    for (Hand& hand : m_hands) {
        const auto space = [&](ActionId id) {
            auto info = typed<XrActionSpaceCreateInfo>(XR_TYPE_ACTION_SPACE_CREATE_INFO);
            info.action = action(id);
            info.subactionPath = hand.path;
            info.poseInActionSpace = toXr({});
            XrSpace made = XR_NULL_HANDLE;
            check(xrCreateActionSpace(session, &info, &made), "xrCreateActionSpace");
            return Owned<XrSpace>(made, xrDestroySpace);
        };
        hand.aim = space(ActionId::Aim);
        hand.grip = space(ActionId::Grip);
    }
    auto attach = typed<XrSessionActionSetsAttachInfo>(XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO);
    const XrActionSet set = m_set.get();
    attach.countActionSets = 1;
    attach.actionSets = &set;
    check(xrAttachSessionActionSets(session, &attach), "xrAttachSessionActionSets");
}

void Actions::makeActions()
{
    auto setInfo = typed<XrActionSetCreateInfo>(XR_TYPE_ACTION_SET_CREATE_INFO);
    copy(setInfo.actionSetName, "hands");
    copy(setInfo.localizedActionSetName, "Hands");
    XrActionSet set = XR_NULL_HANDLE;
    check(xrCreateActionSet(m_instance.handle(), &setInfo, &set), "xrCreateActionSet");
    m_set = {set, xrDestroyActionSet};
    const std::array<XrPath, 2> both{m_hands[0].path, m_hands[1].path};
    for (size_t i = 0; i < actionCount; ++i) {
        const ActionFacts& facts = factsOf(static_cast<ActionId>(i));
        auto info = typed<XrActionCreateInfo>(XR_TYPE_ACTION_CREATE_INFO);
        info.actionType = facts.type;
        info.countSubactionPaths = both.size();
        info.subactionPaths = both.data();
        copy(info.actionName, facts.name);
        copy(info.localizedActionName, facts.shown);
        check(xrCreateAction(set, &info, &m_actions[i]), "xrCreateAction");
    }
}

void Actions::suggest()
{
    for (const Profile& profile : profiles()) {
        std::vector<XrActionSuggestedBinding> bindings;
        for (const Binding& binding : profile.left)
            bindings.push_back({action(binding.action), path(std::string("/user/hand/left") + binding.path)});
        for (const Binding& binding : profile.right)
            bindings.push_back(
                {action(binding.action), path(std::string("/user/hand/right") + binding.path)});
        auto info
            = typed<XrInteractionProfileSuggestedBinding>(XR_TYPE_INTERACTION_PROFILE_SUGGESTED_BINDING);
        info.interactionProfile = path(profile.path);
        info.countSuggestedBindings = static_cast<std::uint32_t>(bindings.size());
        info.suggestedBindings = bindings.data();
        const XrResult result = xrSuggestInteractionProfileBindings(m_instance.handle(), &info);
        if (result != XR_ERROR_PATH_UNSUPPORTED) // a runtime need not know every controller
            check(result, "xrSuggestInteractionProfileBindings");
    }
}

XrPath Actions::path(const std::string& text) const
{
    XrPath made = XR_NULL_PATH;
    check(xrStringToPath(m_instance.handle(), text.c_str(), &made), "xrStringToPath");
    return made;
}

void Actions::sync()
{
    const XrActiveActionSet active{m_set.get(), XR_NULL_PATH};
    auto info = typed<XrActionsSyncInfo>(XR_TYPE_ACTIONS_SYNC_INFO);
    info.countActiveActionSets = 1;
    info.activeActionSets = &active;
    check(xrSyncActions(m_session, &info), "xrSyncActions");
}

void Actions::read(Inputs& inputs, XrSpace room, XrTime when)
{
    for (const Side side : bothSides) {
        const Hand& hand = m_hands[static_cast<size_t>(side)];
        HandInput& input = inputs.hand(side);
        input.profile = hand.profile;
        input.aim = locate(ActionId::Aim, hand, hand.aim.get(), room, when);
        input.grip = locate(ActionId::Grip, hand, hand.grip.get(), room, when);
        input.grabbing = amount(ActionId::Grabbing, hand);
        input.triggering = amount(ActionId::Triggering, hand);
        input.grab = button(ActionId::Grab, hand);
        input.trigger = button(ActionId::Trigger, hand);
        input.menu = button(ActionId::Menu, hand);
        input.primary = button(ActionId::Primary, hand);
        input.secondary = button(ActionId::Secondary, hand);
        input.stickClick = button(ActionId::StickClick, hand);
        const auto stickInfo = ask(ActionId::Thumbstick, hand);
        auto stick = typed<XrActionStateVector2f>(XR_TYPE_ACTION_STATE_VECTOR2F);
        check(xrGetActionStateVector2f(m_session, &stickInfo, &stick), "xrGetActionStateVector2f");
        input.thumbstick
            = stick.isActive == XR_TRUE ? QVector2D(stick.currentState.x, stick.currentState.y) : QVector2D();
    }
}

std::optional<Pose> Actions::locate(
    ActionId id, const Hand& hand, XrSpace space, XrSpace room, XrTime when) const
{
    const auto info = ask(id, hand);
    auto state = typed<XrActionStatePose>(XR_TYPE_ACTION_STATE_POSE);
    check(xrGetActionStatePose(m_session, &info, &state), "xrGetActionStatePose");
    if (state.isActive != XR_TRUE)
        return std::nullopt;
    auto location = typed<XrSpaceLocation>(XR_TYPE_SPACE_LOCATION);
    check(xrLocateSpace(space, room, when, &location), "xrLocateSpace");
    if ((location.locationFlags & located) != located)
        return std::nullopt;
    return fromXr(location.pose);
}

Button Actions::button(ActionId id, const Hand& hand) const
{
    const auto info = ask(id, hand);
    auto state = typed<XrActionStateBoolean>(XR_TYPE_ACTION_STATE_BOOLEAN);
    check(xrGetActionStateBoolean(m_session, &info, &state), "xrGetActionStateBoolean");
    return {
        state.isActive == XR_TRUE && state.currentState == XR_TRUE, state.changedSinceLastSync == XR_TRUE};
}

float Actions::amount(ActionId id, const Hand& hand) const
{
    const auto info = ask(id, hand);
    auto state = typed<XrActionStateFloat>(XR_TYPE_ACTION_STATE_FLOAT);
    check(xrGetActionStateFloat(m_session, &info, &state), "xrGetActionStateFloat");
    return state.isActive == XR_TRUE ? std::clamp(state.currentState, 0.0F, 1.0F) : 0.0F;
}

XrActionStateGetInfo Actions::ask(ActionId id, const Hand& hand) const
{
    auto info = typed<XrActionStateGetInfo>(XR_TYPE_ACTION_STATE_GET_INFO);
    info.action = action(id);
    info.subactionPath = hand.path;
    return info;
}

void Actions::send(const Pulse& pulse)
{
    auto info = typed<XrHapticActionInfo>(XR_TYPE_HAPTIC_ACTION_INFO);
    info.action = action(ActionId::Pulse);
    info.subactionPath = m_hands[static_cast<size_t>(pulse.side)].path;
    auto vibration = typed<XrHapticVibration>(XR_TYPE_HAPTIC_VIBRATION);
    vibration.amplitude = std::clamp(pulse.strength, 0.0F, 1.0F);
    vibration.duration = pulse.length.count() > 0 ? pulse.length.count() : XR_MIN_HAPTIC_DURATION;
    vibration.frequency = pulse.frequencyHz > 0 ? pulse.frequencyHz : XR_FREQUENCY_UNSPECIFIED;
    check(xrApplyHapticFeedback(m_session, &info, reinterpret_cast<const XrHapticBaseHeader*>(&vibration)),
        "xrApplyHapticFeedback");
}

void Actions::readProfiles()
{
    for (Hand& hand : m_hands) {
        auto state = typed<XrInteractionProfileState>(XR_TYPE_INTERACTION_PROFILE_STATE);
        check(xrGetCurrentInteractionProfile(m_session, hand.path, &state), "xrGetCurrentInteractionProfile");
        hand.profile.clear();
        if (state.interactionProfile == XR_NULL_PATH)
            continue;
        const auto text = listed<char>(
            [&](auto capacity, auto count, auto all) {
                return xrPathToString(m_instance.handle(), state.interactionProfile, capacity, count, all);
            },
            "xrPathToString");
        hand.profile = QString::fromUtf8(text.data());
    }
}

} // namespace twinward::headset
