#pragma once

// What a document of the record holds: read out of the vault, and put into it. In memory only, never in a
// file.

#include "ledger/vault.h"
#include "record/chart.h"

namespace twinward::record {

struct DocumentContent
{
    QByteArray bytes; // empty where the record does not hold it
    QString contentType; // MIME, with its parameters; found out from the bytes where it was not said
    QString elsewhere; // where the document says its content is, where it is not here
};

constexpr qint64 maxDocumentBytes = 64LL * 1024 * 1024;

// From the blob, or from the source it came in. NotFound and IntegrityBroken as the vault says them.
[[nodiscard]] base::Result<DocumentContent> readDocument(const ledger::Vault& vault, const Entry& entry);
// The same, and says in the access log that it was opened; nothing is given where that can't be written.
[[nodiscard]] base::Result<DocumentContent> openDocument(ledger::Vault& vault, const Entry& entry);

// The event with its content stored under its own category: `chosen` where there is some, else what the
// amended entry held, which lies under another key where the category changes.
[[nodiscard]] base::Result<Event> withStoredContent(
    ledger::Vault& vault, Event event, const DocumentContent& chosen, const std::optional<Event>& amended);

// "application/pdf" of "application/pdf; name=x", in lower case.
[[nodiscard]] QString plainType(const QString& contentType);

} // namespace twinward::record
