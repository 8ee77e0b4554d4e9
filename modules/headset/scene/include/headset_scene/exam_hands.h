#pragma once

// What hands do to an examination: take it, cut it, point, measure, window, scroll. Pure: inputs of a frame
// in, another examination out, and deeds that the desk makes its own, so that they are undone, saved and
// synced like what is done there.

#include "headset_scene/comfort.h"
#include "headset_scene/grab.h"
#include "headset_scene/pointing.h"

#include "imaging_view/plane_geometry.h"

#include <functional>

namespace twinward::headset {

struct Examination
{
    imaging::ExamScene scene;
    imaging::Grid grid; // of the ground
    Placement placement;
};

enum class HandTool { Point, Clip, Measure, Window };

struct Deed
{
    enum class Kind {
        Moved, // the placement: where it is in the room is no part of the scene
        Clip,
        Point,
        Window,
        Scroll,
        Measured, // `mark` is finished: the record is to have it
        Undo,
        Redo,
    };
    Kind kind = Kind::Moved;
    int movement = 0; // the same in all frames of one movement: one step for undo
    std::optional<imaging::Mark> mark;
};

// Where a ray in the patient (a point in mm, a direction of length 1) meets what can be seen of the volume.
using SurfaceFinder
    = std::function<std::optional<imaging::Vec3>(const imaging::Vec3& from, const imaging::Vec3& direction)>;

class ExamHands
{
public:
    struct Settings
    {
        Side dominant = Side::Right; // holds the tool
        imaging::Slices slices; // of the plane that the stick scrolls
        float reachM = 2.5F; // of rays
    };

    [[nodiscard]] HandTool tool() const { return m_tool; }
    void choose(HandTool tool);

    // `elsewhere`: hands whose presses are a panel's in this frame. Hands in the room's space.
    [[nodiscard]] std::vector<Deed> update(Examination& exam, const Inputs& hands, float seconds,
        const std::array<bool, 2>& elsewhere, const Settings& settings, const SurfaceFinder& surface);

    // While it is being drawn: from its first point to where the hand points now.
    [[nodiscard]] const std::optional<imaging::Mark>& drawing() const { return m_drawing; }
    [[nodiscard]] const std::optional<QVector3D>& pointedAt() const { return m_pointedAt; } // in the room
    [[nodiscard]] bool isHolding() const { return m_grab.isHolding(); }

private:
    void hold(Examination& exam, const Inputs& hands, const std::array<bool, 2>& elsewhere, float reachM,
        std::vector<Deed>& deeds);
    void pointWith(
        const HandInput& hand, const Examination& exam, float reachM, const SurfaceFinder& surface);
    void clip(Examination& exam, const HandInput& hand, std::vector<Deed>& deeds);
    void measure(Examination& exam, const HandInput& hand, std::vector<Deed>& deeds);
    void show(Examination& exam, const HandInput& hand, std::vector<Deed>& deeds);
    void dragWindow(Examination& exam, const HandInput& hand, std::vector<Deed>& deeds);
    void scroll(Examination& exam, float stick, float seconds, const imaging::Slices& slices,
        std::vector<Deed>& deeds);

    HandTool m_tool = HandTool::Point;
    Grab m_grab;
    int m_movement = 0;
    std::optional<QVector3D> m_pointedAt;
    std::optional<imaging::Mark> m_drawing;
    std::optional<QVector3D> m_windowFrom; // the hand a frame ago
    float m_scrolled = 0; // part of a slice
};

// The plane a hand holds like a sheet of glass: through its grip, facing where the thumb's side looks; what
// lies on that side stays.
[[nodiscard]] imaging::ClipPlane clipPlaneOf(const Placement& placement, const Pose& grip);

} // namespace twinward::headset
