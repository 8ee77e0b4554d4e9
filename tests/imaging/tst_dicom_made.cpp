// Objects made byte by byte: pixel formats, names and times that no scanner at hand writes.

#include "dicom_bytes.h"
#include "imaging/dicom_object.h"
#include "imaging/geometry.h"

#include <cmath>
#include <cstring>
#include <QTest>

using namespace twinward;
using namespace twinward::imaging;
using namespace twinward::imaging::test;

namespace {

constexpr quint32 pixelData = 0x7FE00010;

base::Result<DicomObject> read(const QByteArray& bytes)
{
    return DicomObject::read(bytes, QStringLiteral("made.dcm"));
}

template <class T> std::vector<T> samplesOf(const DicomBytes& made, int frame = 0)
{
    const auto object = read(made.object());
    if (!object) {
        qWarning("%s", qPrintable(object.error().message()));
        return {};
    }
    const auto pixels = object->frame(frame);
    if (!pixels) {
        qWarning("%s", qPrintable(pixels.error().message()));
        return {};
    }
    std::vector<T> samples(static_cast<size_t>(pixels->data.size()) / sizeof(T));
    std::memcpy(samples.data(), pixels->data.constData(), samples.size() * sizeof(T));
    return samples;
}

QByteArray words(const DicomBytes& order, std::initializer_list<int> values)
{
    QByteArray bytes;
    for (const int value : values)
        bytes += order.number(static_cast<quint16>(value));
    return bytes;
}

DicomBytes grey(Coding coding, const MadeImage& image, const QByteArray& pixels, const char* vr = "OW")
{
    DicomBytes made(coding);
    putFormat(made, image);
    made.put(pixelData, vr, pixels);
    return made;
}

// Nuclear medicine of four frames: slices 1, 2, 1, 2 at phases 1, 1, 2, 2.
DicomBytes nuclear(const QByteArray& kind, const QByteArray& step)
{
    DicomBytes made;
    made.put(0x00080008, "CS", "ORIGINAL\\PRIMARY\\" + kind + "\\EMISSION").put(0x00080060, "CS", "NM");
    if (!step.isEmpty())
        made.put(0x00180088, "DS", step);
    putFormat(made, {});
    made.put(0x00280008, "IS", "4").put(0x00280030, "DS", "3\\3");
    made.sequence(0x00540022, {[](DicomBytes& detector) {
        detector.put(0x00200032, "DS", "10\\20\\30").put(0x00200037, "DS", "1\\0\\0\\0\\1\\0");
    }});
    made.put(0x00540070, "US", words(made, {1, 1, 2, 2})).put(0x00540080, "US", words(made, {1, 2, 1, 2}));
    return made.put(pixelData, "OW", QByteArray(4 * 4 * 2, '\1'));
}

using Bytes = std::vector<quint8>;
using Words = std::vector<quint16>;
using Signed = std::vector<qint16>;

// ITU-T T.871, 7, rounded.
std::array<int, 3> rgb(int y, int cb, int cr)
{
    const auto clip
        = [](double v) { return static_cast<int>(std::min(255.0, std::max(0.0, std::floor(v + 0.5)))); };
    return {clip(y + 1.402 * (cr - 128)), clip(y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128)),
        clip(y + 1.772 * (cb - 128))};
}

} // namespace

class TestDicomMade : public QObject
{
    Q_OBJECT

private slots:
    void wordsInEveryByteOrder_data()
    {
        QTest::addColumn<int>("coding");
        QTest::newRow("implicit little") << int(Coding::ImplicitLittle);
        QTest::newRow("explicit little") << int(Coding::ExplicitLittle);
        QTest::newRow("explicit big") << int(Coding::ExplicitBig);
    }
    void wordsInEveryByteOrder()
    {
        QFETCH(int, coding);
        const auto order = static_cast<Coding>(coding);
        const auto made = grey(order, {}, words(DicomBytes(order), {1, 256, 515, 65535}));
        QCOMPARE(samplesOf<quint16>(made), (Words{1, 256, 515, 65535}));
    }

    void signedValuesBelowAnOddHighBit()
    {
        // 12 bits whose highest is bit 13; what lies above and below is an overlay and noise.
        const MadeImage image{.stored = 12, .high = 13, .isSigned = 1};
        const auto cell = [](int value, int rest) { return (value & 0xFFF) << 2 | rest; };
        const auto made = grey(Coding::ExplicitLittle, image,
            words(DicomBytes(), {cell(-2048, 3), cell(-1, 0xC001), cell(0, 0x8000), cell(2047, 2)}));
        QCOMPARE(samplesOf<qint16>(made), (Signed{-2048, -1, 0, 2047}));
    }

