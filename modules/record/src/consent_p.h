#pragma once

// How contracts get narrower: for the clinic that grants them and for the one that is told.

#include "record/consent.h"

namespace twinward::record {

// What both allow. In any order of narrowing the same comes of it.
void narrowBy(ConsentContract& terms, const ConsentContract& other);

} // namespace twinward::record
