#pragma once

// The words that findings and DICOM reports share: codes, and which shape is which.

#include "dcmtk_p.h"
#include "imaging/finding.h"
#include "record/event.h"

#include <QHash>

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

// Where an image that a report speaks of belongs, as its evidence says.
struct EvidenceSeries
{
    QString studyUid;
    QString seriesUid;
};
using Evidence = QHash<QString, EvidenceSeries>; // by SOP instance

// Is the item about this concept of DICOM's own?
[[nodiscard]] bool isNamed(DcmItem& item, const QString& code);
// Who is named as observer right below: a person, else a device; empty where nobody is.
[[nodiscard]] QString observerBelow(DcmItem& item);

// What one measurement group (TID 1501, 1410, 1411) says: a finding for each place it names. A value whose
// coordinates stand below it goes with those; the others go with the first place. Only what the group says is
// filled in.
[[nodiscard]] std::vector<ReportedFinding> readMeasurementGroup(DcmItem& group, const Evidence& evidence);

} // namespace twinward::imaging
