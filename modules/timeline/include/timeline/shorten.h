#pragma once

// Shortening that can't mislead: a word with a figure in it is left out whole, because "Metformin 50…" for
// 500 mg is another dose.

#include <functional>
#include <QString>

namespace twinward::timeline {

using MeasureText = std::function<double(const QString&)>; // its width in pixels

// As much of the text as fits, ending in …; empty where less than three characters would be left.
[[nodiscard]] QString shortenedToWidth(const QString& text, double width, const MeasureText& measure);
// At most so many characters, the … not counted.
[[nodiscard]] QString shortenedToLength(const QString& text, qsizetype length);

} // namespace twinward::timeline
