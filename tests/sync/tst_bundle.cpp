// Commits on a stick: written on one computer, taken in on another, and everything that can go wrong between.

#include "replicas.h"

#include "sync/bundle.h"
#include "sync/receipts.h"
#include "sync/vault_store.h"

#include <QBuffer>

using namespace twinward;
using namespace twinward::test;
using base::ErrorCode;

namespace {

class TestBundle : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aBundleBringsWhatIsLacking();
    void aNewDeviceIsFilledFromABundle();
    void onlyWhatIsLackingIsWrittenWhereThatIsKnown();
    void aBundleThatGoesOnFromAnEarlierOneSaysSo();
    void aBundleTakenInTwiceChangesNothing();
    void ofACutBundleWhatCameBeforeIsKept();
    void aFlippedBitIsFoundWhereverItIs();
    void aBundleWithSomethingBehindItsEndIsRefused();
    void anotherClinicsBundleIsRefused();
    void aRemovedDeviceCanNotOpenIt();
    void aBundleOfARemovedDeviceIsRefused();
    void whatIsNoBundleIsRefused();
    void stoppingLeavesAVaultThatIsWhole();
};

QByteArray written(ledger::Vault& vault, const sync::BundleChoice& choice = {})
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto done = sync::writeBundle(vault, buffer, choice);
    [&] { VERIFY_RESULT(done); }();
    return buffer.data();
}

base::Result<sync::TakenBundle> taken(
    ledger::Vault& vault, QByteArray bytes, const ledger::ProgressFn& progress = {})
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return sync::takeBundle(vault, buffer, progress);
}

void TestBundle::initTestCase()
{
    if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
        qputenv("TMPDIR", "/dev/shm");
}

void TestBundle::aBundleBringsWhatIsLacking()
{
    Replicas clinic;
    clinic.say(0, "by bus");
    const auto report = taken(clinic[1], written(clinic[0]));
    VERIFY_RESULT(report);
    QVERIFY2(!report->trouble, qPrintable(report->trouble ? report->trouble->message() : QString()));
    QCOMPARE(report->from, clinic[0].device());
    QVERIFY(report->stored > 0);
    QVERIFY(report->noted.empty());
    QCOMPARE(clinic.notes(1), QStringList{"by bus"});
    // and its maker's receipt came with it
    sync::ReceiptBook book(clinic[1]);
    QCOMPARE(book.receipts().size(), size_t{1});
    verifies(clinic[1]);
}

void TestBundle::aNewDeviceIsFilledFromABundle()
{
    Replicas clinic(1);
    clinic.say(0, "one");
    clinic.join();
    const auto report = taken(clinic[1], written(clinic[0]));
    VERIFY_RESULT(report);
    QVERIFY2(!report->trouble, qPrintable(report->trouble ? report->trouble->message() : QString()));
    QVERIFY(!ledger::isJoining(clinic[1]));
    QCOMPARE(clinic.notes(1), QStringList{"one"});
}

void TestBundle::onlyWhatIsLackingIsWrittenWhereThatIsKnown()
{
    Replicas clinic;
    for (int i = 0; i < 50; ++i)
        clinic.say(0, QString::number(i));
    (void)pull(clinic[1], clinic[0]);
    clinic.say(0, "news");
    sync::BundleChoice choice;
    choice.theirs = *ledger::heads(clinic[1]);
    const QByteArray bytes = written(clinic[0], choice);
    QVERIFY(bytes.size() < written(clinic[0]).size() / 2);
    const auto report = taken(clinic[1], bytes);
    QCOMPARE(report->stored, quint64{1});
    QCOMPARE(clinic.notes(1).size(), 51);
}

void TestBundle::aBundleThatGoesOnFromAnEarlierOneSaysSo()
{
    Replicas clinic;
    clinic.say(0, "first");
    sync::BundleChoice choice;
    choice.theirs = *ledger::heads(clinic[0]);
    clinic.say(0, "second");
    const QByteArray second = written(clinic[0], choice);
    const auto report = taken(clinic[1], second);
    VERIFY_RESULT(report);
    QVERIFY(report->needsEarlier);
    QCOMPARE(report->stored, quint64{0});
    (void)taken(clinic[1], written(clinic[0]));
    QVERIFY(!taken(clinic[1], second)->needsEarlier);
    QCOMPARE(clinic.notes(1).size(), 2);
}

void TestBundle::aBundleTakenInTwiceChangesNothing()
{
    Replicas clinic;
    clinic.say(0, "once");
    const QByteArray bytes = written(clinic[0]);
    (void)taken(clinic[1], bytes);
    const auto before = *ledger::heads(clinic[1]);
    const auto again = taken(clinic[1], bytes);
    VERIFY_RESULT(again);
    QVERIFY(!again->trouble);
    QCOMPARE(again->stored, quint64{0});
    QVERIFY(again->known > 0);
    QCOMPARE(*ledger::heads(clinic[1]), before);
}

