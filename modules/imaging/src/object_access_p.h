#pragma once

// The whole dataset of an object for those who read more of it than its header.

#include "attributes_p.h"
#include "imaging/dicom_object.h"

namespace twinward::imaging {

// DCMTK can't search without moving its own place in the list, so not const, and one thread at a time.
[[nodiscard]] inline base::Result<DcmItem*> itemOf(const DicomObject& object)
{
    return object.dataset().map(
        [](const DcmDataset* dataset) -> DcmItem* { return const_cast<DcmDataset*>(dataset); });
}

} // namespace twinward::imaging
