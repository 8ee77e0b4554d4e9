#pragma once

// What was found on a study: here, and in documents that came from elsewhere; and as DICOM for others to
// read: the objects each finding was kept with, and one report of all that was measured.

#include "imaging/finding.h"
#include "imaging/import.h"
#include "imaging/library.h"

namespace twinward::imaging {

// The current findings of a study, oldest first; retracted and superseded ones are not there.
[[nodiscard]] std::vector<const record::Entry*> findingsOf(
    const record::Chart& chart, const QString& studyUid);

// The objects they were kept with (SR, key images, segmentations), as DICOM Part 10 in memory, in their
// order; findings without an object are passed over. Errors of Vault::readBlob.
[[nodiscard]] base::Result<std::vector<QByteArray>> findingObjects(
    const ledger::Vault& vault, const record::Chart& chart, const QString& studyUid);

// Reports (TID 1500) of all measures and annotations of the study, one for each person who made them. Empty
// where nothing was measured. NotFound: an image they are on is not in the chart.
[[nodiscard]] base::Result<std::vector<QByteArray>> measurementReports(
    const ledger::Vault& vault, const record::Chart& chart, const QString& studyUid, const base::Moment& now);

// All of it, to give out: those reports, and the objects of key images and segmentations.
[[nodiscard]] base::Result<std::vector<QByteArray>> findingDocuments(
    const ledger::Vault& vault, const record::Chart& chart, const QString& studyUid, const base::Moment& now);

struct FindingsElsewhere
{
    std::vector<ReportedFinding> findings; // oldest document first
    std::vector<RefusedObject> unread; // documents that can't be read, by SOP instance
};

// What reports and key object selections in the chart, of whatever study, say of this study's images. Left
// out are findings of our own that came back, also those that were taken back or amended here since; the same
// said again by another document; documents that a later one replaces. What this does not understand is in
// the document's text (report.h). Reads objects: not for the GUI thread.
[[nodiscard]] FindingsElsewhere findingsElsewhere(
    const ledger::Vault& vault, const record::Chart& chart, const QString& studyUid);

} // namespace twinward::imaging
