#include "opened.h"

#include "blob_store_p.h"
#include "segment_reader_p.h"

#include <deque>
#include <thread>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using record::Category;
using record::Role;

namespace {

const QString nurse = QStringLiteral("Nurse Ana Lima");
const char* const nurseWord = "nurse's own passphrase";

class TestKeyTurns : public QObject
{
    Q_OBJECT

private slots:
    void whoWasRemovedOpensNothingSealedAfterwards();
    void anOldSlotPutBackOpensNothingSealedAfterwards();
    void whoStaysReadsAllFromBeforeAndAfter();
    void whoComesLaterReadsAllFromBefore();
    void theSameContentIsStillStoredOnce();
    void rootsThatNobodyVouchesForAreRefused_data();
    void rootsThatNobodyVouchesForAreRefused();
    void aCommitUnderTurnedKeysIsFoundByVerify();
    void readingStoringAndRemovingAtOnceAgree();
    void aRemovalThatFailsTurnsNothing();
};

// A clinic with a nurse, a patient, and a blob; then the nurse is removed, and more is stored.
struct Clinic
{
    QTemporaryDir parent;
    QString folder = parent.filePath("vault");
    QString before = parent.filePath("before"); // a copy from when the nurse was still there
    record::PatientId patient = record::PatientId::random();
    record::EventId early;
    record::EventId late;
    base::Hash256 earlyBlob;
    base::Hash256 lateBlob;
    VaultKeys nurses; // all that the nurse's passphrase led to
    std::unique_ptr<ledger::Vault> vault; // the founder's

    void store(record::EventId& id, base::Hash256& blob, const QString& text)
    {
        const auto stored = vault->storeBlob(patient, Category::Imaging, text.toUtf8().repeated(1000));
        VERIFY_RESULT(stored);
        blob = *stored;
        auto written = note(patient, text);
        id = written.id;
        VERIFY_RESULT(vault->commit({written, registration(patient, text, "Jo"), heartRate(patient, 80)}));
    }

    Clinic()
    {
        auto made = makeVault(folder);
        [&] { VERIFY_RESULT(made); }();
        vault = std::move(made->vault);
        [&] { VERIFY_RESULT(vault->enrolUser(nurse, Role::Nurse, secret(nurseWord))); }();
        store(early, earlyBlob, "early");
        vault.reset();
        {
            const auto opened = unlock(folder, nurse, nurseWord);
            [&] { VERIFY_RESULT(opened); }();
            nurses = keysOf(**opened);
        }
        copyFolder(folder, before);
        vault = std::move(*unlock(folder));
        [&] { VERIFY_RESULT(vault->removeUser(find(nurse), "left the clinic")); }();
        store(late, lateBlob, "late");
    }

