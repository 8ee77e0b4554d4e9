#pragma once

// What a person drops on the program: files and folders of any kind this module reads, sorted by looking into
// them, and brought in as one import with one report.

#include "interop/csv_vitals.h"

namespace twinward::interop {

// Absolute paths of files, each under the format its first bytes show; a file's name alone decides nothing
// but which of two readings of the same bytes is meant.
struct Incoming
{
    QStringList fhir;
    QStringList hl7;
    QStringList csv;
    QStringList unknown; // none of these: refused by the import, each with its name
    quint64 bytes = 0;

    [[nodiscard]] qsizetype files() const { return fhir.size() + hl7.size() + csv.size() + unknown.size(); }
    [[nodiscard]] int formats() const { return !fhir.isEmpty() + !hl7.isEmpty() + !csv.isEmpty(); }
};

// Folders are searched with all below them; of what is found there, only .json, .ndjson, .hl7, .csv and .tsv
// are looked at. A path that does not exist is an Error (NotFound). Blocks on the disk.
[[nodiscard]] base::Result<Incoming> sortOut(const QStringList& paths);

// All of it, FHIR first, so that whom HL7 and CSV are about is known. request.paths is not used. InvalidInput
// where there is CSV and no mapping, or where more than one format is asked for AllOrNothing: each format
// alone can come in whole, the two together can't be promised to. Progress counts bytes.
[[nodiscard]] base::Result<ImportReport> importIncoming(ledger::Vault& vault, const Incoming& incoming,
    const std::optional<CsvMapping>& mapping, const ImportRequest& request,
    const ledger::ProgressFn& progress = {});

} // namespace twinward::interop
