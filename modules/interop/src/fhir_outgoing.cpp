#include "fhir_outgoing_p.h"

#include "fhir_map_p.h"
#include "fhir_merge_p.h"
#include "fhir_references_p.h"
#include "fhir_write_p.h"
#include "json_out_p.h"

#include <unordered_set>

namespace twinward::interop::fhir {

using record::Entry;
using record::EventId;
using record::RecordedEvent;

namespace {

constexpr int deepestSource = 1000; // what is in the vault was bounded when it came in

base::Result<JsonTree> parsed(const QByteArray& json)
{
    return JsonTree::parse(json, deepestSource);
}

// One version of one entry that goes out.
struct Chosen
{
    const Entry* entry = nullptr;
    const RecordedEvent* version = nullptr;
    const RecordedEvent* sourced
        = nullptr; // the version whose FHIR document is the ground; null where there is none
    OutgoingResource out;
    bool second = false; // another last word in a conflict: it goes under its own id
};

class Outgoing
{
public:
    Outgoing(const record::Chart& chart, const Sources& sources, const QString& base,
        const ContentReader& contentOf)
        : m_chart(chart)
        , m_sources(sources)
        , m_base(base)
        , m_contentOf(contentOf)
    {
        m_names.reserve(sources.size());
        for (const auto& [version, source] : sources) {
            SourceName found = sourceName(source.resource);
            if (!found.type.isEmpty())
                m_names.emplace(version, std::move(found));
        }
    }

    std::vector<OutgoingResource> run(const std::vector<EventId>& registrations)
    {
        choose(registrations);
        name();
        prepareContext();
        std::vector<OutgoingResource> all;
        all.reserve(m_chosen.size());
        for (Chosen& chosen : m_chosen) {
            chosen.out.json = write(chosen);
            if (!chosen.out.json.isEmpty())
                all.push_back(std::move(chosen.out));
        }
        return all;
    }

private:
    // The FHIR resource a version came from; null for what was entered here or came in another form.
    [[nodiscard]] const SourceName* fhirSource(EventId version) const
    {
        const auto found = m_names.find(version);
        return found == m_names.end() ? nullptr : &found->second;
    }

    // Can a changed body be written over what it came from? Not where it came as another kind of resource.
    [[nodiscard]] bool isGround(const RecordedEvent& version) const
    {
        const SourceName* source = fhirSource(version.event.id);
        return source != nullptr && source->type == resourceTypeOf(version.event);
    }

    void choose(const std::vector<EventId>& registrations)
    {
        std::vector<const Entry*> entries;
        if (m_chart.demographics() != nullptr)
            entries.push_back(m_chart.demographics());
        for (const EventId id : registrations) {
            const Entry* entry = m_chart.find(id);
            if (entry != nullptr && std::find(entries.begin(), entries.end(), entry) == entries.end())
                entries.push_back(entry);
        }
        for (const Entry& entry : m_chart.entries())
            entries.push_back(&entry);
        std::erase_if(entries,
            [this](const Entry* entry) { return !entry->authorised || isToldByItsPrescription(*entry); });
        for (const Entry* entry : entries)
            chooseVersions(*entry);
    }

    void chooseVersions(const Entry& entry)
    {
        const RecordedEvent& head = entry.current();
        if (entry.state == record::EntryState::Retracted) {
            if (fhirSource(head.event.id) != nullptr)
                add(entry, head);
            return;
        }
        if (entry.state == record::EntryState::Current)
            return add(entry, entry.content());
        for (const RecordedEvent& version : entry.versions) {
            const bool last
                = std::find(entry.heads.begin(), entry.heads.end(), version.event.id) != entry.heads.end();
            if (last && version.event.kind() != record::Kind::Retraction)
                add(entry, version);
        }
    }

    bool isToldByItsPrescription(const Entry& entry)
    {
        const auto* medication = entry.as<record::Medication>();
        const bool stop = medication != nullptr && medication->action == record::Medication::Action::Stopped
            && medication->prescription && entry.state != record::EntryState::Retracted;
        const Entry* prescription = stop ? m_chart.find(*medication->prescription) : nullptr;
        if (prescription == nullptr || prescription->state == record::EntryState::Retracted
            || !prescription->authorised)
            return false;
        m_stops.emplace(prescription->root, &entry.content());
        return true;
    }

