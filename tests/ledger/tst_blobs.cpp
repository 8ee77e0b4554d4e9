#include "opened.h"

#include "blob_file_p.h"
#include "killed.h"
#include "ledger/blob_batch.h"
#include "noise.h"

#include <atomic>
#include <chrono>
#include <QElapsedTimer>
#include <random>
#include <thread>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using record::Category;

namespace {

class TestBlobs : public QObject
{
    Q_OBJECT

private slots:
    void theSameContentIsStoredOnceForAPatientAndCategory();
    void whatAThreadStoresEveryThreadReads();
    void twoBatchesWithTheSameContentAgree();
    void theContentsOfAStudyAreStoredTogether();
    void aBatchThatIsNotFinishedLeavesNothing();
    void anEventThatNamesWhatIsNotStoredIsRefused();
    void aMissingFileIsStoredAgain();
    void contentOfAnySizeComesBack();
    void othersContentIsNotGivenOut();
    void killedWhileStoringKeepsWhatWasFinishedAndSweepsTheRest();
};

std::vector<base::Hash256> filesOf(const QString& folder)
{
    return ledger::listBlobFiles(ledger::VaultFiles{folder});
}

void verifyWhole(const ledger::Vault& vault, quint64 blobs)
{
    const auto report = vault.verify();
    VERIFY_RESULT(report);
    QVERIFY2(report->ok, qPrintable(report->where + ": " + report->why));
    QCOMPARE(report->blobs, blobs);
}

record::Event scan(record::PatientId patient, const base::Hash256& blob)
{
    record::Document document;
    document.title = QStringLiteral("Scan");
    document.contentType = QStringLiteral("application/dicom");
    document.blob = blob;
    record::Event made = event(patient, document);
    made.category = Category::Imaging;
    return made;
}

void TestBlobs::theSameContentIsStoredOnceForAPatientAndCategory()
{
    // given content that is stored
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    const QByteArray image = noise(1, 100'000);
    const auto first = made->vault->storeBlob(patient, Category::Imaging, image);
    VERIFY_RESULT(first);
    // when it is stored again, for the same patient and category and for others
    const auto again = made->vault->storeBlob(patient, Category::Imaging, image);
    const auto elsewhere = made->vault->storeBlob(patient, Category::Clinical, image);
    const auto another = made->vault->storeBlob(record::PatientId::random(), Category::Imaging, image);
    // then the same is one file, and nobody can tell from its name that another patient has it too
    QCOMPARE(again.value(), *first);
    QVERIFY(elsewhere.value() != *first);
    QVERIFY(another.value() != *first);
    QCOMPARE(filesOf(folder.path()).size(), 3);
    verifyWhole(*made->vault, 3);
}

void TestBlobs::whatAThreadStoresEveryThreadReads()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    constexpr int threads = 6;
    constexpr quint32 each = 12;
    std::atomic<int> wrong = 0;
    // when several store, half of it the same, read it back, commit and verify at once
    std::vector<std::thread> all;
    for (int thread = 0; thread < threads; ++thread) {
        all.emplace_back([&, thread] {
            for (quint32 i = 0; i < each; ++i) {
                const quint32 seed = i % 2 == 0 ? i : i + 100 * static_cast<quint32>(thread);
                const QByteArray image = noise(seed, 1000 + 50'000 * (i % 3));
                const auto stored = made->vault->storeBlob(patient, Category::Imaging, image);
                if (!stored || made->vault->readBlob(patient, Category::Imaging, *stored) != image
                    || !made->vault->commit({scan(patient, *stored)}))
                    ++wrong;
            }
        });
    }
    all.emplace_back([&] {
        for (int i = 0; i < 4; ++i) {
            const auto report = made->vault->verify();
            if (!report || !report->ok)
                ++wrong;
        }
    });
    for (std::thread& thread : all)
        thread.join();
    // then each reads what it stored, and what was the same is there once
    QCOMPARE(wrong.load(), 0);
    verifyWhole(*made->vault, each / 2 + threads * each / 2);
    QCOMPARE(filesOf(folder.path()).size(), each / 2 + threads * each / 2);
}

void TestBlobs::twoBatchesWithTheSameContentAgree()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    const QByteArray image = noise(2, 70'000);
    // given two batches that both hold it
    auto first = made->vault->startBlobs();
    auto second = made->vault->startBlobs();
    const auto name = first->add(patient, Category::Imaging, image);
    VERIFY_RESULT(name);
    QCOMPARE(second->add(patient, Category::Imaging, image).value(), *name);
    QCOMPARE(filesOf(folder.path()).size(), 2);
    // when both are finished
    VERIFY_RESULT(second->finish());
    VERIFY_RESULT(first->finish());
    // then one file is left, and it is the one that is vouched for
    QCOMPARE(filesOf(folder.path()).size(), 1);
    QCOMPARE(made->vault->readBlob(patient, Category::Imaging, *name).value(), image);
    verifyWhole(*made->vault, 1);
    QVERIFY(!ledger::isBlobMarkerUp(ledger::VaultFiles{folder.path()}));
}

void TestBlobs::theContentsOfAStudyAreStoredTogether()
{
    // given a CT: 275 images of half a megabyte
    const QTemporaryDir folder(QStringLiteral(TWINWARD_BUILD_DIR "/tests/ledger/blobs-XXXXXX"));
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    constexpr size_t images = 275;
    constexpr qsizetype imageBytes = 150'000'000 / images;
    std::vector<ledger::BlobContent> study;
    const QByteArray pixels = noise(9, imageBytes);
    for (size_t i = 0; i < images; ++i) {
        QByteArray image = pixels;
        image.replace(0, 8, QByteArray::number(static_cast<qulonglong>(i)).rightJustified(8, '0'));
        study.push_back({patient, Category::Imaging, image});
    }
    // when it is stored at once, and once more
    QElapsedTimer timer;
    timer.start();
    const auto names = made->vault->storeBlobs(study);
    const qint64 storedMs = timer.restart();
    VERIFY_RESULT(names);
    const auto again = made->vault->storeBlobs(study);
    const qint64 againMs = timer.restart();
    QCOMPARE(again.value(), *names);
    // then each comes back under its own name
    std::atomic<size_t> right = 0;
    std::atomic<size_t> next = 0;
    std::vector<std::thread> readers;
    for (int thread = 0; thread < 2; ++thread) {
        readers.emplace_back([&] {
            for (size_t i = next++; i < images; i = next++) {
                if (made->vault->readBlob(patient, Category::Imaging, (*names)[i]) == study[i].content)
                    ++right;
            }
        });
    }
    for (std::thread& reader : readers)
        reader.join();
    const qint64 readMs = timer.elapsed();
    QCOMPARE(right.load(), images);
    qInfo("150 MB in 275 blobs: stored in %lld ms, found again in %lld ms, read in %lld ms", storedMs,
        againMs, readMs);
    QCOMPARE(filesOf(folder.path()).size(), images);
    verifyWhole(*made->vault, images);
}

void TestBlobs::aBatchThatIsNotFinishedLeavesNothing()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    const auto kept = made->vault->storeBlob(patient, Category::Imaging, noise(3, 5000));
    VERIFY_RESULT(kept);
    {
        const auto batch = made->vault->startBlobs();
        VERIFY_RESULT(batch->add(patient, Category::Imaging, noise(4, 5000)));
        VERIFY_RESULT(batch->add(patient, Category::Imaging, noise(3, 5000))); // there already
        QVERIFY(ledger::isBlobMarkerUp(ledger::VaultFiles{folder.path()}));
    }
    QCOMPARE(filesOf(folder.path()).size(), 1);
    QVERIFY(!ledger::isBlobMarkerUp(ledger::VaultFiles{folder.path()}));
    QCOMPARE(made->vault->readBlob(patient, Category::Imaging, *kept).value(), noise(3, 5000));
    verifyWhole(*made->vault, 1);
}

void TestBlobs::anEventThatNamesWhatIsNotStoredIsRefused()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    // given content in a batch that is not finished, and another patient's
    const auto batch = made->vault->startBlobs();
    const auto unfinished = batch->add(patient, Category::Imaging, noise(5, 5000));
    VERIFY_RESULT(unfinished);
    const auto others = made->vault->storeBlob(record::PatientId::random(), Category::Imaging, noise(6, 10));
    VERIFY_RESULT(others);
    // when an event names it, then nothing is stored
    QCOMPARE(made->vault->commit({scan(patient, *unfinished)}).error().code, ErrorCode::InvalidInput);
    QCOMPARE(made->vault->commit({scan(patient, *others)}).error().code, ErrorCode::InvalidInput);
    QVERIFY(made->vault->read(patient).value().empty());
    // and once it is finished, the event is taken
    VERIFY_RESULT(batch->finish());
    VERIFY_RESULT(made->vault->commit({scan(patient, *unfinished)}));
    verifyWhole(*made->vault, 2);
}

