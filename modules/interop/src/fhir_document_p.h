#pragma once

// One JSON text of an import and the resources in it: a resource by itself, or a bundle with those of its
// entries and of the bundles inside them. Knows which resource a reference inside it means.

#include "fhir_read_p.h"
#include "interop/fhir_import.h"

#include <unordered_map>

namespace twinward::interop::fhir {

struct Resource
{
    JsonView json;
    std::string_view type; // an R4 resource type
    QString id; // Resource.id, else the UUID its fullUrl gives; may be empty
    QString fullUrl; // empty outside a bundle
    size_t scope = 0; // the bundle it stands in
    quint64 entry = 0; // counted from 1; 0 for a resource by itself
};

class Document
{
public:
    // line: of an NDJSON file, counted from 1; 0 for a whole file.
    Document(JsonTree tree, QString file, quint64 line, const ImportLimits& limits);

    [[nodiscard]] const std::vector<Resource>& resources() const { return m_resources; }
    [[nodiscard]] const std::vector<Refusal>& refused() const { return m_refused; }
    [[nodiscard]] quint64 withoutResource() const { return m_withoutResource; }
    [[nodiscard]] const QString& file() const { return m_file; }

    // The place of a resource, or of a value inside it, for a person.
    [[nodiscard]] QString placeOf(const Resource& resource, JsonView at = {}) const;

    // What a reference made by `from` means in this document: null where it means something elsewhere. A
    // fragment
    // ("#x") means a contained resource, which is no Resource: see containedIn().
    [[nodiscard]] const Resource* find(const QString& reference, const Resource& from) const;
    [[nodiscard]] static JsonView containedIn(const Resource& holder, const QString& fragment);

private:
    struct Scope
    {
        size_t parent = 0;
        std::unordered_map<QString, size_t> byFullUrl;
        std::unordered_map<QString, size_t> byTypeAndId; // SIZE_MAX where more than one bears it
    };
    void readBundle(JsonView bundle, size_t scope, int depth);
    void readEntry(JsonView entry, size_t scope, int depth);
    void readResource(JsonView json, const QString& fullUrl, size_t scope, int depth);
    void refuse(JsonView at, const QString& fullUrl, const QString& why);
    [[nodiscard]] QString place(JsonView at, quint64 entry, const QString& fullUrl) const;

    JsonTree m_tree;
    QString m_file;
    quint64 m_line;
    quint64 m_maximumEntries;
    quint64 m_entriesSeen = 0;
    quint64 m_entry = 0; // the one being read, in its own bundle
    std::vector<Scope> m_scopes;
    std::vector<Resource> m_resources;
    std::vector<Refusal> m_refused;
    quint64 m_withoutResource = 0;
};

// "https://a/fhir" of "https://a/fhir/Patient/1"; empty for what is no RESTful address.
[[nodiscard]] QString baseOf(const QString& fullUrl);
// "Patient/1" of "Patient/1", "https://a/fhir/Patient/1" and "Patient/1/_history/2"; empty for anything else.
[[nodiscard]] QString typeAndIdOf(const QString& reference);
// The UUID of "urn:uuid:…", as written; empty for anything else.
[[nodiscard]] QString uuidOf(const QString& reference);

} // namespace twinward::interop::fhir
