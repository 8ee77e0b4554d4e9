#pragma once

// The planes of the scene as pictures that lie where they cut the patient.

#include "headset_scene/stage_link.h"

namespace twinward::headset {

struct SliceJob
{
    imaging::ExamScene scene;
    imaging::VolumePtr ground;
};

struct RoomSlice
{
    QImage picture; // clear outside of the voxels
    QMatrix4x4 place; // the square from -½ to ½ to the patient, mm
};

// One for each plane of a volume; none for stacks that are no volume.
[[nodiscard]] std::vector<RoomSlice> roomSlices(const SliceJob& job);

} // namespace twinward::headset
