#pragma once

// The files of an import, and each as its documents.

#include "fhir_document_p.h"

namespace twinward::interop::fhir {

struct ImportFile
{
    QString path;
    qint64 size = 0;
};

// Files as they are named; folders searched with all below them for *.json and *.ndjson. In the order of
// their names. NotFound where a path leads to nothing.
[[nodiscard]] base::Result<std::vector<ImportFile>> filesOf(const QStringList& paths);

// Calls `each` with every document of the file; what can't be read as one is a refusal. Stops where `each`
// says false.
using DocumentFn = std::function<bool(Document&&)>;
[[nodiscard]] std::vector<Refusal> readDocuments(
    const ImportFile& file, const ImportLimits& limits, const DocumentFn& each);

} // namespace twinward::interop::fhir
