// What an import does with a vault: all of it or what can be used, once, and never by a guess.

#include <QObject>

#ifndef Q_MOC_RUN // moc 6.4 can't read the standard library's headers from here
#include "fhir_samples.h"
#endif

using namespace twinward;
using namespace twinward::interop;
using namespace twinward::interop::test;

class TestFhirImport : public QObject
{
    Q_OBJECT

private slots:
    void aBadEntryIsReportedWithItsPlaceAndTheRestComesIn();
    void anObjectThatSaysAKeyTwiceRefusesItsResourceAlone();
    void allOrNothingKeepsNothingWhereOneEntryIsBroken();
    void allOrNothingKeepsAllWhereNothingIsBroken();
    void aCancelledImportSaysWhatItKept();
    void importingAgainInAnyLayoutAddsNothing();
    void linesOfNdjsonAreDocumentsOfTheirOwn();
    void resourcesOfNobodyBelongToTheClinic();
    void whatARoleMayNotSignIsRefused();
    void anImportIsLoggedForTheClinicAndEachPatient();
    void observationsAndDosesKnowWhatTheyBelongTo();
    void aScannedDocumentIsKeptAsContent();
    void limitsAreRefusalsNotCuts();
    void whatIsNoFhirR4IsNamed_data();
    void whatIsNoFhirR4IsNamed();
    void aPathThatLeadsNowhereIsAnError();
    void cutAnywhereAFileIsRefusedAndNothingElseHappens();
};

void TestFhirImport::aBadEntryIsReportedWithItsPlaceAndTheRestComesIn()
{
    VaultFixture clinic;

    const ImportReport report = importedText(clinic,
        bundle(
            {anna, pulse("good", "72", "Patient/" + annaId.toLatin1()),
                R"({"resourceType":"Observation","id":"bad","code":{"text":"x"},"subject":{"reference":"Patient/)"
                    + annaId.toLatin1() + R"("}})"},
            {"urn:uuid:1", "urn:uuid:2", "urn:uuid:3"}));

    QCOMPARE(report.outcome, ImportReport::Outcome::Complete);
    QCOMPARE(report.refusedCount, 1U);
    QCOMPARE(first(report),
        QStringLiteral("entry 3 (urn:uuid:3), /entry/2/resource: It has no status, which R4 requires"));
    QVERIFY(report.refused.front().file.endsWith(QStringLiteral("import.json")));
    QCOMPARE(report.total().added, 2U);
    QCOMPARE(chartOf(clinic, annas()).current<record::Observation>().size(), 1U);
}

void TestFhirImport::anObjectThatSaysAKeyTwiceRefusesItsResourceAlone()
{
    VaultFixture clinic;
    QByteArray twice = pulse("p", "72", "Patient/" + annaId.toLatin1());
    twice.replace(R"("value":72)", R"("value":72,"value":27)");

    const ImportReport report = importedText(clinic, bundle({anna, twice}));
    const ImportReport inEntry = importedText(
        clinic, R"({"resourceType":"Bundle","entry":[{"resource":)" + anna + R"(,"resource":{}}]})");

    QCOMPARE(report.total().added, 1U);
    QCOMPARE(first(report),
        QStringLiteral("entry 2, /entry/1/resource/valueQuantity: An object says the same key twice"));
    QCOMPARE(first(inEntry), QStringLiteral("entry 1, /entry/0: An object says the same key twice"));
}

void TestFhirImport::allOrNothingKeepsNothingWhereOneEntryIsBroken()
{
    VaultFixture clinic;

    const ImportReport report
        = importedText(clinic, bundle({anna, R"({"resourceType":"Nonsense"})"}), ImportPolicy::AllOrNothing);

    QCOMPARE(report.outcome, ImportReport::Outcome::NothingKept);
    QCOMPARE(report.refusedCount, 1U);
    QCOMPARE(report.total().added, 0U);
    QCOMPARE(clinic.vault->patients()->size(), 0U);
}

