#pragma once

// What of a chart goes out, and as what bytes: shared by the export and by the import, which has to know its
// own handwriting to add nothing when an export comes back.

#include "json_tree_p.h"
#include "record/chart.h"

#include <functional>
#include <unordered_map>

namespace twinward::interop::fhir {

// A document an event came from, with the name the bundle it came in called it by where its id does not give
// that name: references elsewhere use it.
struct Source
{
    QByteArray resource;
    QString fullUrl; // "urn:uuid:…"; empty where the id says it
};
using Sources = std::unordered_map<record::EventId, Source>;

// How both are kept in one Event::source. Without a fullUrl it is the resource's own bytes.
[[nodiscard]] QByteArray packed(const Source& source);
[[nodiscard]] Source unpacked(QByteArray bytes);

struct OutgoingResource
{
    QString type;
    QString id; // empty where the resource came without one
    QString fullUrl;
    record::EventId version;
    QByteArray json;
};

// Reads a document's content; empty where it is not kept here. May fail the whole export by throwing
// base::Error.
using ContentReader = std::function<QByteArray(const record::Event&, const base::Hash256&)>;

// The address under which a patient's resources go out where they are not called by a UUID: one that leads
// nowhere (RFC 2606) and that no other record shares, so that "Patient/1" of two senders stay two patients.
// The null id is the clinic's own.
[[nodiscard]] QString addressOf(record::PatientId patient);

// A chart's outgoing resources: demographics first, then the rest, oldest first. `base` is the address
// resources with a number of their sender's are given, so that references of the form "Patient/1" find them
// inside the bundle.
[[nodiscard]] std::vector<OutgoingResource> outgoingResources(const record::Chart& chart,
    const std::vector<record::EventId>& registrations, const Sources& sources, const QString& base,
    const ContentReader& contentOf);

// A Bundle of type collection. remark: for who receives it; empty for none.
[[nodiscard]] QByteArray bundleOf(
    const std::vector<OutgoingResource>& resources, const QString& timestamp, const QString& remark);

// "Observation" and "id" of a source document that is FHIR; a null type where it is something else (HL7 v2,
// CSV).
struct SourceName
{
    QString type;
    QString id;
};
[[nodiscard]] SourceName sourceName(const QByteArray& source);

} // namespace twinward::interop::fhir
