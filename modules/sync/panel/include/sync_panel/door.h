#pragma once

// What the door of the workstation needs of this module: joining a clinic that is on another computer, and
// the wait until a computer that joined has its enrolment.

#include "ledger_panel/gate.h"

namespace twinward::sync {

[[nodiscard]] ledger::OtherWay joinAClinic();
[[nodiscard]] ledger::DoorScreen* fillJoined(std::unique_ptr<ledger::Vault> vault);

} // namespace twinward::sync
