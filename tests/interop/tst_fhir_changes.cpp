// What was changed here goes out changed, with everything else as it came.

#include <QObject>

#ifndef Q_MOC_RUN // moc 6.4 can't read the standard library's headers from here
#include "fhir_entries.h"
#endif

using namespace twinward;
using namespace twinward::interop;
using namespace twinward::interop::test;

class TestFhirChanges : public QObject
{
    Q_OBJECT

private slots:
    void aChangeHereReplacesOnlyWhatItChanged();
    void anotherKindOfValueLeavesNoOldValueBehind();
    void aStoppedPrescriptionGoesOutStopped();
    void whatIsRetractedDoesNotGoOut();
    void aConflictGoesOutWhole();
    void recordsReadAsOneGoOutAsOne();
    void aDocumentsContentGoesOut();
};

void TestFhirChanges::aChangeHereReplacesOnlyWhatItChanged()
{
    VaultFixture clinic;
    const QByteArray came = pulse("p", "72.0", "Patient/" + annaId.toLatin1(),
        R"("text":{"status":"generated","div":"<div>72</div>"},"extension":[{"url":"http://x","valueDecimal":1.00}],
           "_status":{"id":"s"},"issued":"2024-03-01T09:00:00.000Z",)");
    importedText(clinic, bundle({anna, came}));
    const record::Chart chart = chartOf(clinic, annas());
    record::Observation corrected = *chart.entries().front().as<record::Observation>();
    corrected.value = record::Quantity{base::Decimal(27.5, 2), QStringLiteral("/min"), {}};
    QVERIFY(clinic.vault->commit({record::amend(chart.entries().front(), corrected)}));

    const auto out = exportPatient(*clinic.vault, annas());

    QVERIFY(out);
    QByteArray expected = came;
    expected.replace(R"("text":{"status":"generated","div":"<div>72</div>"},)", "")
        .replace("72.0", "27.50")
        .replace("\n           ", "");
    QVERIFY2(out->contains(expected), out->constData());
}

void TestFhirChanges::anotherKindOfValueLeavesNoOldValueBehind()
{
    VaultFixture clinic;
    importedText(clinic, bundle({anna, pulse("p", "72", "Patient/" + annaId.toLatin1())}));
    const record::Chart chart = chartOf(clinic, annas());
    record::Observation corrected = *chart.entries().front().as<record::Observation>();
    corrected.value = QStringLiteral("could not be felt");
    QVERIFY(clinic.vault->commit({record::amend(chart.entries().front(), corrected)}));

    const Json observation = ofType(exported(clinic, annas()), "Observation").at(0);

    QVERIFY(!observation.contains("valueQuantity"));
    QCOMPARE(said(observation["valueString"]), QStringLiteral("could not be felt"));
    QCOMPARE(said(observation["id"]), QStringLiteral("p"));
}

void TestFhirChanges::aStoppedPrescriptionGoesOutStopped()
{
    VaultFixture clinic;
    const record::Event person = registration();
    const record::Event ordered = entry(person.patient, prescription());
    record::Medication stop = prescription();
    stop.action = record::Medication::Action::Stopped;
    stop.prescription = ordered.id;
    stop.reason = QStringLiteral("Bleeding");
    QVERIFY(clinic.vault->commit({person, ordered, entry(person.patient, stop, "2024-04-01T10:00:00Z")}));
    const QByteArray came
        = R"({"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order","x":1.00,
        "medicationCodeableConcept":{"text":"Warfarin"},"subject":{"reference":"Patient/)"
        + annaId.toLatin1() + R"("}})";
    importedText(clinic, bundle({anna, came}));
    const record::Chart chart = chartOf(clinic, annas());
    stop.prescription = chart.entries().front().root;
    QVERIFY(clinic.vault->commit({entry(annas(), stop, "2024-04-01T10:00:00Z")}));

    const auto written = ofType(exported(clinic, person.patient), "MedicationRequest");
    const auto merged = exportPatient(*clinic.vault, annas());

    QCOMPARE(written.size(), 1U);
    QCOMPARE(said(written[0]["status"]), QStringLiteral("stopped"));
    QCOMPARE(said(written[0]["note"][0]["text"]), QStringLiteral("Stopped: Bleeding"));
    QCOMPARE(said(written[0]["note"][0]["time"]), QStringLiteral("2024-04-01T10:00:00Z"));
    QVERIFY(merged);
    QVERIFY2(merged->contains(R"("status":"stopped","intent":"order","x":1.00,)"), merged->constData());
}

