#include "remote_headset.h"

#include <cstring>
#include <numbers>
#include <QTest>

namespace twinward::test {

using headset::Pose;

namespace {

// struct r_remote_data of Monado 25, src/xrt/drivers/remote/r_interface.h, with the plain structures it is
// made of.
struct WirePose
{
    float x = 0, y = 0, z = 0, w = 1;
    float position[3] = {};
};
struct WireView
{
    float left = 0, right = 0, up = 0, down = 0;
    WirePose pose;
    std::uint32_t padding = 0;
};
struct WireHead
{
    WireView views[2];
    WirePose centre;
    bool viewsValid = true;
    bool padding[3] = {};
};
struct WireHand
{
    WirePose pose;
    float linearVelocity[3] = {};
    float angularVelocity[3] = {};
    float curl[5] = {};
    float trigger = 0;
    float squeeze = 0;
    float squeezeForce = 0;
    float stick[2] = {};
    float padForce = 0;
    float pad[2] = {};
    bool handTracked = false;
    bool active = false;
    bool systemClick = false, systemTouch = false;
    bool aClick = false, aTouch = false;
    bool bClick = false, bTouch = false;
    bool triggerClick = false, triggerTouch = false;
    bool stickClick = false, stickTouch = false;
    bool padTouch = false;
    bool padding[3] = {};
};
struct Wire
{
    char header[8] = {'m', 'n', 'd', 'r', 'm', 't', '3', '\0'};
    WireHead head;
    WireHand left, right;
};
static_assert(sizeof(WireHead) == 128 && sizeof(WireHand) == 120 && sizeof(Wire) == 376);

WirePose wire(const Pose& pose)
{
    const QQuaternion q = pose.orientation.normalized();
    return {q.x(), q.y(), q.z(), q.scalar(), {pose.position.x(), pose.position.y(), pose.position.z()}};
}

WireHand wire(const RemoteHand& hand)
{
    WireHand sent;
    sent.pose = wire(hand.pose);
    std::copy(hand.curl.begin(), hand.curl.end(), sent.curl);
    sent.trigger = hand.trigger;
    sent.squeeze = hand.squeeze;
    sent.stick[0] = hand.stick.x();
    sent.stick[1] = hand.stick.y();
    sent.handTracked = hand.tracked;
    sent.active = hand.active;
    sent.aClick = hand.a;
    sent.bClick = hand.b;
    sent.triggerClick = hand.triggerClick;
    sent.stickClick = hand.stickClick;
    return sent;
}

} // namespace

RemoteHeadset::RemoteHeadset()
    : head{{}, {0, 1.6F, 0}}
{
    left.pose.position = {-0.2F, 1.3F, -0.5F};
    right.pose.position = {0.2F, 1.3F, -0.5F};
    constexpr auto quarter = static_cast<float>(std::numbers::pi / 4);
    fov = {-quarter, quarter, quarter, -quarter};
}

bool RemoteHeadset::connectTo(quint16 port)
{
    // The service listens a moment after it has come up.
    const auto tried = [&] {
        m_socket.abort();
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        return m_socket.waitForConnected(1000);
    };
    return QTest::qWaitFor(tried, 20000) && send();
}

bool RemoteHeadset::send()
{
    Wire data;
    data.head.centre = wire(head);
    for (const int eye : {0, 1}) {
        WireView& view = data.head.views[eye];
        view.left = fov.left;
        view.right = fov.right;
        view.up = fov.up;
        view.down = fov.down;
        view.pose = wire(Pose{{}, {(eye == 0 ? -0.5F : 0.5F) * eyesApartM, 0, 0}});
    }
    data.left = wire(left);
    data.right = wire(right);
    m_socket.write(reinterpret_cast<const char*>(&data), sizeof(data));
    return m_socket.waitForBytesWritten(5000);
}

} // namespace twinward::test
