// Real and published FHIR through a vault and out again: Synthea's 60 people, HL7's own R4 examples, and the
// International Patient Summary's.

#include "fhir_data.h"
#include "interop/fhir_export.h"
#include "interop/fhir_import.h"
#include "json_tree_p.h"
#include "schema_run.h"
#include "vault_fixture.h"

#include <set>
#include <unordered_map>

using namespace twinward;
using namespace twinward::interop;
using namespace twinward::interop::test;

namespace {

// What stands in files, counted without the importer.
struct Standing
{
    quint64 resources = 0;
    std::map<QString, quint64> unique; // by type: differing in more than white space
    std::unordered_multimap<std::string, QByteArray> sources; // by "Type/id"
};

void count(const JsonView& resource, Standing& standing)
{
    if (resource["resourceType"].text() == "Bundle") {
        for (const JsonView entry : resource["entry"])
            count(entry["resource"], standing);
        return;
    }
    if (!resource.isObject())
        return;
    const std::string key
        = std::string(resource["resourceType"].text()) + '/' + std::string(resource["id"].text());
    ++standing.resources;
    const QByteArray small = minified(resource.raw());
    const auto [first, last] = standing.sources.equal_range(key);
    const bool known = std::any_of(
        first, last, [&](const auto& other) { return minified(other.second.toStdString()) == small; });
    if (known)
        return;
    standing.sources.emplace(key, resource.source());
    ++standing.unique[resource["resourceType"].string()];
}

Standing standingIn(const QStringList& files)
{
    Standing standing;
    for (const QString& file : files) {
        const auto tree = JsonTree::parse(contentOf(file), 200);
        if (tree)
            count(tree->root(), standing);
    }
    return standing;
}

QString told(const ImportReport& report)
{
    QStringList lines;
    for (const Refusal& refusal : report.refused)
        lines << refusal.file.section(u'/', -1) + QStringLiteral(" | ") + refusal.place
                + QStringLiteral(" | ") + refusal.why;
    return lines.join(u'\n');
}

base::Result<ImportReport> importPaths(ledger::Vault& vault, const QStringList& paths)
{
    ImportRequest request;
    request.paths = paths;
    return importFhir(vault, request);
}

} // namespace

class TestFhirRealData : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!haveFhirData())
            QSKIP("The real FHIR data is not here: nothing of this is tested");
    }
    void sixtyPeopleComeInWhole();
    void whatCameInGoesOutByteForByte();
    void importingTwiceAddsNothing();
    void allSixtyGoOutValid();
    void theirOwnExportsAddNothingToThem();
    void anotherClinicTakesTheExports();
    void hl7sExamplesComeIn();
    void hl7sExamplesGoOutAsTheyCame();
    void hl7sExamplesGoOutValid();
    void anExampleDecimalKeepsItsDigits();
    void patientSummariesComeInAndGoOutValid();

private:
    VaultFixture& people();
    std::unique_ptr<VaultFixture> m_people;
    ImportReport m_peopleReport;
    Standing m_peopleStanding;
    QString m_exports;
};

// The vault with Synthea's people in it, filled once.
VaultFixture& TestFhirRealData::people()
{
    if (m_people == nullptr) {
        m_people = std::make_unique<VaultFixture>();
        const QString folder = unpacked(QStringLiteral("synthea-60")) + QStringLiteral("/synthea-dev");
        m_peopleStanding = standingIn(jsonFilesIn(folder));
        const auto report = importPaths(*m_people->vault, {folder});
        if (!report)
            qFatal("no import: %s", qPrintable(report.error().message()));
        m_peopleReport = *report;
        m_exports = m_people->path(QStringLiteral("exports"));
        const auto exported = exportAll(*m_people->vault, m_exports);
        if (!exported)
            qFatal("no export: %s", qPrintable(exported.error().message()));
    }
    return *m_people;
}

void TestFhirRealData::sixtyPeopleComeInWhole()
{
    people();

    QVERIFY2(m_peopleReport.refused.empty(), qPrintable(told(m_peopleReport)));
    QCOMPARE(m_peopleReport.outcome, ImportReport::Outcome::Complete);
    QCOMPARE(m_peopleReport.patients.size(), 60U);
    QCOMPARE(m_people->vault->patients()->size(), 60U);
    std::map<QString, quint64> came;
    for (const auto& [type, counted] : m_peopleReport.byType)
        came[type] = counted.added + counted.amended;
    QCOMPARE(came, m_peopleStanding.unique);
    QCOMPARE(came[QStringLiteral("Observation")], 8860U);
}

