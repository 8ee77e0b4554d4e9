// A recording replayed as if it came now: paced by the clock, the same however often it is asked, gaps as
// gaps.

#include "vitals/live_feed.h"

#include <cmath>
#include <QFile>
#include <QtTest>

using namespace twinward::vitals;

namespace {

constexpr qint64 beginning = 1'795'161'600'000;

class TestClock
{
public:
    LiveFeed::Clock clock()
    {
        return [this] { return m_now; };
    }
    void advance(qint64 ms) { m_now += ms; }

private:
    qint64 m_now = beginning;
};

// A lead at 250 Hz with a beat of 80 ms every 0.8 s, and a slower channel beside it.
std::shared_ptr<Waveform> recording(double seconds)
{
    auto waveform = std::make_shared<Waveform>();
    waveform->channels.resize(2);
    waveform->channels[0].name = QStringLiteral("II");
    waveform->channels[0].samplesPerSecond = 250;
    waveform->channels[1].name = QStringLiteral("RESP");
    waveform->channels[1].samplesPerSecond = 50;
    for (int i = 0; i < static_cast<int>(seconds * 250); ++i) {
        const double inBeat = std::fmod(i / 250.0 + 0.4, 0.8) - 0.4;
        waveform->channels[0].samples.push_back(
            static_cast<float>(std::max(0.0, 1 - std::abs(inBeat) / 0.04)));
        if (i % 5 == 0)
            waveform->channels[1].samples.push_back(static_cast<float>(std::sin(i / 250.0)));
    }
    return waveform;
}

std::vector<size_t> delivered(LiveFeed& feed, qint64 maximumMs = 1'000'000)
{
    std::vector<size_t> counts(feed.recording().channels.size(), 0);
    for (const SampleBlock& block : feed.poll(maximumMs))
        counts[static_cast<size_t>(block.channel)] += block.samples.size();
    return counts;
}

} // namespace

class TestLiveFeed : public QObject
{
    Q_OBJECT

private slots:
    void givesWhatTheClockHasReached();
    void pausesAndGoesOn();
    void runsFasterWhenAsked();
    void catchesUpInSteps();
    void stopsAtTheEnd();
    void givesAHeartRate();
    void isTheSameHoweverOftenItIsAsked();
    void leavesAGapWhereSamplesAreMissing();
    void hasNoRateWithoutAnEcg();
    void replaysMitBih100();
};

void TestLiveFeed::givesWhatTheClockHasReached()
{
    TestClock clock;
    LiveFeed feed(recording(10), clock.clock());
    QVERIFY(feed.poll().empty()); // not started
    feed.start();
    clock.advance(1000);

    const std::vector<SampleBlock> blocks = feed.poll();

    QCOMPARE(blocks.size(), size_t{2});
    QCOMPARE(blocks[0].samples.size(), size_t{250});
    QCOMPARE(blocks[0].firstMs, beginning);
    QCOMPARE(blocks[1].samples.size(), size_t{50});
    QVERIFY(feed.poll().empty()); // the clock stood still
    clock.advance(200);
    QCOMPARE(feed.poll()[0].firstMs, beginning + 1000);
    QCOMPARE(feed.positionMs(), beginning + 1200);
}

