#include "opened.h"

#include "blob_file_p.h"
#include "blob_packing_p.h"
#include "blob_store_p.h"
#include "noise.h"

#include <blosc.h>
#include <QtEndian>
#include <random>
#include <rapidcheck.h>
#include <set>
#include <utility>
#include <vector>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using ledger::BlobForm;
using ledger::packContent;
using ledger::unpackContent;
using record::Category;

namespace {

class TestBlobPacking : public QObject
{
    Q_OBJECT

private slots:
    void whateverIsStoredComesBack();
    void pixelsTakeLessRoomAndNoiseTakesNoMore();
    void blobsFromBeforeThereWasPackingAreRead();
    void sealedLiesAreRefused();
    void aChangedByteOfAPackedFileIsRefused();
    void aPackedFileCutShortIsStoredAgain();
    void framesThatClaimOtherSizesAreRefused();
    void framesOfOtherCodecsAreRefused();
    void noSizeMakesItTakeMemory();
    void anyDamageToPackedContentIsRefusedOrHarmless();
};

constexpr qsizetype blockBytes = 256 * 1024;

// Like a CT: 12 of 16 bits, neighbours alike.
QByteArray pixels(quint32 seed, qsizetype size)
{
    std::mt19937 random(seed);
    QByteArray bytes(size, '\0');
    for (qsizetype at = 0; at + 2 <= size; at += 2)
        qToLittleEndian(static_cast<quint16>(1000 + at / 64 % 900 + random() % 16), bytes.data() + at);
    return bytes;
}

QByteArray anyContent()
{
    const auto near = *rc::gen::element<qsizetype>(
        0, 1, 4096, 65'536, 131'072, blockBytes, 2 * blockBytes, 3 * blockBytes);
    const qsizetype size = std::max<qsizetype>(near + *rc::gen::inRange<qsizetype>(-20, 21), 0);
    const auto seed = *rc::gen::arbitrary<quint32>();
    switch (*rc::gen::inRange(0, 5)) {
    case 0:
        return noise(seed, size);
    case 1:
        return {size, static_cast<char>(seed)};
    case 2: // pixels first, then what can't be made smaller
        return pixels(seed, size / 2) + noise(seed, size - size / 2);
    case 3:
        return noise(seed, size / 4) + pixels(seed, size - size / 4);
    default:
        return pixels(seed, size);
    }
}

struct Stored
{
    explicit Stored(const QByteArray& content)
        : made(makeVault(folder.path()))
        , name(made.value().vault->storeBlob(patient, Category::Imaging, content).value())
    { }
    [[nodiscard]] ledger::Vault& vault() const { return *made.value().vault; }
    [[nodiscard]] base::Result<QByteArray> read() const
    {
        return vault().readBlob(patient, Category::Imaging, name);
    }
    [[nodiscard]] QString path() const
    {
        const ledger::VaultFiles files{folder.path()};
        return ledger::blobPath(files, ledger::listBlobFiles(files).front());
    }

