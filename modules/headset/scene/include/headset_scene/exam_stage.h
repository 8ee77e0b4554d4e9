#pragma once

// The examination in the headset: room, body, images, boards and hands, drawn for each eye and changed by
// hand.

#include "headset/stage.h"
#include "headset_scene/stage_link.h"

namespace twinward::headset {

// What a hand's buttons do beside its tool, for the page that explains them:
//   stick sideways          turns the wearer by 30°
//   stick up and down       scrolls the plane the desk scrolls, or the board that is pointed at
//   trigger, or a pinch     the tool; presses on boards
//   squeeze, or a fist      takes the images or a board; both hands turn and scale
//   A or X, B or Y          undo, redo with the tool's hand
//                           back to the beginning, next saved view with the other
//   menu                    brings the boards around the wearer again
[[nodiscard]] StageFactory examStage(std::shared_ptr<StageLink> link);

} // namespace twinward::headset
