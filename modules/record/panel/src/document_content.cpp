#include "document_content_p.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeDatabase>

namespace twinward::record {

namespace {

// FHIR's attachments as they stand in the resources that may have one: DocumentReference, DiagnosticReport,
// Media, Binary.
QList<QJsonObject> attachmentsIn(const QJsonObject& resource)
{
    QList<QJsonObject> attachments;
    const QJsonValue content = resource.value(QLatin1String("content"));
    for (const QJsonValue& each : content.toArray())
        attachments << each.toObject().value(QLatin1String("attachment")).toObject();
    for (const QJsonValue& each : resource.value(QLatin1String("presentedForm")).toArray())
        attachments << each.toObject();
    if (content.isObject())
        attachments << content.toObject();
    attachments << resource;
    return attachments;
}

void fillFrom(DocumentContent& content, const QByteArray& source)
{
    const QJsonObject resource = QJsonDocument::fromJson(source).object();
    for (const QJsonObject& attachment : attachmentsIn(resource)) {
        const QByteArray data = attachment.value(QLatin1String("data")).toString().toLatin1();
        if (!data.isEmpty()) {
            content.bytes = QByteArray::fromBase64(data);
            content.contentType = attachment.value(QLatin1String("contentType")).toString();
            return;
        }
        if (content.elsewhere.isEmpty())
            content.elsewhere = attachment.value(QLatin1String("url")).toString();
    }
}

base::Result<DocumentContent> readFromSources(const ledger::Vault& vault, const Entry& entry)
{
    DocumentContent content;
    for (const RecordedEvent& version : entry.versions) {
        const auto source = vault.readSource(version.event.id);
        if (!source)
            return base::fail(source.error());
        fillFrom(content, *source);
        if (!content.bytes.isEmpty())
            break;
    }
    return content;
}

void nameType(DocumentContent& content)
{
    const QString said = plainType(content.contentType);
    if (content.bytes.isEmpty() || (!said.isEmpty() && said != QLatin1String("application/octet-stream")))
        return;
    content.contentType = QMimeDatabase().mimeTypeForData(content.bytes).name();
}

} // namespace

QString plainType(const QString& contentType)
{
    return contentType.section(u';', 0, 0).trimmed().toLower();
}

base::Result<DocumentContent> readDocument(const ledger::Vault& vault, const Entry& entry)
{
    const Event& event = entry.event();
    const auto* document = event.as<Document>();
    if (document == nullptr || !document->blob) {
        auto content = readFromSources(vault, entry);
        if (content)
            nameType(*content);
        return content;
    }
    auto bytes = vault.readBlob(event.patient, event.category, *document->blob);
    if (!bytes)
        return base::fail(bytes.error());
    DocumentContent content{std::move(*bytes), document->contentType, {}};
    nameType(content);
    return content;
}

base::Result<DocumentContent> openDocument(ledger::Vault& vault, const Entry& entry)
{
    auto content = readDocument(vault, entry);
    if (!content)
        return content;
    const auto* document = entry.as<Document>();
    const QString title = document != nullptr ? document->title : QString();
    const base::Status logged = vault.logAccess({{AccessLogged::Action::ReadRecord, entry.event().patient,
        QStringLiteral("Opened the document: %1").arg(title), QStringLiteral("TREAT")}});
    if (!logged)
        return base::fail(logged.error());
    return content;
}

base::Result<Event> withStoredContent(
    ledger::Vault& vault, Event event, const DocumentContent& chosen, const std::optional<Event>& amended)
{
    auto* document = std::get_if<Document>(&event.body);
    if (document == nullptr)
        return event;
    QByteArray bytes = chosen.bytes;
    if (!bytes.isEmpty()) {
        document->contentType = chosen.contentType;
        document->size = bytes.size();
    } else if (document->blob && amended && amended->category != event.category) {
        auto kept = vault.readBlob(amended->patient, amended->category, *document->blob);
        if (!kept)
            return base::fail(kept.error());
        bytes = std::move(*kept);
    }
    if (bytes.isEmpty())
        return event;
    const auto blob = vault.storeBlob(event.patient, event.category, bytes);
    if (!blob)
        return base::fail(blob.error());
    document->blob = *blob;
    return event;
}

} // namespace twinward::record