void TestFhirRealData::whatCameInGoesOutByteForByte()
{
    people();
    std::map<std::string, size_t> found;
    quint64 resources = 0;

    for (const QString& file : jsonFilesIn(m_exports)) {
        const auto tree = JsonTree::parse(contentOf(file), 200);
        QVERIFY2(tree, qPrintable(file));
        for (const JsonView entry : tree->root()["entry"]) {
            const JsonView resource = entry["resource"];
            const std::string key
                = std::string(resource["resourceType"].text()) + '/' + std::string(resource["id"].text());
            const auto [first, last] = m_peopleStanding.sources.equal_range(key);
            const bool same = std::any_of(
                first, last, [&](const auto& other) { return other.second == resource.source(); });
            QVERIFY2(same, key.c_str());
            ++found[key];
            ++resources;
        }
    }

    std::set<std::string> expected;
    for (const auto& [key, source] : m_peopleStanding.sources)
        expected.insert(key);
    QCOMPARE(found.size(), expected.size());
    QCOMPARE(
        resources, expected.size()); // each once: of a resource that came in two versions, the current one
}

void TestFhirRealData::importingTwiceAddsNothing()
{
    ledger::Vault& vault = *people().vault;
    const QString folder = unpacked(QStringLiteral("synthea-60")) + QStringLiteral("/synthea-dev");

    const auto again = importPaths(vault, {folder});
    const auto alone = importPaths(vault, {jsonFilesIn(folder).constFirst()});

    QVERIFY(again && alone);
    QCOMPARE(again->total().added + again->total().amended, 0U);
    QCOMPARE(again->refusedCount, 0U);
    QCOMPARE(alone->total().added + alone->total().amended, 0U);
    QVERIFY(alone->total().alreadyHere > 0);
    QCOMPARE(vault.patients()->size(), 60U);
}