void TestBlobs::aMissingFileIsStoredAgain()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    const QByteArray image = noise(7, 80'000);
    const auto name = made->vault->storeBlob(patient, Category::Imaging, image);
    VERIFY_RESULT(name);
    const ledger::VaultFiles files{folder.path()};
    ledger::removeBlobFile(files, filesOf(folder.path()).front());
    QCOMPARE(
        made->vault->readBlob(patient, Category::Imaging, *name).error().code, ErrorCode::IntegrityBroken);
    QVERIFY(!made->vault->verify()->ok);
    QCOMPARE(made->vault->storeBlob(patient, Category::Imaging, image).value(), *name);
    QCOMPARE(made->vault->readBlob(patient, Category::Imaging, *name).value(), image);
    verifyWhole(*made->vault, 1);
}

void TestBlobs::contentOfAnySizeComesBack()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    const std::vector<qsizetype> sizes{0, 1, 65'535, 65'536, 65'537, 131'072, 1'000'001};
    for (const qsizetype size : sizes) {
        const QByteArray bytes = noise(static_cast<quint32>(size), size);
        const auto name = made->vault->storeBlob(patient, Category::Imaging, bytes);
        VERIFY_RESULT(name);
        QCOMPARE(made->vault->readBlob(patient, Category::Imaging, *name).value(), bytes);
    }
    verifyWhole(*made->vault, sizes.size());
}

