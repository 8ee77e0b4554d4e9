#include "json_out_p.h"

namespace twinward::interop {

QByteArray jsonText(const QString& text)
{
    QByteArray json;
    json.reserve(text.size() + 2);
    json += '"';
    for (const char c : text.toUtf8()) {
        switch (c) {
        case '"':
            json += "\\\"";
            break;
        case '\\':
            json += "\\\\";
            break;
        case '\n':
            json += "\\n";
            break;
        case '\r':
            json += "\\r";
            break;
        case '\t':
            json += "\\t";
            break;
        default:
            // FHIR allows no other control character in a text: a space keeps the words apart.
            json += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    json += '"';
    return json;
}

QByteArray jsonArray(const std::vector<QByteArray>& elements)
{
    QByteArray json;
    for (const QByteArray& element : elements) {
        if (element.isEmpty())
            continue;
        json += json.isEmpty() ? '[' : ',';
        json += element;
    }
    return json.isEmpty() ? json : json + ']';
}

JsonObject& JsonObject::raw(const char* key, const QByteArray& json)
{
    if (!json.isEmpty())
        m_fields.emplace_back(key, json);
    return *this;
}

JsonObject& JsonObject::text(const char* key, const QString& text)
{
    return text.trimmed().isEmpty() ? *this : raw(key, jsonText(text));
}

JsonObject& JsonObject::number(const char* key, const base::Decimal& number)
{
    return raw(key, number.toString().toLatin1());
}

JsonObject& JsonObject::boolean(const char* key, bool value)
{
    return raw(key, value ? QByteArrayLiteral("true") : QByteArrayLiteral("false"));
}

QByteArray JsonObject::json() const
{
    QByteArray json;
    for (const auto& [key, value] : m_fields) {
        json += json.isEmpty() ? '{' : ',';
        json += '"' + key + "\":" + value;
    }
    return json.isEmpty() ? json : json + '}';
}

} // namespace twinward::interop
