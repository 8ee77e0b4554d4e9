// Series of images and findings on them go out as valid R4, and are known again when they come back.

#include <QObject>

#ifndef Q_MOC_RUN // moc 6.4 can't read the standard library's headers from here
#include "fhir_entries.h"
#include "fhir_schema.h"
#endif

using namespace twinward;
using namespace twinward::interop;
using namespace twinward::interop::test;

namespace {

record::ImagingSeries chest(const base::Hash256& blob)
{
    record::ImagingSeries series;
    series.studyUid = QStringLiteral("1.2.840.1");
    series.studyDescription = QStringLiteral("Thorax");
    series.accession = QStringLiteral("A7");
    series.seriesUid = QStringLiteral("1.2.840.1.2");
    series.modality = QStringLiteral("CT");
    series.seriesDescription = QStringLiteral("Lung");
    series.bodyPart = QStringLiteral("CHEST");
    series.seriesNumber = 3;
    series.instances
        = {{QStringLiteral("1.2.840.1.2.1"), 1, 1, blob}, {QStringLiteral("1.2.840.1.2.2"), 0, 1, blob}};
    return series;
}

record::ImagingFinding distance()
{
    record::ImagingFinding finding;
    finding.shape = record::ImagingFinding::Shape::Distance;
    finding.studyUid = QStringLiteral("1.2.840.1");
    finding.seriesUid = QStringLiteral("1.2.840.1.2");
    finding.sopInstanceUid = QStringLiteral("1.2.840.1.2.1");
    finding.points = {0, 0, 0, 8, 0, 0};
    finding.values = {{{{}, QStringLiteral("Length")},
        record::Quantity{base::Decimal(8.0, 1), QStringLiteral("mm"), {}}, {}}};
    finding.text = QStringLiteral("Nodule, right upper lobe");
    return finding;
}

class TestFhirImaging : public QObject
{
    Q_OBJECT

private slots:
    void aSeriesAndAFindingGoOutAsValidR4();
    void whatWentOutComesBackAndAddsNothing();
};

// A patient with one series and one finding.
record::PatientId filed(VaultFixture& clinic)
{
    const record::Event person = registration();
    const auto blob = clinic.vault->storeBlob(person.patient, record::Category::Imaging, "an object");
    if (!blob
        || !clinic.vault->commit(
            {person, entry(person.patient, chest(*blob)), entry(person.patient, distance())}))
        qFatal("nothing was filed");
    return person.patient;
}

void TestFhirImaging::aSeriesAndAFindingGoOutAsValidR4()
{
    VaultFixture clinic;
    const Json bundle = exported(clinic, filed(clinic));

    QCOMPARE(bundle["entry"].size(), 3U);
    const Json study = ofType(bundle, "ImagingStudy").at(0);
    QCOMPARE(said(study["identifier"][0]["value"]), QStringLiteral("urn:oid:1.2.840.1"));
    QCOMPARE(said(study["identifier"][1]["value"]), QStringLiteral("A7"));
    QCOMPARE(said(study["started"]), QStringLiteral("2024-03-01T08:30:00+02:00"));
    QCOMPARE(said(study["series"][0]["uid"]), QStringLiteral("1.2.840.1.2"));
    QCOMPARE(said(study["series"][0]["modality"]["code"]), QStringLiteral("CT"));
    QCOMPARE(said(study["series"][0]["instance"][0]["uid"]), QStringLiteral("1.2.840.1.2.1"));
    QCOMPARE(said(study["numberOfInstances"]), QStringLiteral("2"));
    const Json finding = ofType(bundle, "Observation").at(0);
    QCOMPARE(said(finding["category"][0]["coding"][0]["code"]), QStringLiteral("imaging"));
    QCOMPARE(said(finding["valueString"]), QStringLiteral("Nodule, right upper lobe"));
    QCOMPARE(said(finding["derivedFrom"][0]["identifier"]["value"]), QStringLiteral("urn:oid:1.2.840.1"));
    QCOMPARE(said(finding["component"][0]["valueString"]), QStringLiteral("1.2.840.1.2.1 1"));
    QCOMPARE(said(finding["component"][1]["valueQuantity"]["value"]), QStringLiteral("8.0"));
    QCOMPARE(said(finding["component"][1]["valueQuantity"]["code"]), QStringLiteral("mm"));
    if (!haveFhirData())
        QSKIP("The FHIR schema is not here: whether images go out as valid R4 is not tested");
    FhirSchema schema;
    const QStringList errors = schema.errorsIn(bundle);
    QVERIFY2(errors.isEmpty(), qPrintable(errors.join(u'\n')));
}

void TestFhirImaging::whatWentOutComesBackAndAddsNothing()
{
    VaultFixture clinic;
    const auto bundle = exportPatient(*clinic.vault, filed(clinic));
    QVERIFY(bundle);

    const ImportReport report = importedText(clinic, *bundle);

    QVERIFY2(report.refused.empty(), qPrintable(first(report)));
    QCOMPARE(report.total().added + report.total().amended, 0U);
    QCOMPARE(report.total().alreadyHere, 3U);
}

} // namespace

QTEST_GUILESS_MAIN(TestFhirImaging)
#include "tst_fhir_imaging.moc"
