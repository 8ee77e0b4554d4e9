#include <QTest> // first: moc can't read <chrono> before it

#include "headset/frame_times.h"

using namespace twinward::headset;
using std::chrono::milliseconds;

namespace {

constexpr std::int64_t periodNs = 10'000'000;

FrameRecord seenAt(std::int64_t periods)
{
    FrameRecord frame;
    frame.predictedNs = periods * periodNs;
    frame.period = Nanoseconds(periodNs);
    frame.drawn = true;
    frame.focused = true;
    return frame;
}

FrameRecord late(milliseconds update, milliseconds draw, std::optional<Nanoseconds> gpu)
{
    FrameRecord frame = seenAt(1);
    frame.missed = 1;
    frame.update = update;
    frame.draw = draw;
    frame.gpu = gpu;
    return frame;
}

} // namespace

class TestFrameTimes : public QObject
{
    Q_OBJECT
private slots:
    void aPeriodWithoutAPictureIsAMissOfTheFrameBefore()
    {
        FrameTimes times;
        for (const int period : {1, 2, 5, 6})
            times.add(seenAt(period));
        const auto frames = times.records();
        QCOMPARE(frames.size(), 4);
        QCOMPARE(frames[0].missed, 0);
        QCOMPARE(frames[1].missed, 2);
        QCOMPARE(frames[2].missed, 0);
        QCOMPARE(times.summary().missed, 2);
    }

    void jitterOfAThirdOfAPeriodIsNoMiss()
    {
        FrameRecord early = seenAt(1);
        FrameRecord next = seenAt(2);
        next.predictedNs += periodNs / 3;
        QCOMPARE(missedBetween(early, next), 0);
        next.predictedNs += periodNs / 3;
        QCOMPARE(missedBetween(early, next), 1);
    }

    void timeThatStandsOrRunsBackIsNoMiss()
    {
        QCOMPARE(missedBetween(seenAt(5), seenAt(5)), 0);
        QCOMPARE(missedBetween(seenAt(5), seenAt(2)), 0);
        FrameRecord unknown = seenAt(1);
        unknown.period = {};
        QCOMPARE(missedBetween(unknown, seenAt(9)), 0);
    }

    void everyMissHasItsCause()
    {
        using std::nullopt;
        QCOMPARE(causeOf(seenAt(1)), Lateness::OnTime);
        QCOMPARE(causeOf(late(milliseconds(1), milliseconds(1), milliseconds(12))), Lateness::Graphics);
        QCOMPARE(causeOf(late(milliseconds(12), milliseconds(1), milliseconds(2))), Lateness::Update);
        QCOMPARE(causeOf(late(milliseconds(1), milliseconds(14), nullopt)), Lateness::Drawing);
        QCOMPARE(causeOf(late(milliseconds(1), milliseconds(1), milliseconds(2))), Lateness::Runtime);
        // Each in time alone, and too long one after the other
        QCOMPARE(causeOf(late(milliseconds(3), milliseconds(1), milliseconds(8))), Lateness::Graphics);
        QCOMPARE(causeOf(late(milliseconds(6), milliseconds(1), milliseconds(5))), Lateness::Update);
        FrameRecord behind = late(milliseconds(20), milliseconds(20), milliseconds(20));
        behind.focused = false;
        QCOMPARE(causeOf(behind), Lateness::NotFocused);
    }

    void theGraphicsCardsTimeComesLaterAndFindsItsFrame()
    {
        FrameTimes times;
        const auto first = times.add(seenAt(1));
        const auto second = times.add(seenAt(2));
        FrameRecord done = seenAt(1);
        done.number = first;
        done.update = milliseconds(3);
        times.setGpu(first, milliseconds(7));
        times.complete(done); // keeps what came before it
        QCOMPARE(times.records()[0].gpu, std::optional<Nanoseconds>(milliseconds(7)));
        QCOMPARE(times.records()[0].update, Nanoseconds(milliseconds(3)));
        QVERIFY(!times.records(first)[0].gpu);
        QCOMPARE(times.records(first)[0].number, second);
    }

    void onlyTheLastAreKept()
    {
        FrameTimes times(4);
        for (int i = 1; i <= 10; ++i)
            times.add(seenAt(i));
        const auto frames = times.records();
        QCOMPARE(frames.size(), 4);
        QCOMPARE(frames.front().number, 7U);
        QCOMPARE(frames.back().predictedNs, 10 * periodNs);
        times.setGpu(2, milliseconds(1)); // long gone
        times.setGpu(99, milliseconds(1)); // never was
        QVERIFY(std::ranges::none_of(
            times.records(), [](const FrameRecord& frame) { return frame.gpu.has_value(); }));
    }

    void afterClearingNothingOldCountsAsMissed()
    {
        FrameTimes times;
        times.add(seenAt(1));
        times.clear();
        QVERIFY(times.records().empty());
        times.add(seenAt(50));
        QCOMPARE(times.summary().missed, 0);
        QCOMPARE(times.summary().frames, 1);
    }

    void theSummaryGivesMiddleAndWorst()
    {
        // Given a hundred frames of 1 to 100 microseconds, shuffled
        std::vector<FrameRecord> frames;
        for (int i = 0; i < 100; ++i) {
            FrameRecord frame = seenAt(i);
            frame.draw = std::chrono::microseconds((i * 37) % 100 + 1);
            frames.push_back(frame);
        }
        FrameRecord hidden = seenAt(100);
        hidden.drawn = false;
        hidden.draw = std::chrono::seconds(1);
        frames.push_back(hidden);
        // When summed up
        const FrameSummary summary = summarise(frames);
        // Then by nearest rank, and only of those that were drawn
        QCOMPARE(summary.frames, 101);
        QCOMPARE(summary.drawn, 100);
        QCOMPARE(summary.draw.median, Nanoseconds(std::chrono::microseconds(50)));
        QCOMPARE(summary.draw.worst, Nanoseconds(std::chrono::microseconds(99)));
        QCOMPARE(summary.gpu.median, Nanoseconds(0));
    }

    void theLogNamesCauses()
    {
        std::vector<FrameRecord> frames{late(milliseconds(1), milliseconds(1), milliseconds(12)),
            late(milliseconds(1), milliseconds(1), milliseconds(13)),
            late(milliseconds(12), milliseconds(1), {})};
        const QString words = describe(summarise(frames));
        QCOMPARE(words,
            QStringLiteral(
                "pictures missed: 3, in 3 frames; the graphics card took longer than a picture may (2); "
                "preparing the scene took longer than a picture may (1)"));
        QVERIFY(describe(summarise({seenAt(1), seenAt(2)})).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestFrameTimes)
#include "tst_frame_times.moc"
