// The client and the storage service against a real Orthanc on loopback, in the clear and over TLS.

#include "orthanc_server.h"
#include "pacs_objects.h"

#include <QDir>
#include <QTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::tests;

namespace {

QString frameDifference(const QByteArray& one, const QByteArray& other)
{
    const auto a = DicomObject::read(one, QStringLiteral("one"));
    const auto b = DicomObject::read(other, QStringLiteral("other"));
    if (!a || !b)
        return QStringLiteral("not readable");
    if (a->header().frames.empty() && b->header().frames.empty())
        return {};
    const auto frameA = a->frame(0);
    const auto frameB = b->frame(0);
    if (!frameA || !frameB)
        return !frameA ? frameA.error().message() : frameB.error().message();
    return frameA->data == frameB->data ? QString() : QStringLiteral("pixels differ");
}

} // namespace

class PacsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();

    void theArchiveAnswers();
    void nobodyAtTheAddressIsSaidSo();
    void everyEncodingIsSentAsItIs();
    void studiesAreFoundByWhatIsAsked();
    void tooManyStudiesAreNotListed();
    void getBringsTheStudy();
    void getStopsWhenCancelled();
    void aSinkThatRefusesEndsTheTransferAndIsReported();
    void moveBringsTheStudyToOurService();
    void anArchiveKilledWhileSendingIsReported();
    void theNetworkIsSecureWithTls();

private:
    [[nodiscard]] bool startArchive(const OrthancSetup& setup = {});

    std::vector<Given> m_study; // CR and CT of one patient
    std::unique_ptr<OrthancServer> m_archive;
    Inbox m_inbox;
};

void PacsTest::initTestCase()
{
    if (!OrthancServer::isInstalled())
        QSKIP("Orthanc is not installed: apt-get install orthanc");
    if (!QDir(QStringLiteral(TWINWARD_TEST_DATA)).exists())
        QSKIP("No real data here (../shared/data): the archive has nothing to hold");
    m_study = objectsIn(studyFolder);
    QCOMPARE(m_study.size(), studyObjects);
}

void PacsTest::cleanup()
{
    m_archive.reset();
    m_inbox.objects.clear();
}

bool PacsTest::startArchive(const OrthancSetup& setup)
{
    m_archive = std::make_unique<OrthancServer>();
    const bool started = m_archive->start(setup);
    if (!started)
        qWarning().noquote() << m_archive->problem();
    return started;
}

void PacsTest::theArchiveAnswers()
{
    QVERIFY(startArchive());
    const auto answered = PacsClient(m_archive->node()).echo();
    QVERIFY2(answered, answered ? "" : qPrintable(answered.error().message()));
}

void PacsTest::nobodyAtTheAddressIsSaidSo()
{
    PacsNode node;
    node.host = QStringLiteral("127.0.0.1");
    node.port = freePort();
    node.aeTitle = QStringLiteral("NOBODY");
    node.timeoutSeconds = 3;
    const auto answered = PacsClient(node).echo();
    QVERIFY(!answered);
    QCOMPARE(answered.error().code, base::ErrorCode::Io);
    QVERIFY2(answered.error().what.contains(u"Nobody answers"), qPrintable(answered.error().message()));
    QVERIFY(answered.error().where.contains(QString::number(node.port)));
}

void PacsTest::everyEncodingIsSentAsItIs()
{
    QVERIFY(startArchive());
    const std::vector<Given> objects = objectsIn(QStringLiteral("dicom-codecs"));
    QVERIFY(objects.size() > 30);
    // The same image stands in several encodings under one UID: the archive keeps the last of each.
    std::map<QString, const Given*> byUid;
    std::vector<Given> once;
    for (const Given& given : objects) {
        if (byUid.emplace(given.header.sopInstanceUid, &given).second)
            once.push_back(given);
    }
    const auto sent = sendAll(m_archive->node(), once);
    QVERIFY2(sent, sent ? "" : qPrintable(sent.error().message()));
    QVERIFY2(sent->problems.isEmpty(), qPrintable(sent->problems.join(u'\n')));
    QCOMPARE(sent->done, quint64(once.size()));
    QCOMPARE(m_archive->instances(), static_cast<int>(once.size()));
    for (const Given& given : once) {
        const QString difference
            = frameDifference(given.bytes, m_archive->stored(given.header.sopInstanceUid));
        QVERIFY2(difference.isEmpty(), qPrintable(given.file + QStringLiteral(": ") + difference));
    }
}

void PacsTest::studiesAreFoundByWhatIsAsked()
{
    QVERIFY(startArchive());
    QVERIFY(sendAll(m_archive->node(), m_study));
    const PacsClient client(m_archive->node());
    const DicomPatient& patient = m_study.front().header.patient;
    std::map<QString, int> instances;
    for (const Given& given : m_study)
        ++instances[given.header.studyUid];

    StudyQuery byId;
    byId.patientId = patient.id;
    const auto found = client.find(byId);
    QVERIFY2(found, found ? "" : qPrintable(found.error().message()));
    QCOMPARE(found->size(), instances.size());
    for (const FoundStudy& study : *found) {
        QCOMPARE(study.patient.id, patient.id);
        QCOMPARE(study.patient.name, patient.name);
        QCOMPARE(study.instances.value_or(0), instances.at(study.studyUid));
        QVERIFY(!study.modalities.isEmpty());
        QVERIFY(!study.time.isNull());
    }

    StudyQuery byModality;
    byModality.modality = QStringLiteral("CT");
    const auto onlyCt = client.find(byModality);
    QVERIFY(onlyCt);
    QCOMPARE(onlyCt->size(), 1U);

    StudyQuery nobody;
    nobody.patientId = QStringLiteral("no such number");
    QVERIFY(client.find(nobody) && client.find(nobody)->empty());

    StudyQuery future;
    future.from = QDate(2099, 1, 1);
    QVERIFY(client.find(future) && client.find(future)->empty());
}

