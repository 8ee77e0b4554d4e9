#pragma once

// A headset that does what a test says: head, hands and buttons, sent to Monado's remote driver.

#include "headset/inputs.h"

#include <QTcpSocket>

namespace twinward::test {

struct RemoteHand
{
    headset::Pose pose; // grip and aim alike
    float trigger = 0;
    float squeeze = 0;
    QVector2D stick;
    bool triggerClick = false;
    bool stickClick = false;
    bool a = false;
    bool b = false;
    bool active = true; // the controller is switched on
    bool tracked = true; // the hand is seen: XR_EXT_hand_tracking
    std::array<float, 5> curl{}; // 0 straight to 1 bent: little, ring, middle, index, thumb
};

class RemoteHeadset
{
public:
    RemoteHeadset();

    // To OpenXrRuntime::port(); false where nobody listens.
    [[nodiscard]] bool connectTo(quint16 port);
    // All of the below, from now on.
    [[nodiscard]] bool send();

    headset::Pose head; // 1.6 m up, looking ahead
    RemoteHand left;
    RemoteHand right;
    // Both eyes, seen from the head.
    float eyesApartM = 0.064F;
    headset::Fov fov; // the same for both

    [[nodiscard]] RemoteHand& hand(headset::Side side) { return side == headset::Side::Left ? left : right; }

private:
    QTcpSocket m_socket;
};

} // namespace twinward::test