    [[nodiscard]] record::UserId find(const QString& name) const
    {
        return vault->roster().findByName(name)->user;
    }
    [[nodiscard]] ledger::Vault::Private& inside() const { return ledger::Vault::Private::of(*vault); }
};

struct Opened
{
    int segments = 0;
    int refused = 0;
    int blobs = 0;
    int refusedBlobs = 0;
};

// What these keys open of all that is stored, whatever the program would let them.
Opened tryAll(const Clinic& clinic, const ledger::Keyring& keyring)
{
    auto& d = clinic.inside();
    Opened found;
    std::vector<ledger::StoredSegment> segments;
    std::deque<QByteArray> bodies;
    for (const Category category : ledger::allCategories) {
        ledger::scanCategory(
            *d.database, d.chains, d.identity.vault, category, [&](const ledger::StoredSegment& segment) {
                bodies.push_back(segment.body.toByteArray()); // the sink's lasts as long as the call
                segments.push_back(segment);
                segments.back().body = bodies.back();
            });
    }
    for (const ledger::StoredSegment& segment : segments) {
        if (!keyring.holds(segment.place.category))
            continue;
        std::vector<record::RecordedEvent> events;
        const auto opened = ledger::guarded([&] { ledger::SegmentOpener(keyring).open(segment, events); });
        ++(opened ? found.segments : found.refused);
    }
    for (const ledger::BlobRow& row : ledger::loadBlobRows(*d.database)) {
        const auto why
            = ledger::guarded([&] { return ledger::checkBlob(d.files, row, keyring, d.identity.vault); });
        ++(why && why->isEmpty() ? found.blobs : found.refusedBlobs);
    }
    return found;
}

void TestKeyTurns::whoWasRemovedOpensNothingSealedAfterwards()
{
    const Clinic clinic;
    // given the keys the nurse had, and the folder as it is now
    const Opened theirs = tryAll(clinic, clinic.nurses.keyring);
    const Opened ours = tryAll(clinic, clinic.inside().keyring);
    // then what was sealed before still opens, and nothing that was sealed from the removal on
    QVERIFY(theirs.segments > 0);
    QCOMPARE(theirs.blobs, 1);
    QCOMPARE(theirs.refused, 4); // the removal, a note, a registration, a vital sign
    QCOMPARE(theirs.refusedBlobs, 1);
    QCOMPARE(ours.refused, 0);
    QCOMPARE(ours.refusedBlobs, 0);
    // nor does the program open with them: the device's own key and the chain's head are sealed anew
    const QString copied = clinic.parent.filePath("copied");
    copyFolder(clinic.folder, copied);
    QCOMPARE(openWith(copied, clinic.nurses).error().code, ErrorCode::IntegrityBroken);
    QCOMPARE(unlock(copied, nurse, nurseWord).error().code, ErrorCode::WrongPassphrase);
}

void TestKeyTurns::anOldSlotPutBackOpensNothingSealedAfterwards()
{
    // given a nurse who kept a copy of the folder, and puts their slot and their keys from it into the new
    // one
    Clinic clinic;
    clinic.vault.reset();
    const ledger::VaultFiles files{clinic.folder};
    {
        const auto database = ledger::Database::open(files.database());
        const auto old = ledger::Database::open(ledger::VaultFiles{clinic.before}.database());
        auto slotRows = old->statement("SELECT name_hash, kind, salt, passes, memory, sealed FROM key_slots");
        while (slotRows.step()) {
            const QByteArray name = slotRows.bytes(0);
            const QByteArray salt = slotRows.bytes(2);
            const QByteArray sealed = slotRows.bytes(5);
            database->statement("INSERT OR IGNORE INTO key_slots VALUES(?, ?, ?, ?, ?, ?)")
                .bind(name)
                .bind(slotRows.number(1))
                .bind(salt)
                .bind(slotRows.number(3))
                .bind(slotRows.number(4))
                .bind(sealed)
                .run();
        }
        auto keys = old->statement("SELECT user, category, key_epoch, sealed FROM keyring");
        while (keys.step()) {
            const QByteArray user = keys.bytes(0);
            const QByteArray sealed = keys.bytes(3);
            database->statement("INSERT OR IGNORE INTO keyring VALUES(?, ?, ?, ?)")
                .bind(user)
                .bind(keys.number(1))
                .bind(keys.number(2))
                .bind(sealed)
                .run();
        }
    }
    // then their passphrase opens the slot, and nothing more
    QCOMPARE(unlock(clinic.folder, nurse, nurseWord).error().code, ErrorCode::IntegrityBroken);
    // and in the copy they kept, all is as it was, and nothing later is in it
    const auto kept = unlock(clinic.before, nurse, nurseWord);
    VERIFY_RESULT(kept);
    QVERIFY((*kept)->contains(clinic.early));
    QVERIFY(!(*kept)->contains(clinic.late));
}

void TestKeyTurns::whoStaysReadsAllFromBeforeAndAfter()
{
    Clinic clinic;
    VERIFY_RESULT(clinic.vault->enrolUser("A", Role::Administrator, secret("a")));
    VERIFY_RESULT(clinic.vault->enrolUser("P", Role::Physician, secret("p")));
    clinic.vault.reset();
    // given an administrator who removes another, and so turns the keys once more
    {
        auto administrator = unlock(clinic.folder, "A", "a");
        VERIFY_RESULT(administrator);
        VERIFY_RESULT((*administrator)->enrolUser("N2", Role::Nurse, secret("n")));
        VERIFY_RESULT(
            (*administrator)->removeUser((*administrator)->roster().findByName("N2")->user, "a mistake"));
        QVERIFY((*administrator)->verify()->ok);
    }
    for (const auto& [name, word] : {std::pair(founder, passphrase), {QString("P"), "p"}}) {
        const auto opened = unlock(clinic.folder, name, word);
        VERIFY_RESULT(opened);
        QCOMPARE(ledger::Vault::Private::of(**opened).keyring.epoch(), 3U);
        QCOMPARE((*opened)->read(clinic.patient)->size(), size_t{6});
        for (const base::Hash256& blob : {clinic.earlyBlob, clinic.lateBlob})
            VERIFY_RESULT((*opened)->readBlob(clinic.patient, Category::Imaging, blob));
        const auto report = (*opened)->verify();
        VERIFY_RESULT(report);
        QVERIFY2(report->ok, qPrintable(report->where + ": " + report->why));
        VERIFY_RESULT((*opened)->changePassphrase(secret(word), secret("new")));
    }
    // and with a new passphrase, and what is stored now
    const auto opened = unlock(clinic.folder, "P", "new");
    VERIFY_RESULT(opened);
    VERIFY_RESULT((*opened)->commit({note(clinic.patient, "later still")}));
    QCOMPARE((*opened)->read(clinic.patient)->size(), size_t{7});
}

void TestKeyTurns::whoComesLaterReadsAllFromBefore()
{
    Clinic clinic;
    VERIFY_RESULT(clinic.vault->enrolUser(nurse, Role::Nurse, secret("another word"))); // come back
    clinic.vault.reset();
    const auto opened = unlock(clinic.folder, nurse, "another word");
    VERIFY_RESULT(opened);
    QCOMPARE((*opened)->read(clinic.patient)->size(), size_t{6});
    VERIFY_RESULT((*opened)->readBlob(clinic.patient, Category::Imaging, clinic.earlyBlob));
    QVERIFY((*opened)->verify()->ok);
}

void TestKeyTurns::theSameContentIsStillStoredOnce()
{
    const Clinic clinic;
    const auto again
        = clinic.vault->storeBlob(clinic.patient, Category::Imaging, QByteArray("early").repeated(1000));
    QCOMPARE(again.value(), clinic.earlyBlob);
    QCOMPARE(clinic.vault->verify()->blobs, quint64{2});
}

void TestKeyTurns::rootsThatNobodyVouchesForAreRefused_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("a turn taken away") << "DELETE FROM key_turns";
    QTest::newRow("a signature cleared") << "UPDATE key_turns SET signature=zeroblob(64)";
    QTest::newRow("other fingerprints") << "UPDATE key_turns SET prints=zeroblob(length(prints))";
    QTest::newRow("another author") << "UPDATE key_turns SET author=zeroblob(16)";
    QTest::newRow("another time") << "UPDATE key_turns SET recorded=recorded+1";
    QTest::newRow("an epoch too many")
        << "INSERT INTO key_turns SELECT 3, author, recorded, prints, signature "
           "FROM key_turns";
    QTest::newRow("the new keys taken away") << "DELETE FROM keyring WHERE key_epoch=2";
    QTest::newRow("the old keys for new ones") << "DELETE FROM keyring WHERE key_epoch=2; INSERT INTO "
                                                  "keyring SELECT user, category, 2, sealed FROM keyring";
}

