#pragma once

// The words that findings and DICOM reports share: codes, and which shape is which.

#include "dcmtk_p.h"
#include "record/event.h"

namespace twinward::imaging {

// Our way to write a coding scheme and DICOM's (PS3.16 table 8-1): http://snomed.info/sct and SCT.
[[nodiscard]] QString schemeOf(const QString& system);
[[nodiscard]] QString systemOf(const QString& scheme);
inline const QString ownScheme = QStringLiteral("99TWINWARD");

// The shape's name in a tracking identifier, "Twinward:Distance": what drew it, as other viewers write
// theirs.
[[nodiscard]] QString trackingName(record::ImagingFinding::Shape shape);
[[nodiscard]] std::optional<record::ImagingFinding::Shape> shapeNamed(const QString& tracking);

// Grey values' statistics, which TID 1419 writes as a derivation of what was measured.
[[nodiscard]] bool isStatistic(const QString& code);

} // namespace twinward::imaging