void TestLiveFeed::pausesAndGoesOn()
{
    TestClock clock;
    LiveFeed feed(recording(10), clock.clock());
    feed.start();
    clock.advance(1000);
    feed.pause();
    clock.advance(60'000);
    QCOMPARE(delivered(feed), (std::vector<size_t>{250, 50})); // up to the pause
    feed.start();
    clock.advance(1000);
    QCOMPARE(delivered(feed), (std::vector<size_t>{250, 50}));
}

void TestLiveFeed::runsFasterWhenAsked()
{
    TestClock clock;
    LiveFeed feed(recording(100), clock.clock());
    feed.start();
    clock.advance(1000);
    feed.setSpeed(10); // from now on
    clock.advance(1000);
    QCOMPARE(delivered(feed), (std::vector<size_t>{2750, 550}));
}

void TestLiveFeed::catchesUpInSteps()
{
    TestClock clock;
    LiveFeed feed(recording(100), clock.clock());
    feed.start();
    clock.advance(12'000);
    QCOMPARE(delivered(feed, 5000)[0], size_t{1250});
    QCOMPARE(delivered(feed, 5000)[0], size_t{1250});
    QCOMPARE(delivered(feed, 5000)[0], size_t{500});
    QCOMPARE(delivered(feed, 5000)[0], size_t{0});
}

void TestLiveFeed::stopsAtTheEnd()
{
    TestClock clock;
    LiveFeed feed(recording(2.002), clock.clock());
    feed.start();
    clock.advance(60'000);
    QVERIFY(!feed.atEnd());
    QCOMPARE(delivered(feed)[0], size_t{500});
    QVERIFY(feed.atEnd());
    QVERIFY(feed.poll().empty());
}

void TestLiveFeed::givesAHeartRate()
{
    TestClock clock;
    LiveFeed feed(recording(60), clock.clock());
    feed.start();
    while (!feed.atEnd()) {
        clock.advance(40);
        (void)feed.poll();
    }
    QVERIFY2(feed.heartRate().size() > 45, qPrintable(QString::number(feed.heartRate().size())));
    for (const Point& point : feed.heartRate().points()) {
        QCOMPARE(std::round(point.value), 75.0);
        QCOMPARE(point.marks, Mark::None);
    }
    QCOMPARE(std::round(feed.currentHeartRate().value_or(0)), 75.0);
}

void TestLiveFeed::isTheSameHoweverOftenItIsAsked()
{
    const auto replay = [](qint64 stepMs) {
        TestClock clock;
        LiveFeed feed(recording(60), clock.clock());
        feed.start();
        while (!feed.atEnd()) {
            clock.advance(stepMs);
            (void)feed.poll(stepMs);
        }
        return std::pair(feed.beatsMs(),
            std::vector<Point>(feed.heartRate().points().begin(), feed.heartRate().points().end()));
    };
    const auto often = replay(16);
    const auto seldom = replay(5000);
    QCOMPARE(often.first, seldom.first);
    // The last points wait for beats that are still uncertain: how far they have come depends on the last
    // poll alone.
    const size_t both = std::min(often.second.size(), seldom.second.size());
    QVERIFY(both > 45);
    QVERIFY(std::equal(
        often.second.begin(), often.second.begin() + static_cast<qsizetype>(both), seldom.second.begin()));
}

void TestLiveFeed::leavesAGapWhereSamplesAreMissing()
{
    const auto waveform = recording(90);
    std::fill_n(
        waveform->channels[0].samples.begin() + 30 * 250, 20 * 250, std::numeric_limits<float>::quiet_NaN());
    TestClock clock;
    LiveFeed feed(waveform, clock.clock());
    feed.start();
    while (!feed.atEnd()) {
        clock.advance(500);
        (void)feed.poll();
    }
    const std::vector<Gap> gaps = feed.heartRate().gaps(beginning, beginning + 90'000);
    QCOMPARE(gaps.size(), size_t{1});
    QVERIFY(gaps[0].fromMs >= beginning + 30'000 && gaps[0].fromMs <= beginning + 34'000);
    QVERIFY(gaps[0].toMs >= beginning + 51'000 && gaps[0].toMs <= beginning + 56'000);
    for (const Point& point : feed.heartRate().points())
        QCOMPARE(std::round(point.value), 75.0); // no interval was measured across the gap
}

void TestLiveFeed::hasNoRateWithoutAnEcg()
{
    const auto waveform = recording(10);
    waveform->channels[0].name = QStringLiteral("ABP");
    TestClock clock;
    LiveFeed feed(waveform, clock.clock());
    feed.start();
    clock.advance(10'000);
    QCOMPARE(delivered(feed)[0], size_t{2500});
    QVERIFY(feed.heartRate().isEmpty());
    QVERIFY(!feed.currentHeartRate());
}

void TestLiveFeed::replaysMitBih100()
{
    const auto read = readWfdb(QStringLiteral(TWINWARD_TEST_DATA "/ecg/100.hea"));
    if (!read)
        QSKIP("The ECG recordings are not here");
    TestClock clock;
    LiveFeed feed(std::make_shared<Waveform>(*read), clock.clock());
    feed.setSpeed(100);
    feed.start();
    while (!feed.atEnd()) {
        clock.advance(50);
        (void)feed.poll();
    }
    QVERIFY(std::abs(static_cast<double>(feed.beatsMs().size()) - 2273) < 10);
    // Half an hour at about 75 a minute, a point a second.
    QVERIFY(feed.heartRate().size() > 1780);
    const auto extent = feed.heartRate().extent(beginning, beginning + 1'900'000);
    QVERIFY(extent->minimum > 60 && extent->maximum < 100);
}

QTEST_APPLESS_MAIN(TestLiveFeed)
#include "tst_live_feed.moc"
