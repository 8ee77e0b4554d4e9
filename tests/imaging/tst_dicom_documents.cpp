// What is in DICOM objects besides pictures: ECGs as channels in their unit, reports as text, segmentations
// and overlays as masks.

#include "dicom_bytes.h"
#include "dicom_data.h"
#include "imaging/overlay.h"
#include "imaging/report.h"
#include "imaging/segmentation_object.h"
#include "imaging/waveform.h"

#include <algorithm>
#include <QTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

DicomObject edge(const QString& path)
{
    auto object = DicomObject::read(contentOf(dataFolder(QStringLiteral("dicom-edge/") + path)), path);
    if (!object)
        qFatal("%s", qPrintable(object.error().message()));
    return std::move(*object);
}

DicomObject made(const DicomBytes& bytes)
{
    auto object = DicomObject::read(bytes.object(), QStringLiteral("made"));
    if (!object)
        qFatal("%s", qPrintable(object.error().message()));
    return std::move(*object);
}

// The value of Waveform Data of that many bytes, found by its tag in implicit or explicit little endian.
QByteArray waveformData(const QByteArray& object, quint32 length)
{
    const QByteArray size = DicomBytes().number(length);
    for (const QByteArray& head :
        {QByteArray::fromHex("00541010") + size, QByteArray::fromHex("005410104f570000") + size}) {
        const qsizetype at = object.indexOf(head);
        if (at >= 0)
            return object.mid(at + head.size(), length);
    }
    return {};
}

const ReportItem* find(const ReportItem& item, const QString& name)
{
    if (item.name == name)
        return &item;
    for (const ReportItem& child : item.items) {
        if (const ReportItem* found = find(child, name))
            return found;
    }
    return nullptr;
}

int count(const QByteArray& mask)
{
    return static_cast<int>(mask.size() - mask.count('\0'));
}

} // namespace

