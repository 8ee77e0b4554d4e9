// Who a resource is about, and which version of it counts: what decides whether the right chart says the
// right thing.

#include <QObject>

#ifndef Q_MOC_RUN // moc 6.4 can't read the standard library's headers from here
#include "fhir_samples.h"
#endif

using namespace twinward;
using namespace twinward::interop;
using namespace twinward::interop::test;

namespace {

QByteArray person(const QByteArray& id, const QByteArray& identifier, const QByteArray& birthDate,
    const QByteArray& more = {})
{
    return R"({"resourceType":"Patient","id":")" + id
        + R"(","name":[{"family":"Berg"}],"gender":"female","birthDate":")" + birthDate
        + R"(","identifier":[{"system":"urn:mrn","value":")" + identifier + R"("}])" + more + '}';
}

record::Event registrationHere()
{
    record::Event event;
    event.patient = record::PatientId::random();
    event.category = record::Category::Demographics;
    record::PatientDetails details;
    details.names = {{QStringLiteral("Berg"), {QStringLiteral("Anna")}, {}, {}, {}}};
    details.identifiers = {{QStringLiteral("urn:mrn"), QStringLiteral("77"), {}}};
    details.birthDate = *base::PartialDate::fromString(u"1980");
    details.phone = QStringLiteral("555");
    event.body = details;
    return event;
}

} // namespace

class TestFhirIdentity : public QObject
{
    Q_OBJECT

private slots:
    void theSameIdentifierAndBirthDateIsTheSamePatient();
    void theSameIdentifierAndAnotherBirthDateIsAnotherPatient();
    void aNumberIsAPatientOnlyWithWhatTellsThemApart();
    void whatIsKnownHereIsAddedToNotOverwritten();
    void referencesOfEveryFormFindTheirPatient_data();
    void referencesOfEveryFormFindTheirPatient();
    void aReferenceToNobodyKnownIsRefused_data();
    void aReferenceToNobodyKnownIsRefused();
    void anotherServersPatientOfTheSameNumberIsAnother();
    void aPatientWhoComesOnlyInsideAnotherResourceIsRegisteredOnce();
    void theSameIdWithOtherContentAmends();
    void anOlderVersionIsRefused();
    void aCopyChangedHereIsAConflictNotOverwritten();
    void whatTheSenderTakesBackIsTakenBack();
    void versionsInAHistoryComeInOldestFirst();
};

void TestFhirIdentity::theSameIdentifierAndBirthDateIsTheSamePatient()
{
    VaultFixture clinic;

    importedText(clinic, person("a", "77", "1980-05-17"));
    importedText(clinic, person("b", "77", "1980-05-17"));
    importedText(clinic, person("c", "77", "1980"));

    QCOMPARE(clinic.vault->patients()->size(), 1U);
}

void TestFhirIdentity::theSameIdentifierAndAnotherBirthDateIsAnotherPatient()
{
    VaultFixture clinic;

    importedText(clinic, bundle({person("a", "77", "1980-05-17"), person("b", "77", "1991-01-01")}));

    QCOMPARE(clinic.vault->patients()->size(), 2U);
}

void TestFhirIdentity::aNumberIsAPatientOnlyWithWhatTellsThemApart()
{
    VaultFixture clinic;

    importedText(clinic, person("1", "77", "1980-05-17"));
    importedText(clinic, person("1", "88", "1980-05-17"));
    importedText(clinic, person("1", "77", "1980-05-17", R"(,"active":true)"));

    QCOMPARE(clinic.vault->patients()->size(), 2U);
}

void TestFhirIdentity::whatIsKnownHereIsAddedToNotOverwritten()
{
    VaultFixture clinic;
    const record::Event here = registrationHere();
    QVERIFY(clinic.vault->commit({here}));

    const ImportReport report = importedText(clinic, anna);

    QCOMPARE(report.total().amended, 1U);
    QCOMPARE(clinic.vault->patients()->size(), 1U);
    const record::PatientDetails details = chartOf(clinic, here.patient).details();
    QCOMPARE(details.phone, QStringLiteral("555"));
    QCOMPARE(details.birthDate.toString(), QStringLiteral("1980-05-17"));
    QCOMPARE(details.sex, record::Sex::Female);
    QCOMPARE(details.identifiers.size(), 1U);
}

