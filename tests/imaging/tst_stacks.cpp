// A series of several stacks is taken apart: scouts, other planes and sizes, phases and echoes at one place;
// whatever comes in whichever order, every frame is in one stack.

#include "made_series.h"

#include <QTest>
#include <rapidcheck.h>
#include <set>

using namespace twinward::imaging;
using namespace twinward::imaging::test;

class TestStacks : public QObject
{
    Q_OBJECT

private slots:
    void aScoutIsAStackOfItsOwn()
    {
        Series series = axial(20);
        ObjectHeader scout = sliceAt(0, 100);
        planeOf(scout).columnDirection = {0, 0, -1};
        scout.imageType
            = {QStringLiteral("ORIGINAL"), QStringLiteral("PRIMARY"), QStringLiteral("LOCALIZER")};
        series.insert(series.begin(), scout);

        const auto stacks = arrange(series);

        QCOMPARE(stacks.size(), size_t(2));
        QVERIFY(stacks[0].grid.has_value());
        QCOMPARE(stacks[0].frames.size(), size_t(20));
        QCOMPARE(stacks[1].label, QStringLiteral("scout"));
        QCOMPARE(details(stacks[1], GeometryFault::MixedAcquisition),
            QStringList{QStringLiteral("1 of 21 frames: scout")});
        QCOMPARE(details(stacks[1], GeometryFault::SingleSlice).size(), 1);
    }

    void threePlanesAreThreeStacks()
    {
        Series series = axial(9);
        for (int i = 0; i < 6; ++i) {
            ObjectHeader slice = sliceAt(0, 50 + i);
            planeOf(slice) = {{-100, 3.0 * i, 90}, {1, 0, 0}, {0, 0, -1}};
            series.push_back(slice);
        }

        const auto stacks = arrange(series);

        QCOMPARE(labels(stacks), (QStringList{QStringLiteral("axial"), QStringLiteral("coronal")}));
        QVERIFY(stacks[0].grid && stacks[1].grid);
        QCOMPARE(details(stacks[1], GeometryFault::MixedOrientation),
            QStringList{QStringLiteral("6 of 15 frames: coronal")});
    }

    void otherSizesAndSpacingsAreStacksOfTheirOwn()
    {
        Series series = axial(9);
        Series small = axial(5, 20);
        for (ObjectHeader& slice : small)
            slice.pixels.rows = 256;
        Series wide = axial(4, 40);
        for (ObjectHeader& slice : wide)
            slice.pixelSpacing = {0.9, 0.9};
        append(series, small);
        append(series, wide);

        const auto stacks = arrange(series);

        QCOMPARE(stacks.size(), size_t(3));
        QCOMPARE(details(stacks[1], GeometryFault::MixedSize),
            QStringList{QStringLiteral("5 of 18 frames: 512 × 256")});
        QCOMPARE(details(stacks[2], GeometryFault::MixedSpacing),
            QStringList{QStringLiteral("4 of 13 frames: 0.9 × 0.9 mm")});
    }

    void framesAtOnePlaceAreToldApart_data()
    {
        using Tell = std::function<void(FrameHeader&, int)>;
        QTest::addColumn<Tell>("tell");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("phases") << Tell([](FrameHeader& f, int i) {
            f.temporalPosition = i + 1;
        }) << QStringList{QStringLiteral("phase 1"), QStringLiteral("phase 2"), QStringLiteral("phase 3")};
        QTest::newRow("echo numbers")
            << Tell([](FrameHeader& f, int i) { f.echoNumber = i + 1; })
            << QStringList{QStringLiteral("echo 1"), QStringLiteral("echo 2"), QStringLiteral("echo 3")};
        QTest::newRow("echo times") << Tell([](FrameHeader& f, int i) { f.echoTimeMs = 2.3 + 2 * i; })
                                    << QStringList{QStringLiteral("echo time 2.3 ms"),
                                           QStringLiteral("echo time 4.3 ms"),
                                           QStringLiteral("echo time 6.3 ms")};
        QTest::newRow("diffusion") << Tell([](FrameHeader& f, int i) { f.diffusionBValue = 500 * i; })
                                   << QStringList{QStringLiteral("b 0 s/mm²"), QStringLiteral("b 500 s/mm²"),
                                          QStringLiteral("b 1000 s/mm²")};
        QTest::newRow("trigger") << Tell([](FrameHeader& f, int i) { f.triggerTimeMs = 40 * i; })
                                 << QStringList{QStringLiteral("0 ms after the trigger"),
                                        QStringLiteral("40 ms after the trigger"),
                                        QStringLiteral("80 ms after the trigger")};
    }
    void framesAtOnePlaceAreToldApart()
    {
        using Tell = std::function<void(FrameHeader&, int)>;
        QFETCH(Tell, tell);
        QFETCH(QStringList, expected);

        const auto stacks = arrange(phases(3, 8, tell));

        QCOMPARE(labels(stacks), expected);
        for (const Stack& stack : stacks) {
            QCOMPARE(stack.frames.size(), size_t(8));
            QVERIFY(stack.grid.has_value());
        }
    }

