// Whatever is there is found, read or named, and whose it may be is laid before a person.

#include "dicom_bytes.h"
#include "import_plans.h"

#include <algorithm>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

QString whyRefused(const ImportPlan& plan, const QString& name)
{
    for (const RefusedObject& refused : plan.refused) {
        if (refused.name.endsWith(name))
            return refused.why;
    }
    return {};
}

class TestImport : public QObject
{
    Q_OBJECT

private slots:
    void aFolderBecomesStudiesSeriesAndInstances();
    void whatIsNoDicomIsPassedOverAndWhatIsBrokenIsNamed();
    void whatCantBeUnpackedIsNamedAndTheRestOfTheStudyComesIn();
    void aDirectoryOfAMediumNamesItsFiles();
    void aZipIsReadInMemory();
    void aZipThatUnpacksToTooMuchIsRefused();
    void aDamagedZipIsNamed();
    void theSameFileTwiceIsOneObjectAndAnotherThatClaimsToBeItIsRefused();
    void aStudyThatNamesTwoPatientsIsTwo();
    void everyObjectOfTheRealSetsIsReadOrNamed();
    void aPathThatIsNotThereIsAnError();
    void thePatientIsFoundByNumberThenByName();
    void whatDiffersIsLaidSideBySide();
};

void TestImport::aFolderBecomesStudiesSeriesAndInstances()
{
    const ImagingClinic clinic;
    Slice other;
    other.study += QStringLiteral(".5");
    other.series += QStringLiteral(".5");
    for (const IncomingObject& each : stackOf({}, 4))
        clinic.write(QStringLiteral("cd/a/b/") + each.name, each.bytes);
    clinic.write(QStringLiteral("cd/other.dcm"), object(other));

    const ImportPlan plan = planOf({clinic.path(QStringLiteral("cd"))});

    QCOMPARE(plan.studies.size(), 2U);
    QCOMPARE(plan.refusedCount, 0U);
    const auto four = std::find_if(plan.studies.begin(), plan.studies.end(),
        [](const PlannedStudy& study) { return study.uid == Slice().study; });
    QVERIFY(four != plan.studies.end());
    QCOMPARE(four->patient.id, Slice().id);
    QCOMPARE(four->patient.birthDate.toString(), QStringLiteral("1957-11-23"));
    QCOMPARE(four->series.size(), 1U);
    QCOMPARE(four->instances(), 4U);
    for (size_t i = 0; i < 4; ++i)
        QCOMPARE(four->series[0].instances[i].header.instanceNumber, static_cast<qint64>(i + 1));
}

void TestImport::whatIsNoDicomIsPassedOverAndWhatIsBrokenIsNamed()
{
    const ImagingClinic clinic;
    const QByteArray whole = object({});
    clinic.write(QStringLiteral("cd/good.dcm"), whole);
    clinic.write(QStringLiteral("cd/viewer.exe"), QByteArray(4000, 'M'));
    clinic.write(QStringLiteral("cd/empty"), {});
    clinic.write(QStringLiteral("cd/cut.dcm"), whole.left(400));
    clinic.write(QStringLiteral("cd/nameless.dcm"),
        object({}, [](DcmDataset& dataset) { delete dataset.remove(DCM_SeriesInstanceUID); }));

    const ImportPlan plan = planOf({clinic.path(QStringLiteral("cd"))});

    QCOMPARE(plan.studies.size(), 1U);
    QCOMPARE(plan.studies[0].instances(), 1U);
    QCOMPARE(plan.otherFiles.size(), 2);
    QVERIFY(plan.otherFiles.contains(QStringLiteral("viewer.exe")));
    QCOMPARE(plan.refusedCount, 2U);
    QVERIFY(!whyRefused(plan, QStringLiteral("cut.dcm")).isEmpty());
    QVERIFY(whyRefused(plan, QStringLiteral("nameless.dcm")).contains(QStringLiteral("Series Instance UID")));
}

void TestImport::whatCantBeUnpackedIsNamedAndTheRestOfTheStudyComesIn()
{
    const ImagingClinic clinic;
    for (const IncomingObject& each : stackOf({}, 3))
        clinic.write(QStringLiteral("cd/") + each.name, each.bytes);
    clinic.write(
        QStringLiteral("cd/packed.dcm"), DicomBytes().us(0x00280010, 64).object("1.2.840.10008.1.2.4.201"));

    const ImportPlan plan = planOf({clinic.path(QStringLiteral("cd"))});

    QCOMPARE(plan.studies.size(), 1U);
    QCOMPARE(plan.studies.front().instances(), 3U);
    QCOMPARE(plan.refusedCount, 1U);
    const QString why = whyRefused(plan, QStringLiteral("packed.dcm"));
    QVERIFY2(why.contains(QStringLiteral("High-Throughput JPEG 2000 (HTJ2K)")), qPrintable(why));
}

