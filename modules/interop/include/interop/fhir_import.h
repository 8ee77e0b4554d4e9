#pragma once

// FHIR R4 in: files, folders and bundles become events of a vault. Each resource becomes one event whose
// `source` is the resource's bytes exactly as they stood in the file, so that what is not changed here goes
// out as it came.
//
// Importing the same thing again adds nothing. The same resource with other content amends what is here;
// where the clinic has changed its copy meanwhile, both stay, as a conflict for a person to settle. A
// resource about a patient who is neither in the import nor in the vault is refused: nothing is ever filed
// under a guess.

#include "base/error.h"
#include "ledger/vault.h"

#include <map>
#include <optional>
#include <QString>
#include <QStringList>
#include <vector>

namespace twinward::interop {

enum class ImportPolicy {
    SkipBroken, // what can't be used is reported with its place, and the rest comes in
    AllOrNothing, // everything is looked at first; one refusal and nothing comes in
};

// Bounds on what is taken from outside; more is refused, not cut off.
struct ImportLimits
{
    qint64 fileBytes = 1LL << 29; // 512 MiB
    int depth = 128; // of JSON nesting
    quint64 entriesPerFile = 1'000'000;
    size_t refusalsListed = 10'000; // beyond it refusals are only counted
};

struct ImportRequest
{
    QStringList paths; // files (.json, .ndjson) and folders, which are searched with all below them
    ImportPolicy policy = ImportPolicy::SkipBroken;
    ImportLimits limits;
    QString purpose = QStringLiteral("TREAT"); // HL7 v3 PurposeOfUse, for the access log
};

struct Refusal
{
    QString file;
    QString place; // "entry 12 (urn:uuid:…), /subject", "line 3", "byte 10240"; empty for the file as a whole
    QString why; // one sentence, English
};

struct TypeCount
{
    quint64 added = 0;
    quint64 amended = 0;
    quint64 alreadyHere = 0;
};

struct ImportReport
{
    enum class Outcome {
        Complete, // all that could come in is in
        NothingKept, // AllOrNothing, and something was refused
        Cancelled, // what is counted as added and amended was kept: it was durable before the cancel
        Stopped, // a commit failed (see stoppedBy); what is counted as added and amended was kept
    };
    Outcome outcome = Outcome::Complete;
    std::optional<base::Error> stoppedBy;
    std::map<QString, TypeCount> byType; // by FHIR resource type
    std::vector<Refusal> refused; // the first ImportLimits::refusalsListed of them
    quint64 refusedCount = 0;
    quint64 withoutResource = 0; // bundle entries that hold none by design: requests to read, responses
    quint64 filesRead = 0;
    std::vector<record::PatientId> patients; // whose record gained something

    [[nodiscard]] TypeCount total() const;
};

// Imports and logs the access (AccessLogged::Import for the clinic and for each patient whose record gained
// something). Progress counts bytes; returning false cancels between two commits. An Error means that nothing
// could be looked at at all (a path that does not exist, the vault can't be read): everything else is in the
// report. Blocks; call it off the GUI thread. One import at a time in one vault.
[[nodiscard]] base::Result<ImportReport> importFhir(
    ledger::Vault& vault, const ImportRequest& request, const ledger::ProgressFn& progress = {});

} // namespace twinward::interop
