// Vital signs out of real documents: Synthea's people and HL7's own R4 examples through an import into a
// vault.

#include "../interop/fhir_data.h"
#include "../interop/vault_fixture.h"
#include "interop/fhir_import.h"
#include "vitals/bedside_scores.h"
#include "vitals/news2.h"

#include <algorithm>
#include <QDirIterator>

using namespace twinward;
using namespace twinward::vitals;
using namespace twinward::interop::test;

namespace {

std::vector<VitalRecord> recordsAfterImport(const QStringList& paths)
{
    const VaultFixture fixture;
    interop::ImportRequest request;
    request.paths = paths;
    const auto report = interop::importFhir(*fixture.vault, request);
    if (!report)
        qFatal("%s", qPrintable(report.error().message()));
    const auto clinic = fixture.vault->readClinic(record::Category::Clinic);
    const record::Roster roster = record::Roster::fold(*clinic);
    std::vector<VitalRecord> records;
    for (const record::PatientRow* row : fixture.vault->patients()->rows()) {
        const auto events = fixture.vault->read(row->id);
        if (!events)
            qFatal("%s", qPrintable(events.error().message()));
        records.push_back(VitalRecord::read(record::Chart::fold(row->id, *events, roster)));
    }
    return records;
}

size_t countOf(const std::vector<VitalRecord>& records, Sign sign)
{
    size_t count = 0;
    for (const VitalRecord& record : records)
        count += record.samples(sign).size();
    return count;
}

size_t refusedOf(const std::vector<VitalRecord>& records, Sign sign)
{
    size_t count = 0;
    for (const VitalRecord& record : records)
        count += static_cast<size_t>(std::ranges::count(record.unreadable(), sign, &Unreadable::sign));
    return count;
}

// The quantities of a sign in the documents, counted without the importer.
size_t standing(const QStringList& files, const QByteArray& code)
{
    size_t count = 0;
    for (const QString& file : files) {
        const QByteArray text = contentOf(file);
        for (qsizetype at = text.indexOf(code); at >= 0; at = text.indexOf(code, at + 1))
            ++count;
    }
    return count;
}

bool hasValue(const std::vector<VitalRecord>& records, Sign sign, double value)
{
    return std::ranges::any_of(records, [sign, value](const VitalRecord& record) {
        return std::ranges::any_of(record.samples(sign),
            [value](const Sample& sample) { return std::abs(sample.value - value) < 1e-6; });
    });
}

} // namespace

class TestImportedRecords : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void readsEveryVitalSignOfSynthea();
    void readsHl7sExamples();
    void findsTheCodeBehindAHouseCode();
};

void TestImportedRecords::initTestCase()
{
    if (!haveFhirData())
        QSKIP("The real FHIR data is not here: nothing of this is tested");
}

void TestImportedRecords::readsEveryVitalSignOfSynthea()
{
    QStringList files;
    QDirIterator all(unpacked(QStringLiteral("synthea-60")), {QStringLiteral("*.json")}, QDir::Files,
        QDirIterator::Subdirectories);
    while (all.hasNext())
        files << all.next();
    std::ranges::sort(files);
    files = files.mid(0, 12);

    const std::vector<VitalRecord> records = recordsAfterImport(files);

    const std::pair<Sign, const char*> codes[] = {{Sign::SystolicPressure, "\"8480-6\""},
        {Sign::DiastolicPressure, "\"8462-4\""}, {Sign::Weight, "\"29463-7\""}, {Sign::Height, "\"8302-2\""},
        {Sign::PainScore, "\"72514-3\""}, {Sign::Temperature, "\"8331-1\""}, {Sign::Glucose, "\"2339-0\""}};
    size_t unreadable = 0;
    for (const auto& [sign, code] : codes) {
        const size_t refused = refusedOf(records, sign);
        QCOMPARE(countOf(records, sign) + refused, standing(files, code));
        unreadable += refused;
    }
    QVERIFY(countOf(records, Sign::SystolicPressure) > 50);
    // One pain score has more digits than a number keeps, came in as words, and is said.
    QCOMPARE(unreadable, size_t{1});
}

void TestImportedRecords::readsHl7sExamples()
{
    QStringList files;
    QDirIterator all(unpacked(QStringLiteral("hl7_r4_examples")),
        {QStringLiteral("Observation-*.json"), QStringLiteral("Patient-*.json")}, QDir::Files,
        QDirIterator::Subdirectories);
    while (all.hasNext())
        files << all.next();

    const std::vector<VitalRecord> records = recordsAfterImport(files);

    QVERIFY(hasValue(records, Sign::HeartRate, 44));
    QVERIFY(hasValue(records, Sign::RespiratoryRate, 26));
    QVERIFY(hasValue(records, Sign::OxygenSaturation, 95));
    QVERIFY(hasValue(records, Sign::Temperature, 36.5));
    QVERIFY(hasValue(records, Sign::Weight, 185 * 0.45359237));
    QVERIFY(hasValue(records, Sign::Height, 66.9 * 2.54)); // 66.899999713897705 inches as written
    QVERIFY(hasValue(records, Sign::Glucose, 6.3));
    QVERIFY(hasValue(records, Sign::GlasgowComaScale, 13));
    // What is not there is said: a diastolic that could not be measured.
    QVERIFY(std::ranges::any_of(records, [](const VitalRecord& record) {
        return std::ranges::any_of(record.unreadable(),
            [](const Unreadable& one) { return one.reason == Unreadable::Reason::NoValue; });
    }));
}

void TestImportedRecords::findsTheCodeBehindAHouseCode()
{
    const VaultFixture files;
    const QString document
        = files.write(QStringLiteral("bundle.json"), R"({"resourceType":"Bundle","type":"collection",
        "entry":[{"fullUrl":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0","resource":{"resourceType":"Patient",
            "id":"p","name":[{"family":"Osei"}]}},
        {"resource":{"resourceType":"Observation","id":"o","status":"final",
            "subject":{"reference":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"},
            "effectiveDateTime":"2026-11-20T08:00:00Z",
            "code":{"coding":[{"system":"http://acme.lab","code":"BT"},
                {"system":"http://loinc.org","code":"8310-5","display":"Body temperature"}]},
            "valueQuantity":{"value":39.1,"unit":"degrees C","system":"http://unitsofmeasure.org","code":"Cel"}}}]})");

    const std::vector<VitalRecord> records = recordsAfterImport({document});

    QVERIFY(hasValue(records, Sign::Temperature, 39.1));
}

QTEST_GUILESS_MAIN(TestImportedRecords)
#include "tst_imported_records.moc"
