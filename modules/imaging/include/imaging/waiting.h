#pragma once

// Images that came by themselves, from a scanner or an archive, wait here for a person to say whose they are:
// sealed and durable from the moment the sender was told so, in a record of their own that no list of
// patients shows. Filing them takes them out of there.

#include "imaging/import.h"

namespace twinward::imaging {

// The record they wait in: for following Session::committed.
[[nodiscard]] record::PatientId waitingRoom();

// Durable when it returns; the same object again is kept once. InvalidInput for what is no DICOM object. May
// be called from several threads.
[[nodiscard]] base::Status letWait(ledger::Vault& vault, const QByteArray& object);

struct WaitingStudy
{
    QString uid;
    DicomPatient patient; // as written in its first object
    QString description;
    QString accession;
    QStringList modalities;
    base::Moment time;
    qint64 sinceMs = 0; // when the last object came; milliseconds since 1970
    quint64 instances = 0;
    std::vector<PatientMatch> matches; // who it may be, best first
};

// The newest arrival first. NotAuthorised where the user's role may not read images.
[[nodiscard]] base::Result<std::vector<WaitingStudy>> waitingStudies(const ledger::Vault& vault);

// Files a study under the patient a person chose; decision.study is not used. What could not be filed goes on
// waiting and is listed. NotFound where somebody has dealt with it meanwhile.
[[nodiscard]] base::Result<FilingReport> fileWaiting(ledger::Vault& vault, const QString& studyUid,
    const FilingDecision& decision, const ledger::ProgressFn& progress = {},
    const QString& purpose = QStringLiteral("TREAT"));

// Not to be filed at all: it stays in the log of the record, taken back with the reason.
[[nodiscard]] base::Status dismissWaiting(
    ledger::Vault& vault, const QString& studyUid, const QString& reason);

} // namespace twinward::imaging
