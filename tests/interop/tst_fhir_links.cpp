// What ties resources together from outside: the names a bundle calls them by, and records that are one
// person's.

#include <QObject>

#ifndef Q_MOC_RUN // moc 6.4 can't read the standard library's headers from here
#include "fhir_entries.h"
#include "fhir_schema.h"
#endif

using namespace twinward;
using namespace twinward::interop;
using namespace twinward::interop::test;

namespace {

const QByteArray benId = "6f1ed2a0-0000-4000-8000-000000000002";

QByteArray ben(const QByteArray& more = {})
{
    return R"({"resourceType":"Patient","id":")" + benId
        + R"(","gender":"female","birthDate":"1980-05-17","name":[{"family":"Berg","given":["Ann"]}])" + more
        + '}';
}

Json entryOf(const Json& bundle, const std::string& type, const std::string& id)
{
    for (const Json& one : bundle["entry"]) {
        if (one["resource"]["resourceType"] == type && one["resource"].value("id", "") == id)
            return one;
    }
    return {};
}

void merge(VaultFixture& clinic, record::PatientId from, record::PatientId into)
{
    record::Event event;
    event.patient = from;
    event.category = record::Category::Demographics;
    event.body = record::MergedInto{into, QStringLiteral("The same person")};
    if (!clinic.vault->commit({event}))
        qFatal("not merged");
}

} // namespace

class FhirLinksTest : public QObject
{
    Q_OBJECT

private slots:
    void aBundlesOwnNameForAResourceIsKept();
    void aResourceWithoutAnIdKeepsItsName();
    void aResourceThatLooksLikeAnEntryIsNotMistakenForOne();
    void anAddressThatAllUseIsKept();
    void namesComeBackAndAddNothing();
    void mergedRecordsSayWhichReplacesWhich();
    void mergedRecordsGoOutValidAndAddNothingWhenTheyComeBack();
    void aLinkThatCameInGoesOutAgain();
};

void FhirLinksTest::aBundlesOwnNameForAResourceIsKept()
{
    VaultFixture clinic;
    const QByteArray url = "urn:uuid:aaaaaaaa-0000-4000-8000-00000000000a";
    const QByteArray visit
        = R"({"resourceType":"Encounter","id":"v1","status":"finished","class":{"code":"AMB"},)"
          R"("subject":{"reference":"urn:uuid:aaaaaaaa-0000-4000-8000-00000000000a"}})";
    const ImportReport report
        = importedText(clinic, bundle({anna, visit}, {url, "urn:uuid:bbbbbbbb-0000-4000-8000-00000000000b"}));
    QVERIFY2(report.refused.empty(), qPrintable(first(report)));

    const Json out = exported(clinic, annas());

    QCOMPARE(said(entryOf(out, "Patient", annaId.toStdString())["fullUrl"]), QString::fromLatin1(url));
    QCOMPARE(said(entryOf(out, "Encounter", "v1")["fullUrl"]),
        QStringLiteral("urn:uuid:bbbbbbbb-0000-4000-8000-00000000000b"));
    QVERIFY(exportPatient(*clinic.vault, annas())->contains(visit)); // its own bytes, without the wrapper
}

void FhirLinksTest::aResourceWithoutAnIdKeepsItsName()
{
    VaultFixture clinic;
    QByteArray nameless = pulse("x", "72", annaId.toLatin1());
    nameless.replace(R"("id":"x",)", "");
    nameless.replace(annaId.toLatin1(), "urn:uuid:" + annaId.toLatin1());
    const ImportReport report = importedText(clinic,
        bundle({anna, nameless},
            {"urn:uuid:" + annaId.toLatin1(), "urn:uuid:cccccccc-0000-4000-8000-00000000000c"}));
    QVERIFY2(report.refused.empty(), qPrintable(first(report)));
    const Json out = exported(clinic, annas());
    QCOMPARE(
        said(out["entry"][1]["fullUrl"]), QStringLiteral("urn:uuid:cccccccc-0000-4000-8000-00000000000c"));
}

void FhirLinksTest::aResourceThatLooksLikeAnEntryIsNotMistakenForOne()
{
    VaultFixture clinic;
    const QByteArray odd = R"({"fullUrl":"urn:x","resource":{"a":1},)" + ben().mid(1);
    const ImportReport report = importedText(clinic, odd);
    QVERIFY2(report.refused.empty(), qPrintable(first(report)));
    const auto out = exportPatient(*clinic.vault, report.patients.front());
    QVERIFY(out && out->contains(odd));
}

