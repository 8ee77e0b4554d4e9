#pragma once

// Controllers: OpenXR's actions and what they are bound to on each kind of controller.

#include "instance_p.h"

#include <array>

namespace twinward::headset {

enum class ActionId {
    Aim,
    Grip,
    Grabbing,
    Triggering,
    Thumbstick,
    Grab,
    Trigger,
    Menu,
    Primary,
    Secondary,
    StickClick,
    Pulse,
};
inline constexpr size_t actionCount = 12;

struct ActionFacts
{
    const char* name;
    const char* shown; // in the runtime's own settings
    XrActionType type;
};
[[nodiscard]] const ActionFacts& factsOf(ActionId id);

struct Binding
{
    ActionId action;
    const char* path; // under /user/hand/left or right
};
struct Profile
{
    const char* path;
    std::vector<Binding> left;
    std::vector<Binding> right;
};
[[nodiscard]] const std::vector<Profile>& profiles();

class Actions
{
public:
    Actions(const Instance& instance, XrSession session);

    // The runtime's newest; all at rest where another program has the hands.
    void sync();
    // Into `inputs`, poses as of `when` in `room`.
    void read(Inputs& inputs, XrSpace room, XrTime when);
    void send(const Pulse& pulse);
    // The wearer took another controller.
    void readProfiles();

private:
    struct Hand
    {
        XrPath path = XR_NULL_PATH;
        Owned<XrSpace> aim;
        Owned<XrSpace> grip;
        QString profile;
    };
    void makeActions();
    void suggest();
    [[nodiscard]] XrAction action(ActionId id) const { return m_actions[static_cast<size_t>(id)]; }
    [[nodiscard]] XrPath path(const std::string& text) const;
    [[nodiscard]] std::optional<Pose> locate(
        ActionId id, const Hand& hand, XrSpace space, XrSpace room, XrTime when) const;
    [[nodiscard]] Button button(ActionId id, const Hand& hand) const;
    [[nodiscard]] float amount(ActionId id, const Hand& hand) const;
    [[nodiscard]] XrActionStateGetInfo ask(ActionId id, const Hand& hand) const;

    const Instance& m_instance;
    XrSession m_session;
    Owned<XrActionSet> m_set;
    std::array<XrAction, actionCount> m_actions{}; // the set's: they go with it
    std::array<Hand, 2> m_hands;
};

} // namespace twinward::headset