    void add(const Entry& entry, const RecordedEvent& version)
    {
        Chosen chosen;
        chosen.entry = &entry;
        chosen.version = &version;
        chosen.second = !m_chosen.empty() && m_chosen.back().entry == &entry;
        const bool changed
            = chosen.second || (m_stops.contains(entry.root) && entry.as<record::Medication>() != nullptr);
        if (fhirSource(version.event.id) != nullptr && (!changed || isGround(version)))
            chosen.sourced = &version;
        for (auto it = entry.versions.begin(); chosen.sourced == nullptr && it != entry.versions.end();
             ++it) {
            if (it->recorded < version.recorded && it->event.kind() == version.event.kind() && isGround(*it))
                chosen.sourced = &*it;
        }
        chosen.out.version = version.event.id;
        m_chosen.push_back(std::move(chosen));
    }

    void name()
    {
        References references;
        for (const Chosen& chosen : m_chosen) {
            if (chosen.sourced != nullptr)
                references.readFrom(m_sources.at(chosen.sourced->event.id).resource);
        }
        std::unordered_set<QString> taken;
        for (Chosen& chosen : m_chosen) {
            OutgoingResource& out = chosen.out;
            const SourceName* source
                = chosen.sourced != nullptr ? fhirSource(chosen.sourced->event.id) : nullptr;
            out.type = source != nullptr ? source->type : resourceTypeOf(chosen.version->event);
            out.id = chosen.second ? out.version.toString() : source != nullptr ? source->id : ownId(chosen);
            if (source != nullptr && !chosen.second)
                out.fullUrl = m_sources.at(chosen.sourced->event.id).fullUrl;
            if (out.fullUrl.isEmpty() && !out.id.isEmpty())
                out.fullUrl = references.fullUrlFor(out.type, out.id, m_base);
            if (out.fullUrl.isEmpty() || !taken.insert(out.fullUrl).second)
                out.fullUrl = QStringLiteral("urn:uuid:") + out.version.toString();
            if (!chosen.second) {
                for (const RecordedEvent& version : chosen.entry->versions)
                    m_urls.emplace(version.event.id, out.fullUrl);
            }
        }
    }

    static QString ownId(const Chosen& chosen)
    {
        const record::Event& event = chosen.version->event;
        return event.kind() == record::Kind::PatientDetails ? event.patient.toString()
                                                            : chosen.entry->root.toString();
    }

    void prepareContext()
    {
        if (!m_chosen.empty() && !m_chart.patient().isNull())
            m_context.patientUrl = m_chosen.front().out.fullUrl;
        m_context.urlOf = [this](EventId id) {
            const auto found = m_urls.find(id);
            return found == m_urls.end() ? QString() : found->second;
        };
        m_context.contentOf = [this](const record::Event& event) {
            const auto* document = event.as<record::Document>();
            return document != nullptr && document->blob ? m_contentOf(event, *document->blob) : QByteArray();
        };
        m_context.linksOf = [this](record::PatientId patient) { return linksOf(patient); };
        m_context.stoppedBy = [this](EventId id) -> const RecordedEvent* {
            const Entry* entry = m_chart.find(id);
            const auto found = entry == nullptr ? m_stops.end() : m_stops.find(entry->root);
            return found == m_stops.end() ? nullptr : found->second;
        };
    }

    // The records merged into one say so to each other, as R4 does.
    [[nodiscard]] std::vector<PatientLink> linksOf(record::PatientId patient) const
    {
        std::vector<PatientLink> links;
        for (const Chosen& other : m_chosen) {
            const record::Event& event = other.version->event;
            if (event.kind() != record::Kind::PatientDetails || other.second || event.patient == patient)
                continue;
            if (patient == m_chart.patient())
                links.push_back({m_urls.at(event.id), QStringLiteral("replaces")});
            else if (event.patient == m_chart.patient())
                links.push_back({m_urls.at(event.id), QStringLiteral("replaced-by")});
        }
        return links;
    }

    QByteArray write(const Chosen& chosen) const
    {
        const record::Event& event = chosen.version->event;
        const OutgoingResource& out = chosen.out;
        if (chosen.sourced == nullptr)
            return tagged(writeResource(event, out.id, m_context), chosen);
        const QByteArray& source = m_sources.at(chosen.sourced->event.id).resource;
        const bool asItCame
            = chosen.sourced == chosen.version && !chosen.second && !saysMoreThanItsSource(event);
        return asItCame ? source : amended(chosen, source);
    }

    // A body that was joined with what was known already, and a prescription that was stopped since.
    [[nodiscard]] bool saysMoreThanItsSource(const record::Event& event) const
    {
        return event.kind() == record::Kind::PatientDetails
            || (event.kind() == record::Kind::Medication && m_context.stoppedBy(event.id) != nullptr);
    }