void TestFhirIdentity::referencesOfEveryFormFindTheirPatient_data()
{
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<QByteArray>("patientUrl");
    QTest::addColumn<QByteArray>("observationUrl");
    QTest::newRow("relative") << QByteArray("Patient/p1") << QByteArray() << QByteArray();
    QTest::newRow("relative to its own address")
        << QByteArray("Patient/p1") << QByteArray("https://a/fhir/Patient/p1")
        << QByteArray("https://a/fhir/Observation/o");
    QTest::newRow("absolute") << QByteArray("https://a/fhir/Patient/p1")
                              << QByteArray("https://a/fhir/Patient/p1") << QByteArray();
    QTest::newRow("a UUID of the bundle")
        << QByteArray("urn:uuid:7d1f1c36-0000-4000-8000-000000000002")
        << QByteArray("urn:uuid:7d1f1c36-0000-4000-8000-000000000002") << QByteArray();
    QTest::newRow("a version") << QByteArray("Patient/p1/_history/3") << QByteArray() << QByteArray();
}

void TestFhirIdentity::referencesOfEveryFormFindTheirPatient()
{
    static VaultFixture clinic;
    static int number = 0;
    QFETCH(QByteArray, reference);
    QFETCH(QByteArray, patientUrl);
    QFETCH(QByteArray, observationUrl);
    const QByteArray identifier = QByteArray::number(++number);

    const ImportReport report = importedText(clinic,
        bundle(
            {pulse("o", "72", reference), person("p1", identifier, "1980")}, {observationUrl, patientUrl}));

    QVERIFY2(report.refused.empty(), qPrintable(first(report)));
    const record::PatientRow* row = clinic.vault->patients()->findByIdentifier(
        QStringLiteral("urn:mrn"), QString::fromLatin1(identifier));
    QVERIFY(row != nullptr);
    QCOMPARE(chartOf(clinic, row->id).current<record::Observation>().size(), 1U);
}

void TestFhirIdentity::aReferenceToNobodyKnownIsRefused_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::newRow("unknown") << QByteArray(R"({"reference":"Patient/nobody"})");
    QTest::newRow("only words") << QByteArray(R"({"display":"Anna Berg"})");
    QTest::newRow("an identifier nobody bears")
        << QByteArray(R"({"identifier":{"system":"urn:mrn","value":"0"}})");
    QTest::newRow("nothing contained") << QByteArray(R"({"reference":"#p"})");
}

void TestFhirIdentity::aReferenceToNobodyKnownIsRefused()
{
    VaultFixture clinic;
    QFETCH(QByteArray, subject);

    const ImportReport report = importedText(clinic,
        bundle({anna,
            R"({"resourceType":"Condition","id":"c","code":{"text":"Gout"},"subject":)" + subject + '}'}));

    QCOMPARE(report.refusedCount, 1U);
    QVERIFY2(first(report).startsWith(QStringLiteral("entry 2, /entry/1/resource/subject: It ")),
        qPrintable(first(report)));
    QCOMPARE(chartOf(clinic, annas()).entries().size(), 0U);
}

void TestFhirIdentity::anotherServersPatientOfTheSameNumberIsAnother()
{
    VaultFixture clinic;

    const ImportReport report = importedText(clinic,
        bundle({person("1", "77", "1980"), person("1", "88", "1990"), pulse("o", "72", "Patient/1"),
                   pulse("o2", "60", "Patient/1")},
            {"https://a/fhir/Patient/1", "https://b/fhir/Patient/1", "https://b/fhir/Observation/o",
                "https://c/fhir/Observation/o2"}));

    QCOMPARE(clinic.vault->patients()->size(), 2U);
    const auto index = clinic.vault->patients();
    const record::PatientId a = index->findByIdentifier(QStringLiteral("urn:mrn"), QStringLiteral("77"))->id;
    const record::PatientId b = index->findByIdentifier(QStringLiteral("urn:mrn"), QStringLiteral("88"))->id;
    QCOMPARE(chartOf(clinic, a).entries().size(), 0U);
    QCOMPARE(chartOf(clinic, b).entries().size(), 1U);
    QCOMPARE(report.refusedCount, 1U); // of a third server, whose Patient/1 did not come
}

void TestFhirIdentity::aPatientWhoComesOnlyInsideAnotherResourceIsRegisteredOnce()
{
    VaultFixture clinic;
    const QByteArray contained
        = R"("contained":[{"resourceType":"Patient","id":"p","name":[{"family":"Inner"}],"birthDate":"2016"}],)";

    const ImportReport report = importedText(
        clinic, bundle({pulse("one", "140", "#p", contained), pulse("two", "150", "#p", contained)}));
    const ImportReport again = importedText(clinic, bundle({pulse("three", "160", "#p", contained)}));

    QVERIFY2(report.refused.empty(), qPrintable(first(report)));
    QCOMPARE(report.total().added, 2U);
    QCOMPARE(again.total().added, 1U);
    const auto index = clinic.vault->patients();
    QCOMPARE(index->size(), 1U);
    QCOMPARE(index->rows().front()->name, QStringLiteral("Inner"));
    QCOMPARE(chartOf(clinic, index->rows().front()->id).entries().size(), 3U);
}

