#pragma once

// FHIR R4 out: a patient's record, or the clinic's, as bundles. A resource that came in and was not changed
// here goes out byte for byte; one that was changed here keeps every element the change did not touch; what
// was entered here is written as R4. What is retracted does not go out, because it may have been another
// patient's. A resource that came in marked entered-in-error goes out as it came.
//
// What the patient agreed to share with other clinics goes along as Consent, one for each contract, the ended
// ones too: who must not learn of the other clinics must not be given the file.
//
// What the signed-in user may not read does not go out either, and the bundle says so (Bundle.meta.tag).
//
// Every function here logs the export in the vault before it gives anything out, and gives nothing out when
// that can't be logged.

#include "base/error.h"
#include "ledger/vault.h"
#include "record/roster.h"

#include <QByteArray>
#include <QString>

namespace twinward::interop {

struct ExportReport
{
    quint64 patients = 0;
    quint64 resources = 0;
    QStringList files; // written, absolute
};

// A Bundle of type collection: the patient first, then the rest, oldest first; with every record merged into
// this one. NotFound where the vault has no such patient. In a conflict every version that nothing replaces
// goes out under its own id, tagged, so that the conflict is not settled by leaving one out.
[[nodiscard]] base::Result<QByteArray> exportPatient(
    ledger::Vault& vault, record::PatientId patient, const QString& purpose = QStringLiteral("TREAT"));

// <PatientId>.json for every patient and clinic.json for the clinic's own resources. Each file is whole or
// not there. Progress counts patients; returning false cancels (ErrorCode::Cancelled), leaving the files
// already written.
[[nodiscard]] base::Result<ExportReport> exportAll(ledger::Vault& vault, const QString& folder,
    const ledger::ProgressFn& progress = {}, const QString& purpose = QStringLiteral("TREAT"));

// The same as exportPatient, written whole or not at all into a folder as <PatientId>.json.
[[nodiscard]] base::Result<ExportReport> exportPatientTo(ledger::Vault& vault, record::PatientId patient,
    const QString& folder, const QString& purpose = QStringLiteral("TREAT"));

// An access event as a FHIR R4 AuditEvent, coded as IHE's Basic Audit Log Patterns (BALP 1.1.3) say; compact
// JSON on one line. The event must be one with an AccessLogged body; anything else gives an empty array.
[[nodiscard]] QByteArray accessAsAuditEvent(
    const record::RecordedEvent& access, const record::Roster& roster);

} // namespace twinward::interop
