#pragma once

// What was found on a study, as DICOM for others to read: the objects each finding was kept with, and one
// report of all that was measured.

#include "imaging/library.h"

namespace twinward::imaging {

// The current findings of a study, oldest first; retracted and superseded ones are not there.
[[nodiscard]] std::vector<const record::Entry*> findingsOf(
    const record::Chart& chart, const QString& studyUid);

// The objects they were kept with (SR, key images, segmentations), as DICOM Part 10 in memory, in their
// order; findings without an object are passed over. Errors of Vault::readBlob.
[[nodiscard]] base::Result<std::vector<QByteArray>> findingObjects(
    const ledger::Vault& vault, const record::Chart& chart, const QString& studyUid);

// One report (TID 1500) of all measures and annotations of the study. NotFound where there are none, or an
// image they are on is not in the chart.
[[nodiscard]] base::Result<QByteArray> measurementReport(const ledger::Vault& vault,
    const record::Chart& chart, const QString& studyUid, const QString& observer, const base::Moment& now);

} // namespace twinward::imaging