    void bitsAboveUnsignedValuesAreCleared()
    {
        const auto made = grey(Coding::ExplicitLittle, {.stored = 12, .high = 11},
            words(DicomBytes(), {0xF001, 0x8FFF, 0x0FFF, 0x1000}));
        QCOMPARE(samplesOf<quint16>(made), (Words{1, 0xFFF, 0xFFF, 0}));
    }

    void eightBitWordsOfBigEndianObjectsAreTurned()
    {
        const auto made = grey(
            Coding::ExplicitBig, {.allocated = 8, .stored = 8, .high = 7}, QByteArray("\x02\x01\x04\x03", 4));
        QCOMPARE(samplesOf<quint8>(made), (Bytes{1, 2, 3, 4}));
    }

    void singleBitsBeginFramesAnywhere()
    {
        DicomBytes made;
        putFormat(made, {.rows = 3, .columns = 3, .allocated = 1, .stored = 1, .high = 0});
        made.put(0x00280008, "IS", "2");
        // 101010101 then 000000001: the second frame begins at bit 9.
        made.put(pixelData, "OB", QByteArray::fromHex("55010200"));
        QCOMPARE(samplesOf<quint8>(made, 0), (Bytes{1, 0, 1, 0, 1, 0, 1, 0, 1}));
        QCOMPARE(samplesOf<quint8>(made, 1), (Bytes{0, 0, 0, 0, 0, 0, 0, 0, 1}));
    }

