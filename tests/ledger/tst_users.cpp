#include "opened.h"

#include "record/chart.h"
#include "recovery_code_p.h"

#include <set>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using record::Category;
using record::Role;

namespace {

const QString nurse = QStringLiteral("Nurse Ana Lima");
const char* const nurseWord = "nurse's own passphrase";

QByteArray text(const ledger::Secret& secretText)
{
    return ledger::viewOf(secretText).toByteArray();
}

class TestUsers : public QObject
{
    Q_OBJECT

private slots:
    void enrolledUsersOpenWithTheirOwnPassphrase();
    void everyRoleReadsItsOwnCategoriesOnly();
    void administratorEnrolsAPhysicianWhoReadsEverything();
    void nurseMayNotPrescribe();
    void smuggledPrescriptionIsNotAuthorised();
    void nurseMayNotEnrol();
    void twoUsersCannotBearOneName();
    void removedUserIsLockedOut();
    void removedUsersLaterCommitIsFoundByVerify();
    void passphraseCanBeChanged();
    void composedAndDecomposedPassphrasesAreTheSame();
    void recoveryCodeOpensOnceAndIsReplaced();
    void recoveryCodeForgivesHowItIsTyped();
    void mistypedRecoveryCodeIsToldFromAWrongOne();
    void loweredKeySlotIsRefused();
    void privateItemsAreTheUsersOwn();
};

void TestUsers::enrolledUsersOpenWithTheirOwnPassphrase()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    VERIFY_RESULT(made->vault->enrolUser(nurse, Role::Nurse, secret(nurseWord)));
    made->vault.reset();
    QCOMPARE(unlock(folder.path(), nurse, passphrase).error().code, ErrorCode::WrongPassphrase);
    auto opened = unlock(folder.path(), nurse, nurseWord);
    VERIFY_RESULT(opened);
    QCOMPARE((*opened)->user().name, nurse);
    QCOMPARE((*opened)->user().role, Role::Nurse);
    QCOMPARE((*opened)->roster().members().size(), size_t{2});
    QVERIFY((*opened)->verify()->ok);
}

void TestUsers::everyRoleReadsItsOwnCategoriesOnly()
{
    // given a patient with something in every category
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    auto sensitive = note(patient, "told in confidence");
    sensitive.category = Category::Sensitive;
    auto imaging = note(patient, "chest film");
    imaging.category = Category::Imaging;
    VERIFY_RESULT(made->vault->commit({registration(patient, "Doe", "Jo"), heartRate(patient, 70),
        note(patient, "well"), sensitive, imaging}));
    VERIFY_RESULT(made->vault->enrolUser("N", Role::Nurse, secret("n")));
    VERIFY_RESULT(made->vault->enrolUser("A", Role::Administrator, secret("a")));
    VERIFY_RESULT(made->vault->enrolUser("U", Role::Auditor, secret("u")));
    made->vault.reset();
    // then
    for (const auto& [name, word, role] :
        {std::tuple("N", "n", Role::Nurse), {"A", "a", Role::Administrator}, {"U", "u", Role::Auditor}}) {
        auto opened = unlock(folder.path(), name, word);
        VERIFY_RESULT(opened);
        const auto readable = record::categoriesReadableBy(role);
        const auto events = (*opened)->read(patient);
        VERIFY_RESULT(events);
        std::set<Category> seen;
        for (const auto& recorded : *events)
            seen.insert(recorded.event.category);
        for (const Category category : {Category::Demographics, Category::Vitals, Category::Clinical,
                 Category::Imaging, Category::Sensitive}) {
            const bool may = std::find(readable.begin(), readable.end(), category) != readable.end();
            QCOMPARE(seen.contains(category), may);
        }
        const auto confidence = (*opened)->readSource(sensitive.id);
        QCOMPARE(confidence.has_value(), role == Role::Physician);
        const auto report = (*opened)->verify();
        VERIFY_RESULT(report);
        QVERIFY2(report->ok, qPrintable(report->where + report->why));
    }
}

