#pragma once

// Studies out of the record, as DICOM files for others to read: as they came, or without what tells whose
// they are. What is written is not encrypted any more.

#include "imaging/import.h"
#include "imaging/library.h"

namespace twinward::imaging {

enum class Identity : quint8 { Kept, Removed };

// The objects that came, or what was found on them here: reports (TID 1500), key images, segmentations
// (study_findings.h).
enum class Exported : quint8 { Images, Findings, Both };

struct ExportRequest
{
    record::PatientId patient;
    std::vector<Study> studies; // of this patient
    QString folder; // made where it is missing
    Exported what = Exported::Images;
    Identity identity = Identity::Kept;
    QString purpose = QStringLiteral("TREAT"); // HL7 v3 PurposeOfUse, for the access log
};

struct ExportedStudies
{
    quint64 objects = 0;
    quint64 findings = 0; // of them, reports, key images and segmentations made here
    QStringList files; // absolute
    std::vector<RefusedObject> withheld; // and why
    QStringList warnings; // what may still tell who it is; each once
};

// Writes <study UID>/<series UID>/<SOP instance UID>.dcm; each file is whole or not there. Logs the access
// before anything is written, and writes nothing where that can't be logged. Progress counts objects;
// returning false gives ErrorCode::Cancelled and leaves the files already written.
[[nodiscard]] base::Result<ExportedStudies> exportStudies(
    ledger::Vault& vault, const ExportRequest& request, const ledger::ProgressFn& progress = {});

} // namespace twinward::imaging
