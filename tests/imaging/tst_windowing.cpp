// Stored values on the screen: windows as PS3.3 C.11.2 defines them, tables, inversion and padding.

#include "imaging/windowing.h"

#include <cmath>
#include <cstring>
#include <QTest>
#include <rapidcheck.h>

using namespace twinward::imaging;

namespace {

template <class T> Frame row(SampleType type, const std::vector<T>& values)
{
    Frame frame{1, static_cast<int>(values.size()), 1, type, {}};
    frame.data.resize(static_cast<qsizetype>(values.size() * sizeof(T)));
    std::memcpy(frame.data.data(), values.data(), values.size() * sizeof(T));
    return frame;
}

QByteArray shown(const Frame& frame, const Shading& shading)
{
    return DisplayTable(frame.type, shading).apply(frame);
}

std::vector<int> levels(const QByteArray& bytes)
{
    std::vector<int> found;
    for (const char byte : bytes)
        found.push_back(static_cast<uchar>(byte));
    return found;
}

using Levels = std::vector<int>;

} // namespace

class TestWindowing : public QObject
{
    Q_OBJECT

private slots:
    // C.11.2.1.2.1's own example: centre 2048, width 4096 takes 0 to 4095 to black to white.
    void aLinearWindowIsTheStandardsExample()
    {
        const Window window{2048, 4096, {}};
        QCOMPARE(brightness(0, window, VoiFunction::Linear), 0.0);
        QCOMPARE(brightness(4095, window, VoiFunction::Linear), 255.0);
        QVERIFY(std::abs(brightness(2047.5, window, VoiFunction::Linear) - 127.5) < 1e-9);
    }

    // The same section: centre 2048, width 1 is black up to 2047 and white from 2048 on.
    void aWindowOfOneIsAThreshold()
    {
        const Window window{2048, 1, {}};
        QCOMPARE(brightness(2047, window, VoiFunction::Linear), 0.0);
        QCOMPARE(brightness(2048, window, VoiFunction::Linear), 255.0);
    }

    void exactAndSigmoidWindowsAreAsDefined()
    {
        QCOMPARE(brightness(-150, {50, 400, {}}, VoiFunction::LinearExact), 0.0);
        QCOMPARE(brightness(250, {50, 400, {}}, VoiFunction::LinearExact), 255.0);
        QCOMPARE(brightness(50, {50, 400, {}}, VoiFunction::LinearExact), 127.5);
        QCOMPARE(brightness(50, {50, 400, {}}, VoiFunction::Sigmoid), 127.5);
        QVERIFY(
            std::abs(brightness(250, {50, 400, {}}, VoiFunction::Sigmoid) - 255 / (1 + std::exp(-2))) < 1e-9);
    }

    void storedValuesAreRescaledFirst()
    {
        Shading shading;
        shading.intercept = -1024;
        shading.window = {40, 400, {}};
        const auto frame = row<qint16>(SampleType::S16, {0, 864, 1064, 1264, -2000});
        QCOMPARE(levels(shown(frame, shading)), (Levels{0, 0, 128, 255, 0}));
    }

    void anInvertedImageIsItsNegative()
    {
        Shading shading;
        shading.window = {128, 256, {}};
        const auto frame = row<quint8>(SampleType::U8, {0, 100, 255});
        shading.inverted = true;
        QCOMPARE(levels(shown(frame, shading)), (Levels{255, 155, 0}));
    }

    void paddingIsBlackEvenInverted()
    {
        Shading shading;
        shading.window = {128, 256, {}};
        shading.inverted = true;
        shading.padding = 10;
        shading.paddingLimit = 5;
        const auto frame = row<quint16>(SampleType::U16, {4, 5, 7, 10, 11});
        QCOMPARE(levels(shown(frame, shading)), (Levels{251, 0, 0, 0, 244}));
    }

    void tablesTakeThePlaceOfWindows()
    {
        Shading shading;
        shading.modalityLut = LookupTable{10, 16, {100, 200, 300}, {}};
        shading.voiLut = LookupTable{100, 8, std::vector<quint16>(201, 0), {}};
        shading.voiLut->values[0] = 1;
        shading.voiLut->values[100] = 77;
        shading.voiLut->values[200] = 255;
        const auto frame = row<quint16>(SampleType::U16, {0, 10, 11, 12, 60000});
        QCOMPARE(levels(shown(frame, shading)), (Levels{1, 1, 77, 255, 255}));
    }

    void withoutAWindowTheWholeRangeIsShown()
    {
        ObjectHeader header;
        header.pixels.padding = -2000;
        header.frames.resize(1);
        header.frames[0].rescaleSlope = 2;
        const auto frame = row<qint16>(SampleType::S16, {-2000, -50, 0, 50});
        const Shading shading = shadingOf(header, 0, frame);
        QCOMPARE(shading.window.width, 201.0);
        QCOMPARE(levels(shown(frame, shading)), (Levels{0, 0, 128, 255}));
    }

    void theObjectsFirstWindowComesFirst()
    {
        ObjectHeader header;
        header.frames.resize(2);
        header.frames[1].windows = {{40, 400, QStringLiteral("soft")}, {-600, 1500, QStringLiteral("lung")}};
        header.voiLuts.push_back({0, 8, {1}, {}});
        const auto frame = row<quint16>(SampleType::U16, {0});
        QCOMPARE(shadingOf(header, 1, frame).window.explanation, QStringLiteral("soft"));
        QVERIFY(shadingOf(header, 0, frame).voiLut.has_value());
    }

    void floatsAreShownWithoutATable()
    {
        Shading shading;
        shading.window = {0.5, 1.5, {}};
        const auto frame = row<float>(SampleType::F32, {-10.F, 0.F, 10.F, std::nanf("")});
        QCOMPARE(levels(shown(frame, shading)), (Levels{0, 128, 255, 0}));
    }

    void theTableIsTheFormulaForEveryValue()
    {
        const bool held = rc::check("table", [] {
            Shading shading;
            shading.slope = *rc::gen::inRange(1, 50) / 10.0;
            shading.intercept = *rc::gen::inRange(-2000, 2000);
            shading.window = {double(*rc::gen::inRange(-3000, 3000)), double(*rc::gen::inRange(1, 6000)), {}};
            shading.function
                = *rc::gen::element(VoiFunction::Linear, VoiFunction::LinearExact, VoiFunction::Sigmoid);
            const auto values = *rc::gen::container<std::vector<qint16>>(rc::gen::arbitrary<qint16>());
            const QByteArray bytes = shown(row(SampleType::S16, values), shading);
            for (size_t i = 0; i < values.size(); ++i) {
                const double value = values[i] * shading.slope + shading.intercept;
                const double expected = brightness(value, shading.window, shading.function);
                RC_ASSERT(std::abs(static_cast<uchar>(bytes[static_cast<qsizetype>(i)]) - expected) <= 0.5);
            }
        });
        QVERIFY(held);
    }

    void aSlice()
    {
        Frame frame{512, 512, 1, SampleType::S16, QByteArray(qsizetype(512) * 512 * 2, '\3')};
        Shading shading;
        shading.window = {40, 400, {}};
        QByteArray out(qsizetype(512) * 512, '\0');
        QBENCHMARK
        {
            const DisplayTable table(SampleType::S16, shading);
            table.apply(frame, reinterpret_cast<quint8*>(out.data()));
        }
    }
};

QTEST_APPLESS_MAIN(TestWindowing)
#include "tst_windowing.moc"
