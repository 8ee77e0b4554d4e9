#pragma once

// The panels of interop on a desk.

#include "../workbench/panel_desk.h"
#include "interop_panel/panels.h"

namespace twinward::interop::test {

using twinward::test::child;

class Desk : public twinward::test::Desk
{
public:
    Desk()
        : twinward::test::Desk(panels())
    { }
};

} // namespace twinward::interop::test
