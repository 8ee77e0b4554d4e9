#include "actions_p.h"

namespace twinward::headset {

const ActionFacts& factsOf(ActionId id)
{
    static constexpr std::array<ActionFacts, actionCount> facts{{
        {"aim", "Point", XR_ACTION_TYPE_POSE_INPUT},
        {"grip", "Hold", XR_ACTION_TYPE_POSE_INPUT},
        {"grabbing", "How firmly the hand holds", XR_ACTION_TYPE_FLOAT_INPUT},
        {"triggering", "How far the trigger is pulled", XR_ACTION_TYPE_FLOAT_INPUT},
        {"thumbstick", "Scroll and turn", XR_ACTION_TYPE_VECTOR2F_INPUT},
        {"grab", "Take hold", XR_ACTION_TYPE_BOOLEAN_INPUT},
        {"trigger", "Press what is pointed at", XR_ACTION_TYPE_BOOLEAN_INPUT},
        {"menu", "Menu", XR_ACTION_TYPE_BOOLEAN_INPUT},
        {"primary", "First button", XR_ACTION_TYPE_BOOLEAN_INPUT},
        {"secondary", "Second button", XR_ACTION_TYPE_BOOLEAN_INPUT},
        {"stick_click", "Press the thumbstick", XR_ACTION_TYPE_BOOLEAN_INPUT},
        {"pulse", "Touch felt in the hand", XR_ACTION_TYPE_VIBRATION_OUTPUT},
    }};
    return facts[static_cast<size_t>(id)];
}

namespace {

using Bindings = std::vector<Binding>;

Bindings operator+(Bindings a, const Bindings& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

const Bindings& everywhere()
{
    static const Bindings bindings{{ActionId::Aim, "/input/aim/pose"}, {ActionId::Grip, "/input/grip/pose"},
        {ActionId::Pulse, "/output/haptic"}};
    return bindings;
}

} // namespace

// Component paths: OpenXR 1.0, section 6.4, "Interaction Profile Paths".
const std::vector<Profile>& profiles()
{
    using enum ActionId;
    static const Bindings oneButton{{Grabbing, "/input/select/click"}, {Triggering, "/input/select/click"},
        {Grab, "/input/select/click"}, {Trigger, "/input/select/click"}, {Menu, "/input/menu/click"}};
    static const Bindings pulled{{Triggering, "/input/trigger/value"}, {Trigger, "/input/trigger/value"}};
    static const Bindings squeezed{{Grabbing, "/input/squeeze/value"}, {Grab, "/input/squeeze/value"}};
    static const Bindings gripped{{Grabbing, "/input/squeeze/click"}, {Grab, "/input/squeeze/click"}};
    static const Bindings stick{{Thumbstick, "/input/thumbstick"}, {StickClick, "/input/thumbstick/click"}};
    static const Bindings pad{{Thumbstick, "/input/trackpad"}, {StickClick, "/input/trackpad/click"}};
    static const Bindings menu{{Menu, "/input/menu/click"}};

    // Index has no menu button that a program may use: its second one is it.
    static const Bindings index = everywhere() + pulled + squeezed + stick
        + Bindings{{Primary, "/input/a/click"}, {Menu, "/input/b/click"}};
    static const Bindings touch = everywhere() + pulled + squeezed + stick;
    static const Bindings vive = everywhere() + pulled + gripped + pad + menu;
    static const Bindings mixed = everywhere() + pulled + gripped + stick + menu;
    static const Bindings simple = everywhere() + oneButton;
    static const std::vector<Profile> all{
        {"/interaction_profiles/khr/simple_controller", simple, simple},
        {"/interaction_profiles/oculus/touch_controller",
            touch + menu + Bindings{{Primary, "/input/x/click"}, {Secondary, "/input/y/click"}},
            touch + Bindings{{Primary, "/input/a/click"}, {Secondary, "/input/b/click"}}},
        {"/interaction_profiles/valve/index_controller", index, index},
        {"/interaction_profiles/htc/vive_controller", vive, vive},
        {"/interaction_profiles/microsoft/motion_controller", mixed, mixed},
    };
    return all;
}

} // namespace twinward::headset
