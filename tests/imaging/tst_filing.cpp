// Studies are filed to whom a person says, once, all or nothing, and never in the clear.

#include "import_plans.h"

#include <QDirIterator>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

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

class TestFiling : public QObject
{
    Q_OBJECT

private slots:
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

void TestFiling::nothingIsFiledWithoutADecision()
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

void TestFiling::aDifferenceMustBeConfirmed()
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

void TestFiling::anAdministratorMayNotFile()
{
    const ImagingClinic clinic(record::Role::Administrator);
    const ImportPlan plan = planOf(stackOf({}, 1));
    QCOMPARE(file(*clinic.vault, plan, clinic.allTo(plan)).error().code, base::ErrorCode::NotAuthorised);
}

void TestFiling::aStudyIsFiledWithItsNewPatientInOneCommit()
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

void TestFiling::theObjectsComeBackAsTheyCame()
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

void TestFiling::importingTwiceAddsNothing()
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

void TestFiling::laterInstancesAddAnEvent()
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

void TestFiling::anotherContentUnderAKnownUidIsListedAndLeft()
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

void TestFiling::whatWasTakenBackCanBeBroughtAgain()
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

void TestFiling::aStudyIsFiledToThePatientOthersWereMergedInto()
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

void TestFiling::aCancelledImportKeepsNothingOfItsStudy()
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

void TestFiling::aFileThatChangedMeanwhileIsRefusedAndTheRestComesIn()
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

void TestFiling::theImportIsInTheAccessLog()
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

void TestFiling::nothingIsInTheClearOnTheDisk()
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

QTEST_GUILESS_MAIN(TestFiling)
#include "tst_filing.moc"
