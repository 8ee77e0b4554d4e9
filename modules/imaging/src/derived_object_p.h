#pragma once

// What every DICOM object made here has in common: names that are unique, and the patient and study of the
// images it came from.

#include "attributes_p.h"
#include "dcmtk_p.h"
#include "imaging/header.h"

namespace twinward::imaging {

// 2.25 and a UUID as one number (PS3.5 B.2): says nothing of the machine.
[[nodiscard]] QString newUid();
[[nodiscard]] QString derivedUid(QByteArrayView material); // the same for the same material

// "Family, Given (written)" as a PN value.
[[nodiscard]] QString toPersonName(const QString& display);
[[nodiscard]] QString toDicomDate(const base::Moment& moment); // empty where the day is not known
[[nodiscard]] QString toDicomTime(const base::Moment& moment);

void putText(DcmItem& item, const DcmTagKey& tag, const QString& value);
// Patient and General Study as the image has them, and character set, equipment, series and instance.
void putContext(DcmItem& dataset, const ObjectHeader& image, const base::Moment& made);

} // namespace twinward::imaging