void TestUsers::administratorEnrolsAPhysicianWhoReadsEverything()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    auto sensitive = note(patient, "told in confidence");
    sensitive.category = Category::Sensitive;
    VERIFY_RESULT(made->vault->commit({sensitive}));
    VERIFY_RESULT(made->vault->enrolUser("A", Role::Administrator, secret("a")));
    made->vault.reset();
    {
        auto administrator = unlock(folder.path(), "A", "a");
        VERIFY_RESULT(administrator);
        QVERIFY((*administrator)->read(patient)->empty());
        VERIFY_RESULT((*administrator)->enrolUser("P", Role::Physician, secret("p")));
    }
    auto physician = unlock(folder.path(), "P", "p");
    VERIFY_RESULT(physician);
    QCOMPARE((*physician)->read(patient)->size(), size_t{1});
}

void TestUsers::nurseMayNotPrescribe()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path(), Role::Nurse);
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    const auto refused = made->vault->commit({heartRate(patient, 80), prescription(patient)});
    QCOMPARE(refused.error().code, ErrorCode::NotAuthorised);
    QVERIFY(made->vault->read(patient)->empty()); // not even the part that was allowed
    VERIFY_RESULT(made->vault->commit({heartRate(patient, 80)}));
}

void TestUsers::smuggledPrescriptionIsNotAuthorised()
{
    // given a nurse whose program does not ask
    const QTemporaryDir folder;
    auto made = makeVault(folder.path(), Role::Nurse);
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    auto& d = ledger::Vault::Private::of(*made->vault);
    // when she seals and signs a prescription with her own keys
    const auto commit
        = ledger::sealCommit({prescription(patient)}, d.identity, d.keyring, d.device, d.clock.next());
    {
        ledger::Transaction transaction(*d.database);
        ledger::storeCommit(*d.database, commit, d.device.chain);
        ledger::storeHead(
            *d.database, d.device, commit.headAfter(d.device.head), d.keyring, d.identity.vault);
        transaction.commit();
    }
    made->vault.reset();
    // then it is hers, and it is seen not to be authorised
    auto opened = unlock(folder.path());
    VERIFY_RESULT(opened);
    const auto events = (*opened)->read(patient);
    VERIFY_RESULT(events);
    QCOMPARE(events->size(), size_t{1});
    QVERIFY(!(*opened)->roster().authorises(events->front()));
    const auto chart = record::Chart::fold(patient, *events, (*opened)->roster());
    QVERIFY(chart.activeMedications().empty());
    QCOMPARE(chart.notAuthorised().size(), size_t{1});
    QVERIFY((*opened)->verify()->ok);
}

void TestUsers::nurseMayNotEnrol()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    VERIFY_RESULT(made->vault->enrolUser(nurse, Role::Nurse, secret(nurseWord)));
    made->vault.reset();
    auto opened = unlock(folder.path(), nurse, nurseWord);
    VERIFY_RESULT(opened);
    QCOMPARE(
        (*opened)->enrolUser("Friend", Role::Physician, secret("x")).error().code, ErrorCode::NotAuthorised);
    const auto founderId = (*opened)->roster().findByName(founder)->user;
    QCOMPARE((*opened)->removeUser(founderId, "coup").error().code, ErrorCode::NotAuthorised);
}

void TestUsers::twoUsersCannotBearOneName()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto again = made->vault->enrolUser(" DR AMARA OKONKWO", Role::Nurse, secret("x"));
    QCOMPARE(again.error().code, ErrorCode::InvalidInput);
    QCOMPARE(made->vault->roster().members().size(), size_t{1});
    QVERIFY(made->vault->verify()->ok);
}

