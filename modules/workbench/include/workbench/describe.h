#pragma once

// An expected failure in the words of the person it happened to: what happened, the particulars, what to do
// now.

#include "base/error.h"

namespace twinward::workbench {

struct FailureText
{
    QString what; // one translated sentence
    QString particulars; // the error's own words and its place; may be empty
    QString todo; // translated
};

[[nodiscard]] FailureText describe(const base::Error& error);

} // namespace twinward::workbench
