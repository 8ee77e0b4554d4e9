#pragma once

#include "base/parallel.h"

namespace twinward::ledger {

using base::runParallel;
using base::workersFor;

} // namespace twinward::ledger