void TestBundle::ofACutBundleWhatCameBeforeIsKept()
{
    Replicas clinic;
    for (int i = 0; i < 40; ++i)
        clinic.say(0, QString(20'000, QChar(u'a' + i % 26)) + QString::number(i));
    const QByteArray bytes = written(clinic[0]);
    quint64 sofar = 0;
    for (const qsizetype size :
        {qsizetype{5}, qsizetype{100}, bytes.size() / 3, bytes.size() * 2 / 3, bytes.size() - 1}) {
        const auto report = taken(clinic[1], bytes.first(size));
        if (!report)
            continue; // cut before it said who wrote it
        QVERIFY(report->trouble.has_value());
        QVERIFY2(report->trouble->what.contains("cut off"), qPrintable(report->trouble->message()));
        QVERIFY(!report->trouble->todo.isEmpty());
        sofar += report->stored;
        verifies(clinic[1]);
    }
    const auto rest = taken(clinic[1], bytes);
    QVERIFY(!rest->trouble);
    QCOMPARE(clinic.notes(1).size(), 40);
    QVERIFY(sofar > 0);
    QVERIFY(rest->known >= sofar);
}

void TestBundle::aFlippedBitIsFoundWhereverItIs()
{
    Replicas clinic;
    clinic.say(0, "whole");
    const QByteArray bytes = written(clinic[0]);
    constexpr qsizetype outside = 8 + 5;
    for (qsizetype at = 0; at < bytes.size(); at += at < 400 ? 1 : 37) {
        QByteArray altered = bytes;
        altered[at] = static_cast<char>(altered[at] ^ 0x10);
        const auto report = taken(clinic[1], altered);
        // a damaged box for another computer is found by the signature, all else at once
        QVERIFY2(!report || report->trouble, qPrintable(QString("byte %1").arg(at)));
        if (at < outside)
            QVERIFY(!report);
        if (!report)
            QVERIFY(!report.error().what.isEmpty());
    }
    verifies(clinic[1]);
}

void TestBundle::aBundleWithSomethingBehindItsEndIsRefused()
{
    Replicas clinic;
    clinic.say(0, "whole");
    const QByteArray bytes = written(clinic[0]);
    for (const QByteArray& more : {QByteArray("x"), bytes}) {
        const auto report = taken(clinic[1], bytes + more);
        QVERIFY(!report || report->trouble);
    }
}

void TestBundle::anotherClinicsBundleIsRefused()
{
    Replicas clinic;
    Replicas other;
    const auto before = *ledger::heads(clinic[1]);
    const auto report = taken(clinic[1], written(other[0]));
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::NotAuthorised);
    QVERIFY(report.error().what.contains("not written for this computer"));
    QCOMPARE(*ledger::heads(clinic[1]), before);
}

void TestBundle::aRemovedDeviceCanNotOpenIt()
{
    Replicas clinic(3);
    clinic.exchangeAll();
    VERIFY_RESULT(ledger::removeDevice(clinic[0], clinic[1].device(), "stolen"));
    const QByteArray bytes = written(clinic[0]);
    QCOMPARE(taken(clinic[1], bytes).error().code, ErrorCode::NotAuthorised);
    QVERIFY(!taken(clinic[2], bytes)->trouble);
}

void TestBundle::aBundleOfARemovedDeviceIsRefused()
{
    Replicas clinic(3);
    clinic.exchangeAll();
    VERIFY_RESULT(ledger::removeDevice(clinic[0], clinic[1].device(), "stolen"));
    clinic.say(1, "by the thief");
    const auto report = taken(clinic[0], written(clinic[1]));
    QCOMPARE(report.error().code, ErrorCode::NotAuthorised);
    QCOMPARE(clinic.notes(0), QStringList());
}

void TestBundle::whatIsNoBundleIsRefused()
{
    Replicas clinic(1);
    const QByteArray magic("TWBUNDLE");
    for (const QByteArray& bytes :
        {QByteArray(), QByteArray("hello"), magic, QByteArray(magic + "\1\xff\xff\xff\xff"),
            QByteArray(magic + QByteArray(5, '\1') + QByteArray(10'000, '\7')), QByteArray(100'000, '\0')}) {
        const auto report = taken(clinic[0], bytes);
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::InvalidInput);
    }
    const auto newer = taken(clinic[0], magic + QByteArray("\2\0\0\0\1", 5));
    QCOMPARE(newer.error().code, ErrorCode::Unsupported);
}

void TestBundle::stoppingLeavesAVaultThatIsWhole()
{
    Replicas clinic;
    for (int i = 0; i < 600; ++i)
        clinic.say(0, QString::number(i));
    const QByteArray bytes = written(clinic[0]);
    const auto stopped = taken(clinic[1], bytes, [](const ledger::Progress&) { return false; });
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    QVERIFY(clinic.notes(1).size() < 600);
    verifies(clinic[1]);
    QVERIFY(!taken(clinic[1], bytes)->trouble);
    QCOMPARE(clinic.notes(1).size(), 600);
}

} // namespace

QTEST_GUILESS_MAIN(TestBundle)
#include "tst_bundle.moc"
