#pragma once

// The workstation's panels as boards in the room: where each hangs, which one a hand points at or pokes, and
// what the mouse would have done. Pure: hands in, pointer events out.

#include "headset_scene/pointing.h"

#include <map>

namespace twinward::headset {

using BoardId = std::uint64_t;

struct Board
{
    BoardId id = 0;
    Panel panel; // where it hangs and how large
};

// Around somebody who stands at `stand` and looks along its -z: the first straight ahead of their left, the
// next to the right, and so on outwards; all at 1.2 m, their middles at `eyesM`, each turned to the wearer.
[[nodiscard]] Pose hungAround(const Pose& stand, float eyesM, int place, double widthM);

// From this eye the hand is before the panel, or about at its edge.
[[nodiscard]] bool isBefore(const HandInput& hand, const Panel& panel, const QVector3D& eye);

struct BoardPointer
{
    enum class Kind { Move, Press, Release, Leave, Scroll };
    Kind kind = Kind::Move;
    BoardId board = 0;
    QPointF place; // 0 to 1 from its upper left corner
    float notches = 0; // of a wheel, away from the wearer positive
};

class BoardHands
{
public:
    // Boards that hands moved are at their new places afterwards. Later boards are in front of earlier ones.
    [[nodiscard]] std::vector<BoardPointer> update(
        std::vector<Board>& boards, const Inputs& hands, float seconds);

    // In the last update: this hand's presses were a board's.
    [[nodiscard]] std::array<bool, 2> taken() const { return m_taken; }
    // Metres to the board this hand points at; none where it points at none.
    [[nodiscard]] std::optional<float> rayLength(Side side) const
    {
        return m_rays[static_cast<size_t>(side)];
    }
    // Where rays and fingers end on boards, facing as the board does.
    [[nodiscard]] const std::vector<Pose>& dots() const { return m_dots; }
    [[nodiscard]] bool wasMoved() const { return m_wasMoved; } // a board was let go at another place

private:
    struct Touch
    {
        BoardId board = 0;
        PanelHit hit;
        bool byFinger = false;
        Button press;
    };
    struct Carried
    {
        BoardId board = 0;
        Pose inHand; // the board's pose in the hand's
    };

    [[nodiscard]] std::optional<Touch> touchOf(
        Side side, const std::vector<Board>& boards, const HandInput& hand);
    [[nodiscard]] std::optional<Touch> pokeOf(
        Side side, const std::vector<Board>& boards, const HandInput& hand);
    void carry(
        Side side, std::vector<Board>& boards, const HandInput& hand, const std::optional<Touch>& touch);

    std::array<std::map<BoardId, Poke>, 2> m_pokes;
    std::array<std::optional<Carried>, 2> m_carried;
    std::array<std::optional<float>, 2> m_rays;
    std::array<bool, 2> m_taken{};
    std::vector<Pose> m_dots;
    std::optional<Side> m_pressing; // one mouse: the hand that pressed has it until it lets go
    BoardId m_pressed = 0;
    BoardId m_over = 0; // 0: none
    QPointF m_at;
    float m_scrolled = 0;
    bool m_wasMoved = false;
};

} // namespace twinward::headset
