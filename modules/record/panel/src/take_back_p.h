#pragma once

// Takes an entry back, with the reason that is asked for: one line that may not be empty.

#include "record/chart.h"
#include "workbench/session.h"

namespace twinward::workbench {
class FailureBar;
}

namespace twinward::record {

struct TakeBackWords // translated
{
    QString title;
    QString explanation;
    QString confirm;
    QString kept; // what stands where it fails
};

// The dialog belongs to the bar's parent, and the bar says what failed.
void takeBack(workbench::Session& session, const Entry& entry, const TakeBackWords& words,
    workbench::FailureBar* failure);

} // namespace twinward::record
