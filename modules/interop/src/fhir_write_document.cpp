#include "fhir_write_p.h"

namespace twinward::interop::fhir {

namespace {

QByteArray attachmentJson(const QString& contentType, const QByteArray& content, qint64 size,
    const QString& title, const QString& created)
{
    JsonObject attachment;
    attachment.text("contentType", contentType).text("data", QString::fromLatin1(content.toBase64()));
    if (content.isEmpty() && size > 0 && size <= std::numeric_limits<qint32>::max()) // FHIR unsignedInt
        attachment.raw("size", QByteArray::number(size));
    attachment.text("title", title).text("creation", created);
    return attachment.json();
}

} // namespace

void writeDocument(JsonObject& resource, const record::Event& event, const WriteContext& context)
{
    QByteArray attachment;
    QString title;
    record::Concept type;
    const QString created = event.occurred.toString();
    if (const auto* note = event.as<record::Note>()) {
        title = note->title;
        attachment = attachmentJson(
            QStringLiteral("text/plain; charset=utf-8"), note->text.toUtf8(), 0, note->title, created);
    } else if (const auto* document = event.as<record::Document>()) {
        title = document->title;
        type = document->type;
        attachment = attachmentJson(document->contentType,
            context.contentOf ? context.contentOf(event) : QByteArray(), document->size, document->title,
            created);
    }
    resource.text("status", QStringLiteral("current"))
        .object("type", conceptJson(type))
        .object("subject", referenceJson(context.patientUrl))
        .text("description", title)
        .array("content", {JsonObject().raw("attachment", attachment).json()});
}

} // namespace twinward::interop::fhir
