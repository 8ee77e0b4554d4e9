#pragma once

// HL7's own JSON schema of R4, prepared once for each resource type; patterns are compiled once.

#include "fhir_data.h"

#include <map>
#include <memory>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace twinward::interop::test {

class FhirSchema
{
public:
    FhirSchema()
    {
        m_document = nlohmann::json::parse(
            contentOf(QStringLiteral(TWINWARD_TEST_DATA "/fhir-r4/schema/fhir.schema.json")).toStdString());
        m_document.erase("oneOf");
        m_document.erase("discriminator");
        // A resource inside another is checked by itself, against its own type, not against all there are.
        m_document["definitions"]["ResourceList"] = nlohmann::json::object();
    }

    // What is wrong with a resource, and with those inside it; empty where nothing is.
    [[nodiscard]] QStringList errorsIn(const Json& resource)
    {
        const std::string type = resource.value("resourceType", "");
        if (!m_document["definitions"].contains(type))
            return {QStringLiteral("no resource type: ")
                + QString::fromStdString(resource.dump().substr(0, 200))};
        QStringList errors = ownErrors(nlohmann::json(resource), type);
        if (type == "Bundle" && resource.contains("entry")) {
            for (const Json& entry : resource["entry"]) {
                if (entry.contains("resource")) // a request to read holds none
                    errors << errorsIn(entry["resource"]);
            }
        }
        return errors;
    }

private:
    QStringList ownErrors(const nlohmann::json& resource, const std::string& type)
    {
        // Reasons cost time: they are asked for only where there is something wrong.
        const valijson::adapters::NlohmannJsonAdapter read(resource);
        if (m_validator.validate(schemaOf(type), read, nullptr))
            return {};
        valijson::ValidationResults results;
        m_validator.validate(schemaOf(type), read, &results);
        QStringList errors;
        valijson::ValidationResults::Error error;
        while (results.popError(error) && errors.size() < 5) {
            QString text = QString::fromStdString(type + ' ' + resource.value("id", "") + ' ');
            for (const std::string& step : error.context)
                text += QString::fromStdString(step);
            errors << text + QStringLiteral(": ") + QString::fromStdString(error.description);
        }
        if (errors.isEmpty())
            errors << QString::fromStdString(type + ": it is not valid, and the validator does not say why");
        return errors;
    }

    const valijson::Schema& schemaOf(const std::string& type)
    {
        auto& schema = m_schemas[type];
        if (schema == nullptr) {
            m_document["allOf"] = {{{"$ref", "#/definitions/" + type}}};
            schema = std::make_unique<valijson::Schema>();
            valijson::SchemaParser().populateSchema(
                valijson::adapters::NlohmannJsonAdapter(m_document), *schema);
        }
        return *schema;
    }

    nlohmann::json m_document;
    valijson::Validator m_validator{valijson::Validator::kStrongTypes};
    std::map<std::string, std::unique_ptr<valijson::Schema>> m_schemas;
};

} // namespace twinward::interop::test
