#include "headset_scene/exam_hands.h"

#include "imaging/vec.h"

#include <algorithm>
#include <cmath>

namespace twinward::headset {

using imaging::Vec3;
using Shape = record::ImagingFinding::Shape;

namespace {

constexpr float tipM = 0.05F; // what touches is this far before where a hand aims from
constexpr float leastStick = 0.25F;
constexpr float slicesASecond = 40; // with the stick pushed all the way
constexpr float widthsAMetre = 4; // of the window, for a hand that drags
constexpr double leastMeasureMm = 0.5;

imaging::Mark distanceFrom(const Vec3& point, const Vec3& normal)
{
    imaging::Mark mark;
    mark.shape = Shape::Distance;
    mark.points = {point, point};
    mark.normal = normal;
    return mark;
}

// A plane's normal for a line, so that the desk can draw it: at right angles to the line, towards the wearer.
Vec3 normalFor(const Vec3& line, const Vec3& towards)
{
    const Vec3 along = imaging::unit(line);
    const Vec3 across = imaging::minus(towards, imaging::times(along, imaging::dot(towards, along)));
    return imaging::length(across) > 1e-6 ? imaging::unit(across) : Vec3{0, 0, 1};
}

} // namespace

imaging::ClipPlane clipPlaneOf(const Placement& placement, const Pose& grip)
{
    return {placement.toPatient(grip.position),
        placement.directionToPatient(grip.orientation * QVector3D(1, 0, 0))};
}

void ExamHands::choose(HandTool tool)
{
    m_tool = tool;
    m_drawing.reset();
    m_windowFrom.reset();
}

std::vector<Deed> ExamHands::update(Examination& exam, const Inputs& hands, float seconds,
    const std::array<bool, 2>& elsewhere, const Settings& settings, const SurfaceFinder& surface)
{
    std::vector<Deed> deeds;
    hold(exam, hands, elsewhere, settings.reachM, deeds);
    const auto at = static_cast<size_t>(settings.dominant);
    HandInput hand = hands.hand(settings.dominant);
    if (elsewhere.at(at)) // no press begins here; what was begun ends
        hand.trigger = {false, hand.trigger.down || hand.trigger.changed};
    pointWith(hand, exam, settings.reachM, surface);
    if (hand.trigger.pressed())
        ++m_movement;
    switch (m_tool) {
    case HandTool::Point:
        show(exam, hand, deeds);
        break;
    case HandTool::Clip:
        clip(exam, hand, deeds);
        break;
    case HandTool::Measure:
        measure(exam, hand, deeds);
        break;
    case HandTool::Window:
        dragWindow(exam, hand, deeds);
        break;
    }
    scroll(exam, hand.thumbstick.y(), seconds, settings.slices, deeds);
    if (hand.primary.pressed())
        deeds.push_back({Deed::Kind::Undo, 0, {}});
    if (hand.secondary.pressed())
        deeds.push_back({Deed::Kind::Redo, 0, {}});
    return deeds;
}

void ExamHands::hold(Examination& exam, const Inputs& hands, const std::array<bool, 2>& elsewhere,
    float reachM, std::vector<Deed>& deeds)
{
    std::array<bool, 2> mayTake{};
    for (const Side side : bothSides) {
        const auto i = static_cast<size_t>(side);
        // The second hand may be anywhere: two hands apart hold more than what is between them.
        mayTake.at(i) = !elsewhere.at(i)
            && (m_grab.isHolding() || canReach(exam.placement, exam.grid, hands.hand(side), reachM));
    }
    const bool held = m_grab.isHolding();
    const Placement moved = m_grab.update(exam.placement, hands, mayTake);
    if (!held && m_grab.isHolding())
        ++m_movement;
    if (moved != exam.placement) {
        exam.placement = moved;
        deeds.push_back({Deed::Kind::Moved, m_movement, {}});
    }
}

// What the hand touches within the images, else what its ray meets on their visible surface.
void ExamHands::pointWith(
    const HandInput& hand, const Examination& exam, float reachM, const SurfaceFinder& surface)
{
    m_pointedAt.reset();
    if (!hand.aim)
        return;
    const QVector3D ahead = hand.aim->forward();
    const QVector3D tip = hand.aim->position + ahead * tipM;
    if (isInside(exam.placement, exam.grid, tip, 0)) {
        m_pointedAt = tip;
        return;
    }
    const auto box = hitBox({tip, ahead}, exam.placement, exam.grid);
    if (!box || *box > reachM || !surface)
        return;
    const auto met = surface(exam.placement.toPatient(tip), exam.placement.directionToPatient(ahead));
    if (met)
        m_pointedAt = exam.placement.toRoom(*met);
}

void ExamHands::show(Examination& exam, const HandInput& hand, std::vector<Deed>& deeds)
{
    std::optional<Vec3> pointer;
    if (hand.trigger.down && m_pointedAt)
        pointer = exam.placement.toPatient(*m_pointedAt);
    if (pointer == exam.scene.pointer)
        return;
    exam.scene.pointer = pointer;
    deeds.push_back({Deed::Kind::Point, m_movement, {}});
}

void ExamHands::clip(Examination& exam, const HandInput& hand, std::vector<Deed>& deeds)
{
    if (!hand.trigger.down || !hand.grip)
        return;
    auto& planes = exam.scene.volume.clipPlanes;
    const imaging::ClipPlane plane = clipPlaneOf(exam.placement, *hand.grip);
    if (planes.empty())
        planes.push_back(plane);
    else if (planes.front() == plane)
        return;
    else
        planes.front() = plane;
    deeds.push_back({Deed::Kind::Clip, m_movement, {}});
}

// From where the trigger is pressed to where it is let go.
void ExamHands::measure(Examination& exam, const HandInput& hand, std::vector<Deed>& deeds)
{
    if (hand.trigger.pressed() && m_pointedAt)
        m_drawing = distanceFrom(exam.placement.toPatient(*m_pointedAt), {0, 0, 1});
    if (!m_drawing)
        return;
    if (m_pointedAt) {
        m_drawing->points[1] = exam.placement.toPatient(*m_pointedAt);
        const Vec3 towards
            = hand.aim ? exam.placement.directionToPatient(-hand.aim->forward()) : Vec3{0, 0, 1};
        m_drawing->normal = normalFor(imaging::minus(m_drawing->points[1], m_drawing->points[0]), towards);
    }
    if (hand.trigger.down)
        return;
    const Vec3 line = imaging::minus(m_drawing->points[1], m_drawing->points[0]);
    if (imaging::length(line) >= leastMeasureMm)
        deeds.push_back({Deed::Kind::Measured, m_movement, std::move(m_drawing)});
    m_drawing.reset();
}

// To the right wider, up brighter to darker: as with the mouse at the desk.
void ExamHands::dragWindow(Examination& exam, const HandInput& hand, std::vector<Deed>& deeds)
{
    if (!hand.trigger.down || !hand.grip || exam.scene.layers.empty()) {
        m_windowFrom.reset();
        return;
    }
    const QVector3D now = hand.grip->position;
    if (m_windowFrom && now != *m_windowFrom) {
        const QVector3D by = now - *m_windowFrom;
        // As the wearer sees it: what lies to the right of where they point.
        const QVector3D ahead = hand.aim ? hand.aim->forward() : QVector3D(0, 0, -1);
        const QVector3D right = QVector3D::crossProduct(ahead, {0, 1, 0}).normalized();
        auto& window = exam.scene.layers.front().window;
        const double step = std::max(window.width, 1.0) * double{widthsAMetre};
        window.width = std::max(window.width + double{QVector3D::dotProduct(by, right)} * step, 0.01);
        window.centre -= double{by.y()} * step;
        window.explanation.clear();
        deeds.push_back({Deed::Kind::Window, m_movement, {}});
    }
    m_windowFrom = now;
}

void ExamHands::scroll(
    Examination& exam, float stick, float seconds, const imaging::Slices& slices, std::vector<Deed>& deeds)
{
    if (std::abs(stick) < leastStick) {
        m_scrolled = 0;
        return;
    }
    // Slowly at first, so that one slice can be hit.
    m_scrolled += stick * std::abs(stick) * slicesASecond * seconds;
    const auto whole = static_cast<int>(m_scrolled);
    if (whole == 0)
        return;
    m_scrolled -= static_cast<float>(whole);
    const Vec3 cursor = imaging::movedToSlice(slices, exam.scene.cursor, slices.current + whole);
    if (cursor == exam.scene.cursor)
        return;
    exam.scene.cursor = cursor;
    deeds.push_back({Deed::Kind::Scroll, 0, {}});
}

} // namespace twinward::headset