void TestUsers::removedUserIsLockedOut()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    VERIFY_RESULT(made->vault->enrolUser(nurse, Role::Nurse, secret(nurseWord)));
    made->vault.reset();
    const auto patient = record::PatientId::random();
    {
        auto opened = unlock(folder.path(), nurse, nurseWord);
        VERIFY_RESULT(opened);
        VERIFY_RESULT((*opened)->commit({heartRate(patient, 99)}));
    }
    auto opened = unlock(folder.path());
    VERIFY_RESULT(opened);
    const auto nurseId = (*opened)->roster().findByName(nurse)->user;
    VERIFY_RESULT((*opened)->removeUser(nurseId, "moved away"));
    QCOMPARE((*opened)->removeUser((*opened)->user().user, "me").error().code, ErrorCode::InvalidInput);
    // what she signed before stays hers
    const auto events = (*opened)->read(patient);
    QVERIFY((*opened)->roster().authorises(events->front()));
    QVERIFY((*opened)->verify()->ok);
    opened->reset();
    QCOMPARE(unlock(folder.path(), nurse, nurseWord).error().code, ErrorCode::WrongPassphrase);
}

void TestUsers::removedUsersLaterCommitIsFoundByVerify()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    VERIFY_RESULT(made->vault->enrolUser(nurse, Role::Nurse, secret(nurseWord)));
    made->vault.reset();
    auto opened = unlock(folder.path(), nurse, nurseWord);
    VERIFY_RESULT(opened);
    const VaultKeys hers = keysOf(**opened); // kept by a changed program
    opened->reset();
    opened = unlock(folder.path());
    VERIFY_RESULT(opened);
    VERIFY_RESULT((*opened)->removeUser(hers.identity.user, "moved away"));
    auto& d = ledger::Vault::Private::of(**opened);
    const auto commit = ledger::sealCommit(
        {heartRate(record::PatientId::random(), 1)}, hers.identity, hers.keyring, d.device, d.clock.next());
    {
        ledger::Transaction transaction(*d.database);
        ledger::storeCommit(*d.database, commit, d.device.chain);
        ledger::storeHead(
            *d.database, d.device, commit.headAfter(d.device.head), d.keyring, d.identity.vault);
        transaction.commit();
    }
    const auto report = (*opened)->verify();
    VERIFY_RESULT(report);
    QVERIFY(!report->ok);
    QCOMPARE(report->where, QStringLiteral("commit %1").arg(commit.header.seq));
}

void TestUsers::passphraseCanBeChanged()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    QCOMPARE(made->vault->changePassphrase(secret("wrong"), secret("new")).error().code,
        ErrorCode::WrongPassphrase);
    QCOMPARE(made->vault->changePassphrase(secret(passphrase), ledger::Secret()).error().code,
        ErrorCode::InvalidInput);
    VERIFY_RESULT(made->vault->changePassphrase(secret(passphrase), secret("new")));
    made->vault.reset();
    QCOMPARE(unlock(folder.path()).error().code, ErrorCode::WrongPassphrase);
    VERIFY_RESULT(unlock(folder.path(), founder, "new"));
}

void TestUsers::composedAndDecomposedPassphrasesAreTheSame()
{
    const QTemporaryDir folder;
    const char* const composed = "caf\xc3\xa9 \xe4\xbd\xa0\xe5\xa5\xbd";
    const char* const decomposed = "cafe\xcc\x81 \xe4\xbd\xa0\xe5\xa5\xbd";
    auto made = ledger::Vault::create(
        folder.path(), {clinic, founder, Role::Physician, device}, secret(composed), quick());
    VERIFY_RESULT(made);
    made->vault.reset();
    VERIFY_RESULT(unlock(folder.path(), founder, decomposed));
    QCOMPARE(unlock(folder.path(), founder, "cafe").error().code, ErrorCode::WrongPassphrase);
}

void TestUsers::recoveryCodeOpensOnceAndIsReplaced()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto user = made->vault->user().user;
    made->vault.reset();
    auto recovered
        = ledger::Vault::recover(folder.path(), founder, made->recoveryCode, secret("a new one"), quick());
    VERIFY_RESULT(recovered);
    QCOMPARE(recovered->vault->user().user, user);
    QVERIFY(text(recovered->recoveryCode) != text(made->recoveryCode));
    QVERIFY(recovered->vault->verify()->ok);
    recovered->vault.reset();
    QCOMPARE(unlock(folder.path()).error().code, ErrorCode::WrongPassphrase);
    const auto again
        = ledger::Vault::recover(folder.path(), founder, made->recoveryCode, secret("b"), quick());
    QCOMPARE(again.error().code, ErrorCode::WrongPassphrase);
    VERIFY_RESULT(unlock(folder.path(), founder, "a new one"));
}

