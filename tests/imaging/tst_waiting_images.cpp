// Images that wait for a person: durable when the sender is told so, filed once, and never filed by
// themselves.

#include "../workbench/clinic_session.h"
#include "imaging/library.h"
#include "imaging/waiting.h"
#include "pacs_objects.h"

#include <QDir>
#include <QTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::tests;

class WaitingImagesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatWaitsIsThereAfterLocking();
    void theSameObjectTwiceWaitsOnce();
    void filingTakesItOutAndTheChartHasIt();
    void aDifferenceNobodyConfirmedIsNotFiled();
    void whatIsDismissedIsNotFiledAndNotForgotten();
    void whatIsNoImageIsRefused();

private:
    // In the vault, waiting; in the order of the objects.
    void letAllWait(ledger::Vault& vault) const;
    [[nodiscard]] static FilingDecision newPatientFor(const WaitingStudy& study);

    std::vector<Given> m_study;
};

void WaitingImagesTest::initTestCase()
{
    if (!QDir(QStringLiteral(TWINWARD_TEST_DATA)).exists())
        QSKIP("No real data here (../shared/data)");
    m_study = objectsIn(studyFolder);
    QCOMPARE(m_study.size(), studyObjects);
}

void WaitingImagesTest::letAllWait(ledger::Vault& vault) const
{
    for (const Given& given : m_study) {
        const auto kept = letWait(vault, given.bytes);
        QVERIFY2(kept, kept ? "" : qPrintable(kept.error().message()));
    }
}

FilingDecision WaitingImagesTest::newPatientFor(const WaitingStudy& study)
{
    FilingDecision decision;
    decision.patient = record::PatientId::random();
    decision.registration = detailsFrom(study.patient);
    return decision;
}

void WaitingImagesTest::whatWaitsIsThereAfterLocking()
{
    twinward::test::ClinicFolder folder;
    {
        const auto vault = folder.create();
        letAllWait(*vault);
    }
    const auto vault = folder.unlock();
    const auto waiting = waitingStudies(*vault);
    QVERIFY2(waiting, waiting ? "" : qPrintable(waiting.error().message()));
    QCOMPARE(waiting->size(), 2U);
    quint64 instances = 0;
    for (const WaitingStudy& study : *waiting) {
        instances += study.instances;
        QCOMPARE(study.patient.id, m_study.front().header.patient.id);
    }
    QCOMPARE(instances, quint64(studyObjects));
    QVERIFY2(vault->patients()->search({}).empty(), "nobody is registered by what was sent");
}

void WaitingImagesTest::theSameObjectTwiceWaitsOnce()
{
    twinward::test::ClinicFolder folder;
    const auto vault = folder.create();
    letAllWait(*vault);
    letAllWait(*vault);
    quint64 instances = 0;
    const auto waiting = waitingStudies(*vault);
    QVERIFY(waiting);
    for (const WaitingStudy& study : *waiting)
        instances += study.instances;
    QCOMPARE(instances, quint64(studyObjects));
}

void WaitingImagesTest::filingTakesItOutAndTheChartHasIt()
{
    twinward::test::ClinicFolder folder;
    const auto vault = folder.create();
    letAllWait(*vault);
    const WaitingStudy study = waitingStudies(*vault)->front();
    const FilingDecision decision = newPatientFor(study);
    const auto report = fileWaiting(*vault, study.uid, decision);
    QVERIFY2(report, report ? "" : qPrintable(report.error().message()));
    QVERIFY(report->isComplete());
    QCOMPARE(report->added(), study.instances);
    QCOMPARE(waitingStudies(*vault)->size(), 1U);
    const auto studies = studiesOf(*vault->chart(decision.patient));
    QCOMPARE(studies.size(), 1U);
    QCOMPARE(studies.front().uid, study.uid);
    const auto bytes = readObject(*vault, studies.front().series.front().instances.front());
    QVERIFY(bytes);
    const auto asSent = std::find_if(
        m_study.begin(), m_study.end(), [&](const Given& given) { return given.bytes == *bytes; });
    QVERIFY2(asSent != m_study.end(), "byte for byte as it was sent");

    const auto again = fileWaiting(*vault, study.uid, decision);
    QVERIFY(!again);
    QCOMPARE(again.error().code, base::ErrorCode::NotFound);
    const auto verified = vault->verify();
    QVERIFY(verified && verified->ok);
}

void WaitingImagesTest::aDifferenceNobodyConfirmedIsNotFiled()
{
    twinward::test::ClinicFolder folder;
    const auto vault = folder.create();
    const auto other = record::PatientId::random();
    QVERIFY(
        vault->commit({twinward::test::registration(other, QStringLiteral("Zhang"), QStringLiteral("Wei"))}));
    letAllWait(*vault);
    const WaitingStudy study = waitingStudies(*vault)->front();
    FilingDecision decision;
    decision.patient = other;
    const auto refused = fileWaiting(*vault, study.uid, decision);
    QVERIFY(!refused || refused->added() == 0);
    QCOMPARE(waitingStudies(*vault)->size(), 2U);
    decision.confirmed = {PatientField::Name, PatientField::BirthDate, PatientField::Sex};
    const auto filed = fileWaiting(*vault, study.uid, decision);
    QVERIFY(filed && filed->isComplete());
    QCOMPARE(waitingStudies(*vault)->size(), 1U);
}

void WaitingImagesTest::whatIsDismissedIsNotFiledAndNotForgotten()
{
    twinward::test::ClinicFolder folder;
    const auto vault = folder.create();
    letAllWait(*vault);
    const QString uid = waitingStudies(*vault)->front().uid;
    QVERIFY(dismissWaiting(*vault, uid, QStringLiteral("A test picture of the scanner")));
    QCOMPARE(waitingStudies(*vault)->size(), 1U);
    const auto room = vault->chart(waitingRoom());
    QVERIFY(room);
    const auto taken = std::count_if(room->entries().begin(), room->entries().end(),
        [](const record::Entry& entry) { return entry.state == record::EntryState::Retracted; });
    QVERIFY(taken > 0);
}

void WaitingImagesTest::whatIsNoImageIsRefused()
{
    twinward::test::ClinicFolder folder;
    const auto vault = folder.create();
    const auto kept = letWait(*vault, QByteArray("no DICOM at all"));
    QVERIFY(!kept);
    QVERIFY(waitingStudies(*vault)->empty());
}

QTEST_GUILESS_MAIN(WaitingImagesTest)
#include "tst_waiting_images.moc"