void TestFhirRealData::allSixtyGoOutValid()
{
    people();

    const SchemaRun run = validated(jsonFilesIn(m_exports));

    QVERIFY2(run.errors.isEmpty(), qPrintable(run.errors.mid(0, 10).join(u'\n')));
    QCOMPARE(run.files, 61);
    size_t distinct = 0;
    for (const auto& [type, counted] : m_peopleStanding.unique)
        distinct += counted;
    QVERIFY(run.resources > 8'860 && run.resources <= distinct);
}

void TestFhirRealData::theirOwnExportsAddNothingToThem()
{
    ledger::Vault& vault = *people().vault;

    const auto report = importPaths(vault, {m_exports});

    QVERIFY(report);
    QVERIFY2(report->refused.empty(), qPrintable(told(*report)));
    QCOMPARE(report->total().added + report->total().amended, 0U);
}

void TestFhirRealData::anotherClinicTakesTheExports()
{
    people();
    VaultFixture other;

    const auto report = importPaths(*other.vault, {m_exports});

    QVERIFY(report);
    QVERIFY2(report->refused.empty(), qPrintable(told(*report)));
    for (const record::PatientRow* row : m_people->vault->patients()->rows()) {
        const record::PatientRow* there = other.vault->patients()->find(row->id);
        QVERIFY(there != nullptr);
        QCOMPARE(there->name, row->name);
        QCOMPARE(other.vault->read(row->id)->size(), m_people->vault->read(row->id)->size());
    }
}

void TestFhirRealData::hl7sExamplesComeIn()
{
    VaultFixture clinic;
    const QString folder = unpacked(QStringLiteral("hl7_r4_examples")) + QStringLiteral("/hl7_examples");
    const Standing standing = standingIn(jsonFilesIn(folder));

    const auto report = importPaths(*clinic.vault, {folder});
    const auto again = importPaths(*clinic.vault, {folder});

    // Every resource is in, or is refused because of whom it is about: the examples point at patients of
    // servers that are not among them.
    QVERIFY(report && again);
    quint64 refusedResources = 0;
    for (const Refusal& refusal : report->refused) {
        const bool deletion = refusal.why.startsWith(QStringLiteral("It asks for a deletion"));
        const bool ofNobodyKnown = refusal.why.startsWith(QStringLiteral("It is about"))
            || refusal.why.startsWith(QStringLiteral("It names its patient only in words"));
        QVERIFY2(deletion || ofNobodyKnown, qPrintable(refusal.file + refusal.place + refusal.why));
        refusedResources += ofNobodyKnown ? 1 : 0;
    }
    const TypeCount total = report->total();
    QCOMPARE(total.added + total.amended + total.alreadyHere + refusedResources, standing.resources);
    QCOMPARE(again->total().added + again->total().amended, 0U);
}

void TestFhirRealData::hl7sExamplesGoOutAsTheyCame()
{
    VaultFixture clinic;
    const QString folder = unpacked(QStringLiteral("hl7_r4_examples")) + QStringLiteral("/hl7_examples");
    const Standing standing = standingIn(jsonFilesIn(folder));
    QVERIFY(importPaths(*clinic.vault, {folder}));

    QVERIFY(exportAll(*clinic.vault, clinic.path(QStringLiteral("out"))));

    quint64 same = 0;
    for (const QString& file : jsonFilesIn(clinic.path(QStringLiteral("out")))) {
        const auto tree = JsonTree::parse(contentOf(file), 200);
        QVERIFY2(tree, qPrintable(file));
        for (const JsonView entry : tree->root()["entry"]) {
            const JsonView resource = entry["resource"];
            if (resource["resourceType"].text() == "Patient")
                continue; // several documents of one person are joined
            const std::string key
                = std::string(resource["resourceType"].text()) + '/' + std::string(resource["id"].text());
            const auto [first, last] = standing.sources.equal_range(key);
            QVERIFY2(std::any_of(
                         first, last, [&](const auto& other) { return other.second == resource.source(); }),
                key.c_str());
            ++same;
        }
    }
    QVERIFY(same > 900);
}

// An example that the schema itself refuses goes out as it came: what is refused then was refused before.
void TestFhirRealData::hl7sExamplesGoOutValid()
{
    VaultFixture clinic;
    const QString folder = unpacked(QStringLiteral("hl7_r4_examples")) + QStringLiteral("/hl7_examples");
    QVERIFY(importPaths(*clinic.vault, {folder}));
    const QString out = clinic.path(QStringLiteral("out"));
    QVERIFY(exportAll(*clinic.vault, out));

    const SchemaRun came = validated(jsonFilesIn(folder));
    const SchemaRun went = validated(jsonFilesIn(out));

    QStringList ours = went.errors;
    for (const QString& theirs : came.errors)
        ours.removeAll(theirs);
    QVERIFY2(ours.isEmpty(), qPrintable(ours.mid(0, 10).join(u'\n')));
    QVERIFY(went.resources > 900);
}

void TestFhirRealData::anExampleDecimalKeepsItsDigits()
{
    VaultFixture clinic;
    const QString file = unpacked(QStringLiteral("hl7_r4_examples"))
        + QStringLiteral("/hl7_examples/Observation-decimal.json");
    QByteArray ofSomebody = contentOf(file);
    ofSomebody.replace("\"decimal\"", "\"decimal2\"");
    ofSomebody.replace(
        "\"status\": \"final\",", "\"status\": \"final\", \"subject\": { \"reference\": \"Patient/a\" },");

    const auto report = importPaths(*clinic.vault,
        {file, clinic.write(QStringLiteral("somebody.json"), ofSomebody),
            clinic.write(QStringLiteral("person.json"),
                R"({"resourceType":"Patient","id":"a","name":[{"text":"A"}]})")});

    QVERIFY(report);
    QVERIFY2(report->refused.empty(), qPrintable(told(*report)));
    const QString out = clinic.path(QStringLiteral("out"));
    QVERIFY(exportAll(*clinic.vault, out));
    QVERIFY(contentOf(out + QStringLiteral("/clinic.json")).contains(contentOf(file).trimmed()));
    const auto bundle = exportPatient(*clinic.vault, report->patients.front());
    QVERIFY(bundle);
    QVERIFY(bundle->contains(ofSomebody.trimmed()));
    QVERIFY(bundle->contains("\"value\": 1.00,"));
    QVERIFY(bundle->contains("1E-22"));
}

void TestFhirRealData::patientSummariesComeInAndGoOutValid()
{
    VaultFixture clinic;

    const auto report
        = importPaths(*clinic.vault, {QStringLiteral(TWINWARD_TEST_DATA "/fhir-r4/ips_examples")});

    QVERIFY(report);
    QVERIFY2(report->refused.empty(), qPrintable(told(*report)));
    const QString out = clinic.path(QStringLiteral("out"));
    QVERIFY(exportAll(*clinic.vault, out));
    const SchemaRun run = validated(jsonFilesIn(out));
    QVERIFY2(run.errors.isEmpty(), qPrintable(run.errors.mid(0, 10).join(u'\n')));
    QVERIFY(run.resources > 20);
}

QTEST_GUILESS_MAIN(TestFhirRealData)
#include "tst_fhir_real_data.moc"
