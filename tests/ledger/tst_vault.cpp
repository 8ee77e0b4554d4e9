#include "clinic.h"

#include "record/chart.h"

#include <csignal>
#include <QTest>
#include <sys/wait.h>
#include <unistd.h>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;

namespace {

using Action = record::AccessLogged::Action;

std::vector<record::AccessLogged> accesses(const ledger::Vault& vault)
{
    std::vector<record::AccessLogged> all;
    const auto log = vault.readClinic(record::Category::Access);
    for (const record::RecordedEvent& recorded : log.value_or(std::vector<record::RecordedEvent>()))
        all.push_back(*recorded.event.as<record::AccessLogged>());
    return all;
}

class TestVault : public QObject
{
    Q_OBJECT

private slots:
    void whatIsCommittedIsReadAfterUnlocking();
    void sourcesComeBackByteForByte();
    void secondProcessIsToldBusy();
    void wrongUserAndWrongPassphraseAreNotToldApart();
    void failedUnlocksAreLoggedAtTheNextUnlock();
    void unlockingAndLockingAreLogged();
    void aKilledSessionHasNoLogout();
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
        QStringList failures;
        for (const record::AccessLogged& access : accesses(**vault)) {
            if (access.action == Action::FailedUnlock)
                failures.push_back(access.detail);
        }
        QCOMPARE(failures, QStringList{QStringLiteral("2")});
    }
}

void TestVault::unlockingAndLockingAreLogged()
{
    // given a clinic that is founded, left, entered, left, and entered with the recovery code
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto user = made->vault->user().user;
    made->vault.reset();
    VERIFY_RESULT(unlock(folder.path()));
    const auto recovered
        = ledger::Vault::recover(folder.path(), founder, made->recoveryCode, secret("another"), quick());
    VERIFY_RESULT(recovered);
    // then each coming and going is there, in order, with who and how
    const auto log = accesses(*recovered->vault);
    std::vector<Action> actions;
    for (const record::AccessLogged& access : log)
        actions.push_back(access.action);
    QCOMPARE(
        actions, (std::vector{Action::Unlock, Action::Lock, Action::Unlock, Action::Lock, Action::Unlock}));
    QCOMPARE(log.front().detail, QStringLiteral("new clinic"));
    QCOMPARE(log[2].detail, QString());
    QCOMPARE(log.back().detail, QStringLiteral("recovery code"));
    const auto events = recovered->vault->readClinic(record::Category::Access);
    VERIFY_RESULT(events);
    for (const record::RecordedEvent& recorded : *events)
        QCOMPARE(recorded.author, user);
}

void TestVault::aKilledSessionHasNoLogout()
{
    const QTemporaryDir folder;
    VERIFY_RESULT(makeVault(folder.path()));
    const pid_t child = ::fork();
    if (child == 0) {
        const auto vault = unlock(folder.path());
        ::kill(::getpid(), vault ? SIGKILL : SIGTERM);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(WTERMSIG(status), SIGKILL);
    const auto vault = unlock(folder.path());
    VERIFY_RESULT(vault);
    const auto log = accesses(**vault);
    QCOMPARE(log.size(), size_t{4}); // in and out, in, in
    QCOMPARE(log[1].action, Action::Lock);
    QCOMPARE(log[2].action, Action::Unlock);
    QCOMPARE(log[3].action, Action::Unlock);
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
    QCOMPARE(report->commits, quint64{52}); // with the founding and the login
    QCOMPARE(report->events, quint64{104});
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
