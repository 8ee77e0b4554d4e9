// Images and documents between devices.

#include "replicas.h"

#include "ledger/blob_exchange.h"

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using record::Category;

namespace {

class TestReplicaBlobs : public QObject
{
    Q_OBJECT

private slots:
    void contentComesAfterTheCommitThatNamesIt();
    void whatIsNotWhatItSaysIsRefused_data();
    void whatIsNotWhatItSaysIsRefused();
    void contentStoredOnBothIsKeptOnce();
    void allOffersAreListedPageByPage();
    void aDocumentIsAmendedWhereItsContentIsNot();
};

record::Event document(record::PatientId patient, const base::Hash256& blob)
{
    record::Document body;
    body.title = "Letter";
    body.contentType = "text/plain";
    body.blob = blob;
    return event(patient, body);
}

// Stores content on the first and a document that names it, and lets the second take in the commit.
struct Ward : Replicas
{
    QByteArray content = QByteArray("an old letter ").repeated(20'000);
    base::Hash256 blob;
    record::Event letter;
    Ward()
    {
        const auto stored = (*this)[0].storeBlob(patient, Category::Clinical, content);
        [&] { VERIFY_RESULT(stored); }();
        blob = *stored;
        letter = document(patient, blob);
        [&] { VERIFY_RESULT((*this)[0].commit({letter})); }();
        (void)pull((*this)[1], (*this)[0]);
    }
    [[nodiscard]] ledger::BlobOffer offer() const { return **ledger::blobOffer((*this)[0], blob); }
};

void TestReplicaBlobs::contentComesAfterTheCommitThatNamesIt()
{
    const Ward ward;
    // given a chart that names content which is elsewhere
    QCOMPARE(ward[1].chart(ward.patient)->current<record::Document>().size(), size_t{1});
    QCOMPARE(ward[1].readBlob(ward.patient, Category::Clinical, ward.blob).error().code, ErrorCode::NotFound);
    QCOMPARE(*ledger::blobsMissing(ward[1], ward.patient), std::vector{ward.blob});
    QCOMPARE(ledger::blobFile(ward[1], ward.blob).error().code, ErrorCode::NotFound);
    verifies(ward[1]);
    // when it is asked for
    const auto offer = ledger::BlobOffer::fromBytes(ward.offer().toBytes());
    QVERIFY(offer);
    QVERIFY(!ledger::BlobOffer::fromBytes(ward.offer().toBytes().chopped(1)));
    const auto sealed = ledger::blobFile(ward[0], ward.blob);
    VERIFY_RESULT(sealed);
    VERIFY_RESULT(ledger::ingestBlob(ward[1], *offer, *sealed));
    VERIFY_RESULT(ledger::ingestBlob(ward[1], *offer, *sealed)); // once more changes nothing
    // then it is there, byte for byte, and passed on
    QCOMPARE(*ward[1].readBlob(ward.patient, Category::Clinical, ward.blob), ward.content);
    QVERIFY(ledger::blobsMissing(ward[1], ward.patient)->empty());
    QCOMPARE(*ledger::blobFile(ward[1], ward.blob), *sealed);
    const auto report = ward[1].verify();
    QVERIFY(report->ok);
    QCOMPARE(report->blobs, quint64{1});
    // what is named here and gone from here is still found
    const auto& d = ward.inside(0);
    d.database->execute("DELETE FROM blobs");
    QVERIFY(!ward[0].verify()->ok);
}

void TestReplicaBlobs::whatIsNotWhatItSaysIsRefused_data()
{
    QTest::addColumn<int>("part");
    QTest::newRow("a changed file") << 0;
    QTest::newRow("a changed file and its hash") << 1;
    QTest::newRow("a changed row") << 2;
    QTest::newRow("another patient's") << 3;
    QTest::newRow("a file cut short") << 4;
    QTest::newRow("an impossible size") << 5;
    QTest::newRow("keys that are not there") << 6;
}

void TestReplicaBlobs::whatIsNotWhatItSaysIsRefused()
{
    QFETCH(int, part);
    const Ward ward;
    auto offer = ward.offer();
    QByteArray sealed = *ledger::blobFile(ward[0], ward.blob);
    if (part <= 1)
        sealed[sealed.size() / 2] = static_cast<char>(sealed[sealed.size() / 2] ^ 1);
    if (part == 1)
        offer.fileHash = base::Hash256::of(sealed);
    if (part == 2)
        ++offer.size;
    if (part == 3)
        offer.tag[0] = static_cast<char>(offer.tag[0] ^ 1);
    if (part == 4)
        sealed.chop(10);
    if (part == 5)
        offer.size = quint64{1} << 60;
    if (part == 6)
        offer.keyEpoch = 77;
    const auto refused = ledger::ingestBlob(ward[1], offer, sealed);
    QVERIFY(!refused);
    const ErrorCode expected = part == 5 ? ErrorCode::InvalidInput
        : part == 6                      ? ErrorCode::Busy
                                         : ErrorCode::IntegrityBroken;
    QCOMPARE(refused.error().code, expected);
    QVERIFY(ledger::blobOffers(ward[1])->empty());
    const QDir blobs(ledger::VaultFiles{ward.folder(1)}.blobs());
    for (const QString& folder : blobs.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QVERIFY(QDir(blobs.filePath(folder)).entryList(QDir::Files).isEmpty());
    QVERIFY(blobs.entryList(QDir::Files).isEmpty());
    verifies(ward[1]);
}

void TestReplicaBlobs::contentStoredOnBothIsKeptOnce()
{
    const Ward ward;
    const auto again = ward[1].storeBlob(ward.patient, Category::Clinical, ward.content);
    QCOMPARE(*again, ward.blob);
    const auto own = ledger::blobFile(ward[1], ward.blob);
    VERIFY_RESULT(ledger::ingestBlob(ward[1], ward.offer(), *ledger::blobFile(ward[0], ward.blob)));
    QCOMPARE(*ledger::blobFile(ward[1], ward.blob), *own);
    verifies(ward[1]);
}

void TestReplicaBlobs::allOffersAreListedPageByPage()
{
    const Replicas clinic;
    std::set<base::Hash256> stored;
    for (int i = 0; i < 25; ++i)
        stored.insert(*clinic[0].storeBlob(clinic.patient, Category::Imaging, QByteArray::number(i)));
    std::set<base::Hash256> listed;
    base::Hash256 after;
    for (;;) {
        const auto page = ledger::blobOffers(clinic[0], after, 10);
        VERIFY_RESULT(page);
        if (page->empty())
            break;
        QCOMPARE(ledger::blobsMissing(clinic[1], *page)->size(), page->size());
        for (const ledger::BlobOffer& offer : *page) {
            listed.insert(offer.name);
            VERIFY_RESULT(ledger::ingestBlob(clinic[1], offer, *ledger::blobFile(clinic[0], offer.name)));
        }
        after = page->back().name;
    }
    QVERIFY(listed == stored);
    QCOMPARE(clinic[1].verify()->blobs, quint64{25});
}

void TestReplicaBlobs::aDocumentIsAmendedWhereItsContentIsNot()
{
    const Ward ward;
    const auto chart = ward[1].chart(ward.patient);
    const auto* entry = chart->current<record::Document>().front();
    auto body = *entry->as<record::Document>();
    body.title = "Letter of the hospital";
    VERIFY_RESULT(ward[1].commit({record::amend(*entry, body)}));
    verifies(ward[1]);
    (void)pull(ward[0], ward[1]);
    QCOMPARE(ward[0].chart(ward.patient)->current<record::Document>().front()->as<record::Document>()->title,
        body.title);
    verifies(ward[0]);
    // but content that was never anywhere is named by nobody
    auto other = document(ward.patient, base::Hash256::of("nowhere"));
    QCOMPARE(ward[1].commit({other}).error().code, ErrorCode::InvalidInput);
    other.replaces = {ward.letter.id};
    QCOMPARE(ward[1].commit({other}).error().code, ErrorCode::InvalidInput);
}

} // namespace

QTEST_GUILESS_MAIN(TestReplicaBlobs)
#include "tst_replica_blobs.moc"
