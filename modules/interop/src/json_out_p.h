#pragma once

// JSON being written: fields in order, each value already JSON text, so that a number keeps the digits it was
// written with. Empty values are left out, because FHIR allows none.

#include "base/decimal.h"

#include <QByteArray>
#include <QString>
#include <utility>
#include <vector>

namespace twinward::interop {

[[nodiscard]] QByteArray jsonText(const QString& text); // quoted and escaped
[[nodiscard]] QByteArray jsonArray(const std::vector<QByteArray>& elements); // empty for none

class JsonObject
{
public:
    JsonObject& raw(const char* key, const QByteArray& json);
    JsonObject& text(const char* key, const QString& text);
    JsonObject& number(const char* key, const base::Decimal& number);
    JsonObject& boolean(const char* key, bool value); // NOLINT: the value itself, not a switch
    JsonObject& object(const char* key, const JsonObject& object) { return raw(key, object.json()); }
    JsonObject& array(const char* key, const std::vector<QByteArray>& elements)
    {
        return raw(key, jsonArray(elements));
    }

    [[nodiscard]] bool isEmpty() const { return m_fields.empty(); }
    [[nodiscard]] QByteArray json() const; // empty where there are no fields

private:
    std::vector<std::pair<QByteArray, QByteArray>> m_fields;
};

} // namespace twinward::interop
