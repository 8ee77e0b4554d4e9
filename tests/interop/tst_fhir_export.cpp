// What was entered here goes out as valid R4, and is known again when it comes back.

#include <QObject>

#ifndef Q_MOC_RUN // moc 6.4 can't read the standard library's headers from here
#include "fhir_entries.h"
#include "fhir_schema.h"
#include "fhir_write_p.h"
#endif

using namespace twinward;
using namespace twinward::interop;
using namespace twinward::interop::test;

class TestFhirExport : public QObject
{
    Q_OBJECT

private slots:
    void whatIsEnteredHereGoesOutAsValidR4();
    void everyReferenceIsAnsweredInTheBundle();
    void aBloodPressureGoesOutAsAPanelInUcum();
    void numbersGoOutWithTheirDigits();
    void whatWentOutComesBackAsTheSameAndAddsNothing();
    void anotherClinicReadsTheSameChart();
    void whoMayNotReadAllSaysSo();
    void anUnknownPatientIsNotFound();
    void theWholeClinicGoesOutAndIsLogged();
    void anExportCanBeCancelled();
    void aUnitIsUcumOrOnlyWords_data();
    void aUnitIsUcumOrOnlyWords();
    void accessesAreAuditEvents_data();
    void accessesAreAuditEvents();

private:
    FhirSchema& schema()
    {
        if (!haveFhirData())
            qFatal("the FHIR schema is not here");
        static FhirSchema loaded;
        return loaded;
    }
};

void TestFhirExport::whatIsEnteredHereGoesOutAsValidR4()
{
    if (!haveFhirData())
        QSKIP("The FHIR schema is not here: whether exports are valid is not tested");
    VaultFixture clinic;
    const auto events = oneOfEverything();
    QVERIFY(clinic.vault->commit(events));

    const Json bundle = exported(clinic, events.front().patient);

    QCOMPARE(bundle["entry"].size(), events.size());
    const QStringList errors = schema().errorsIn(bundle);
    QVERIFY2(errors.isEmpty(), qPrintable(errors.join(u'\n')));
}

void TestFhirExport::everyReferenceIsAnsweredInTheBundle()
{
    VaultFixture clinic;
    const auto events = oneOfEverything();
    QVERIFY(clinic.vault->commit(events));

    const Json bundle = exported(clinic, events.front().patient);

    std::set<std::string> urls;
    for (const Json& one : bundle["entry"])
        urls.insert(one["fullUrl"]);
    QCOMPARE(urls.size(), events.size());
    std::vector<std::string> references;
    collectReferences(bundle, references);
    QVERIFY(references.size() >= events.size());
    for (const std::string& reference : references)
        QVERIFY2(urls.contains(reference), reference.c_str());
}

void TestFhirExport::aBloodPressureGoesOutAsAPanelInUcum()
{
    VaultFixture clinic;
    const record::Event person = registration();
    QVERIFY(clinic.vault->commit({person, entry(person.patient, bloodPressure({}))}));

    const Json observation = ofType(exported(clinic, person.patient), "Observation").at(0);

    QCOMPARE(said(observation["category"][0]["coding"][0]["code"]), QStringLiteral("vital-signs"));
    QCOMPARE(said(observation["code"]["coding"][0]["code"]), QStringLiteral("85354-9"));
    QCOMPARE(said(observation["effectiveDateTime"]), QStringLiteral("2024-03-01T08:30:00+02:00"));
    const Json systolic = observation["component"][0];
    QCOMPARE(said(systolic["code"]["coding"][0]["code"]), QStringLiteral("8480-6"));
    QCOMPARE(said(systolic["valueQuantity"]["value"]), QStringLiteral("120"));
    QCOMPARE(said(systolic["valueQuantity"]["code"]), QStringLiteral("mm[Hg]"));
    QCOMPARE(said(systolic["valueQuantity"]["system"]), QStringLiteral("http://unitsofmeasure.org"));
    QCOMPARE(said(systolic["valueQuantity"]["unit"]), QStringLiteral("mmHg"));
}

void TestFhirExport::numbersGoOutWithTheirDigits()
{
    VaultFixture clinic;
    const record::Event person = registration();
    QVERIFY(clinic.vault->commit({person, entry(person.patient, creatinine())}));

    const auto bundle = exportPatient(*clinic.vault, person.patient);

    QVERIFY(bundle);
    QVERIFY2(bundle->contains(R"("value":1.00,"comparator":"<","unit":"mg/dL")"), bundle->constData());
}