    void thirtyTwoBitsAndFloats()
    {
        const DicomBytes order;
        const auto whole
            = grey(Coding::ExplicitLittle, {.rows = 1, .allocated = 32, .stored = 32, .high = 31},
                order.number<quint32>(7) + order.number<quint32>(4'000'000'000));
        QCOMPARE(samplesOf<quint32>(whole), (std::vector<quint32>{7, 4'000'000'000}));

        DicomBytes real;
        putFormat(real, {.rows = 1, .allocated = 32, .stored = 32, .high = 31});
        const std::array<float, 2> values{-1.5F, 3e20F};
        real.put(0x7FE00008, "OF", QByteArray(reinterpret_cast<const char*>(values.data()), 8));
        QCOMPARE(samplesOf<float>(real), (std::vector<float>{-1.5F, 3e20F}));
    }

    void planesOfColourAreWoven()
    {
        const auto made = grey(Coding::ExplicitLittle,
            {.rows = 1,
                .samples = 3,
                .allocated = 8,
                .stored = 8,
                .high = 7,
                .planar = 1,
                .photometric = "RGB"},
            QByteArray("\x01\x02\x11\x12\x21\x22", 6), "OB");
        QCOMPARE(samplesOf<quint8>(made), (Bytes{0x01, 0x11, 0x21, 0x02, 0x12, 0x22}));
    }

    void brightnessAndColourDifferenceAreTurnedIntoRgb_data()
    {
        QTest::addColumn<QByteArray>("photometric");
        QTest::addColumn<QByteArray>("bytes"); // two pixels
        QTest::addColumn<Bytes>("expected");
        const auto pair = [](std::array<int, 3> a, std::array<int, 3> b) {
            Bytes all;
            for (const int value : {a[0], a[1], a[2], b[0], b[1], b[2]})
                all.push_back(static_cast<quint8>(value));
            return all;
        };
        QTest::newRow("full") << QByteArray("YBR_FULL") << QByteArray("\x50\x90\x70\xC8\x20\xE0", 6)
                              << pair(rgb(0x50, 0x90, 0x70), rgb(0xC8, 0x20, 0xE0));
        QTest::newRow("full, halved") << QByteArray("YBR_FULL_422") << QByteArray("\x50\xC8\x90\x70", 4)
                                      << pair(rgb(0x50, 0x90, 0x70), rgb(0xC8, 0x90, 0x70));
        QTest::newRow("studio black and white")
            << QByteArray("YBR_PARTIAL_422") << QByteArray("\x10\xEB\x80\x80", 4)
            << Bytes{0, 0, 0, 255, 255, 255};
    }
    void brightnessAndColourDifferenceAreTurnedIntoRgb()
    {
        QFETCH(QByteArray, photometric);
        QFETCH(QByteArray, bytes);
        QFETCH(Bytes, expected);
        const auto made = grey(Coding::ExplicitLittle,
            {.rows = 1,
                .samples = 3,
                .allocated = 8,
                .stored = 8,
                .high = 7,
                .photometric = photometric.constData()},
            bytes, "OB");
        QCOMPARE(samplesOf<quint8>(made), expected);
    }

    void paletteEntriesBeginAtTheFirstMapped()
    {
        DicomBytes made;
        putFormat(made,
            {.rows = 1,
                .columns = 4,
                .allocated = 8,
                .stored = 8,
                .high = 7,
                .photometric = "PALETTE COLOR"});
        for (const quint32 tag : {0x00281101, 0x00281102, 0x00281103})
            made.put(tag, "US", words(made, {2, 10, 16}));
        made.put(0x00281201, "OW", words(made, {0x0100, 0xFF00}));
        made.put(0x00281202, "OW", words(made, {0x2000, 0x3000}));
        made.put(0x00281203, "OW", words(made, {0x4000, 0x5000}));
        made.put(pixelData, "OB", QByteArray("\x00\x0A\x0B\xFF", 4));
        QCOMPARE(samplesOf<quint8>(made),
            (Bytes{1, 0x20, 0x40, 1, 0x20, 0x40, 0xFF, 0x30, 0x50, 0xFF, 0x30, 0x50}));
    }

    void whatTheHeaderSaysOfThePixels()
    {
        DicomBytes made;
        putFormat(made, {.isSigned = 1, .photometric = "MONOCHROME1"});
        made.us(0x00280120, 0xF830).put(0x00281050, "DS", "40\\-600").put(0x00281051, "DS", "400\\1500");
        made.put(0x00281052, "DS", "-1024").put(0x00281053, "DS", "2.5").put(0x00281056, "CS", "SIGMOID");
        made.put(pixelData, "OW", QByteArray(8, '\0'));

        const auto object = read(made.object());

        QVERIFY(object.has_value());
        const ObjectHeader& header = object->header();
        QVERIFY(header.inverted);
        QCOMPARE(header.pixels.padding.value(), -2000);
        QCOMPARE(header.voiFunction, VoiFunction::Sigmoid);
        QCOMPARE(header.frames.at(0).rescaleSlope, 2.5);
        QCOMPARE(header.frames.at(0).windows.at(1).centre, -600.0);
    }

    void framesOfAnEnhancedObjectSpeakForThemselves()
    {
        DicomBytes made;
        putFormat(made, {.rows = 1, .columns = 1});
        made.put(0x00280008, "IS", "2");
        const auto one = [](quint32 macro, quint32 tag, const char* vr, const QByteArray& value) {
            return [=](DicomBytes& group) {
                group.sequence(macro, {[=](DicomBytes& item) { item.put(tag, vr, value); }});
            };
        };
        const auto frame = [&](const char* position, const char* spacing, const char* slope, double echo,
                               quint32 phase) {
            return [=](DicomBytes& group) {
                group.sequence(0x00189114, {[=](DicomBytes& item) {
                    item.put(0x00189082, "FD", QByteArray(reinterpret_cast<const char*>(&echo), 8));
                }});
                group.sequence(0x00209111, {[=](DicomBytes& item) {
                    item.put(0x00209056, "SH", "7").put(0x00209128, "UL", item.number(phase));
                }});
                one(0x00209113, 0x00200032, "DS", position)(group);
                one(0x00289110, 0x00280030, "DS", spacing)(group);
                group.sequence(0x00289145, {[=](DicomBytes& item) {
                    item.put(0x00281052, "DS", "-5").put(0x00281053, "DS", slope).put(0x00281054, "LO", "US");
                }});
            };
        };
        made.sequence(0x52009229, {one(0x00209116, 0x00200037, "DS", "0\\1\\0\\0\\0\\-1")});
        made.sequence(0x52009230,
            {frame("1\\2\\3", "0.5\\0.6", "2", 2.5, 1), frame("4\\5\\6", "0.7\\0.8", "3", 4.5, 2)});
        made.put(0x7FE00010, "OW", QByteArray(4, '\0'));

        const auto object = read(made.object());

        QVERIFY2(object.has_value(), object ? "" : qPrintable(object.error().message()));
        const FrameHeader& first = object->header().frames.at(0);
        const FrameHeader& second = object->header().frames.at(1);
        QCOMPARE(first.plane.value(), (FramePlane{{1, 2, 3}, {0, 1, 0}, {0, 0, -1}}));
        QCOMPARE(second.plane.value().position, (Vec3{4, 5, 6}));
        QCOMPARE(second.pixelSpacing.value(), (std::array<double, 2>{0.7, 0.8}));
        QCOMPARE(first.rescaleSlope, 2.0);
        QCOMPARE(second.rescaleSlope, 3.0);
        QCOMPARE(second.rescaleIntercept, -5.0);
        QCOMPARE(first.echoTimeMs.value(), 2.5);
        QCOMPARE(second.temporalPosition.value(), qint64(2));
        QCOMPARE(second.stackId, QStringLiteral("7"));
    }

    void tablesOfTheObjectAreRead()
    {
        DicomBytes made;
        made.sequence(0x00283000, {[](DicomBytes& item) {
            item.put(0x00283002, "US", words(item, {2, 100, 16})).put(0x00283004, "LO", "OD");
            item.put(0x00283006, "OW", words(item, {1000, 2000}));
        }});
        made.sequence(0x00283010, {[](DicomBytes& item) {
            item.put(0x00283002, "US", words(item, {3, 0, 8})).put(0x00283003, "LO", "bone");
            item.put(0x00283006, "OW", words(item, {0, 128, 255}));
        }});
        putFormat(made, {});
        made.put(0x7FE00010, "OW", QByteArray(8, '\0'));

        const auto object = read(made.object());

        QCOMPARE(
            object->header().modalityLut.value(), (LookupTable{100, 16, {1000, 2000}, QStringLiteral("OD")}));
        QCOMPARE(object->header().rescaleType, QStringLiteral("OD"));
        QCOMPARE(object->header().voiLuts.at(0), (LookupTable{0, 8, {0, 128, 255}, QStringLiteral("bone")}));
    }

    void namesInEveryAlphabet()
    {
        DicomBytes chinese;
        chinese.put(0x00080005, "CS", "GB18030");
        chinese.put(0x00100010, "PN", QByteArray::fromHex("57616e675e5869616f446f6e673dcdf55ed0a1b6ab"));
        QCOMPARE(read(chinese.object())->header().patient.name, QStringLiteral("Wang, XiaoDong (王小东)"));

        DicomBytes latin;
        latin.put(0x00080005, "CS", "ISO_IR 100").put(0x00100010, "PN", "M\xFCller^J\xF6rg");
        QCOMPARE(read(latin.object())->header().patient.name, QStringLiteral("Müller, Jörg"));

        DicomBytes wrong; // says nothing, is Latin-1 all the same
        wrong.put(0x00100010, "PN", "M\xFCller");
        QVERIFY(read(wrong.object()).has_value());
    }

    void timesWithTheirZone()
    {
        DicomBytes made;
        made.put(0x00080020, "DA", "20240311")
            .put(0x00080030, "TM", "101500.25")
            .put(0x00080201, "SH", "+0800");
        QCOMPARE(read(made.object())->header().studyTime.toString(),
            QStringLiteral("2024-03-11T10:15:00.250+08:00"));
    }

    // Two slices, 4 mm apart against the normal, each at two phases of the heart.
    void reconstructedNuclearSlicesLieAlongTheirNormal()
    {
        const ObjectHeader header = read(nuclear("RECON GATED TOMO", "-4").object())->header();

        QCOMPARE(header.frames.size(), size_t(4));
        QVERIFY((header.frames[0].plane.value().position == Vec3{10, 20, 30}));
        QVERIFY((header.frames[1].plane.value().position == Vec3{10, 20, 26}));
        QVERIFY(header.frames[2].plane == header.frames[0].plane);
        QVERIFY(header.frames[2].temporalPosition != header.frames[0].temporalPosition);
        const auto stacks = arrange({header});
        QCOMPARE(stacks.size(), size_t(2));
        for (const Stack& stack : stacks) {
            QCOMPARE(stack.grid.value().size, (std::array<int, 3>{2, 2, 2}));
            QCOMPARE(stack.grid->spacing[2], 4.0);
        }
    }

    void nuclearFramesThatSayNotWhereTheyLieAreNoVolume_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no step") << nuclear("RECON TOMO", "").object();
        QTest::newRow("a step of nothing") << nuclear("RECON TOMO", "0").object();
        QTest::newRow("raw projections") << nuclear("TOMO", "4").object();
    }
    void nuclearFramesThatSayNotWhereTheyLieAreNoVolume()
    {
        QFETCH(QByteArray, bytes);
        const auto stacks = arrange({read(bytes)->header()});
        QVERIFY(!stacks.empty() && !stacks.front().grid);
        QCOMPARE(stacks.front().findings.front().fault, GeometryFault::NoPosition);
    }

    void aBareDatasetIsRead()
    {
        const auto made = grey(Coding::ImplicitLittle, {}, words(DicomBytes(), {1, 2, 3, 4}));
        DicomBytes first(Coding::ImplicitLittle);
        first.put(0x00080060, "CS", "CT");
        QVERIFY(read(first.dataset() + made.dataset()).has_value());
    }
};

QTEST_APPLESS_MAIN(TestDicomMade)
#include "tst_dicom_made.moc"
