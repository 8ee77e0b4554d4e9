#include "opened.h"

#include "page_seal_vfs_p.h"

#include <random>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using record::Category;

namespace {

class TestTamper : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theUntouchedVaultVerifies();
    void anyFlippedBitOfTheDatabaseIsFound();
    void anyFlippedByteOfTheHeadAndTheKeysIsFound();
    void flippedBitIsFoundWhileTheVaultIsOpen();
    void truncatedOrLengthenedDatabaseIsFound();
    void damagedDatabaseIsNotTakenForAWrongPassphrase();
    void anyFlippedBitOfABlobIsFound();
    void missingShortenedAndSwappedBlobsAreFound();
    void attackerWhoRepairsThePagesIsFound_data();
    void attackerWhoRepairsThePagesIsFound();
    void damagedLogIsFoundBeforeItIsUsed();
    void tornEndOfTheLogIsNotDamage();

private:
    QString database(const QString& folder) const { return ledger::VaultFiles{folder}.database(); }
    QString copy(); // a fresh copy of the vault

    QTemporaryDir m_parent;
    QString m_folder;
    VaultKeys m_keys;
    int m_copies = 0;
    std::mt19937 m_random{20261120};
};

QStringList blobFiles(const QString& folder)
{
    QStringList files;
    const QDir blobs(ledger::VaultFiles{folder}.blobs());
    for (const QFileInfo& sub : blobs.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        for (const QFileInfo& file : QDir(sub.filePath()).entryInfoList(QDir::Files))
            files.push_back(file.filePath());
    }
    return files;
}

void flip(const QString& path, qint64 offset, int bit)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(offset));
    char byte = 0;
    QCOMPARE(file.read(&byte, 1), 1);
    byte = static_cast<char>(byte ^ (1 << bit));
    QVERIFY(file.seek(offset));
    QCOMPARE(file.write(&byte, 1), 1);
}

QString TestTamper::copy()
{
    const QString folder = m_parent.filePath(QString::number(++m_copies));
    copyFolder(m_folder, folder);
    return folder;
}

void TestTamper::initTestCase()
{
    m_folder = m_parent.filePath("vault");
    auto made = makeVault(m_folder);
    VERIFY_RESULT(made);
    auto& vault = *made->vault;
    VERIFY_RESULT(vault.enrolUser("Nurse", record::Role::Nurse, secret("n")));
    const auto first = record::PatientId::random();
    const auto second = record::PatientId::random();
    VERIFY_RESULT(
        vault.commit({registration(first, "Mwangi", "Grace"), registration(second, "Diaz", "Luz")}));
    for (int i = 0; i < 120; ++i) {
        auto documented = note(first, QString("note %1").arg(i));
        documented.source = QByteArray("source ") + QByteArray::number(i);
        VERIFY_RESULT(vault.commit({heartRate(first, 60 + i), heartRate(second, 60 + i), documented}));
    }
    for (const qsizetype size : {qsizetype{0}, qsizetype{100}, qsizetype{65'536}, qsizetype{200'000}})
        VERIFY_RESULT(vault.storeBlob(first, Category::Clinical, QByteArray(size, 'b')));
    VERIFY_RESULT(vault.putPrivate("draft", QByteArray(2000, 'd')));
    VERIFY_RESULT(vault.putPrivate("draft", {})); // leaves free pages
    VERIFY_RESULT(vault.putPrivate("setting", "s"));
    m_keys = keysOf(vault);
}

void TestTamper::theUntouchedVaultVerifies()
{
    QCOMPARE(brokenPlace(m_folder, m_keys), QString());
    QVERIFY(ledger::verifyPages(m_folder)->ok);
}

void TestTamper::anyFlippedBitOfTheDatabaseIsFound()
{
    const QString folder = copy();
    const QString path = database(folder);
    const qint64 size = QFileInfo(path).size();
    QVERIFY(size > 40 * ledger::databasePageBytes);
    for (int i = 0; i < 600; ++i) {
        const qint64 offset = std::uniform_int_distribution<qint64>(0, size - 1)(m_random);
        flip(path, offset, i % 8);
        const auto report = ledger::verifyPages(folder);
        VERIFY_RESULT(report);
        QVERIFY2(!report->ok, qPrintable(QString("offset %1").arg(offset)));
        QCOMPARE(report->where, QString("database page %1").arg(offset / ledger::databasePageBytes + 1));
        flip(path, offset, i % 8);
    }
    QVERIFY(ledger::verifyPages(folder)->ok);
}