void TestFhirImport::allOrNothingKeepsAllWhereNothingIsBroken()
{
    VaultFixture clinic;

    const ImportReport report = importedText(
        clinic, bundle({anna, pulse("p", "72", "Patient/" + annaId.toLatin1())}), ImportPolicy::AllOrNothing);

    QCOMPARE(report.outcome, ImportReport::Outcome::Complete);
    QCOMPARE(report.total().added, 2U);
    QCOMPARE(clinic.vault->patients()->size(), 1U);
}

void TestFhirImport::aCancelledImportSaysWhatItKept()
{
    VaultFixture clinic;
    QByteArrayList resources{anna};
    for (int i = 0; i < 700; ++i)
        resources << pulse("p" + QByteArray::number(i), "72", "Patient/" + annaId.toLatin1());
    ImportRequest request;
    request.paths = {clinic.write(QStringLiteral("a.json"), bundle(resources)),
        clinic.write(
            QStringLiteral("b.json"), bundle({pulse("last", "80", "Patient/" + annaId.toLatin1())}))};

    int calls = 0;
    const auto report
        = importFhir(*clinic.vault, request, [&](const ledger::Progress&) { return ++calls < 3; });

    QVERIFY(report);
    QCOMPARE(report->outcome, ImportReport::Outcome::Cancelled);
    QVERIFY(report->total().added > 0);
    QVERIFY(report->total().added < 702);
    QCOMPARE(clinic.vault->read(annas())->size(), report->total().added);
}

void TestFhirImport::importingAgainInAnyLayoutAddsNothing()
{
    VaultFixture clinic;
    const QByteArray observation = pulse("p", "72.0", "Patient/" + annaId.toLatin1());
    importedText(clinic, bundle({anna, observation}));
    QByteArray spread = observation;
    spread.replace(",", " ,\n  ");

    const ImportReport alone = importedText(clinic, spread);
    const ImportReport again = importedText(clinic, bundle({anna, observation, observation}));

    QCOMPARE(alone.refusedCount + again.refusedCount, 0U);
    QCOMPARE(alone.total().alreadyHere, 1U);
    QCOMPARE(again.total().alreadyHere, 3U);
    QCOMPARE(alone.total().added + again.total().added + alone.total().amended + again.total().amended, 0U);
    QCOMPARE(clinic.vault->read(annas())->size(), 2U);
}

void TestFhirImport::linesOfNdjsonAreDocumentsOfTheirOwn()
{
    VaultFixture clinic;
    QByteArray person = anna;
    person.replace('\n', ' ');

    const ImportReport report = imported(clinic,
        {clinic.write(QStringLiteral("Observation.ndjson"),
             pulse("p", "72", "Patient/" + annaId.toLatin1()) + "\n\n{\"broken\": \n"
                 + pulse("q", "73", "Patient/" + annaId.toLatin1()) + '\n'),
            clinic.write(QStringLiteral("Patient.ndjson"), person)});

    QCOMPARE(report.total().added, 3U);
    QCOMPARE(report.refusedCount, 1U);
    QVERIFY2(first(report).startsWith(QStringLiteral("line 3")), qPrintable(first(report)));
}

void TestFhirImport::resourcesOfNobodyBelongToTheClinic()
{
    VaultFixture clinic;

    const ImportReport report = importedText(clinic,
        bundle({R"({"resourceType":"Organization","id":"o","name":"Hill Hospital"})",
            R"({"resourceType":"Observation","id":"herd","subject":{"reference":"Group/g"}})"}));

    QCOMPARE(report.refusedCount, 0U);
    const auto events = clinic.vault->readClinic(record::Category::Clinic);
    QVERIFY(events);
    QStringList summaries;
    for (const record::RecordedEvent& recorded : *events) {
        if (const auto* other = recorded.event.as<record::OtherResource>())
            summaries << other->resourceType + u' ' + other->summary;
    }
    summaries.sort();
    QCOMPARE(summaries,
        (QStringList{QStringLiteral("Observation "), QStringLiteral("Organization Hill Hospital")}));
}

void TestFhirImport::whatARoleMayNotSignIsRefused()
{
    VaultFixture clinic(record::Role::Nurse);
    const QByteArray request
        = R"({"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order",
        "medicationCodeableConcept":{"text":"Aspirin"},"subject":{"reference":"Patient/)"
        + annaId.toLatin1() + R"("}})";

    const ImportReport report = importedText(clinic, bundle({anna, request}));

    QCOMPARE(report.total().added, 1U);
    QCOMPARE(report.refusedCount, 1U);
    QVERIFY2(first(report).contains(QStringLiteral("nurse")), qPrintable(first(report)));
}

