// The index of a series says of its objects what they say themselves, and nothing hostile gets through it.

#include "imaging/dicom_object.h"
#include "imaging/index.h"
#include "made_objects.h"

#include "base/cbor.h"

#include <QDirIterator>
#include <random>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

std::vector<ObjectHeader> headersBelow(const QString& folder)
{
    std::vector<ObjectHeader> headers;
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        if (const auto header = DicomObject::readHeader(files.next()))
            headers.push_back(*header);
    }
    return headers;
}

ObjectHeader fullHeader()
{
    ObjectHeader header = DicomObject::read(object({}), {}).value().header();
    header.patient.issuer = QString::fromUtf8("\xe5\x8c\xbb\xe9\x99\xa2");
    header.accession = QStringLiteral("A1");
    header.laterality = QStringLiteral("L");
    header.imageType = {QStringLiteral("ORIGINAL"), QStringLiteral("LOCALIZER")};
    header.imagerSpacing = {0.1, 0.2};
    header.gantryTilt = -12.5;
    header.frameTimeMs = 40;
    header.regions = {{1, 2, 3, 4, 0.25, 0.5}};
    header.voiFunction = VoiFunction::Sigmoid;
    header.modalityLut = LookupTable{-5, 12, {1, 2, 65'535}, QStringLiteral("HU")};
    header.voiLuts = {LookupTable{0, 8, {7}, {}}};
    header.inverted = true;
    header.pixels.padding = -2000;
    header.pixels.paddingLimit = -1000;
    FrameHeader& frame = header.frames.front();
    frame.windows = {{40, 400, QStringLiteral("soft")}, {-600, 1500, {}}};
    frame.pixelSpacing = {0.7, 0.8};
    frame.temporalPosition = 3;
    frame.echoNumber = 2;
    frame.echoTimeMs = 30.5;
    frame.triggerTimeMs = 12;
    frame.diffusionBValue = 1000;
    frame.stackId = QStringLiteral("S");
    return header;
}

class TestIndex : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldComesBack();
    void theHeadersOfTheRealSetsComeBack();
    void anotherVersionIsRefusedAsSuch();
    void whatIsCutOrChangedIsRefusedOrStillAnIndex();
};

void TestIndex::everyFieldComesBack()
{
    const std::vector<ObjectHeader> headers{fullHeader(), ObjectHeader(), fullHeader()};
    const auto back = decodeIndex(encodeIndex(headers));
    QVERIFY(back);
    QVERIFY(*back == headers);
    QVERIFY(decodeIndex(encodeIndex({}))->empty());
}

void TestIndex::theHeadersOfTheRealSetsComeBack()
{
    if (!haveDicomData())
        QSKIP("The DICOM objects are not here: indexes of real headers are not tested");
    for (const char* set : {"dicom-edge", "dicom-codecs"}) {
        const auto headers = headersBelow(dataFolder(QString::fromLatin1(set)));
        QVERIFY(headers.size() > 30);
        const auto back = decodeIndex(encodeIndex(headers));
        QVERIFY(back);
        for (size_t i = 0; i < headers.size(); ++i)
            QVERIFY2((*back)[i] == headers[i], qPrintable(headers[i].sopInstanceUid));
    }
}

void TestIndex::anotherVersionIsRefusedAsSuch()
{
    base::CborWriter later;
    later.array(2).integer(99).array(0);
    QCOMPARE(decodeIndex(later.data()).error().code, base::ErrorCode::Unsupported);
    QCOMPARE(decodeIndex("not an index").error().code, base::ErrorCode::InvalidInput);
    QCOMPARE(decodeIndex({}).error().code, base::ErrorCode::InvalidInput);
}

void TestIndex::whatIsCutOrChangedIsRefusedOrStillAnIndex()
{
    const QByteArray whole = encodeIndex({fullHeader(), fullHeader()});
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY(!decodeIndex(whole.left(size)));
    QVERIFY(!decodeIndex(whole + '\0'));
    std::mt19937 random(7);
    int refused = 0;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray changed = whole;
        for (int i = 0; i < 3; ++i)
            changed[static_cast<qsizetype>(random() % static_cast<unsigned>(changed.size()))]
                = static_cast<char>(random());
        const auto decoded = decodeIndex(changed);
        refused += decoded ? 0 : 1;
        if (decoded)
            QCOMPARE(decoded->size(), 2U);
    }
    QVERIFY(refused > 1000);
}

} // namespace

QTEST_GUILESS_MAIN(TestIndex)
#include "tst_index.moc"