void TestFhirChanges::whatIsRetractedDoesNotGoOut()
{
    VaultFixture clinic;
    const record::Event person = registration();
    const record::Event measured = entry(person.patient, creatinine());
    QVERIFY(clinic.vault->commit({person, measured}));
    const record::Chart chart = chartOf(clinic, person.patient);
    QVERIFY(clinic.vault->commit(
        {record::amend(chart.entries().front(), record::Retraction{QStringLiteral("another patient's")})}));

    const Json bundle = exported(clinic, person.patient);

    QCOMPARE(bundle["entry"].size(), 1U);
    QCOMPARE(said(bundle["entry"][0]["resource"]["resourceType"]), QStringLiteral("Patient"));
}

void TestFhirChanges::aConflictGoesOutWhole()
{
    VaultFixture clinic;
    const record::Event person = registration();
    const record::Event measured = entry(person.patient, creatinine());
    QVERIFY(clinic.vault->commit({person, measured}));
    const record::Chart chart = chartOf(clinic, person.patient);
    std::vector<record::Event> amendments;
    for (const double value : {2.0, 3.0}) {
        record::Observation changed = creatinine();
        changed.value = record::Quantity{base::Decimal(value, 1), QStringLiteral("mg/dL"), {}};
        amendments.push_back(record::amend(chart.entries().front(), changed));
    }
    QVERIFY(clinic.vault->commit(amendments));

    const auto observations = ofType(exported(clinic, person.patient), "Observation");

    QCOMPARE(observations.size(), 2U);
    std::set<double> values;
    std::set<std::string> ids;
    for (const Json& one : observations) {
        values.insert(one["valueQuantity"]["value"].get<double>());
        ids.insert(one["id"]);
    }
    QVERIFY((values == std::set<double>{2.0, 3.0}));
    QCOMPARE(ids.size(), 2U);
    QVERIFY(observations[0].contains("meta") != observations[1].contains("meta"));
}

void TestFhirChanges::recordsReadAsOneGoOutAsOne()
{
    VaultFixture clinic;
    const record::Event one = registration();
    const record::Event other = registration();
    QVERIFY(clinic.vault->commit({one, other, entry(other.patient, creatinine()),
        entry(other.patient, record::MergedInto{one.patient, QStringLiteral("same person")})}));

    const Json bundle = exported(clinic, other.patient);
    const auto report = exportAll(*clinic.vault, clinic.path(QStringLiteral("out")));

    QCOMPARE(ofType(bundle, "Patient").size(), 2U);
    QCOMPARE(said(ofType(bundle, "Patient")[0]["id"]), one.patient.toString());
    QCOMPARE(ofType(bundle, "Observation").size(), 1U);
    QVERIFY(report);
    QCOMPARE(report->patients, 1U);
}

void TestFhirChanges::aDocumentsContentGoesOut()
{
    VaultFixture clinic;
    const record::Event person = registration();
    record::Document document{{}, QStringLiteral("Scan"), QStringLiteral("application/pdf"), {}, 4};
    const auto blob = clinic.vault->storeBlob(person.patient, record::Category::Clinical, "%PDF");
    QVERIFY(blob);
    document.blob = *blob;
    QVERIFY(clinic.vault->commit({person, entry(person.patient, document)}));

    const Json out = ofType(exported(clinic, person.patient), "DocumentReference").at(0);

    QCOMPARE(said(out["content"][0]["attachment"]["data"]), QStringLiteral("JVBERg=="));
}

QTEST_GUILESS_MAIN(TestFhirChanges)
#include "tst_fhir_changes.moc"
