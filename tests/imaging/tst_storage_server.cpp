// The service that scanners send to: what it takes, refuses and outlives.

#include "orthanc_server.h"
#include "pacs_objects.h"

#include <QDir>
#include <QTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::tests;

class StorageServerTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { m_inbox.objects.clear(); }

    void whatIsStoredNowhereIsNotAcknowledged();
    void objectsLargerThanAllowedAreCutOff();
    void whoCallsAnotherTitleIsTurnedAway();
    void aTakenPortIsSaidSo();
    void strangersAreRefusedOverTls();

private:
    std::vector<Given> m_study;
    Inbox m_inbox;
};

void StorageServerTest::initTestCase()
{
    if (!QDir(QStringLiteral(TWINWARD_TEST_DATA)).exists())
        QSKIP("No real data here (../shared/data): there is nothing to send");
    m_study = objectsIn(studyFolder);
    QCOMPARE(m_study.size(), studyObjects);
}

void StorageServerTest::whatIsStoredNowhereIsNotAcknowledged()
{
    StorageSettings settings;
    settings.port = 0;
    QString ended;
    std::mutex mutex;
    const auto service = StorageServer::start(settings,
        {[](const QByteArray&, const Sender&) -> base::Status {
             return base::fail(base::ErrorCode::DiskFull, QStringLiteral("The disk is full"));
         },
            [&](const Sender& sender, quint64 objects, const QString&) {
                const std::lock_guard lock(mutex);
                ended = QStringLiteral("%1 %2").arg(sender.aeTitle).arg(objects);
            }});
    QVERIFY(service);
    const auto sent = sendAll(nodeOf(**service), m_study);
    QVERIFY2(sent, sent ? "" : qPrintable(sent.error().message()));
    QCOMPARE(sent->done, 0U);
    QCOMPARE(sent->failed, quint64(m_study.size()));
    QVERIFY(sent->problems.first().contains(u"out of space"));
    QTRY_COMPARE(([&] {
        const std::lock_guard lock(mutex);
        return ended;
    }()),
        QStringLiteral("TWINWARD 0"));
}

void StorageServerTest::objectsLargerThanAllowedAreCutOff()
{
    StorageSettings settings;
    settings.objectBytes = 100'000;
    const auto service = startService(m_inbox, settings);
    QVERIFY(service);
    const std::vector<Given> large = objectsIn(QStringLiteral("dicom-codecs/REF"));
    QVERIFY(!large.empty());
    const auto sent = sendAll(nodeOf(**service), {large.front()});
    QVERIFY(!sent || sent->done == 0);
    QCOMPARE(m_inbox.size(), 0U);
    // The service goes on.
    QVERIFY(PacsClient(nodeOf(**service)).echo());
}

void StorageServerTest::whoCallsAnotherTitleIsTurnedAway()
{
    StorageSettings settings;
    settings.acceptsAnyTitle = false;
    const auto service = startService(m_inbox, settings);
    QVERIFY(service);
    QVERIFY(PacsClient(nodeOf(**service)).echo());
    PacsNode wrong = nodeOf(**service);
    wrong.aeTitle = QStringLiteral("OTHERS");
    const auto answered = PacsClient(wrong).echo();
    QVERIFY(!answered);
    QCOMPARE(answered.error().code, base::ErrorCode::NotAuthorised);
}

void StorageServerTest::aTakenPortIsSaidSo()
{
    const auto service = startService(m_inbox);
    QVERIFY(service);
    StorageSettings settings;
    settings.port = (*service)->port();
    const auto second = StorageServer::start(settings, {});
    QVERIFY(!second);
    QCOMPARE(second.error().code, base::ErrorCode::Busy);
}

void StorageServerTest::strangersAreRefusedOverTls()
{
    QTemporaryDir folder;
    auto ours = makeCertificate(folder.path(), QStringLiteral("ours"));
    auto stranger = makeCertificate(folder.path(), QStringLiteral("stranger"));
    const auto friendly = makeCertificate(folder.path(), QStringLiteral("friendly"));
    QVERIFY(ours && stranger && friendly);
    ours->trusted = friendly->certificate;
    stranger->trusted = ours->certificate;
    StorageSettings settings;
    settings.tls = ours;
    const auto service = startService(m_inbox, settings);
    QVERIFY(service);

    PacsNode node = nodeOf(**service);
    QVERIFY2(!PacsClient(node).echo(), "in the clear");
    node.tls = stranger;
    QVERIFY2(!sendAll(node, m_study).value_or(Transfer{}).done, "with a certificate nobody trusts");
    QCOMPARE(m_inbox.size(), 0U);

    TlsFiles broken = *ours;
    broken.privateKey = stranger->privateKey;
    settings.tls = broken;
    const auto mismatched = StorageServer::start(settings, {});
    QVERIFY(!mismatched);
    QCOMPARE(mismatched.error().where, broken.privateKey);
}

QTEST_GUILESS_MAIN(StorageServerTest)
#include "tst_storage_server.moc"
