#pragma once

// A resource that came from elsewhere and was changed here: its own bytes with only the changed elements
// replaced.

#include "json_tree_p.h"

namespace twinward::interop::fhir {

// source: the resource as it came. before, after: what this program writes for the body it came with and for
// the body it has now. Elements that are alike in both stay as they came; the narrative, which would still
// tell the old story, goes. All three are JSON objects of one resource type; the source itself comes back
// where nothing differs.
[[nodiscard]] QByteArray mergeResource(JsonView source, JsonView before, JsonView after);

} // namespace twinward::interop::fhir