void TestFhirImport::anImportIsLoggedForTheClinicAndEachPatient()
{
    VaultFixture clinic;

    importedText(clinic, bundle({anna}));

    const auto accesses = clinic.vault->readClinic(record::Category::Access);
    QVERIFY(accesses);
    int ofClinic = 0;
    int ofAnna = 0;
    for (const record::RecordedEvent& recorded : *accesses) {
        const auto* access = recorded.event.as<record::AccessLogged>();
        if (access == nullptr || access->action != record::AccessLogged::Action::Import)
            continue;
        ofClinic += access->patient.isNull() ? 1 : 0;
        ofAnna += access->patient == annas() ? 1 : 0;
    }
    QCOMPARE(ofClinic, 1);
    QCOMPARE(ofAnna, 1);
}

void TestFhirImport::observationsAndDosesKnowWhatTheyBelongTo()
{
    VaultFixture clinic;
    const QByteArray who = R"("subject":{"reference":"Patient/)" + annaId.toLatin1() + R"("})";
    const QByteArray drug = R"("medicationCodeableConcept":{"text":"Aspirin"},)";
    const QByteArray visit
        = R"({"resourceType":"Encounter","id":"e","status":"finished","class":{"code":"AMB"},)" + who + '}';
    const QByteArray order
        = R"({"resourceType":"MedicationRequest","id":"r","status":"active","intent":"order",)" + drug + who
        + '}';
    const QByteArray dose = R"({"resourceType":"MedicationAdministration","id":"a","status":"completed",)"
        + drug + R"("request":{"reference":"MedicationRequest/r"},)" + who + '}';
    const QByteArray measured
        = pulse("p", "72", "Patient/" + annaId.toLatin1(), R"("encounter":{"reference":"Encounter/e"},)");

    // The order and the dose in one bundle; the visit and what was measured in files of their own.
    const ImportReport report = imported(clinic,
        {clinic.write(QStringLiteral("bundle.json"), bundle({anna, order, dose})),
            clinic.write(QStringLiteral("measured.json"), measured),
            clinic.write(QStringLiteral("visit.json"), visit)});

    QCOMPARE(report.refusedCount, 0U);
    const record::Chart chart = chartOf(clinic, annas());
    const auto observations = chart.current<record::Observation>();
    const auto encounters = chart.current<record::Encounter>();
    QCOMPARE(observations.front()->as<record::Observation>()->encounter.value_or(record::EventId()),
        encounters.front()->root);
    for (const record::Entry* entry : chart.current<record::Medication>()) {
        const auto* medication = entry->as<record::Medication>();
        if (medication->action == record::Medication::Action::Given)
            QVERIFY(medication->prescription && chart.find(*medication->prescription) != nullptr);
    }
}

void TestFhirImport::aScannedDocumentIsKeptAsContent()
{
    VaultFixture clinic;

    importedText(clinic,
        bundle({anna,
            R"({"resourceType":"DocumentReference","id":"d","status":"current","subject":{"reference":"Patient/)"
                + annaId.toLatin1()
                + R"("},"content":[{"attachment":{"contentType":"application/pdf","data":"JVBERg=="}}]})"}));

    const record::Chart chart = chartOf(clinic, annas());
    const auto documents = chart.current<record::Document>();
    QCOMPARE(documents.size(), 1U);
    const record::Event& event = documents.front()->event();
    const auto* document = event.as<record::Document>();
    QVERIFY(document->blob);
    const auto content = clinic.vault->readBlob(event.patient, event.category, *document->blob);
    QVERIFY(content);
    QCOMPARE(*content, QByteArray("%PDF"));
}

