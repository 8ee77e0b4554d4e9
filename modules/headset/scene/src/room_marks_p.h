#pragma once

// Findings and measures as they stand in the room: lines in millimetres of the patient, with words at their
// ends. This clinic's are solid and yellow with balls, those of others' reports dashed and violet with
// diamonds, as at the desk.

#include "headset_scene/model.h"
#include "headset_scene/stage_link.h"

namespace twinward::headset {

struct RoomMark
{
    enum class Whose { Own, Others };
    std::vector<imaging::Vec3> ends; // that were set by hand
    std::vector<imaging::Vec3> line; // through them
    Whose whose = Whose::Own;
    QString words; // empty: none
    friend bool operator==(const RoomMark&, const RoomMark&) = default;
};

// The scene's, the one a hand is drawing, what a colleague points at, and others' from the desk.
[[nodiscard]] std::vector<RoomMark> roomMarks(
    const imaging::ExamScene& scene, const std::optional<imaging::Mark>& drawing, const DeskState& desk);

void addMark(Model& model, const RoomMark& mark, float radiusMm);
[[nodiscard]] QRgb inkOf(RoomMark::Whose whose); // of its words

} // namespace twinward::headset
