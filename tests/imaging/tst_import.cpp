// Studies come in from wherever they are, to whom a person says, once, and never in the clear.

#include "made_objects.h"

#include <algorithm>
#include <QDirIterator>
#include <zip.h>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

QString zipped(const ImagingClinic& clinic, const QString& name,
    const std::vector<std::pair<QString, QByteArray>>& entries)
{
    const QString path = clinic.path(name);
    zip_t* archive = zip_open(QFile::encodeName(path).constData(), ZIP_CREATE, nullptr);
    for (const auto& [entry, content] : entries) {
        zip_source_t* source
            = zip_source_buffer(archive, content.constData(), static_cast<zip_uint64_t>(content.size()), 0);
        zip_file_add(archive, entry.toUtf8().constData(), source, ZIP_FL_ENC_UTF_8);
    }
    if (zip_close(archive) != 0)
        qFatal("no zip");
    return path;
}

ImportPlan planOf(const QStringList& paths)
{
    const auto plan = scan({paths, {}});
    if (!plan)
        qFatal("%s", qPrintable(plan.error().message()));
    return *plan;
}

ImportPlan planOf(std::vector<IncomingObject> objects)
{
    const auto plan = scan({{}, std::move(objects)});
    if (!plan)
        qFatal("%s", qPrintable(plan.error().message()));
    return *plan;
}

QString whyRefused(const ImportPlan& plan, const QString& name)
{
    for (const RefusedObject& refused : plan.refused) {
        if (refused.name.endsWith(name))
            return refused.why;
    }
    return {};
}

// The first file below the folder that holds the bytes; empty where none does.
QString fileHolding(const QString& folder, const QByteArray& bytes)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        if (contentOf(files.next()).contains(bytes))
            return files.filePath();
    }
    return {};
}

record::PatientDetails details(const QString& family, const QString& given, const QString& number)
{
    record::PatientDetails made;
    made.names.push_back({family, {given}, {}, {}, QStringLiteral("official")});
    made.identifiers.push_back({QStringLiteral("urn:hill"), number, QStringLiteral("Record number")});
    made.birthDate = *base::PartialDate::fromParts(1957, 11, 23);
    made.sex = record::Sex::Female;
    return made;
}

class TestImport : public QObject
{
    Q_OBJECT

private slots:
    void aFolderBecomesStudiesSeriesAndInstances();
    void whatIsNoDicomIsPassedOverAndWhatIsBrokenIsNamed();
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
    void nothingIsFiledWithoutADecision();
    void aDifferenceMustBeConfirmed();
    void anAdministratorMayNotFile();

