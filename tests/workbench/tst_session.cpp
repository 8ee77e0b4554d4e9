#include "clinic_session.h"
#include "workbench/draft.h"
#include "workbench/job.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QThread>

using namespace twinward;
using record::PatientId;
using workbench::Draft;
using workbench::Job;
using workbench::PatientContext;
using workbench::Session;

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void whatIsCommittedReachesTheOpenChart();
    void openingAChartIsLoggedOnceHoweverOftenItChanges();
    void anAnswerForAPatientNoLongerOpenIsDropped();
    void aPatientMergedIntoAnotherIsReadAsThatOne();
    void aDraftIsGivenBackInTheNextSession();
    void aDraftThatIsDiscardedIsGone();
    void workKeepsItsPlaceWhoeverWaitsForIt();
    void closingFinishesWhatWasBegun();
    void aCancelledJobStopsItsWork();
    void aNurseIsToldWhatSheMayNotSign();
};

using namespace test;

void TestSession::whatIsCommittedReachesTheOpenChart()
{
    ClinicFolder folder;
    Session session(folder.create());
    PatientContext context(session);
    const PatientId patient = PatientId::random();
    auto saved = session.commit({registration(patient, QStringLiteral("Diallo"), QStringLiteral("Awa"))});
    QTRY_VERIFY(saved.isFinished());
    QVERIFY(saved.result().has_value());
    QTRY_COMPARE(session.patients()->size(), size_t(1));

    context.open(patient);
    QVERIFY(context.isLoading());
    QTRY_VERIFY(context.chart() != nullptr);
    QCOMPARE(context.chart()->details().displayName(), QStringLiteral("Awa Diallo"));
    session.commit({note(patient, QStringLiteral("Slept well."))});

    QTRY_COMPARE(context.chart()->entries().size(), size_t(1));
}

void TestSession::openingAChartIsLoggedOnceHoweverOftenItChanges()
{
    ClinicFolder folder;
    Session session(folder.create());
    PatientContext context(session);
    const PatientId patient = PatientId::random();
    session.commit({registration(patient, QStringLiteral("Diallo"), QStringLiteral("Awa"))});
    QTRY_COMPARE(session.patients()->size(), size_t(1));

    context.open(patient);
    QTRY_VERIFY(context.chart() != nullptr);
    session.commit({note(patient, QStringLiteral("Slept well."))});
    QTRY_COMPARE(context.chart()->entries().size(), size_t(1));

    auto log = session.run([](ledger::Vault& vault) { return vault.readClinic(record::Category::Access); });
    QTRY_VERIFY(log.isFinished());
    int reads = 0;
    const auto logged = log.result();
    QVERIFY(logged.has_value());
    for (const record::RecordedEvent& each : *logged) {
        const auto* access = each.event.as<record::AccessLogged>();
        if (access != nullptr && access->action == record::AccessLogged::Action::ReadRecord) {
            ++reads;
            QCOMPARE(access->patient, patient);
            QCOMPARE(access->purpose, QStringLiteral("TREAT"));
        }
    }
    QCOMPARE(reads, 1);
}

void TestSession::anAnswerForAPatientNoLongerOpenIsDropped()
{
    ClinicFolder folder;
    Session session(folder.create());
    PatientContext context(session);
    const PatientId first = PatientId::random();
    const PatientId second = PatientId::random();
    session.commit({registration(first, QStringLiteral("One"), QStringLiteral("A")),
        registration(second, QStringLiteral("Two"), QStringLiteral("B"))});
    QTRY_COMPARE(session.patients()->size(), size_t(2));
    QSignalSpy charts(&context, &PatientContext::chartChanged);

    context.open(first);
    context.open(second);

    QTRY_COMPARE(charts.count(), 1);
    QCOMPARE(context.chart()->patient(), second);
}

void TestSession::aPatientMergedIntoAnotherIsReadAsThatOne()
{
    ClinicFolder folder;
    Session session(folder.create());
    PatientContext context(session);
    const PatientId kept = PatientId::random();
    const PatientId merged = PatientId::random();
    session.commit({registration(kept, QStringLiteral("Diallo"), QStringLiteral("Awa")),
        registration(merged, QStringLiteral("Dialo"), QStringLiteral("Awa")),
        note(merged, QStringLiteral("Cough."))});
    QTRY_COMPARE(session.patients()->size(), size_t(2));
    context.open(merged);
    QTRY_VERIFY(context.chart() != nullptr);

    record::Event merge;
    merge.patient = merged;
    merge.category = record::Category::Demographics;
    merge.body = record::MergedInto{kept, QStringLiteral("the same woman")};
    session.commit({merge});

    QTRY_COMPARE(context.patient(), kept);
    QTRY_VERIFY(context.chart() != nullptr && context.chart()->entries().size() == 1);
}