void TestTamper::anyFlippedByteOfTheHeadAndTheKeysIsFound()
{
    // the file's head, and the pages after it, where the smallest tables lie
    const QString folder = copy();
    const QString path = database(folder);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (quint32 page = 1; page <= 8; ++page) {
        const QByteArray whole = file.read(ledger::databasePageBytes);
        QVERIFY(ledger::pageSealHolds(whole, page));
        for (qsizetype i = 0; i < whole.size(); ++i) {
            QByteArray changed = whole;
            changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
            QVERIFY2(!ledger::pageSealHolds(changed, page), qPrintable(QString("byte %1").arg(i)));
        }
        QVERIFY(!ledger::pageSealHolds(whole, page + 1)); // nor is a page good in another's place
    }
    for (qint64 offset = 0; offset < 100; ++offset) {
        flip(path, offset, static_cast<int>(offset % 8));
        QVERIFY(!ledger::verifyPages(folder)->ok);
        flip(path, offset, static_cast<int>(offset % 8));
    }
}

void TestTamper::flippedBitIsFoundWhileTheVaultIsOpen()
{
    const QString folder = copy();
    const QString path = database(folder);
    const auto vault = openWith(folder, m_keys);
    VERIFY_RESULT(vault);
    QVERIFY((*vault)->verify()->ok);
    const qint64 size = QFileInfo(path).size();
    for (int i = 0; i < 100; ++i) {
        const qint64 offset = std::uniform_int_distribution<qint64>(0, size - 1)(m_random);
        flip(path, offset, i % 8);
        const auto report = (*vault)->verify();
        flip(path, offset, i % 8);
        VERIFY_RESULT(report);
        QVERIFY2(!report->ok, qPrintable(QString("offset %1").arg(offset)));
    }
    const auto report = (*vault)->verify();
    QVERIFY2(report->ok, qPrintable(report->where + report->why));
}

void TestTamper::truncatedOrLengthenedDatabaseIsFound()
{
    const qint64 size = QFileInfo(database(m_folder)).size();
    for (const qint64 change : {qint64{-1}, qint64{1}, qint64{-ledger::databasePageBytes},
             qint64{ledger::databasePageBytes}, -size / 2, 1 - size, -size}) {
        const QString folder = copy();
        QVERIFY(QFile::resize(database(folder), size + change));
        const auto report = ledger::verifyPages(folder);
        VERIFY_RESULT(report);
        QVERIFY2(!report->ok, qPrintable(QString::number(change)));
    }
    // a whole page repeated at the end, its seal and all
    const QString folder = copy();
    QFile file(database(folder));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray whole = file.readAll();
    file.write(whole.last(ledger::databasePageBytes));
    file.close();
    QVERIFY(!ledger::verifyPages(folder)->ok);
}

void TestTamper::damagedDatabaseIsNotTakenForAWrongPassphrase()
{
    const QString folder = copy();
    const QString path = database(folder);
    const qint64 pages = QFileInfo(path).size() / ledger::databasePageBytes;
    int refused = 0;
    for (qint64 page = 0; page < std::min<qint64>(pages, 14); ++page) {
        flip(path, page * ledger::databasePageBytes + 2000, 3);
        const auto opened = unlock(folder);
        if (!opened) {
            QCOMPARE(opened.error().code, ErrorCode::IntegrityBroken);
            ++refused;
        }
        flip(path, page * ledger::databasePageBytes + 2000, 3);
    }
    QVERIFY(refused > 3);
    VERIFY_RESULT(unlock(folder));
}

void TestTamper::anyFlippedBitOfABlobIsFound()
{
    const QString folder = copy();
    const auto vault = openWith(folder, m_keys);
    VERIFY_RESULT(vault);
    QCOMPARE((*vault)->verify()->blobs, quint64{4});
    for (const QString& path : blobFiles(folder)) {
        const qint64 size = QFileInfo(path).size();
        for (int i = 0; i < 40; ++i) {
            const qint64 offset = std::uniform_int_distribution<qint64>(0, size - 1)(m_random);
            flip(path, offset, i % 8);
            const auto report = (*vault)->verify();
            flip(path, offset, i % 8);
            VERIFY_RESULT(report);
            QVERIFY(!report->ok);
            QVERIFY(report->where.startsWith("blob "));
        }
    }
    QVERIFY((*vault)->verify()->ok);
}