void TestFhirExport::whatWentOutComesBackAsTheSameAndAddsNothing()
{
    VaultFixture clinic;
    const auto events = oneOfEverything();
    QVERIFY(clinic.vault->commit(events));
    const auto bundle = exportPatient(*clinic.vault, events.front().patient);
    QVERIFY(bundle);

    const ImportReport report = importedText(clinic, *bundle);

    QVERIFY2(report.refused.empty(), qPrintable(first(report)));
    QCOMPARE(report.total().added + report.total().amended, 0U);
    QCOMPARE(report.total().alreadyHere, events.size());
}

void TestFhirExport::anotherClinicReadsTheSameChart()
{
    VaultFixture clinic;
    VaultFixture other;
    const auto events = oneOfEverything();
    const record::PatientId patient = events.front().patient;
    QVERIFY(clinic.vault->commit(events));
    const auto bundle = exportPatient(*clinic.vault, patient);
    QVERIFY(bundle);

    const ImportReport report = importedText(other, *bundle);

    QVERIFY2(report.refused.empty(), qPrintable(first(report)));
    const record::Chart here = chartOf(clinic, patient);
    const record::Chart there = chartOf(other, patient);
    QCOMPARE(there.details().displayName(), here.details().displayName());
    QCOMPARE(there.details().birthDate, here.details().birthDate);
    QCOMPARE(there.current<record::Observation>().size(), here.current<record::Observation>().size());
    QCOMPARE(there.activeMedications().size(), here.activeMedications().size());
    QStringList doses;
    for (const record::Entry* entry : there.activeMedications())
        doses << entry->as<record::Medication>()->dose;
    QVERIFY2(doses.contains(QStringLiteral("75 mg")), qPrintable(doses.join(u'|')));
    QCOMPARE(
        there.activeAllergies().front()->as<record::Allergy>()->reaction, QStringLiteral("Rash, wheeze"));
    QCOMPARE(there.activeConditions().front()->event().occurred,
        here.activeConditions().front()->event().occurred);
    QCOMPARE(
        there.current<record::Note>().front()->as<record::Note>()->text, QStringLiteral("Better.\nEats."));
}

void TestFhirExport::whoMayNotReadAllSaysSo()
{
    VaultFixture clinic(record::Role::Nurse);
    const record::Event person = registration();
    QVERIFY(clinic.vault->commit({person}));

    const Json bundle = exported(clinic, person.patient);

    QCOMPARE(said(bundle["meta"]["tag"][0]["display"]),
        QStringLiteral("Not complete. Left out: entries marked as sensitive"));
}

void TestFhirExport::anUnknownPatientIsNotFound()
{
    VaultFixture clinic;

    const auto bundle = exportPatient(*clinic.vault, record::PatientId::random());

    QVERIFY(!bundle);
    QCOMPARE(bundle.error().code, base::ErrorCode::NotFound);
}

void TestFhirExport::theWholeClinicGoesOutAndIsLogged()
{
    VaultFixture clinic;
    const record::Event person = registration();
    QVERIFY(clinic.vault->commit({person}));
    importedText(clinic, bundle({R"({"resourceType":"Organization","id":"o","name":"Hill"})"}));
    const QString folder = clinic.path(QStringLiteral("out/deeper"));

    const auto report = exportAll(*clinic.vault, folder);

    QVERIFY(report);
    QCOMPARE(report->patients, 1U);
    QCOMPARE(report->resources, 2U);
    QCOMPARE(jsonFilesIn(folder).size(), 2);
    QVERIFY(QFile::exists(folder + u'/' + person.patient.toString() + QStringLiteral(".json")));
    QVERIFY(contentOf(folder + QStringLiteral("/clinic.json"))
                .contains(R"({"resourceType":"Organization","id":"o","name":"Hill"})"));
    const auto accesses = clinic.vault->readClinic(record::Category::Access);
    QVERIFY(accesses);
    const auto logged
        = std::count_if(accesses->begin(), accesses->end(), [](const record::RecordedEvent& recorded) {
              const auto* access = recorded.event.as<record::AccessLogged>();
              return access != nullptr && access->action == record::AccessLogged::Action::Export;
          });
    QCOMPARE(logged, 2);
}