void TestFhirImport::limitsAreRefusalsNotCuts()
{
    VaultFixture clinic;
    ImportRequest request;
    request.paths = {clinic.write(QStringLiteral("import.json"), bundle({anna, anna, anna}))};

    request.limits.fileBytes = 100;
    const auto tooLarge = importFhir(*clinic.vault, request);
    request.limits.fileBytes = 1 << 20;
    request.limits.depth = 3;
    const auto tooDeep = importFhir(*clinic.vault, request);
    request.limits.depth = 128;
    request.limits.entriesPerFile = 2;
    const auto tooMany = importFhir(*clinic.vault, request);

    QVERIFY(tooLarge && tooDeep && tooMany);
    QVERIFY2(first(*tooLarge).contains(QStringLiteral("larger")), qPrintable(first(*tooLarge)));
    QVERIFY2(first(*tooDeep).contains(QStringLiteral("nested")), qPrintable(first(*tooDeep)));
    QVERIFY2(first(*tooMany).contains(QStringLiteral("more than 2 entries")), qPrintable(first(*tooMany)));
    QCOMPARE(tooLarge->total().added + tooDeep->total().added, 0U);
}

void TestFhirImport::whatIsNoFhirR4IsNamed_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* name, const QByteArray& json, const QString& why) {
        QTest::newRow(name) << json << why;
    };
    row("other JSON", R"({"name":"package"})", QStringLiteral("no resourceType"));
    row("a list", "[1,2]", QStringLiteral("no resourceType"));
    row("an older version's type", R"({"resourceType":"MedicationOrder"})",
        QStringLiteral("no resource called \"MedicationOrder\""));
    row("a type that is no text", R"({"resourceType":5})", QStringLiteral("no resource called \"5\""));
    row("an id that is a number", R"({"resourceType":"Organization","id":5})",
        QStringLiteral("The id is not one FHIR allows"));
    row("an id with a space", R"({"resourceType":"Organization","id":"a b"})",
        QStringLiteral("The id is not one FHIR allows"));
    row("entries that are no list", R"({"resourceType":"Bundle","entry":{}})", QStringLiteral("are a list"));
    row("an entry that is a number", R"({"resourceType":"Bundle","entry":[5]})",
        QStringLiteral("is an object"));
    row("an empty entry", R"({"resourceType":"Bundle","entry":[{}]})", QStringLiteral("holds no resource"));
    row("a deletion",
        R"({"resourceType":"Bundle","entry":[{"request":{"method":"DELETE","url":"Patient/1"}}]})",
        QStringLiteral("deletion"));
    row("not UTF-8", QByteArray("{\"resourceType\":\"Organization\",\"name\":\"\xff\"}"),
        QStringLiteral("not UTF-8"));
    row("XML", "<Patient/>", QStringLiteral("JSON"));
    row("nothing", "", QStringLiteral("nothing in it"));
}

void TestFhirImport::whatIsNoFhirR4IsNamed()
{
    static VaultFixture clinic;
    QFETCH(QByteArray, json);
    QFETCH(QString, why);

    const ImportReport report = importedText(clinic, json);

    QCOMPARE(report.refusedCount, 1U);
    QVERIFY2(first(report).contains(why), qPrintable(first(report)));
    QCOMPARE(report.total().added, 0U);
}

void TestFhirImport::aPathThatLeadsNowhereIsAnError()
{
    VaultFixture clinic;
    ImportRequest request;
    request.paths = {clinic.path(QStringLiteral("nowhere"))};

    const auto report = importFhir(*clinic.vault, request);

    QVERIFY(!report);
    QCOMPARE(report.error().code, base::ErrorCode::NotFound);
}

void TestFhirImport::cutAnywhereAFileIsRefusedAndNothingElseHappens()
{
    VaultFixture clinic;
    const QByteArray whole = bundle({anna, pulse("p", "72", "Patient/" + annaId.toLatin1())});

    const bool held = rc::check("a file cut off is refused", [&] {
        const auto length = *rc::gen::inRange<qsizetype>(0, whole.size());
        const ImportReport report = importedText(clinic, whole.left(length));
        RC_ASSERT(report.refusedCount == 1U);
        RC_ASSERT(report.total().added == 0U);
    });

    QVERIFY(held);
    QCOMPARE(clinic.vault->patients()->size(), 0U);
}

QTEST_GUILESS_MAIN(TestFhirImport)
#include "tst_fhir_import.moc"