    void aStudyIsFiledWithItsNewPatientInOneCommit();
    void theObjectsComeBackAsTheyCame();
    void importingTwiceAddsNothing();
    void laterInstancesAddAnEvent();
    void anotherContentUnderAKnownUidIsListedAndLeft();
    void whatWasTakenBackCanBeBroughtAgain();
    void aStudyIsFiledToThePatientOthersWereMergedInto();
    void aCancelledImportKeepsNothingOfItsStudy();
    void aFileThatChangedMeanwhileIsRefusedAndTheRestComesIn();
    void theImportIsInTheAccessLog();
    void nothingIsInTheClearOnTheDisk();
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

void TestImport::nothingIsFiledWithoutADecision()
{
    const ImagingClinic clinic;
    const ImportPlan plan = planOf(stackOf({}, 1));
    const auto nobody = record::PatientId::random();
    QCOMPARE(file(*clinic.vault, plan, {{0, nobody, {}, {}}}).error().code, base::ErrorCode::InvalidInput);
    QCOMPARE(file(*clinic.vault, plan, {{0, {}, {}, {}}}).error().code, base::ErrorCode::InvalidInput);
    QCOMPARE(file(*clinic.vault, plan, {{1, nobody, {}, {}}}).error().code, base::ErrorCode::InvalidInput);
    const auto none = file(*clinic.vault, plan, {});
    VERIFY_RESULT(none);
    QCOMPARE(none->added(), 0U);
    QVERIFY(clinic.vault->read(nobody).value().empty());
}

void TestImport::aDifferenceMustBeConfirmed()
{
    const ImagingClinic clinic;
    const auto patient
        = clinic.registered(details(QStringLiteral("Smith"), QStringLiteral("Ann"), Slice().id));
    const ImportPlan plan = planOf(stackOf({}, 1));

    const auto unconfirmed = file(*clinic.vault, plan, {{0, patient, {}, {PatientField::Sex}}});
    const auto confirmed = file(*clinic.vault, plan, {{0, patient, {}, {PatientField::Name}}});

    QCOMPARE(unconfirmed.error().code, base::ErrorCode::InvalidInput);
    VERIFY_RESULT(confirmed);
    QCOMPARE(confirmed->added(), 1U);
}

void TestImport::anAdministratorMayNotFile()
{
    const ImagingClinic clinic(record::Role::Administrator);
    const ImportPlan plan = planOf(stackOf({}, 1));
    QCOMPARE(file(*clinic.vault, plan, clinic.allTo(plan)).error().code, base::ErrorCode::NotAuthorised);
}

void TestImport::aStudyIsFiledWithItsNewPatientInOneCommit()
{
    const ImagingClinic clinic;
    std::vector<IncomingObject> objects = stackOf({}, 5);
    Slice second;
    second.series += QStringLiteral(".2");
    for (IncomingObject& each : stackOf(second, 2))
        objects.push_back(std::move(each));
    const ImportPlan plan = planOf(std::move(objects));
    const auto decisions = clinic.allTo(plan);
    int commits = 0;
    clinic.vault->onCommit([&](const auto&) { ++commits; });

    const auto report = file(*clinic.vault, plan, decisions);

    VERIFY_RESULT(report);
    QVERIFY(report->isComplete());
    QCOMPARE(report->studies[0].seriesAdded, 2U);
    QCOMPARE(report->added(), 7U);
    QCOMPARE(commits, 1);
    const auto studies = clinic.studies(decisions[0].patient);
    QCOMPARE(studies.size(), 1U);
    QCOMPARE(studies[0].description, QStringLiteral("Thorax okapi"));
    QCOMPARE(studies[0].modalities, QStringList({QStringLiteral("CT")}));
    QCOMPARE(studies[0].series.size(), 2U);
    QCOMPARE(studies[0].series[0].instances.size() + studies[0].series[1].instances.size(), 7U);
    QCOMPARE(clinic.chart(decisions[0].patient).details().names[0].family, QStringLiteral("Zyxwvutska"));
}

void TestImport::theObjectsComeBackAsTheyCame()
{
    const ImagingClinic clinic;
    const auto objects = stackOf({}, 3);
    const ImportPlan plan = planOf(objects);
    const auto decisions = clinic.allTo(plan);
    VERIFY_RESULT(file(*clinic.vault, plan, decisions));
    const auto studies = clinic.studies(decisions[0].patient);
    for (size_t i = 0; i < 3; ++i)
        QCOMPARE(readObject(*clinic.vault, studies[0].series[0].instances[i]).value(), objects[i].bytes);
}

void TestImport::importingTwiceAddsNothing()
{
    const ImagingClinic clinic;
    const auto objects = stackOf({}, 3);
    const auto decisions = clinic.allTo(planOf(objects));
    VERIFY_RESULT(file(*clinic.vault, planOf(objects), decisions));
    const auto before = clinic.vault->verify()->blobs;

    const auto again = file(*clinic.vault, planOf(objects), decisions);

    VERIFY_RESULT(again);
    QVERIFY(again->isComplete());
    QCOMPARE(again->added(), 0U);
    QCOMPARE(again->studies[0].alreadyHere, 3U);
    QCOMPARE(clinic.vault->verify()->blobs, before);
    QCOMPARE(clinic.chart(decisions[0].patient).current<record::ImagingSeries>().size(), 1U);
}

void TestImport::laterInstancesAddAnEvent()
{
    const ImagingClinic clinic;
    const auto decisions = clinic.allTo(planOf(stackOf({}, 3)));
    VERIFY_RESULT(file(*clinic.vault, planOf(stackOf({}, 3)), decisions));

    const auto more = file(*clinic.vault, planOf(stackOf({}, 5)), decisions);

    VERIFY_RESULT(more);
    QCOMPARE(more->studies[0].added, 2U);
    QCOMPARE(more->studies[0].alreadyHere, 3U);
    const auto studies = clinic.studies(decisions[0].patient);
    QCOMPARE(studies[0].series.size(), 1U);
    QCOMPARE(studies[0].series[0].events.size(), 2U);
    QCOMPARE(studies[0].series[0].instances.size(), 5U);
    const auto headers = readHeaders(*clinic.vault, studies[0].series[0]);
    VERIFY_RESULT(headers);
    for (size_t i = 0; i < 5; ++i)
        QCOMPARE((*headers)[i].instanceNumber, static_cast<qint64>(i + 1));
}

void TestImport::anotherContentUnderAKnownUidIsListedAndLeft()
{
    const ImagingClinic clinic;
    const auto decisions = clinic.allTo(planOf(stackOf({}, 1)));
    VERIFY_RESULT(file(*clinic.vault, planOf(stackOf({}, 1)), decisions));
    Slice other;
    other.grey = 5;

    const auto report = file(*clinic.vault, planOf(stackOf(other, 1)), decisions);

    VERIFY_RESULT(report);
    QCOMPARE(report->added(), 0U);
    QCOMPARE(report->studies[0].refused.size(), 1U);
    QVERIFY(report->studies[0].refused[0].why.contains(QStringLiteral("other content")));
    const auto studies = clinic.studies(decisions[0].patient);
    QCOMPARE(readObject(*clinic.vault, studies[0].series[0].instances[0]).value(), object({}));
}

void TestImport::whatWasTakenBackCanBeBroughtAgain()
{
    const ImagingClinic clinic;
    const auto decisions = clinic.allTo(planOf(stackOf({}, 2)));
    const auto patient = decisions[0].patient;
    VERIFY_RESULT(file(*clinic.vault, planOf(stackOf({}, 2)), decisions));
    const record::Chart chart = clinic.chart(patient);
    VERIFY_RESULT(clinic.vault->commit({record::amend(
        *chart.current<record::ImagingSeries>().front(), record::Retraction{QStringLiteral("wrong")})}));
    QVERIFY(clinic.studies(patient).empty());

    const auto again = file(*clinic.vault, planOf(stackOf({}, 2)), decisions);

    VERIFY_RESULT(again);
    QCOMPARE(again->added(), 2U);
    QCOMPARE(clinic.studies(patient).size(), 1U);
}

void TestImport::aStudyIsFiledToThePatientOthersWereMergedInto()
{
    const ImagingClinic clinic;
    const auto first = clinic.allTo(planOf(stackOf({}, 2)));
    const auto merged = first[0].patient;
    VERIFY_RESULT(file(*clinic.vault, planOf(stackOf({}, 2)), first));
    const auto whole = clinic.registered(detailsFrom(planOf(stackOf({}, 2)).studies[0].patient));
    record::Event merge;
    merge.patient = merged;
    merge.category = record::Category::Demographics;
    merge.body = record::MergedInto{whole, QStringLiteral("the same")};
    VERIFY_RESULT(clinic.vault->commit({merge}));

    const auto more = file(*clinic.vault, planOf(stackOf({}, 4)), {{0, merged, {}, {}}});

    VERIFY_RESULT(more);
    QCOMPARE(more->studies[0].patient, whole);
    QCOMPARE(more->studies[0].alreadyHere, 2U);
    QCOMPARE(more->studies[0].added, 2U);
    const auto studies = clinic.studies(whole);
    QCOMPARE(studies[0].series[0].instances.size(), 4U);
    for (const StoredInstance& instance : studies[0].series[0].instances)
        VERIFY_RESULT(readObject(*clinic.vault, instance));
    QCOMPARE(studies[0].series[0].instances[0].owner.patient, merged);
    QCOMPARE(studies[0].series[0].instances[3].owner.patient, whole);
}

void TestImport::aCancelledImportKeepsNothingOfItsStudy()
{
    const ImagingClinic clinic;
    const ImportPlan plan = planOf(stackOf({}, 20));
    const auto decisions = clinic.allTo(plan);

    const auto report = file(
        *clinic.vault, plan, decisions, [](const ledger::Progress& progress) { return progress.done == 0; });

    VERIFY_RESULT(report);
    QVERIFY(report->cancelled);
    QVERIFY(report->studies.empty());
    QVERIFY(clinic.vault->read(decisions[0].patient).value().empty());
    const auto verified = clinic.vault->verify();
    QVERIFY(verified && verified->ok);
    QCOMPARE(verified->blobs, 0U);
}

void TestImport::aFileThatChangedMeanwhileIsRefusedAndTheRestComesIn()
{
    const ImagingClinic clinic;
    Slice second;
    second.number = 2;
    clinic.write(QStringLiteral("cd/1"), object({}));
    const QString path = clinic.write(QStringLiteral("cd/2"), object(second));
    const ImportPlan plan = planOf({clinic.path(QStringLiteral("cd"))});
    second.name = QStringLiteral("Zyxwvutska^Quetzol");
    clinic.write(QStringLiteral("cd/2"), object(second));
    const auto changed = file(*clinic.vault, plan, clinic.allTo(plan));
    QVERIFY(QFile::remove(path));
    const auto gone = file(*clinic.vault, plan, clinic.allTo(plan));
    for (const auto& report : {changed, gone}) {
        VERIFY_RESULT(report);
        QCOMPARE(report->added(), 1U);
        QCOMPARE(report->studies[0].refused.size(), 1U);
        QCOMPARE(report->studies[0].refused[0].name, QStringLiteral("2"));
    }
}

void TestImport::theImportIsInTheAccessLog()
{
    const ImagingClinic clinic;
    const ImportPlan plan = planOf(stackOf({}, 1));
    const auto decisions = clinic.allTo(plan);
    std::vector<record::AccessLogged> logged;
    clinic.vault->onCommit([&](const std::vector<record::RecordedEvent>& events) {
        for (const record::RecordedEvent& each : events) {
            if (const auto* access = each.event.as<record::AccessLogged>())
                logged.push_back(*access);
        }
    });
    VERIFY_RESULT(file(*clinic.vault, plan, decisions, {}, QStringLiteral("ETREAT")));
    QCOMPARE(logged.size(), 1U);
    QCOMPARE(logged[0].action, record::AccessLogged::Action::Import);
    QCOMPARE(logged[0].patient, decisions[0].patient);
    QCOMPARE(logged[0].purpose, QStringLiteral("ETREAT"));
}

void TestImport::nothingIsInTheClearOnTheDisk()
{
    const ImagingClinic clinic;
    const QTemporaryDir temporary;
    qputenv("TMPDIR", temporary.path().toUtf8());
    std::vector<std::pair<QString, QByteArray>> entries;
    for (const IncomingObject& each : stackOf({}, 6))
        entries.emplace_back(each.name, each.bytes);
    const QByteArray pixels = object({}).last(2000);
    const QString zip = zipped(clinic, QStringLiteral("study.zip"), entries);
    const ImportPlan plan = planOf({zip});
    VERIFY_RESULT(file(*clinic.vault, plan, clinic.allTo(plan)));
    QVERIFY(QFile::remove(zip));
    // the search itself finds what is there
    const QString control = clinic.write(QStringLiteral("control"), object({}));
    QCOMPARE(fileHolding(clinic.folder.path(), pixels), control);
    QCOMPARE(fileHolding(clinic.folder.path(), Slice().id.toUtf8()), control);
    QVERIFY(QFile::remove(control));
    for (const QByteArray& needle : {pixels, Slice().id.toUtf8(), Slice().study.toUtf8(),
             QByteArrayLiteral("Zyxwvutska"), QByteArrayLiteral("okapi"), QByteArrayLiteral("DICM")}) {
        QVERIFY(fileHolding(clinic.folder.path(), needle).isEmpty());
        QVERIFY(fileHolding(temporary.path(), needle).isEmpty());
    }
}

} // namespace

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