    void echoesOfPhasesAreToldApartTwice()
    {
        const auto stacks = arrange(phases(6, 5, [](FrameHeader& frame, int i) {
            frame.echoNumber = i % 2 + 1;
            frame.temporalPosition = i / 2 + 1;
        }));

        QCOMPARE(stacks.size(), size_t(6));
        QVERIFY(labels(stacks).contains(QStringLiteral("phase 3, echo 2")));
        QVERIFY(std::all_of(stacks.begin(), stacks.end(), [](const Stack& s) { return s.grid.has_value(); }));
    }

    // Each slice triggered at its own time is one volume all the same.
    void whatDiffersFromSliceToSliceDoesNotSplit()
    {
        Series series = axial(12);
        for (size_t i = 0; i < series.size(); ++i)
            series[i].frames[0].triggerTimeMs = 17.5 * static_cast<double>(i);

        const auto stacks = arrange(series);

        QCOMPARE(stacks.size(), size_t(1));
        QVERIFY(stacks[0].grid.has_value());
    }

    void picturesWithoutAPlaceAreStacksToScroll()
    {
        Series series = axial(3);
        for (ObjectHeader& slice : series)
            slice.frames[0].plane.reset();
        ObjectHeader film = series[0];
        film.sopInstanceUid = QStringLiteral("1.9");
        film.instanceNumber = 9;
        film.frames.resize(30, film.frames[0]);
        series.push_back(film);

        const auto stacks = arrange(series);

        QCOMPARE(stacks.size(), size_t(2));
        QCOMPARE(stacks[0].frames.size(), size_t(30));
        QCOMPARE(stacks[0].label, QStringLiteral("instance 9"));
        QCOMPARE(details(stacks[1], GeometryFault::NoPosition),
            QStringList{QStringLiteral("3 frames without a place in the patient")});
        QVERIFY(!stacks[0].grid && !stacks[1].grid);
    }

    void orderDoesNotMatterAndEveryFrameLandsOnce()
    {
        const bool held = rc::check("arrange", [] {
            Series series;
            const int count = *rc::gen::inRange(0, 25);
            for (int i = 0; i < count; ++i) {
                ObjectHeader slice = sliceAt(*rc::gen::inRange(0, 12), i);
                slice.instanceNumber = *rc::gen::inRange(0, 4);
                slice.frames.resize(static_cast<size_t>(*rc::gen::inRange(1, 4)), slice.frames[0]);
                if (*rc::gen::inRange(0, 6) == 0)
                    slice.pixels.rows = 64;
                for (FrameHeader& frame : slice.frames) {
                    if (*rc::gen::inRange(0, 8) == 0)
                        frame.plane.reset();
                    else if (*rc::gen::inRange(0, 6) == 0)
                        frame.plane->columnDirection = {0, 0, -1};
                    frame.echoNumber = *rc::gen::inRange(1, 3);
                    frame.temporalPosition = *rc::gen::inRange(1, 3);
                }
                series.push_back(slice);
            }
            Series shuffled = series;
            for (size_t i = shuffled.size(); i > 1; --i)
                std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<size_t>(0, i)]);

            std::multiset<std::pair<int, int>> landed;
            size_t frames = 0;
            for (const Stack& stack : arrange(series)) {
                for (const FrameRef& ref : stack.frames)
                    landed.insert({ref.instance, ref.frame});
            }
            for (const ObjectHeader& slice : series)
                frames += slice.frames.size();

            RC_ASSERT(landed.size() == frames);
            RC_ASSERT((std::set(landed.begin(), landed.end()).size() == frames));
            RC_ASSERT(described(series) == described(shuffled));
        });
        QVERIFY(held);
    }
};

QTEST_APPLESS_MAIN(TestStacks)
#include "tst_stacks.moc"