void TestImport::aDirectoryOfAMediumNamesItsFiles()
{
    if (!haveDicomData())
        QSKIP("The DICOM objects are not here: reading a DICOMDIR is not tested");
    const QString medium = dataFolder(QStringLiteral("dicom-edge/pydicom/dicomdirtests"));
    const ImportPlan whole = planOf({medium + QStringLiteral("/DICOMDIR")});
    quint64 instances = 0;
    for (const PlannedStudy& study : whole.studies)
        instances += study.instances();
    QCOMPARE(instances, 31U);
    QCOMPARE(whole.refusedCount, 0U);

    // given one of its files is gone
    const ImagingClinic clinic;
    QCOMPARE(QProcess::execute(QStringLiteral("cp"),
                 {QStringLiteral("-r"), medium + QStringLiteral("/TINY_ALPHA"),
                     clinic.path(QStringLiteral("cd"))}),
        0);
    QVERIFY(QFile::remove(clinic.path(QStringLiteral("cd/PT000000/ST000000/SE000000/IM000003"))));
    for (const char* from : {"cd", "cd/DICOMDIR"}) {
        const ImportPlan plan = planOf({clinic.path(QString::fromLatin1(from))});
        QVERIFY(whyRefused(plan, QStringLiteral("IM000003")).contains(QStringLiteral("DICOMDIR")));
        QVERIFY(!plan.studies.empty());
    }
}

void TestImport::aZipIsReadInMemory()
{
    const ImagingClinic clinic;
    std::vector<std::pair<QString, QByteArray>> entries{{QStringLiteral("README.txt"), "read me"}};
    for (const IncomingObject& each : stackOf({}, 3))
        entries.emplace_back(QStringLiteral("DICOM/") + each.name, each.bytes);
    const QString path = zipped(clinic, QStringLiteral("study.zip"), entries);

    const ImportPlan plan = planOf({path});
    const auto decisions = clinic.allTo(plan);
    const auto report = file(*clinic.vault, plan, decisions);

    QCOMPARE(plan.studies.size(), 1U);
    QCOMPARE(plan.otherFiles, QStringList({QStringLiteral("study.zip/README.txt")}));
    VERIFY_RESULT(report);
    QVERIFY(report->isComplete());
    QCOMPARE(report->added(), 3U);
    const auto studies = clinic.studies(decisions[0].patient);
    QCOMPARE(readObject(*clinic.vault, studies[0].series[0].instances[1]).value(), entries[2].second);
}