    QTemporaryDir folder;
    record::PatientId patient = record::PatientId::random();
    base::Result<ledger::Vault::Created> made;
    base::Hash256 name;
};

void verifyWhole(const ledger::Vault& vault, quint64 blobs)
{
    const auto report = vault.verify();
    VERIFY_RESULT(report);
    QVERIFY2(report->ok, qPrintable(report->where + ": " + report->why));
    QCOMPARE(report->blobs, blobs);
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray frameOf(const QByteArray& content, const char* codec = BLOSC_LZ4_COMPNAME)
{
    QByteArray frame(content.size() + BLOSC_MAX_OVERHEAD, '\0');
    const int size = blosc_compress_ctx(5, BLOSC_SHUFFLE, 2, static_cast<size_t>(content.size()),
        content.constData(), frame.data(), static_cast<size_t>(frame.size()), codec, 0, 1);
    frame.truncate(std::max(size, 0));
    return frame;
}

void TestBlobPacking::whateverIsStoredComesBack()
{
    const Stored stored("first");
    std::set<base::Hash256> names{stored.name};
    QVERIFY(rc::check("content of any kind and size", [&] {
        const QByteArray content = anyContent();
        if (const auto packed = packContent(content)) {
            RC_ASSERT(packed->size() <= content.size() - content.size() / 8);
            RC_ASSERT(unpackContent(*packed, static_cast<quint64>(content.size())) == content);
        }
        const auto name = stored.vault().storeBlob(stored.patient, Category::Imaging, content);
        RC_ASSERT(name.has_value());
        names.insert(*name);
        const auto again = stored.vault().storeBlob(stored.patient, Category::Imaging, content);
        RC_ASSERT(again.value() == *name);
        RC_ASSERT(stored.vault().readBlob(stored.patient, Category::Imaging, *name).value() == content);
    }));
    verifyWhole(stored.vault(), names.size());
}

void TestBlobPacking::pixelsTakeLessRoomAndNoiseTakesNoMore()
{
    const QByteArray image = pixels(1, 1'000'000);
    const Stored packed(image);
    QVERIFY(QFileInfo(packed.path()).size() < image.size() * 2 / 3);
    const QByteArray jpeg = noise(1, 1'000'000);
    const Stored plain(jpeg);
    QCOMPARE(QFileInfo(plain.path()).size(), static_cast<qint64>(ledger::sealedSizeOf(1'000'000)));
    QCOMPARE(packed.read().value(), image);
    QCOMPARE(plain.read().value(), jpeg);
}

// Writes a blob as the vault would, but in the form and with what a test says: the content's size is `size`.
base::Hash256 storeAs(
    BlobForm form, const Stored& stored, const QByteArray& content, quint64 size, const QByteArray& kept)
{
    auto& opened = ledger::Vault::Private::of(stored.vault());
    ledger::BlobRow row;
    row.category = Category::Imaging;
    row.tag = opened.keyring.subjectTag(stored.patient, row.category);
    row.size = size;
    row.keyEpoch = opened.keyring.epoch();
    row.name = ledger::blobName(
        opened.keyring.patientKey(row.category, row.tag, row.keyEpoch), base::Hash256::of(content));
    const QByteArray sealed = ledger::sealBlobAs(form, row, opened.keyring, opened.identity.vault, kept);
    ledger::writeBlobFile(opened.files, row.fileHash, sealed);
    ledger::storeBlobRow(*opened.database, row);
    return row.name;
}

void TestBlobPacking::blobsFromBeforeThereWasPackingAreRead()
{
    // given content that would be packed today, in a file as they all were before
    const Stored stored("first");
    const QByteArray image = pixels(2, 300'000);
    QVERIFY(packContent(image));
    const auto size = static_cast<quint64>(image.size());
    const auto name = storeAs(BlobForm::Plain, stored, image, size, image);
    // then it is read, proved, and known when it comes again
    QCOMPARE(stored.vault().readBlob(stored.patient, Category::Imaging, name).value(), image);
    QCOMPARE(stored.vault().storeBlob(stored.patient, Category::Imaging, image).value(), name);
    const ledger::VaultFiles files{stored.folder.path()};
    QCOMPARE(ledger::listBlobFiles(files).size(), size_t{2});
    verifyWhole(stored.vault(), 2);
}

// From somebody who holds the keys: seal and row are right, what is in them is not.
void TestBlobPacking::sealedLiesAreRefused()
{
    const QByteArray image = pixels(8, 300'000);
    const QByteArray packed = packContent(image).value();
    const auto size = static_cast<quint64>(image.size());
    const std::vector<std::pair<quint64, QByteArray>> lies{{size + 1, packed}, {size - 1, packed},
        {quint64{1} << 50, packed}, {size, packed.chopped(1)}, {size, packed + packed}, {size, image},
        {size, packContent(pixels(9, 300'000)).value()}, {size, {}}};
    for (const auto& [claimed, kept] : lies) {
        const Stored stored("first");
        const auto name = storeAs(BlobForm::Packed, stored, image, claimed, kept);
        const auto read = stored.vault().readBlob(stored.patient, Category::Imaging, name);
        QCOMPARE(read.error().code, ErrorCode::IntegrityBroken);
        QVERIFY(!stored.vault().verify()->ok);
    }
}

void TestBlobPacking::aChangedByteOfAPackedFileIsRefused()
{
    const QByteArray image = pixels(3, 600'000);
    const Stored stored(image);
    const QString path = stored.path();
    const QByteArray whole = bytesOf(path);
    QVERIFY(whole.size() < image.size());
    // the head, the stream's header, each chunk, the last byte
    for (const qsizetype at : {qsizetype{0}, qsizetype{8}, qsizetype{15}, qsizetype{16}, qsizetype{40},
             qsizetype{70'000}, whole.size() / 2, whole.size() - 1}) {
        QByteArray changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        overwrite(path, changed);
        QCOMPARE(stored.read().error().code, ErrorCode::IntegrityBroken);
        QVERIFY(!stored.vault().verify()->ok);
    }
    overwrite(path, whole);
    QCOMPARE(stored.read().value(), image);
    verifyWhole(stored.vault(), 1);
}

void TestBlobPacking::aPackedFileCutShortIsStoredAgain()
{
    const QByteArray image = pixels(4, 600'000);
    const Stored stored(image);
    const QString path = stored.path();
    for (const qint64 left : {qint64{0}, qint64{10}, qint64{16}, QFileInfo(path).size() - 1}) {
        QVERIFY(QFile::resize(stored.path(), left));
        QCOMPARE(stored.read().error().code, ErrorCode::IntegrityBroken);
        const auto again = stored.vault().storeBlob(stored.patient, Category::Imaging, image);
        QCOMPARE(again.value(), stored.name);
        QCOMPARE(stored.read().value(), image);
        // what was cut short is nobody's file any more
        for (const auto& file : ledger::listBlobFiles(ledger::VaultFiles{stored.folder.path()})) {
            const QString rest = ledger::blobPath(ledger::VaultFiles{stored.folder.path()}, file);
            if (!(base::Hash256::of(bytesOf(rest)) == file))
                QVERIFY(QFile::remove(rest));
        }
        verifyWhole(stored.vault(), 1);
    }
}

void TestBlobPacking::framesThatClaimOtherSizesAreRefused()
{
    const QByteArray image = pixels(5, 2 * blockBytes);
    const QByteArray first = frameOf(image.first(blockBytes));
    const QByteArray second = frameOf(image.sliced(blockBytes));
    constexpr quint64 size = 2 * blockBytes;
    QCOMPARE(unpackContent(first + second, size).value(), image);
    QVERIFY(!unpackContent(first, size)); // one is missing
    QVERIFY(!unpackContent(first + second + second, size)); // one too many
    QVERIFY(!unpackContent(first + second + 'x', size));
    QVERIFY(!unpackContent(first + second, size - 1));
    QVERIFY(!unpackContent(first + second, size + 1));
    QVERIFY(!unpackContent(first + second.chopped(1), size));
    QVERIFY(!unpackContent(frameOf(image), size)); // larger than a block may be
    // a frame's own words on its content, its block and itself
    for (const qsizetype field : {4, 8, 12}) {
        for (const quint32 claim : {0U, 1U, 15U, 0x7fff'ffffU, 0x8000'0000U, 0xffff'ffffU}) {
            QByteArray lying = first;
            qToLittleEndian(claim, lying.data() + field);
            const auto unpacked = unpackContent(lying + second, size);
            QVERIFY(!unpacked);
        }
    }
}

void TestBlobPacking::framesOfOtherCodecsAreRefused()
{
    const QByteArray image = pixels(6, 100'000);
    const auto size = static_cast<quint64>(image.size());
    for (const char* codec : {"zstd", "zlib", "snappy", "blosclz"}) {
        const QByteArray frame = frameOf(image, codec);
        if (frame.isEmpty()) // Blosc was built without it
            continue;
        QVERIFY(!unpackContent(frame, size));
    }
    QCOMPARE(unpackContent(frameOf(image), size).value(), image);
}

void TestBlobPacking::noSizeMakesItTakeMemory()
{
    const QByteArray frame = frameOf(QByteArray(blockBytes, 'x'));
    QVERIFY(frame.size() < 2000);
    QCOMPARE(unpackContent(frame, blockBytes).value(), QByteArray(blockBytes, 'x'));
    for (const quint64 claim : {quint64{1} << 32, quint64{1} << 40, quint64{1} << 62, ~quint64{0}})
        QVERIFY(!unpackContent(frame, claim));
    QVERIFY(!unpackContent({}, 1));
}

void TestBlobPacking::anyDamageToPackedContentIsRefusedOrHarmless()
{
    const QByteArray image = pixels(7, blockBytes + 5000);
    const QByteArray packed = packContent(image).value();
    QVERIFY(rc::check("changed bytes", [&] {
        QByteArray changed = packed;
        const int changes = *rc::gen::inRange(1, 6);
        for (int i = 0; i < changes; ++i) {
            const qsizetype most = *rc::gen::element<qsizetype>(40, changed.size());
            changed[*rc::gen::inRange<qsizetype>(0, most)] = *rc::gen::arbitrary<char>();
        }
        const auto unpacked = unpackContent(changed, static_cast<quint64>(image.size()));
        RC_ASSERT(!unpacked || unpacked->size() == image.size());
    }));
}

} // namespace

QTEST_GUILESS_MAIN(TestBlobPacking)
#include "tst_blob_packing.moc"
