// A computer that keeps and passes on what it can't read: what it does for a clinic.

#include "kept_clinic.h"

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;
using sync::CommitState;

namespace {

class TestKeeper : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void itsReceiptCounts();
    void computersThatNeverMeetBecomeAlikeThroughIt();
    void aNewComputerIsFilledFromItAlone();
    void aChangedPassphraseIsPassedOn();
    void contentIsKeptAndPassedOn();
    void keepersFillEachOther();
    void nothingInItsFileCanBeRead();
    void whatItHasIsThereAfterItWasClosed();
    void itIsOpenInOneProcess();
    void aCopyTakenWhileItRanOpens();
};

void TestKeeper::initTestCase()
{
    if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
        qputenv("TMPDIR", "/dev/shm");
}

void TestKeeper::itsReceiptCounts()
{
    KeptClinic clinic;
    clinic.say(0, "for the cupboard");
    QCOMPARE(clinic.stateOfNewest(0), CommitState::SavedHere);
    clinic.meet(0, KeptClinic::keeper());
    QCOMPARE(clinic.stateOfNewest(0), CommitState::OnPeer);
    QCOMPARE(KeptClinic::sorted(*clinic.keepers[0]), KeptClinic::sorted(*clinic.stores[0]));
    QVERIFY(clinic.keepers[0]->summary()->commits > 3);
    QVERIFY(clinic.troubles.empty());
}

void TestKeeper::computersThatNeverMeetBecomeAlikeThroughIt()
{
    KeptClinic clinic;
    clinic.say(0, "from the first");
    clinic.say(1, "from the second");
    for (int round = 0; round < 2; ++round) {
        clinic.meet(0, KeptClinic::keeper());
        clinic.meet(1, KeptClinic::keeper());
    }
    QCOMPARE(clinic.replicas.notes(0), (QStringList{"from the first", "from the second"}));
    QCOMPARE(clinic.replicas.notes(1), clinic.replicas.notes(0));
    // and each has the other's receipt, which the keeper passed on
    QCOMPARE(clinic.stores[0]->receiptBook().receipts().size(), size_t{2});
    QVERIFY(clinic.troubles.empty());
    verifies(clinic.replicas[1]);
}

void TestKeeper::aNewComputerIsFilledFromItAlone()
{
    KeptClinic clinic(1);
    clinic.say(0, "before the fire");
    clinic.replicas.join(); // admitted, and nothing has reached it
    clinic.meet(0, KeptClinic::keeper());
    clinic.burn(0);
    clinic.stores.push_back(std::make_unique<sync::VaultStore>(clinic.replicas[1]));
    QVERIFY(ledger::isJoining(clinic.replicas[1]));
    clinic.meet(1, KeptClinic::keeper());
    QVERIFY(!ledger::isJoining(clinic.replicas[1]));
    QCOMPARE(clinic.replicas.notes(1), QStringList{"before the fire"});
    clinic.say(1, "after the fire");
    clinic.meet(1, KeptClinic::keeper());
    QCOMPARE(clinic.stateOfNewest(1), CommitState::OnPeer);
    verifies(clinic.replicas[1]);
}

void TestKeeper::aChangedPassphraseIsPassedOn()
{
    KeptClinic clinic;
    VERIFY_RESULT(clinic.replicas[0].changePassphrase(secret(passphrase), secret("another one entirely")));
    clinic.meet(0, KeptClinic::keeper());
    clinic.meet(1, KeptClinic::keeper());
    clinic.stores[1].reset();
    clinic.replicas.reopen(1, founder, "another one entirely");
    QCOMPARE(clinic.replicas[1].user().name, founder);
}

void TestKeeper::contentIsKeptAndPassedOn()
{
    KeptClinic clinic;
    const QByteArray content(300'000, 'p');
    const auto blob
        = clinic.replicas[0].storeBlob(clinic.replicas.patient, record::Category::Clinical, content);
    VERIFY_RESULT(blob);
    record::Document document;
    document.contentType = "text/plain";
    document.blob = *blob;
    VERIFY_RESULT(clinic.replicas[0].commit({test::event(clinic.replicas.patient, document)}));
    clinic.meet(0, KeptClinic::keeper());
    QCOMPARE(clinic.keepers[0]->summary()->blobs, quint64{1});
    clinic.meet(1, KeptClinic::keeper());
    QCOMPARE(
        *clinic.replicas[1].readBlob(clinic.replicas.patient, record::Category::Clinical, *blob), content);
}

void TestKeeper::keepersFillEachOther()
{
    KeptClinic clinic(2, 2);
    clinic.say(0, "along the chain");
    clinic.meet(0, KeptClinic::keeper(0));
    clinic.meet(KeptClinic::keeper(0), KeptClinic::keeper(1));
    clinic.meet(KeptClinic::keeper(1), 1);
    QCOMPARE(clinic.replicas.notes(1), QStringList{"along the chain"});
    QVERIFY(clinic.troubles.empty());
}

void TestKeeper::nothingInItsFileCanBeRead()
{
    KeptClinic clinic;
    const QString words = "a finding that nobody else may read";
    clinic.say(0, words);
    clinic.meet(0, KeptClinic::keeper());
    clinic.keepers[0].reset();
    QFile file(clinic.keeperFolder() + "/keeper.db");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.size() > 10'000);
    const QStringList unseen{words, "Mwangi", "Grace", founder, test::clinic, test::device, "Laptop 1",
        "Mini-PC", clinic.replicas.patient.toString(), QString::fromLatin1(passphrase)};
    for (const QString& text : unseen) {
        QVERIFY2(!bytes.contains(text.toUtf8()), qPrintable(text));
        const QByteArray wide(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
        QVERIFY2(!bytes.contains(wide), qPrintable(text));
    }
    QVERIFY(!bytes.contains(clinic.replicas.patient.toBytes()));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestKeeper::whatItHasIsThereAfterItWasClosed()
{
    KeptClinic clinic;
    clinic.say(0, "kept");
    clinic.meet(0, KeptClinic::keeper());
    const auto heads = KeptClinic::sorted(*clinic.keepers[0]);
    clinic.reopenKeeper();
    QCOMPARE(KeptClinic::sorted(*clinic.keepers[0]), heads);
    QCOMPARE(clinic.keepers[0]->devices().size(), size_t{2});
    clinic.meet(1, KeptClinic::keeper());
    QCOMPARE(clinic.replicas.notes(1), QStringList{"kept"});
}

void TestKeeper::itIsOpenInOneProcess()
{
    KeptClinic clinic;
    QCOMPARE(sync::KeeperStore::open(clinic.keeperFolder()).error().code, ErrorCode::Busy);
    QCOMPARE(sync::KeeperStore::open(clinic.keeperFolder(7)).error().code, ErrorCode::NotFound);
}

void TestKeeper::aCopyTakenWhileItRanOpens()
{
    KeptClinic clinic;
    clinic.meet(0, KeptClinic::keeper());
    const QString copy = clinic.replicas.parent.filePath("copy");
    copyFolder(clinic.keeperFolder(), copy);

    const auto opened = sync::KeeperStore::open(copy);

    VERIFY_RESULT(opened);
    QCOMPARE(KeptClinic::sorted(**opened), KeptClinic::sorted(*clinic.keepers[0]));
}

} // namespace

QTEST_GUILESS_MAIN(TestKeeper)
#include "tst_keeper.moc"