void TestKeyTurns::rootsThatNobodyVouchesForAreRefused()
{
    QFETCH(QString, sql);
    Clinic clinic;
    const VaultKeys keys = keysOf(*clinic.vault);
    clinic.vault.reset();
    ledger::Database::open(ledger::VaultFiles{clinic.folder}.database())->execute(sql.toUtf8().constData());
    QCOMPARE(unlock(clinic.folder).error().code, ErrorCode::IntegrityBroken);
    QVERIFY(!brokenPlace(clinic.folder, keys).isEmpty());
}

void TestKeyTurns::aCommitUnderTurnedKeysIsFoundByVerify()
{
    // given somebody who signs with their own key and the clinic's old ones
    const Clinic clinic;
    auto& d = clinic.inside();
    ledger::Keyring old;
    for (const Category category : ledger::allCategories) {
        const auto sealed = d.keyring.sealRootTo(d.identity.boxKey(), category, 1, d.identity.vault);
        old.add(category, 1, *ledger::Keyring::openRoot(d.identity, category, 1, sealed));
    }
    const auto commit
        = ledger::sealCommit({note(clinic.patient, "forged")}, d.identity, old, d.device, d.clock.next());
    {
        ledger::Transaction transaction(*d.database);
        ledger::storeCommit(*d.database, commit, d.device.chain);
        ledger::storeHead(
            *d.database, d.device, commit.headAfter(d.device.head), d.keyring, d.identity.vault);
        transaction.commit();
    }
    const auto report = clinic.vault->verify();
    VERIFY_RESULT(report);
    QVERIFY(!report->ok);
    QCOMPARE(report->where, QString("commit %1").arg(commit.header.seq));
}

