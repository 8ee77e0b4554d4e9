#pragma once

// How well something that is searched for by a few letters fits: all of them must occur, in order; beginnings
// of words and runs count for more.

#include <optional>
#include <QStringView>

namespace twinward::workstation {

// None where a letter is missing. Higher is better; an empty search fits everything with 0.
[[nodiscard]] std::optional<int> fuzzyScore(QStringView search, QStringView text);

} // namespace twinward::workstation