void TestUsers::recoveryCodeForgivesHowItIsTyped()
{
    for (int i = 0; i < 200; ++i) {
        const auto code = ledger::makeRecoveryCode();
        const auto kept = ledger::normalisedRecoveryCode(code);
        QVERIFY(kept);
        QByteArray typed = text(code).toLower().replace('-', ' ');
        typed.replace('0', i % 2 == 0 ? 'o' : 'O').replace('1', i % 3 == 0 ? 'l' : 'I');
        const auto read = ledger::normalisedRecoveryCode(secret((typed + "\n").constData()));
        QVERIFY(read);
        QCOMPARE(text(*read), text(*kept));
    }
}

void TestUsers::mistypedRecoveryCodeIsToldFromAWrongOne()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    made->vault.reset();
    QByteArray typed = text(made->recoveryCode);
    for (qsizetype i = 0; i < typed.size(); ++i) { // any one wrong character
        if (typed[i] == '-')
            continue;
        QByteArray wrong = typed;
        wrong[i] = typed[i] == 'A' ? 'B' : 'A';
        QVERIFY(!ledger::normalisedRecoveryCode(secret(wrong.constData())));
    }
    typed[0] = typed[0] == 'A' ? 'B' : 'A';
    const auto mistyped
        = ledger::Vault::recover(folder.path(), founder, secret(typed.constData()), secret("b"), quick());
    QCOMPARE(mistyped.error().code, ErrorCode::InvalidInput);
    const auto wrong
        = ledger::Vault::recover(folder.path(), founder, ledger::makeRecoveryCode(), secret("b"), quick());
    QCOMPARE(wrong.error().code, ErrorCode::WrongPassphrase);
}

void TestUsers::loweredKeySlotIsRefused()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const VaultKeys keys = keysOf(*made->vault);
    made->vault.reset();
    const ledger::VaultFiles files{folder.path()};
    for (const char* lowering : {"UPDATE key_slots SET passes=1",
             "UPDATE key_slots SET passes=3, memory=8388608", "UPDATE key_slots SET memory=1099511627776"}) {
        ledger::Database::open(files.database())->execute(lowering);
        QCOMPARE(unlock(folder.path()).error().code, ErrorCode::IntegrityBroken);
        QVERIFY(!brokenPlace(folder.path(), keys).isEmpty());
    }
}

void TestUsers::privateItemsAreTheUsersOwn()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    VERIFY_RESULT(made->vault->enrolUser(nurse, Role::Nurse, secret(nurseWord)));
    VERIFY_RESULT(made->vault->putPrivate("draft/1", "first"));
    VERIFY_RESULT(made->vault->putPrivate("draft/2", "second"));
    VERIFY_RESULT(made->vault->putPrivate("theme", "dark"));
    VERIFY_RESULT(made->vault->putPrivate("draft/1", "changed"));
    VERIFY_RESULT(made->vault->putPrivate("draft/2", {}));
    QCOMPARE(made->vault->getPrivate("draft/1").value(), QByteArray("changed"));
    QCOMPARE(made->vault->listPrivate("draft/").value(), QStringList{"draft/1"});
    QCOMPARE(made->vault->getPrivate("draft/2").value(), QByteArray());
    made->vault.reset();
    {
        auto opened = unlock(folder.path(), nurse, nurseWord);
        VERIFY_RESULT(opened);
        QCOMPARE((*opened)->listPrivate({}).value(), QStringList());
        QCOMPARE((*opened)->getPrivate("draft/1").value(), QByteArray());
    }
    auto opened = unlock(folder.path());
    VERIFY_RESULT(opened);
    QCOMPARE((*opened)->listPrivate({}).value(), (QStringList{"draft/1", "theme"}));
}

} // namespace

QTEST_GUILESS_MAIN(TestUsers)
#include "tst_users.moc"
