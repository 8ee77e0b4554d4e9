// NEMA's images in every codec: lossless ones must give what the uncompressed object holds, bit for bit;
// lossy ones must come as near as their coding promises.

#include "dicom_bytes.h"
#include "dicom_data.h"
#include "imaging/dicom_object.h"

#include <cmath>
#include <QTest>

using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

QString codecFile(const QString& codec, const QString& image)
{
    const QString suffix = codec == QLatin1String("REF") ? QStringLiteral("UNC") : codec;
    return dataFolder(QStringLiteral("dicom-codecs/%1/%2_%3").arg(codec, image, suffix));
}

Frame decoded(const QString& path)
{
    const auto object = DicomObject::read(contentOf(path), QFileInfo(path).fileName());
    if (!object) {
        qWarning("%s", qPrintable(object.error().message()));
        return {};
    }
    auto frame = object->frame(0);
    if (!frame)
        qWarning("%s", qPrintable(frame.error().message()));
    return frame.value_or(Frame());
}

std::vector<double> values(const Frame& frame)
{
    std::vector<double> all;
    const qsizetype count = frame.data.size() / bytesPerSample(frame.type);
    for (qsizetype i = 0; i < count; ++i) {
        if (frame.type == SampleType::U8)
            all.push_back(static_cast<uchar>(frame.data[i]));
        else if (frame.type == SampleType::S16)
            all.push_back(reinterpret_cast<const qint16*>(frame.data.constData())[i]);
        else
            all.push_back(reinterpret_cast<const quint16*>(frame.data.constData())[i]);
    }
    return all;
}

// The uncompressed object's own; RG3 comes in codecs only, lossless JPEG stands for it.
QString reference(const QString& image)
{
    return image == QLatin1String("RG3") ? codecFile(QStringLiteral("JPLL"), image)
                                         : codecFile(QStringLiteral("REF"), image);
}

} // namespace

class TestDicomCodecs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!QFileInfo::exists(dataFolder(QStringLiteral("dicom-codecs"))))
            QSKIP("the DICOM test data is not there: shared/data/dicom-codecs");
    }

    void anUncompressedObjectGivesItsBytes_data()
    {
        QTest::addColumn<QString>("image");
        for (const char* image : {"CT1", "CT2", "MR4", "NM1", "US1", "VL1", "XA1"})
            QTest::newRow(image) << QString::fromLatin1(image);
    }
    void anUncompressedObjectGivesItsBytes()
    {
        QFETCH(QString, image);
        const QByteArray bytes = contentOf(codecFile(QStringLiteral("REF"), image));
        const QByteArray pixels = elementsOf(bytes).at(0x7FE00010);

        const Frame frame = decoded(codecFile(QStringLiteral("REF"), image));

        QVERIFY(!frame.data.isEmpty());
        QCOMPARE(frame.data, pixels.left(frame.data.size()));
        QVERIFY(pixels.size() - frame.data.size() <= 1);
    }

    void losslessObjectsGiveTheReferenceBitForBit_data()
    {
        QTest::addColumn<QString>("codec");
        QTest::addColumn<QString>("image");
        int found = 0;
        for (const char* codec : {"J2KR", "JLSL", "JPLL", "RLE"}) {
            const QDir folder(dataFolder(QStringLiteral("dicom-codecs/%1").arg(QLatin1String(codec))));
            for (const QString& name : folder.entryList(QDir::Files)) {
                QTest::addRow("%s", qPrintable(name))
                    << QString::fromLatin1(codec) << name.section(QLatin1Char('_'), 0, 0);
                ++found;
            }
        }
        QCOMPARE(found, 8 + 6 + 6 + 7);
    }
    void losslessObjectsGiveTheReferenceBitForBit()
    {
        QFETCH(QString, codec);
        QFETCH(QString, image);
        const Frame expected = decoded(reference(image));

        const Frame frame = decoded(codecFile(codec, image));

        QVERIFY(!frame.data.isEmpty());
        QCOMPARE(frame.rows, expected.rows);
        QCOMPARE(frame.columns, expected.columns);
        QCOMPARE(frame.samples, expected.samples);
        QCOMPARE(int(frame.type), int(expected.type));
        QVERIFY(frame.data == expected.data);
    }

    void lossyObjectsAreAsNearAsTheirCodingPromises_data()
    {
        QTest::addColumn<QString>("codec");
        QTest::addColumn<QString>("image");
        QTest::addColumn<double>("rootMeanSquare"); // at most, of the values' whole range
        int found = 0;
        for (const char* codec : {"J2KI", "JLSN", "JPLY"}) {
            const QDir folder(dataFolder(QStringLiteral("dicom-codecs/%1").arg(QLatin1String(codec))));
            for (const QString& name : folder.entryList(QDir::Files)) {
                QTest::addRow("%s", qPrintable(name))
                    << QString::fromLatin1(codec) << name.section(QLatin1Char('_'), 0, 0) << 0.03;
                ++found;
            }
        }
        QCOMPARE(found, 8 + 6 + 4);
    }
    void lossyObjectsAreAsNearAsTheirCodingPromises()
    {
        QFETCH(QString, codec);
        QFETCH(QString, image);
        QFETCH(double, rootMeanSquare);
        const std::vector<double> expected = values(decoded(reference(image)));

        const std::vector<double> got = values(decoded(codecFile(codec, image)));

        QCOMPARE(got.size(), expected.size());
        double squares = 0;
        double worst = 0;
        for (size_t i = 0; i < got.size(); ++i) {
            squares += (got[i] - expected[i]) * (got[i] - expected[i]);
            worst = std::max(worst, std::abs(got[i] - expected[i]));
        }
        const auto [low, high] = std::minmax_element(expected.begin(), expected.end());
        const double part = std::sqrt(squares / static_cast<double>(got.size())) / (*high - *low);
        qInfo("%s %s: root mean square %.3f %% of the range, worst %g", qPrintable(codec), qPrintable(image),
            part * 100, worst);
        QVERIFY(part < rootMeanSquare);
        if (codec == QLatin1String("JLSN"))
            QVERIFY(worst <= nearParameter(codecFile(codec, image)));
    }

    // Two programs' ways to say the same: scanning a folder and reading the whole.
    void theHeaderAloneIsTheWholeObjectsHeader()
    {
        for (const char* codec : {"REF", "J2KR", "RLE"}) {
            const QString path = codecFile(QString::fromLatin1(codec), QStringLiteral("CT1"));
            const auto alone = DicomObject::readHeader(path);
            const auto whole = DicomObject::read(contentOf(path), QStringLiteral("CT1"));
            QVERIFY(alone && whole);
            QVERIFY(*alone == whole->header());
        }
    }

private:
    // NEAR of the stream's first scan, ITU-T T.87 C.2.3.
    static int nearParameter(const QString& path)
    {
        const QByteArray bytes = contentOf(path);
        const qsizetype frame = bytes.indexOf(QByteArray::fromHex("fff7"));
        const qsizetype scan = bytes.indexOf(QByteArray::fromHex("ffda"), frame);
        const int components = bytes[scan + 4];
        return static_cast<uchar>(bytes[scan + 5 + 2 * components]);
    }
};

QTEST_APPLESS_MAIN(TestDicomCodecs)
#include "tst_dicom_codecs.moc"