void TestSession::aDraftIsGivenBackInTheNextSession()
{
    ClinicFolder folder;
    {
        Session session(folder.create());
        Draft draft(session, QStringLiteral("note/1"));
        QSignalSpy kept(&draft, &Draft::kept);
        draft.set("half a sent");
        draft.set("half a sentence");
        QTRY_COMPARE(kept.count(), 1);
    }
    Session again(folder.unlock());
    Draft draft(again, QStringLiteral("note/1"));
    QByteArray given;
    draft.restore([&](const QByteArray& state) { given = state; });
    QTRY_COMPARE(given, QByteArray("half a sentence"));
}

void TestSession::aDraftThatIsDiscardedIsGone()
{
    ClinicFolder folder;
    Session session(folder.create());
    Draft draft(session, QStringLiteral("note/1"));
    draft.set("to be thrown away");
    draft.saveNow();
    draft.discard();
    auto left = session.run([](ledger::Vault& vault) { return vault.listPrivate(QStringLiteral("draft/")); });
    QTRY_VERIFY(left.isFinished());
    QVERIFY(left.result().has_value());
    QVERIFY(left.result()->isEmpty());
}

void TestSession::workKeepsItsPlaceWhoeverWaitsForIt()
{
    ClinicFolder folder;
    Session session(folder.create());
    std::vector<int> done; // touched by one piece of work at a time
    QSemaphore overtaken;

    session.run([&](ledger::Vault&) {
        overtaken.tryAcquire(1, 200); // long enough for the last to be pulled forward, if it could be
        done.push_back(1);
    });
    session.run([&](ledger::Vault&) { done.push_back(2); });
    auto last = session.run([&](ledger::Vault&) {
        done.push_back(3);
        overtaken.release();
    });
    last.waitForFinished();

    QCOMPARE(done, (std::vector<int>{1, 2, 3}));
}

void TestSession::closingFinishesWhatWasBegun()
{
    ClinicFolder folder;
    const PatientId patient = PatientId::random();
    {
        Session session(folder.create());
        session.commit({registration(patient, QStringLiteral("Diallo"), QStringLiteral("Awa"))});
        auto closed = session.close();
        QTRY_VERIFY(closed.isFinished());
        QVERIFY(session.commit({note(patient, QStringLiteral("too late"))}).isCanceled());
    }
    Session again(folder.unlock());
    QCOMPARE(again.patients()->size(), size_t(1));
}

void TestSession::aCancelledJobStopsItsWork()
{
    ClinicFolder folder;
    Session session(folder.create());
    Job job(session);
    QSignalSpy progressed(&job, &Job::progressed);
    auto work = session.runBeside([progress = job.progress()](ledger::Vault&) {
        quint64 done = 0;
        while (progress({++done, 0}))
            QThread::yieldCurrentThread();
        return done;
    });
    QTRY_VERIFY(progressed.count() > 0);
    job.cancel();
    QTRY_VERIFY(work.isFinished());
    QVERIFY(work.result() >= job.current().done);
}

void TestSession::aNurseIsToldWhatSheMayNotSign()
{
    ClinicFolder folder;
    auto vault = folder.create();
    QVERIFY(vault
                ->enrolUser(
                    QStringLiteral("Sister Wanjiru"), record::Role::Nurse, secret("another good long one"))
                .has_value());
    vault.reset();
    auto opened = ledger::Vault::unlock(
        folder.path(), QStringLiteral("Sister Wanjiru"), secret("another good long one"), quick());
    QVERIFY(opened.has_value());
    const Session session(std::move(*opened));
    record::Medication prescription;
    QVERIFY(!session.mayI(prescription));
    prescription.action = record::Medication::Action::Given;
    QVERIFY(session.mayI(prescription));
    QVERIFY(!session.mayI(record::UserEnrolled{}));
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