void TestKeyTurns::readingStoringAndRemovingAtOnceAgree()
{
    const Clinic clinic;
    std::atomic<int> wrong = 0;
    std::atomic<bool> done = false;
    const auto use = [&](int thread) {
        for (int i = 0; !done; ++i) {
            const auto blob = clinic.vault->storeBlob(
                clinic.patient, Category::Imaging, QByteArray::number(i * 10 + thread).repeated(100));
            if (!blob || !clinic.vault->readBlob(clinic.patient, Category::Imaging, *blob)
                || !clinic.vault->commit({heartRate(clinic.patient, 70)})
                || !clinic.vault->read(clinic.patient))
                ++wrong;
        }
    };
    const auto check = [&] {
        while (!done) {
            const auto report = clinic.vault->verify();
            if (!report || !report->ok)
                ++wrong;
        }
    };
    std::vector<std::thread> threads;
    threads.emplace_back(use, 1);
    threads.emplace_back(use, 2);
    threads.emplace_back(check);
    for (int i = 0; i < 3; ++i) {
        const QString name = QString("N%1").arg(i);
        if (!clinic.vault->enrolUser(name, Role::Nurse, secret("n"))
            || !clinic.vault->removeUser(clinic.find(name), "again"))
            ++wrong;
    }
    done = true;
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
    QCOMPARE(clinic.inside().keyring.epoch(), 5U);
    const auto report = clinic.vault->verify();
    VERIFY_RESULT(report);
    QVERIFY2(report->ok, qPrintable(report->where + ": " + report->why));
}

void TestKeyTurns::aRemovalThatFailsTurnsNothing()
{
    // given a removal that the roster refuses
    Clinic clinic;
    VERIFY_RESULT(clinic.vault->enrolUser("P", Role::Physician, secret("p")));
    VERIFY_RESULT(clinic.vault->enrolUser("Q", Role::Physician, secret("q")));
    clinic.vault.reset();
    const auto opened = unlock(clinic.folder, "P", "p");
    VERIFY_RESULT(opened);
    const auto other = (*opened)->roster().findByName("Q")->user;
    QCOMPARE((*opened)->removeUser(other, "rival").error().code, ErrorCode::NotAuthorised);
    // then the keys are what they were
    QCOMPARE(ledger::Vault::Private::of(**opened).keyring.epoch(), 2U);
    VERIFY_RESULT((*opened)->commit({note(clinic.patient, "still here")}));
    QVERIFY((*opened)->verify()->ok);
}

} // namespace

QTEST_GUILESS_MAIN(TestKeyTurns)
#include "tst_key_turns.moc"
