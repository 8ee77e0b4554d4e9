#pragma once

// The relay's tables, and how they came to be what they are: one script for each version. A script that is
// out in the world is never changed; the next version's brings what was made before up to date.

#include <QByteArray>
#include <vector>

namespace twinward::sync {

// The n-th brings version n - 1 to n; version 0 is an empty database.
[[nodiscard]] const std::vector<QByteArray>& relaySchemaSteps();

} // namespace twinward::sync
