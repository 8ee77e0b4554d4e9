#include "clinic.h"

#include "record/chart.h"

#include <QTest>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;

namespace {

class TestVault : public QObject
{
    Q_OBJECT

private slots:
    void whatIsCommittedIsReadAfterUnlocking();
    void sourcesComeBackByteForByte();
    void secondProcessIsToldBusy();
    void wrongUserAndWrongPassphraseAreNotToldApart();
    void failedUnlocksAreLoggedAtTheNextUnlock();
    void freshAndUsedVaultsVerify();
    void aLogThatBeganAgainIsWhole();
};

void TestVault::whatIsCommittedIsReadAfterUnlocking()
{
    // given
    const QTemporaryDir folder;
    const auto patient = record::PatientId::random();
    record::CommitId commit;
    {
        auto made = makeVault(folder.path());
        VERIFY_RESULT(made);
        // when
        auto receipt
            = made->vault->commit({registration(patient, "Mwangi", "Grace"), heartRate(patient, 88)});
        VERIFY_RESULT(receipt);
        commit = receipt->id;
    }
    // then
    auto vault = unlock(folder.path());
    VERIFY_RESULT(vault);
    QCOMPARE((*vault)->clinicName(), clinic);
    QCOMPARE((*vault)->user().name, founder);
    QCOMPARE((*vault)->patients()->size(), size_t{1});
    QCOMPARE((*vault)->patients()->find(patient)->details.names.front().family, QStringLiteral("Mwangi"));
    auto events = (*vault)->read(patient);
    VERIFY_RESULT(events);
    QCOMPARE(events->size(), size_t{2});
    for (const record::RecordedEvent& recorded : *events) {
        QCOMPARE(recorded.commit, commit);
        QCOMPARE(recorded.author, (*vault)->user().user);
        QCOMPARE(recorded.device, (*vault)->device());
        QVERIFY((*vault)->contains(recorded.event.id));
    }
    QVERIFY(!(*vault)->contains(record::EventId::random()));
}

void TestVault::sourcesComeBackByteForByte()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    auto withSource = note(patient, "from elsewhere");
    withSource.source = QByteArray("{\"value\": 1.00}") + QByteArray(100'000, '\0');
    auto without = note(patient, "entered here");
    VERIFY_RESULT(made->vault->commit({withSource, without}));
    QCOMPARE(made->vault->readSource(withSource.id).value(), withSource.source);
    QCOMPARE(made->vault->readSource(without.id).value(), QByteArray());
    QCOMPARE(made->vault->readSource(record::EventId::random()).error().code, ErrorCode::NotFound);
    const auto all = made->vault->readSources(patient);
    VERIFY_RESULT(all);
    QCOMPARE(all->size(), size_t{1});
    QCOMPARE(all->front().first, withSource.id);
    QCOMPARE(made->vault->read(patient)->front().event.source, QByteArray());
}

void TestVault::secondProcessIsToldBusy()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    QCOMPARE(unlock(folder.path()).error().code, ErrorCode::Busy);
    made->vault.reset();
    VERIFY_RESULT(unlock(folder.path()));
}

void TestVault::wrongUserAndWrongPassphraseAreNotToldApart()
{
    const QTemporaryDir folder;
    VERIFY_RESULT(makeVault(folder.path()));
    const auto wrongWord = unlock(folder.path(), founder, "wrong");
    const auto wrongUser = unlock(folder.path(), "Nobody");
    QCOMPARE(wrongWord.error().code, ErrorCode::WrongPassphrase);
    QCOMPARE(wrongUser.error().code, ErrorCode::WrongPassphrase);
    QCOMPARE(wrongWord.error().message(), wrongUser.error().message());
    QCOMPARE(unlock(folder.path() + "/nowhere").error().code, ErrorCode::NotFound);
    VERIFY_RESULT(unlock(folder.path(), "  dr amara OKONKWO "));
}

void TestVault::failedUnlocksAreLoggedAtTheNextUnlock()
{
    const QTemporaryDir folder;
    VERIFY_RESULT(makeVault(folder.path()));
    QVERIFY(!unlock(folder.path(), founder, "wrong"));
    QVERIFY(!unlock(folder.path(), founder, "wronger"));
    for (int i = 0; i < 2; ++i) { // logged once, not at every unlock
        auto vault = unlock(folder.path());
        VERIFY_RESULT(vault);
        const auto log = (*vault)->readClinic(record::Category::Access);
        VERIFY_RESULT(log);
        QCOMPARE(log->size(), size_t{1});
        const auto* access = log->front().event.as<record::AccessLogged>();
        QCOMPARE(access->action, record::AccessLogged::Action::FailedUnlock);
        QCOMPARE(access->detail, QStringLiteral("2"));
    }
}

void TestVault::freshAndUsedVaultsVerify()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    for (int i = 0; i < 50; ++i)
        VERIFY_RESULT(made->vault->commit({heartRate(patient, 60 + i), note(patient, "well")}));
    const auto blob = made->vault->storeBlob(patient, record::Category::Clinical, QByteArray(200'000, 'x'));
    VERIFY_RESULT(blob);
    QCOMPARE(made->vault->readBlob(patient, record::Category::Clinical, *blob)->size(), 200'000);
    const auto report = made->vault->verify();
    VERIFY_RESULT(report);
    QVERIFY2(report->ok, qPrintable(report->where + ": " + report->why));
    QCOMPARE(report->commits, quint64{51});
    QCOMPARE(report->events, quint64{103});
    QCOMPARE(report->blobs, quint64{1});
    made->vault.reset();
    const auto pages = ledger::verifyPages(folder.path());
    VERIFY_RESULT(pages);
    QVERIFY2(pages->ok, qPrintable(pages->where + ": " + pages->why));
}

} // namespace

// Once folded in, SQLite's log is written again from its start: whole transactions of the run before stand
// behind its end, and are no damage.
void TestVault::aLogThatBeganAgainIsWhole()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    for (int i = 0; i < 130; ++i) {
        std::vector<record::Event> events;
        events.reserve(500);
        for (int j = 0; j < 500; ++j)
            events.push_back(heartRate(patient, 60 + j % 60));
        VERIFY_RESULT(made->vault->commit(std::move(events)));
    }
    const auto report = made->vault->verify();
    VERIFY_RESULT(report);
    QVERIFY2(report->ok, qPrintable(report->where + report->why));
}

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