class TestDicomDocuments : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!haveDicomData())
            QSKIP("the DICOM test data is not there: shared/data/dicom-edge");
    }

    void anEcgHasTwelveLeadsInMicrovolts_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("samples");
        QTest::addColumn<double>("perSecond");
        QTest::addColumn<double>("microvolts"); // of one step
        QTest::newRow("simulated") << QStringLiteral("ecg_waveform/ecg12_simulated_sample.dcm") << 5000
                                   << 500.0 << 5.0;
        QTest::newRow("recorded") << QStringLiteral("ecg_waveform/waveform_ecg.dcm") << 10000 << 1000.0
                                  << 1.25;
    }
    void anEcgHasTwelveLeadsInMicrovolts()
    {
        QFETCH(QString, path);
        QFETCH(int, samples);
        QFETCH(double, perSecond);
        QFETCH(double, microvolts);
        const DicomObject object = edge(path);
        const QByteArray raw = waveformData(object.bytes(), static_cast<quint32>(samples) * 12 * 2);

        const auto waveform = readWaveform(object);

        QVERIFY2(waveform.has_value(), waveform ? "" : qPrintable(waveform.error().message()));
        QCOMPARE(waveform->groups.size(), size_t(2));
        const WaveformGroup& rhythm = waveform->groups[0];
        QCOMPARE(rhythm.label, QStringLiteral("RHYTHM"));
        QVERIFY(rhythm.isOriginal && !waveform->groups[1].isOriginal);
        QCOMPARE(rhythm.samplesPerSecond, perSecond);
        QCOMPARE(rhythm.channels.size(), size_t(12));
        QCOMPARE(raw.size(), qsizetype(samples) * 24);
        for (size_t lead = 0; lead < 12; ++lead) {
            const WaveformChannel& channel = rhythm.channels[lead];
            QCOMPARE(channel.unit, QStringLiteral("uV"));
            QVERIFY(!channel.label.isEmpty());
            QCOMPARE(channel.samples.size(), static_cast<size_t>(samples));
            for (size_t i = 0; i < channel.samples.size(); ++i) {
                const auto stored = qFromLittleEndian<qint16>(raw.constData() + (i * 12 + lead) * 2);
                if (channel.samples[i] != static_cast<float>(stored * microvolts))
                    QFAIL("another value");
            }
        }
    }

    void anEcgsRemarksAreRead()
    {
        const auto waveform = readWaveform(edge(QStringLiteral("ecg_waveform/ecg12_simulated_sample.dcm")));

        QCOMPARE(waveform->notes.size(), size_t(22));
        QCOMPARE(waveform->notes[0].value, QStringLiteral("Normal sinus rhythm"));
        QCOMPARE(waveform->notes[2].name, QStringLiteral("Ventricular Heart Rate"));
        QCOMPARE(waveform->notes[2].value, QStringLiteral("80"));
        QCOMPARE(waveform->notes[2].unit, QStringLiteral("{H.B.}/min"));
        QCOMPARE(waveform->notes[2].group, 0);
        QCOMPARE(waveform->notes[2].channel, -1);
    }

    void anImageIsNoEcgAndAnEcgNoReport()
    {
        QVERIFY(!readWaveform(edge(QStringLiteral("pydicom/CT_small.dcm"))));
        QVERIFY(!readReport(edge(QStringLiteral("ecg_waveform/waveform_ecg.dcm"))));
        QVERIFY(!readSegmentationObject(edge(QStringLiteral("pydicom/CT_small.dcm"))));
    }

    void aReportReadsAsText()
    {
        const auto report = readReport(edge(QStringLiteral("pydicom/test-SR.dcm")));

        QVERIFY(report.has_value());
        QVERIFY(report->isComplete && report->isVerified);
        QCOMPARE(report->verifiedBy, QStringLiteral("Riesmeier, Jörg"));
        const QString text = plainText(*report);
        QVERIFY(text.startsWith(QStringLiteral("Diagnosis\n  Some UID: 1.2.3.4.5\n")));
        QVERIFY(text.contains(QStringLiteral("    Text Code: A mass of\n")));
        QVERIFY(text.contains(QStringLiteral("    Diameter: 3 cm\n")));
        QVERIFY(text.contains(QStringLiteral("    Time: 12:00:00\n")));
        QVERIFY(!text.contains(QLatin1Char('\r')));
    }

    void aReportsMeasurementsKeepTheirUnitsAndImages()
    {
        const auto report = readReport(edge(QStringLiteral("dcmqi_seg_sr/sr-example/sr.dcm")));

        QVERIFY(report.has_value());
        QVERIFY(!report->isVerified);
        const ReportItem* rows = find(report->root, QStringLiteral("Pixel Data Rows"));
        QVERIFY(rows && rows->value == QLatin1String("128") && rows->unit == QLatin1String("{pixels}"));
        const ReportItem* library = find(report->root, QStringLiteral("Image Library Group"));
        QVERIFY(library);
        const auto images = std::count_if(library->items.begin(), library->items.end(),
            [](const ReportItem& item) { return item.reference.has_value(); });
        QVERIFY(images > 40);
        QVERIFY(plainText(*report).contains(QStringLiteral("%1 images\n").arg(images)));
    }

    void aSegmentationSaysWhatItOutlines()
    {
        const DicomObject object = edge(QStringLiteral("dcmqi_seg_sr/sr-example/seg.dcm"));
        const auto segmentation = readSegmentationObject(object);

        QVERIFY2(segmentation.has_value(), segmentation ? "" : qPrintable(segmentation.error().message()));
        QCOMPARE(int(segmentation->kind), int(SegmentationObject::Kind::Binary));
        QCOMPARE(segmentation->segments.size(), size_t(1));
        const OverlaySegment& segment = segmentation->segments[0];
        QCOMPARE(segment.label, QStringLiteral("Neoplasm, Primary"));
        QCOMPARE(segment.category, QStringLiteral("Morphologically Altered Structure"));
        QVERIFY(segment.isManual);
        QCOMPARE(segmentation->frames.size(), size_t(13));
        QCOMPARE(segmentation->frames[0].sources.size(), 1);
        // Written from (128, 174, 128) by way of a D65 white; DICOM's is D50, which is this near.
        QVERIFY(std::abs(qRed(segment.colour) - 128) <= 4);
        QVERIFY(std::abs(qGreen(segment.colour) - 174) <= 4);
        QVERIFY(std::abs(qBlue(segment.colour) - 128) <= 4);
        const auto frame = object.frame(0);
        const auto mask = segmentMask(object, *segmentation, 0, 1);
        QCOMPARE(count(*mask), count(frame->data));
        QVERIFY(count(*mask) > 0);
        QCOMPARE(count(*segmentMask(object, *segmentation, 0, 2)), 0);
    }

    void overlappingSegmentsKeepTheirFrames()
    {
        const auto segmentation
            = readSegmentationObject(edge(QStringLiteral("dcmqi_seg_sr/segmentations/partial_overlaps.dcm")));

        QVERIFY(segmentation.has_value());
        QVERIFY(segmentation->segments.size() > 1);
        QCOMPARE(segmentation->frames.size(), size_t(7));
    }

    void aLabelMapsSegmentsAreItsValues()
    {
        const DicomObject object
            = edge(QStringLiteral("dcmqi_seg_sr/segmentations/sparse-labelmap-noppv.dcm"));
        const auto segmentation = readSegmentationObject(object);

        QVERIFY2(segmentation.has_value(), segmentation ? "" : qPrintable(segmentation.error().message()));
        QCOMPARE(int(segmentation->kind), int(SegmentationObject::Kind::LabelMap));
        const QByteArray pixels = object.frame(0)->data;
        for (const OverlaySegment& segment : segmentation->segments) {
            const QByteArray mask = *segmentMask(object, *segmentation, 0, segment.number);
            QCOMPARE(count(mask), static_cast<int>(pixels.count(static_cast<char>(segment.number))));
        }
    }

    void fractionsAreParts()
    {
        DicomBytes bytes;
        bytes.sequence(
            0x00620002, {[](DicomBytes& item) { item.us(0x00620004, 1).put(0x00620005, "LO", "lesion"); }});
        bytes.put(0x00620001, "CS", "FRACTIONAL").put(0x00620010, "CS", "PROBABILITY").us(0x0062000E, 200);
        putFormat(bytes, {.allocated = 8, .stored = 8, .high = 7});
        bytes.sequence(0x52009229, {[](DicomBytes& shared) {
            shared.sequence(
                0x00209116, {[](DicomBytes& item) { item.put(0x00200037, "DS", "1\\0\\0\\0\\1\\0"); }});
            shared.sequence(0x00209113, {[](DicomBytes& item) { item.put(0x00200032, "DS", "1\\2\\3"); }});
            shared.sequence(0x0062000A, {[](DicomBytes& item) { item.us(0x0062000B, 1); }});
        }});
        bytes.put(0x7FE00010, "OB", QByteArray::fromHex("000a64c8"));
        const DicomObject object = made(bytes);

        const auto segmentation = readSegmentationObject(object);

        QVERIFY2(segmentation.has_value(), segmentation ? "" : qPrintable(segmentation.error().message()));
        QVERIFY(segmentation->isProbability);
        QCOMPARE(segmentation->frames[0].plane.position, (Vec3{1, 2, 3}));
        QCOMPARE(*segmentMask(object, *segmentation, 0, 1), QByteArray::fromHex("000d80ff"));
    }

    void anOverlayLiesOverItsImage()
    {
        const DicomObject object = edge(QStringLiteral("pydicom/examples_overlay.dcm"));
        const QByteArray bits = elementsOf(object.bytes()).at(0x60003000);

        const auto overlays = readOverlays(object, 0);

        QVERIFY(overlays.has_value());
        QCOMPARE(overlays->size(), size_t(1));
        const Overlay& overlay = overlays->front();
        QCOMPARE(overlay.description, QStringLiteral("Siemens MedCom Object Graphics"));
        QVERIFY(!overlay.isRegion);
        QCOMPARE(overlay.mask.size(), qsizetype(300) * 484);
        int set = 0;
        for (qsizetype i = 0; i < overlay.mask.size(); ++i) {
            const bool drawn = bits[i / 8] >> (i % 8) & 1;
            QCOMPARE(overlay.mask[i] == 1, drawn);
            set += drawn ? 1 : 0;
        }
        QVERIFY(set > 0);
    }

    void anOverlayPartlyOutsideIsClipped()
    {
        DicomBytes bytes;
        putFormat(bytes, {.rows = 3, .columns = 3});
        bytes.us(0x60000010, 2).us(0x60000011, 2).put(0x60000040, "CS", "R");
        bytes.put(0x60000050, "SS", bytes.number<qint16>(3) + bytes.number<qint16>(0)); // row 3, column 0
        bytes.us(0x60000100, 1).us(0x60000102, 0).put(0x60003000, "OW", QByteArray::fromHex("0f00"));
        bytes.put(0x7FE00010, "OW", QByteArray(18, '\0'));

        const auto overlays = readOverlays(made(bytes), 0);

        QCOMPARE(overlays->at(0).mask, QByteArray::fromHex("000000000000010000"));
        QVERIFY(overlays->at(0).isRegion);
    }

    void anOverlayInThePixelsUnusedBitsIsRead()
    {
        DicomBytes bytes;
        putFormat(bytes, {.stored = 12, .high = 11});
        bytes.us(0x60000010, 2)
            .us(0x60000011, 2)
            .put(0x60000040, "CS", "G")
            .us(0x60000100, 16)
            .us(0x60000102, 15);
        bytes.put(0x7FE00010, "OW", QByteArray::fromHex("0180020003800400"));
        const DicomObject object = made(bytes);

        QCOMPARE(readOverlays(object, 0)->at(0).mask, QByteArray::fromHex("01000100"));
        QCOMPARE(object.frame(0)->data, QByteArray::fromHex("0100020003000400"));
    }
};

QTEST_APPLESS_MAIN(TestDicomDocuments)
#include "tst_dicom_documents.moc"