void TestImport::aZipThatUnpacksToTooMuchIsRefused()
{
    const ImagingClinic clinic;
    const QString path = zipped(clinic, QStringLiteral("bomb.zip"),
        {{QStringLiteral("a"), QByteArray(3'000'000, '\0')},
            {QStringLiteral("b"), QByteArray(3'000'000, '\0')}});
    QVERIFY(QFileInfo(path).size() < 20'000);
    ImportLimits limits;
    limits.zipBytes = 5'000'000;

    const auto plan = scan({{path}, {}}, {}, limits);

    VERIFY_RESULT(plan);
    QVERIFY(plan->studies.empty());
    QCOMPARE(plan->refusedCount, 1U);
    QVERIFY(whyRefused(*plan, QStringLiteral("bomb.zip")).contains(QStringLiteral("more than")));
}

void TestImport::aDamagedZipIsNamed()
{
    const ImagingClinic clinic;
    const QString path = zipped(clinic, QStringLiteral("study.zip"), {{QStringLiteral("one"), object({})}});
    QByteArray bytes = contentOf(path);
    for (qsizetype i = 60; i < 400; ++i)
        bytes[i] = static_cast<char>(bytes[i] ^ 0x5A);
    const ImportPlan damaged = planOf({clinic.write(QStringLiteral("damaged.zip"), bytes)});
    QVERIFY(damaged.studies.empty());
    QVERIFY(damaged.refusedCount + static_cast<quint64>(damaged.otherFiles.size()) == 1);

    const ImportPlan cut = planOf({clinic.write(QStringLiteral("cut.zip"), bytes.left(bytes.size() / 2))});
    QVERIFY(!whyRefused(cut, QStringLiteral("cut.zip")).isEmpty());
}

void TestImport::theSameFileTwiceIsOneObjectAndAnotherThatClaimsToBeItIsRefused()
{
    Slice other;
    other.grey = 7;
    const ImportPlan plan = planOf(std::vector<IncomingObject>{{QStringLiteral("first"), object({})},
        {QStringLiteral("again"), object({})}, {QStringLiteral("false"), object(other)}});
    QCOMPARE(plan.studies.size(), 1U);
    QCOMPARE(plan.studies[0].instances(), 1U);
    QCOMPARE(plan.duplicates, 1U);
    QCOMPARE(plan.refusedCount, 1U);
    QVERIFY(whyRefused(plan, QStringLiteral("false")).contains(QStringLiteral("first")));
}

void TestImport::aStudyThatNamesTwoPatientsIsTwo()
{
    Slice other;
    other.number = 2;
    other.id = QStringLiteral("somebody else");
    const ImportPlan plan = planOf(std::vector<IncomingObject>{
        {QStringLiteral("one"), object({})}, {QStringLiteral("two"), object(other)}});
    QCOMPARE(plan.studies.size(), 2U);
    QVERIFY(plan.studies[0].namesOthersToo && plan.studies[1].namesOthersToo);
    QVERIFY(plan.studies[0].patient.id != plan.studies[1].patient.id);
}

void TestImport::everyObjectOfTheRealSetsIsReadOrNamed()
{
    if (!haveDicomData())
        QSKIP("The DICOM objects are not here: whether real ones come in is not tested");
    const ImagingClinic clinic;
    const ImportPlan plan
        = planOf({dataFolder(QStringLiteral("dicom-edge")), dataFolder(QStringLiteral("dicom-codecs"))});
    quint64 instances = 0;
    for (const PlannedStudy& study : plan.studies)
        instances += study.instances();
    QCOMPARE(instances + plan.duplicates + plan.refusedCount + static_cast<quint64>(plan.otherFiles.size()),
        plan.filesRead);
    QVERIFY(instances > 100);

    const auto report = file(*clinic.vault, plan, clinic.allTo(plan));

    VERIFY_RESULT(report);
    QCOMPARE(report->added(), instances);
    for (const FiledStudy& study : report->studies)
        QVERIFY2(!study.failure && study.refused.empty(), qPrintable(study.uid));
    const auto verified = clinic.vault->verify();
    QVERIFY(verified && verified->ok);
}

void TestImport::aPathThatIsNotThereIsAnError()
{
    QCOMPARE(scan({{QStringLiteral("/nowhere/at/all")}, {}}).error().code, base::ErrorCode::NotFound);
}

void TestImport::thePatientIsFoundByNumberThenByName()
{
    const ImagingClinic clinic;
    const auto sameName = clinic.registered(
        details(QStringLiteral("Zyxwvutska"), QStringLiteral("Quetzal"), QStringLiteral("other number")));
    const auto sameNumber
        = clinic.registered(details(QStringLiteral("Smith"), QStringLiteral("Ann"), Slice().id));
    (void)clinic.registered(details(QStringLiteral("Far"), QStringLiteral("Off"), QStringLiteral("1")));
    const ImportPlan plan = planOf(stackOf({}, 1));

    const auto matches = matchPatient(plan.studies[0].patient, *clinic.vault->patients());

    QVERIFY(matches.size() >= 2);
    QCOMPARE(matches[0].patient, sameNumber);
    QVERIFY(matches[0].reasons.contains(QStringLiteral("identifier")));
    QCOMPARE(matches[0].differences.size(), 1U);
    QCOMPARE(matches[0].differences[0].field, PatientField::Name);
    QCOMPARE(matches[1].patient, sameName);
    QVERIFY(matches[1].differences.empty());
}

void TestImport::whatDiffersIsLaidSideBySide()
{
    DicomPatient patient;
    patient.name = QStringLiteral("ZYXWVUTSKA, QUETZAL");
    patient.birthDate = *base::PartialDate::fromParts(1957, 11, 23);
    patient.sex = QStringLiteral("F");
    record::PatientDetails chart
        = details(QStringLiteral("Zyxwvutska"), QStringLiteral("Quetzal"), QStringLiteral("1"));
    QVERIFY(differences(patient, chart).empty());
    chart.birthDate = *base::PartialDate::fromParts(1957, 11, 32 - 9);
    QVERIFY(differences(patient, chart).empty());
    chart.birthDate = *base::PartialDate::fromParts(1975, 11, 23);
    chart.sex = record::Sex::Male;
    chart.names[0].family = QStringLiteral("Zyx");
    const auto found = differences(patient, chart);
    QCOMPARE(found.size(), 3U);
    QCOMPARE(found[1].field, PatientField::BirthDate);
    QCOMPARE(found[1].inImages, QStringLiteral("1957-11-23"));
    QCOMPARE(found[1].inChart, QStringLiteral("1975-11-23"));
    patient = {};
    QVERIFY(differences(patient, chart).empty());
}

} // namespace

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
