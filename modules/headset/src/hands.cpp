#include "hands_p.h"

namespace twinward::headset {

static_assert(jointCount == XR_HAND_JOINT_COUNT_EXT);
static_assert(static_cast<int>(Joint::LittleTip) == XR_HAND_JOINT_LITTLE_TIP_EXT);

Hands::Hands(const Instance& instance, XrSession session)
    : m_locate(instance.function<PFN_xrLocateHandJointsEXT>("xrLocateHandJointsEXT"))
{
    const auto create = instance.function<PFN_xrCreateHandTrackerEXT>("xrCreateHandTrackerEXT");
    const auto destroy = instance.function<PFN_xrDestroyHandTrackerEXT>("xrDestroyHandTrackerEXT");
    for (const Side side : bothSides) {
        auto info = typed<XrHandTrackerCreateInfoEXT>(XR_TYPE_HAND_TRACKER_CREATE_INFO_EXT);
        info.hand = side == Side::Left ? XR_HAND_LEFT_EXT : XR_HAND_RIGHT_EXT;
        info.handJointSet = XR_HAND_JOINT_SET_DEFAULT_EXT;
        XrHandTrackerEXT tracker = XR_NULL_HANDLE;
        check(create(session, &info, &tracker), "xrCreateHandTrackerEXT");
        m_trackers[static_cast<size_t>(side)] = {tracker, destroy};
    }
}

void Hands::read(Inputs& inputs, XrSpace room, XrTime when) const
{
    constexpr XrSpaceLocationFlags located
        = XR_SPACE_LOCATION_ORIENTATION_VALID_BIT | XR_SPACE_LOCATION_POSITION_VALID_BIT;
    for (const Side side : bothSides) {
        std::array<XrHandJointLocationEXT, jointCount> places{};
        auto found = typed<XrHandJointLocationsEXT>(XR_TYPE_HAND_JOINT_LOCATIONS_EXT);
        found.jointCount = places.size();
        found.jointLocations = places.data();
        auto info = typed<XrHandJointsLocateInfoEXT>(XR_TYPE_HAND_JOINTS_LOCATE_INFO_EXT);
        info.baseSpace = room;
        info.time = when;
        check(m_locate(m_trackers[static_cast<size_t>(side)].get(), &info, &found), "xrLocateHandJointsEXT");
        inputs.hand(side).joints.reset();
        if (found.isActive != XR_TRUE)
            continue;
        HandJoints joints;
        bool all = true;
        for (size_t i = 0; i < jointCount; ++i) {
            all = all && (places[i].locationFlags & located) == located;
            joints.all[i] = {fromXr(places[i].pose), places[i].radius};
        }
        if (all) // half a hand is none
            inputs.hand(side).joints = joints;
    }
}

} // namespace twinward::headset