void TestTamper::missingShortenedAndSwappedBlobsAreFound()
{
    {
        const QString folder = copy();
        QVERIFY(QFile::remove(blobFiles(folder).first()));
        QVERIFY(brokenPlace(folder, m_keys).startsWith("blob "));
    }
    {
        const QString folder = copy();
        const QString path = blobFiles(folder).first();
        QVERIFY(QFile::resize(path, QFileInfo(path).size() - 1));
        QVERIFY(brokenPlace(folder, m_keys).startsWith("blob "));
    }
    const QString folder = copy();
    const QStringList files = blobFiles(folder);
    QVERIFY(QFile::rename(files[0], files[0] + ".away"));
    QVERIFY(QFile::rename(files[1], files[0]));
    QVERIFY(QFile::rename(files[0] + ".away", files[1]));
    QVERIFY(brokenPlace(folder, m_keys).startsWith("blob "));
}

void TestTamper::attackerWhoRepairsThePagesIsFound_data()
{
    QTest::addColumn<QString>("sql");
    const auto row
        = [](const char* name, const char* sql) { QTest::newRow(name) << QString::fromLatin1(sql); };
    row("a commit in the middle deleted", "DELETE FROM commits WHERE seq=50");
    row("a commit deleted with all its rows",
        "DELETE FROM commits WHERE seq=50; DELETE FROM segments WHERE seq=50; DELETE FROM sources WHERE "
        "seq=50;"
        "DELETE FROM event_tags WHERE seq=50");
    row("the last commits cut off",
        "DELETE FROM commits WHERE seq>100; DELETE FROM segments WHERE seq>100; DELETE FROM sources WHERE "
        "seq>100;"
        "DELETE FROM event_tags WHERE seq>100");
    row("a segment deleted", "DELETE FROM segments WHERE seq=50 AND position=1");
    row("a segment's body exchanged for another's",
        "UPDATE segments SET body=(SELECT body FROM segments WHERE seq=51 AND position=0) WHERE seq=50 AND "
        "position=0");
    row("two commits' segments swapped",
        "UPDATE segments SET seq=1000 WHERE seq=50; UPDATE segments SET seq=50 WHERE seq=51;"
        "UPDATE segments SET seq=51 WHERE seq=1000");
    row("a segment under another patient",
        "UPDATE segments SET tag=zeroblob(16) WHERE seq=50 AND position=0");
    row("a segment replayed",
        "INSERT INTO segments SELECT category, tag, chain, 9999, position, key_epoch, events, author, "
        "recorded,"
        " commit_id, body FROM segments WHERE seq=50 AND position=0");
    row("a commit replayed at the end",
        "INSERT INTO commits SELECT chain, (SELECT max(seq)+1 FROM commits), header, device_signature,"
        " author_signature FROM commits WHERE seq=50");
    row("a commit on another chain",
        "INSERT INTO chains VALUES(2, randomblob(16), 1);"
        "INSERT INTO commits SELECT 2, 1, header, device_signature, author_signature FROM commits WHERE "
        "seq=1");
    row("a key epoch altered", "UPDATE segments SET key_epoch=2 WHERE seq=50 AND position=0");
    row("an author altered", "UPDATE segments SET author=zeroblob(16) WHERE seq=50 AND position=0");
    row("a time altered", "UPDATE segments SET recorded=recorded+65536 WHERE seq=50 AND position=0");
    row("a commit's name altered", "UPDATE segments SET commit_id=zeroblob(32) WHERE seq=50 AND position=0");
    row("a number of entries altered", "UPDATE segments SET events=2 WHERE seq=50 AND position=0");
    row("a device's signature cleared", "UPDATE commits SET device_signature=zeroblob(64) WHERE seq=50");
    row("an author's signature cleared", "UPDATE commits SET author_signature=zeroblob(64) WHERE seq=50");
    row("the signatures exchanged",
        "UPDATE commits SET author_signature=device_signature, device_signature=author_signature WHERE "
        "seq=50");
    row("a header cut short", "UPDATE commits SET header=substr(header, 1, 60) WHERE seq=50");
    row("a header with something behind it", "UPDATE commits SET header=header || x'00' WHERE seq=50");
    row("a source deleted", "DELETE FROM sources WHERE seq=50");
    row("a source exchanged", "UPDATE sources SET body=(SELECT body FROM sources WHERE seq=51) WHERE seq=50");
    row("a source added", "INSERT INTO sources SELECT chain, 9999, position, body FROM sources WHERE seq=50");
    row("an entry missing from the list", "DELETE FROM event_tags WHERE seq=50 AND position=0");
    row("an entry listed elsewhere", "UPDATE event_tags SET seq=60 WHERE seq=50");
    row("an entry listed that is not there", "INSERT INTO event_tags VALUES(randomblob(16), 1, 50, 0)");
    row("the head exchanged",
        "UPDATE meta SET value=randomblob(length(value)) WHERE CAST(name AS TEXT)='head'");
    row("the device key exchanged",
        "UPDATE meta SET value=randomblob(length(value)) WHERE CAST(name AS TEXT)='device'");
    row("the device renamed", "UPDATE chains SET device=randomblob(16)");
    row("the epoch altered", "UPDATE chains SET epoch=2");
    row("the keyring exchanged", "UPDATE keyring SET sealed=randomblob(length(sealed))");
    row("keys of two categories swapped",
        "UPDATE keyring SET category=100 WHERE category=2; UPDATE keyring SET category=2 WHERE category=3;"
        "UPDATE keyring SET category=3 WHERE category=100");
    row("a private item altered", "UPDATE private_items SET sealed=randomblob(length(sealed))");
    row("a private item renamed", "UPDATE private_items SET name=randomblob(32)");
    row("a blob's hash altered", "UPDATE blobs SET file_hash=randomblob(32) WHERE size=100");
    row("a blob's size altered", "UPDATE blobs SET size=99 WHERE size=100");
    row("a key slot made cheap", "UPDATE key_slots SET memory=8192");
    row("all of the record deleted",
        "DELETE FROM commits WHERE seq>1; DELETE FROM segments WHERE seq>1; DELETE FROM sources; DELETE FROM"
        " event_tags WHERE seq>1");
}