void TestBlobs::othersContentIsNotGivenOut()
{
    const QTemporaryDir folder;
    auto made = makeVault(folder.path());
    VERIFY_RESULT(made);
    const auto patient = record::PatientId::random();
    const auto name = made->vault->storeBlob(patient, Category::Imaging, noise(8, 100));
    VERIFY_RESULT(name);
    VERIFY_RESULT(made->vault->enrolUser("Auditor", record::Role::Auditor, secret("a")));
    const auto elsewhere = made->vault->readBlob(patient, Category::Clinical, *name);
    QCOMPARE(elsewhere.error().code, ErrorCode::NotFound);
    const auto another = made->vault->readBlob(record::PatientId::random(), Category::Imaging, *name);
    QCOMPARE(another.error().code, ErrorCode::NotFound);
    made->vault.reset();
    const auto auditor = unlock(folder.path(), "Auditor", "a");
    VERIFY_RESULT(auditor);
    QCOMPARE((*auditor)->readBlob(patient, Category::Imaging, *name).error().code, ErrorCode::NotAuthorised);
    QCOMPARE((*auditor)->storeBlob(patient, Category::Imaging, "x").error().code, ErrorCode::NotAuthorised);
}

// Stores batches from two threads until it is killed; the names are told once finish() has returned.
int storeUntilKilled(
    const QString& folder, const VaultKeys& keys, record::PatientId patient, quint32 seed, int pipe)
{
    const auto vault = openWith(folder, keys);
    if (!vault)
        return 2;
    for (quint32 round = 0;; ++round) {
        const auto batch = (*vault)->startBlobs();
        std::array<base::Result<base::Hash256>, 4> names;
        std::vector<std::thread> threads;
        for (quint32 thread = 0; thread < 2; ++thread) {
            threads.emplace_back([&, thread] {
                for (quint32 i = thread; i < 4; i += 2) {
                    names[i] = batch->add(
                        patient, Category::Imaging, noise(seed + 4 * round + i, 2000 + 60'000 * (i % 2)));
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        if (!batch->finish())
            return 3;
        for (const auto& name : names) {
            if (!name || !tell(pipe, *name))
                return 4;
        }
        if (!(*vault)->commit({scan(patient, *names[0])}))
            return 5;
    }
}

void TestBlobs::killedWhileStoringKeepsWhatWasFinishedAndSweepsTheRest()
{
    const QTemporaryDir parent(QStringLiteral(TWINWARD_BUILD_DIR "/tests/ledger/blobs-XXXXXX"));
    const QString folder = parent.filePath("vault");
    auto made = makeVault(folder);
    VERIFY_RESULT(made);
    const VaultKeys keys = keysOf(*made->vault);
    made->vault.reset();
    const auto patient = record::PatientId::random();
    std::set<base::Hash256> finished;
    std::mt19937 random(3);
    size_t swept = 0;
    for (quint32 round = 0; round < 60; ++round) {
        // given a process that stores
        Victim victim(
            [&](int pipe) { return storeUntilKilled(folder, keys, patient, 100'000 * round, pipe); });
        // when it is killed after some batches and a random instant more
        finished.merge(victim.told(4 * std::uniform_int_distribution<size_t>(0, 3)(random)));
        std::this_thread::sleep_for(
            std::chrono::microseconds(std::uniform_int_distribution<int>(0, 20'000)(random)));
        QVERIFY(victim.kill());
        finished.merge(victim.told());
        const size_t before = filesOf(folder).size();
        // then what was finished is there, and no file stands without a row
        const auto vault = openWith(folder, keys);
        VERIFY_RESULT(vault);
        swept += before - filesOf(folder).size();
        if (round % 10 != 9)
            continue;
        for (const base::Hash256& name : finished)
            VERIFY_RESULT((*vault)->readBlob(patient, Category::Imaging, name));
        const auto report = (*vault)->verify();
        VERIFY_RESULT(report);
        QVERIFY2(report->ok, qPrintable(report->where + ": " + report->why));
        QCOMPARE(report->blobs, filesOf(folder).size());
        QVERIFY(report->blobs >= finished.size());
    }
    QVERIFY(finished.size() > 60);
    QVERIFY(swept > 0); // some died with files that nothing vouched for
}

} // namespace

QTEST_GUILESS_MAIN(TestBlobs)
#include "tst_blobs.moc"