void TestFhirIdentity::theSameIdWithOtherContentAmends()
{
    VaultFixture clinic;
    const QByteArray who = "Patient/" + annaId.toLatin1();
    importedText(clinic, bundle({anna, pulse("p", "72", who)}));

    const ImportReport report = importedText(clinic, pulse("p", "75", who));

    QCOMPARE(report.total().amended, 1U);
    const record::Chart chart = chartOf(clinic, annas());
    QCOMPARE(chart.entries().size(), 1U);
    const record::Entry& entry = chart.entries().front();
    QCOMPARE(entry.state, record::EntryState::Current);
    QCOMPARE(entry.versions.size(), 2U);
    QCOMPARE(std::get<record::Quantity>(entry.as<record::Observation>()->value).value.toString(),
        QStringLiteral("75"));
}

void TestFhirIdentity::anOlderVersionIsRefused()
{
    VaultFixture clinic;
    const QByteArray who = "Patient/" + annaId.toLatin1();
    const auto updated = [](const QByteArray& day) {
        return R"("meta":{"lastUpdated":"2024-03-)" + day + R"(T00:00:00Z"},)";
    };
    importedText(clinic, bundle({anna, pulse("p", "72", who, updated("05"))}));

    const ImportReport report = importedText(clinic, pulse("p", "60", who, updated("01")));

    QCOMPARE(report.refusedCount, 1U);
    QVERIFY2(first(report).contains(QStringLiteral("newer")), qPrintable(first(report)));
    QVERIFY(!chartOf(clinic, annas()).entries().front().isAmended());
}

void TestFhirIdentity::aCopyChangedHereIsAConflictNotOverwritten()
{
    VaultFixture clinic;
    const QByteArray who = "Patient/" + annaId.toLatin1();
    importedText(clinic, bundle({anna, pulse("p", "72", who)}));
    const record::Chart before = chartOf(clinic, annas());
    record::Observation corrected = *before.entries().front().as<record::Observation>();
    corrected.value = record::Quantity{base::Decimal(27, 0), QStringLiteral("/min"), {}};
    QVERIFY(clinic.vault->commit({record::amend(before.entries().front(), corrected)}));

    importedText(clinic, pulse("p", "75", who));

    const record::Chart chart = chartOf(clinic, annas());
    QCOMPARE(chart.entries().size(), 1U);
    QCOMPARE(chart.entries().front().state, record::EntryState::Conflict);
    QCOMPARE(chart.entries().front().heads.size(), 2U);
}

void TestFhirIdentity::whatTheSenderTakesBackIsTakenBack()
{
    VaultFixture clinic;
    const QByteArray who = "Patient/" + annaId.toLatin1();
    QByteArray withdrawn = pulse("p", "72", who);
    importedText(clinic, bundle({anna, withdrawn}));
    withdrawn.replace("\"final\"", "\"entered-in-error\"");

    const ImportReport report = importedText(clinic, withdrawn);
    const ImportReport again = importedText(clinic, withdrawn);

    QCOMPARE(report.total().amended, 1U);
    QCOMPARE(again.total().alreadyHere, 1U);
    const record::Chart chart = chartOf(clinic, annas());
    QCOMPARE(chart.entries().size(), 1U);
    QCOMPARE(chart.entries().front().state, record::EntryState::Retracted);
    QCOMPARE(chart.current<record::Observation>().size(), 0U);
}

void TestFhirIdentity::versionsInAHistoryComeInOldestFirst()
{
    VaultFixture clinic;
    const QByteArray who = "Patient/" + annaId.toLatin1();
    QByteArray history = bundle({pulse("p", "80", who), pulse("p", "70", who), anna});
    history.replace("collection", "history");

    const ImportReport report = importedText(clinic, history);

    QCOMPARE(report.total().amended, 1U);
    const record::Chart chart = chartOf(clinic, annas());
    QCOMPARE(chart.entries().size(), 1U);
    QCOMPARE(
        std::get<record::Quantity>(chart.entries().front().as<record::Observation>()->value).value.toString(),
        QStringLiteral("80"));
}

QTEST_GUILESS_MAIN(TestFhirIdentity)
#include "tst_fhir_identity.moc"