void TestTamper::attackerWhoRepairsThePagesIsFound()
{
    // given somebody who knows the format and leaves every page with a good seal
    QFETCH(QString, sql);
    const QString folder = copy();
    {
        const auto open = ledger::Database::open(database(folder));
        open->execute("PRAGMA foreign_keys=OFF");
        const QByteArray statements = sql.toUtf8();
        open->execute(statements.constData());
    }
    QVERIFY(ledger::verifyPages(folder)->ok);
    // then
    const QString place = brokenPlace(folder, m_keys);
    QVERIFY(!place.isEmpty());
}

void TestTamper::damagedLogIsFoundBeforeItIsUsed()
{
    // given a log with many transactions, as a killed program leaves it
    const QString folder = copy();
    const QString killed = m_parent.filePath("killed");
    {
        const auto vault = openWith(folder, m_keys);
        VERIFY_RESULT(vault);
        for (int i = 0; i < 10; ++i)
            VERIFY_RESULT((*vault)->commit({heartRate(record::PatientId::random(), i)}));
        copyFolder(folder, killed);
    }
    QFile::remove(killed + "/vault.db-shm");
    const QString log = killed + "/vault.db-wal";
    QVERIFY(QFileInfo(log).size() > 20 * ledger::databasePageBytes);
    QVERIFY(ledger::verifyPages(killed)->ok);
    for (int i = 0; i < 60; ++i) {
        // anywhere in the first half: whole transactions stand behind it
        const qint64 offset = std::uniform_int_distribution<qint64>(0, QFileInfo(log).size() / 2)(m_random);
        flip(log, offset, i % 8);
        const auto pages = ledger::verifyPages(killed);
        const auto opened = openWith(killed, m_keys);
        flip(log, offset, i % 8);
        VERIFY_RESULT(pages);
        QVERIFY2(!pages->ok, qPrintable(QString("offset %1").arg(offset)));
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::IntegrityBroken);
    }
    QCOMPARE(brokenPlace(killed, m_keys), QString());
}

void TestTamper::tornEndOfTheLogIsNotDamage()
{
    const QString folder = copy();
    const QString killed = m_parent.filePath("torn");
    {
        const auto vault = openWith(folder, m_keys);
        VERIFY_RESULT(vault);
        for (int i = 0; i < 5; ++i)
            VERIFY_RESULT((*vault)->commit({heartRate(record::PatientId::random(), i)}));
        copyFolder(folder, killed);
    }
    QFile::remove(killed + "/vault.db-shm");
    const QString log = killed + "/vault.db-wal";
    QVERIFY(QFile::resize(log, QFileInfo(log).size() - 1000));
    QCOMPARE(brokenPlace(killed, m_keys), QString());
    const auto vault = openWith(killed, m_keys);
    VERIFY_RESULT(vault);
    VERIFY_RESULT((*vault)->commit({heartRate(record::PatientId::random(), 6)}));
}

} // namespace

QTEST_GUILESS_MAIN(TestTamper)
#include "tst_tamper.moc"
