#pragma once

// Small FHIR documents for the tests, and the questions they ask of a vault.

#include "interop/fhir_import.h"
#include "record/chart.h"
#include "vault_fixture.h"

#include <rapidcheck.h>

namespace twinward::interop::test {

inline const QByteArray anna
    = R"({"resourceType":"Patient","id":"6f1ed2a0-0000-4000-8000-000000000001","gender":"female",
    "birthDate":"1980-05-17","name":[{"family":"Berg","given":["Anna"]}],"identifier":[{"system":"urn:mrn","value":"77"}]})";
inline const QString annaId = QStringLiteral("6f1ed2a0-0000-4000-8000-000000000001");

inline QByteArray pulse(
    const QByteArray& id, const QByteArray& value, const QByteArray& patient, const QByteArray& more = {})
{
    return R"({"resourceType":"Observation","id":")" + id + R"(","status":"final",)" + more
        + R"("code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},"subject":{"reference":")"
        + patient + R"("},"effectiveDateTime":"2024-03-01T08:30:00Z","valueQuantity":{"value":)" + value
        + R"(,"unit":"/min","system":"http://unitsofmeasure.org","code":"/min"}})";
}

// A collection of resources; `fullUrls` gives each its address, in the same order, where there are any.
inline QByteArray bundle(const QByteArrayList& resources, const QByteArrayList& fullUrls = {})
{
    QByteArrayList entries;
    for (qsizetype i = 0; i < resources.size(); ++i) {
        const QByteArray url = i < fullUrls.size() ? R"("fullUrl":")" + fullUrls[i] + R"(",)" : QByteArray();
        entries << '{' + url + R"("resource":)" + resources[i] + '}';
    }
    return R"({"resourceType":"Bundle","type":"collection","entry":[)" + entries.join(',') + "]}";
}

inline ImportReport imported(
    VaultFixture& clinic, const QStringList& paths, ImportPolicy policy = ImportPolicy::SkipBroken)
{
    ImportRequest request;
    request.paths = paths;
    request.policy = policy;
    auto report = importFhir(*clinic.vault, request);
    if (!report)
        qFatal("no import: %s", qPrintable(report.error().message()));
    return std::move(*report);
}

inline ImportReport importedText(
    VaultFixture& clinic, const QByteArray& json, ImportPolicy policy = ImportPolicy::SkipBroken)
{
    return imported(clinic, {clinic.write(QStringLiteral("import.json"), json)}, policy);
}

inline record::Chart chartOf(const VaultFixture& clinic, record::PatientId patient)
{
    auto events = clinic.vault->read(patient);
    if (!events)
        qFatal("no chart: %s", qPrintable(events.error().message()));
    return record::Chart::fold(patient, std::move(*events), clinic.vault->roster());
}

inline record::PatientId annas()
{
    return *record::PatientId::fromString(annaId);
}

inline QString first(const ImportReport& report)
{
    if (report.refused.empty())
        return QStringLiteral("nothing refused");
    return report.refused.front().place + QStringLiteral(": ") + report.refused.front().why;
}

} // namespace twinward::interop::test