void TestFhirExport::anExportCanBeCancelled()
{
    VaultFixture clinic;
    QVERIFY(clinic.vault->commit({registration(), registration()}));

    const auto report = exportAll(*clinic.vault, clinic.path(QStringLiteral("out")),
        [](const ledger::Progress& now) { return now.done < 1; });

    QVERIFY(!report);
    QCOMPARE(report.error().code, base::ErrorCode::Cancelled);
    QCOMPARE(jsonFilesIn(clinic.path(QStringLiteral("out"))).size(), 1);
}

void TestFhirExport::aUnitIsUcumOrOnlyWords_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addColumn<bool>("ucum");
    for (const char* unit : {"mm[Hg]", "/min", "{beats}/min", "mg/dL", "kg/m2", "10*3/uL", "Cel", "%",
             "umol/L", "m[IU]/L", "mL/min/{1.73_m2}", "{score}", "L/min", "[degF]", "1", "mg{creat}", "s-1",
             "ug/kg/min", "kPa", "mmol/mol"})
        QTest::newRow(unit) << QString::fromLatin1(unit) << true;
    for (const char* unit :
        {"", "mmHg", "bpm", "tablets", "beats/min", "mg per dL", "lbs", "°C", "mg/", "{open", "cc", "IU"})
        QTest::newRow(unit) << QString::fromUtf8(unit) << false;
}

void TestFhirExport::aUnitIsUcumOrOnlyWords()
{
    QFETCH(QString, unit);
    QFETCH(bool, ucum);
    QCOMPARE(fhir::isUcum(unit), ucum);
}

void TestFhirExport::accessesAreAuditEvents_data()
{
    QTest::addColumn<int>("action");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("letter");
    using Action = record::AccessLogged::Action;
    const auto row = [](const char* name, Action action, const char* code, const char* letter) {
        QTest::newRow(name) << static_cast<int>(action) << QString::fromLatin1(code)
                            << QString::fromLatin1(letter);
    };
    row("read", Action::ReadRecord, "rest", "R");
    row("search", Action::Search, "rest", "E");
    row("export", Action::Export, "110106", "R");
    row("import", Action::Import, "110107", "C");
    row("print", Action::Print, "110106", "R");
    row("unlock", Action::Unlock, "110114", "E");
    row("failed unlock", Action::FailedUnlock, "110114", "E");
    row("lock", Action::Lock, "110114", "E");
}

void TestFhirExport::accessesAreAuditEvents()
{
    QFETCH(int, action);
    QFETCH(QString, code);
    QFETCH(QString, letter);
    VaultFixture clinic;
    const auto asked = static_cast<record::AccessLogged::Action>(action);
    record::RecordedEvent recorded;
    recorded.event.body = record::AccessLogged{
        asked, record::PatientId::random(), QStringLiteral("chart"), QStringLiteral("TREAT")};
    recorded.author = clinic.vault->user().user;
    recorded.device = clinic.vault->device();
    recorded.recorded = base::HybridTime(1'700'000'000'000ULL, 0);

    const QByteArray line = accessAsAuditEvent(recorded, clinic.vault->roster());

    QVERIFY(!line.contains('\n'));
    const Json audit = parsed(line);
    QCOMPARE(said(audit["type"]["code"]), code);
    QCOMPARE(said(audit["action"]), letter);
    QCOMPARE(said(audit["recorded"]), QStringLiteral("2023-11-14T22:13:20.000Z"));
    const bool isFailure = asked == record::AccessLogged::Action::FailedUnlock;
    if (isFailure) // who signed it is who got in next
        QVERIFY(!audit["agent"][0].contains("who") && !line.contains("chen"));
    else
        QCOMPARE(said(audit["agent"][0]["who"]["display"]), QStringLiteral("chen"));
    QCOMPARE(said(audit["outcome"]), isFailure ? QStringLiteral("4") : QStringLiteral("0"));
    if (haveFhirData()) {
        const QStringList errors = schema().errorsIn(audit);
        QVERIFY2(errors.isEmpty(), qPrintable(errors.join(u'\n')));
    }
}

QTEST_GUILESS_MAIN(TestFhirExport)
#include "tst_fhir_export.moc"
