#include "headset_scene/boards.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twinward::headset {

namespace {

constexpr float boardDistanceM = 1.2F;
constexpr float gapM = 0.06F;
constexpr float notchesASecond = 12;
constexpr float leastStick = 0.3F;

Board* find(std::vector<Board>& boards, BoardId id)
{
    const auto found
        = std::find_if(boards.begin(), boards.end(), [id](const Board& b) { return b.id == id; });
    return found == boards.end() ? nullptr : &*found;
}

} // namespace

Pose hungAround(const Pose& stand, float eyesM, int place, double widthM)
{
    // 0 ahead to the left, 1 ahead to the right, 2 further left ...
    const float step = 2 * std::asin(static_cast<float>(widthM + double{gapM}) / (2 * boardDistanceM));
    const int pairs = place / 2;
    const float angle = (static_cast<float>(pairs) + 0.5F) * step * (place % 2 == 0 ? 1.0F : -1.0F);
    const QQuaternion turn
        = stand.orientation * QQuaternion::fromAxisAndAngle(0, 1, 0, angle * 180 / std::numbers::pi_v<float>);
    QVector3D at = stand.position + turn * QVector3D(0, 0, -boardDistanceM);
    at.setY(stand.position.y() + eyesM);
    return {turn.normalized(), at};
}

bool isBefore(const HandInput& hand, const Panel& panel, const QVector3D& eye)
{
    constexpr double handM = 0.12; // about a grip: what of it may reach over the edge
    const Panel reached{panel.pose, panel.metres + QSizeF(2 * handM, 2 * handM)};
    const auto isOverIt = [&](const QVector3D& point) {
        const float metres = (point - eye).length();
        const auto hit = hitPanel({eye, (point - eye).normalized()}, reached);
        return hit && hit->metres > metres;
    };
    return (hand.grip && isOverIt(hand.grip->position))
        || (hand.joints && isOverIt(hand.joints->at(Joint::IndexTip).pose.position));
}

// The finger first: who touches a board means that one. Each tip is followed on every board, so that one that
// went through from behind is known not to press.
std::optional<BoardHands::Touch> BoardHands::pokeOf(
    Side side, const std::vector<Board>& boards, const HandInput& hand)
{
    std::optional<QVector3D> tip;
    if (hand.joints)
        tip = hand.joints->at(Joint::IndexTip).pose.position;
    else if (hand.aim)
        tip = hand.aim->position + hand.aim->forward() * 0.02F;
    std::optional<Touch> touched;
    float nearest = 0.03F; // metres before a board at which a finger is taken for its pointer
    for (const Board& board : boards) {
        const auto state = m_pokes[static_cast<size_t>(side)][board.id].update(board.panel, tip);
        const bool about = state.place && state.distanceM < nearest;
        if (!state.press.down && !state.press.changed && !about)
            continue;
        touched = Touch{
            board.id, {std::max(0.0F, state.distanceM), state.place.value_or(m_at)}, true, state.press};
        nearest = std::min(nearest, std::max(0.0F, state.distanceM));
    }
    return touched;
}

std::optional<BoardHands::Touch> BoardHands::touchOf(
    Side side, const std::vector<Board>& boards, const HandInput& hand)
{
    if (auto poked = pokeOf(side, boards, hand))
        return poked;
    if (!hand.aim)
        return std::nullopt;
    std::optional<Touch> nearest;
    for (const Board& board : boards) {
        const auto hit = hitPanel({hand.aim->position, hand.aim->forward()}, board.panel);
        if (hit && (!nearest || hit->metres <= nearest->hit.metres))
            nearest = Touch{board.id, *hit, false, hand.trigger};
    }
    return nearest;
}

