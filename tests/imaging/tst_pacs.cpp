// The client and the storage service against a real Orthanc on loopback, in the clear and over TLS.

#include "imaging/dicom_object.h"
#include "imaging/pacs_client.h"
#include "imaging/storage_server.h"
#include "orthanc_server.h"

#include <map>
#include <mutex>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::tests;

namespace {

struct Given
{
    QString file;
    QByteArray bytes;
    ObjectHeader header;
};

std::vector<Given> objectsIn(const QString& folder)
{
    std::vector<Given> objects;
    QDirIterator files(
        QStringLiteral(TWINWARD_TEST_DATA "/") + folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        if (const auto object = DicomObject::read(bytes, files.fileName()))
            objects.push_back({files.fileName(), bytes, object->header()});
    }
    return objects;
}

// What came in, kept by its SOP Instance UID.
struct Inbox
{
    std::mutex mutex;
    std::map<QString, QByteArray> objects;

    base::Status take(const QByteArray& bytes)
    {
        const auto object = DicomObject::read(bytes, QStringLiteral("received"));
        if (!object)
            return base::fail(object.error());
        const std::lock_guard lock(mutex);
        objects[object->header().sopInstanceUid] = bytes;
        return {};
    }
    [[nodiscard]] size_t size()
    {
        const std::lock_guard lock(mutex);
        return objects.size();
    }
};

base::Result<Transfer> sendAll(const PacsNode& node, const std::vector<Given>& objects)
{
    std::vector<std::pair<QString, QString>> kinds;
    for (const Given& given : objects)
        kinds.emplace_back(given.header.sopClassUid, given.header.transferSyntaxUid);
    size_t next = 0;
    return PacsClient(node).send(kinds, [&]() -> base::Result<QByteArray> {
        return next < objects.size() ? objects[next++].bytes : QByteArray();
    });
}

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

const QString studyFolder = QStringLiteral("dicom-edge/pydicom/dicomdirtests/77654033");

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
    void whatIsStoredNowhereIsNotAcknowledged();
    void objectsLargerThanAllowedAreCutOff();
    void whoCallsAnotherTitleIsTurnedAway();
    void aTakenPortIsSaidSo();
    void theNetworkIsSecureWithTls();
    void strangersAreRefusedOverTls();

private:
    [[nodiscard]] bool startArchive(const OrthancSetup& setup = {});
    [[nodiscard]] base::Result<std::unique_ptr<StorageServer>> startService(
        StorageSettings settings = {}, Inbox* inbox = nullptr);
    [[nodiscard]] PacsNode nodeOf(const StorageServer& server) const;

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
    QCOMPARE(m_study.size(), 7U);
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

base::Result<std::unique_ptr<StorageServer>> PacsTest::startService(StorageSettings settings, Inbox* inbox)
{
    settings.port = 0;
    settings.aeTitle = QStringLiteral("OURS");
    Inbox& taking = inbox == nullptr ? m_inbox : *inbox;
    return StorageServer::start(
        settings, {[&taking](const QByteArray& bytes, const Sender&) { return taking.take(bytes); }, {}});
}

PacsNode PacsTest::nodeOf(const StorageServer& server) const
{
    PacsNode node;
    node.host = QStringLiteral("127.0.0.1");
    node.port = server.port();
    node.aeTitle = QStringLiteral("OURS");
    node.timeoutSeconds = 10;
    return node;
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
    const auto service = startService();
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

void PacsTest::whatIsStoredNowhereIsNotAcknowledged()
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

void PacsTest::objectsLargerThanAllowedAreCutOff()
{
    StorageSettings settings;
    settings.objectBytes = 100'000;
    const auto service = startService(settings);
    QVERIFY(service);
    const std::vector<Given> large = objectsIn(QStringLiteral("dicom-codecs/REF"));
    QVERIFY(!large.empty());
    const auto sent = sendAll(nodeOf(**service), {large.front()});
    QVERIFY(!sent || sent->done == 0);
    QCOMPARE(m_inbox.size(), 0U);
    // The service goes on.
    QVERIFY(PacsClient(nodeOf(**service)).echo());
}

void PacsTest::whoCallsAnotherTitleIsTurnedAway()
{
    StorageSettings settings;
    settings.acceptsAnyTitle = false;
    const auto service = startService(settings);
    QVERIFY(service);
    QVERIFY(PacsClient(nodeOf(**service)).echo());
    PacsNode wrong = nodeOf(**service);
    wrong.aeTitle = QStringLiteral("OTHERS");
    const auto answered = PacsClient(wrong).echo();
    QVERIFY(!answered);
    QCOMPARE(answered.error().code, base::ErrorCode::NotAuthorised);
}

void PacsTest::aTakenPortIsSaidSo()
{
    const auto service = startService();
    QVERIFY(service);
    StorageSettings settings;
    settings.port = (*service)->port();
    const auto second = StorageServer::start(settings, {});
    QVERIFY(!second);
    QCOMPARE(second.error().code, base::ErrorCode::Busy);
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
    const auto service = startService(settings);
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

void PacsTest::strangersAreRefusedOverTls()
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
    const auto service = startService(settings);
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

QTEST_GUILESS_MAIN(PacsTest)
#include "tst_pacs.moc"
