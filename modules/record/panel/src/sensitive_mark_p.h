#pragma once

// The mark of an entry that only some may read: a closed lock, in the theme's colours.

#include <QIcon>

namespace twinward::record {

[[nodiscard]] QIcon sensitiveMark(); // 16 px at 100 %

} // namespace twinward::record