void FhirLinksTest::anAddressThatAllUseIsKept()
{
    VaultFixture clinic;
    const ImportReport report = importedText(clinic,
        bundle({R"({"resourceType":"Patient","id":"p7","name":[{"text":"Li"}]})",
                   pulse("o1", "72", "https://a.example/fhir/Patient/p7")},
            {"https://a.example/fhir/Patient/p7", "https://a.example/fhir/Observation/o1"}));
    QVERIFY2(report.refused.empty(), qPrintable(first(report)));
    const Json out = exported(clinic, report.patients.front());
    QCOMPARE(
        said(entryOf(out, "Patient", "p7")["fullUrl"]), QStringLiteral("https://a.example/fhir/Patient/p7"));
}

void FhirLinksTest::namesComeBackAndAddNothing()
{
    VaultFixture clinic;
    importedText(clinic,
        bundle({anna, pulse("o1", "72", "urn:uuid:aaaaaaaa-0000-4000-8000-00000000000a")},
            {"urn:uuid:aaaaaaaa-0000-4000-8000-00000000000a",
                "urn:uuid:bbbbbbbb-0000-4000-8000-00000000000b"}));
    const QByteArray out = *exportPatient(*clinic.vault, annas());

    const ImportReport again = importedText(clinic, out);
    VaultFixture other;
    const ImportReport there = importedText(other, out);

    QVERIFY2(again.refused.empty() && there.refused.empty(), qPrintable(first(again) + first(there)));
    QCOMPARE(again.total().added + again.total().amended, quint64(0));
    QCOMPARE(there.total().added, quint64(2));
    QCOMPARE(chartOf(other, annas()).entries().size(), size_t(1));
}

void FhirLinksTest::mergedRecordsSayWhichReplacesWhich()
{
    VaultFixture clinic;
    importedText(clinic, bundle({anna, ben()}));
    merge(clinic, *record::PatientId::fromString(QString::fromLatin1(benId)), annas());

    const Json out = exported(clinic, annas());

    const Json kept = entryOf(out, "Patient", annaId.toStdString());
    const Json gone = entryOf(out, "Patient", benId.toStdString());
    QCOMPARE(kept["resource"]["link"].size(), size_t(1));
    QCOMPARE(said(kept["resource"]["link"][0]["type"]), QStringLiteral("replaces"));
    QCOMPARE(said(kept["resource"]["link"][0]["other"]["reference"]), said(gone["fullUrl"]));
    QCOMPARE(said(gone["resource"]["link"][0]["type"]), QStringLiteral("replaced-by"));
    QCOMPARE(said(gone["resource"]["link"][0]["other"]["reference"]), said(kept["fullUrl"]));
}

void FhirLinksTest::mergedRecordsGoOutValidAndAddNothingWhenTheyComeBack()
{
    if (!haveFhirData())
        QSKIP("The FHIR schema is not here: whether exports are valid is not tested");
    VaultFixture clinic;
    importedText(clinic, bundle({anna, ben()}));
    merge(clinic, *record::PatientId::fromString(QString::fromLatin1(benId)), annas());
    const QByteArray out = *exportPatient(*clinic.vault, annas());

    FhirSchema schema;
    const QStringList errors = schema.errorsIn(parsed(out));
    const ImportReport again = importedText(clinic, out);

    QVERIFY2(errors.isEmpty(), qPrintable(errors.join(u'\n')));
    QVERIFY2(again.refused.empty(), qPrintable(first(again)));
    QCOMPARE(again.total().added + again.total().amended, quint64(0));
    QVERIFY(!schema.errorsIn(parsed(R"({"resourceType":"Patient","gender":"femal"})")).isEmpty());
}

void FhirLinksTest::aLinkThatCameInGoesOutAgain()
{
    VaultFixture clinic;
    const QByteArray link
        = R"("link":[{"other":{"reference":"Patient/)" + annaId.toLatin1() + R"("},"type":"replaced-by"}])";
    const ImportReport report = importedText(clinic, bundle({anna, ben("," + link)}));
    QVERIFY2(report.refused.empty(), qPrintable(first(report)));
    const auto out = exportPatient(*clinic.vault, *record::PatientId::fromString(QString::fromLatin1(benId)));
    QVERIFY(out && out->contains(link));
}

QTEST_GUILESS_MAIN(FhirLinksTest)
#include "tst_fhir_links.moc"