// What is held at its bar by the squeeze hangs from the hand until it is let go.
void BoardHands::carry(
    Side side, std::vector<Board>& boards, const HandInput& hand, const std::optional<Touch>& touch)
{
    auto& carried = m_carried[static_cast<size_t>(side)];
    if (carried && (!hand.grab.down || find(boards, carried->board) == nullptr)) {
        m_wasMoved = true;
        carried.reset();
    }
    if (!carried && touch && hand.grab.pressed() && hand.grip) {
        if (const Board* board = find(boards, touch->board))
            carried = Carried{board->id, hand.grip->inverse() * board->panel.pose};
    }
    if (carried && hand.grip)
        find(boards, carried->board)->panel.pose = *hand.grip * carried->inHand;
}

std::vector<BoardPointer> BoardHands::update(std::vector<Board>& boards, const Inputs& hands, float seconds)
{
    using Kind = BoardPointer::Kind;
    std::vector<BoardPointer> events;
    m_wasMoved = false;
    m_dots.clear();
    std::array<std::optional<Touch>, 2> touches;
    for (const Side side : bothSides) {
        const auto i = static_cast<size_t>(side);
        const HandInput& hand = hands.hand(side);
        touches.at(i) = touchOf(side, boards, hand);
        m_rays.at(i) = touches.at(i) ? std::optional(touches.at(i)->hit.metres) : std::nullopt;
        carry(side, boards, hand, touches.at(i));
        if (touches.at(i)) {
            const Panel& panel = find(boards, touches.at(i)->board)->panel;
            const QPointF& place = touches.at(i)->hit.place;
            m_dots.push_back({panel.pose.orientation,
                panel.pose.map({static_cast<float>((place.x() - 0.5) * panel.metres.width()),
                    static_cast<float>((0.5 - place.y()) * panel.metres.height()), 0})});
        }
        m_taken.at(i) = touches.at(i).has_value() || m_carried.at(i).has_value();
    }

    // The hand that pressed has the pointer; otherwise the one that presses now, otherwise the one nearer to
    // a board.
    std::optional<Side> owner = m_pressing;
    if (!owner) {
        for (const Side side : bothSides) {
            const auto& touch = touches.at(static_cast<size_t>(side));
            if (!touch || m_carried[static_cast<size_t>(side)])
                continue;
            const auto& other = owner ? touches.at(static_cast<size_t>(*owner)) : touch;
            if (!owner || touch->press.pressed()
                || (!other->press.pressed() && touch->hit.metres < other->hit.metres))
                owner = side;
        }
    }
    const std::optional<Touch> touch = owner ? touches.at(static_cast<size_t>(*owner)) : std::nullopt;
    if (m_pressing) {
        m_taken[static_cast<size_t>(*m_pressing)] = true;
        const bool same = touch && touch->board == m_pressed;
        if (same)
            m_at = touch->hit.place;
        const Button& trigger = hands.hand(*m_pressing).trigger;
        const bool down = same ? touch->press.down : trigger.down;
        events.push_back({down ? Kind::Move : Kind::Release, m_pressed, m_at, 0});
        if (!down)
            m_pressing.reset();
        return events;
    }
    const BoardId over = touch ? touch->board : 0;
    if (m_over != 0 && m_over != over)
        events.push_back({Kind::Leave, m_over, m_at, 0});
    m_over = over;
    if (!touch) {
        m_scrolled = 0;
        return events;
    }
    m_at = touch->hit.place;
    events.push_back({Kind::Move, over, m_at, 0});
    if (touch->press.pressed()) {
        events.push_back({Kind::Press, over, m_at, 0});
        m_pressing = owner;
        m_pressed = over;
    }
    const float stick = hands.hand(*owner).thumbstick.y();
    m_scrolled = std::abs(stick) < leastStick ? 0 : m_scrolled + stick * notchesASecond * seconds;
    if (std::abs(m_scrolled) >= 1) {
        events.push_back({Kind::Scroll, over, m_at, std::trunc(m_scrolled)});
        m_scrolled -= std::trunc(m_scrolled);
    }
    return events;
}

} // namespace twinward::headset
