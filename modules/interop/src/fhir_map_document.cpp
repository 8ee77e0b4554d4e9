#include "fhir_map_p.h"

namespace twinward::interop::fhir {

namespace {

QByteArray decoded(JsonView attachment)
{
    const QByteArray base64 = textAt(attachment, "data").toLatin1().simplified().replace(' ', "");
    const auto result = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    if (!result)
        throw Unusable{attachment["data"], QStringLiteral("The content is not base64")};
    return *result;
}

QString titleOf(JsonView resource, JsonView attachment, const record::Concept& type)
{
    for (const QString& title :
        {textAt(resource, "description"), textAt(attachment, "title"), type.label()}) {
        if (!title.isEmpty())
            return title;
    }
    return QStringLiteral("Document");
}

// Headings and words of a composition's sections, those inside others below them.
void appendSections(JsonView sections, QStringList& lines)
{
    for (const JsonView section : sections) {
        QString title = textAt(section, "title");
        if (title.isEmpty())
            title = conceptAt(section, "code").label();
        const QString words = plainText(textAt(objectAt(section, "text"), "div"));
        if (!title.isEmpty())
            lines << title;
        if (!words.isEmpty())
            lines << words;
        appendSections(arrayAt(section, "section"), lines);
    }
}

} // namespace

MappedResource mapDocumentReference(JsonView resource)
{
    const QString status = requiredText(resource, "status");
    const JsonView content = arrayAt(resource, "content").first();
    const JsonView attachment = objectAt(content, "attachment");
    if (!attachment)
        throw Unusable{resource, QStringLiteral("It has no content with an attachment, which R4 requires")};

    MappedResource mapped;
    mapped.occurred = firstMoment(resource, {"date"});
    if (mapped.occurred.isNull())
        mapped.occurred = momentAt(attachment, "creation");
    if (mapped.occurred.isNull())
        mapped.occurred = periodAt(objectAt(resource, "context"), "period").start;
    mapped.encounter = readReference(arrayAt(objectAt(resource, "context"), "encounter").first());
    mapped.enteredInError = status == u"entered-in-error";

    const record::Concept type = conceptAt(resource, "type");
    const QString title = titleOf(resource, attachment, type);
    const QString contentType = textAt(attachment, "contentType");
    const QByteArray data = decoded(attachment);
    if (!data.isEmpty() && contentType.startsWith(QLatin1String("text/plain"))) {
        mapped.body = record::Note{title, QString::fromUtf8(data)};
        return mapped;
    }
    record::Document document;
    document.type = type;
    document.title = title;
    document.contentType = contentType;
    document.size = data.size();
    if (const JsonView size = attachment["size"]; size && data.isEmpty())
        document.size = static_cast<qint64>(readDecimal(size).value());
    mapped.attachment = data;
    mapped.body = std::move(document);
    return mapped;
}

MappedResource mapComposition(JsonView resource)
{
    const QString status = requiredText(resource, "status");
    record::Note note;
    note.title = requiredText(resource, "title");
    QStringList lines;
    appendSections(arrayAt(resource, "section"), lines);
    if (lines.isEmpty())
        lines << plainText(textAt(objectAt(resource, "text"), "div"));
    note.text = lines.join(u'\n');

    MappedResource mapped;
    mapped.occurred = firstMoment(resource, {"date"});
    mapped.encounter = referenceAt(resource, "encounter");
    mapped.enteredInError = status == u"entered-in-error";
    mapped.body = std::move(note);
    return mapped;
}

} // namespace twinward::interop::fhir