    [[nodiscard]] QByteArray amended(const Chosen& chosen, const QByteArray& source) const
    {
        const auto tree = parsed(source);
        if (!tree)
            return writeResource(chosen.version->event, chosen.out.id, m_context);
        // What this program would have written for the document as it came: neither stopped nor changed.
        record::Event came = chosen.sourced->event;
        WriteContext before = m_context;
        before.stoppedBy = {};
        before.linksOf = {};
        if (came.kind() == record::Kind::PatientDetails) {
            try {
                came.body = mapPatient(tree->root());
            } catch (const Unusable&) {
                return source;
            }
        }
        const QString cameAs = tree->root()["id"].string();
        const auto beforeJson = parsed(writeResource(came, cameAs, before));
        const auto afterJson
            = parsed(tagged(writeResource(chosen.version->event, chosen.out.id, m_context), chosen));
        if (!beforeJson || !afterJson)
            return source;
        return mergeResource(tree->root(), beforeJson->root(), afterJson->root());
    }

    // In a conflict the versions that are not the first say so.
    static QByteArray tagged(const QByteArray& json, const Chosen& chosen)
    {
        if (!chosen.second || json.isEmpty())
            return json;
        JsonObject tag;
        tag.text("display", QStringLiteral("One of several versions that did not know of each other"));
        JsonObject meta;
        meta.array("tag", {tag.json()});
        return json.chopped(1) + ",\"meta\":" + meta.json() + '}';
    }

    const record::Chart& m_chart;
    const Sources& m_sources;
    const QString& m_base;
    const ContentReader& m_contentOf;
    std::unordered_map<EventId, SourceName> m_names; // of the sources that are FHIR
    std::vector<Chosen> m_chosen;
    std::unordered_map<EventId, const RecordedEvent*> m_stops; // by the prescription's root
    std::unordered_map<EventId, QString> m_urls;
    WriteContext m_context;
};

} // namespace

QByteArray packed(const Source& source)
{
    if (source.fullUrl.isEmpty())
        return source.resource;
    return "{\"fullUrl\":" + jsonText(source.fullUrl) + ",\"resource\":" + source.resource + '}';
}

Source unpacked(QByteArray bytes)
{
    if (!bytes.startsWith("{\"fullUrl\":"))
        return {std::move(bytes), {}};
    const auto tree = parsed(bytes);
    // A resource that begins so says what type it is.
    if (!tree || tree->root()["resourceType"] || !tree->root()["resource"].isObject())
        return {std::move(bytes), {}};
    return {tree->root()["resource"].source(), tree->root()["fullUrl"].string()};
}

SourceName sourceName(const QByteArray& source)
{
    // Cheap first: HL7 v2 and CSV don't begin like this.
    const QByteArray start = source.left(64).trimmed();
    if (!start.startsWith('{'))
        return {};
    const auto tree = parsed(source);
    if (!tree || !isResourceType(tree->root()["resourceType"].text()))
        return {};
    return {tree->root()["resourceType"].string(), tree->root()["id"].string()};
}

QString addressOf(record::PatientId patient)
{
    const QString host = patient.isNull() ? QStringLiteral("clinic") : patient.toString();
    return QStringLiteral("https://%1.twinward.invalid/fhir").arg(host);
}

std::vector<OutgoingResource> outgoingResources(const record::Chart& chart,
    const std::vector<EventId>& registrations, const Sources& sources, const QString& base,
    const ContentReader& contentOf)
{
    return Outgoing(chart, sources, base, contentOf).run(registrations);
}

QByteArray bundleOf(
    const std::vector<OutgoingResource>& resources, const QString& timestamp, const QString& remark)
{
    qsizetype size = 200;
    for (const OutgoingResource& resource : resources)
        size += resource.json.size() + 120;
    QByteArray bundle;
    bundle.reserve(size);
    bundle += "{\"resourceType\":\"Bundle\",";
    if (!remark.isEmpty())
        bundle += "\"meta\":{\"tag\":[{\"display\":" + jsonText(remark) + "}]},";
    bundle += "\"type\":\"collection\",\"timestamp\":" + jsonText(timestamp);
    const char* before = ",\"entry\":[\n";
    for (const OutgoingResource& resource : resources) {
        bundle += before;
        bundle += "{\"fullUrl\":" + jsonText(resource.fullUrl) + ",\"resource\":";
        bundle += resource.json;
        bundle += '}';
        before = ",\n";
    }
    bundle += resources.empty() ? "}\n" : "\n]}\n";
    return bundle;
}

} // namespace twinward::interop::fhir
