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

// The whole file; InvalidInput where it is larger than allowed, Io where it can't be read.
[[nodiscard]] base::Result<QByteArray> bytesOf(const ImportFile& file, const ImportLimits& limits);

// Calls `each` with every document of the file's bytes; what can't be read as one is a refusal.
using DocumentFn = std::function<void(Document&&)>;
[[nodiscard]] std::vector<Refusal> readDocuments(
    const QByteArray& bytes, const QString& path, const ImportLimits& limits, const DocumentFn& each);

} // namespace twinward::interop::fhir