void PacsTest::tooManyStudiesAreNotListed()
{
    QVERIFY(startArchive());
    QVERIFY(sendAll(m_archive->node(), m_study));
    const auto found = PacsClient(m_archive->node()).find({}, 1);
    QVERIFY(!found);
    QCOMPARE(found.error().code, base::ErrorCode::Unsupported);
}

void PacsTest::getBringsTheStudy()
{
    QVERIFY(startArchive());
    QVERIFY(sendAll(m_archive->node(), m_study));
    for (const Given& given : m_study) {
        if (m_inbox.objects.contains(given.header.sopInstanceUid))
            continue;
        const auto brought
            = PacsClient(m_archive->node()).get(given.header.studyUid, [this](const QByteArray& bytes) {
                  return m_inbox.take(bytes);
              });
        QVERIFY2(brought, brought ? "" : qPrintable(brought.error().message()));
        QCOMPARE(brought->failed, 0U);
        QVERIFY(brought->done > 0);
    }
    QCOMPARE(m_inbox.size(), m_study.size());
    for (const Given& given : m_study)
        QCOMPARE(frameDifference(given.bytes, m_inbox.objects.at(given.header.sopInstanceUid)), QString());
}

void PacsTest::getStopsWhenCancelled()
{
    QVERIFY(startArchive());
    QVERIFY(sendAll(m_archive->node(), m_study));
    const auto brought = PacsClient(m_archive->node())
                             .get(
                                 m_study.back().header.studyUid,
                                 [this](const QByteArray& bytes) { return m_inbox.take(bytes); },
                                 [](const ledger::Progress&) { return false; });
    QVERIFY(!brought);
    QCOMPARE(brought.error().code, base::ErrorCode::Cancelled);
}

void PacsTest::aSinkThatRefusesEndsTheTransferAndIsReported()
{
    QVERIFY(startArchive());
    QVERIFY(sendAll(m_archive->node(), m_study));
    int asked = 0;
    const auto brought
        = PacsClient(m_archive->node())
              .get(m_study.back().header.studyUid, [&](const QByteArray&) -> base::Status {
                  ++asked;
                  return base::fail(base::ErrorCode::DiskFull, QStringLiteral("The disk is full"));
              });
    QVERIFY(brought);
    QCOMPARE(brought->done, 0U);
    QVERIFY(brought->problems.join(u' ').contains(u"The disk is full"));
    QCOMPARE(asked, 1);
}

void PacsTest::moveBringsTheStudyToOurService()
{
    const auto service = startService(m_inbox);
    QVERIFY(service);
    OrthancSetup setup;
    setup.ourPort = (*service)->port();
    QVERIFY(startArchive(setup));
    QVERIFY(sendAll(m_archive->node(), m_study));
    const QString studyUid = m_study.back().header.studyUid;
    const auto moved = PacsClient(m_archive->node()).move(studyUid, QStringLiteral("OURS"));
    QVERIFY2(moved, moved ? "" : qPrintable(moved.error().message()));
    QVERIFY2(moved->problems.isEmpty(), qPrintable(moved->problems.join(u' ')));
    const auto expected = std::count_if(m_study.begin(), m_study.end(),
        [&](const Given& given) { return given.header.studyUid == studyUid; });
    QCOMPARE(static_cast<qint64>(m_inbox.size()), expected);

    const auto unknown = PacsClient(m_archive->node()).move(studyUid, QStringLiteral("STRANGER"));
    QVERIFY(!unknown || !unknown->problems.isEmpty());
}

void PacsTest::anArchiveKilledWhileSendingIsReported()
{
    QVERIFY(startArchive());
    QVERIFY(sendAll(m_archive->node(), m_study));
    const auto brought
        = PacsClient(m_archive->node()).get(m_study.back().header.studyUid, [this](const QByteArray& bytes) {
              m_archive->kill();
              return m_inbox.take(bytes);
          });
    QVERIFY(!brought);
    QCOMPARE(brought.error().code, base::ErrorCode::Io);
    QCOMPARE(m_inbox.size(), 1U);
}

void PacsTest::theNetworkIsSecureWithTls()
{
    QTemporaryDir folder;
    auto ours = makeCertificate(folder.path(), QStringLiteral("ours"));
    auto theirs = makeCertificate(folder.path(), QStringLiteral("theirs"));
    QVERIFY(ours && theirs);
    ours->trusted = theirs->certificate;
    theirs->trusted = ours->certificate;
    StorageSettings settings;
    settings.tls = ours;
    const auto service = startService(m_inbox, settings);
    QVERIFY(service);
    OrthancSetup setup;
    setup.tls = theirs;
    setup.ourPort = (*service)->port();
    setup.ourTls = true;
    QVERIFY(startArchive(setup));
    PacsNode node = m_archive->node();
    node.tls = ours;
    const PacsClient client(node);

    const auto answered = client.echo();
    QVERIFY2(answered, answered ? "" : qPrintable(answered.error().message()));
    const auto sent = sendAll(node, m_study);
    QVERIFY(sent && sent->problems.isEmpty());
    QCOMPARE(client.find({})->size(), 2U);
    const auto moved = client.move(m_study.back().header.studyUid, QStringLiteral("OURS"));
    QVERIFY2(moved && moved->problems.isEmpty(), moved ? qPrintable(moved->problems.join(u' ')) : "");
    QVERIFY(m_inbox.size() > 0);
}

QTEST_GUILESS_MAIN(PacsTest)
#include "tst_pacs.moc"
